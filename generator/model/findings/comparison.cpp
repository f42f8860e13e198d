#include "model/findings/comparison.h"

#include <algorithm>

namespace model {

bool is_better(Verdict verdict) {
  return verdict == Verdict::clearly_better || verdict == Verdict::probably_better;
}

bool is_worse(Verdict verdict) {
  return verdict == Verdict::clearly_worse || verdict == Verdict::probably_worse;
}

bool is_clear(Verdict verdict) {
  return verdict == Verdict::clearly_better || verdict == Verdict::clearly_worse;
}

bool is_tested(Verdict verdict) {
  return is_better(verdict) || is_worse(verdict) || verdict == Verdict::too_close || verdict == Verdict::no_difference;
}

const MetricDifference* Comparison::find(Index metric) const {
  const auto found = std::find_if(metrics.begin(), metrics.end(),
                                  [metric](const MetricDifference& one) { return one.metric == metric; });
  return found == metrics.end() ? nullptr : &*found;
}

}  // namespace model
