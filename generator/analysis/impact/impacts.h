#pragma once
/// What each parameter does: controlled pairs, marginal means, interactions, recommended values.

#include <cstddef>
#include <span>
#include <vector>

#include "analysis/log/hardware.h"
#include "model/findings/fwd.h"

namespace analysis {

inline constexpr std::size_t kMaxPairs = 1000;  ///< kept of one parameter; effects are over all of them
/// A parameter with more controlled pairs than this is paired by neighbouring values only (a sweep of one number over
/// a thousand values has half a million pairs, which nobody reads).
inline constexpr std::size_t kMaxAllPairs = 5'000;
/// Parameters × experiments looked at; beyond it (and 100 parameters), parameters that few experiments set are left
/// out, so that memory stays bounded.
inline constexpr std::size_t kMaxImpactCells = 10'000'000;
/// Up to this many different numbers are categories to importance: a handful of points makes no density.
inline constexpr std::size_t kFewNumbers = 5;
inline constexpr std::size_t kMaxTogether = 100;  ///< names listed of parameters that always change together
inline constexpr std::size_t kFewSearched = 8;    ///< more different numbers than this are the mark of a search
/// Categories (not set is one) take part in importance if each of them has at least this many experiments; parameters
/// with one value for each experiment would explain everything.
inline constexpr std::size_t kExperimentsPerCategory = 5;

/// One ParameterImpact for each parameter with at least two different values (not set counts as one) among the
/// experiments of `project` that have runs and any parameters; parameters that define the evaluation (evaluation.h) are
/// left out, and so are those of `project.seed_keys`; an experiment whose own repeats differ in the parameter takes no
/// part in it; of one of which no run went to its end, no objective takes part. `experiments` are those of the project;
/// indexes in the result point into that span. `settings.categories` names categories by dotted path; else words of the
/// name do (category.h).
///
/// Controlled pairs: experiments whose parameters are equal except for this one (find_changes of config.parameters), by
/// hashing what remains: O(experiments × parameters). Two experiments with the same value make no pair.
///
/// Effect of one value against another: with k pairs of finite differences dᵢ, the mean Σdᵢ/k. Interval and p: if each
/// dᵢ has a standard error (noise_model.h), √(Σseᵢ²)/k with Satterthwaite's degrees of freedom (Σseᵢ²)²/Σ(seᵢ⁴/νᵢ), at
/// most those of the whole log, where all lent ones are one term, (Σse²)²/ν, since they share one deviation; pairs that
/// share an experiment are not independent, which is ignored and stated on the site. It is the mean over the contexts
/// that were tested, not over all there could be. Else, for k >= 2, Student's t over the dᵢ with k - 1 degrees. Else
/// none. The p is that of a difference no larger than the smallest of interest.
/// p_adjusted and chance: of an effect that rests on one pair which is a change of the log (an experiment and its
/// parent), those of the log's verdict, so that the two say the same; else among all effects of the project
/// (multiple_tests.h, effect_chances.h). An effect is real if it is clear by the rule of verdicts.h.
///
/// Interaction: two pairs of the same two values whose p, adjusted over all pairs of the parameter (multiple_tests.h),
/// are at or below project.significance, and whose signs differ; at most one for two values: the two with the smallest
/// p on either side. `contexts`: the parameters in which the two pairs differ.
///
/// Recommendation by pairs: what the best configuration uses, unless another value is better than it by a real effect;
/// else, among those that no other one is better than by a real effect, the value that no other one came out better
/// than, then one with a real gain, then the one with the most pairs, then the better marginal mean, then the earlier.
/// With it each value whose effect against it, by the 95 % interval, is no worse than it by more than a tolerance: the
/// smallest effect of interest, else a point of a share, else 1 % of the best mean.
/// Of a search, where pairs are accidents: numbers of more than kFewSearched different values, over at least
/// kPedAnovaExperiments finite experiments of one evaluation, fewer than half of which have a pair: best tenth, the
/// values of the best max(5, ⌈n/10⌉) experiments (ped_anova.h; ties belong to them): a range to search in.
/// Without any pair, and only if all experiments have the same evaluation (means over different data say nothing):
/// where two set values or more have a finite mean, confounded: what the best configuration uses, else the value with
/// the best marginal mean. Where two values or more were tested more than once, those tested once take no part. Without
/// an objective with a direction, or a finite result: none.
///
/// Importance, of searches alone: ped_anova.h over experiments with a finite mean; nothing below kPedAnovaExperiments.
/// Where experiments were evaluated on different things, being among the best is judged among those with the same
/// evaluation, of which there must be at least kPedAnovaExperiments / 2 (others take no part). Numbers count as numbers
/// (logarithms on a log axis) over the experiments that set them, of which there must be kPedAnovaExperiments;
/// everything else, and up to kFewNumbers numbers, as categories. Of parameters that always change together
/// (ParameterImpact::together) only the first counts, one with a known category before others, then by name; and none
/// that is set to one value or not set at all and has no pair, which is mostly a default that some versions of a
/// program write out. Parameters that take no part have no importance. Order: those with a real effect first, the
/// largest before others; then importance descending, then |largest effect| descending, then name.
std::vector<model::ParameterImpact> find_impacts(const model::Project& project,
                                                 std::span<const model::Experiment> experiments,
                                                 const HardwareInventory& hardware,
                                                 const model::ProjectSettings& settings);

}  // namespace analysis
