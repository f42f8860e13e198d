#include <algorithm>
#include <cstddef>
#include <iterator>
#include <string>
#include <utility>
#include <vector>

#include "model/findings/best.h"
#include "model/findings/experiment.h"
#include "model/findings/findings.h"
#include "model/findings/impact.h"
#include "model/findings/project.h"
#include "render/charts/charts.h"
#include "render/html/html.h"
#include "render/html/page.h"
#include "render/pages/kind_section.h"
#include "render/pages/sections.h"
#include "render/pages/since_last.h"
#include "render/tables/tables.h"
#include "words/best.h"
#include "words/parts/lists.h"
#include "words/parts/number_format.h"
#include "words/story/project_story.h"

namespace render {
namespace {

using base::Json;
using model::Project;

constexpr std::size_t kMostProjects = 12;  ///< with a section of their own
constexpr std::size_t kMostQuickResults = 40;
constexpr std::size_t kMostOpenEnds = 12;

/// The baseline and the latest, in the log's order.
void keep_latest(model::Table& table, const Project& project) {
  if (table.rows.size() <= kMostQuickResults) return;
  const auto first = std::find(project.experiments.begin(), project.experiments.end(),
                               project.baseline.value_or(project.experiments[0]));
  const auto baseline_row = first - project.experiments.begin();
  const auto from = static_cast<std::ptrdiff_t>(table.rows.size() - kMostQuickResults);
  std::vector<model::TableRow> rows;
  if (baseline_row < from) rows.push_back(std::move(table.rows[static_cast<std::size_t>(baseline_row)]));
  std::move(table.rows.begin() + from, table.rows.end(), std::back_inserter(rows));
  table.rows = std::move(rows);
}

Json project_section(const Site& site, Page& page, std::size_t number, bool alone) {
  const Project& project = site.findings.projects[number];
  const TableContext context{site, page.root()};
  Json data = Json::object();
  set_text(data, "anchor", project_anchor(project));
  set_project_head(data, site, project, page.root());
  set_kind_section(data, page, site, project, alone ? "" : "-" + std::to_string(number + 1));
  model::Chart progress = progress_chart(site.findings, number, site.addresses);
  if (!alone) progress.id += "-" + std::to_string(number + 1);
  progress.wide = true;
  set_html(data, "progress_html", charts_html(page, {progress}));
  set_text(data, "progress_line", words::progress_text(site.findings, project));
  model::Table results = quick_results_table(context, project);
  if (!alone) results.id += "-" + std::to_string(number + 1);
  const std::size_t all = results.rows.size();
  keep_latest(results, project);
  set_text(data, "results_shown", words::format_count(results.rows.size()));
  set_text(data, "results_all", words::counted(all, "experiment", "experiments"));
  set_table(page, data, "results", site, results);
  model::Table matters = what_matters_table(context, project);
  if (!alone) matters.id += "-" + std::to_string(number + 1);
  set_text(data, "matters_all", words::counted(project.parameters.size(), "parameter", "parameters"));
  set_table(page, data, "matters", site, matters);
  set_flag(data, "has_matters", matters.rows.size());
  const auto* best = words::find_best(project, model::Purpose::accuracy);
  const bool compared = best != nullptr && best->experiment != project.baseline;
  model::Table performance = performance_table(context, project);
  if (!alone) performance.id += "-" + std::to_string(number + 1);
  set_flag(data, "has_performance", compared && !performance.rows.empty());
  set_table(page, data, "performance", site, performance);
  const OpenEnds ends = collect_open_ends(site, &project, page.root());
  std::vector<OpenEnd> open_steps;
  std::copy_if(ends.next_steps.begin(), ends.next_steps.end(), std::back_inserter(open_steps),
               [](const OpenEnd& end) { return !end.done; });
  set_open_ends(data, "next_steps", open_steps, kMostOpenEnds);
  set_open_ends(data, "questions", ends.questions, kMostOpenEnds);
  set_open_ends(data, "open_issues", ends.open_issues, kMostOpenEnds);
  set_flag(data, "has_open_ends", open_steps.size() + ends.questions.size() + ends.open_issues.size());
  set_guesses(data, site, project);
  return data;
}

Json project_list(const Site& site) {
  Json list = Json::array();
  for (std::size_t i = 0; i < site.findings.projects.size(); ++i) {
    const Project& project = site.findings.projects[i];
    Json item = Json::object();
    const std::string anchor = project_anchor(project);
    set_text(item, "project_href", (i < kMostProjects ? "#" : "experiments.html#") + anchor);
    set_text(item, "project_name", section_name(site, project));
    set_text(item, "project_headline", words::headline(site.findings, project));
    list.push(std::move(item));
  }
  return list;
}

}  // namespace

Page overview_page(const Site& site) {
  Page page{.path = "index.html", .nav = "index", .template_name = "index.mustache"};
  const auto& projects = site.findings.projects;
  set_text(page.data, "site_headline", site.title);
  set_flag(page.data, "empty", projects.empty());
  set_since_last(page.data, site);
  set_flag(page.data, "several", projects.size() > 1);
  if (projects.size() > 1) {
    page.data.set("project_list", project_list(site));
    set_text(page.data, "site_lede",
             words::counted(projects.size(), "project", "projects") + " with " +
                 words::counted(site.findings.experiments.size(), "experiment", "experiments") + " and " +
                 words::counted(site.input.runs.size(), "run", "runs") + ".");
  }
  Json sections = Json::array();
  for (std::size_t i = 0; i < projects.size() && i < kMostProjects; ++i) {
    sections.push(project_section(site, page, i, projects.size() == 1));
  }
  page.data.set("projects", std::move(sections));
  page.description = projects.size() == 1
                         ? words::headline(site.findings, projects[0]) + "."
                         : site.title + ": " + words::counted(projects.size(), "project", "projects") + ".";
  return page;
}

}  // namespace render
