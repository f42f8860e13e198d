#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "base/text/utf8.h"
#include "model/config.h"
#include "model/findings/experiment.h"
#include "model/findings/findings.h"
#include "model/findings/leaderboard.h"
#include "model/findings/metric_info.h"
#include "model/findings/project.h"
#include "model/index.h"
#include "render/html/html.h"
#include "render/tables/cells.h"
#include "words/parts/lists.h"
#include "words/parts/metric.h"
#include "words/parts/parameter_value.h"
#include "words/story/leaderboard.h"

namespace render {
namespace {

using model::Align;
using model::Experiment;
using model::Index;
using model::SortKey;
using model::TableCell;

constexpr std::size_t kLongestRowName = 44;

/// A metric or a parameter as a column.
struct ResultColumns {
  std::vector<Index> metrics;
  std::vector<std::string> parameters;
};

/// Whether the values of `metric` differ, or it is the objective.
bool tells_apart(const Site& site, const model::Project& project, Index metric) {
  if (metric == project.objective) return true;
  std::optional<double> first;
  for (const Index index : project.experiments) {
    const model::MetricEstimate* found = site.findings.experiments[index].find(metric);
    if (found == nullptr || !std::isfinite(found->at_best.mean)) continue;
    if (first && *first != found->at_best.mean) return true;
    first = found->at_best.mean;
  }
  return false;
}

/// The objective, then metrics in the project's order, then parameters in that of the configs: those that differ.
ResultColumns find_columns(const Site& site, const model::Project& project, const ResultsLimit& limit) {
  ResultColumns columns;
  for (Index metric = 0; metric < project.metrics.size() && columns.metrics.size() < limit.metrics; ++metric) {
    if (tells_apart(site, project, metric)) columns.metrics.push_back(metric);
  }
  std::set<std::string> named;
  if (project.leaderboard) named.insert(project.leaderboard->named_by.begin(), project.leaderboard->named_by.end());
  std::set<std::string> seen;
  std::vector<std::string> order;
  for (const Index index : project.experiments) {
    for (const model::Parameter& one : site.findings.experiments[index].config.parameters) {
      if (!named.contains(one.path) && seen.insert(one.path).second) order.push_back(one.path);
    }
  }
  for (const std::string& path : order) {
    if (columns.parameters.size() >= limit.parameters) break;
    const model::ParameterValue* first = nullptr;
    bool differs = false, any_unset = false;
    for (const Index index : project.experiments) {
      const model::ParameterValue* value = site.findings.experiments[index].config.find(path);
      any_unset = any_unset || value == nullptr;
      differs = differs || (first != nullptr && value != nullptr && !(*first == *value));
      if (first == nullptr) first = value;
    }
    if (differs || (any_unset && first != nullptr)) columns.parameters.push_back(path);
  }
  return columns;
}

/// By rank, unranked ones last, in the log's order.
std::vector<std::pair<Index, std::string>> ranked_rows(const model::Project& project) {
  std::vector<std::pair<Index, std::string>> rows;
  std::set<Index> ranked;
  if (project.leaderboard) {
    for (std::size_t i = 0; i < project.leaderboard->ranked.size(); ++i) {
      rows.emplace_back(project.leaderboard->ranked[i], std::to_string(project.leaderboard->ranks[i]));
      ranked.insert(project.leaderboard->ranked[i]);
    }
  }
  for (const Index index : project.experiments) {
    if (!ranked.contains(index)) rows.emplace_back(index, "");
  }
  return rows;
}

TableCell named_cell(const TableContext& context, const model::Project& project, Index index, const std::string& rank) {
  const std::string name = words::row_name(context.site.findings, project, index);
  std::string markup;
  if (project.leaderboard) markup = "<span class=\"rank\">" + rank + "</span> ";
  const std::string shown = base::shorten(name, kLongestRowName);
  markup += "<a href=\"" + escape_html(context.root + context.site.addresses.experiment_pages[index]) + "\"" +
            (shown == name ? "" : " title=\"" + escape_html(name) + "\"") + ">" + escape_html(shown) + "</a>";
  return {.markup = std::move(markup),
          .value = rank.empty() ? std::numeric_limits<double>::infinity() : std::stod(rank)};
}

TableCell setting_cell(const model::ParameterValue* value) {
  if (value == nullptr) return text_cell("");
  const bool number = value->kind == model::ParameterValue::Kind::number;
  return {.markup = parameter_html(*value), .value = number ? value->number : model::kMissing};
}

bool are_numbers(const Site& site, const model::Project& project, const std::string& path) {
  return std::all_of(project.experiments.begin(), project.experiments.end(), [&](Index index) {
    const model::ParameterValue* value = site.findings.experiments[index].config.find(path);
    return value == nullptr || value->kind == model::ParameterValue::Kind::number;
  });
}

}  // namespace

model::Table results_table(const TableContext& context, const model::Project& project, const ResultsLimit& limit) {
  const Site& site = context.site;
  const ResultColumns columns = find_columns(site, project, limit);
  model::Table table{.id = "results", .title = "Results", .sortable = true};
  const std::string noun = words::row_noun(project, 1);
  table.columns.push_back({.title = project.leaderboard && noun != "entry" ? words::capitalised(noun) : "Experiment",
                           .sort = project.leaderboard ? SortKey::number : SortKey::text});
  for (const Index metric : columns.metrics) {
    table.columns.push_back(objective_column(project.metrics[metric], ""));
  }
  for (const std::string& path : columns.parameters) {
    const bool numbers = are_numbers(site, project, path);
    table.columns.push_back({.title = path,
                             .align = numbers ? Align::right : Align::left,
                             .sort = numbers ? SortKey::number : SortKey::text});
  }
  for (const auto& [index, rank] : ranked_rows(project)) {
    if (table.rows.size() >= limit.rows) break;
    const Experiment& experiment = site.findings.experiments[index];
    model::TableRow row;
    row.cells.push_back(named_cell(context, project, index, rank));
    for (const Index metric : columns.metrics) {
      row.cells.push_back(metric_cell(project, experiment.find(metric)));
    }
    for (const std::string& path : columns.parameters) row.cells.push_back(setting_cell(experiment.config.find(path)));
    table.rows.push_back(std::move(row));
  }
  return table;
}

model::Table all_results_table(const TableContext& context, const model::Project& project) {
  return results_table(context, project, {});
}

}  // namespace render
