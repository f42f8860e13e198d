#include "analysis/metrics/ranked_experiments.h"

#include <cmath>

namespace analysis {

std::vector<RankedExperiment> find_ranked(const Project& project, std::span<const Experiment> experiments) {
  std::vector<RankedExperiment> ranked;
  if (!project.objective) return ranked;
  const bool minimize = project.metrics[*project.objective].direction == model::Direction::minimize;
  for (Index i = 0; i < experiments.size(); ++i) {
    const MetricEstimate* value = experiments[i].find(*project.objective);
    if (!value || !std::isfinite(value->at_best.mean) || experiments[i].status == ExperimentStatus::failed) continue;
    if (!experiments[i].is_ranked()) continue;
    ranked.push_back({i, minimize ? value->at_best.mean : -value->at_best.mean, &value->at_best});
  }
  return ranked;
}

}  // namespace analysis
