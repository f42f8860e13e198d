#include "words/best.h"

#include <cmath>
#include <cstddef>

#include "base/text/number_text.h"
#include "base/text/utf8.h"
#include "model/enum_names.h"
#include "model/findings/best.h"
#include "model/findings/comparison.h"
#include "model/findings/experiment.h"
#include "model/findings/findings.h"
#include "model/findings/loop.h"
#include "model/findings/metric_info.h"
#include "model/findings/progress.h"
#include "model/findings/project.h"
#include "words/parts/lists.h"
#include "words/parts/metric.h"
#include "words/parts/number_format.h"
#include "words/secondary.h"
#include "words/verdict.h"

namespace words {
namespace {

using model::Experiment;
using model::MetricInfo;
using model::Project;
using model::ValueKind;

/// "−34 %"; "×2.4" for what has more than doubled.
std::string relative_text(double relative) {
  if (relative > 1) return "×" + format_value(relative + 1, ValueKind::plain, 2);
  const double percent = std::round(std::fabs(relative) * 100);
  return (percent == 0 ? "" : relative < 0 ? "−" : "+") + format_value(percent, ValueKind::plain) + "\u202f%";
}

std::string cost_change(const MetricInfo& metric, const model::MetricDifference& change, const model::Estimate& before,
                        const model::Estimate& after) {
  const std::string name = cost_title(*metric.role);
  std::string out = name + " " + from_to(before, after, metric.kind);
  if (change.comparability != model::Comparability::comparable) {
    return out + ": not comparable (" + std::string(model::words_of(change.comparability)) + ").";
  }
  const double relative = change.difference.estimate / std::fabs(before.mean);
  out += " (";
  if (std::isfinite(relative)) out += relative_text(relative) + "; ";
  out += format_difference(change.difference, metric.kind);
  const std::string interval = interval_words(change.difference, metric.kind);
  if (!interval.empty()) out += ", " + interval;
  return out + ", " + repeats_text(before, after) + ").";
}

std::string highest_mean_rule(const Project& project, const MetricInfo& objective, std::size_t left_out) {
  const char* extreme = objective.direction == model::Direction::minimize ? "Lowest" : "Highest";
  std::string out = std::string(extreme) + " mean of " + objective.label;
  if (left_out == 0) return out + ".";
  return out + "; " + std::to_string(left_out) + " of " + std::to_string(project.experiments.size()) +
         " experiments are left out, since they " +
         (project.loop                ? "were discarded, failed or have no finite mean"
          : project.ranked_on.empty() ? "failed or have no finite mean"
                                      : "failed, have no finite mean or were measured on something else") +
         ".";
}

/// "2 %", "0.25 %".
std::string tolerance_text(double tolerance) {
  const std::string text = base::fixed_text(tolerance * 100, 2);
  std::size_t end = text.find_last_not_of('0') + 1;
  if (text[end - 1] == '.') --end;
  return text.substr(0, end) + " %";
}

std::string least_cost(model::Purpose purpose) {
  if (purpose == model::Purpose::speed) return "Shortest mean training time";
  if (purpose == model::Purpose::memory) return "Least mean memory";
  return "Shortest mean inference time";
}

std::string kept_text(const model::Progress& progress) {
  const std::size_t changes = progress.kept + progress.discarded + progress.open;
  if (progress.kept + progress.discarded == 0) return "";  // where nobody decides, nobody waits for it either
  std::string out = format_count(progress.kept) + " of " + counted(changes, "change", "changes") + " kept, " +
                    format_count(progress.discarded) + " discarded";
  if (progress.open > 0) out += ", " + format_count(progress.open) + " undecided";
  return out + ". ";
}

}  // namespace

const model::BestConfiguration* find_best(const Project& project, model::Purpose purpose) {
  for (const auto& best : project.best) {
    if (best.purpose == purpose) return &best;
  }
  return nullptr;
}

std::string purpose_title(const Project& project, model::Purpose purpose) {
  if (purpose == model::Purpose::speed) return "Best for speed";
  if (purpose == model::Purpose::memory) return "Best for memory";
  if (purpose == model::Purpose::inference) return "Best for inference time";
  const MetricInfo* objective = objective_of(project);
  if (objective == nullptr) return "Best";
  const bool accuracy =
      objective->role == model::Role::validation_accuracy || objective->role == model::Role::train_accuracy;
  if (accuracy) return "Best for accuracy";
  const bool of_kept = project.loop && !project.loop->champions.empty();  // what was taken back may be better
  return (objective->direction == model::Direction::minimize ? "Lowest " : "Best ") +
         base::make_visible(metric_in_sentence(*objective)) + (of_kept ? " of what was kept" : "");
}

std::string rule_text(const Project& project, const model::BestConfiguration& best) {
  const MetricInfo& objective = project.metrics[*project.objective];
  if (best.purpose == model::Purpose::accuracy) return highest_mean_rule(project, objective, best.left_out);
  const std::string out = least_cost(best.purpose) + " among experiments whose mean of " + objective.label +
                          " is within " + tolerance_text(best.tolerance) + " of the best" +
                          (best.of_range ? " (of what lies between the worst and the best)" : "") +
                          (best.same_hardware ? ", on the same hardware as the best." : ".");
  const bool known = *project.objective < project.noise.size() && project.noise[*project.objective].is_known();
  return known ? out + " That it is within has a chance of 80\u202f% or more, by the noise of the log." : out;
}

std::string certainty_text(const model::Estimate& estimate, model::ValueKind kind) {
  if (estimate.n < 2) return "1 run, no interval";
  const std::string spread = format_estimate(estimate, kind).spread;
  return (spread.empty() ? "" : spread + ", ") + counted(estimate.n, "repeat", "repeats");
}

std::string cost_title(model::Role role) {
  return capitalised(std::string(model::words_of(role)));
}

std::string versus_baseline_text(const model::Findings& findings, const Experiment& experiment) {
  const Project& project = findings.projects[experiment.project];
  if (!experiment.versus_baseline || !project.baseline) return "";
  const Experiment& baseline = findings.experiments[*project.baseline];
  if (&baseline == &experiment) return "";
  const std::string sentence = verdict_sentence(project, baseline, experiment, *experiment.versus_baseline);
  if (sentence.empty()) return "";
  const std::string reason = verdict_reason(project, *experiment.versus_baseline);
  return "Against the baseline " + base::make_visible(baseline.shown()) + ": " + sentence + "." +
         (reason.empty() ? "" : " " + reason);
}

std::vector<std::string> cost_changes(const model::Findings& findings, const Experiment& experiment) {
  std::vector<std::string> sentences;
  if (!experiment.versus_baseline) return sentences;
  const Project& project = findings.projects[experiment.project];
  const Experiment& baseline = findings.experiments[experiment.versus_baseline->other];
  for (const model::Role role : {model::Role::training_time, model::Role::memory, model::Role::inference_time}) {
    for (const auto& change : experiment.versus_baseline->metrics) {
      if (project.metrics[change.metric].role != role || is_secondary(project, change.metric)) continue;
      const auto* before = baseline.find(change.metric);
      const auto* after = experiment.find(change.metric);
      if (before == nullptr || after == nullptr || !std::isfinite(change.difference.estimate)) continue;
      sentences.push_back(cost_change(project.metrics[change.metric], change, before->at_best, after->at_best));
      break;
    }
  }
  return sentences;
}

std::string progress_text(const model::Findings& findings, const Project& project) {
  std::size_t runs = 0;
  for (const auto index : project.experiments) runs += findings.experiments[index].runs.size();
  const std::string kept = project.loop || !model::tells_changes(project.kind)
                               ? ""
                               : kept_text(project.progress);  // the story of a loop has it
  std::string out = kept + counted(runs, "run", "runs");
  if (project.runs_with_time == 0) return out + ".";
  out += ", " + format_duration(project.training_time_s) + " of training in total";
  if (project.runs_with_time < runs) {
    out += " (" + format_count(project.runs_with_time) + " of them say how long)";
  }
  return out + ".";
}

}  // namespace words
