#pragma once
/// The same run kept by two loggers: which units of a walk belong together. What is done with them: merge_runs.h.

#include <cstddef>
#include <functional>
#include <vector>

#include "ingest/run_format.h"

namespace ingest {

/// Gives event files to the one run that has its files in the folder they were claimed for (several: they are left out,
/// event-files-beside, note; none: they are a run of their own), and W&B runs to the other run they are one with:
///
///   by id      its folder is called after the W&B run
///   by config  its folder is the output folder in config.yaml, and no other W&B run says the same
///   by place   the W&B run stands below its folder (or in wandb/ there), and no third run does
///
/// A W&B run for which several runs or none would do stays a run. Of the units from `first` on; the preferred logger by
/// rank_of() keeps the run.
void attach_other_loggers(std::vector<Unit>& units, std::size_t first, std::vector<OtherLogger> beside,
                          const base::FileReader& files, const std::function<void(model::Notice)>& say);

}  // namespace ingest
