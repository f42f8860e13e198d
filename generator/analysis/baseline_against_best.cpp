#include "analysis/baseline_against_best.h"

#include <algorithm>

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
    if (row.metric && best.versus_baseline) {
      const std::vector<MetricDifference>& known = best.versus_baseline->metrics;
      const auto found = std::find_if(known.begin(), known.end(),
                                      [&](const MetricDifference& one) { return one.metric == *row.metric; });
      if (found != known.end()) {
        row.difference = found->difference;
        row.comparability = found->comparability;
      }
    }
    rows.push_back(row);
  }
  return rows;
}

}  // namespace analysis
