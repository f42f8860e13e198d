#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "base/json/document.h"
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
#include "words/best.h"

namespace render {
namespace {

using base::Document;
using model::Findings;
using model::Index;
using model::Project;

Document ids_json(const Findings& findings, const std::vector<Index>& experiments) {
  Document list = Document::array();
  for (const Index index : experiments) list.push_back(findings.experiments[index].id);
  return list;
}

Document luck_json(const Findings& findings, const model::SelectionLuck& luck) {
  Document out = Document::object();
  out["tried"] = luck.tried;
  out["indistinguishable"] = ids_json(findings, luck.indistinguishable);
  out["untested"] = luck.untested;
  out["complete"] = luck.untested == 0;
  out["expected_luck"] = number_or_null(luck.expected_luck);
  return out;
}

Document front_json(const Findings& findings, const Project& project, const model::ParetoFront& front) {
  Document out = Document::object();
  out["cost"] = text_or_null(model::name_of(front.cost));
  out["metric"] = project.metrics[front.metric].name;
  out["experiments"] = ids_json(findings, front.experiments);
  out["dominated"] = ids_json(findings, front.dominated);
  out["not_comparable"] = ids_json(findings, front.not_comparable);
  return out;
}

Document project_json(const Findings& findings, const Project& project) {
  Document out = Document::object();
  out["project"] = project.name;
  out["luck"] = luck_json(findings, project.luck);
  Document fronts = Document::array();
  for (const model::ParetoFront& front : project.fronts) fronts.push_back(front_json(findings, project, front));
  out["fronts"] = std::move(fronts);
  return out;
}

Document purpose_json(const SiteInput& input, const Addresses& addresses, const model::BestConfiguration& best) {
  const model::Experiment& experiment = input.findings.experiments[best.experiment];
  const model::Project& project = input.findings.projects[experiment.project];
  const auto& baseline = experiment.versus_baseline;
  Document item = Document::object();
  item["project"] = project.name;
  item["purpose"] = text_or_null(model::name_of(best.purpose));
  item["experiment"] = experiment.id;
  item["rule"] = words::rule_text(project, best);
  item["tolerance"] = number_or_null(best.tolerance);
  item["versus_baseline"] = baseline ? comparison_json(input.findings, experiment, *baseline) : Document();
  item["config"] = base::document_of(experiment.config.tree);
  item["page"] = addresses.experiment_pages[best.experiment];
  return item;
}

}  // namespace

std::string best_json(const SiteInput& input, const Addresses& addresses) {
  JsonList list("schema/best.schema.json", "best");
  for (const Project& project : input.findings.projects) {
    for (const model::BestConfiguration& best : project.best) list.add(purpose_json(input, addresses, best));
  }
  list.begin("projects");
  for (const Project& project : input.findings.projects) list.add(project_json(input.findings, project));
  return list.finish();
}

}  // namespace render
