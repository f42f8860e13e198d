#include "analysis/statistics/repeats_needed.h"

#include <cmath>

#include "analysis/statistics/distributions.h"

namespace analysis {

std::optional<std::uint32_t> repeats_needed(double d, double s1, double s2, double level) {
  constexpr double kPower = 0.8;
  const double noise = s1 * s1 + s2 * s2;
  if (!std::isfinite(d) || d == 0 || !std::isfinite(noise) || noise == 0 || !(level > 0 && level < 1))
    return std::nullopt;
  // More degrees of freedom need fewer: the condition holds from one n on.
  const auto enough = [&](std::uint32_t n) {
    const double freedom = (n - 1) * noise * noise / (s1 * s1 * s1 * s1 + s2 * s2 * s2 * s2);
    const double t = two_sided_quantile(level, freedom) + two_sided_quantile(2 * (1 - kPower), freedom);
    return n * d * d >= noise * t * t;
  };
  std::uint32_t low = 2, high = kMostRepeatsNeeded;
  if (!enough(high)) return std::nullopt;
  while (low < high) {
    const std::uint32_t middle = low + (high - low) / 2;
    if (enough(middle)) {
      high = middle;
    } else {
      low = middle + 1;
    }
  }
  return low;
}

}  // namespace analysis
