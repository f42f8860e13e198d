#include "render/data/documents.h"

#include <cstdint>
#include <functional>
#include <map>
#include <utility>

#include "base/json/document.h"
#include "model/enum_names.h"
#include "model/findings/decided.h"
#include "model/findings/experiment.h"
#include "model/findings/findings.h"
#include "model/findings/metric_info.h"
#include "model/findings/progress.h"
#include "model/findings/project.h"
#include "model/index.h"
#include "render/data/json_parts.h"

namespace render {

using base::Document;

JsonList::JsonList(const char* schema, const char* name) {
  text_ = "{\"$schema\":";
  base::append_document(text_, schema);
  open(name);
}

void JsonList::add(const Document& item) {
  base::append_document(next_item(), item);
}

void JsonList::add_text(std::string_view json) {
  next_item() += json;
}

void JsonList::begin(const char* name) {
  close();
  open(name);
}

std::string JsonList::finish() {
  close();
  text_ += "}\n";
  return std::move(text_);
}

void JsonList::open(const char* name) {
  text_ += ",";
  base::append_document(text_, name);
  text_ += ":[";
  first_ = true;
}

void JsonList::close() {
  text_ += first_ ? "]" : "\n]";
}

std::string& JsonList::next_item() {
  text_ += first_ ? "\n" : ",\n";
  first_ = false;
  return text_;
}

namespace {

Document progress_json(const model::Findings& findings, const model::Progress& progress) {
  Document out = Document::object();
  out["kept"] = progress.kept;
  out["discarded"] = progress.discarded;
  out["open"] = progress.open;
  Document gains = Document::array();
  for (const model::Progress::Gain& gain : progress.gains) {
    Document item = Document::object();
    item["experiment"] = findings.experiments[gain.experiment].id;
    item["gain"] = base::document_number(gain.gain);
    item["hours"] = base::document_number(gain.hours);
    item["gain_per_hour"] = base::document_number(gain.gain / gain.hours);
    gains.push_back(std::move(item));
  }
  out["gains"] = std::move(gains);
  return out;
}

}  // namespace

std::string site_json(const SiteInput& input) {
  Document site = Document::object();
  site["$schema"] = "schema/site.schema.json";
  site["title"] = input.settings.title;
  site["version"] = input.version;
  site["runs"] = input.runs.size();
  site["experiments"] = input.findings.experiments.size();
  Document projects = Document::array();
  for (const model::Project& project : input.findings.projects) {
    Document item = Document::object();
    item["name"] = project.name;
    item["kind"] = text_or_null(model::name_of(project.kind));
    item["kind_decided"] = decided_json(project.kind_decided);
    item["objective"] = project.objective ? Document(project.metrics[*project.objective].name) : Document();
    item["objective_decided"] = decided_json(project.objective_decided);
    const auto direction =
        project.objective ? project.metrics[*project.objective].direction : model::Direction::unknown;
    item["direction"] = text_or_null(model::name_of(direction));
    item["direction_decided"] = decided_json(project.direction_decided);
    Document& secondary = item["secondary_objectives"] = Document::array();
    for (const model::Index metric : project.secondary) secondary.push_back(project.metrics[metric].name);
    item["baseline"] = project.baseline ? Document(input.findings.experiments[*project.baseline].id) : Document();
    item["baseline_decided"] = decided_json(project.baseline_decided);
    item["measured_on"] = parameters_json(project.ranked_on);
    item["evaluation_decided"] =
        project.evaluation_decided.how == model::How::none ? Document() : decided_json(project.evaluation_decided);
    item["grouping_decided"] = decided_json(project.grouping_decided);
    item["seed_keys"] = project.seed_keys;
    Document metrics = Document::array();
    for (const model::MetricInfo& info : project.metrics) {
      Document metric = Document::object();
      metric["name"] = info.name;
      metric["label"] = info.label;
      metric["direction"] = text_or_null(model::name_of(info.direction));
      metric["unit"] = text_or_null(model::name_of(info.kind));
      metric["role"] = info.role ? text_or_null(model::name_of(*info.role)) : Document();
      metrics.push_back(std::move(metric));
    }
    item["metrics"] = std::move(metrics);
    item["training_time_s"] = base::document_number(project.training_time_s);
    item["runs_with_time"] = project.runs_with_time;
    item["examples"] = examples_json(project);
    item["suite"] = suite_json(input.findings, project);
    item["leaderboard"] = leaderboard_json(input.findings, project);
    item["progress"] = progress_json(input.findings, project.progress);
    item["search"] = project.search ? search_json(input.findings, *project.search) : Document();
    item["loop"] = project.loop ? loop_json(input.findings, *project.loop) : Document();
    projects.push_back(std::move(item));
  }
  site["projects"] = std::move(projects);
  return base::write_document(site, base::DocumentStyle::indented);
}

std::string notices_json(const SiteInput& input) {
  JsonList list("schema/notices.schema.json", "notices");
  std::map<std::string, std::string, std::less<>> run_ids;
  for (const model::RunDigest& run : input.runs) run_ids[run.key] = run.id;
  for (const model::Notice& notice : input.notices) {
    Document item = Document::object();
    item["severity"] = text_or_null(model::name_of(notice.severity));
    item["code"] = notice.code;
    item["file"] = notice.file;
    item["line"] = notice.at.line > 0 ? Document(notice.at.line) : Document();
    item["column"] = notice.at.column > 0 ? Document(notice.at.column) : Document();
    item["what"] = notice.what;
    const auto run = run_ids.find(notice.run_key);
    item["run"] = run == run_ids.end() ? Document() : Document(run->second);
    item["count"] = notice.count;
    list.add(item);
  }
  return list.finish();
}

}  // namespace render
