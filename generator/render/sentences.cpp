#include "render/sentences.h"

#include <algorithm>
#include <cctype>
#include <cmath>
#include <cstddef>
#include <string_view>
#include <utility>

#include "base/text/utf8.h"
#include "model/findings/best.h"
#include "model/findings/comparison.h"
#include "model/findings/decided.h"
#include "model/findings/experiment.h"
#include "model/findings/findings.h"
#include "model/findings/metric_info.h"
#include "model/findings/project.h"
#include "render/html/html.h"
#include "render/measured_on.h"
#include "render/sentence_parts.h"
#include "words/parts/enum_words.h"
#include "words/parts/lists.h"
#include "words/parts/metric.h"
#include "words/parts/number_format.h"
#include "words/parts/parameter_value.h"
#include "words/verdict.h"

namespace render {
namespace {

using model::Change;
using model::Experiment;
using model::MetricInfo;
using model::ParameterValue;
using model::Project;

/// "augmentation.rotation_range" → "rotation range".
std::string parameter_phrase(const std::string& path) {
  const std::size_t dot = path.rfind('.');
  std::string name = dot == std::string::npos || dot + 1 == path.size() ? path : path.substr(dot + 1);
  const bool is_index = name.find_first_not_of("0123456789") == std::string::npos;
  if (is_index) name = path;
  const bool says_nothing = name == "name" || name == "type" || name == "kind" || name == "id";
  if (says_nothing && dot != std::string::npos && dot > 0) {
    const std::size_t before = path.rfind('.', dot - 1);
    name =
        path.substr(before == std::string::npos ? 0 : before + 1, dot - (before == std::string::npos ? 0 : before + 1));
  }
  std::replace(name.begin(), name.end(), '_', ' ');
  return visible_text(name);
}

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
    return " Training takes " + words::format_value(std::round(percent), model::ValueKind::plain, 2) + "\u202f% " +
           (change > 0 ? "longer." : "less time.");
  }
  return "";
}

void add_guess(std::vector<Guess>& guesses, std::string what, std::string chosen, const model::Decided& decided) {
  if (!decided.guessed) return;
  guesses.push_back({std::move(what), std::move(chosen), decided.how, decided.setting});
}

/// "epochs", "frozen layers"; not "loss" or "gas".
bool is_plural(std::string_view name) {
  return name.size() > 3 && name.ends_with('s') && !name.ends_with("ss") && !name.ends_with("us");
}

}  // namespace

std::string change_phrase(const Change& change) {
  const std::string name = parameter_phrase(change.parameter);
  const bool had = change.old_value.has_value();
  if (!change.new_value) return "no " + name;
  const ParameterValue& now = *change.new_value;
  if (now.kind == ParameterValue::Kind::boolean) return now.text == "true" ? name : "no " + name;
  if (now.kind == ParameterValue::Kind::null) return "no " + name;
  const bool numbers =
      had && now.kind == ParameterValue::Kind::number && change.old_value->kind == ParameterValue::Kind::number;
  if (numbers && now.number == 0) return "no " + name;
  if (numbers && change.old_value->number > 0 && now.number != change.old_value->number) {
    const bool more = now.number > change.old_value->number;
    if (is_plural(name)) return (more ? "more " : "fewer ") + name;
    return (more ? "a higher " : "a lower ") + name;
  }
  return name + " " + words::parameter_text(change.new_value);
}

std::string experiment_lede_html(const Site& site, const Experiment& experiment, const std::string& root) {
  const Project& project = site.project_of(experiment);
  const MetricInfo* objective = words::objective_of(project);
  const model::Estimate* now = objective_estimate(site, experiment);
  if (objective == nullptr || now == nullptr) {
    return escape_html(words::counted(experiment.runs.size(), "run", "runs")) + ", " +
           std::string(words::status_word(experiment.status).text) + ".";
  }
  const std::string label = escape_html(words::metric_label(*objective));
  const auto& comparison = experiment.versus_parent;
  const model::Estimate* before =
      comparison ? objective_estimate(site, site.findings.experiments[comparison->other]) : nullptr;
  const bool apart = comparison && !comparison->evaluation_changes.empty();
  if (before == nullptr || !std::isfinite(before->mean) || !std::isfinite(now->mean) || apart) {
    const words::EstimateText text = words::format_estimate(*now, objective->kind);
    std::string out = label + " " + strong(text.mean);
    if (!text.spread.empty()) out += " ± " + escape_html(text.spread);
    out += " over " + words::counted(now->n, "run", "runs") + ".";
    if (!apart) return out;
    return out + " It cannot be compared with " + experiment_link_html(site, comparison->other, root) +
           ", which was measured on something else (" + escape_html(words::listed(comparison->evaluation_changes)) +
           ").";
  }
  std::string out = label + " " + strong(words::from_to(*before, *now, objective->kind)) + " against " +
                    experiment_link_html(site, comparison->other, root) + " (" +
                    escape_html(words::format_difference(comparison->objective, objective->kind));
  const std::string interval = words::interval_words(comparison->objective, objective->kind);
  if (!interval.empty()) out += ", " + escape_html(interval);
  out += ", " + words::repeats_text(*before, *now) + ").";
  const std::string reason = words::verdict_reason(project, *comparison);
  if (!reason.empty()) out += " " + escape_html(reason);
  const std::string repeats = words::repeats_needed_text(*comparison);
  if (!repeats.empty()) out += " " + repeats;
  return out + training_time_sentence(project, *comparison, experiment);
}

