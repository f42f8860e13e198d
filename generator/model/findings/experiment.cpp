#include "model/findings/experiment.h"

#include <algorithm>

namespace model {

bool Experiment::counts(std::size_t run) const {
  return counted.empty() || counted[run].takes_part;
}

const MetricEstimate* Experiment::find(Index metric) const {
  const auto found = std::lower_bound(metrics.begin(), metrics.end(), metric,
                                      [](const MetricEstimate& one, Index index) { return one.metric < index; });
  return found != metrics.end() && found->metric == metric ? &*found : nullptr;
}

}  // namespace model
