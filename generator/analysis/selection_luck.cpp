#include "analysis/selection_luck.h"

#include <algorithm>
#include <cmath>

#include "analysis/multiple_tests.h"
#include "analysis/normal_quantile.h"
#include "analysis/pooled_deviation.h"

namespace analysis {
namespace {

struct Candidate {
  Index experiment = 0;
  double loss = 0;  // lower is better
  const model::Estimate* estimate = nullptr;
};

std::vector<Candidate> ranked_candidates(const Project& project, std::span<const Experiment> experiments) {
  const bool minimize = project.metrics[*project.objective].direction == model::Direction::minimize;
  std::vector<Candidate> candidates;
  for (Index i = 0; i < experiments.size(); ++i) {
    const MetricEstimate* value = experiments[i].find(*project.objective);
    if (!value || !std::isfinite(value->at_best.mean) || experiments[i].status == ExperimentStatus::failed) continue;
    if (!experiments[i].is_ranked()) continue;
    candidates.push_back({i, minimize ? value->at_best.mean : -value->at_best.mean, &value->at_best});
  }
  std::stable_sort(candidates.begin(), candidates.end(),
                   [](const Candidate& a, const Candidate& b) { return a.loss < b.loss; });
  return candidates;
}

/// Blom's approximation of the expected largest of `count` standard normal draws.
double expected_maximum(std::size_t count) {
  const auto k = static_cast<double>(count);
  return count < 2 ? 0 : normal_quantile((k - 0.375) / (k + 0.25));
}

}  // namespace

SelectionLuck find_luck(const Project& project, std::span<const Experiment> experiments) {
  SelectionLuck luck;
  if (!project.objective || project.best.empty()) return luck;
  std::vector<Candidate> ranked = ranked_candidates(project, experiments);
  luck.tried = ranked.size();
  const auto is_best = [&](const Candidate& one) { return one.experiment == project.best.front().experiment; };
  const auto found = std::find_if(ranked.begin(), ranked.end(), is_best);
  if (found == ranked.end()) return luck;
  std::rotate(ranked.begin(), found, found + 1);
  const model::Estimate& best = *ranked.front().estimate;
  const model::PooledDeviation& pooled = project.pooled[*project.objective];
  std::vector<double> p;
  for (std::size_t i = 1; i < ranked.size(); ++i) {
    p.push_back(difference_with(*ranked[i].estimate, best, pooled).p / 2);
  }
  const std::vector<double> adjusted = adjust_p_values(p);
  luck.indistinguishable.push_back(ranked.front().experiment);
  for (std::size_t i = 0; i < adjusted.size(); ++i) {
    if (std::isnan(adjusted[i])) ++luck.untested;
    if (adjusted[i] > project.significance) luck.indistinguishable.push_back(ranked[i + 1].experiment);
  }
  if (luck.tried == 1) {
    luck.expected_luck = 0;
  } else if (std::isfinite(pooled.sd)) {
    luck.expected_luck = expected_maximum(luck.tried) * pooled.sd / std::sqrt(static_cast<double>(best.n));
  }
  return luck;
}

}  // namespace analysis