std::string project_line(const Site& site, const Project& project) {
  std::vector<std::string> parts;
  if (!project.name.empty()) parts.push_back(visible_text(project.name));
  if (const MetricInfo* objective = words::objective_of(project)) {
    std::string part = "objective: " + visible_text(words::metric_in_sentence(*objective));
    const std::string_view way = words::direction_words(objective->direction);
    if (!way.empty()) part += ", " + std::string(way);
    parts.push_back(std::move(part));
  }
  if (project.baseline) parts.push_back("baseline " + visible_text(site.findings.experiments[*project.baseline].id));
  const MeasuredOn measured = measured_on(site, project);
  for (const std::string* part : {&measured.data, &measured.machine}) {
    if (!part->empty()) parts.push_back(*part);
  }
  std::string line;
  for (const auto& part : parts) line += (line.empty() ? "" : " · ") + part;
  return line;
}

const model::BestConfiguration* find_best(const Project& project, std::string_view purpose) {
  for (const auto& best : project.best) {
    if (best.purpose == purpose) return &best;
  }
  return nullptr;
}

std::string purpose_title(const Project& project, std::string_view purpose) {
  if (purpose == "speed") return "Best for speed";
  if (purpose == "memory") return "Best for memory";
  if (purpose == "inference") return "Best for inference time";
  const MetricInfo* objective = words::objective_of(project);
  if (objective == nullptr) return "Best";
  const bool accuracy =
      objective->role == model::Role::validation_accuracy || objective->role == model::Role::train_accuracy;
  if (accuracy) return "Best for accuracy";
  return (objective->direction == model::Direction::minimize ? "Lowest " : "Best ") +
         visible_text(words::metric_in_sentence(*objective));
}

std::string certainty_text(const model::Estimate& estimate, model::ValueKind kind) {
  if (estimate.n < 2) return "1 run, no interval";
  const std::string spread = words::format_estimate(estimate, kind).spread;
  return (spread.empty() ? "" : "± " + spread + ", ") + words::counted(estimate.n, "repeat", "repeats");
}

std::string_view decision_reason_of(std::string_view reason) {
  const std::string lower = base::to_lower(reason);
  if (!lower.starts_with("keep") && !lower.starts_with("discard")) return reason;
  constexpr std::string_view kBecause = "because ";
  const std::size_t because = lower.find(kBecause);
  return because == std::string::npos ? reason : reason.substr(because + kBecause.size());
}

std::vector<Guess> guesses_of(const Site& site, const Project& project) {
  std::vector<Guess> guesses;
  const MetricInfo* objective = words::objective_of(project);
  add_guess(guesses, "Objective", objective != nullptr ? objective->name : "none", project.objective_decided);
  if (objective != nullptr) {
    add_guess(guesses, "Direction", std::string(words::direction_words(objective->direction)),
              project.direction_decided);
  }
  add_guess(guesses, "Baseline", project.baseline ? site.findings.experiments[*project.baseline].id : "none",
            project.baseline_decided);
  if (!project.evaluation_decided.how.empty()) {
    add_guess(guesses, "What is ranked", data_text(project.ranked_on), project.evaluation_decided);
  }
  add_guess(guesses, "Grouping", words::counted(project.experiments.size(), "experiment", "experiments"),
            project.grouping_decided);
  std::vector<std::string> roles;
  for (const auto& metric : project.metrics) {
    if (metric.role) roles.push_back(metric.name);
  }
  add_guess(guesses, "Roles of metrics", words::listed(roles), project.roles_decided);
  return guesses;
}

}  // namespace render
