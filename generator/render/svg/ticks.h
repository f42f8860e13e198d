#pragma once
/// Round places on an axis and how they are written.

#include <string>
#include <vector>

#include "model/chart.h"

namespace render {

struct Tick {
  double value = 0;
  std::string label;  ///< with its unit: "94 %", "2 min"; true minus sign; one unit for all labels of an axis
};

/// Multiples of 1, 2 or 5 times a power of ten (of the unit that is shown: per cent, ms, min, MB …) in [low, high],
/// about `count` of them and never more than 2·count + 2. `min_step` keeps whole quantities (epochs) from getting ticks
/// in between. Empty if the range is not finite or not positive.
std::vector<Tick> linear_ticks(double low, double high, int count, model::AxisUnit unit, double min_step = 0);
/// Powers of ten in [low, high] (0 < low < high), with 2 and 5 times them where there is room; every n-th power where
/// there is not; linear_ticks where the range holds fewer than two such values.
std::vector<Tick> log_ticks(double low, double high, int count, model::AxisUnit unit);
/// Days, Mondays, firsts of months or of years in [low, high], both in days since 1970-01-01.
std::vector<Tick> date_ticks(double low, double high, int count);

/// One value as a tick label would say it, with its own unit and up to 4 significant digits.
std::string tick_label(double value, model::AxisUnit unit);

}  // namespace render
