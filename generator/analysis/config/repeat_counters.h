#pragma once
/// Parameters that number repeats, judged by their values: which of several folds, draws or restarts a run is.

#include <set>
#include <span>
#include <string>

#include "model/index.h"
#include "model/run_digest.h"

namespace analysis {

/// Paths of parameters whose names allow it (counts_repeats in vocabulary/seed_names.h) and whose values are whole
/// numbers from 0 or 1 on without gaps. Where the name says little ("split"), every setting of the other parameters
/// must have been made with each of the numbers, once, and there must be at least three numbers, or two of two
/// settings. `already` are paths and names that count for repeats anyway: they are no other parameters. O(runs ×
/// parameters), for each name that says little.
std::set<std::string> find_repeat_counters(std::span<const model::RunDigest> runs,
                                           std::span<const model::Index> members, const std::set<std::string>& already);

}  // namespace analysis
