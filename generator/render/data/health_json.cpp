#include <cstdint>
#include <string>
#include <utility>

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

using base::Json;

Json health_json(const SiteInput& input, const model::Project& project, const model::HealthFinding& finding) {
  Json out = Json::object();
  out.set("project", Json::string(project.name));
  out.set("kind", text_or_null(model::name_of(finding.kind)));
  Json experiments = Json::array();
  for (const model::Index one : finding.experiments) experiments.push(Json::string(input.findings.experiments[one].id));
  out.set("experiments", std::move(experiments));
  Json runs = Json::array();
  for (const model::Index one : finding.runs) runs.push(Json::string(input.runs[one].id));
  out.set("runs", std::move(runs));
  out.set("metric", text_or_null(finding.metric));
  out.set("amount", number_or_null(finding.amount));
  out.set("of", number_or_null(finding.of));
  out.set("more", Json::integer(static_cast<std::int64_t>(finding.more)));
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
