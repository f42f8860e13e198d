#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/json/document.h"
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
#include "words/counted_runs.h"
#include "words/verdict.h"

namespace render {
namespace {

using base::Document;

Document value_json(const std::optional<model::ParameterValue>& value) {
  return value ? parameter_json(*value) : Document();
}

Document parameter_changes_json(const std::vector<model::ParameterChange>& changes) {
  Document out = Document::array();
  for (const model::ParameterChange& change : changes) {
    Document item = Document::object();
    item["parameter"] = change.parameter;
    item["old"] = value_json(change.old_value);
    item["new"] = value_json(change.new_value);
    const char* kind = !change.old_value ? "added" : !change.new_value ? "removed" : "changed";
    item["kind"] = change.from_prose ? "said" : kind;
    out.push_back(std::move(item));
  }
  return out;
}

Document metric_json(const model::MetricInfo& info, const model::MetricEstimate& metric) {
  Document out = Document::object();
  out["metric"] = info.name;
  out["label"] = info.label;
  out["direction"] = text_or_null(model::name_of(info.direction));
  out["unit"] = text_or_null(model::name_of(info.kind));
  out.update(estimate_json(metric.at_best));
  out["best"] = estimate_json(metric.best);
  out["last"] = estimate_json(metric.last);
  Document runs = Document::array();
  for (const double value : metric.per_run) runs.push_back(number_or_null(value));
  out["per_run"] = std::move(runs);
  return out;
}

}  // namespace

Document comparison_json(const model::Findings& findings, const model::Experiment& experiment,
                         const model::Comparison& comparison) {
  const model::Project& project = findings.projects[experiment.project];
  Document out = Document::object();
  out["experiment"] = findings.experiments[comparison.other].id;
  out.update(difference_json(comparison.objective));
  out["p_adjusted"] = number_or_null(comparison.p_adjusted);
  out["chance"] = number_or_null(comparison.chance);
  out["verdict"] = text_or_null(model::name_of(comparison.verdict));
  out["reason"] = text_or_null(model::name_of(comparison.reason));
  const auto& repeats = comparison.repeats_needed;
  out["repeats_needed"] = repeats ? Document(*repeats) : Document();
  out["sentence"] =
      text_or_null(words::verdict_sentence(project, findings.experiments[comparison.other], experiment, comparison));
  out["changed"] = parameter_changes_json(comparison.changes);
  Document metrics = Document::object();
  for (const model::MetricDifference& difference : comparison.metrics) {
    Document item = difference_json(difference.difference);
    item["comparable"] = difference.comparability == model::Comparability::comparable;
    metrics[project.metrics[difference.metric].name] = std::move(item);
  }
  out["metrics"] = std::move(metrics);
  return out;
}

namespace {

void add_metrics(Document& out, const model::Project& project, const model::Experiment& experiment) {
  Document metrics = Document::object();
  Document roles = Document::object();
  Document objective;
  for (const model::MetricEstimate& metric : experiment.metrics) {
    const model::MetricInfo& info = project.metrics[metric.metric];
    Document item = metric_json(info, metric);
    if (project.objective == metric.metric) objective = item;
    if (info.role) roles[std::string(model::name_of(*info.role))] = item;
    metrics[info.name] = std::move(item);
  }
  out["objective"] = std::move(objective);
  out["held_out"] = experiment.held_out.n > 0 ? estimate_json(experiment.held_out) : Document();
  out["metrics"] = std::move(metrics);
  out["roles"] = std::move(roles);
}

Document experiment_insights_json(const SiteInput& input, const model::Experiment& experiment) {
  Document out = Document::array();
  for (const model::ExperimentInsight& insight : experiment.insights) {
    const bool of_runs = insight.kind == model::ExperimentInsight::Kind::of_runs;
    Document item = Document::object();
    item["kind"] = text_or_null(model::name_of(insight.kind));
    item["insight"] = of_runs ? text_or_null(model::name_of(insight.insight)) : Document();
    item["metric"] = text_or_null(insight.metric);
    Document runs = Document::array();
    for (const model::Index run : insight.runs) runs.push_back(input.runs[run].id);
    item["runs"] = std::move(runs);
    item["amount"] = number_or_null(insight.amount);
    out.push_back(std::move(item));
  }
  return out;
}

Document not_counted_json(const SiteInput& input, const model::Experiment& experiment) {
  Document out = Document::array();
  for (std::size_t i = 0; i < experiment.counted.size(); ++i) {
    const model::RunCount& count = experiment.counted[i];
    if (count.why == model::NotCounted::counts) continue;
    Document item = Document::object();
    item["run"] = input.runs[experiment.runs[i]].id;
    item["reason"] = text_or_null(model::name_of(count.why));
    item["text"] = words::not_counted_text(input.runs, count);
    out.push_back(std::move(item));
  }
  return out;
}

Document experiment_json(const SiteInput& input, const Addresses& addresses, model::Index index) {
  const model::Findings& findings = input.findings;
  const model::Experiment& experiment = findings.experiments[index];
  const model::Project& project = findings.projects[experiment.project];
  Document out = Document::object();
  out["id"] = experiment.id;
  out["title"] = experiment.title;
  out["project"] = project.name;
  out["date"] = text_or_null(experiment.date);
  out["experimenter"] = text_or_null(experiment.experimenter);
  out["status"] = text_or_null(model::name_of(experiment.status));
  Document runs = Document::array();
  for (const model::Index run : experiment.runs) runs.push_back(input.runs[run].id);
  out["runs"] = std::move(runs);
  out["not_counted"] = not_counted_json(input, experiment);
  out["unfinished"] = experiment.unfinished;
  out["config"] = parameters_json(experiment.config.parameters);
  out["varying"] = experiment.varying;
  out["measured_on"] = parameters_json(experiment.measured_on);
  out["measured_otherwise"] = experiment.measured_otherwise;
  const auto hardware = experiment.hardware;
  out["machine"] = hardware ? text_or_null(findings.hardware[*hardware].machine) : Document();
  out["framework"] = hardware ? text_or_null(findings.hardware[*hardware].framework) : Document();
  const auto& parent = experiment.versus_parent;
  out["parent"] = parent ? Document(findings.experiments[parent->other].id) : Document();
  out["parent_decided"] = decided_json(experiment.parent_decided);
  out["changed"] = parent ? parameter_changes_json(parent->changes) : Document::array();
  add_metrics(out, project, experiment);
  out["versus_parent"] = parent ? comparison_json(findings, experiment, *parent) : Document();
  const auto& baseline = experiment.versus_baseline;
  out["versus_baseline"] = baseline ? comparison_json(findings, experiment, *baseline) : Document();
  out["decision"] = text_or_null(model::name_of(experiment.decision));
  out["agreement"] = text_or_null(model::name_of(experiment.agreement));
  out["decision_reason"] = text_or_null(experiment.decision_reason);
  out["tags"] = experiment.tags;
  out["insights"] = experiment_insights_json(input, experiment);
  out["page"] = addresses.experiment_pages[index];
  return out;
}

}  // namespace

std::string experiments_json(const SiteInput& input, const Addresses& addresses) {
  JsonList list("schema/experiments.schema.json", "experiments");
  for (model::Index i = 0; i < input.findings.experiments.size(); ++i) list.add(experiment_json(input, addresses, i));
  return list.finish();
}

}  // namespace render
