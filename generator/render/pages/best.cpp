#include "render/charts.h"
#include "render/html.h"
#include "render/number_format.h"
#include "render/pages.h"
#include "render/pages/sections.h"
#include "render/sentences.h"
#include "render/tables.h"
#include "render/tables/cells.h"

namespace render {
namespace {

using analysis::Project;
using base::Json;

Json best_section(const Site& site, Page& page, const Project& project, const analysis::BestConfiguration& best,
                  const std::string& prefix) {
  const auto& experiment = site.findings.experiments[best.experiment];
  Json data = Json::object();
  set_text(data, "purpose", purpose_title(project, best.purpose));
  set_text(data, "rule", best.rule);
  std::string lede = link_html(page.root() + site.addresses.experiment_pages[best.experiment], experiment.id);
  const auto* objective = objective_of(project);
  const auto* estimate = objective_estimate(site, experiment);
  if (estimate != nullptr) {
    lede += ": <b>" + escape_html(format_estimate(*estimate, objective->kind).mean) + "</b> (" +
            escape_html(certainty_text(*estimate, objective->kind)) + ")";
  }
  if (const auto* time = find_role(project, experiment, model::Role::training_time)) {
    lede += ", trained in " + escape_html(format_value(time->at_best.mean, project.metrics[time->metric].kind));
  }
  set_html(data, "best_lede_html", lede + ".");
  if (experiment.versus_baseline && best.experiment != project.baseline &&
      !experiment.versus_baseline->changes.empty()) {
    const std::string& baseline = site.findings.experiments[experiment.versus_baseline->other].id;
    model::Table table = changes_table(experiment.versus_baseline->changes, baseline, experiment.id);
    table.id = prefix + "-changes";
    set_table(page, data, "changes", site, table);
  } else if (best.experiment == project.baseline) {
    set_text(data, "is_baseline", "It is the baseline itself.");
  }
  data.set("config_blocks", config_blocks(experiment.config, prefix, "config_best_" + best.purpose));
  return data;
}

}  // namespace

Page best_page(const Site& site) {
  Page page{.path = "best.html", .title = "Best configurations", .nav = "best", .template_name = "best.mustache"};
  page.description = "The best configurations found, each with what it changes and the configuration to copy.";
  const TableContext context{site, page.root()};
  const auto& projects = site.findings.projects;
  Json sections = Json::array();
  for (std::size_t i = 0; i < projects.size(); ++i) {
    const Project& project = projects[i];
    const std::string number = std::to_string(i + 1);
    Json section = Json::object();
    set_text(section, "project_name",
             projects.size() > 1 ? (project.name.empty() ? "Without a name" : project.name) : "");
    set_text(section, "project_line", project_line(site, project));
    model::Table table = best_table(context, project);
    table.id += "-" + number;
    set_table(page, section, "best", site, table);
    model::Chart chart = trade_off_chart(site.findings, i, site.addresses);
    if (projects.size() > 1) chart.id += "-" + number;
    chart.wide = true;
    set_html(section, "trade_off_html", charts_html(page, {chart}));
    Json purposes = Json::array();
    for (const auto& best : project.best) {
      purposes.push(best_section(site, page, project, best, "best-" + number + "-" + best.purpose));
    }
    section.set("purposes", std::move(purposes));
    sections.push(std::move(section));
  }
  page.data.set("projects", std::move(sections));
  set_text(page.data, "heading", "Best configurations");
  return page;
}

}  // namespace render
