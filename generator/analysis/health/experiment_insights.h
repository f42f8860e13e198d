#pragma once
/// What the repeats of an experiment say together.

#include <span>
#include <vector>

#include "model/findings/fwd.h"
#include "model/run_digest.h"

namespace analysis {

/// Fills in Experiment::insights, in this order:
/// - of_runs: an insight (kind and metric) that at least half of the runs share, by kind, then metric; what is said of
/// the
///   end of curves only by runs that count, where any does. amount: the
///   median of theirs that are finite; NaN: none is.
/// - unstable: at least three finite repeats of the objective (at_best), whose deviation is above 2 × that of the
///   project's other experiments taken together (at least kLeastDegrees degrees of freedom, deviation above 0), by an
///   F test on the variances whose p, adjusted over the project (Benjamini–Hochberg), is at or below
///   project.significance. amount: the ratio of the deviations. Fisher's test assumes normal noise: ratio and
///   adjustment keep it careful.
/// - outlier: at least four repeats, all finite, one value further from the median of the others than 5 × 1.4826 ×
///   their median absolute deviation (above 0), and so is no second one. runs: that one; amount: its distance.
/// `experiments` are those of the project. O(runs × insights + experiments).
void find_experiment_insights(const model::Project& project, std::span<const model::RunDigest> runs,
                              std::span<model::Experiment> experiments);

}  // namespace analysis
