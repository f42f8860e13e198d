#pragma once
/// One experiment against another, and whether the difference says anything.

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

enum class Verdict : std::uint8_t {
  none,
  improved,
  regressed,
  within_noise,
  not_enough_repeats,
  failed,
  not_comparable
};

/// What a verdict rests on.
enum class VerdictReason : std::uint8_t {
  none,
  significant,            ///< improved or regressed: adjusted p at or below the level, effect at least the smallest
  not_significant,        ///< within noise
  below_smallest_effect,  ///< within noise: the effect is real, but smaller than the smallest of interest
  too_few_repeats,        ///< not enough repeats: one run on a side, and no pooled deviation to stand in
  no_spread,              ///< not enough repeats: repeats are equal in every digit, so that noise is not known
  all_runs_failed,        ///< failed
  diverged,               ///< failed: no run has a finite value of the objective, although it was logged
  no_value,               ///< not comparable: a side has no finite value of the objective
  evaluation_changed,     ///< not comparable: the data or the metric's definition differ (see evaluation_changes)
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
  double p_adjusted = kMissing;           ///< of the objective, Benjamini–Hochberg over the project's log
  Verdict verdict = Verdict::none;        ///< none: the project has no objective with a direction
  VerdictReason reason = VerdictReason::none;
  std::vector<std::string> evaluation_changes;  ///< changed parameters that define what is measured
  std::optional<std::uint32_t> repeats_needed;  ///< on each side, to tell a difference as large as this one from noise,
                                                ///< where it is not significant; see verdicts.h

  /// The difference of a metric, or nullptr. O(metrics).
  const MetricDifference* find(Index metric) const;
};

}  // namespace model
