#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "model/enum_names.h"
#include "model/findings/best.h"
#include "model/findings/comparison.h"
#include "model/findings/experiment.h"
#include "model/findings/findings.h"
#include "model/findings/metric_info.h"
#include "model/findings/project.h"
#include "model/findings/selection_luck.h"
#include "model/index.h"
#include "render/data/documents.h"
#include "render/data/json_parts.h"

namespace render {
namespace {

using base::Json;
using model::Findings;
using model::Index;
using model::Project;

Json ids_json(const Findings& findings, const std::vector<Index>& experiments) {
  Json list = Json::array();
  for (const Index index : experiments) list.push(Json::string(findings.experiments[index].id));
  return list;
}

Json luck_json(const Findings& findings, const model::SelectionLuck& luck) {
  Json out = Json::object();
  out.set("tried", Json::integer(static_cast<std::int64_t>(luck.tried)));
  out.set("indistinguishable", ids_json(findings, luck.indistinguishable));
  out.set("untested", Json::integer(static_cast<std::int64_t>(luck.untested)));
  out.set("complete", Json::boolean(luck.untested == 0));
  out.set("expected_luck", number_or_null(luck.expected_luck));
  return out;
}

Json front_json(const Findings& findings, const Project& project, const model::ParetoFront& front) {
  Json out = Json::object();
  out.set("cost", text_or_null(model::name_of(front.cost)));
  out.set("metric", Json::string(project.metrics[front.metric].name));
  out.set("experiments", ids_json(findings, front.experiments));
  out.set("dominated", ids_json(findings, front.dominated));
  out.set("not_comparable", ids_json(findings, front.not_comparable));
  return out;
}

Json project_json(const Findings& findings, const Project& project) {
  Json out = Json::object();
  out.set("project", Json::string(project.name));
  out.set("luck", luck_json(findings, project.luck));
  Json fronts = Json::array();
  for (const model::ParetoFront& front : project.fronts) fronts.push(front_json(findings, project, front));
  out.set("fronts", std::move(fronts));
  return out;
}

Json purpose_json(const SiteInput& input, const Addresses& addresses, const model::BestConfiguration& best) {
  const model::Experiment& experiment = input.findings.experiments[best.experiment];
  const model::Project& project = input.findings.projects[experiment.project];
  const auto& baseline = experiment.versus_baseline;
  Json item = Json::object();
  item.set("project", Json::string(project.name));
  item.set("purpose", text_or_null(model::name_of(best.purpose)));
  item.set("experiment", Json::string(experiment.id));
  item.set("rule", Json::string(best.rule));
  item.set("tolerance", number_or_null(best.tolerance));
  item.set("versus_baseline", baseline ? comparison_json(input.findings, experiment, *baseline) : Json());
  item.set("config", experiment.config.tree);
  item.set("page", Json::string(addresses.experiment_pages[best.experiment]));
  return item;
}

}  // namespace

std::string best_json(const SiteInput& input, const Addresses& addresses) {
  JsonList list("schema/best.schema.json", "best");
  Json projects = Json::array();
  for (const Project& project : input.findings.projects) {
    for (const model::BestConfiguration& best : project.best) list.add(purpose_json(input, addresses, best));
    projects.push(project_json(input.findings, project));
  }
  return list.finish("projects", projects);
}

}  // namespace render
