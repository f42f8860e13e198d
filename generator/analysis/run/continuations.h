#pragma once
/// Runs that go on where another ended: one training in several folders.

#include <cstddef>
#include <span>
#include <vector>

#include "model/index.h"
#include "model/run_digest.h"

namespace analysis {

/// Chains of at least two runs, each of which goes on where the one before ended; in the order of their first runs.
/// A run goes on from another if both
/// - were read alone, from folders beside each other whose names (and whose own names) differ in the number of a
///   launch (version_0, run 2), in moments and random ids alone (vocabulary/run_names.h),
/// - have the same format, project, experiment, seed and series, and the same settings but for what tells repeats
/// apart,
/// - and its first epoch is the one after the other's last, or, where either has no epochs, its first step is at most
///   one and a half of the usual distances behind the other's last one; where both have both, steps rise, too.
/// Of several runs that end in the same place each is continued once at most, in natural order. O(runs × log runs), a
/// folder's runs of one name up to kMostVersions squared; more of them are left alone.
std::vector<std::vector<model::Index>> find_continuations(std::span<const model::RunDigest> runs);

inline constexpr std::size_t kMostVersions = 200;

}  // namespace analysis
