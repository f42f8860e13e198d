#include "render/tables/parameters.h"

#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include "model/findings/experiment.h"
#include "model/findings/findings.h"
#include "model/findings/impact.h"
#include "model/findings/project.h"
#include "model/index.h"
#include "render/charts/charts.h"
#include "render/html/html.h"
#include "render/html/page.h"
#include "render/html/phrase.h"
#include "render/pages/sections.h"
#include "words/parameter.h"
#include "words/parts/lists.h"
#include "words/parts/metric.h"
#include "words/parts/number_format.h"
#include "words/parts/phrase.h"
#include "words/recommendation.h"
#include "words/story/project_story.h"
#include "words/story/search.h"

namespace render {
namespace {

using base::Json;
using model::Index;
using model::ParameterImpact;
using model::Project;

std::size_t count_runs(const Site& site, const Project& project) {
  std::size_t runs = 0;
  for (const Index i : project.experiments) runs += site.findings.experiments[i].runs.size();
  return runs;
}

/// "16 parameters were given more than one value in 30 experiments (111 runs). …".
std::string project_sentence(const Site& site, const Project& project) {
  std::size_t paired = 0;
  for (const ParameterImpact& impact : project.parameters) paired += impact.pairs_found > 0;
  const std::size_t all = project.parameters.size();
  if (all == 0) return "";
  std::string out = words::counted(all, "parameter was", "parameters were") + " given more than one value in " +
                    words::counted(project.experiments.size(), "experiment", "experiments") + " (" +
                    words::counted(count_runs(site, project), "run", "runs") + "). ";
  if (words::objective_of(project) == nullptr)
    return out + "It is not known which metric says what is better, so what they do cannot be told.";
  if (paired > 0) {
    out += "For " + words::format_count(paired) + " there " + (paired == 1 ? "is" : "are") +
           " pairs of experiments that differ in nothing else. ";
  }
  if (paired < all) {
    out += (paired > 0 ? std::string("The others") : std::string("They")) +
           " were never changed alone: the means of their values are confounded with what else was changed, and say " +
           "little. ";
  }
  if (!words::has_weighed(project)) return out;
  return out +
         "Importance is how far a parameter sets the best tenth of the trials apart, as a multiple of what chance " +
         "alone reaches; it says nothing of cause. " + words::plain_text(words::below_chance_sentence(project));
}

/// "200 of 1,204 shown; all are in data/parameters.json"; empty when nothing is left out.
std::string shown_text(std::size_t shown, std::size_t all) {
  return shown < all ? words::format_count(shown) + " of " + words::format_count(all) + " are shown." : "";
}

void set_details(const Site& site, Page& page, const words::ImpactContext& context) {
  const ParameterImpact& impact = context.impact;
  const TableContext where{site, page.root()};
  const model::Table values = tested_values_table(context);
  const model::Table effects = effects_table(context);
  const model::Table pairs = pairs_table(where, context);
  set_table(page, page.data, "values", site, values);
  set_text(page.data, "values_shown",
           values.rows.size() < impact.values.size()
               ? "The " + words::format_count(values.rows.size()) + " with the best means of " +
                     words::counted(impact.values.size(), "value", "values") + " are shown."
               : "");
  set_flag(page.data, "has_pairs", pairs.rows.size());
  set_table(page, page.data, "effects", site, effects);
  set_text(page.data, "effects_shown", shown_text(effects.rows.size(), impact.effects.size()));
  set_table(page, page.data, "pairs", site, pairs);
  set_text(page.data, "pairs_shown", shown_text(pairs.rows.size(), impact.pairs_found));
}

void set_interactions(const Site& site, Page& page, const words::ImpactContext& context) {
  constexpr std::size_t kMost = 20;
  const auto& all = context.impact.interactions;
  Json list = Json::array();
  for (std::size_t i = 0; i < all.size() && i < kMost; ++i) {
    Json item = Json::object();
    set_html(item, "interaction_html", phrase_html(site, words::interaction_sentence(context, all[i]), page.root()));
    list.push(std::move(item));
  }
  page.data.set("interactions", std::move(list));
  set_flag(page.data, "has_interactions", all.size());
  set_text(page.data, "interactions_shown", all.size() > kMost ? shown_text(kMost, all.size()) : "");
}

std::vector<model::Chart> value_charts(const Site& site, const words::ImpactContext& context) {
  const Project& project = context.project;
  std::vector<model::Chart> charts;
  const auto add = [&](Index metric) {
    charts.push_back(parameter_chart(site.findings, project, context.impact, metric, site.addresses));
  };
  if (project.objective) add(*project.objective);
  const auto time = words::training_time_metric(project);
  if (time && time != project.objective) add(*time);
  return charts;
}

}  // namespace

Page parameters_page(const Site& site) {
  Page page{
      .path = "parameters.html", .title = "Parameters", .nav = "parameters", .template_name = "parameters.mustache"};
  page.description = "What each parameter does to the objective and to training time, and which values to use next.";
  const TableContext context{site, page.root()};
  const auto& projects = site.findings.projects;
  Json sections = Json::array();
  for (std::size_t i = 0; i < projects.size(); ++i) {
    const Project& project = projects[i];
    Json section = Json::object();
    set_text(section, "anchor", project_anchor(project));
    set_text(section, "project_name", section_name(site, project));
    set_text(section, "project_line", words::project_line(site.findings, project));
    set_text(section, "said", project_sentence(site, project));
    model::Table table = parameter_impact_table(context, project);
    if (projects.size() > 1) table.id += "-" + std::to_string(i + 1);
    set_text(section, "parameters_shown", shown_text(table.rows.size(), project.parameters.size()));
    set_table(page, section, "impact", site, table);
    sections.push(std::move(section));
  }
  page.data.set("projects", std::move(sections));
  set_text(page.data, "heading", "What each parameter does");
  set_flag(page.data, "wide_page", 1);
  return page;
}

Page parameter_page(const Site& site, Index project_index, Index parameter) {
  const Project& project = site.findings.projects[project_index];
  const ParameterImpact& impact = project.parameters[parameter];
  const words::ImpactContext context{site.findings, project, impact};
  Page page{.path = site.addresses.parameter_pages[project_index][parameter],
            .title = visible_text(impact.parameter),
            .nav = "parameters",
            .template_name = "parameter.mustache"};
  page.description = words::impact_sentence(context);
  set_html(page.data, "heading_html", code_html(impact.parameter));
  std::size_t experiments = 0, runs = 0;
  for (const model::TestedValue& value : impact.values) {
    experiments += value.experiments.size();
    runs += value.runs;
  }
  std::vector<std::string> facts;
  if (site.findings.projects.size() > 1 && !project.name.empty()) facts.push_back(escape_html(project.name));
  facts.push_back(escape_html(impact.category));
  facts.push_back(words::counted(impact.values.size(), "value", "values") + " in " +
                  words::counted(experiments, "experiment", "experiments") + " (" +
                  words::counted(runs, "run", "runs") + ")");
  const std::string way = link_html(page.root() + "parameters.html#" + project_anchor(project), "Parameters");
  set_html(page.data, "meta_html", meta_line_html({way}, facts));
  set_text(page.data, "said", page.description);
  set_text(page.data, "together", words::together_sentence(impact));
  set_text(page.data, "recommendation", words::recommendation_sentence(context));
  if (words::has_weighed(project)) {
    const bool known = impact.weighed;
    set_text(
        page.data, "importance",
        std::string("Importance: ") + (known ? "" : "not known, ") + words::importance_text(project, impact) + ".");
  }
  set_html(page.data, "charts_html", charts_html(page, value_charts(site, context)));
  set_details(site, page, context);
  set_interactions(site, page, context);
  return page;
}

}  // namespace render
