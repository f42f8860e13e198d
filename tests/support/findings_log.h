#pragma once
/// Findings written by hand, for what is told of them.

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "model/index.h"
#include "support/all_findings.h"

namespace support {

/// As read: one kind of space.
inline std::string with_spaces(std::string out) {
  constexpr std::string_view kGap = "\u202f";
  for (std::size_t at = out.find(kGap); at != std::string::npos; at = out.find(kGap)) out.replace(at, kGap.size(), " ");
  return out;
}

inline model::Estimate repeats(double mean, double sd, std::uint32_t n) {
  return {.mean = mean, .sd = sd, .n = n};
}

inline model::Estimate once(double value) {
  return {.mean = value, .n = 1};
}

class FindingsLog {
 public:
  FindingsLog() {
    findings_.projects.reserve(4);
    findings_.experiments.reserve(20);
  }

  /// The project of all experiments to come, compared by validation accuracy.
  model::Project& project(const std::string& name = "", model::Direction direction = model::Direction::maximize) {
    model::Project& added = findings_.projects.emplace_back();
    added.name = name;
    added.metrics = {{.name = "val/accuracy",
                      .label = "Validation accuracy",
                      .direction = direction,
                      .kind = model::ValueKind::fraction,
                      .role = model::Role::validation_accuracy}};
    added.objective = 0;
    added.noise = {{}};
    return added;
  }

  /// With as many runs as `value` has; the first of a project is its baseline.
  model::Experiment& experiment(const std::string& id, const model::Estimate& value) {
    model::Project& project = findings_.projects.back();
    const model::Index index = findings_.experiments.size();
    model::Experiment& added = findings_.experiments.emplace_back();
    added.id = added.slug = id;
    added.project = findings_.projects.size() - 1;
    added.status = model::ExperimentStatus::finished;
    added.metrics = {{.metric = 0, .at_best = value, .best = value, .last = value}};
    for (std::uint32_t i = 0; i < value.n + value.non_finite; ++i) {
      added.runs.push_back(runs_++);
    }
    if (project.experiments.empty()) project.baseline = index;
    project.experiments.push_back(index);
    if (value.n > 1) project.noise[0].experiments = 1;
    return added;
  }

  /// A change of the learning rate from the baseline, which is also the parent.
  model::Comparison& change(model::Experiment& experiment, model::Verdict verdict, model::VerdictReason reason,
                            const model::Difference& difference = {}) {
    model::Comparison comparison{.other = *findings_.projects.back().baseline, .objective = difference};
    comparison.changes = {{.parameter = "learning_rate",
                           .old_value = model::ParameterValue{model::ParameterValue::Kind::number, "0.1", 0.1},
                           .new_value = model::ParameterValue{model::ParameterValue::Kind::number, "0.2", 0.2}}};
    comparison.metrics = {{.metric = 0, .difference = difference}};
    comparison.verdict = verdict;
    comparison.reason = reason;
    experiment.versus_parent = comparison;
    experiment.versus_baseline = std::move(comparison);
    return *experiment.versus_baseline;
  }

  /// All experiments so far were tried for it.
  void best(model::Index experiment) {
    model::Project& project = findings_.projects.back();
    project.best = {{.purpose = model::Purpose::accuracy, .experiment = experiment}};
    project.luck.tried = project.experiments.size();
  }

  model::Findings& findings() { return findings_; }
  const model::Findings& findings() const { return findings_; }

 private:
  model::Findings findings_;
  model::Index runs_ = 0;
};

}  // namespace support
