#pragma once
/// The metrics of a project, and one of them over the repeats of an experiment.

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "model/curve.h"
#include "model/estimate.h"
#include "model/index.h"
#include "model/settings.h"

namespace model {

enum class ValueKind : std::uint8_t {
  plain,     ///< a number without a unit we know
  fraction,  ///< 0 to 1, shown as per cent (accuracy and the like)
  percent,   ///< 0 to 100 already
  seconds,
  milliseconds,
  bytes,
};

/// What stands for a run in comparisons.
enum class Taken : std::uint8_t {
  best,     ///< the best value by direction
  last,     ///< the last: of test data, which choose no epoch
  of_tail,  ///< the mean of the last tenth of the values: of rewards, and of what one episode or batch gave
};

/// One metric of a project.
struct MetricInfo {
  std::string name;   ///< as logged
  std::string label;  ///< for people: "Validation accuracy", or the name
  Direction direction = Direction::unknown;
  ValueKind kind = ValueKind::plain;
  std::optional<Role> role;
  Taken taken = Taken::best;  ///< of the objective, where settings or its kind do not leave it at the best
  std::string at_best_of;     ///< of the objective: its value where this metric (its label) is best stands for a run
  std::optional<CurveAxis>
      best_along;  ///< of the objective: each run's best of several values is taken, along this axis
};

/// A metric over the repeats of an experiment. at_best: at the objective's best step (for the objective itself: its
/// best); a metric known only from summaries has the same value in all three.
struct MetricEstimate {
  Index metric = 0;  ///< in Project::metrics
  Estimate at_best, best, last;
  std::vector<double> per_run;  ///< at_best of each run, as Experiment::runs; NaN: missing or logged as NaN
};

}  // namespace model
