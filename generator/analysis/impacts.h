#pragma once
/// What each parameter does: controlled pairs, marginal means, interactions, recommended values.

#include <span>
#include <vector>

#include "analysis/findings.h"
#include "analysis/hardware.h"

namespace analysis {

inline constexpr std::size_t kMaxPairs = 1000;  ///< kept of one parameter; effects are over all of them

/// One ParameterImpact for each parameter with at least two different values (not set counts as one) among the
/// experiments of `project` that have runs; parameters that define the evaluation (evaluation.h) are left out, and so
/// are those of `project.seed_keys`. `experiments` are those of the project; indexes in the result point into that
/// span. `categories`: settings' names by dotted path; else by words of the name (category.h).
///
/// Controlled pairs: experiments whose parameters are equal except for this one (find_changes of config.parameters), by
/// hashing what remains: O(experiments × parameters). Two experiments with the same value make no pair.
///
/// Effect of one value against another: with k pairs of finite differences dᵢ, the mean Σdᵢ/k. Interval and p: if each
/// dᵢ has a standard error (Welch or pooled; recovered as half the interval by its t), √(Σseᵢ²)/k with Satterthwaite's
/// degrees of freedom over the pairs; pairs that share an experiment are not independent, which is ignored and stated
/// on the site. Else, for k >= 2, Student's t over the dᵢ with k - 1 degrees. Else none.
///
/// Interaction: two pairs of the same two values whose p, adjusted over all pairs of the parameter (multiple_tests.h),
/// are at or below project.significance, and whose signs differ; at most one for two values: the two with the smallest
/// p on either side. `contexts`: the parameters in which the two pairs differ.
///
/// Recommendation by pairs: the best value is the one no other value is better than by a real effect, among those with
/// the most pairs (ties: better marginal mean, then earlier); with it every value whose effect against it, where there
/// is one, is not a real loss; values without a pair with it are left out. Confounded, where no pair exists: the values
/// whose marginal mean lies inside the interval of the best marginal mean, or the best alone if it has no interval.
/// Without an objective with a direction: none.
///
/// Importance: ped_anova.h over experiments with a finite mean; nothing below kPedAnovaExperiments.
/// Order: importance descending, then |largest effect| descending, then name.
std::vector<ParameterImpact> find_impacts(const Project& project, std::span<const Experiment> experiments,
                                          const HardwareInventory& hardware, const model::ProjectSettings& settings);

}  // namespace analysis
