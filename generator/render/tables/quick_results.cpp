#include <algorithm>
#include <cmath>
#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include "base/text/utf8.h"
#include "model/findings/comparison.h"
#include "model/findings/experiment.h"
#include "model/findings/findings.h"
#include "model/findings/metric_info.h"
#include "model/findings/project.h"
#include "model/index.h"
#include "render/html/html.h"
#include "render/tables/cells.h"
#include "render/tables/secondary_columns.h"
#include "words/parts/enum_words.h"
#include "words/parts/metric.h"
#include "words/parts/number_format.h"
#include "words/secondary.h"

namespace render {
namespace {

using model::Align;
using model::Experiment;
using model::SortKey;
using model::TableCell;

TableCell change_or_title(const TableContext& context, model::Index index) {
  const Experiment& experiment = context.site.findings.experiments[index];
  if (experiment.versus_parent && !experiment.versus_parent->changes.empty()) {
    return changes_cell(experiment.versus_parent->changes);
  }
  const bool named =
      !experiment.title.empty() && experiment.title != experiment.id && base::to_lower(experiment.title) != "baseline";
  const bool is_baseline = context.site.project_of(experiment).baseline == index;
  std::string text = named ? experiment.title : "";
  if (is_baseline) text = named ? "Baseline: " + text : "Baseline";
  return text_cell(std::move(text));
}

/// Without an objective there is no effect to show: what ran, and for how long.
model::Table plain_list(const TableContext& context, const model::Project& project) {
  model::Table table{.id = "quick-results", .title = "Experiments", .sortable = true};
  table.columns = {{.title = "Experiment", .sort = SortKey::text},
                   {.title = "Change against its parent", .wraps = true},
                   {.title = "Runs", .align = Align::right, .sort = SortKey::number},
                   {.title = "Status"},
                   {.title = "Decision"}};
  for (const auto index : project.experiments) {
    const Experiment& experiment = context.site.findings.experiments[index];
    const words::Word status = words::status_word(experiment.status);
    table.rows.push_back(
        {.cells = {
             experiment_cell(context, index), change_or_title(context, index),
             number_cell(words::format_count(experiment.runs.size()), static_cast<double>(experiment.runs.size())),
             text_cell(std::string(status.text), status.tone), decision_cell(context.site, index)}});
  }
  return table;
}

/// Whether anything is known of what was changed from one experiment to the next.
bool has_changes(const Site& site, const model::Project& project) {
  return std::any_of(project.experiments.begin(), project.experiments.end(), [&](model::Index index) {
    const auto& comparison = site.findings.experiments[index].versus_parent;
    return comparison && !comparison->changes.empty();
  });
}

bool has_decisions(const Site& site, const model::Project& project) {
  return std::any_of(project.experiments.begin(), project.experiments.end(), [&](model::Index index) {
    return site.findings.experiments[index].decision != model::Decision::open;
  });
}

/// Which columns there are.
struct Layout {
  bool changes = true;  ///< effects against parents; without any known change: values, and effects against the baseline
  bool verdicts = false;
  bool decisions = true;
};

std::vector<model::TableColumn> columns_of(const model::Project& project, const Layout& layout) {
  const model::MetricInfo& objective = *words::objective_of(project);
  std::vector<model::TableColumn> columns{{.title = "Experiment", .sort = SortKey::text}};
  if (layout.changes) {
    columns.push_back({.title = "Change against its parent", .wraps = true});
  } else {
    columns.push_back({.title = "Runs", .align = Align::right});
    columns.push_back(objective_column(objective, ""));
  }
  columns.push_back({.title = layout.changes ? "Effect" : "Against the baseline",
                     .unit = difference_unit(objective.kind),
                     .align = Align::right,
                     .sort = SortKey::number});
  columns.push_back({.title = "95\u202f% interval"});
  add_secondary_columns(columns, project, layout.changes ? "the parent" : "the baseline");
  if (layout.verdicts) columns.push_back({.title = "Verdict"});
  if (layout.decisions) columns.push_back({.title = "Decision"});
  return columns;
}

void add_first_cells(const TableContext& context, model::TableRow& row, model::Index index, const Layout& layout) {
  row.cells.push_back(experiment_cell(context, index));
  if (layout.changes) {
    row.cells.push_back(change_or_title(context, index));
    return;
  }
  const Experiment& experiment = context.site.findings.experiments[index];
  const auto& project = context.site.project_of(experiment);
  const bool named = !experiment.title.empty() && experiment.title != experiment.id;
  std::string beside = project.baseline == index ? "baseline" : "";
  if (named) beside += (beside.empty() ? "" : ": ") + visible_text(experiment.title);
  row.cells.back().secondary = std::move(beside);
  row.cells.push_back(
      number_cell(words::format_count(experiment.runs.size()), static_cast<double>(experiment.runs.size())));
  row.cells.push_back(objective_cell(context.site, experiment));
}

}  // namespace

model::Table quick_results_table(const TableContext& context, const model::Project& project) {
  const auto* objective = words::objective_of(project);
  if (objective == nullptr) return plain_list(context, project);
  const Site& site = context.site;
  const Layout layout{has_changes(site, project), has_verdicts(site, project), has_decisions(site, project)};
  model::Table table{.id = "quick-results", .title = "Quick results", .columns = columns_of(project, layout)};
  std::vector<const model::Comparison*> comparisons;
  std::vector<IntervalRow> intervals;
  for (const auto index : project.experiments) {
    const Experiment& experiment = site.findings.experiments[index];
    const auto& comparison = layout.changes ? experiment.versus_parent : experiment.versus_baseline;
    const bool itself = !layout.changes && project.baseline == index;
    comparisons.push_back(comparison && !itself ? &*comparison : nullptr);
    intervals.emplace_back();
    if (comparisons.back() != nullptr && comparison->evaluation_changes.empty()) {
      intervals.back() = {comparison->objective, words::tone_of(*comparison, objective->direction)};
    }
  }
  const double scale = interval_scale(intervals);
  for (std::size_t i = 0; i < project.experiments.size(); ++i) {
    const auto index = project.experiments[i];
    const double effect = intervals[i].difference.estimate;
    const model::Tone tone = intervals[i].tone == model::Tone::calm ? model::Tone::none : intervals[i].tone;
    model::TableRow row;
    add_first_cells(context, row, index, layout);
    row.cells.push_back(std::isnan(effect)
                            ? text_cell("")
                            : number_cell(difference_number(intervals[i].difference, objective->kind), effect, tone));
    row.cells.push_back(interval_cell(intervals[i], scale, objective->kind));
    const Experiment& experiment = site.findings.experiments[index];
    add_secondary_cells(
        row, words::secondary_changes(site.findings, experiment,
                                      layout.changes ? experiment.versus_parent : experiment.versus_baseline));
    if (layout.verdicts) {
      row.cells.push_back(verdict_cell(comparisons[i]));
    }
    if (layout.decisions) row.cells.push_back(decision_cell(site, index));
    table.rows.push_back(std::move(row));
  }
  return table;
}

}  // namespace render
