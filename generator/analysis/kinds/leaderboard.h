#pragma once
/// Who leads a leaderboard, by how much, and who leads among the small and the fast.

#include <cstddef>
#include <cstdint>
#include <optional>
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

/// The number of examples N that accuracies (0 to 1) were counted over: the smallest for which all values are multiples
/// of 1/N, to half a unit of the last decimal of the values (found by looking: the fewest, at most 8, that hold all).
/// Nothing where it says too little: fewer than 5 distinct values, or with a chance of more than 1e-6 that values of
/// so many decimals fit some number up to it. At most a million. O(N × values that fit).
std::optional<std::uint64_t> infer_examples(std::span<const double> accuracies);

/// Below this a difference of two accuracies over the same number of examples may be chance at 95 %: 1.96·√((p(1 − p) +
/// q(1 − q))/N), the normal approximation for independent errors. Errors on the same examples mostly go together, so
/// that less may be told by pairing them.
double error_of_examples(double p, double q, std::uint64_t examples);

}  // namespace analysis
