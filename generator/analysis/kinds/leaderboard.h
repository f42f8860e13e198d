#pragma once
/// Who leads a leaderboard, by how much, and who leads among the small and the fast.

#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include "model/findings/fwd.h"
#include "model/findings/leaderboard.h"

namespace analysis {

/// Ranked: experiments that the objective can rank (ranked_experiments.h), ties in the order of the log; equal values
/// have equal ranks. Cheap: for a size, a throughput and a time of those in most of the ranked (cost_names.h; ties: by
/// name), in this order, the best of those that keep to a limit: the median, made 1, 2, 3 or 5 times a power of ten (of
/// a size or time the next below, of a throughput the next above). Left out where the leader itself keeps to it, or
/// fewer than kFewestCheap do. Without an objective whose direction is known nothing is ranked.
model::Leaderboard find_leaderboard(const model::Project& project, std::span<const model::Experiment> experiments,
                                    std::vector<std::string> named_by);

inline constexpr std::size_t kFewestCheap = 3;

}  // namespace analysis
