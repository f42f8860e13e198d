#include <algorithm>
#include <cmath>
#include <cstddef>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "model/findings/experiment.h"
#include "model/findings/findings.h"
#include "model/findings/metric_info.h"
#include "model/findings/project.h"
#include "model/findings/search.h"
#include "model/index.h"
#include "render/html/html.h"
#include "render/tables/cells.h"
#include "render/tables/tables.h"
#include "words/parts/metric.h"

namespace render {
namespace {

constexpr std::size_t kMostSettingColumns = 6;

const model::ParameterValue* find_setting(const model::Experiment& experiment, const std::string& path) {
  for (const model::Parameter& parameter : experiment.config.parameters) {
    if (parameter.path == path) return &parameter.value;
  }
  return nullptr;
}

/// "the best", "repeat first".
std::string remark_on(const model::Search& search, model::Index trial) {
  const bool repeat = std::find(search.repeat.begin(), search.repeat.end(), trial) != search.repeat.end();
  const bool settled = search.noise.is_known() && search.as_good.size() < 2;
  if (repeat && !settled) return "repeat first";
  return trial == search.best ? "the best" : "";
}

}  // namespace

model::Table ten_best_table(const TableContext& context, const model::Project& project) {
  model::Table table{.id = "ten-best", .title = "The best trials"};
  if (!project.search) return table;
  const model::Search& search = *project.search;
  const model::MetricInfo& objective = *words::objective_of(project);
  std::vector<std::string> settings = search.differing;
  if (settings.size() > kMostSettingColumns) settings.resize(kMostSettingColumns);
  table.columns = {{.title = "Trial"}, {.title = words::metric_label(objective), .align = model::Align::right}};
  for (const std::string& setting : settings) table.columns.push_back({.title = setting});
  for (const model::Index trial : search.leaders) {
    const model::Experiment& experiment = context.site.findings.experiments[trial];
    model::TableRow row;
    row.cells.push_back(experiment_cell(context, trial));
    row.cells.back().secondary = remark_on(search, trial);
    row.cells.push_back(estimate_cell(*words::objective_estimate(context.site.findings, experiment), objective.kind));
    for (const std::string& setting : settings) {
      const model::ParameterValue* value = find_setting(experiment, setting);
      row.cells.push_back(
          {.markup = parameter_html(value == nullptr ? std::nullopt : std::optional<model::ParameterValue>(*value))});
    }
    table.rows.push_back(std::move(row));
  }
  return table;
}

}  // namespace render
