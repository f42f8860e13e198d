#include "analysis/comparison/pareto.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "analysis/comparison/comparison.h"
#include "analysis/metrics/ranked_experiments.h"
#include "model/findings/best.h"
#include "model/findings/experiment.h"
#include "model/findings/findings.h"
#include "model/findings/metric_info.h"
#include "model/findings/project.h"
#include "model/index.h"

namespace analysis {
namespace {

using model::Direction;
using model::Role;

struct Point {
  model::Index experiment = 0;
  double cost = 0, loss = 0;  // lower is better
};

/// Splits points into those on the front, cheapest first, and the others. Equal points go together.
void split(std::vector<Point> points, model::ParetoFront& front) {
  std::stable_sort(points.begin(), points.end(),
                   [](const Point& a, const Point& b) { return a.cost != b.cost ? a.cost < b.cost : a.loss < b.loss; });
  const Point* last = nullptr;
  for (const Point& point : points) {
    const bool equal = last && last->cost == point.cost && last->loss == point.loss;
    if (last && !equal && point.loss >= last->loss) {
      front.dominated.push_back(point.experiment);
      continue;
    }
    front.experiments.push_back(point.experiment);
    last = &point;
  }
  std::sort(front.dominated.begin(), front.dominated.end());
}

}  // namespace

std::vector<model::ParetoFront> find_fronts(const model::Project& project,
                                            std::span<const model::Experiment> experiments,
                                            const HardwareInventory& hardware) {
  std::vector<model::ParetoFront> fronts;
  if (!project.objective || project.metrics[*project.objective].direction == Direction::unknown) return fronts;
  if (project.best.empty()) return fronts;
  const model::Experiment& best = experiments[project.best.front().experiment];
  const std::vector<RankedExperiment> ranked = find_ranked(project, experiments);
  for (const Role role : model::kCostRoles) {
    const auto metric = std::find_if(project.metrics.begin(), project.metrics.end(),
                                     [role](const model::MetricInfo& info) { return info.role == role; });
    if (metric == project.metrics.end()) continue;
    model::ParetoFront front{.cost = role, .metric = static_cast<model::Index>(metric - project.metrics.begin())};
    std::vector<Point> points;
    for (const RankedExperiment& one : ranked) {
      const model::MetricEstimate* cost = experiments[one.experiment].find(front.metric);
      if (!cost || !std::isfinite(cost->at_best.mean)) continue;
      if (!on_same_machine(experiments[one.experiment], best, hardware)) {
        front.not_comparable.push_back(one.experiment);
        continue;
      }
      points.push_back({one.experiment, cost->at_best.mean, one.loss});
    }
    if (points.size() < 2) continue;
    split(std::move(points), front);
    fronts.push_back(std::move(front));
  }
  return fronts;
}

}  // namespace analysis
