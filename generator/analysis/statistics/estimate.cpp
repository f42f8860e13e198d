#include "analysis/statistics/estimate.h"

#include <algorithm>
#include <cmath>

#include "analysis/statistics/distributions.h"

namespace analysis {

model::Estimate estimate(std::span<const double> values, bool folds) {
  model::Estimate result{.folds = folds};
  double sum = 0;
  for (const double value : values) {
    if (std::isfinite(value)) {
      ++result.n;
      sum += value;
    } else {
      ++result.non_finite;
    }
  }
  if (result.n == 0 || result.non_finite > 0) return result;
  const double n = result.n;
  const auto [low, high] = std::minmax_element(values.begin(), values.end());
  result.mean =
      *low == *high ? *low : sum / n;  // equal values have their own mean and no spread, whatever the rounding
  if (!std::isfinite(result.mean)) {   // the sum left the range of double, the mean does not
    result.mean = 0;
    for (const double value : values) result.mean += value / n;
  }
  if (result.n == 1) return result;
  double squares = 0;
  for (const double value : values) squares += (value - result.mean) * (value - result.mean);
  result.sd = std::sqrt(squares / (n - 1));
  const double half = two_sided_quantile(0.05, n - 1) * result.sd * std::sqrt(folds ? 1 / n + 1 / (n - 1) : 1 / n);
  result.low = result.mean - half;
  result.high = result.mean + half;
  return result;
}

}  // namespace analysis
