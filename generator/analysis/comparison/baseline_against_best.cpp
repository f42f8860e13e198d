#include "analysis/comparison/baseline_against_best.h"

#include "model/findings/best.h"
#include "model/findings/comparison.h"
#include "model/findings/experiment.h"
#include "model/findings/metric_info.h"
#include "model/findings/project.h"
#include "model/index.h"

namespace analysis {

std::vector<model::RoleRow> compare_roles(const model::Project& project, const model::Experiment& baseline,
                                          const model::Experiment& best) {
  std::vector<model::RoleRow> rows;
  for (const model::Role role : model::kRoles) {
    model::RoleRow row{.role = role};
    for (model::Index i = 0; i < project.metrics.size(); ++i) {
      if (project.metrics[i].role == role) row.metric = i;
    }
    if (row.metric) {
      if (const model::MetricEstimate* value = baseline.find(*row.metric)) row.baseline = value->at_best;
      if (const model::MetricEstimate* value = best.find(*row.metric)) row.best = value->at_best;
    }
    const model::MetricDifference* known =
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
