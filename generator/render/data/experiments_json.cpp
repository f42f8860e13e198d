#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "model/enum_names.h"
#include "model/findings/comparison.h"
#include "model/findings/decided.h"
#include "model/findings/experiment.h"
#include "model/findings/findings.h"
#include "model/findings/hardware.h"
#include "model/findings/metric_info.h"
#include "model/findings/project.h"
#include "model/index.h"
#include "render/data/documents.h"
#include "render/data/json_parts.h"
#include "words/verdict.h"

namespace render {
namespace {

using base::Json;

Json value_json(const std::optional<model::ParameterValue>& value) {
  return value ? parameter_json(*value) : Json();
}

Json changes_json(const std::vector<model::ParameterChange>& changes) {
  Json out = Json::array();
  for (const model::ParameterChange& change : changes) {
    Json item = Json::object();
    item.set("parameter", Json::string(change.parameter));
    item.set("old", value_json(change.old_value));
    item.set("new", value_json(change.new_value));
    const char* kind = !change.old_value ? "added" : !change.new_value ? "removed" : "changed";
    item.set("kind", Json::string(kind));
    out.push(std::move(item));
  }
  return out;
}

Json metric_json(const model::MetricInfo& info, const model::MetricEstimate& metric) {
  Json out = Json::object();
  out.set("metric", Json::string(info.name));
  out.set("label", Json::string(info.label));
  out.set("direction", text_or_null(model::name_of(info.direction)));
  out.set("unit", text_or_null(model::name_of(info.kind)));
  const Json at_best = estimate_json(metric.at_best);
  for (const Json::Member& member : at_best.members()) out.set(member.first, member.second);
  out.set("best", estimate_json(metric.best));
  out.set("last", estimate_json(metric.last));
  Json runs = Json::array();
  for (const double value : metric.per_run) runs.push(number_or_null(value));
  out.set("per_run", std::move(runs));
  return out;
}

}  // namespace

Json comparison_json(const model::Findings& findings, const model::Experiment& experiment,
                     const model::Comparison& comparison) {
  const model::Project& project = findings.projects[experiment.project];
  Json out = Json::object();
  out.set("experiment", Json::string(findings.experiments[comparison.other].id));
  const Json objective = difference_json(comparison.objective);
  for (const Json::Member& member : objective.members()) out.set(member.first, member.second);
  out.set("p_adjusted", number_or_null(comparison.p_adjusted));
  out.set("verdict", text_or_null(model::name_of(comparison.verdict)));
  out.set("reason", text_or_null(model::name_of(comparison.reason)));
  const auto& repeats = comparison.repeats_needed;
  out.set("repeats_needed", repeats ? Json::integer(static_cast<std::int64_t>(*repeats)) : Json());
  out.set("sentence", text_or_null(words::verdict_sentence(project, findings.experiments[comparison.other], experiment,
                                                           comparison)));
  out.set("changed", changes_json(comparison.changes));
  Json metrics = Json::object();
  for (const model::MetricDifference& difference : comparison.metrics) {
    Json item = difference_json(difference.difference);
    item.set("comparable", Json::boolean(difference.comparability == model::Comparability::comparable));
    metrics.set(project.metrics[difference.metric].name, std::move(item));
  }
  out.set("metrics", std::move(metrics));
  return out;
}

namespace {

void add_metrics(Json& out, const model::Project& project, const model::Experiment& experiment) {
  Json metrics = Json::object();
  Json roles = Json::object();
  Json objective;
  for (const model::MetricEstimate& metric : experiment.metrics) {
    const model::MetricInfo& info = project.metrics[metric.metric];
    Json item = metric_json(info, metric);
    if (project.objective == metric.metric) objective = item;
    if (info.role) roles.set(std::string(model::name_of(*info.role)), item);
    metrics.set(info.name, std::move(item));
  }
  out.set("objective", std::move(objective));
  out.set("metrics", std::move(metrics));
  out.set("roles", std::move(roles));
}

Json experiment_insights_json(const SiteInput& input, const model::Experiment& experiment) {
  Json out = Json::array();
  for (const model::ExperimentInsight& insight : experiment.insights) {
    const bool of_runs = insight.kind == model::ExperimentInsight::Kind::of_runs;
    Json item = Json::object();
    item.set("kind", text_or_null(model::name_of(insight.kind)));
    item.set("insight", of_runs ? text_or_null(model::name_of(insight.insight)) : Json());
    item.set("metric", text_or_null(insight.metric));
    Json runs = Json::array();
    for (const model::Index run : insight.runs) runs.push(Json::string(input.runs[run].id));
    item.set("runs", std::move(runs));
    item.set("amount", number_or_null(insight.amount));
    out.push(std::move(item));
  }
  return out;
}

Json experiment_json(const SiteInput& input, const Addresses& addresses, model::Index index) {
  const model::Findings& findings = input.findings;
  const model::Experiment& experiment = findings.experiments[index];
  const model::Project& project = findings.projects[experiment.project];
  Json out = Json::object();
  out.set("id", Json::string(experiment.id));
  out.set("title", Json::string(experiment.title));
  out.set("project", Json::string(project.name));
  out.set("date", text_or_null(experiment.date));
  out.set("experimenter", text_or_null(experiment.experimenter));
  out.set("status", text_or_null(model::name_of(experiment.status)));
  Json runs = Json::array();
  for (const model::Index run : experiment.runs) runs.push(Json::string(input.runs[run].id));
  out.set("runs", std::move(runs));
  out.set("config", parameters_json(experiment.config.parameters));
  Json varying = Json::array();
  for (const std::string& path : experiment.varying) varying.push(Json::string(path));
  out.set("varying", std::move(varying));
  out.set("measured_on", parameters_json(experiment.measured_on));
  Json otherwise = Json::array();
  for (const std::string& path : experiment.measured_otherwise) otherwise.push(Json::string(path));
  out.set("measured_otherwise", std::move(otherwise));
  const auto hardware = experiment.hardware;
  out.set("machine", hardware ? text_or_null(findings.hardware[*hardware].machine) : Json());
  out.set("framework", hardware ? text_or_null(findings.hardware[*hardware].framework) : Json());
  const auto& parent = experiment.versus_parent;
  out.set("parent", parent ? Json::string(findings.experiments[parent->other].id) : Json());
  out.set("parent_decided", decided_json(experiment.parent_decided));
  out.set("changed", parent ? changes_json(parent->changes) : Json::array());
  add_metrics(out, project, experiment);
  out.set("versus_parent", parent ? comparison_json(findings, experiment, *parent) : Json());
  const auto& baseline = experiment.versus_baseline;
  out.set("versus_baseline", baseline ? comparison_json(findings, experiment, *baseline) : Json());
  out.set("decision", text_or_null(model::name_of(experiment.decision)));
  out.set("agreement", text_or_null(model::name_of(experiment.agreement)));
  out.set("decision_reason", text_or_null(experiment.decision_reason));
  Json tags = Json::array();
  for (const std::string& tag : experiment.tags) tags.push(Json::string(tag));
  out.set("tags", std::move(tags));
  out.set("insights", experiment_insights_json(input, experiment));
  out.set("page", Json::string(addresses.experiment_pages[index]));
  return out;
}

}  // namespace

std::string experiments_json(const SiteInput& input, const Addresses& addresses) {
  JsonList list("schema/experiments.schema.json", "experiments");
  for (model::Index i = 0; i < input.findings.experiments.size(); ++i) list.add(experiment_json(input, addresses, i));
  return list.finish();
}

}  // namespace render
