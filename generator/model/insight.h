#pragma once
/// What a curve says about how its run went. Each kind has one rule, stated in analysis/insights.h and on the site.

#include <cstdint>
#include <string>

#include "model/run.h"

namespace model {

/// A value of a metric and where it was logged; NaN axes: not logged there.
struct PointRef {
  double value = kMissing;
  double step = kMissing;
  double epoch = kMissing;
  double wall_time_s = kMissing;
  std::uint32_t row = 0;
};

struct Insight {
  enum class Kind : std::uint8_t {
    diverged,            ///< at `from`: the first value of the end that is not finite, or has left the scale for good
    overfitting,         ///< since `from`, the best validation value; `to`: the last one. amount: how much worse it got
    still_improving,     ///< best at the end; `from`: where the last stretch began. amount: gain over that stretch
    plateau,             ///< since `from`, the best; amount: share of the run (0 to 1) after it
    generalisation_gap,  ///< at `from`: validation and, as `to`, training value; amount: their difference
    throughput_change,   ///< steps per second before and after `from`; amount: after divided by before
    learning_rate_high,  ///< loss leaps up right at the start or again and again; `from`: the first leap
    learning_rate_low,   ///< loss falls in a straight line to the end; amount: share of the fall in the last tenth
  };
  Kind kind = Kind::plateau;
  std::string metric;  ///< the series it speaks of; empty: the run as a whole (throughput_change)
  std::string other;   ///< the one it is compared with (training loss); empty: none
  PointRef from, to;
  double amount = kMissing;
};

}  // namespace model
