#include "analysis/comparison/comparison.h"

#include <algorithm>

#include "analysis/comparison/changes.h"
#include "analysis/config/evaluation.h"
#include "analysis/metrics/metric_table.h"
#include "analysis/statistics/noise_model.h"
#include "model/findings/comparison.h"
#include "model/findings/experiment.h"
#include "model/findings/metric_info.h"
#include "model/findings/project.h"
#include "model/index.h"

namespace analysis {

model::Difference compare_objective(const model::Project& project, const model::Experiment& before,
                                    const model::Experiment& after) {
  const model::MetricEstimate* was = before.find(*project.objective);
  const model::MetricEstimate* now = after.find(*project.objective);
  if (was == nullptr || now == nullptr) return {};
  const model::Noise unknown;
  const bool block = before.without_seeds.n > 0 && after.without_seeds.n > 0;
  if (block) {
    return compare_means(project.seed_block.noise, before.without_seeds, after.without_seeds, project.smallest_effect);
  }
  return compare_means(*project.objective < project.noise.size() ? project.noise[*project.objective] : unknown,
                       was->at_best, now->at_best, project.smallest_effect);
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
    model::MetricDifference one{.metric = now.metric};
    if (project.objective == now.metric) {
      one.difference = compare_objective(project, before, after);
    } else if (now.metric < project.noise.size()) {
      one.difference = compare_means(project.noise[now.metric], was->at_best, now.at_best);
    } else {
      one.difference.estimate = now.at_best.mean - was->at_best.mean;
    }
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
