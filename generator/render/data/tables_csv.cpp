#include <cmath>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/csv/csv_text.h"
#include "base/text/number_text.h"
#include "base/text/utf8.h"
#include "model/enum_names.h"
#include "model/findings/comparison.h"
#include "model/findings/experiment.h"
#include "model/findings/findings.h"
#include "model/findings/hardware.h"
#include "model/findings/metric_info.h"
#include "model/findings/project.h"
#include "model/index.h"
#include "render/data/documents.h"
#include "render/data/json_parts.h"

namespace render {
namespace {

/// Rows of cells. Numbers go through number(), so that "-0.5" stays a number and "=cmd()" stays a text.
class CsvTable {
 public:
  void text(std::string_view value) {
    begin_cell();
    base::append_csv_text(out_, value);
  }
  void number(double value) {
    begin_cell();
    if (!std::isnan(value)) base::append_number(out_, value);
  }
  void parameter(const model::ParameterValue& value) {
    constexpr std::size_t kLongestText = 4096, kMostDigits = 40;
    if (value.kind != model::ParameterValue::Kind::number) return text(base::shorten(value.text, kLongestText));
    if (value.text.size() > kMostDigits) return text(base::number_text(value.number));
    begin_cell();
    out_ += value.text;
  }
  void end_row() {
    out_ += "\r\n";
    at_start_ = true;
  }
  std::string take() { return std::move(out_); }

 private:
  void begin_cell() {
    if (!at_start_) out_ += ',';
    at_start_ = false;
  }
  std::string out_;
  bool at_start_ = true;
};

constexpr const char* kExperimentColumns[] = {"id",
                                              "project",
                                              "date",
                                              "status",
                                              "runs",
                                              "parent",
                                              "changed",
                                              "objective",
                                              "mean",
                                              "sd",
                                              "n",
                                              "low",
                                              "high",
                                              "versus_parent",
                                              "versus_parent_low",
                                              "versus_parent_high",
                                              "p",
                                              "p_adjusted",
                                              "verdict",
                                              "versus_baseline",
                                              "versus_baseline_low",
                                              "versus_baseline_high",
                                              "versus_baseline_p",
                                              "versus_baseline_p_adjusted",
                                              "versus_baseline_verdict",
                                              "training_time_s",
                                              "measured_on",
                                              "machine",
                                              "framework",
                                              "decision",
                                              "decision_reason"};
constexpr const char* kRunColumns[] = {"run",        "experiment", "project",  "status", "seed",
                                       "started_at", "duration_s", "metric",   "points", "first",
                                       "last",       "min",        "min_step", "max",    "max_step"};

std::string changes_text(const std::vector<model::ParameterChange>& changes) {
  std::string out;
  for (const model::ParameterChange& change : changes) {
    if (!out.empty()) out += "; ";
    out += change.parameter + ": " + (change.old_value ? change.old_value->text : "(not set)") + " → " +
           (change.new_value ? change.new_value->text : "(not set)");
  }
  return out;
}

/// Difference of the objective, interval, p, adjusted p and verdict.
void add_comparison(CsvTable& csv, const std::optional<model::Comparison>& comparison) {
  const model::Difference difference = comparison ? comparison->objective : model::Difference{};
  csv.number(difference.estimate);
  csv.number(difference.low);
  csv.number(difference.high);
  csv.number(difference.p);
  csv.number(comparison ? comparison->p_adjusted : model::kMissing);
  csv.text(model::name_of(comparison ? comparison->verdict : model::Verdict::none));
}

std::string measured_on_text(const std::vector<model::Parameter>& measured_on) {
  std::string out;
  for (const model::Parameter& one : measured_on) out += (out.empty() ? "" : "; ") + one.path + ": " + one.value.text;
  return out;
}

void add_experiment(CsvTable& csv, const SiteInput& input, const model::Experiment& experiment) {
  const model::Project& project = input.findings.projects[experiment.project];
  csv.text(experiment.id);
  csv.text(project.name);
  csv.text(experiment.date);
  csv.text(model::name_of(experiment.status));
  csv.number(static_cast<double>(experiment.runs.size()));
  const auto& parent = experiment.versus_parent;
  csv.text(parent ? input.findings.experiments[parent->other].id : "");
  csv.text(parent ? changes_text(parent->changes) : "");
  const auto* objective = project.objective ? experiment.find(*project.objective) : nullptr;
  csv.text(project.objective ? project.metrics[*project.objective].name : "");
  const model::Estimate estimate = objective != nullptr ? objective->at_best : model::Estimate{};
  csv.number(estimate.mean);
  csv.number(estimate.sd);
  csv.number(estimate.n);
  csv.number(estimate.low);
  csv.number(estimate.high);
  add_comparison(csv, parent);
  add_comparison(csv, experiment.versus_baseline);
  double training_time_s = model::kMissing;
  for (const model::MetricEstimate& metric : experiment.metrics) {
    if (project.metrics[metric.metric].role == model::Role::training_time) training_time_s = metric.at_best.mean;
  }
  csv.number(training_time_s);
  csv.text(measured_on_text(experiment.measured_on));
  const auto hardware = experiment.hardware;
  csv.text(hardware ? input.findings.hardware[*hardware].machine : "");
  csv.text(hardware ? input.findings.hardware[*hardware].framework : "");
  csv.text(model::name_of(experiment.decision));
  csv.text(experiment.decision_reason);
  csv.end_row();
}

}  // namespace

std::string experiments_csv(const SiteInput& input) {
  CsvTable csv;
  for (const char* column : kExperimentColumns) csv.text(column);
  csv.end_row();
  for (const model::Experiment& experiment : input.findings.experiments) add_experiment(csv, input, experiment);
  return csv.take();
}

std::string runs_csv(const SiteInput& input) {
  CsvTable csv;
  for (const char* column : kRunColumns) csv.text(column);
  csv.end_row();
  for (model::Index i = 0; i < input.runs.size(); ++i) {
    const model::RunDigest& run = input.runs[i];
    const auto& of = input.findings.experiment_of_run[i];
    for (const model::SeriesDigest& series : run.series) {
      csv.text(run.id);
      csv.text(of ? input.findings.experiments[*of].id : "");
      csv.text(of ? input.findings.projects[input.findings.experiments[*of].project].name : run.project);
      csv.text(model::name_of(run.status));
      csv.text(run.seed);
      csv.text(run.started_at);
      csv.number(run.duration_s);
      csv.text(series.name);
      csv.number(static_cast<double>(series.points));
      csv.number(series.first.value);
      csv.number(series.last.value);
      csv.number(series.finite ? series.minimum.value : model::kMissing);
      csv.number(series.finite ? series.minimum.step : model::kMissing);
      csv.number(series.finite ? series.maximum.value : model::kMissing);
      csv.number(series.finite ? series.maximum.step : model::kMissing);
      csv.end_row();
    }
  }
  return csv.take();
}

}  // namespace render
