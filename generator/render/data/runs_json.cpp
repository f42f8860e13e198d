#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "model/enum_names.h"
#include "model/findings/experiment.h"
#include "model/findings/findings.h"
#include "model/findings/project.h"
#include "model/index.h"
#include "render/data/documents.h"
#include "render/data/json_parts.h"

namespace render {
namespace {

using base::Json;

Json point_json(const model::PointRef& point) {
  Json out = Json::object();
  out.set("value", Json::number(point.value));
  out.set("step", number_or_null(point.step));
  out.set("epoch", number_or_null(point.epoch));
  return out;
}

Json run_insights_json(const std::vector<model::Insight>& insights) {
  Json out = Json::array();
  for (const model::Insight& insight : insights) {
    Json item = Json::object();
    item.set("kind", text_or_null(model::name_of(insight.kind)));
    item.set("metric", text_or_null(insight.metric));
    item.set("other", text_or_null(insight.other));
    item.set("from", point_json(insight.from));
    item.set("to", point_json(insight.to));
    item.set("amount", number_or_null(insight.amount));
    out.push(std::move(item));
  }
  return out;
}

Json series_json(const model::SeriesDigest& series) {
  Json out = Json::object();
  out.set("name", Json::string(series.name));
  out.set("points", Json::integer(static_cast<std::int64_t>(series.points)));
  out.set("non_finite", Json::integer(static_cast<std::int64_t>(series.non_finite)));
  const bool any = series.points > 0;
  out.set("first", any ? point_json(series.first) : Json());
  out.set("last", any ? point_json(series.last) : Json());
  out.set("min", series.finite ? point_json(series.minimum) : Json());
  out.set("max", series.finite ? point_json(series.maximum) : Json());
  out.set("restarts", Json::integer(static_cast<std::int64_t>(series.restarts)));
  return out;
}

Json strings_json(const std::vector<std::string>& texts) {
  Json out = Json::array();
  for (const std::string& text : texts) out.push(Json::string(text));
  return out;
}

Json run_json(const SiteInput& input, const Addresses& addresses, model::Index index, const Json& notices) {
  const model::RunDigest& run = input.runs[index];
  Json out = Json::object();
  out.set("id", Json::string(run.id));
  out.set("name", Json::string(run.name));
  const auto& experiment = input.findings.experiment_of_run[index];
  out.set("experiment", experiment ? Json::string(input.findings.experiments[*experiment].id) : Json());
  out.set("project", experiment
                         ? Json::string(input.findings.projects[input.findings.experiments[*experiment].project].name)
                         : text_or_null(run.project));
  out.set("format", Json::string(run.format));
  const std::string label = run.source < input.sources.size() ? input.sources[run.source].label : "";
  out.set("source", Json::string(run.folder.empty() ? label : label + "/" + run.folder));
  out.set("files", strings_json(run.files));
  out.set("status", text_or_null(model::name_of(run.status)));
  out.set("damaged", Json::boolean(run.damaged));
  out.set("started_at", text_or_null(run.started_at));
  out.set("finished_at", text_or_null(run.finished_at));
  out.set("duration_s", number_or_null(run.duration_s));
  out.set("seed", text_or_null(run.seed));
  out.set("tags", strings_json(run.tags));
  out.set("config", parameters_json(run.config.parameters));
  out.set("summary", parameters_json(run.summary));
  out.set("environment", parameters_json(run.environment));
  out.set("rows", Json::integer(static_cast<std::int64_t>(run.rows)));
  Json series = Json::array();
  for (const model::SeriesDigest& one : run.series) series.push(series_json(one));
  out.set("series", std::move(series));
  out.set("curves", Json::string("data/curves/" + addresses.run_slugs[index] + ".js"));
  out.set("insights", run_insights_json(run.insights));
  out.set("notices", notices);
  out.set("page", Json::string(addresses.run_pages[index]));
  return out;
}

}  // namespace

std::string runs_json(const SiteInput& input, const Addresses& addresses) {
  std::map<std::string, Json, std::less<>> notices;
  for (const model::Notice& notice : input.notices) {
    if (notice.run_key.empty()) continue;
    Json item = Json::object();
    item.set("severity", text_or_null(model::name_of(notice.severity)));
    item.set("code", Json::string(notice.code));
    item.set("what", Json::string(notice.what));
    notices[notice.run_key].push(std::move(item));
  }
  JsonList list("schema/runs.schema.json", "runs");
  for (model::Index i = 0; i < input.runs.size(); ++i) {
    const auto found = notices.find(input.runs[i].key);
    list.add(run_json(input, addresses, i, found == notices.end() ? Json::array() : found->second));
  }
  return list.finish();
}

}  // namespace render
