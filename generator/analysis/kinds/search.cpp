#include "analysis/kinds/search.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <limits>
#include <string>
#include <utility>
#include <vector>

#include "analysis/loop/race.h"
#include "analysis/metrics/ranked_experiments.h"
#include "analysis/statistics/distributions.h"
#include "model/findings/best.h"
#include "model/findings/experiment.h"
#include "model/findings/impact.h"
#include "model/findings/metric_info.h"
#include "model/findings/project.h"
#include "model/findings/search.h"
#include "model/index.h"

namespace analysis {
namespace {

constexpr std::size_t kMostCompared = 200;       ///< parameters that a distance looks at
constexpr double kMedianOfDeviation = 0.674490;  ///< of |Z|, Z standard normal

double median_of(std::vector<double> values) {
  const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
  std::nth_element(values.begin(), middle, values.end());
  if (values.size() % 2 == 1) return *middle;
  return (*middle + *std::max_element(values.begin(), middle)) / 2;
}

/// The settings of the trials, each on a scale of its own.
class SettingSpace {
 public:
  SettingSpace(const model::Project& project, std::size_t experiments) {
    for (const model::ParameterImpact& impact : project.parameters) {
      if (axes_.size() == kMostCompared) break;
      Axis axis{.numeric = impact.numeric, .places = std::vector<double>(experiments, model::kMissing)};
      double low = std::numeric_limits<double>::infinity(), high = -low;
      for (std::size_t v = 0; v < impact.values.size(); ++v) {
        const auto& value = impact.values[v].value;
        if (!value) continue;
        double place = static_cast<double>(v);
        if (impact.numeric) place = impact.log_axis ? std::log(value->number) : value->number;
        low = std::min(low, place);
        high = std::max(high, place);
        for (const model::Index e : impact.values[v].experiments) axis.places[e] = place;
      }
      axis.range = high - low;
      if (axis.range > 0) axes_.push_back(std::move(axis));
    }
  }

  bool empty() const { return axes_.empty(); }

  /// Whether what is no number, or not set in one of them, is the same in both.
  bool same_kind(model::Index a, model::Index b) const {
    return std::all_of(axes_.begin(), axes_.end(), [&](const Axis& axis) {
      const double x = axis.places[a], y = axis.places[b];
      return std::isnan(x) ? std::isnan(y) : !std::isnan(y) && (axis.numeric || x == y);
    });
  }

  /// Mean over parameters, 0 to 1: of numbers the share of the range, else 1 where they differ.
  double distance(model::Index a, model::Index b) const {
    double sum = 0;
    for (const Axis& axis : axes_) {
      const double x = axis.places[a], y = axis.places[b];
      if (std::isnan(x) && std::isnan(y)) continue;
      const bool numbers = axis.numeric && !std::isnan(x) && !std::isnan(y);
      sum += numbers ? std::fabs(x - y) / axis.range : static_cast<double>(x != y);
    }
    return axes_.empty() ? 0 : sum / static_cast<double>(axes_.size());
  }

