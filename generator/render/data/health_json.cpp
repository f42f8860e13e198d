#include <cstdint>
#include <string>
#include <utility>

#include "base/json/document.h"
#include "model/enum_names.h"
#include "model/findings/experiment.h"
#include "model/findings/findings.h"
#include "model/findings/health.h"
#include "model/findings/project.h"
#include "model/index.h"
#include "render/data/documents.h"
#include "render/data/json_parts.h"

namespace render {
namespace {

using base::Document;

Document health_json(const SiteInput& input, const model::Project& project, const model::HealthFinding& finding) {
  Document out = Document::object();
  out["project"] = project.name;
  out["kind"] = text_or_null(model::name_of(finding.kind));
  Document experiments = Document::array();
  for (const model::Index one : finding.experiments) experiments.push_back(input.findings.experiments[one].id);
  out["experiments"] = std::move(experiments);
  Document runs = Document::array();
  for (const model::Index one : finding.runs) runs.push_back(input.runs[one].id);
  out["runs"] = std::move(runs);
  out["metric"] = text_or_null(finding.metric);
  out["amount"] = number_or_null(finding.amount);
  out["of"] = number_or_null(finding.of);
  out["more"] = finding.more;
  return out;
}

}  // namespace

std::string health_json(const SiteInput& input) {
  JsonList list("schema/health.schema.json", "health");
  for (const model::Project& project : input.findings.projects) {
    for (const model::HealthFinding& finding : project.health) list.add(health_json(input, project, finding));
  }
  return list.finish();
}

}  // namespace render
