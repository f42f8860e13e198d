#include "analysis/comparison/comparison.h"

#include <algorithm>

#include "analysis/comparison/changes.h"
#include "analysis/evaluation.h"
#include "analysis/statistics/pooled_deviation.h"

namespace analysis {

bool depends_on_machine(const MetricInfo& metric) {
  return metric.role == model::Role::training_time || metric.role == model::Role::memory ||
         metric.role == model::Role::inference_time;
}

bool on_same_machine(const Experiment& a, const Experiment& b, const HardwareInventory& hardware) {
  std::vector<Index> runs = a.runs;
  runs.insert(runs.end(), b.runs.begin(), b.runs.end());
  return one_machine(hardware, runs);
}

const MetricDifference* Comparison::find(Index metric) const {
  const auto found = std::find_if(metrics.begin(), metrics.end(),
                                  [metric](const MetricDifference& one) { return one.metric == metric; });
  return found == metrics.end() ? nullptr : &*found;
}

Comparison compare(const Project& project, const Experiment& before, Index before_index, const Experiment& after,
                   const HardwareInventory& hardware) {
  Comparison result{.other = before_index, .changes = find_changes(before.config, after.config)};
  const bool same = on_same_machine(before, after, hardware);
  result.evaluation_changes = evaluation_changes(result.changes, project.evaluation_keys);
  for (const MetricEstimate& now : after.metrics) {
    const MetricEstimate* was = before.find(now.metric);
    if (!was) continue;
    const model::PooledDeviation pooled =
        now.metric < project.pooled.size() ? project.pooled[now.metric] : model::PooledDeviation{};
    MetricDifference one{.metric = now.metric, .difference = difference_with(was->at_best, now.at_best, pooled)};
    if (!result.evaluation_changes.empty()) {
      one.comparability = Comparability::other_evaluation;
    } else if (!same && depends_on_machine(project.metrics[now.metric])) {
      one.comparability = Comparability::other_hardware;
    }
    if (project.objective == now.metric) result.objective = one.difference;
    result.metrics.push_back(one);
  }
  return result;
}

}  // namespace analysis
