#pragma once
/// What is odd about the data of a project.

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "model/index.h"
#include "model/run.h"

namespace model {

enum class HealthKind : std::uint8_t {
  non_finite,          ///< NaN or infinite values in a metric
  gaps,                ///< steps missing in an otherwise regular series
  missing_seeds,       ///< repeats without a seed, or several with the same seed
  unequal_lengths,     ///< repeats of one experiment have different lengths
  different_rates,     ///< metrics of a run logged at different rates
  duplicate_runs,      ///< same config, values and summary
  equal_results,       ///< different configs, results equal in every digit
  best_far_from_last,  ///< the best value is far from the last
  few_repeats,         ///< most experiments have one run only
  mixed_units,         ///< a metric is a share in some runs and a percentage in others
};

/// Something about the inputs that a careful reader wants to know before trusting a number.
struct HealthFinding {
  using Kind = HealthKind;
  Kind kind = Kind::non_finite;
  std::vector<Index> runs;         ///< in RunDigests; evidence, at least one unless experiments are given
  std::vector<Index> experiments;  ///< in Findings::experiments
  std::string metric;              ///< empty: not about one
  double amount = kMissing;        ///< per kind, see health.h
  double of = kMissing;
  std::size_t more = 0;  ///< findings of this kind that are not listed; on the last one listed
};

}  // namespace model
