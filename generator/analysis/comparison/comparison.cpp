#include "analysis/comparison/comparison.h"

#include <algorithm>

#include "analysis/comparison/changes.h"
#include "analysis/config/evaluation.h"
#include "analysis/statistics/pooled_deviation.h"
#include "model/findings/comparison.h"
#include "model/findings/experiment.h"
#include "model/findings/metric_info.h"
#include "model/findings/project.h"
#include "model/index.h"

namespace analysis {

bool depends_on_machine(const model::MetricInfo& metric) {
  return metric.role == model::Role::training_time || metric.role == model::Role::memory ||
         metric.role == model::Role::inference_time;
}

bool on_same_machine(const model::Experiment& a, const model::Experiment& b, const HardwareInventory& hardware) {
  std::vector<model::Index> runs = a.runs;
  runs.insert(runs.end(), b.runs.begin(), b.runs.end());
  return one_machine(hardware, runs);
}

model::Comparison compare(const model::Project& project, const model::Experiment& before, model::Index before_index,
                          const model::Experiment& after, const HardwareInventory& hardware) {
  model::Comparison result{.other = before_index, .changes = find_changes(before.config, after.config)};
  const bool same = on_same_machine(before, after, hardware);
  result.evaluation_changes = evaluation_changes(result.changes, project.evaluation_keys);
  for (const model::MetricEstimate& now : after.metrics) {
    const model::MetricEstimate* was = before.find(now.metric);
    if (!was) continue;
    const model::PooledDeviation pooled =
        now.metric < project.pooled.size() ? project.pooled[now.metric] : model::PooledDeviation{};
    model::MetricDifference one{.metric = now.metric, .difference = difference_with(was->at_best, now.at_best, pooled)};
    if (!result.evaluation_changes.empty()) {
      one.comparability = model::Comparability::other_evaluation;
    } else if (!same && depends_on_machine(project.metrics[now.metric])) {
      one.comparability = model::Comparability::other_hardware;
    }
    if (project.objective == now.metric) result.objective = one.difference;
    result.metrics.push_back(one);
  }
  return result;
}

}  // namespace analysis
