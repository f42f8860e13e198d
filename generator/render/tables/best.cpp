#include <algorithm>

#include "render/secondary_objectives.h"
#include "render/sentences.h"
#include "render/tables/cells.h"
#include "render/words.h"

namespace render {

model::Table best_table(const TableContext& context, const analysis::Project& project) {
  model::Table table{
      .id = "best", .title = "Best configurations", .empty = "No experiment has a value of the objective yet."};
  const auto* objective = objective_of(project);
  const bool shows_time = std::none_of(project.secondary.begin(), project.secondary.end(), [&](analysis::Index metric) {
    return project.metrics[metric].role == model::Role::training_time;
  });
  table.columns = {
      {.title = "Purpose"},
      {.title = "Experiment"},
      {.title = objective != nullptr ? metric_label(*objective) : "Objective", .align = model::Align::right}};
  if (shows_time) table.columns.push_back({.title = "Training time", .align = model::Align::right});
  add_secondary_columns(table.columns, project, "the baseline");
  table.columns.push_back({.title = "Change against the baseline", .wraps = true});
  for (const auto& best : project.best) {
    const auto& experiment = context.site.findings.experiments[best.experiment];
    const auto* estimate = objective_estimate(context.site, experiment);
    const auto* time = find_role(project, experiment, model::Role::training_time);
    model::TableRow row;
    row.cells = {text_cell(purpose_title(project, best.purpose)), experiment_cell(context, best.experiment),
                 estimate != nullptr ? estimate_cell(*estimate, objective->kind) : text_cell("")};
    if (shows_time)
      row.cells.push_back(time != nullptr ? estimate_cell(time->at_best, project.metrics[time->metric].kind)
                                          : text_cell(""));
    add_secondary_cells(row, secondary_changes(context.site, experiment, experiment.versus_baseline));
    if (best.experiment == project.baseline) {
      row.cells.push_back(text_cell("none: it is the baseline", model::Tone::muted));
    } else if (experiment.versus_baseline) {
      row.cells.push_back(changes_cell(experiment.versus_baseline->changes));
    } else {
      row.cells.push_back(text_cell(""));
    }
    table.rows.push_back(std::move(row));
  }
  return table;
}

}  // namespace render
