#include "model/findings/hardware.h"

#include <algorithm>
#include <cstddef>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "model/findings/experiment.h"
#include "model/findings/findings.h"
#include "model/findings/project.h"
#include "model/index.h"
#include "render/html/html.h"
#include "render/tables/cells.h"
#include "words/parts/number_format.h"

namespace render {
namespace {

constexpr std::size_t kMostExperiments = 30;

std::string pairs_html(const std::vector<std::pair<std::string, std::string>>& pairs) {
  std::string out;
  for (const auto& [name, value] : pairs) {
    if (!out.empty()) out += "<br>";
    out += "<span class=\"old\">" + escape_html(name) + "</span> " + escape_html(value);
  }
  return out;
}

std::string experiments_html(const TableContext& context, const model::Hardware& hardware) {
  std::set<model::Index> experiments;
  for (const auto run : hardware.runs) {
    if (const auto experiment = context.site.findings.experiment_of_run[run]) experiments.insert(*experiment);
  }
  std::string out;
  std::size_t shown = 0;
  for (const auto index : experiments) {
    if (shown++ == kMostExperiments) {
      out += " and " + words::format_count(experiments.size() - kMostExperiments) + " more";
      break;
    }
    if (!out.empty()) out += ", ";
    out += link_html(context.root + context.site.addresses.experiment_pages[index],
                     context.site.findings.experiments[index].shown());
  }
  return out;
}

}  // namespace

model::Table hardware_table(const TableContext& context, const model::Project& project) {
  const Site& site = context.site;
  model::Table table{.id = "hardware",
                     .title = "Hardware and versions",
                     .empty = "No run says what it ran on. An environment.json beside its metrics would."};
  table.columns = {{.title = "Hardware", .wraps = true},
                   {.title = "Software", .wraps = true},
                   {.title = "Runs", .align = model::Align::right, .sort = model::SortKey::number},
                   {.title = "Experiments", .wraps = true}};
  for (const auto& hardware : site.findings.hardware) {
    const bool used = std::any_of(hardware.runs.begin(), hardware.runs.end(), [&](model::Index run) {
      const auto experiment = site.findings.experiment_of_run[run];
      return experiment && &site.project_of(site.findings.experiments[*experiment]) == &project;
    });
    if (!used || hardware.hardware.empty() + hardware.software.empty() == 2) continue;
    model::TableRow row;
    row.cells = {{.markup = pairs_html(hardware.hardware)},
                 {.markup = pairs_html(hardware.software)},
                 number_cell(words::format_count(hardware.runs.size()), static_cast<double>(hardware.runs.size())),
                 {.markup = experiments_html(context, hardware)}};
    table.rows.push_back(std::move(row));
  }
  return table;
}

model::Table pairs_table(std::string id, std::string title,
                         const std::vector<std::pair<std::string, std::string>>& pairs) {
  model::Table table{.id = std::move(id), .title = std::move(title)};
  table.columns = {{.title = "Name"}, {.title = "Value", .wraps = true}};
  for (const auto& [name, value] : pairs) table.rows.push_back({.cells = {code_cell(name), text_cell(value)}});
  return table;
}

}  // namespace render
