#pragma once
/// Notes of experiments and runs in order of date.

#include <optional>
#include <span>
#include <vector>

#include "model/findings/fwd.h"
#include "model/index.h"
#include "model/run_digest.h"

namespace analysis {

/// Newest day first, undated notes last; within a day in the order of experiments, then of runs, then of notes. The
/// date is the note's own, else the experiment's, else the day the run started. Notes with nothing in them are left
/// out.
std::vector<model::JournalEntry> make_journal(std::span<const model::RunDigest> runs,
                                              std::span<const model::Experiment> experiments,
                                              std::span<const std::optional<model::Index>> experiment_of_run);

}  // namespace analysis
