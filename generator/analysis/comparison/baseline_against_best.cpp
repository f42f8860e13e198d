#include "analysis/comparison/baseline_against_best.h"

namespace analysis {

std::vector<RoleRow> compare_roles(const Project& project, const Experiment& baseline, const Experiment& best) {
  std::vector<RoleRow> rows;
  for (const model::Role role : model::kRoles) {
    RoleRow row{.role = role};
    for (Index i = 0; i < project.metrics.size(); ++i) {
      if (project.metrics[i].role == role) row.metric = i;
    }
    if (row.metric) {
      if (const MetricEstimate* value = baseline.find(*row.metric)) row.baseline = value->at_best;
      if (const MetricEstimate* value = best.find(*row.metric)) row.best = value->at_best;
    }
    const MetricDifference* known =
        row.metric && best.versus_baseline ? best.versus_baseline->find(*row.metric) : nullptr;
    if (known) {
      row.difference = known->difference;
      row.comparability = known->comparability;
    }
    rows.push_back(row);
  }
  return rows;
}

}  // namespace analysis
