#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "model/findings/best.h"
#include "model/findings/experiment.h"
#include "model/findings/findings.h"
#include "model/findings/health.h"
#include "model/findings/impact.h"
#include "model/findings/metric_info.h"
#include "model/findings/project.h"
#include "render/html/html.h"
#include "render/tables/cells.h"
#include "words/parts/enum_words.h"
#include "words/parts/metric.h"
#include "words/parts/number_format.h"

namespace render {
namespace {

using model::Align;
using model::SortKey;
using model::TableCell;

struct SeriesLook {
  std::string label;
  model::ValueKind kind = model::ValueKind::plain;
  model::Direction direction = model::Direction::unknown;
};

SeriesLook look_of(const model::Project& project, const std::string& name) {
  for (const auto& metric : project.metrics) {
    if (metric.name == name) return {metric.label.empty() ? metric.name : metric.label, metric.kind, metric.direction};
  }
  return {name};
}

std::string place_text(const model::PointRef& point) {
  if (std::isfinite(point.epoch)) return "epoch " + words::format_value(point.epoch, model::ValueKind::plain);
  if (std::isfinite(point.step)) return "step " + words::format_value(point.step, model::ValueKind::plain);
  return "row " + words::format_count(std::uint64_t{point.row} + 1);
}

TableCell point_cell(const model::PointRef& point, model::ValueKind kind) {
  return number_cell(words::format_value(point.value, kind), point.value);
}

TableCell placed_cell(const model::PointRef& point, model::ValueKind kind) {
  TableCell cell = point_cell(point, kind);
  cell.secondary = place_text(point);
  return cell;
}

/// The project's order of metrics; those it does not know come last, as logged.
std::vector<const model::SeriesDigest*> in_order_of(const model::Project& project,
                                                    const std::vector<model::SeriesDigest>& series) {
  std::map<std::string_view, std::size_t> places;
  for (std::size_t i = 0; i < project.metrics.size(); ++i) places.emplace(project.metrics[i].name, i);
  std::vector<std::pair<std::size_t, const model::SeriesDigest*>> ordered;
  for (const auto& one : series) {
    const auto place = places.find(one.name);
    ordered.emplace_back(place == places.end() ? places.size() : place->second, &one);
  }
  std::stable_sort(ordered.begin(), ordered.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
  std::vector<const model::SeriesDigest*> out;
  for (const auto& [place, one] : ordered) out.push_back(one);
  return out;
}

model::TableRow series_row(const model::SeriesDigest& series, const SeriesLook& look, std::size_t columns) {
  model::TableRow row;
  TableCell name = text_cell(look.label);
  if (look.label != series.name) name.secondary = series.name;
  row.cells = {std::move(name), number_cell(words::format_count(series.points), static_cast<double>(series.points))};
  if (series.points == 0) {
    row.cells.push_back(text_cell("nothing logged", model::Tone::muted));
    row.cells.back().span = static_cast<std::uint32_t>(columns - 2);
    return row;
  }
  row.cells.push_back(point_cell(series.first, look.kind));
  row.cells.push_back(point_cell(series.last, look.kind));
  row.cells.push_back(series.finite ? placed_cell(series.minimum, look.kind) : text_cell(""));
  row.cells.push_back(series.finite ? placed_cell(series.maximum, look.kind) : text_cell(""));
  return row;
}

}  // namespace

model::Table series_table(const model::RunDigest& run, const model::Project& project) {
  model::Table table{.id = "series", .title = "Metrics", .sortable = true, .empty = "This run logged no metric."};
  table.columns = {{.title = "Metric", .sort = SortKey::text},
                   {.title = "Points", .align = Align::right, .sort = SortKey::number},
                   {.title = "First", .align = Align::right, .sort = SortKey::number},
                   {.title = "Last", .align = Align::right, .sort = SortKey::number},
                   {.title = "Lowest", .align = Align::right, .sort = SortKey::number},
                   {.title = "Highest", .align = Align::right, .sort = SortKey::number}};
  const bool non_finite = std::any_of(run.series.begin(), run.series.end(),
                                      [](const model::SeriesDigest& series) { return series.non_finite > 0; });
  if (non_finite) table.columns.push_back({.title = "Not finite", .align = Align::right, .sort = SortKey::number});
  for (const model::SeriesDigest* series : in_order_of(project, run.series)) {
    model::TableRow row = series_row(*series, look_of(project, series->name), table.columns.size());
    if (non_finite && row.cells.size() < table.columns.size() && series->points > 0) {
      const std::string text = series->non_finite == 0 ? "" : words::format_count(series->non_finite);
      row.cells.push_back(number_cell(text, static_cast<double>(series->non_finite), model::Tone::bad));
    }
    table.rows.push_back(std::move(row));
  }
  return table;
}

model::Table notices_table(std::span<const model::Notice* const> notices, std::size_t limit) {
  model::Table table{.id = "notices",
                     .title = "Notices",
                     .sortable = true,
                     .empty = "Nothing to report: every file was read as it stands."};
  table.columns = {{.title = "Severity", .sort = SortKey::text},
                   {.title = "Where", .sort = SortKey::text, .wraps = true},
                   {.title = "What", .sort = SortKey::text, .wraps = true},
                   {.title = "Code", .sort = SortKey::text}};
  for (std::size_t i = 0; i < notices.size() && i < limit; ++i) {
    const model::Notice& notice = *notices[i];
    const words::Word severity = words::severity_word(notice.severity);
    std::string where = notice.file;
    if (notice.at.line > 0) where += ":" + std::to_string(notice.at.line);
    if (notice.at.line > 0 && notice.at.column > 0) where += ":" + std::to_string(notice.at.column);
    TableCell what = text_cell(notice.what);
    if (notice.count > 1) what.secondary = "(" + words::format_count(notice.count) + " times)";
    table.rows.push_back(
        {.cells = {{.kind = TableCell::Kind::chip, .text = std::string(severity.text), .tone = severity.tone},
                   code_cell(where),
                   std::move(what),
                   TableCell{.markup = "<code>" + escape_html(notice.code) + "</code>", .tone = model::Tone::muted}}});
  }
  return table;
}

model::Table failures_table(const TableContext& context) {
  const Site& site = context.site;
  model::Table table{.id = "failures", .title = "Failures", .sortable = true, .empty = "No run failed or diverged."};
  table.columns = {{.title = "Run", .sort = SortKey::text},
                   {.title = "Experiment", .sort = SortKey::text},
                   {.title = "Status", .sort = SortKey::text},
                   {.title = "What happened", .wraps = true}};
  const model::Project none;
  for (std::size_t i = 0; i < site.input.runs.size(); ++i) {
    const auto& run = site.input.runs[i];
    const auto experiment = site.findings.experiment_of_run[i];
    const auto& project = experiment ? site.project_of(site.findings.experiments[*experiment]) : none;
    const auto remarks = run_remarks(run, project);
    if (remarks.empty()) continue;
    std::string what;
    for (const auto& remark : remarks) what += (what.empty() ? "" : "; ") + remark;
    const words::Word status = words::status_word(run.status);
    table.rows.push_back(
        {.cells = {run_cell(context, i), experiment ? experiment_cell(context, *experiment) : text_cell(""),
                   text_cell(std::string(status.text), status.tone), text_cell(std::move(what))}});
  }
  return table;
}

}  // namespace render
