#include "analysis/comparison/progress.h"

#include <algorithm>
#include <cmath>

#include "analysis/metrics/ranked_experiments.h"
#include "model/findings/comparison.h"
#include "model/findings/experiment.h"
#include "model/findings/findings.h"
#include "model/findings/metric_info.h"
#include "model/findings/progress.h"
#include "model/findings/project.h"
#include "model/index.h"

namespace analysis {
namespace {

constexpr double kSecondsPerHour = 3600;

void count_decisions(const model::Project& project, std::span<const model::Experiment> experiments,
                     model::Progress& progress) {
  for (model::Index i = 0; i < experiments.size(); ++i) {
    if (project.baseline == i) continue;
    switch (experiments[i].decision) {
      case model::Decision::keep:
        ++progress.kept;
        break;
      case model::Decision::discard:
        ++progress.discarded;
        break;
      case model::Decision::open:
        ++progress.open;
        break;
    }
  }
}

}  // namespace

model::Progress find_progress(const model::Project& project, std::span<const model::Experiment> experiments) {
  model::Progress progress;
  count_decisions(project, experiments, progress);
  if (!project.objective || project.metrics[*project.objective].direction == model::Direction::unknown) return progress;
  const double sign = project.metrics[*project.objective].direction == model::Direction::minimize ? -1 : 1;
  double best = model::kMissing;
  for (const RankedExperiment& one : find_measured(project, experiments)) {
    const double mean = one.objective->mean;
    const bool is_new_best = !one.taken_back && (std::isnan(best) || sign * mean > sign * best);
    if (is_new_best) best = mean;
    progress.steps.push_back({.experiment = one.experiment, .best = best, .is_new_best = is_new_best});
  }
  for (model::Index i = 0; i < experiments.size(); ++i) {
    const model::Experiment& experiment = experiments[i];
    const bool improved =
        experiment.versus_parent && experiment.versus_parent->verdict == model::Verdict::clearly_better;
    if (!improved || !(experiment.training_time_s > 0)) continue;
    progress.gains.push_back({.experiment = i,
                              .gain = sign * experiment.versus_parent->objective.estimate,
                              .hours = experiment.training_time_s / kSecondsPerHour});
  }
  std::stable_sort(progress.gains.begin(), progress.gains.end(),
                   [](const model::Progress::Gain& a, const model::Progress::Gain& b) {
                     return a.gain / a.hours > b.gain / b.hours;
                   });
  return progress;
}

}  // namespace analysis
