#include "render/sentences.h"

#include <algorithm>
#include <cctype>
#include <cmath>

#include "base/number_text.h"
#include "base/utf8.h"
#include "render/html.h"
#include "render/number_format.h"
#include "render/verdict_text.h"
#include "render/words.h"

namespace render {
namespace {

using analysis::Change;
using analysis::Experiment;
using analysis::MetricInfo;
using analysis::Project;
using model::ParameterValue;

constexpr std::size_t kMostChangesNamed = 3;

std::string capitalised(std::string text) {
  if (!text.empty() && text[0] >= 'a' && text[0] <= 'z') text[0] = static_cast<char>(text[0] - 'a' + 'A');
  return text;
}

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

std::string strong(const std::string& text) {
  return "<b>" + escape_html(text) + "</b>";
}

std::string one_decimal(double value) {
  return base::fixed_text(value, 1);
}

std::string link_to(const Site& site, analysis::Index experiment, const std::string& root) {
  return link_html(root + site.addresses.experiment_pages[experiment], site.findings.experiments[experiment].id);
}

std::string what_there_is(const Site& site, const Project& project) {
  std::size_t runs = 0;
  for (const auto index : project.experiments) runs += site.findings.experiments[index].runs.size();
  return counted(project.experiments.size(), "experiment", "experiments") + " with " + counted(runs, "run", "runs");
}

std::string cause_of(const std::vector<Change>& changes) {
  std::vector<std::string> phrases;
  for (const auto& change : changes) phrases.push_back(change_phrase(change));
  if (phrases.size() > kMostChangesNamed) {
    const std::size_t more = phrases.size() - (kMostChangesNamed - 1);
    phrases.resize(kMostChangesNamed - 1);
    phrases.push_back(counted(more, "other change", "other changes"));
  }
  return listed(phrases);
}

bool has_known_changes(const Site& site, const Project& project) {
  return std::any_of(project.experiments.begin(), project.experiments.end(), [&](analysis::Index index) {
    const auto& comparison = site.findings.experiments[index].versus_baseline;
    return comparison && !comparison->changes.empty();
  });
}

std::string best_against_baseline(const Site& site, const Project& project, const MetricInfo& objective,
                                  const Experiment& best, const Experiment& baseline) {
  const model::Estimate* now = objective_estimate(site, best);
  const model::Estimate* then = objective_estimate(site, baseline);
  const std::string metric = metric_in_sentence(objective);
  const std::string reached = format_estimate(*now, objective.kind).mean;
  const bool compared = then != nullptr && std::isfinite(then->mean);
  if (project.experiments.size() == 1) return best.id + " reached " + metric + " " + reached;
  if (&best == &baseline && has_known_changes(site, project)) {
    return "None of " + counted(project.experiments.size() - 1, "change", "changes") + " beat the baseline: " + metric +
           " " + reached;
  }
  if (&best == &baseline || !compared || !best.versus_baseline || best.versus_baseline->changes.empty()) {
    std::string out =
        best.id + " is the best of " + format_count(project.experiments.size()) + ": " + metric + " " + reached;
    if (&best != &baseline && compared)
      out += ", against " + format_estimate(*then, objective.kind).mean + " of " + baseline.id;
    return out;
  }
  return capitalised(cause_of(best.versus_baseline->changes)) + " took " + metric + " from " +
         format_estimate(*then, objective.kind).mean + " to " + reached;
}

/// How the changes against parents came out, by verdict where there is one, else by interval.
struct Tally {
  std::size_t changes = 0, good = 0, bad = 0, calm = 0, failed = 0, without = 0;
  bool by_verdict = false;
};

Tally tally_of(const Site& site, const Project& project, const MetricInfo& objective) {
  Tally tally;
  for (const auto index : project.experiments) {
    const auto& comparison = site.findings.experiments[index].versus_parent;
    if (!comparison || comparison->changes.empty()) continue;
    ++tally.changes;
    model::Tone tone = tone_of(*comparison, objective.direction);
    bool known = std::isfinite(comparison->objective.low) && std::isfinite(comparison->objective.high);
    if (comparison->verdict == analysis::Verdict::failed) {
      ++tally.failed;
      continue;
    }
    if (comparison->verdict != analysis::Verdict::none) {
      tally.by_verdict = true;
      tone = verdict_word(comparison->verdict).tone;
      known = tone != model::Tone::warn;
    }
    if (!known) {
      ++tally.without;
    } else {
      ++(tone == model::Tone::good ? tally.good : tone == model::Tone::bad ? tally.bad : tally.calm);
    }
  }
  return tally;
}

std::string tally_sentence(const Tally& tally) {
  if (tally.changes == 0) return "";
  if (tally.without + tally.failed == tally.changes) {
    return " None of " + counted(tally.changes, "change", "changes") + " has enough repeats for an interval.";
  }
  std::string out = " Of " + counted(tally.changes, "change", "changes") + " against a parent, " +
                    strong(format_count(tally.good) + " helped") + " beyond run-to-run noise, " +
                    format_count(tally.bad) + " hurt, " + format_count(tally.calm) +
                    " made no difference that could be measured";
  if (tally.failed > 0) out += ", " + format_count(tally.failed) + " failed";
  if (tally.without > 0) out += ", and " + format_count(tally.without) + " cannot be told for want of repeats";
  out += ".";
  if (!tally.by_verdict) out.insert(out.size() - 1, " (by 95\u202f% intervals, one comparison at a time)");
  return out;
}

std::string faster_choice(const Site& site, const Project& project, const std::string& root) {
  const auto* speed = find_best(project, "speed");
  const auto* best = find_best(project, "accuracy");
  if (speed == nullptr || best == nullptr || speed->experiment == best->experiment) return "";
  const auto& fast = site.findings.experiments[speed->experiment];
  const auto& slow = site.findings.experiments[best->experiment];
  const model::Estimate* estimate = objective_estimate(site, fast);
  if (estimate == nullptr) return "";
  for (std::size_t i = 0; i < project.metrics.size(); ++i) {
    if (project.metrics[i].role != model::Role::training_time) continue;
    const auto* quick = fast.find(i);
    const auto* long_time = slow.find(i);
    if (quick == nullptr || long_time == nullptr || !(quick->at_best.mean > 0)) return "";
    const double times = long_time->at_best.mean / quick->at_best.mean;
    if (!std::isfinite(times)) return "";
    return " " + link_to(site, speed->experiment, root) + " reaches " +
           escape_html(format_estimate(*estimate, objective_of(project)->kind).mean) + " in " +
           strong(format_value(quick->at_best.mean, project.metrics[i].kind)) + " of training, " +
           escape_html(one_decimal(times)) + " times as fast.";
  }
  return "";
}

/// " Training takes 14 % longer."; empty when not comparable or not known.
std::string training_time_sentence(const Project& project, const analysis::Comparison& comparison,
                                   const Experiment& experiment) {
  for (const auto& metric : comparison.metrics) {
    if (project.metrics[metric.metric].role != model::Role::training_time) continue;
    if (!metric.comparable) return " Training times are not comparable: the hardware differs.";
    const auto* now = experiment.find(metric.metric);
    if (now == nullptr) return "";
    const double before = now->at_best.mean - metric.difference.estimate;
    const double change = metric.difference.estimate / before;
    if (!std::isfinite(change) || before <= 0) return "";
    const double percent = std::fabs(change) * 100;
    if (percent < 1) return " Training takes as long.";
    return " Training takes " + format_value(std::round(percent), analysis::ValueKind::plain, 2) + "\u202f% " +
           (change > 0 ? "longer." : "less time.");
  }
  return "";
}

void add_guess(std::vector<Guess>& guesses, std::string what, std::string chosen, const analysis::Decided& decided) {
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
  return name + " " + parameter_text(change.new_value);
}

std::string headline(const Site& site, const Project& project) {
  const MetricInfo* objective = objective_of(project);
  const auto* best = find_best(project, "accuracy");
  if (objective == nullptr || best == nullptr) return what_there_is(site, project);
  const Experiment& experiment = site.findings.experiments[best->experiment];
  const model::Estimate* estimate = objective_estimate(site, experiment);
  if (estimate == nullptr || !std::isfinite(estimate->mean)) return what_there_is(site, project);
  const Experiment& baseline = project.baseline ? site.findings.experiments[*project.baseline] : experiment;
  return visible_text(best_against_baseline(site, project, *objective, experiment, baseline));
}

std::string project_lede_html(const Site& site, const Project& project, const std::string& root) {
  const MetricInfo* objective = objective_of(project);
  std::string out = escape_html(what_there_is(site, project));
  if (objective == nullptr) {
    return out + ". No metric looks like an objective, so nothing is ranked; name one in <code>trialpress.json</code>.";
  }
  const std::string_view better_way = direction_words(objective->direction);
  out += ", compared by " + escape_html(metric_in_sentence(*objective));
  if (!better_way.empty()) out += " (" + std::string(better_way) + ")";
  out += ".";
  const auto* best = find_best(project, "accuracy");
  if (best == nullptr) return out;
  const Experiment& experiment = site.findings.experiments[best->experiment];
  const model::Estimate* estimate = objective_estimate(site, experiment);
  if (estimate == nullptr) return out;
  const EstimateText text = format_estimate(*estimate, objective->kind);
  out += " The best, " + link_to(site, best->experiment, root) + ", reached " + strong(text.mean);
  if (!text.spread.empty()) out += " ± " + escape_html(text.spread);
  out += " over " + counted(estimate->n, "run", "runs");
  if (experiment.versus_baseline && std::isfinite(experiment.versus_baseline->objective.estimate)) {
    const auto& difference = experiment.versus_baseline->objective;
    out += ": " + strong(format_difference(difference, objective->kind)) + " against the baseline";
    const std::string interval = interval_words(difference, objective->kind);
    if (!interval.empty()) out += " (" + escape_html(interval) + ")";
  }
  return out + "." + faster_choice(site, project, root) + tally_sentence(tally_of(site, project, *objective));
}

std::string experiment_lede_html(const Site& site, const Experiment& experiment, const std::string& root) {
  const Project& project = site.project_of(experiment);
  const MetricInfo* objective = objective_of(project);
  const model::Estimate* now = objective_estimate(site, experiment);
  if (objective == nullptr || now == nullptr) {
    return escape_html(counted(experiment.runs.size(), "run", "runs")) + ", " +
           std::string(status_word(experiment.status).text) + ".";
  }
  const std::string label = escape_html(metric_label(*objective));
  const auto& comparison = experiment.versus_parent;
  const model::Estimate* before =
      comparison ? objective_estimate(site, site.findings.experiments[comparison->other]) : nullptr;
  if (before == nullptr || !std::isfinite(before->mean) || !std::isfinite(now->mean)) {
    const EstimateText text = format_estimate(*now, objective->kind);
    std::string out = label + " " + strong(text.mean);
    if (!text.spread.empty()) out += " ± " + escape_html(text.spread);
    return out + " over " + counted(now->n, "run", "runs") + ".";
  }
  std::string out = label + " " + strong(from_to(*before, *now, objective->kind)) + " against " +
                    link_to(site, comparison->other, root) + " (" +
                    escape_html(format_difference(comparison->objective, objective->kind));
  const std::string interval = interval_words(comparison->objective, objective->kind);
  if (!interval.empty()) out += ", " + escape_html(interval);
  out += ", " + repeats_text(*before, *now) + ").";
  const std::string reason = verdict_reason(project, *comparison);
  if (!reason.empty()) out += " " + escape_html(reason);
  return out + training_time_sentence(project, *comparison, experiment);
}

std::string project_line(const Site& site, const Project& project) {
  std::vector<std::string> parts;
  if (!project.name.empty()) parts.push_back(visible_text(project.name));
  if (const MetricInfo* objective = objective_of(project)) {
    std::string part = "objective: " + visible_text(metric_in_sentence(*objective));
    const std::string_view way = direction_words(objective->direction);
    if (!way.empty()) part += ", " + std::string(way);
    parts.push_back(std::move(part));
  }
  if (project.baseline) parts.push_back("baseline " + visible_text(site.findings.experiments[*project.baseline].id));
  std::string line;
  for (const auto& part : parts) line += (line.empty() ? "" : " · ") + part;
  return line;
}

const analysis::BestConfiguration* find_best(const Project& project, std::string_view purpose) {
  for (const auto& best : project.best) {
    if (best.purpose == purpose) return &best;
  }
  return nullptr;
}

std::string purpose_title(const Project& project, std::string_view purpose) {
  if (purpose == "speed") return "Best for speed";
  if (purpose == "memory") return "Best for memory";
  if (purpose == "inference") return "Best for inference time";
  const MetricInfo* objective = objective_of(project);
  if (objective == nullptr) return "Best";
  const bool accuracy =
      objective->role == model::Role::validation_accuracy || objective->role == model::Role::train_accuracy;
  if (accuracy) return "Best for accuracy";
  return (objective->direction == model::Direction::minimize ? "Lowest " : "Best ") +
         visible_text(metric_in_sentence(*objective));
}

std::string certainty_text(const model::Estimate& estimate, analysis::ValueKind kind) {
  if (estimate.n < 2) return "1 run, no interval";
  const std::string spread = format_estimate(estimate, kind).spread;
  return (spread.empty() ? "" : "± " + spread + ", ") + counted(estimate.n, "repeat", "repeats");
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
  const MetricInfo* objective = objective_of(project);
  add_guess(guesses, "Objective", objective != nullptr ? objective->name : "none", project.objective_decided);
  if (objective != nullptr) {
    add_guess(guesses, "Direction", std::string(direction_words(objective->direction)), project.direction_decided);
  }
  add_guess(guesses, "Baseline", project.baseline ? site.findings.experiments[*project.baseline].id : "none",
            project.baseline_decided);
  add_guess(guesses, "Grouping", counted(project.experiments.size(), "experiment", "experiments"),
            project.grouping_decided);
  std::vector<std::string> roles;
  for (const auto& metric : project.metrics) {
    if (metric.role) roles.push_back(metric.name);
  }
  add_guess(guesses, "Roles of metrics", listed(roles), project.roles_decided);
  return guesses;
}

}  // namespace render
