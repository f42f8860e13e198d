#include "model/findings/suite.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <string>
#include <utility>

#include "base/text/number_text.h"
#include "model/findings/experiment.h"
#include "model/findings/findings.h"
#include "model/findings/metric_info.h"
#include "model/findings/project.h"
#include "model/index.h"
#include "render/html/figure.h"
#include "render/html/html.h"
#include "render/tables/cells.h"
#include "words/parts/lists.h"
#include "words/parts/metric.h"
#include "words/parts/number_format.h"
#include "words/story/suite.h"

namespace render {
namespace {

using model::Align;
using model::SortKey;
using model::Standing;
using model::Suite;
using model::SuiteCell;
using model::SuiteRow;
using model::TableCell;

std::string share_text(double share) {
  return words::format_value(std::round(share * 100), model::ValueKind::plain) + "\u202f%";
}

std::string spread_text(const SuiteCell& cell, model::ValueKind kind) {
  const std::string spread = words::format_estimate(cell.value, kind).spread;
  return (spread.empty() ? "" : spread + " ") + "(" + words::format_count(cell.value.n) + ")";
}

/// "<mean>" as a link where one experiment stands behind it.
std::string mean_html(const TableContext& context, const SuiteCell& cell, const std::string& mean) {
  if (cell.experiments.size() != 1) return escape_html(mean);
  return "<a href=\"" + escape_html(context.root + context.site.addresses.experiment_pages[cell.experiments[0]]) +
         "\">" + escape_html(mean) + "</a>";
}

/// The last values, where the page shows those: of them nobody is told best. Empty: there are none.
std::string last_html(const TableContext& context, const model::Project& project, const SuiteCell& cell) {
  if (cell.experiments.size() != 1) return "";
  const TableCell both = objective_cell(context.site, context.site.findings.experiments[cell.experiments[0]]);
  if (both.last_text.empty()) return "";
  std::string spread = both.last_secondary;
  const auto* metric = context.site.findings.experiments[cell.experiments[0]].find(*project.objective);
  spread += (spread.empty() ? "(" : " (") + words::format_count(metric->last.n) + ")";
  return mean_html(context, cell, both.last_text) + " <span class=\"pm\">" + escape_html(spread) + "</span>";
}

/// The mean, leading to the experiment where there is one; marked by how it stands beside the best of the column.
TableCell suite_cell(const TableContext& context, const model::Project& project, const SuiteCell& cell) {
  if (cell.value.n == 0 || !std::isfinite(cell.value.mean)) return text_cell("");
  const model::MetricInfo& objective = *words::objective_of(project);
  const std::string mean = mean_html(context, cell, words::format_estimate(cell.value, objective.kind).mean);
  std::string markup = cell.standing == Standing::best ? "<b>" + mean + "</b>" : mean;
  if (cell.standing == Standing::not_told)
    markup += " <span class=\"tie\" role=\"img\" aria-label=\"not told from the best\">≈</span>";
  markup += " <span class=\"pm\">" + escape_html(spread_text(cell, objective.kind)) + "</span>";
  return {.markup = std::move(markup),
          .last_markup = last_html(context, project, cell),
          .value = cell.value.mean,
          .tone = cell.standing == Standing::worse ? model::Tone::muted : model::Tone::none};
}

bool has_scores(const Suite& suite) {
  return std::any_of(suite.rows.begin(), suite.rows.end(),
                     [](const SuiteRow& row) { return std::isfinite(row.score.value); });
}

/// Redraws of runs of which none ever wins, or loses, say nothing of how rare it is.
bool is_one_sided(const SuiteRow& row) {
  return row.chance.high <= 0 || row.chance.low >= 1;
}

std::string chance_interval_text(const SuiteRow& row) {
  if (is_one_sided(row)) return row.chance.high <= 0 ? "never, in these runs" : "always, in these runs";
  return share_text(row.chance.low) + " to " + share_text(row.chance.high);
}

TableCell share_interval_cell(const SuiteRow& row) {
  if (!std::isfinite(row.chance.low)) return text_cell("");
  IntervalCell cell{
      .estimate = row.chance.value - 0.5, .low = row.chance.low - 0.5, .high = row.chance.high - 0.5, .scale = 0.5};
  if (row.told) cell.tone = row.chance.value > 0.5 ? IntervalCell::Tone::good : IntervalCell::Tone::bad;
  cell.label = (is_one_sided(row) ? "" : "95 % interval ") + chance_interval_text(row) + "; the line is at 50 %";
  return {.markup = render_interval(cell), .value = row.chance.value};
}

}  // namespace

model::Table suite_table(const TableContext& context, const model::Project& project) {
  model::Table table{.id = "suite", .title = "Each on each task", .sortable = true};
  if (!project.suite) return table;
  const Suite& suite = *project.suite;
  const model::MetricInfo& objective = *words::objective_of(project);
  const bool scores = has_scores(suite);
  table.title = words::metric_label(objective) + " of each " + words::compared_noun(suite, 1) + " in each " +
                words::task_noun(suite, 1);
  table.columns = {{.title = words::capitalised(words::compared_noun(suite, 1)), .sort = SortKey::text}};
  for (const std::string& task : suite.tasks)
    table.columns.push_back({.title = task, .align = Align::right, .sort = SortKey::number});
  if (scores) {
    table.columns.push_back({.title = "All, 0 to 1",
                             .align = Align::right,
                             .sort = SortKey::number,
                             .note = "Interquartile mean of all runs; 0 and 1 are the worst and the best run of each " +
                                     words::task_noun(suite, 1) + "."});
  }
  for (const SuiteRow& row : suite.rows) {
    model::TableRow cells;
    cells.cells.push_back(text_cell(row.name));
    for (const SuiteCell& cell : row.cells) cells.cells.push_back(suite_cell(context, project, cell));
    if (scores) {
      cells.cells.push_back(std::isfinite(row.score.value)
                                ? number_cell(base::fixed_text(row.score.value, 2), row.score.value)
                                : text_cell(""));
    }
    table.rows.push_back(std::move(cells));
  }
  return table;
}

model::Table suite_overall_table(const TableContext&, const model::Project& project) {
  model::Table table{.id = "suite-overall", .title = "Over all tasks", .sortable = true};
  if (!project.suite || !project.suite->reference || !has_scores(*project.suite)) return table;
  const Suite& suite = *project.suite;
  const std::string& reference = suite.rows[*suite.reference].name;
  table.title = "Over all " + words::task_noun(suite, 2);
  table.columns = {{.title = words::capitalised(words::compared_noun(suite, 1)), .sort = SortKey::text},
                   {.title = "Score, 0 to 1", .align = Align::right, .sort = SortKey::number},
                   {.title = "95\u202f% interval", .align = Align::right},
                   {.title = "Chance to beat " + reference,
                    .align = Align::right,
                    .sort = SortKey::number,
                    .note = "That a run beats one of " + reference + " in the same " + words::task_noun(suite, 1) +
                            ", ties half, mean over all."},
                   {.title = "95\u202f% interval", .align = Align::right},
                   {.title = "from 0 to 100\u202f%", .note = "The line is at 50\u202f%: neither is better."}};
  for (std::size_t i = 0; i < suite.complete; ++i) {
    const SuiteRow& row = suite.rows[i];
    if (!std::isfinite(row.score.value)) continue;
    model::TableRow cells;
    cells.cells = {
        text_cell(row.name),
        number_cell(base::fixed_text(row.score.value, 2), row.score.value),
        std::isfinite(row.score.low)
            ? text_cell(base::fixed_text(row.score.low, 2) + " to " + base::fixed_text(row.score.high, 2))
            : text_cell(""),
        std::isfinite(row.chance.value) ? number_cell(share_text(row.chance.value), row.chance.value) : text_cell(""),
        text_cell(std::isfinite(row.chance.low) ? chance_interval_text(row) : ""),
        share_interval_cell(row)};
    table.rows.push_back(std::move(cells));
  }
  return table;
}

}  // namespace render
