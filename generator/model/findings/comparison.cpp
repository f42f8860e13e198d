#include "model/findings/comparison.h"

#include <algorithm>

namespace model {

const MetricDifference* Comparison::find(Index metric) const {
  const auto found = std::find_if(metrics.begin(), metrics.end(),
                                  [metric](const MetricDifference& one) { return one.metric == metric; });
  return found == metrics.end() ? nullptr : &*found;
}

}  // namespace model
