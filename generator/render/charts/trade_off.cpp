#include <algorithm>
#include <optional>

#include "render/charts.h"
#include "render/charts/curve_text.h"
#include "render/charts/experiment_points.h"
#include "render/charts/outside_points.h"
#include "render/number_format.h"
#include "render/words.h"

namespace render {
namespace {

using analysis::Experiment;
using analysis::Findings;
using analysis::Index;
using model::Chart;
using model::Trace;

std::optional<Index> time_metric(const analysis::Project& project) {
  for (Index i = 0; i < project.metrics.size(); ++i) {
    if (project.metrics[i].role == model::Role::training_time) return i;
  }
  return std::nullopt;
}

/// Times can only be compared on one kind of machine.
bool one_machine(const Findings& findings, const std::vector<Index>& experiments) {
  return std::all_of(experiments.begin(), experiments.end(), [&](Index i) {
    return findings.experiments[i].hardware == findings.experiments[experiments.front()].hardware;
  });
}

bool spans_decades(const std::vector<double>& times) {
  const auto [low, high] = std::minmax_element(times.begin(), times.end());
  return *low > 0 && *high > 30 * *low;
}

Trace names_of_best(const Findings& findings, const analysis::Project& project, const Trace& points,
                    const std::vector<Index>& shown) {
  Trace names;
  names.kind = Trace::Kind::points;
  names.emphasis = Trace::Emphasis::bold;
  names.name = "Best";
  for (std::size_t i = 0; i < shown.size(); ++i) {
    const bool is_best =
        std::any_of(project.best.begin(), project.best.end(),
                    [&](const analysis::BestConfiguration& best) { return best.experiment == shown[i]; });
    if (!is_best) continue;
    names.x.push_back(points.x[i]);
    names.y.push_back(points.y[i]);
    names.labels.push_back(findings.experiments[shown[i]].id);
  }
  return names;
}

}  // namespace

Chart trade_off_chart(const Findings& findings, Index project_index, const Addresses& addresses) {
  const analysis::Project& project = findings.projects[project_index];
  Chart chart;
  chart.id = "trade-off-" + std::to_string(project_index);
  chart.wide = true;
  const std::optional<Index> time = time_metric(project);
  if (!project.objective || !time) return chart;
  const analysis::MetricInfo& metric = project.metrics[*project.objective];
  const analysis::MetricInfo& time_info = project.metrics[*time];
  Trace points;
  points.kind = Trace::Kind::points;
  points.name = "Experiments";
  std::vector<Index> shown, without;
  for (const Index index : project.experiments) {
    const Experiment& experiment = findings.experiments[index];
    const model::Estimate* value = finite_estimate(experiment, *project.objective);
    const model::Estimate* seconds = finite_estimate(experiment, *time);
    if (value == nullptr || seconds == nullptr) {
      without.push_back(index);
      continue;
    }
    shown.push_back(index);
    points.x.push_back(seconds->mean);
    points.y.push_back(value->mean);
    points.labels.push_back(point_label(experiment, *value, metric) + ", " +
                            format_value(seconds->mean, time_info.kind));
    points.links.push_back(addresses.experiment_pages[index]);
    points.filled.push_back(experiment.decision == model::Decision::keep);
  }
  if (shown.size() < 2) return chart;

  chart.title = metric.label + " against training time";
  chart.x = {.title = time_info.label, .unit = axis_unit(time_info.kind)};
  if (spans_decades(points.x)) chart.x.kind = model::AxisKind::log;
  chart.y = {.title = metric.label, .unit = axis_unit(metric.kind)};
  Trace names = names_of_best(findings, project, points, shown);
  Trace outside = take_outside_points(points, metric.direction);
  chart.traces.push_back(std::move(points));
  if (!outside.x.empty()) chart.traces.push_back(outside);
  if (!names.x.empty()) chart.traces.push_back(std::move(names));
  chart.caption = sentence_start(metric) + " against training time, a dot for each experiment's mean (filled: kept).";
  if (chart.x.kind == model::AxisKind::log) chart.caption += " Time on a logarithmic scale.";
  if (!one_machine(findings, shown)) chart.caption += " Times come from different machines and are not comparable.";
  chart.caption += outside_sentence(outside, metric.direction);
  chart.caption += without_value_sentence(findings, without);
  chart.alternative = "Scatter chart of " + metric_in_sentence(metric) + " against training time for " +
                      counted(shown.size(), "experiment", "experiments") + ".";
  return chart;
}

}  // namespace render
