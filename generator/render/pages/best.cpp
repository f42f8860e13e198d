#include "model/findings/best.h"

#include <cstddef>
#include <string>
#include <utility>

#include "model/enum_names.h"
#include "model/findings/comparison.h"
#include "model/findings/experiment.h"
#include "model/findings/findings.h"
#include "model/findings/metric_info.h"
#include "model/findings/progress.h"
#include "model/findings/project.h"
#include "render/charts/charts.h"
#include "render/html/html.h"
#include "render/html/page.h"
#include "render/html/phrase.h"
#include "render/pages/sections.h"
#include "render/pages/tolerance.h"
#include "render/tables/cells.h"
#include "render/tables/tables.h"
#include "words/best.h"
#include "words/measured_on.h"
#include "words/parts/metric.h"
#include "words/parts/number_format.h"
#include "words/story/luck.h"
#include "words/story/project_story.h"

namespace render {
namespace {

using base::Json;
using model::Project;

Json cost_sentences(const Site& site, const model::Experiment& experiment) {
  Json list = Json::array();
  for (const std::string& sentence : words::cost_changes(site.findings, experiment)) {
    Json item = Json::object();
    set_text(item, "cost_change", sentence);
    list.push(std::move(item));
  }
  return list;
}

std::string best_lede(const Site& site, const Project& project, const model::BestConfiguration& best,
                      const std::string& root) {
  const auto& experiment = site.findings.experiments[best.experiment];
  std::string lede = link_html(root + site.addresses.experiment_pages[best.experiment], experiment.shown());
  const auto* objective = words::objective_of(project);
  const auto* estimate = words::objective_estimate(site.findings, experiment);
  if (estimate != nullptr) {
    lede += ": <b>" + escape_html(words::format_estimate(*estimate, objective->kind).mean) + "</b> (" +
            escape_html(words::certainty_text(*estimate, objective->kind)) + ")";
  }
  if (const auto* time = find_role(project, experiment, model::Role::training_time)) {
    lede += ", trained in " + escape_html(words::format_value(time->at_best.mean, project.metrics[time->metric].kind));
  }
  return lede + ".";
}

/// An earlier purpose that the same experiment is best for, or nullptr.
const model::BestConfiguration* same_before(const Project& project, const model::BestConfiguration& best) {
  for (const auto& other : project.best) {
    if (&other == &best) break;
    if (other.experiment == best.experiment) return &other;
  }
  return nullptr;
}

Json best_section(const Site& site, Page& page, const Project& project, const model::BestConfiguration& best,
                  const std::string& prefix) {
  const auto& experiment = site.findings.experiments[best.experiment];
  Json data = Json::object();
  set_text(data, "purpose", words::purpose_title(project, best.purpose));
  set_text(data, "rule", words::rule_text(project, best));
  set_text(data, "measured_on", words::measured_on_sentence(words::measured_on(site.findings, experiment)));
  set_html(data, "best_lede_html", best_lede(site, project, best, page.root()));
  data.set("tolerances", tolerance_data(site, project, best, page.root()));
  if (const auto* other = same_before(project, best)) {
    set_text(data, "same_as",
             "The same experiment as under “" + words::purpose_title(project, other->purpose) +
                 "”, with its "
                 "change from the baseline and its configuration to copy.");
    return data;
  }
  set_text(data, "versus_baseline", words::versus_baseline_text(site.findings, experiment));
  if (!project.secondary.empty()) {
    model::Table objectives = objectives_table({site, page.root()}, project, best.experiment);
    objectives.id = prefix + "-objectives";
    set_table(page, data, "objectives", site, objectives);
  }
  if (best.experiment == project.baseline) {
    set_text(data, "is_baseline", "It is the baseline itself.");
  } else {
    data.set("costs", cost_sentences(site, experiment));
  }
  if (experiment.versus_baseline && best.experiment != project.baseline &&
      !experiment.versus_baseline->changes.empty()) {
    const std::string& baseline = site.findings.experiments[experiment.versus_baseline->other].shown();
    model::Table table = changes_table(experiment.versus_baseline->changes, baseline, experiment.shown());
    link_parameters({site, page.root()}, project, experiment.versus_baseline->changes, table);
    table.id = prefix + "-changes";
    set_table(page, data, "changes", site, table);
  }
  set_flag(data, "has_config", 1);
  data.set("config_blocks",
           config_blocks(experiment.config, prefix, "config_best_" + std::string(model::name_of(best.purpose))));
  return data;
}

Json front_sections(const Site& site, Page& page, std::size_t number) {
  Json list = Json::array();
  for (FrontChart& front : front_charts(site.findings, number, site.addresses)) {
    Json data = Json::object();
    set_text(data, "front_title", "Objective against " + std::string(model::words_of(front.cost)));
    set_html(data, "front_html", charts_html(page, {front.chart}));
    list.push(std::move(data));
  }
  return list;
}

void set_gains(Json& section, Page& page, const Site& site, const Project& project, const std::string& suffix) {
  model::Table gains = gains_table({site, page.root()}, project);
  gains.id += suffix;
  const std::size_t all = project.progress.gains.size();
  std::string rule =
      "Changes that are clearly better than their parent and whose training time is known; the effect over the "
      "training time of all the experiment's runs.";
  if (gains.rows.size() < all)
    rule += " The first " + words::format_count(gains.rows.size()) + " of " + words::format_count(all) + ".";
  set_flag(section, "has_gains",
           model::tells_changes(project.kind) && project.experiments.size() > 1 && project.objective ? 1 : 0);
  set_text(section, "progress_line", words::progress_text(site.findings, project));
  set_text(section, "gains_rule", all > 0 ? rule : "");
  set_table(page, section, "gains", site, gains);
}

Json best_section(const Site& site, Page& page, std::size_t i) {
  const Project& project = site.findings.projects[i];
  const std::string number = std::to_string(i + 1);
  Json section = Json::object();
  set_text(section, "project_name", section_name(site, project));
  set_text(section, "project_line", words::project_line(site.findings, project));
  model::Table table = best_table({site, page.root()}, project);
  table.id += "-" + number;
  set_table(page, section, "best", site, table);
  set_html(section, "luck_html", phrase_html(site, words::luck_sentences(site.findings, project), page.root()));
  set_text(
      section, "luck_rule",
      "Worse: so says a one-sided test against the best with the noise of the log, at " +
          words::format_value(project.significance * 100, model::ValueKind::plain) +
          "\u202f%, adjusted for as many tests as there are others; where one is a change of the other, its verdict.");
  Json purposes = Json::array();
  for (const auto& best : project.best) {
    purposes.push(
        best_section(site, page, project, best, "best-" + number + "-" + std::string(model::name_of(best.purpose))));
  }
  section.set("purposes", std::move(purposes));
  section.set("fronts", front_sections(site, page, i));
  set_gains(section, page, site, project, "-" + number);
  return section;
}

}  // namespace

Page best_page(const Site& site) {
  Page page{.path = "best.html", .title = "Best configurations", .nav = "best", .template_name = "best.mustache"};
  page.description = "The best configurations found, each with what it changes and the configuration to copy.";
  Json sections = Json::array();
  for (std::size_t i = 0; i < site.findings.projects.size(); ++i) sections.push(best_section(site, page, i));
  page.data.set("projects", std::move(sections));
  set_text(page.data, "heading", "Best configurations");
  return page;
}

}  // namespace render
