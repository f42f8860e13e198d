#include "model/findings/best.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "model/findings/comparison.h"
#include "model/findings/experiment.h"
#include "model/findings/findings.h"
#include "model/findings/metric_info.h"
#include "model/findings/project.h"
#include "model/index.h"
#include "render/tables/cells.h"
#include "render/tables/secondary_columns.h"
#include "words/best.h"
#include "words/parts/metric.h"
#include "words/secondary.h"
#include "words/story/suite.h"

namespace render {

namespace {

/// Costs that a purpose is about (training time: always), but for those that are secondary objectives.
std::vector<model::Role> costs_of(const model::Project& project) {
  std::vector<model::Role> costs;
  for (const model::Role role : model::kCostRoles) {
    const bool secondary = std::any_of(project.secondary.begin(), project.secondary.end(),
                                       [&](model::Index metric) { return project.metrics[metric].role == role; });
    const bool known = std::any_of(project.metrics.begin(), project.metrics.end(),
                                   [&](const model::MetricInfo& metric) { return metric.role == role; });
    if (!secondary && (known || role == model::Role::training_time)) costs.push_back(role);
  }
  return costs;
}

}  // namespace

model::Table best_table(const TableContext& context, const model::Project& project) {
  model::Table table{.id = "best",
                     .title = "Best configurations",
                     .empty = project.suite ? "Each " + words::task_noun(*project.suite, 1) +
                                                  " has a best of its own: they stand in the table of the front page."
                                            : "No experiment has a value of the objective yet."};
  const auto* objective = words::objective_of(project);
  const std::vector<model::Role> costs = costs_of(project);
  table.columns = {{.title = "Purpose"}, {.title = "Experiment"}, {.title = "Objective", .align = model::Align::right}};
  if (objective != nullptr) {
    table.columns.back() = objective_column(*objective, "");
    table.columns.back().sort = model::SortKey::none;
  }
  for (const model::Role role : costs) {
    table.columns.push_back({.title = words::cost_title(role), .align = model::Align::right});
  }
  add_secondary_columns(table.columns, project, "the baseline");
  table.columns.push_back({.title = "Change against the baseline", .wraps = true});
  for (const auto& best : project.best) {
    const auto& experiment = context.site.findings.experiments[best.experiment];
    model::TableRow row;
    row.cells = {text_cell(words::purpose_title(project, best.purpose)), experiment_cell(context, best.experiment),
                 objective_cell(context.site, experiment)};
    for (const model::Role role : costs) {
      row.cells.push_back(metric_cell(project, find_role(project, experiment, role)));
    }
    add_secondary_cells(row, words::secondary_changes(context.site.findings, experiment, experiment.versus_baseline));
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
