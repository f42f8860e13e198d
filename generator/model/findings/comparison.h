#pragma once
/// One experiment against another, and whether the difference says anything.

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "model/config.h"
#include "model/estimate.h"
#include "model/index.h"
#include "model/run.h"

namespace model {

struct ParameterChange {
  std::string parameter;
  std::optional<ParameterValue> old_value, new_value;  ///< nothing: not set on that side, or not said
  bool from_prose = false;  ///< read from a description ("LR 0.04 -> 0.06"), not from configurations
};

/// What a change came to, by the objective's better direction. The rule stands in analysis/comparison/verdicts.h.
enum class Verdict : std::uint8_t {
  none,
  clearly_better,
  clearly_worse,
  probably_better,
  probably_worse,
  too_close,      ///< to call
  no_difference,  ///< that matters
  not_tested,     ///< the noise is not known, or a side is one run and nobody lends it noise
  not_comparable,
  failed
};
bool is_better(Verdict verdict);  ///< clearly or probably
bool is_worse(Verdict verdict);   ///< clearly or probably; failed is neither
bool is_clear(Verdict verdict);   ///< clearly better or worse
bool is_tested(Verdict verdict);  ///< what a test was made for: clearly, probably, too close, no difference

/// What a verdict rests on.
enum class VerdictReason : std::uint8_t {
  none,
  clear,               ///< clearly: adjusted p at or below the level, and the chance is high
  likely,              ///< probably: the chance is high, or the adjusted p is at or below the level
  undecided,           ///< too close to call
  within_smallest,     ///< no difference that matters: the interval lies inside ± the smallest effect of interest
  no_repeats,          ///< not tested: no experiment of the log has two runs that count
  single_runs,         ///< not tested: one run on a side, and too few experiments have repeats to lend their noise
  too_few_repeats,     ///< not tested: fewer than three degrees of freedom in the whole log
  no_spread,           ///< not tested: repeats are equal in every digit, so that noise is not known
  all_runs_failed,     ///< failed
  diverged,            ///< failed: no run has a finite value of the objective, although it was logged
  no_value,            ///< not comparable: a side has no finite value of the objective
  unfinished,          ///< not comparable: no run of a side went to its end
  evaluation_changed,  ///< not comparable: the data or the metric's definition differ (see evaluation_changes)
};

/// Whether a difference of a metric says anything.
enum class Comparability : std::uint8_t {
  comparable,
  other_hardware,    ///< a time or memory, on different machines
  other_evaluation,  ///< any metric, where the data or the metric's definition differ
};

struct MetricDifference {
  Index metric = 0;       ///< in Project::metrics
  Difference difference;  ///< new minus old, of at_best
  Comparability comparability = Comparability::comparable;
};

/// This experiment against another one.
struct Comparison {
  Index other = 0;                        ///< in Findings::experiments
  std::vector<ParameterChange> changes;   ///< in the order of the config, other → this
  std::vector<MetricDifference> metrics;  ///< those both have, in the order of Project::metrics
  Difference objective;                   ///< of the objective, again, for convenience; NaN if either side has none
  double p_adjusted = kMissing;           ///< of the objective, Benjamini–Hochberg over the changes of the log
  double chance = kMissing;               ///< that it is better, or worse, as seen, 0 to 1; see effect_chances.h
  Verdict verdict = Verdict::none;        ///< none: no objective with a direction, or no change of the log
  VerdictReason reason = VerdictReason::none;
  bool below_wobble = false;        ///< not tested: smaller than what values wobble by from one evaluation to the next
  bool below_examples = false;      ///< not tested: smaller than what so few examples of the evaluation can show
  std::size_t contexts_better = 0;  ///< not tested, one parameter changed: in so many of `contexts` controlled pairs of
  std::size_t contexts = 0;         ///< the same two values it came out better; 0: fewer than two pairs
  std::vector<std::string> evaluation_changes;  ///< changed parameters that define what is measured
  std::optional<std::uint32_t> repeats_needed;  ///< on each side, to settle a difference of Project::worth_finding,
                                                ///< where this one is not clear

  /// The difference of a metric, or nullptr. O(metrics).
  const MetricDifference* find(Index metric) const;
};

}  // namespace model
