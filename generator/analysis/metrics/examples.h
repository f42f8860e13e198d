#pragma once
/// How many examples an evaluation has, and what so many can show.

#include <cstdint>
#include <optional>
#include <span>

#include "model/findings/experiment.h"
#include "model/findings/project.h"

namespace analysis {

/// The examples that the objective of `project` counts; `set` goes before what is inferred from the values of its runs
/// (infer_examples). Only for what is a share of examples: accuracies, error rates and scores of benchmarks. Nothing:
/// not known, or the objective counts none. `error` is of the best experiment that the objective can rank:
/// 1.96·√(p(1 − p)/N), the normal approximation.
std::optional<model::Examples> find_examples(const model::Project& project,
                                             std::span<const model::Experiment> experiments,
                                             std::optional<std::uint64_t> set);

/// The number of examples N that accuracies (0 to 1) were counted over: the smallest for which all values are multiples
/// of 1/N, to half a unit of the last decimal of the values (found by looking: the fewest, at most 8, that hold all),
/// and to what 32 bits hold.
/// Where more than one value in ten would fit by chance, all must be exact. Nothing where it says too little: fewer
/// than 5 distinct values, or with a chance of more than 1e-6 that values of so many decimals fit some number up to it.
/// At most a million. O(N × values that fit).
std::optional<std::uint64_t> infer_examples(std::span<const double> accuracies);

/// Below this a difference of two accuracies over the same number of examples may be chance at 95 %: 1.96·√((p(1 − p) +
/// q(1 − q))/N), the normal approximation for independent errors. Errors on the same examples mostly go together, so
/// that less may be told by pairing them.
double error_of_examples(double p, double q, std::uint64_t examples);

/// A value of the objective as a share: a percentage is divided by 100.
double as_share(const model::Project& project, double value);

}  // namespace analysis
