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

/// Parallel to `members`: the member itself, or the first before it that it is a copy of: the same configuration and
/// the same course of values (three at least of a metric that changes) in a folder or file of the same name, or of a
/// name that is part of the other's ("exp1" and "exp1_best").
std::vector<model::Index> find_originals(std::span<const model::RunDigest> runs, std::span<const model::Index> members);

}  // namespace analysis
