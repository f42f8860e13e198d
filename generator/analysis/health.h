#pragma once
/// What a careful reader wants to know about the data before trusting a number.

#include <span>
#include <vector>

#include "analysis/findings.h"

namespace analysis {

/// Findings of one project, by kind, then the most affected first; at most kMaxHealth of a kind, the rest counted by
/// HealthFinding::of of the last one's kind. `experiments` are those of the project; Index of experiments points into
/// that span, of runs into `runs`. amount, of: non_finite: values, of all values of the metric · gaps: steps missing,
/// of the expected number · missing_seeds: repeats without a seed (or with one that another repeat has), of all repeats
/// · unequal_lengths: fewest points, of the most, in the objective's series · different_rates: points of the metric
/// with the fewest, of that with the most, where the objective cannot be read at its own best step for want of a value
/// · duplicate_runs: copies, of all runs · equal_results: experiments with equal means of every metric, of all ·
/// best_far_from_last: best and last value of the objective, where they differ by more than 10 noise deviations or a
/// tenth of the range · few_repeats: experiments with one run, of all.
std::vector<HealthFinding> find_health(const Project& project, std::span<const model::RunDigest> runs,
                                       std::span<const Experiment> experiments);

inline constexpr std::size_t kMaxHealth = 20;

}  // namespace analysis