 private:
  struct Axis {
    bool numeric = false;
    double range = 0;
    std::vector<double> places;  ///< NaN: not set
  };
  std::vector<Axis> axes_;
};

/// REQUIRES: `ranked` by loss.
model::RunNoise noise_of_close_pairs(const std::vector<RankedExperiment>& ranked, const SettingSpace& space) {
  if (space.empty()) return {};
  struct Pair {
    double distance, difference;
  };
  std::vector<Pair> pairs;
  const std::size_t count = ranked.size();
  const std::size_t better = std::min((count + 1) / 2, std::max(kClosestPairs, kMostPaired / count));
  for (std::size_t i = 0; i < better; ++i) {
    for (std::size_t j = i + 1; j < count; ++j) {
      const model::Index a = ranked[i].experiment, b = ranked[j].experiment;
      if (!space.same_kind(a, b)) continue;
      const double distance = space.distance(a, b);
      if (distance <= kNearlySame) pairs.push_back({distance, ranked[j].loss - ranked[i].loss});
    }
  }
  if (pairs.size() < kClosestPairs) return {};
  std::stable_sort(pairs.begin(), pairs.end(), [](const Pair& a, const Pair& b) { return a.distance < b.distance; });
  std::vector<double> differences;
  for (std::size_t i = 0; i < kClosestPairs; ++i) differences.push_back(pairs[i].difference);
  const double sd = median_of(std::move(differences)) / (std::sqrt(2.0) * kMedianOfDeviation);
  if (!(sd > 0)) return {};
  return {.source = model::NoiseSource::close_pairs,
          .sd = sd,
          .degrees_of_freedom = std::numeric_limits<double>::infinity(),
          .experiments = static_cast<std::uint32_t>(kClosestPairs)};
}

model::RunNoise noise_of_search(const model::Project& project, std::span<const model::Experiment> experiments,
                                const std::vector<RankedExperiment>& ranked, const SettingSpace& space) {
  if (std::isfinite(project.set_noise)) {
    return {.source = model::NoiseSource::set,
            .sd = project.set_noise,
            .degrees_of_freedom = std::numeric_limits<double>::infinity()};
  }
  std::vector<std::vector<double>> repeats;
  for (const RankedExperiment& one : ranked) {
    const std::vector<double>& runs = experiments[one.experiment].find(*project.objective)->per_run;
    if (runs.size() > 1) repeats.push_back(runs);
  }
  const model::RunNoise noise = noise_of_repeats(repeats);
  return noise.is_known() ? noise : noise_of_close_pairs(ranked, space);
}

/// The best and the two that differ most from it among the next.
std::vector<model::Index> choose_repeats(const std::vector<model::Index>& leaders, const SettingSpace& space) {
  std::vector<model::Index> next(
      leaders.begin() + 1, leaders.begin() + static_cast<std::ptrdiff_t>(std::min(leaders.size(), kNextToRepeat + 1)));
  std::stable_sort(next.begin(), next.end(), [&](model::Index a, model::Index b) {
    return space.distance(leaders.front(), a) > space.distance(leaders.front(), b);
  });
  next.insert(next.begin(), leaders.front());
  if (next.size() > 3) next.resize(3);
  return next;
}

std::vector<std::string> differing_parameters(const model::Project& project, const std::vector<model::Index>& leaders) {
  std::vector<std::string> names;
  for (const model::ParameterImpact& impact : project.parameters) {
    const bool one_for_all = std::any_of(impact.values.begin(), impact.values.end(), [&](const auto& value) {
      return std::all_of(leaders.begin(), leaders.end(), [&](model::Index leader) {
        return std::binary_search(value.experiments.begin(), value.experiments.end(), leader);
      });
    });
    if (!one_for_all) names.push_back(impact.parameter);
  }
  return names;
}

}  // namespace

std::optional<model::Search> find_search(const model::Project& project,
                                         std::span<const model::Experiment> experiments) {
  if (!project.objective || project.best.empty()) return std::nullopt;
  std::vector<RankedExperiment> ranked = find_measured(project, experiments);
  const model::Index best = project.best.front().experiment;
  model::Search search{.trials = ranked.size(), .best = best};
  double lowest = std::numeric_limits<double>::infinity();
  for (std::size_t i = 0; i < ranked.size(); ++i) {  // still in the log's order
    if (!(ranked[i].loss < lowest)) continue;
    lowest = ranked[i].loss;
    search.improved = ranked[i].experiment;
    search.since = ranked.size() - 1 - i;
  }
  std::stable_sort(ranked.begin(), ranked.end(), [&](const RankedExperiment& a, const RankedExperiment& b) {
    return a.loss != b.loss ? a.loss < b.loss : a.experiment == best && b.experiment != best;
  });
  if (ranked.empty() || ranked.front().experiment != best) return std::nullopt;
  std::vector<double> means;
  for (const RankedExperiment& one : ranked) means.push_back(one.objective->mean);
  search.typical = median_of(std::move(means));

  const SettingSpace space(project, experiments.size());
  search.noise = noise_of_search(project, experiments, ranked, space);
  for (const RankedExperiment& one : ranked) {
    if (search.leaders.size() < kLeaders) search.leaders.push_back(one.experiment);
    if (!search.noise.is_known()) continue;
    const double share = 1.0 / one.objective->n + 1.0 / ranked.front().objective->n;
    const double margin =
        two_sided_quantile(0.05, search.noise.degrees_of_freedom) * search.noise.sd * std::sqrt(share);
    if (one.experiment == best || one.loss - ranked.front().loss <= margin) search.as_good.push_back(one.experiment);
  }
  search.repeat = choose_repeats(search.leaders, space);
  search.differing = differing_parameters(project, search.leaders);
  return search;
}

}  // namespace analysis
