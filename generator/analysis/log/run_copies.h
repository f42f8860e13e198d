#pragma once
/// Runs that were copied: a copy says nothing of the noise, so it is no repeat.

#include <span>
#include <vector>

#include "model/index.h"
#include "model/run_digest.h"

namespace analysis {

/// A run that logged something, a series or a summary. Runs that logged nothing are no copies of each other, nor are
/// rows of the log of a loop.
bool can_have_copies(const model::RunDigest& run);

/// Parallel to `members`: whether the run has the same config, values and summary (RunDigest::content) as one before it
/// in `members`, and can have copies.
std::vector<bool> find_copies(std::span<const model::RunDigest> runs, std::span<const model::Index> members);

}  // namespace analysis
