#pragma once
/// What a change came to: graded verdicts by one noise model.

#include <span>

#include "model/estimate.h"
#include "model/findings/fwd.h"

namespace analysis {

inline constexpr double kSignificance = 0.05;
inline constexpr double kClearChance = 0.8;    ///< clearly: and an adjusted p at or below the level
inline constexpr double kLikelyChance = 0.75;  ///< probably

/// Fills in p_adjusted, chance, verdict, reason and repeats_needed of versus_parent of all experiments of one project,
/// Experiment::agreement and Project::worth_finding. `experiments` are those of `project`, whose objective,
/// significance, smallest_effect and noise are set; their comparisons hold differences (comparison.h) and
/// evaluation_changes.
///
/// One family of tests, the changes of the log (comparisons with parents): adjusted by Benjamini and Hochberg
/// (multiple_tests.h), with the chance of each (effect_chances.h). In this order:
/// - failed: every run of the experiment failed, or all that logged the objective ended without a finite value of it
/// - not comparable: the evaluation changed, a side has no finite mean of the objective, or no run of one went to its
/// end
/// - not tested: no p, for the reason of the noise
/// - clearly better or worse: p_adjusted <= significance, chance >= kClearChance, and a difference
/// - no difference that matters: the 95 % interval lies inside ± smallest_effect, which is above 0
/// - probably better or worse: chance >= kLikelyChance, or p_adjusted <= significance, and a difference
/// - too close to call: otherwise
/// Without an objective, or where its direction is unknown: none, except for failed.
///
/// versus_baseline carries no word of its own, since a second family would give chance a second try: it has what needs
/// no test (failed, not comparable), and where the baseline is the parent, all that the parent's comparison has.
///
/// worth_finding: the smallest effect, else the median size of the clear differences. repeats_needed (repeats_needed.h)
/// is planned for it where a verdict was tested and is neither clear nor no difference, with the deviations that the
/// noise model has of the two sides, at the p that one finding more in the family would need: significance times
/// (findings + 1) / tests; nothing where both sides have as many already.
void decide_verdicts(model::Project& project, std::span<model::Experiment> experiments);

/// The same for one comparison that stands alone, a family of its own; a change of the log has the log's verdict.
/// `before` and `after` are of `project`.
void decide_verdict(const model::Project& project, const model::Experiment& before, const model::Experiment& after,
                    model::Comparison& comparison);

/// The grade of a difference by the rule above, from its adjusted p and chance: clearly, probably, too close, no
/// difference that matters; not tested where there is no p. `project` has an objective with a direction.
model::Verdict grade(const model::Project& project, const model::Difference& difference, double p_adjusted,
                     double chance);

/// What a person's decision says beside the verdict against the parent; see Agreement.
model::Agreement agreement_of(const model::Experiment& experiment);

}  // namespace analysis
