#include "analysis/comparison/held_out.h"

#include <cmath>
#include <cstddef>
#include <map>
#include <optional>
#include <utility>

#include "analysis/statistics/estimate.h"
#include "model/findings/experiment.h"
#include "model/findings/metric_info.h"
#include "model/findings/project.h"

namespace analysis {
namespace {

/// values[i]: of run i. By place.
using Places = std::map<double, std::vector<double>>;

/// Nothing: a curve is missing or was thinned.
std::optional<Places> common_places(const std::vector<model::Curve>& curves) {
  std::map<double, std::vector<double>> places;
  for (std::size_t run = 0; run < curves.size(); ++run) {
    if (curves[run].thinned || curves[run].x.empty() || curves[run].axis != curves.front().axis) return std::nullopt;
    for (std::size_t i = 0; i < curves[run].x.size(); ++i) {
      if (!std::isfinite(curves[run].y[i])) continue;
      std::vector<double>& values = places[curves[run].x[i]];
      if (values.size() == run) values.push_back(curves[run].y[i]);
    }
  }
  std::erase_if(places, [&](const auto& place) { return place.second.size() != curves.size(); });
  return places;
}

/// The value of `run` where the sum of the others is best.
double value_chosen_by_others(const Places& places, std::size_t run, double sign) {
  double best = -HUGE_VAL, value = model::kMissing;
  for (const auto& [place, values] : places) {
    double others = 0;
    for (std::size_t i = 0; i < values.size(); ++i) others += i == run ? 0 : sign * values[i];
    if (!(others > best)) continue;
    best = others;
    value = values[run];
  }
  return value;
}

}  // namespace

void find_held_out(const model::Project& project, const ReadCurves& curves,
                   const std::function<std::optional<model::Index>(model::Index run)>& series_of,
                   std::span<model::Experiment> experiments) {
  if (!project.objective || !curves) return;
  const model::MetricInfo& objective = project.metrics[*project.objective];
  if (!objective.best_along || objective.direction == model::Direction::unknown) return;
  const double sign = objective.direction == model::Direction::minimize ? -1 : 1;
  for (model::Experiment& experiment : experiments) {
    const model::MetricEstimate* value = experiment.find(*project.objective);
    if (experiment.unfinished || value == nullptr || value->at_best.n < kHeldOutRuns) continue;
    std::vector<model::Curve> of_objective;
    for (std::size_t i = 0; i < experiment.runs.size(); ++i) {
      const auto series = experiment.counts(i) ? series_of(experiment.runs[i]) : std::nullopt;
      if (!series) continue;
      std::vector<model::Curve> all = curves(experiment.runs[i]);
      if (*series < all.size()) of_objective.push_back(std::move(all[*series]));
    }
    if (of_objective.size() != value->at_best.n) continue;
    const std::optional<Places> places = common_places(of_objective);
    if (!places || places->empty()) continue;
    std::vector<double> values;
    for (std::size_t run = 0; run < of_objective.size(); ++run)
      values.push_back(value_chosen_by_others(*places, run, sign));
    experiment.held_out = estimate(values, value->at_best.folds);
  }
}

}  // namespace analysis
