#include "render/number_format.h"
#include "render/tables/cells.h"
#include "render/words.h"

namespace render {
namespace {

using analysis::Experiment;
using model::Align;
using model::SortKey;
using model::TableCell;

TableCell change_or_title(const TableContext& context, analysis::Index index) {
  const Experiment& experiment = context.site.findings.experiments[index];
  if (experiment.versus_parent && !experiment.versus_parent->changes.empty()) {
    return changes_cell(experiment.versus_parent->changes);
  }
  const bool named = !experiment.title.empty() && experiment.title != experiment.id;
  const bool is_baseline = context.site.project_of(experiment).baseline == index;
  std::string text = named ? experiment.title : "";
  if (is_baseline) text = named ? "Baseline: " + text : "Baseline";
  return text_cell(std::move(text));
}

/// Without an objective there is no effect to show: what ran, and for how long.
model::Table plain_list(const TableContext& context, const analysis::Project& project) {
  model::Table table{.id = "quick-results", .title = "Experiments", .sortable = true};
  table.columns = {{.title = "Experiment", .sort = SortKey::text},
                   {.title = "Change against its parent", .wraps = true},
                   {.title = "Runs", .align = Align::right, .sort = SortKey::number},
                   {.title = "Status"},
                   {.title = "Decision"}};
  for (const auto index : project.experiments) {
    const Experiment& experiment = context.site.findings.experiments[index];
    const Word status = status_word(experiment.status);
    table.rows.push_back(
        {.cells = {experiment_cell(context, index), change_or_title(context, index),
                   number_cell(format_count(experiment.runs.size()), static_cast<double>(experiment.runs.size())),
                   text_cell(std::string(status.text), status.tone), decision_cell(context.site, index)}});
  }
  return table;
}

}  // namespace

model::Table quick_results_table(const TableContext& context, const analysis::Project& project) {
  const auto* objective = objective_of(project);
  if (objective == nullptr) return plain_list(context, project);
  const bool verdicts = has_verdicts(context.site, project);
  model::Table table{.id = "quick-results", .title = "Quick results"};
  table.columns = {
      {.title = "Experiment", .sort = SortKey::text},
      {.title = "Change against its parent", .wraps = true},
      {.title = "Effect", .unit = difference_unit(objective->kind), .align = Align::right, .sort = SortKey::number},
      {.title = "95\u202f% interval"}};
  if (verdicts) table.columns.push_back({.title = "Verdict"});
  table.columns.push_back({.title = "Decision"});

  std::vector<IntervalRow> intervals;
  for (const auto index : project.experiments) {
    const auto& comparison = context.site.findings.experiments[index].versus_parent;
    IntervalRow row;
    if (comparison) row = {comparison->objective, tone_of(comparison->objective, objective->direction)};
    intervals.push_back(row);
  }
  const double scale = interval_scale(intervals);
  for (std::size_t i = 0; i < project.experiments.size(); ++i) {
    const auto index = project.experiments[i];
    const auto& comparison = context.site.findings.experiments[index].versus_parent;
    const double effect = intervals[i].difference.estimate;
    const model::Tone tone = intervals[i].tone == model::Tone::calm ? model::Tone::none : intervals[i].tone;
    model::TableRow row;
    row.cells = {experiment_cell(context, index), change_or_title(context, index)};
    row.cells.push_back(comparison && effect == effect
                            ? number_cell(difference_number(comparison->objective, objective->kind), effect, tone)
                            : text_cell(""));
    row.cells.push_back(interval_cell(intervals[i], scale, objective->kind));
    if (verdicts) row.cells.push_back(verdict_cell(comparison ? comparison->verdict : analysis::Verdict::none));
    row.cells.push_back(decision_cell(context.site, index));
    table.rows.push_back(std::move(row));
  }
  return table;
}

}  // namespace render
