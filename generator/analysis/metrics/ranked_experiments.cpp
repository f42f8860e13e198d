#include "analysis/metrics/ranked_experiments.h"

#include <cmath>

#include "model/findings/experiment.h"
#include "model/findings/findings.h"
#include "model/findings/metric_info.h"
#include "model/findings/project.h"
#include "model/index.h"

namespace analysis {

std::vector<RankedExperiment> find_ranked(const model::Project& project,
                                          std::span<const model::Experiment> experiments) {
  std::vector<RankedExperiment> ranked;
  if (!project.objective) return ranked;
  const bool minimize = project.metrics[*project.objective].direction == model::Direction::minimize;
  for (model::Index i = 0; i < experiments.size(); ++i) {
    const model::MetricEstimate* value = experiments[i].find(*project.objective);
    if (!value || !std::isfinite(value->at_best.mean) || experiments[i].status == model::ExperimentStatus::failed)
      continue;
    if (!experiments[i].is_ranked()) continue;
    ranked.push_back({i, minimize ? value->at_best.mean : -value->at_best.mean, &value->at_best});
  }
  return ranked;
}

}  // namespace analysis
