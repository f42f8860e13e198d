#include "words/experiment.h"

#include <cmath>
#include <cstddef>
#include <string_view>

#include "base/text/utf8.h"
#include "model/findings/comparison.h"
#include "model/findings/experiment.h"
#include "model/findings/findings.h"
#include "model/findings/metric_info.h"
#include "model/findings/project.h"
#include "words/parts/enum_words.h"
#include "words/parts/lists.h"
#include "words/parts/metric.h"
#include "words/parts/number_format.h"
#include "words/verdict.h"

namespace words {
namespace {

using model::Experiment;
using model::MetricInfo;
using model::Project;

/// " Training takes 14 % longer."; empty when not comparable or not known.
std::string training_time_sentence(const Project& project, const model::Comparison& comparison,
                                   const Experiment& experiment) {
  for (const auto& metric : comparison.metrics) {
    if (project.metrics[metric.metric].role != model::Role::training_time) continue;
    if (metric.comparability == model::Comparability::other_evaluation) return "";  // said of the objective already
    if (metric.comparability == model::Comparability::other_hardware) {
      return " Training times are not comparable: the hardware differs.";
    }
    const auto* now = experiment.find(metric.metric);
    if (now == nullptr) return "";
    const double before = now->at_best.mean - metric.difference.estimate;
    const double change = metric.difference.estimate / before;
    if (!std::isfinite(change) || before <= 0) return "";
    const double percent = std::fabs(change) * 100;
    if (percent < 1) return " Training takes as long.";
    return " Training takes " + format_value(std::round(percent), model::ValueKind::plain, 2) + "\u202f% " +
           (change > 0 ? "longer." : "less time.");
  }
  return "";
}

}  // namespace

std::string what_there_is(const model::Findings& findings, const Project& project) {
  std::size_t runs = 0, not_counted = 0;
  for (const auto index : project.experiments) {
    const Experiment& experiment = findings.experiments[index];
    runs += experiment.runs.size();
    for (const model::RunCount& count : experiment.counted) not_counted += !count.takes_part;
  }
  return counted(project.experiments.size(), "experiment", "experiments") + " with " + counted(runs, "run", "runs") +
         (not_counted > 0 ? " (" + format_count(not_counted) + " not counted)" : "");
}

Phrase experiment_lede(const model::Findings& findings, const Experiment& experiment) {
  const Project& project = findings.projects[experiment.project];
  const MetricInfo* objective = objective_of(project);
  const model::Estimate* now = objective_estimate(findings, experiment);
  if (objective == nullptr || now == nullptr) {
    return counted(experiment.runs.size(), "run", "runs") + ", " + std::string(status_word(experiment.status).text) +
           ".";
  }
  const std::string label = metric_label(*objective);
  const auto& comparison = experiment.versus_parent;
  const model::Estimate* before =
      comparison ? objective_estimate(findings, findings.experiments[comparison->other]) : nullptr;
  const bool apart = comparison && !comparison->evaluation_changes.empty();
  if (before == nullptr || !std::isfinite(before->mean) || !std::isfinite(now->mean) || apart) {
    const EstimateText text = format_estimate(*now, objective->kind);
    Phrase out = label + " " + strong(text.mean);
    if (!text.spread.empty()) out += " " + text.spread;
    out += runs_clause(now->n) + ".";
    if (!apart) return out;
    return out + " It cannot be compared with " + experiment_link(findings, comparison->other) +
           ", which was measured on something else (" + listed(comparison->evaluation_changes) + ").";
  }
  Phrase out = label + " " + strong(from_to(*before, *now, objective->kind)) + " against " +
               experiment_link(findings, comparison->other) + " (";
  if (std::isfinite(comparison->objective.estimate))
    out += format_difference(comparison->objective, objective->kind) + ", ";
  const std::string interval = interval_words(comparison->objective, objective->kind);
  if (!interval.empty()) out += interval + ", ";
  out += repeats_text(*before, *now) + ").";
  // What a tested verdict rests on stands behind "How sure is that?".
  const std::string reason = model::is_tested(comparison->verdict) ? "" : verdict_reason(project, *comparison);
  if (!reason.empty()) out += " " + reason;
  const std::string repeats = repeats_needed_text(project, *comparison);
  if (!repeats.empty()) out += " " + repeats;
  return out + training_time_sentence(project, *comparison, experiment);
}

std::string best_point_sentence(const Project& project, const Experiment& experiment) {
  const MetricInfo* objective = objective_of(project);
  const model::MetricEstimate* metric = objective != nullptr ? experiment.find(*project.objective) : nullptr;
  if (metric == nullptr || !objective->best_along || metric->at_best.n == 0) return "";
  const auto shown = [&](const model::Estimate& estimate) {
    const EstimateText text = format_estimate(estimate, objective->kind);
    return text.mean + (text.spread.empty() ? "" : " " + text.spread);
  };
  const bool epochs = *objective->best_along == model::CurveAxis::epoch;
  const bool one = metric->at_best.n == 1;
  std::string out = std::string(epochs ? "Best epoch: " : "Best value: ") + (one ? "the run" : "each run") +
                    " at its own best, which flatters.";
  const bool held_out = experiment.held_out.n > 0, last = std::isfinite(metric->last.mean);
  if (!held_out && !last) return out;
  out += held_out ? " Picked by the other runs it has " + shown(experiment.held_out) : "";
  if (last) out += (held_out ? "; at the end of training " : " At the end of training it has ") + shown(metric->last);
  return out + ".";
}

std::string_view decision_reason_of(std::string_view reason) {
  const std::string lower = base::to_lower(reason);
  if (!lower.starts_with("keep") && !lower.starts_with("discard")) return reason;
  constexpr std::string_view kBecause = "because ";
  const std::size_t because = lower.find(kBecause);
  return because == std::string::npos ? reason : reason.substr(because + kBecause.size());
}

}  // namespace words
