#pragma once
/// What the repeats of an experiment say together.

#include <span>
#include <vector>

#include "analysis/findings.h"

namespace analysis {

/// of_runs: an insight (kind and metric) that at least half of the runs share, and at least one; amount: the median of
/// theirs. unstable: with at least three finite repeats, a deviation of the objective above twice the pooled deviation
/// of the other experiments (each with at least kPooledDegrees degrees of freedom together) and an F test p of their
/// variances at or below project.significance; amount: the ratio. outlier: with at least four finite repeats, one value
/// further from the median of the others than 5 × 1.4826 × their median absolute deviation (above 0); amount: distance.
/// In this order. `experiments` are those of the project.
void find_experiment_insights(const Project& project, std::span<const model::RunDigest> runs,
                              std::span<Experiment> experiments);

}  // namespace analysis
