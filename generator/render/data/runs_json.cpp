#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "base/json/document.h"
#include "model/enum_names.h"
#include "model/findings/experiment.h"
#include "model/findings/findings.h"
#include "model/findings/project.h"
#include "model/index.h"
#include "render/data/documents.h"
#include "render/data/json_parts.h"

namespace render {
namespace {

using base::Document;

Document point_json(const model::PointRef& point) {
  Document out = Document::object();
  out["value"] = base::document_number(point.value);
  out["step"] = number_or_null(point.step);
  out["epoch"] = number_or_null(point.epoch);
  return out;
}

Document run_insights_json(const std::vector<model::Insight>& insights) {
  Document out = Document::array();
  for (const model::Insight& insight : insights) {
    Document item = Document::object();
    item["kind"] = text_or_null(model::name_of(insight.kind));
    item["metric"] = text_or_null(insight.metric);
    item["other"] = text_or_null(insight.other);
    item["from"] = point_json(insight.from);
    item["to"] = point_json(insight.to);
    item["amount"] = number_or_null(insight.amount);
    out.push_back(std::move(item));
  }
  return out;
}

Document series_json(const model::SeriesDigest& series) {
  Document out = Document::object();
  out["name"] = series.name;
  out["points"] = series.points;
  out["non_finite"] = series.non_finite;
  const bool any = series.points > 0;
  out["first"] = any ? point_json(series.first) : Document();
  out["last"] = any ? point_json(series.last) : Document();
  out["min"] = series.finite ? point_json(series.minimum) : Document();
  out["max"] = series.finite ? point_json(series.maximum) : Document();
  out["restarts"] = series.restarts;
  return out;
}

Document run_json(const SiteInput& input, const Addresses& addresses, model::Index index, const Document& notices) {
  const model::RunDigest& run = input.runs[index];
  Document out = Document::object();
  out["id"] = run.id;
  out["name"] = run.name;
  const auto& experiment = input.findings.experiment_of_run[index];
  out["experiment"] = experiment ? Document(input.findings.experiments[*experiment].id) : Document();
  out["project"] = experiment ? Document(input.findings.projects[input.findings.experiments[*experiment].project].name)
                              : text_or_null(run.project);
  out["format"] = run.format;
  const std::string label = run.source < input.sources.size() ? input.sources[run.source].label : "";
  out["source"] = run.folder.empty() ? label : label + "/" + run.folder;
  out["files"] = run.files;
  out["status"] = text_or_null(model::name_of(run.status));
  out["damaged"] = run.damaged;
  out["started_at"] = text_or_null(run.started_at);
  out["finished_at"] = text_or_null(run.finished_at);
  out["duration_s"] = number_or_null(run.duration_s);
  out["seed"] = text_or_null(run.seed);
  out["tags"] = run.tags;
  out["config"] = parameters_json(run.config.parameters, Length::whole);
  out["summary"] = parameters_json(run.summary);
  out["environment"] = parameters_json(run.environment);
  out["rows"] = run.rows;
  Document series = Document::array();
  for (const model::SeriesDigest& one : run.series) series.push_back(series_json(one));
  out["series"] = std::move(series);
  out["curves"] = "data/curves/" + addresses.run_slugs[index] + ".js";
  out["insights"] = run_insights_json(run.insights);
  out["notices"] = notices;
  out["page"] = addresses.run_pages[index];
  return out;
}

}  // namespace

std::string runs_json(const SiteInput& input, const Addresses& addresses) {
  std::map<std::string, Document, std::less<>> notices;
  for (const model::Notice& notice : input.notices) {
    if (notice.run_key.empty()) continue;
    Document item = Document::object();
    item["severity"] = text_or_null(model::name_of(notice.severity));
    item["code"] = notice.code;
    item["what"] = notice.what;
    notices[notice.run_key].push_back(std::move(item));
  }
  JsonList list("schema/runs.schema.json", "runs");
  for (model::Index i = 0; i < input.runs.size(); ++i) {
    const auto found = notices.find(input.runs[i].key);
    list.add(run_json(input, addresses, i, found == notices.end() ? Document::array() : found->second));
  }
  return list.finish();
}

}  // namespace render
