#pragma once
/// The noise of a project: the deviation within its experiments, taken together.

#include <span>
#include <vector>

#include "model/estimate.h"
#include "model/findings/fwd.h"

namespace analysis {

/// Below this many degrees of freedom a pooled deviation is too uncertain to stand in for repeats.
inline constexpr double kPooledDegrees = 3;

/// sd = sqrt(Σ(nᵢ − 1)·sᵢ² / Σ(nᵢ − 1)) over estimates with at least two finite repeats and a finite deviation, with
/// Σ(nᵢ − 1) degrees of freedom (the within-groups mean square of an analysis of variance; Fisher 1925). Assumes that
/// all experiments have the same noise. None: sd NaN, 0 degrees. An estimate whose repeats are all equal counts: it
/// says that noise is small.
model::PooledDeviation pool(std::span<const model::Estimate> estimates);

/// For each metric of `project` over at_best of `experiments`.
std::vector<model::PooledDeviation> pool_metrics(const model::Project& project,
                                                 std::span<const model::Experiment> experiments);

/// after minus before as `difference` (estimate.h) where Welch's test can be made. Otherwise, if both means are finite
/// and `pooled` has at least kPooledDegrees degrees of freedom and a deviation above 0: d ± t·s·√(1/n₁ + 1/n₂) with the
/// pooled s and its degrees of freedom, marked `pooled`. Otherwise the difference of the means alone.
model::Difference difference_with(const model::Estimate& before, const model::Estimate& after,
                                  const model::PooledDeviation& pooled);

}  // namespace analysis
