#include "render/data/documents.h"

#include <cstdint>
#include <functional>
#include <map>
#include <utility>

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

using base::Json;

JsonList::JsonList(const char* schema, const char* name) {
  text_ = "{\"$schema\":";
  base::append_json_string(text_, schema);
  text_ += ",";
  base::append_json_string(text_, name);
  text_ += ":[";
}

void JsonList::add(const Json& item) {
  text_ += first_ ? "\n" : ",\n";
  first_ = false;
  text_ += base::write_json(item);
}

std::string JsonList::finish() {
  text_ += first_ ? "]}\n" : "\n]}\n";
  return std::move(text_);
}

std::string JsonList::finish(const char* name, const Json& more) {
  text_ += first_ ? "]," : "\n],";
  base::append_json_string(text_, name);
  text_ += ":" + base::write_json(more) + "}\n";
  return std::move(text_);
}

namespace {

Json progress_json(const model::Findings& findings, const model::Progress& progress) {
  Json out = Json::object();
  out.set("kept", Json::integer(static_cast<std::int64_t>(progress.kept)));
  out.set("discarded", Json::integer(static_cast<std::int64_t>(progress.discarded)));
  out.set("open", Json::integer(static_cast<std::int64_t>(progress.open)));
  Json gains = Json::array();
  for (const model::Progress::Gain& gain : progress.gains) {
    Json item = Json::object();
    item.set("experiment", Json::string(findings.experiments[gain.experiment].id));
    item.set("gain", Json::number(gain.gain));
    item.set("hours", Json::number(gain.hours));
    item.set("gain_per_hour", Json::number(gain.gain / gain.hours));
    gains.push(std::move(item));
  }
  out.set("gains", std::move(gains));
  return out;
}

}  // namespace

std::string site_json(const SiteInput& input) {
  Json site = Json::object();
  site.set("$schema", Json::string("schema/site.schema.json"));
  site.set("title", Json::string(input.settings.title));
  site.set("version", Json::string(input.version));
  site.set("runs", Json::integer(static_cast<std::int64_t>(input.runs.size())));
  site.set("experiments", Json::integer(static_cast<std::int64_t>(input.findings.experiments.size())));
  Json projects = Json::array();
  for (const model::Project& project : input.findings.projects) {
    Json item = Json::object();
    item.set("name", Json::string(project.name));
    item.set("objective", project.objective ? Json::string(project.metrics[*project.objective].name) : Json());
    item.set("objective_decided", decided_json(project.objective_decided));
    const auto direction =
        project.objective ? project.metrics[*project.objective].direction : model::Direction::unknown;
    item.set("direction", text_or_null(model::name_of(direction)));
    item.set("direction_decided", decided_json(project.direction_decided));
    Json secondary = Json::array();
    for (const model::Index metric : project.secondary) {
      secondary.push(Json::string(project.metrics[metric].name));
    }
    item.set("secondary_objectives", std::move(secondary));
    item.set("baseline", project.baseline ? Json::string(input.findings.experiments[*project.baseline].id) : Json());
    item.set("baseline_decided", decided_json(project.baseline_decided));
    item.set("measured_on", parameters_json(project.ranked_on));
    item.set("evaluation_decided",
             project.evaluation_decided.how.empty() ? Json() : decided_json(project.evaluation_decided));
    item.set("grouping_decided", decided_json(project.grouping_decided));
    Json seeds = Json::array();
    for (const std::string& key : project.seed_keys) seeds.push(Json::string(key));
    item.set("seed_keys", std::move(seeds));
    Json metrics = Json::array();
    for (const model::MetricInfo& info : project.metrics) {
      Json metric = Json::object();
      metric.set("name", Json::string(info.name));
      metric.set("label", Json::string(info.label));
      metric.set("direction", text_or_null(model::name_of(info.direction)));
      metric.set("unit", text_or_null(model::name_of(info.kind)));
      metric.set("role", info.role ? text_or_null(model::name_of(*info.role)) : Json());
      metrics.push(std::move(metric));
    }
    item.set("metrics", std::move(metrics));
    item.set("training_time_s", Json::number(project.training_time_s));
    item.set("runs_with_time", Json::integer(static_cast<std::int64_t>(project.runs_with_time)));
    item.set("progress", progress_json(input.findings, project.progress));
    projects.push(std::move(item));
  }
  site.set("projects", std::move(projects));
  return base::write_json(site, base::JsonStyle::indented);
}

std::string notices_json(const SiteInput& input) {
  JsonList list("schema/notices.schema.json", "notices");
  std::map<std::string, std::string, std::less<>> run_ids;
  for (const model::RunDigest& run : input.runs) run_ids[run.key] = run.id;
  for (const model::Notice& notice : input.notices) {
    Json item = Json::object();
    item.set("severity", text_or_null(model::name_of(notice.severity)));
    item.set("code", Json::string(notice.code));
    item.set("file", Json::string(notice.file));
    item.set("line", notice.at.line > 0 ? Json::integer(notice.at.line) : Json());
    item.set("column", notice.at.column > 0 ? Json::integer(notice.at.column) : Json());
    item.set("what", Json::string(notice.what));
    const auto run = run_ids.find(notice.run_key);
    item.set("run", run == run_ids.end() ? Json() : Json::string(run->second));
    item.set("count", Json::integer(static_cast<std::int64_t>(notice.count)));
    list.add(item);
  }
  return list.finish();
}

}  // namespace render
