#include <cstddef>
#include <string>
#include <utility>

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
#include "render/tables/tables.h"
#include "words/best.h"
#include "words/experiment.h"
#include "words/parts/enum_words.h"
#include "words/parts/lists.h"
#include "words/parts/number_format.h"

namespace render {
namespace {

using base::Json;
using model::Project;

constexpr std::size_t kMostProjectsOfReport = 6;
constexpr std::size_t kMostRowsOfReport = 60;
constexpr std::size_t kMostParametersOfReport = 25;
constexpr std::size_t kMostOpenEndsOfReport = 15;

/// "EXP004, Rotating images…: because …", for each kept experiment.
Json decisions_data(const Site& site, const Project& project, const std::string& root) {
  Json list = Json::array();
  for (const auto index : project.experiments) {
    const auto& experiment = site.findings.experiments[index];
    if (experiment.decision == model::Decision::open || list.items().size() == kMostRowsOfReport) continue;
    const words::Word word = words::decision_word(experiment.decision);
    Json item = Json::object();
    std::string html = link_html(root + site.addresses.experiment_pages[index], experiment.shown()) + " " +
                       chip_html(word.text, word.tone);
    if (experiment.title != experiment.id && !experiment.title.empty())
      html += " " + escape_html(experiment.title) + ".";
    if (!experiment.decision_reason.empty()) {
      html += " <span class=\"meta\">because " +
              inline_note_html(words::decision_reason_of(experiment.decision_reason)) + "</span>";
    }
    set_html(item, "decision_html", html);
    list.push(std::move(item));
  }
  return list;
}

Json report_section(const Site& site, Page& page, std::size_t number) {
  const Project& project = site.findings.projects[number];
  const TableContext context{site, page.root()};
  const std::string suffix = "-" + std::to_string(number + 1);
  Json data = Json::object();
  set_project_head(data, site, project, page.root());
  set_text(data, "anchor", project_anchor(project));
  set_kind_section(data, page, site, project, suffix);
  model::Chart progress = progress_chart(site.findings, number, site.addresses);
  model::Chart trade_off = trade_off_chart(site.findings, number, site.addresses);
  progress.id += suffix;
  trade_off.id += suffix;
  progress.wide = trade_off.wide = true;
  set_html(data, "progress_html", charts_html(page, {progress}));
  set_html(data, "trade_off_html", charts_html(page, {trade_off}));
  model::Table performance = performance_table(context, project);
  performance.id += suffix;
  const auto* winner = words::find_best(project, model::Purpose::accuracy);
  set_flag(data, "has_performance", winner != nullptr && winner->experiment != project.baseline);
  set_table(page, data, "performance", site, performance);
  model::Table impact = parameter_impact_table(context, project);
  impact.id += suffix;
  impact.sortable = false;
  set_text(data, "impact_more",
           impact.rows.size() > kMostParametersOfReport
               ? words::format_count(impact.rows.size() - kMostParametersOfReport)
               : "");
  if (impact.rows.size() > kMostParametersOfReport) impact.rows.resize(kMostParametersOfReport);
  set_flag(data, "has_impact", impact.rows.size());
  set_table(page, data, "impact", site, impact);
  model::Table results = quick_results_table(context, project);
  results.id += suffix;
  results.sortable = false;
  set_text(data, "results_more",
           results.rows.size() > kMostRowsOfReport ? words::format_count(results.rows.size() - kMostRowsOfReport) : "");
  if (results.rows.size() > kMostRowsOfReport) results.rows.resize(kMostRowsOfReport);
  set_table(page, data, "results", site, results);
  model::Table best = best_table(context, project);
  best.id += suffix;
  set_flag(data, "has_best", best.rows.size());
  set_table(page, data, "best", site, best);
  Json decisions = decisions_data(site, project, page.root());
  set_flag(data, "has_decisions", decisions.items().size());
  data.set("decisions", std::move(decisions));
  model::Table hardware = hardware_table(context, project);
  hardware.id += suffix;
  set_table(page, data, "hardware", site, hardware);
  const OpenEnds ends = collect_open_ends(site, &project, page.root());
  set_open_ends(data, "next_steps", ends.next_steps, kMostOpenEndsOfReport);
  set_open_ends(data, "questions", ends.questions, kMostOpenEndsOfReport);
  set_open_ends(data, "open_issues", ends.open_issues, kMostOpenEndsOfReport);
  set_flag(data, "has_open_ends", ends.next_steps.size() + ends.questions.size() + ends.open_issues.size());
  return data;
}

}  // namespace

Page report_page(const Site& site) {
  Page page{.path = "report.html", .title = "Report", .nav = "report", .template_name = "report.mustache"};
  page.description = "Everything on one page, made for print.";
  const auto& projects = site.findings.projects;
  set_text(page.data, "site_headline", site.title);
  set_flag(page.data, "several", projects.size() > 1);
  Json sections = Json::array();
  for (std::size_t i = 0; i < projects.size() && i < kMostProjectsOfReport; ++i) {
    sections.push(report_section(site, page, i));
  }
  page.data.set("projects", std::move(sections));
  set_flag(page.data, "empty", projects.empty());
  set_text(page.data, "projects_more",
           projects.size() > kMostProjectsOfReport
               ? words::counted(projects.size() - kMostProjectsOfReport, "more project", "more projects")
               : "");
  return page;
}

}  // namespace render
