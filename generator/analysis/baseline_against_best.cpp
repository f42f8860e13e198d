#include "analysis/baseline_against_best.h"

#include "analysis/comparison.h"
#include "analysis/estimate.h"

namespace analysis {

std::vector<RoleRow> compare_roles(const Project& project, const Experiment& baseline, const Experiment& best,
                                   const HardwareInventory& hardware) {
  std::vector<RoleRow> rows;
  const bool same = on_same_machine(baseline, best, hardware);
  for (const model::Role role : model::kRoles) {
    RoleRow row{.role = role};
    for (Index i = 0; i < project.metrics.size(); ++i) {
      if (project.metrics[i].role == role) row.metric = i;
    }
    if (row.metric) {
      if (const MetricEstimate* value = baseline.find(*row.metric)) row.baseline = value->at_best;
      if (const MetricEstimate* value = best.find(*row.metric)) row.best = value->at_best;
      row.difference = difference(row.baseline, row.best);
      row.comparable = same || !depends_on_machine(project.metrics[*row.metric]);
    }
    rows.push_back(row);
  }
  return rows;
}

}  // namespace analysis
