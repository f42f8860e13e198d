#include <algorithm>
#include <cmath>
#include <cstddef>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "model/findings/comparison.h"
#include "model/findings/experiment.h"
#include "model/findings/findings.h"
#include "model/findings/metric_info.h"
#include "model/findings/project.h"
#include "model/index.h"
#include "render/html/html.h"
#include "render/tables/cells.h"
#include "words/measured_on.h"
#include "words/parts/enum_words.h"
#include "words/parts/metric.h"
#include "words/parts/number_format.h"

namespace render {
namespace {

using model::Align;
using model::ParameterChange;
using model::SortKey;
using model::TableCell;

constexpr std::size_t kMostChangesOfRow = 4;

/// One line a change: its parameter, its old or its new value.
template <class Text>
TableCell lines_cell(const std::vector<ParameterChange>& changes, const Text& text) {
  std::string out;
  const std::size_t shown = changes.size() > kMostChangesOfRow ? kMostChangesOfRow - 1 : changes.size();
  for (std::size_t i = 0; i < shown; ++i) out += (i > 0 ? "<br>" : "") + text(changes[i]);
  return {.markup = out};
}

void add_parameter_cells(const TableContext& context, const model::Project& project, model::TableRow& row,
                         const std::vector<ParameterChange>& changes) {
  TableCell parameters = lines_cell(changes, [&](const ParameterChange& change) {
    return parameter_link_html(context, project, change.parameter) +
           (change.from_prose ? " <span class=\"meta\">said</span>" : "");
  });
  if (changes.size() > kMostChangesOfRow) {
    parameters.markup +=
        "<br><span class=\"meta\">and " + words::format_count(changes.size() - kMostChangesOfRow + 1) + " more</span>";
  }
  row.cells.push_back(std::move(parameters));
  TableCell old = lines_cell(changes, [](const ParameterChange& change) { return changed_html(change).first; });
  old.tone = model::Tone::muted;
  row.cells.push_back(std::move(old));
  row.cells.push_back(lines_cell(changes, [](const ParameterChange& change) { return changed_html(change).second; }));
}

/// What the experiments were measured on, and which of it is not the same for all of them.
struct MeasuredOnColumns {
  std::vector<words::MeasuredOn> of_experiment;  ///< parallel to Project::experiments
  bool data = false, machine = false, framework = false;
};

MeasuredOnColumns find_measured_on(const Site& site, const model::Project& project) {
  MeasuredOnColumns columns;
  for (const auto index : project.experiments) {
    columns.of_experiment.push_back(words::measured_on(site.findings, site.findings.experiments[index]));
  }
  const auto differs = [&](const std::string words::MeasuredOn::*part) {
    return std::any_of(columns.of_experiment.begin(), columns.of_experiment.end(),
                       [&](const words::MeasuredOn& one) { return one.*part != columns.of_experiment.front().*part; });
  };
  columns.data = differs(&words::MeasuredOn::data);
  columns.machine = differs(&words::MeasuredOn::machine);
  columns.framework = differs(&words::MeasuredOn::framework);
  return columns;
}

std::string data_note(const model::Project& project) {
  const std::string ranked = words::data_text(project.ranked_on);
  return ranked.empty() ? "" : "Ranked: " + ranked + ". Numbers measured on something else are not compared.";
}

void add_measured_on_cells(model::TableRow& row, const MeasuredOnColumns& columns, std::size_t place) {
  const words::MeasuredOn& one = columns.of_experiment[place];
  if (columns.data) row.cells.push_back(text_cell(one.data));
  if (columns.machine) row.cells.push_back(text_cell(one.machine));
  if (columns.framework) row.cells.push_back(text_cell(one.framework));
}

/// Whether the baseline is anything but every experiment's parent.
bool has_other_baseline(const Site& site, const model::Project& project) {
  return std::any_of(project.experiments.begin(), project.experiments.end(), [&](model::Index index) {
    const model::Experiment& experiment = site.findings.experiments[index];
    return experiment.versus_baseline &&
           (!experiment.versus_parent || experiment.versus_parent->other != experiment.versus_baseline->other);
  });
}

TableCell against_baseline_cell(const model::MetricInfo& objective,
                                const std::optional<model::Comparison>& comparison) {
  if (!comparison || !comparison->evaluation_changes.empty() || !std::isfinite(comparison->objective.estimate)) {
    return text_cell("");
  }
  const model::Tone tone = words::tone_of(*comparison, objective.direction);
  return number_cell(difference_number(comparison->objective, objective.kind), comparison->objective.estimate,
                     tone == model::Tone::calm ? model::Tone::none : tone);
}

std::vector<model::TableColumn> log_columns(const Site& site, const model::Project& project, bool verdicts,
                                            const MeasuredOnColumns& measured) {
  const model::MetricInfo* objective = words::objective_of(project);
  std::vector<model::TableColumn> columns{{.title = "Experiment", .sort = SortKey::text},
                                          {.title = project.days_of_utc ? "Date (UTC)" : "Date", .sort = SortKey::text},
                                          {.title = "Parameter changed", .sort = SortKey::text},
                                          {.title = "Old"},
                                          {.title = "New"}};
  if (objective != nullptr) {
    columns.push_back(objective_column(*objective, "Base "));
    columns.push_back(objective_column(*objective, "New "));
    columns.push_back(
        {.title = "Effect", .unit = difference_unit(objective->kind), .align = Align::right, .sort = SortKey::number});
    columns.push_back({.title = "95\u202f% interval", .note = "One scale for the column; an arrowhead leaves it."});
    if (has_other_baseline(site, project)) {
      columns.push_back({.title = "Against the baseline",
                         .unit = difference_unit(objective->kind),
                         .align = Align::right,
                         .sort = SortKey::number,
                         .note = "In colour where the 95\u202f% interval leaves out 0."});
    }
  }
  for (const model::Index metric : project.secondary) {
    columns.push_back(
        {.title = words::metric_label(project.metrics[metric]), .align = Align::right, .sort = SortKey::number});
  }
  columns.push_back({.title = "Status", .sort = SortKey::text});
  if (verdicts) columns.push_back({.title = "Verdict", .sort = SortKey::text});
  columns.push_back({.title = "Decision", .sort = SortKey::text});
  if (measured.data) {
    columns.push_back({.title = "Measured on", .sort = SortKey::text, .wraps = true, .note = data_note(project)});
  }
  if (measured.machine) columns.push_back({.title = "Machine", .sort = SortKey::text, .wraps = true});
  if (measured.framework) columns.push_back({.title = "Libraries", .sort = SortKey::text, .wraps = true});
  return columns;
}

void add_objective_cells(const TableContext& context, model::TableRow& row, const model::Experiment& experiment,
                         const IntervalRow& interval, double scale) {
  const auto& objective = *words::objective_of(context.site.project_of(experiment));
  const auto& comparison = experiment.versus_parent;
  const auto& experiments = context.site.findings.experiments;
  row.cells.push_back(comparison ? objective_cell(context.site, experiments[comparison->other], model::Tone::muted)
                                 : text_cell(""));
  row.cells.push_back(objective_cell(context.site, experiment));
  const double effect = interval.difference.estimate;
  const model::Tone tone = interval.tone == model::Tone::calm ? model::Tone::none : interval.tone;
  row.cells.push_back(comparison && effect == effect
                          ? number_cell(difference_number(comparison->objective, objective.kind), effect, tone)
                          : text_cell(""));
  row.cells.push_back(interval_cell(interval, scale, objective.kind));
}

}  // namespace

model::Table experiment_log_table(const TableContext& context, const model::Project& project) {
  const Site& site = context.site;
  const auto* objective = words::objective_of(project);
  const bool verdicts = has_verdicts(site, project);
  model::Table table{.id = "log", .title = "Experiment log", .sortable = true};
  const MeasuredOnColumns measured = find_measured_on(site, project);
  table.columns = log_columns(site, project, verdicts, measured);
  std::vector<IntervalRow> intervals(project.experiments.size());
  for (std::size_t i = 0; i < intervals.size() && objective != nullptr; ++i) {
    const auto& comparison = site.findings.experiments[project.experiments[i]].versus_parent;
    if (comparison && comparison->evaluation_changes.empty())
      intervals[i] = {comparison->objective, words::tone_of(*comparison, objective->direction)};
  }
  const double scale = interval_scale(intervals);
  const bool other_baseline = has_other_baseline(site, project);
  for (std::size_t i = 0; i < project.experiments.size(); ++i) {
    const auto index = project.experiments[i];
    const auto& experiment = site.findings.experiments[index];
    model::TableRow row;
    row.cells = {experiment_cell(context, index), date_cell(experiment.date)};
    add_parameter_cells(context, project, row,
                        experiment.versus_parent ? experiment.versus_parent->changes : std::vector<ParameterChange>{});
    if (objective != nullptr) {
      add_objective_cells(context, row, experiment, intervals[i], scale);
      if (other_baseline) row.cells.push_back(against_baseline_cell(*objective, experiment.versus_baseline));
    }
    for (const model::Index metric : project.secondary) {
      const auto* value = experiment.find(metric);
      row.cells.push_back(value != nullptr ? estimate_cell(value->at_best, project.metrics[metric].kind)
                                           : text_cell(""));
    }
    const words::Word status = words::status_word(experiment.status);
    row.cells.push_back(text_cell(std::string(status.text), status.tone));
    if (verdicts) {
      row.cells.push_back(verdict_cell(experiment.versus_parent ? &*experiment.versus_parent : nullptr));
    }
    row.cells.push_back(decision_cell(site, index));
    add_measured_on_cells(row, measured, i);
    table.rows.push_back(std::move(row));
  }
  return table;
}

}  // namespace render
