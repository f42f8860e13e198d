#pragma once
/// What a careful reader wants to know about the data before trusting a number.

#include <cstddef>
#include <span>
#include <vector>

#include "model/findings/fwd.h"
#include "model/run_digest.h"

namespace analysis {

inline constexpr std::size_t kMaxHealth = 20;     ///< findings of a kind
inline constexpr std::size_t kMaxEvidence = 100;  ///< runs and experiments that a finding names
inline constexpr double kUnequalLength = 0.9;     ///< fewest points over most
inline constexpr double kFarFromLast = 0.1;       ///< of the range of a run's objective

/// Findings of one project, by kind, then the most affected first, then by metric and runs; at most kMaxHealth of a
/// kind: HealthFinding::more of the last of them counts the rest. `experiments` are those of the project; Index of
/// experiments points into that span, of runs into `runs`. Evidence lists stop at kMaxEvidence; amount counts all.
///
/// - non_finite, a metric: amount values, of all its values.
/// - gaps, a metric: steps missing, of those expected, in its regular series (SeriesDigest::missing).
/// - missing_seeds, the project: repeats without a seed (none is known, and no seed-like parameter has a value) or with
///   one that another repeat of the same experiment has, of all repeats (runs of experiments with two or more,
///   copies included: runs of one seed are often equal).
/// - unequal_lengths, an experiment: fewest points of the objective's series among its runs, of the most; below 0.9.
/// - different_rates, a metric: in the runs where it has values, but none up to the objective's best step: its points,
///   of those of the objective.
/// - duplicate_runs, a set of runs with equal content (RunDigest::content; of those that can have copies):
///   copies, of all runs.
/// - equal_results, a set of experiments: equal means (at best, best and last) of every metric that is no time or
///   memory, at least two of them; amount experiments, of all. Experiments that are copies are among them.
/// - best_far_from_last, an experiment: mean best and mean last value of the objective, where best and last are apart
///   by a tenth of the range in at least half of its runs; farthest first. Rewards are left out: they are noisy.
/// - few_repeats, the project: experiments with one run, copies aside, of all with runs, where they are more
///   than half and two.
std::vector<model::HealthFinding> find_health(const model::Project& project, std::span<const model::RunDigest> runs,
                                              std::span<const model::Experiment> experiments);

}  // namespace analysis
