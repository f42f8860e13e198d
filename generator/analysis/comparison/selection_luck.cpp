#include "analysis/comparison/selection_luck.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <optional>
#include <utility>
#include <vector>

#include "analysis/comparison/comparison.h"
#include "analysis/metrics/ranked_experiments.h"
#include "analysis/statistics/multiple_tests.h"
#include "analysis/statistics/noise_model.h"
#include "analysis/statistics/normal_maximum.h"
#include "model/findings/best.h"
#include "model/findings/comparison.h"
#include "model/findings/experiment.h"
#include "model/findings/findings.h"
#include "model/findings/project.h"
#include "model/findings/selection_luck.h"

namespace analysis {
namespace {

/// What the log says of two of its experiments, if one is a tested change of the other.
std::optional<model::Verdict> verdict_of_log(std::span<const model::Experiment> experiments, model::Index a,
                                             model::Index b) {
  for (const auto& [child, parent] : {std::pair(a, b), std::pair(b, a)}) {
    const std::optional<model::Comparison>& comparison = experiments[child].versus_parent;
    if (comparison && comparison->other == parent && model::is_tested(comparison->verdict)) return comparison->verdict;
  }
  return std::nullopt;
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
    const model::Index other = ranked[i + 1].experiment;
    if (std::isnan(adjusted[i])) ++luck.untested;
    const std::optional<model::Verdict> said = verdict_of_log(experiments, ranked.front().experiment, other);
    const bool told = said ? model::is_clear(*said) : adjusted[i] <= project.significance;
    if (!std::isnan(adjusted[i]) && !told) luck.indistinguishable.push_back(other);
  }
  if (luck.tried == 1) {
    luck.expected_luck = 0;
  } else if (const model::Noise& noise = project.noise[*project.objective];
             noise.is_known() && noise.experiments >= kLendingExperiments) {
    const double repeats = ranked.front().objective->n;
    luck.expected_luck = expected_normal_maximum(luck.tried) * std::sqrt(noise.variance / repeats);
  }
  return luck;
}

}  // namespace analysis
