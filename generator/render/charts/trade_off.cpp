#include <algorithm>
#include <cstddef>
#include <iterator>
#include <string>
#include <utility>
#include <vector>

#include "model/enum_names.h"
#include "model/findings/best.h"
#include "model/findings/experiment.h"
#include "model/findings/findings.h"
#include "model/findings/metric_info.h"
#include "model/findings/project.h"
#include "model/index.h"
#include "render/charts/charts.h"
#include "render/charts/curve_text.h"
#include "render/charts/experiment_points.h"
#include "render/charts/outside_points.h"
#include "words/parts/lists.h"
#include "words/parts/metric.h"
#include "words/parts/number_format.h"
#include "words/parts/phrase.h"

namespace render {
namespace {

using model::Chart;
using model::Findings;
using model::Index;
using model::MetricInfo;
using model::ParetoFront;
using model::Project;
using model::Trace;

constexpr std::size_t kMostDominated = 2000;  ///< dots drawn of those that are beaten

bool spans_decades(const std::vector<double>& costs) {
  if (costs.empty()) return false;
  const auto [low, high] = std::minmax_element(costs.begin(), costs.end());
  return *low > 0 && *high > 30 * *low;
}

Trace dominated_points(const Findings& findings, const Project& project, const ParetoFront& front,
                       const std::vector<Index>& shown, const Addresses& addresses) {
  const MetricInfo& metric = project.metrics[*project.objective];
  Trace points;
  points.kind = Trace::Kind::points;
  for (const Index index : shown) {
    const model::Experiment& experiment = findings.experiments[index];
    const model::Estimate* value = finite_estimate(experiment, *project.objective);
    const model::Estimate* cost = finite_estimate(experiment, front.metric);
    if (value == nullptr || cost == nullptr) continue;
    points.x.push_back(cost->mean);
    points.y.push_back(value->mean);
    points.labels.push_back(point_label(experiment, *value, metric) + ", " +
                            words::format_value(cost->mean, project.metrics[front.metric].kind));
    points.links.push_back(addresses.experiment_pages[index]);
    points.filled.push_back(experiment.decision == model::Decision::keep);
  }
  return points;
}

/// The best that each cost can buy.
Trace steps_of(const Trace& front) {
  Trace line;
  line.kind = Trace::Kind::steps;
  line.emphasis = Trace::Emphasis::bold;
  line.name = "Pareto front";
  line.x = front.x;
  line.y = front.y;
  return line;
}

Trace names_of_best(const Findings& findings, const Project& project, const ParetoFront& front, const Trace& points) {
  Trace names;
  names.kind = Trace::Kind::points;
  names.emphasis = Trace::Emphasis::bold;
  names.name = "Best";
  for (std::size_t i = 0; i < points.x.size(); ++i) {
    const Index index = front.experiments[i];
    const bool is_best = std::any_of(project.best.begin(), project.best.end(),
                                     [&](const auto& best) { return best.experiment == index; });
    if (!is_best) continue;
    names.x.push_back(points.x[i]);
    names.y.push_back(points.y[i]);
    names.labels.push_back(findings.experiments[index].shown());
  }
  return names;
}

std::vector<Index> drawn_dominated(const std::vector<Index>& dominated) {
  if (dominated.size() <= kMostDominated) return dominated;
  std::vector<Index> drawn;
  for (std::size_t i = 0; i < kMostDominated; ++i) drawn.push_back(dominated[i * dominated.size() / kMostDominated]);
  return drawn;
}

std::string dominated_sentence(std::size_t drawn, std::size_t all) {
  if (all == 0) return " No experiment is beaten in both.";
  std::string out = " Faded: " + words::counted(all, "experiment", "experiments") + " that another one beats in both";
  if (drawn < all) out += ", of which " + words::format_count(drawn) + " are drawn";
  return out + ".";
}

std::string other_hardware_sentence(const Findings& findings, const std::vector<Index>& experiments) {
  constexpr std::size_t kNamed = 5;
  if (experiments.empty()) return {};
  return " Made on other hardware than the best, so not comparable and left out: " +
         words::plain_text(words::experiment_links(findings, experiments, kNamed)) + ".";
}

/// Experiments of the project that the front says nothing about.
std::vector<Index> without_value(const Findings& findings, const Project& project, const ParetoFront& front) {
  std::vector<Index> known = front.experiments;
  known.insert(known.end(), front.dominated.begin(), front.dominated.end());
  known.insert(known.end(), front.not_comparable.begin(), front.not_comparable.end());
  std::sort(known.begin(), known.end());
  std::vector<Index> without;
  std::copy_if(project.experiments.begin(), project.experiments.end(), std::back_inserter(without), [&](Index index) {
    return findings.experiments[index].is_ranked() && !std::binary_search(known.begin(), known.end(), index);
  });
  return without;
}

Chart front_chart(const Findings& findings, const Project& project, const ParetoFront& front,
                  const Addresses& addresses) {
  Chart chart;
  chart.wide = true;
  const MetricInfo& metric = project.metrics[*project.objective];
  const MetricInfo& cost = project.metrics[front.metric];
  const std::vector<Index> drawn = drawn_dominated(front.dominated);
  Trace dominated = dominated_points(findings, project, front, drawn, addresses);
  dominated.emphasis = Trace::Emphasis::grey;
  dominated.colour = -1;
  dominated.name = "Beaten in both";
  Trace points = dominated_points(findings, project, front, front.experiments, addresses);
  points.name = "On the front";

  const std::string against = " against " + std::string(model::words_of(front.cost));
  chart.title = metric.label + against;
  chart.x = {.title = cost.label, .unit = axis_unit(cost.kind)};
  std::vector<double> costs = points.x;
  costs.insert(costs.end(), dominated.x.begin(), dominated.x.end());
  if (spans_decades(costs)) chart.x.kind = model::AxisKind::log;
  chart.y = {.title = metric.label, .unit = axis_unit(metric.kind)};
  chart.caption = words::metric_at_start(metric) + against +
                  ", a dot for each experiment's mean (filled: kept). Line: the " +
                  "Pareto front, the best that each cost can buy (" +
                  words::counted(front.experiments.size(), "experiment", "experiments") + ").";
  chart.caption += dominated_sentence(drawn.size(), front.dominated.size());
  if (chart.x.kind == model::AxisKind::log) chart.caption += " Cost on a logarithmic scale.";
  const Trace outside = take_outside_points(dominated, metric.direction);
  chart.caption += outside_sentence(outside, metric.direction);
  chart.caption += other_hardware_sentence(findings, front.not_comparable);
  chart.caption += measured_otherwise_sentence(findings, project);
  chart.caption += without_value_sentence(findings, without_value(findings, project, front));
  chart.alternative = "Scatter chart of " + words::metric_in_sentence(metric) + against + " for " +
                      words::counted(costs.size(), "experiment", "experiments") + "; " +
                      words::format_count(front.experiments.size()) + " of them on the Pareto front.";
  const Trace names = names_of_best(findings, project, front, points);
  for (const Trace& trace : {dominated, outside, steps_of(points), points, names}) {
    if (!trace.x.empty()) chart.traces.push_back(trace);
  }
  return chart;
}

}  // namespace

std::vector<FrontChart> front_charts(const Findings& findings, Index project_index, const Addresses& addresses) {
  const Project& project = findings.projects[project_index];
  std::vector<FrontChart> charts;
  if (!project.objective) return charts;
  for (const ParetoFront& front : project.fronts) {
    Chart chart = front_chart(findings, project, front, addresses);
    std::string words(model::words_of(front.cost));
    std::replace(words.begin(), words.end(), ' ', '-');
    chart.id = "trade-off-" + std::to_string(project_index) + "-" + words;
    charts.push_back({front.cost, std::move(chart)});
  }
  return charts;
}

Chart trade_off_chart(const Findings& findings, Index project_index, const Addresses& addresses) {
  Chart chart;
  for (FrontChart& front : front_charts(findings, project_index, addresses)) {
    if (front.cost == model::Role::training_time) chart = std::move(front.chart);
  }
  chart.id = "trade-off-" + std::to_string(project_index);
  chart.wide = true;
  return chart;
}

}  // namespace render
