#include "render/pages/kind_section.h"

#include <algorithm>
#include <cmath>
#include <utility>
#include <vector>

#include "base/text/utf8.h"
#include "model/findings/experiment.h"
#include "model/findings/findings.h"
#include "model/findings/leaderboard.h"
#include "model/findings/metric_info.h"
#include "model/findings/project.h"
#include "model/findings/suite.h"
#include "render/charts/charts.h"
#include "render/html/html.h"
#include "render/html/page.h"
#include "render/pages/search_section.h"
#include "render/tables/tables.h"
#include "words/parts/lists.h"
#include "words/parts/metric.h"
#include "words/parts/number_format.h"
#include "words/story/leaderboard.h"
#include "words/story/suite.h"

namespace render {
namespace {

using base::Json;
using model::Project;
using model::Standing;
using model::Suite;
using model::SuiteCell;
using model::SuiteRow;

constexpr std::size_t kMostRanked = 20, kMostResults = 6, kMostSettings = 4;
constexpr std::size_t kMostTiesNamed = 4;
constexpr std::size_t kLongestInFigure = 40;

/// For narrow screens: a task, who is best, and who cannot be told from it.
Json best_of_tasks(const Suite& suite, const model::MetricInfo& objective) {
  Json list = Json::array();
  for (std::size_t task = 0; task < suite.tasks.size(); ++task) {
    const SuiteRow* best = nullptr;
    std::vector<std::string> ties;
    std::size_t others = 0, worse = 0;
    for (const SuiteRow& row : suite.rows) {
      const Standing standing = row.cells[task].standing;
      if (standing == Standing::best) best = &row;
      if (standing == Standing::not_told) ties.push_back(row.name);
      others += standing != Standing::best && standing != Standing::none;
      worse += standing == Standing::worse;
    }
    if (best == nullptr) continue;
    const SuiteCell& cell = best->cells[task];
    const words::EstimateText text = words::format_estimate(cell.value, objective.kind);
    Json item = Json::object();
    set_text(item, "task", suite.tasks[task]);
    set_text(item, "best_name", best->name);
    set_text(item, "best_mean", text.mean);
    set_text(item, "best_spread",
             (text.spread.empty() ? "" : text.spread + " ") + "(" + words::format_count(cell.value.n) + ")");
    set_text(item, "ties",
             !ties.empty()                   ? "not told from it: " + words::listed_with_rest(ties, kMostTiesNamed)
             : others > 0 && worse == others ? "better than all others"
                                             : "");
    list.push(std::move(item));
  }
  return list;
}

/// Whether any cell has a test behind its mark.
bool is_tested(const Suite& suite) {
  return std::any_of(suite.rows.begin(), suite.rows.end(), [](const SuiteRow& row) {
    return std::any_of(row.cells.begin(), row.cells.end(), [](const SuiteCell& cell) {
      return cell.standing == Standing::not_told || cell.standing == Standing::worse;
    });
  });
}

std::string suite_caption(const Suite& suite) {
  const bool repeated = suite.most > 1;
  std::string out =
      repeated ? "Mean ± standard deviation (runs). Bold: the best of the column." : "Bold: the best of the column.";
  if (is_tested(suite)) {
    out += " ≈: cannot be told from it. Muted: clearly worse.";
  } else {
    out += " Nothing was run often enough to tell the others from it.";
  }
  const bool pooled = std::any_of(suite.rows.begin(), suite.rows.end(), [](const SuiteRow& row) {
    return std::any_of(row.cells.begin(), row.cells.end(),
                       [](const SuiteCell& cell) { return cell.experiments.size() > 1; });
  });
  if (pooled) out += " Cells without a link take runs of several settings together.";
  return out;
}

void set_suite(Json& data, Page& page, const Site& site, const Project& project, const std::string& suffix) {
  const Suite& suite = *project.suite;
  Json section = Json::object();
  model::Table table = suite_table({site, page.root()}, project);
  table.id += suffix;
  set_table(page, section, "cells", site, table);
  set_text(section, "cells_caption", suite_caption(suite));
  section.set("best_of_tasks", best_of_tasks(suite, *words::objective_of(project)));
  model::Table overall = suite_overall_table({site, page.root()}, project);
  overall.id += suffix;
  set_flag(section, "has_overall", overall.rows.size());
  set_table(page, section, "overall", site, overall);
  set_text(section, "overall_heading", "Over all " + words::task_noun(suite, 2));
  const bool intervals = std::any_of(suite.rows.begin(), suite.rows.end(),
                                     [](const SuiteRow& row) { return std::isfinite(row.score.low); });
  set_text(
      section, "overall_caption",
      "Score: the interquartile mean of all runs, where 0 and 1 are the worst and the best run of each " +
          words::task_noun(suite, 1) + "." +
          (intervals ? " Intervals come from 2,000 redraws of the runs of each cell. Coloured: told from 50\u202f% "
                       "although several are compared."
                     : " Intervals take 3 runs or more in each cell."));
  data.set("suite", std::move(section));
}

void set_ranking(Json& data, Page& page, const Site& site, const Project& project, const std::string& suffix) {
  Json section = Json::object();
  model::Table table = results_table({site, page.root()}, project,
                                     {.rows = kMostRanked, .metrics = kMostResults, .parameters = kMostSettings});
  table.id = "ranking" + suffix;
  set_text(section, "ranking_heading", project.leaderboard->ranked.empty() ? "Results" : "Ranking");
  set_text(section, "ranking_shown", words::format_count(table.rows.size()));
  set_text(section, "ranking_all",
           words::counted(project.experiments.size(), words::row_noun(project, 1), words::row_noun(project, 2)));
  set_table(page, section, "ranking", site, table);
  set_html(section, "costs_html", charts_html(page, leaderboard_charts(site.findings, project, site.addresses)));
  data.set("ranking", std::move(section));
}

void push_leader(Json& list, const Site& site, const Project& project, const std::string& root,
                 const std::string& title, model::Index experiment) {
  const auto* value = words::objective_estimate(site.findings, site.findings.experiments[experiment]);
  if (value == nullptr) return;
  const std::string name = base::shorten(words::row_name(site.findings, project, experiment), kLongestInFigure);
  Json figure = Json::object();
  set_text(figure, "figure_title", title);
  set_text(figure, "figure_number", words::format_estimate(*value, words::objective_of(project)->kind).mean);
  set_text(figure, "figure_tone", "");
  set_html(figure, "figure_html", link_html(root + site.addresses.experiment_pages[experiment], name));
  list.push(std::move(figure));
}

}  // namespace

void set_kind_section(Json& data, Page& page, const Site& site, const Project& project, const std::string& suffix) {
  set_flag(data, "own_section", project.suite || project.search || project.leaderboard ? 1 : 0);
  if (project.suite) set_suite(data, page, site, project, suffix);
  if (project.search) data.set("search", search_section(page, site, project, suffix));
  if (project.leaderboard) set_ranking(data, page, site, project, suffix);
}

Json leaderboard_figures(const Site& site, const Project& project, const std::string& root) {
  Json list = Json::array();
  push_leader(list, site, project, root, "Best", project.leaderboard->ranked.front());
  for (const model::CheapLeader& one : project.leaderboard->cheap) {
    const model::MetricInfo& metric = project.metrics[one.metric];
    push_leader(list, site, project, root,
                "Best with " + metric.name + (one.at_least ? " from " : " up to ") +
                    words::format_value(one.limit, metric.kind),
                one.experiment);
  }
  return list;
}

}  // namespace render
