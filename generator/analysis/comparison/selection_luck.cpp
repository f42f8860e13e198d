#include "analysis/comparison/selection_luck.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <vector>

#include "analysis/comparison/comparison.h"
#include "analysis/metrics/ranked_experiments.h"
#include "analysis/statistics/distributions.h"
#include "analysis/statistics/multiple_tests.h"
#include "analysis/statistics/noise_model.h"
#include "model/findings/best.h"
#include "model/findings/experiment.h"
#include "model/findings/findings.h"
#include "model/findings/project.h"
#include "model/findings/selection_luck.h"

namespace analysis {
namespace {

/// Blom's approximation of the expected largest of `count` standard normal draws.
double expected_maximum(std::size_t count) {
  const auto k = static_cast<double>(count);
  return count < 2 ? 0 : normal_quantile((k - 0.375) / (k + 0.25));
}

}  // namespace

model::SelectionLuck find_luck(const model::Project& project, std::span<const model::Experiment> experiments) {
  model::SelectionLuck luck;
  if (!project.objective || project.best.empty()) return luck;
  std::vector<RankedExperiment> ranked = find_measured(project, experiments);
  std::stable_sort(ranked.begin(), ranked.end(),
                   [](const RankedExperiment& a, const RankedExperiment& b) { return a.loss < b.loss; });
  luck.tried = ranked.size();
  const auto is_best = [&](const RankedExperiment& one) { return one.experiment == project.best.front().experiment; };
  const auto found = std::find_if(ranked.begin(), ranked.end(), is_best);
  if (found == ranked.end()) return luck;
  std::rotate(ranked.begin(), found, found + 1);
  const model::Experiment& best = experiments[ranked.front().experiment];
  std::vector<double> p;
  for (std::size_t i = 1; i < ranked.size(); ++i) {
    const model::Experiment& other = experiments[ranked[i].experiment];
    const bool whole = !best.unfinished && !other.unfinished;
    p.push_back(whole ? compare_objective(project, other, best).p_of_none / 2 : model::kMissing);
  }
  const std::vector<double> adjusted = adjust_p_values(p);
  luck.indistinguishable.push_back(ranked.front().experiment);
  for (std::size_t i = 0; i < adjusted.size(); ++i) {
    if (std::isnan(adjusted[i])) ++luck.untested;
    if (adjusted[i] > project.significance) luck.indistinguishable.push_back(ranked[i + 1].experiment);
  }
  if (luck.tried == 1) {
    luck.expected_luck = 0;
  } else if (const model::Noise& noise = project.noise[*project.objective];
             noise.is_known() && noise.experiments >= kLendingExperiments) {
    const double repeats = ranked.front().objective->n;
    luck.expected_luck = expected_maximum(luck.tried) * std::sqrt(noise.variance / repeats);
  }
  return luck;
}

}  // namespace analysis
