#include "analysis/metrics/ranked_experiments.h"

#include <cmath>

#include "model/findings/experiment.h"
#include "model/findings/findings.h"
#include "model/findings/metric_info.h"
#include "model/findings/project.h"
#include "model/index.h"

namespace analysis {

std::vector<RankedExperiment> find_measured(const model::Project& project,
                                            std::span<const model::Experiment> experiments) {
  std::vector<RankedExperiment> ranked;
  if (!project.objective) return ranked;
  const bool minimize = project.metrics[*project.objective].direction == model::Direction::minimize;
  const bool any_kept = project.loop && !project.loop->champions.empty();
  for (model::Index i = 0; i < experiments.size(); ++i) {
    const model::MetricEstimate* value = experiments[i].find(*project.objective);
    if (!value || !std::isfinite(value->at_best.mean) || experiments[i].status == model::ExperimentStatus::failed)
      continue;
    if (!experiments[i].is_ranked()) continue;
    const bool taken_back = any_kept && experiments[i].decision == model::Decision::discard;
    ranked.push_back({i, minimize ? value->at_best.mean : -value->at_best.mean, &value->at_best, taken_back});
  }
  return ranked;
}

std::vector<RankedExperiment> find_ranked(const model::Project& project,
                                          std::span<const model::Experiment> experiments) {
  std::vector<RankedExperiment> ranked = find_measured(project, experiments);
  std::erase_if(ranked, [](const RankedExperiment& one) { return one.taken_back; });
  return ranked;
}

}  // namespace analysis
