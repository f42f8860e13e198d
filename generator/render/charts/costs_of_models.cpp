#include <algorithm>
#include <cmath>
#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include "model/findings/experiment.h"
#include "model/findings/findings.h"
#include "model/findings/leaderboard.h"
#include "model/findings/metric_info.h"
#include "model/findings/project.h"
#include "model/index.h"
#include "render/charts/charts.h"
#include "render/charts/curve_text.h"
#include "words/parts/lists.h"
#include "words/parts/metric.h"
#include "words/parts/number_format.h"
#include "words/story/leaderboard.h"

namespace render {
namespace {

using model::Chart;
using model::Findings;
using model::Index;
using model::Project;
using model::Trace;

constexpr std::size_t kMostBeatenDrawn = 500;
constexpr std::size_t kFewestRows = 3;
constexpr double kDecades = 30;  ///< times the least: a logarithmic axis

struct Row {
  Index experiment = 0;
  double cost = 0, value = 0;
};

/// Those that have both, by rank.
std::vector<Row> rows_of(const Findings& findings, const Project& project, Index cost) {
  std::vector<Row> rows;
  for (const Index index : project.leaderboard->ranked) {
    const model::Experiment& experiment = findings.experiments[index];
    const model::MetricEstimate* found = experiment.find(cost);
    const model::Estimate* value = words::objective_estimate(findings, experiment);
    if (found == nullptr || value == nullptr || !(found->last.mean > 0) || !std::isfinite(found->last.mean)) continue;
    rows.push_back({index, found->last.mean, value->mean});
  }
  return rows;
}

/// Takes those out of `rows`, by rank, that no better one is as cheap as: the cheaper, the further down.
std::vector<Row> take_unbeaten(std::vector<Row>& rows, bool at_least) {
  std::vector<Row> unbeaten, beaten;
  for (const Row& row : rows) {
    const bool is_cheaper =
        unbeaten.empty() || (at_least ? row.cost > unbeaten.back().cost : row.cost < unbeaten.back().cost);
    (is_cheaper ? unbeaten : beaten).push_back(row);
  }
  rows = std::move(beaten);
  return unbeaten;
}

Trace points_of_rows(const Findings& findings, const Project& project, Index cost, const std::vector<Row>& rows,
                     const Addresses& addresses) {
  const model::MetricInfo& metric = project.metrics[cost];
  Trace points;
  points.kind = Trace::Kind::points;
  for (const Row& row : rows) {
    points.x.push_back(row.cost);
    points.y.push_back(row.value);
    points.labels.push_back(words::row_name(findings, project, row.experiment) + ": " +
                            words::format_value(row.value, words::objective_of(project)->kind) + ", " + metric.name +
                            " " + words::format_value(row.cost, metric.kind));
    points.links.push_back(addresses.experiment_pages[row.experiment]);
  }
  return points;
}

/// At even distances along the ranks.
std::vector<Row> drawn_rows(const std::vector<Row>& rows) {
  if (rows.size() <= kMostBeatenDrawn) return rows;
  std::vector<Row> drawn;
  for (std::size_t i = 0; i < kMostBeatenDrawn; ++i) drawn.push_back(rows[i * rows.size() / kMostBeatenDrawn]);
  return drawn;
}

Chart cost_chart(const Findings& findings, const Project& project, Index cost, const Addresses& addresses) {
  Chart chart;
  const model::MetricInfo& objective = *words::objective_of(project);
  const model::MetricInfo& metric = project.metrics[cost];
  std::vector<Row> beaten = rows_of(findings, project, cost);
  if (beaten.size() < kFewestRows) return chart;
  const auto [least, most] =
      std::minmax_element(beaten.begin(), beaten.end(), [](const Row& a, const Row& b) { return a.cost < b.cost; });
  const bool log = most->cost > kDecades * least->cost;
  const std::size_t all = beaten.size();
  const bool at_least = metric.direction == model::Direction::maximize;  // of throughput, more is better
  const std::vector<Row> unbeaten = take_unbeaten(beaten, at_least);
  const std::vector<Row> drawn = drawn_rows(beaten);
  chart.title = objective.label + " against " + metric.name;
  chart.x = {.title = metric.label,
             .kind = log ? model::AxisKind::log : model::AxisKind::linear,
             .unit = axis_unit(metric.kind),
             .room = true};
  chart.y = {.title = objective.label, .unit = axis_unit(objective.kind)};
  const std::string nouns = words::row_noun(project, 2);
  chart.caption = words::metric_at_start(objective) + " against " + metric.name + " of " + words::format_count(all) +
                  " " + nouns + ". Line: the best that is " + (at_least ? "at least as fast" : "no larger") + " (" +
                  words::counted(unbeaten.size(), words::row_noun(project, 1), nouns) + "); faded: the others";
  if (drawn.size() < beaten.size()) chart.caption += ", " + words::format_count(drawn.size()) + " of them drawn";
  chart.caption += log ? ". Logarithmic axis." : ".";
  chart.alternative = "Scatter chart of " + words::metric_in_sentence(objective) + " against " + metric.name + " for " +
                      words::format_count(all) + " " + nouns + ".";
  Trace others = points_of_rows(findings, project, cost, drawn, addresses);
  others.emphasis = Trace::Emphasis::grey;
  others.colour = -1;
  others.name = "Others";
  Trace best = points_of_rows(findings, project, cost, unbeaten, addresses);
  best.name = "The best at each cost";
  Trace line;
  line.kind = Trace::Kind::steps;
  line.emphasis = Trace::Emphasis::bold;
  line.name = best.name;
  // By rising cost: `unbeaten` stands by rank, where a size falls and a throughput rises.
  std::vector<Row> along = unbeaten;
  if (!at_least) std::reverse(along.begin(), along.end());
  for (std::size_t i = 0; i < along.size(); ++i) {
    line.x.push_back(along[i].cost);
    line.y.push_back(along[i].value);
  }
  if (at_least) line.kind = Trace::Kind::line;
  for (Trace* trace : {&others, &line, &best}) {
    if (!trace->x.empty()) chart.traces.push_back(std::move(*trace));
  }
  return chart;
}

}  // namespace

std::vector<Chart> leaderboard_charts(const Findings& findings, const Project& project, const Addresses& addresses) {
  std::vector<Chart> charts;
  if (!project.leaderboard || project.leaderboard->ranked.empty()) return charts;
  const auto number = static_cast<std::size_t>(&project - findings.projects.data());
  for (const Index cost : project.leaderboard->costs) {
    Chart chart = cost_chart(findings, project, cost, addresses);
    if (chart.traces.empty()) continue;
    chart.id = "cost-" + std::to_string(number) + "-" + std::to_string(charts.size());
    charts.push_back(std::move(chart));
  }
  if (charts.size() == 1) charts.front().wide = true;
  return charts;
}

}  // namespace render
