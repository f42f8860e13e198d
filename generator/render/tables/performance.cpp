#include <cmath>
#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include "model/enum_names.h"
#include "model/findings/best.h"
#include "model/findings/comparison.h"
#include "model/findings/experiment.h"
#include "model/findings/findings.h"
#include "model/findings/metric_info.h"
#include "model/findings/project.h"
#include "model/index.h"
#include "render/html/html.h"
#include "render/tables/cells.h"
#include "words/best.h"
#include "words/parts/enum_words.h"
#include "words/parts/lists.h"
#include "words/parts/metric.h"
#include "words/parts/number_format.h"
#include "words/secondary.h"
#include "words/verdict.h"

namespace render {
namespace {

using model::Align;
using model::RoleRow;
using model::TableCell;

std::string role_title(model::Role role) {
  const std::string title = words::capitalised(std::string(model::words_of(role)));
  return role == model::Role::memory ? title + " usage" : title;
}

/// "−70 %"; "×21" for what has more than doubled.
std::string relative_change_text(double relative) {
  if (relative > 1) return "×" + words::format_value(relative + 1, model::ValueKind::plain, 2);
  const std::string percent = words::format_value(std::round(std::fabs(relative) * 100), model::ValueKind::plain);
  return (relative < 0 ? "−" : "+") + percent + "\u202f%";
}

TableCell improvement_cell(const model::MetricInfo& metric, const model::Difference& difference, double baseline) {
  if (!std::isfinite(difference.estimate)) return text_cell("");
  const model::Tone tone = words::tone_of(difference, metric.direction);
  TableCell cell = number_cell(words::format_difference(difference, metric.kind), difference.estimate,
                               tone == model::Tone::calm ? model::Tone::none : tone);
  const double relative = difference.estimate / std::fabs(baseline);
  const bool by_size = metric.kind != model::ValueKind::fraction && metric.kind != model::ValueKind::percent;
  if (by_size && relative != 0 && std::isfinite(relative)) cell.secondary = relative_change_text(relative);
  return cell;
}

/// The change and its interval.
void add_improvement_cells(model::TableRow& row, const model::MetricInfo& metric, const model::Difference& difference,
                           double baseline) {
  row.cells.push_back(improvement_cell(metric, difference, baseline));
  const IntervalRow interval{difference, words::tone_of(difference, metric.direction),
                             metric.direction == model::Direction::minimize};
  row.cells.push_back(interval_cell(interval, interval_scale({interval}), metric.kind));
}

void add_no_change_cells(model::TableRow& row, std::string why) {
  row.cells.push_back(text_cell(std::move(why), model::Tone::muted));
  row.cells.push_back(text_cell(""));
}

/// The objective and the secondary ones among the metrics of a project that play no role.
std::vector<model::Index> objectives_without_role(const model::Project& project) {
  std::vector<model::Index> objectives = words::objectives_of(project);
  std::erase_if(objectives, [&](model::Index metric) { return project.metrics[metric].role.has_value(); });
  return objectives;
}

model::TableRow objective_row(const words::MetricChange& change) {
  const model::MetricInfo& metric = *change.metric;
  model::TableRow row{.cells = {text_cell(words::metric_label(metric))}};
  row.cells.push_back(change.before != nullptr ? estimate_cell(*change.before, metric.kind, model::Tone::muted)
                                               : text_cell(""));
  row.cells.push_back(change.now != nullptr ? estimate_cell(*change.now, metric.kind) : text_cell(""));
  if (!change.comparable) {
    add_no_change_cells(row, "not comparable");
  } else {
    add_improvement_cells(row, metric, change.difference,
                          change.before != nullptr ? change.before->mean : model::kMissing);
  }
  return row;
}

/// What the page shows instead where it shows last values.
void add_last(TableCell& cell, const model::Project& project, const model::Experiment& experiment,
              model::Index metric) {
  const TableCell both = metric_cell(project, experiment.find(metric));
  if (cell.text.empty()) return;
  cell.last_text = both.last_text;
  cell.last_secondary = both.last_secondary;
}

/// With its 95 % interval, or the number of runs where there is none.
TableCell toned_estimate_cell(const model::Estimate* estimate, model::ValueKind kind, model::Tone tone) {
  if (estimate == nullptr) return text_cell("");
  const std::string interval = words::value_interval(*estimate, kind);
  const std::string below = interval.empty() ? words::counted(estimate->n, "run", "runs") : interval;
  return {.markup = escape_html(words::format_estimate(*estimate, kind).mean) + "<br><span class=\"pm\">" +
                    escape_html(below) + "</span>",
          .value = estimate->mean,
          .tone = tone};
}

}  // namespace

model::Table objectives_table(const TableContext& context, const model::Project& project, model::Index experiment) {
  const auto& subject = context.site.findings.experiments[experiment];
  const auto& comparison = subject.versus_baseline;
  model::Table table{.id = "objectives", .title = "Objective and secondary objectives"};
  constexpr const char* kWithInterval = "with 95\u202f% interval";
  table.columns = {{.title = "Metric"}};
  if (comparison) {
    const std::string& baseline = context.site.findings.experiments[comparison->other].shown();
    table.columns.push_back({.title = "Baseline " + baseline, .unit = kWithInterval, .align = Align::right});
  }
  table.columns.push_back({.title = subject.shown(), .unit = kWithInterval, .align = Align::right});
  if (comparison) {
    table.columns.push_back({.title = "Change", .align = Align::right});
    table.columns.push_back({.title = "95\u202f% interval", .note = "Each on a scale of its own; right is better."});
  }
  for (const model::Index index : words::objectives_of(project)) {
    const words::MetricChange change = words::metric_change(context.site.findings, subject, index, comparison);
    const model::MetricInfo& metric = *change.metric;
    model::TableRow row{.cells = {text_cell(words::metric_label(metric))}};
    row.cells.back().secondary = model::words_of(metric.direction);
    if (comparison) row.cells.push_back(toned_estimate_cell(change.before, metric.kind, model::Tone::muted));
    row.cells.push_back(toned_estimate_cell(change.now, metric.kind, model::Tone::none));
    if (comparison && !change.comparable) add_no_change_cells(row, "not comparable");
    if (comparison && change.comparable) {
      add_improvement_cells(row, metric, change.difference,
                            change.before != nullptr ? change.before->mean : model::kMissing);
    }
    table.rows.push_back(std::move(row));
  }
  return table;
}

model::Table performance_table(const TableContext& context, const model::Project& project) {
  const Site& site = context.site;
  const auto* best = words::find_best(project, model::Purpose::accuracy);
  model::Table table{.id = "performance", .title = "Baseline against best"};
  const std::string baseline_id = project.baseline ? site.findings.experiments[*project.baseline].shown() : "Baseline";
  const std::string best_id = best != nullptr ? site.findings.experiments[best->experiment].shown() : "Best";
  table.columns = {{.title = "Metric"},
                   {.title = "Baseline " + baseline_id, .align = Align::right},
                   {.title = "Best " + best_id, .align = Align::right},
                   {.title = "Change", .align = Align::right},
                   {.title = "95\u202f% interval", .note = "Each on a scale of its own; right is better."}};
  if (best != nullptr && !project.baseline_against_best.empty()) {
    const auto& experiment = site.findings.experiments[best->experiment];
    for (const model::Index metric : objectives_without_role(project)) {
      table.rows.push_back(
          objective_row(words::metric_change(site.findings, experiment, metric, experiment.versus_baseline)));
    }
  }
  for (const RoleRow& role : project.baseline_against_best) {
    model::TableRow row;
    if (!role.metric) {
      row.cells = {text_cell(role_title(role.role)), text_cell("not logged", model::Tone::muted)};
      row.cells.back().span = 4;
      table.rows.push_back(std::move(row));
      continue;
    }
    const auto& metric = project.metrics[*role.metric];
    TableCell name = text_cell(role_title(role.role));
    if (metric.label == metric.name || metric.label.empty()) {
      name.secondary = metric.name;
    } else if (const std::size_t unit = metric.label.rfind(" (");
               role.role == model::Role::memory && unit != std::string::npos) {
      name.secondary = "in " + metric.label.substr(unit + 2, metric.label.rfind(')') - unit - 2);  // "Memory (MB)"
    }
    row.cells = {std::move(name), estimate_cell(role.baseline, metric.kind, model::Tone::muted),
                 estimate_cell(role.best, metric.kind)};
    if (best != nullptr && project.baseline) {
      add_last(row.cells[1], project, site.findings.experiments[*project.baseline], *role.metric);
      add_last(row.cells[2], project, site.findings.experiments[best->experiment], *role.metric);
    }
    if (role.comparability == model::Comparability::comparable) {
      add_improvement_cells(row, metric, role.difference, role.baseline.mean);
    } else {
      add_no_change_cells(row, "not comparable: " + std::string(model::words_of(role.comparability)));
    }
    table.rows.push_back(std::move(row));
  }
  return table;
}

}  // namespace render
