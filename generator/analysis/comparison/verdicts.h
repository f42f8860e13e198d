#pragma once
/// Whether a change made a difference that can be told from noise.

#include <span>

#include "model/findings/fwd.h"

namespace analysis {

inline constexpr double kSignificance = 0.05;

/// Fills in p_adjusted, verdict and reason of versus_parent and versus_baseline of all experiments of one project, and
/// `agreement`. `experiments` are those of `project`, whose objective, significance and smallest_effect are set; their
/// comparisons hold differences by difference_with (pooled_deviation.h) and evaluation_changes.
///
/// Two families of tests, all comparisons with parents and all with the baseline, each adjusted by Benjamini and
/// Hochberg (multiple_tests.h); comparisons that failed or are not comparable are in no family. Where the baseline is
/// the parent, that one comparison has the verdict and the p of the first family in both places. In this order:
/// - failed: every run of the experiment failed, or all that logged the objective ended without a finite value of it
/// - not comparable: the evaluation changed, or a side has no finite mean of the objective
/// - not enough repeats: no p (no_spread where both sides have repeats and all are equal)
/// - improved, regressed: p_adjusted <= significance, |difference| >= smallest_effect and above 0, by direction
/// - within noise: otherwise
/// repeats_needed (repeats_needed.h) is planned for those that are not significant, with the deviations of the two
/// sides (of a single run the pooled one), at the p that one finding more in the family would need: significance times
/// (findings + 1) / tests.
/// Without an objective, or where its direction is unknown: none, except for failed.
void decide_verdicts(const model::Project& project, std::span<model::Experiment> experiments);

/// The same for one comparison that stands alone, its p not adjusted. `before` and `after` are of `project`.
void decide_verdict(const model::Project& project, const model::Experiment& before, const model::Experiment& after,
                    model::Comparison& comparison);

/// What a person's decision says beside the verdict against the parent; see Agreement.
model::Agreement agreement_of(const model::Experiment& experiment);

}  // namespace analysis
