#include "analysis/statistics/pooled_deviation.h"

#include <algorithm>
#include <cmath>
#include <vector>

#include "analysis/statistics/distributions.h"
#include "analysis/statistics/estimate.h"
#include "model/findings/experiment.h"
#include "model/findings/metric_info.h"
#include "model/findings/project.h"

namespace analysis {

model::PooledDeviation pool(std::span<const model::Estimate> estimates) {
  model::PooledDeviation result;
  const auto counts = [](const model::Estimate& one) { return one.n >= 2 && std::isfinite(one.sd); };
  // Deviations as shares of the largest: their squares neither overflow nor vanish.
  double largest = 0;
  for (const model::Estimate& one : estimates) {
    if (counts(one)) largest = std::max(largest, one.sd);
  }
  double squares = 0;
  for (const model::Estimate& one : estimates) {
    if (!counts(one)) continue;
    const double share = largest > 0 ? one.sd / largest : 0;
    squares += (one.n - 1.0) * share * share;
    result.degrees_of_freedom += one.n - 1.0;
    ++result.experiments;
  }
  if (result.experiments > 0) result.sd = largest * std::sqrt(squares / result.degrees_of_freedom);
  return result;
}

std::vector<model::PooledDeviation> pool_metrics(const model::Project& project,
                                                 std::span<const model::Experiment> experiments) {
  std::vector<std::vector<model::Estimate>> estimates(project.metrics.size());
  for (const model::Experiment& experiment : experiments) {
    for (const model::MetricEstimate& metric : experiment.metrics) estimates[metric.metric].push_back(metric.at_best);
  }
  std::vector<model::PooledDeviation> result;
  for (const std::vector<model::Estimate>& of_metric : estimates) result.push_back(pool(of_metric));
  return result;
}

model::Difference difference_with(const model::Estimate& before, const model::Estimate& after,
                                  const model::PooledDeviation& pooled) {
  model::Difference result = difference(before, after);
  const bool tested = !std::isnan(result.degrees_of_freedom);
  if (tested || !std::isfinite(result.estimate)) return result;
  if (pooled.degrees_of_freedom < kPooledDegrees || !(pooled.sd > 0) || !std::isfinite(pooled.sd)) return result;
  const double error = pooled.sd * std::sqrt(1.0 / before.n + 1.0 / after.n);
  const double half = two_sided_quantile(0.05, pooled.degrees_of_freedom) * error;
  result.low = result.estimate - half;
  result.high = result.estimate + half;
  result.p = two_sided_p(result.estimate / error, pooled.degrees_of_freedom);
  result.degrees_of_freedom = pooled.degrees_of_freedom;
  result.pooled = true;
  return result;
}

}  // namespace analysis
