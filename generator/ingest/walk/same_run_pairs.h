#pragma once
/// The same run kept by two loggers: which units of a walk belong together. What is done with them: merge_runs.h.

#include <cstddef>
#include <functional>
#include <vector>

#include "ingest/run_format.h"

namespace ingest {

/// Gives files that were claimed beside a run (Claim::beside) to the one run that has its files in the folder they were
/// claimed for (several: they are left out with a note, or a run of their own; none: they are a run of their own), and
/// runs of loggers that say what they belong to (RunTraces) to the other run they are one with:
///
///   by id      its folder is called after the run
///   by config  its folder is the output folder in the settings, and no other run of the logger says the same
///   by place   the run stands below its folder, and no third run does
///   near       it stands below the folder of the files or the folder above, and no other run of the formats that keep
///              such runs (SecondLogger::near) does; where several do, the files are left out with a note
///
/// Else a run for which several or none would do stays a run. Of the units from `first` on; the preferred logger by
/// LoggerRank keeps the run.
void attach_other_loggers(std::vector<Unit>& units, std::size_t first, std::vector<OtherLogger> beside,
                          const base::FileReader& files, const std::function<void(model::Notice)>& say);

}  // namespace ingest
