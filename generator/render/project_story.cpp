#include <algorithm>
#include <cmath>
#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/text/number_text.h"
#include "model/findings/comparison.h"
#include "model/findings/experiment.h"
#include "model/findings/findings.h"
#include "model/findings/impact.h"
#include "model/findings/metric_info.h"
#include "model/findings/project.h"
#include "model/findings/selection_luck.h"
#include "model/index.h"
#include "render/html/html.h"
#include "render/measured_on.h"
#include "render/secondary_objectives.h"
#include "render/sentence_parts.h"
#include "render/sentences.h"
#include "words/parts/enum_words.h"
#include "words/parts/lists.h"
#include "words/parts/metric.h"
#include "words/parts/number_format.h"
#include "words/parts/parameter_value.h"
#include "words/verdict.h"

namespace render {
namespace {

using model::Experiment;
using model::MetricInfo;
using model::Project;
using model::Verdict;

constexpr std::size_t kMostNamed = 3;
constexpr std::size_t kEnoughPairs = 3;
constexpr double kWorthTelling = 1.1;  ///< times as fast

/// The best experiment for the objective with its estimate; nothing where there is none, or no telling what is better.
struct Best {
  model::Index index = 0;
  const Experiment* experiment = nullptr;
  const model::Estimate* estimate = nullptr;
};

Best best_of(const Site& site, const Project& project) {
  const MetricInfo* objective = words::objective_of(project);
  if (objective == nullptr || objective->direction == model::Direction::unknown) return {};
  const auto* best = find_best(project, "accuracy");
  if (best == nullptr) return {};
  const Experiment& experiment = site.findings.experiments[best->experiment];
  const model::Estimate* estimate = objective_estimate(site, experiment);
  if (estimate == nullptr || !std::isfinite(estimate->mean)) return {};
  return {best->experiment, &experiment, estimate};
}

bool has_known_changes(const Site& site, const Project& project) {
  return std::any_of(project.experiments.begin(), project.experiments.end(), [&](model::Index index) {
    const auto& comparison = site.findings.experiments[index].versus_baseline;
    return comparison && !comparison->changes.empty();
  });
}

bool is_measured_otherwise(const model::Comparison& comparison) {
  return comparison.reason == model::VerdictReason::evaluation_changed;
}

/// Experiments that the baseline can be held against: not itself, and not those that were measured on something else.
std::size_t count_rivals(const Site& site, const Project& project) {
  return static_cast<std::size_t>(
      std::count_if(project.experiments.begin(), project.experiments.end(), [&](model::Index index) {
        const auto& comparison = site.findings.experiments[index].versus_baseline;
        return comparison && !is_measured_otherwise(*comparison);
      }));
}

bool all_failed(const Site& site, const Project& project) {
  return std::all_of(project.experiments.begin(), project.experiments.end(), [&](model::Index index) {
    return site.findings.experiments[index].status == model::ExperimentStatus::failed;
  });
}

/// "3 experiments with 5 runs: all failed".
std::string without_best(const Site& site, const Project& project) {
  const std::string there_is = what_there_is(site, project);
  if (project.experiments.empty() || !all_failed(site, project)) return there_is;
  const bool one =
      project.experiments.size() == 1 && site.findings.experiments[project.experiments[0]].runs.size() == 1;
  return there_is + (one ? ", which failed" : ": all failed");
}

/// Whether any experiment has two finite values of the objective, so that noise is known at all.
bool has_repeats(const Project& project) {
  return project.objective && *project.objective < project.pooled.size() &&
         project.pooled[*project.objective].experiments > 0;
}

std::string against_text(const model::Estimate* then, const model::Comparison& comparison, const MetricInfo& objective,
                         const std::string& baseline) {
  if (is_measured_otherwise(comparison)) return ", but measured on something else than the baseline";
  if (then == nullptr || !std::isfinite(then->mean) || comparison.verdict == Verdict::not_comparable) return "";
  const std::string mean = words::format_estimate(*then, objective.kind).mean;
  if (comparison.verdict == Verdict::within_noise) return ", within noise of the baseline's " + mean;
  return ", against " + mean + " of " + baseline;
}

/// Whether somebody chose the baseline, or it is the first by date. The first line of a table is neither.
bool is_chosen(const Site& site, const Project& project) {
  return project.baseline &&
         (!project.baseline_decided.guessed || !site.findings.experiments[*project.baseline].date.empty());
}

/// "EXP001", with what it is called where nothing tells what was changed: "EXP001 (resnet50)".
std::string name_in_headline(const Experiment& experiment) {
  const bool has_name = !experiment.versus_parent && !experiment.title.empty() && experiment.title != experiment.id;
  return has_name ? experiment.id + " (" + experiment.title + ")" : experiment.id;
}

std::string best_headline(const Site& site, const Project& project, const Best& best) {
  const MetricInfo& objective = *words::objective_of(project);
  const std::string metric = words::metric_in_sentence(objective);
  const std::string reached = words::format_estimate(*best.estimate, objective.kind).mean;
  const std::size_t tried = std::max<std::size_t>(project.luck.tried, 1);
  if (project.experiments.size() == 1) return best.experiment->id + " reached " + metric + " " + reached;
  const std::size_t rivals = count_rivals(site, project);
  if (best.index == project.baseline && rivals > 0 && has_known_changes(site, project) && is_chosen(site, project)) {
    return (rivals == 1 ? "The one change did not beat the baseline: "
                        : "None of " + words::counted(rivals, "change", "changes") + " beat the baseline: ") +
           metric + " " + reached;
  }
  const auto& comparison = best.experiment->versus_baseline;
  std::string out = name_in_headline(*best.experiment) +
                    (tried == 1 ? " is the only one to rank" : " is the best of " + words::format_count(tried)) + ": " +
                    metric + " " + reached;
  if (best.index == project.baseline && rivals == 0) return out + ", but the others were measured on something else";
  if (best.index == project.baseline || !comparison || !project.baseline) return out;
  const Experiment& baseline = site.findings.experiments[*project.baseline];
  const model::Estimate* then = objective_estimate(site, baseline);
  if (comparison->verdict == Verdict::improved && !comparison->changes.empty() && then != nullptr) {
    return capitalised(cause_of(comparison->changes)) + " took " + metric + " from " +
           words::format_estimate(*then, objective.kind).mean + " to " + reached;
  }
  return out + against_text(then, *comparison, objective, baseline.id);
}

/// Why a difference counts as noise. An interval may leave out zero and still be within noise: it is of one comparison,
/// the verdict of a whole log.
std::string noise_words(const Project& project, const model::Comparison& comparison) {
  if (comparison.reason == model::VerdictReason::below_smallest_effect)
    return ", less than the smallest effect of interest";
  if (comparison.objective.p <= project.significance) {
    return ", which may be chance among this many comparisons (adjusted " +
           words::format_p(comparison.p_adjusted, project.significance) + ")";
  }
  return ", which run-to-run noise explains";
}

/// What the best is worth beside the baseline, from ": " or "; " on.
std::string against_baseline_html(const Site& site, const Project& project, const Best& best, const std::string& root) {
  const MetricInfo& objective = *words::objective_of(project);
  if (best.index == project.baseline) return project.experiments.size() > 1 ? "; it is the baseline" : "";
  const auto& comparison = best.experiment->versus_baseline;
  if (!comparison || !project.baseline) return "";
  const std::string baseline = "the baseline " + experiment_link_html(site, *project.baseline, root);
  if (comparison->verdict == Verdict::not_comparable || !std::isfinite(comparison->objective.estimate)) {
    const bool moved = !comparison->evaluation_changes.empty();
    return "; it cannot be compared with " + baseline +
           (moved ? ", which was measured on something else (" +
                        escape_html(words::listed(comparison->evaluation_changes)) + ")"
                  : ", which has no value");
  }
  std::string out =
      ": " + strong(words::format_difference(comparison->objective, objective.kind)) + " against " + baseline;
  const std::string interval = words::interval_words(comparison->objective, objective.kind);
  if (!interval.empty()) out += " (" + escape_html(interval) + ")";
  switch (comparison->verdict) {
    case Verdict::improved:
      return out + ", more than run-to-run noise explains";
    case Verdict::within_noise:
      return out + noise_words(project, *comparison);
    case Verdict::not_enough_repeats:
      return out + ", with too few repeats to tell it from noise";
    default:
      return out;
  }
}

/// Whether the verdict leaves open that the best is no better than the baseline: luck is tested on one side, verdicts
/// on two, and both stand in one paragraph.
bool is_near_baseline(const Site& site, const Project& project) {
  const auto& comparison = best_of(site, project).experiment->versus_baseline;
  return comparison &&
         (comparison->verdict == Verdict::within_noise || comparison->verdict == Verdict::not_enough_repeats);
}

/// " Of the 12 tried, EXP4 cannot be told from it, and the best of 12 equal ones would lead their mean by 0.4 points
/// by luck alone."
std::string luck_html(const Site& site, const Project& project, const std::string& root) {
  const model::SelectionLuck& luck = project.luck;
  if (luck.tried < 3 || luck.indistinguishable.empty()) return "";
  const std::vector<model::Index> others(luck.indistinguishable.begin() + 1, luck.indistinguishable.end());
  std::string out;
  if (!others.empty()) {
    const std::string who = others.size() <= kMostNamed ? experiment_links_html(site, others, kMostNamed, root)
                                                        : words::format_count(others.size()) + " others";
    out = " Of the " + words::format_count(luck.tried) + " tried, " + who + " cannot be told from it";
  } else if (luck.untested == 0 && !is_near_baseline(site, project)) {
    out = " Of the " + words::format_count(luck.tried) + " tried, it is ahead of every other by more than noise";
  }
  if (std::isfinite(luck.expected_luck) && luck.expected_luck > 0) {
    std::string lead = words::format_difference(luck.expected_luck, words::objective_of(project)->kind);
    if (lead.starts_with('+')) lead.erase(0, 1);
    out += (out.empty() ? " The" : "; the") + std::string(" best of ") + words::format_count(luck.tried) +
           " equal ones would lead their mean by " + escape_html(lead) + " through luck alone";
  }
  return out.empty() ? "" : out + ".";
}

/// How the changes against parents came out.
struct Tally {
  std::size_t changes = 0, improved = 0, regressed = 0, noise = 0, few = 0, failed = 0, apart = 0;
};

Tally tally_of(const Site& site, const Project& project) {
  Tally tally;
  for (const auto index : project.experiments) {
    const auto& comparison = site.findings.experiments[index].versus_parent;
    if (!comparison || comparison->changes.empty() || comparison->verdict == Verdict::none) continue;
    ++tally.changes;
    tally.improved += comparison->verdict == Verdict::improved;
    tally.regressed += comparison->verdict == Verdict::regressed;
    tally.noise += comparison->verdict == Verdict::within_noise;
    tally.few += comparison->verdict == Verdict::not_enough_repeats;
    tally.failed += comparison->verdict == Verdict::failed;
    tally.apart += comparison->verdict == Verdict::not_comparable;
  }
  return tally;
}

std::string tally_html(const Tally& tally) {
  struct Part {
    std::size_t count;
    std::string one, many;
  };
  std::vector<Part> parts{
      {tally.improved, strong("improved") + " on its parent", strong("improved") + " on their parents"},
      {tally.regressed, "regressed", "regressed"},
      {tally.noise, "is within noise", "are within noise"},
      {tally.few, "has not enough repeats to tell", "have not enough repeats to tell"},
      {tally.failed, "failed", "failed"},
      {tally.apart, "cannot be compared with its parent", "cannot be compared with their parents"}};
  std::erase_if(parts, [](const Part& part) { return part.count == 0; });
  if (parts.empty()) return "";
  if (tally.changes == 1) return "The one change " + parts[0].one + ".";
  if (parts.size() == 1) {
    const std::string all =
        tally.changes == 2 ? "Both changes" : "All " + words::format_count(tally.changes) + " changes";
    return all + " " + parts[0].many + ".";
  }
  std::vector<std::string> said;
  for (const Part& part : parts)
    said.push_back(words::format_count(part.count) + " " + (part.count == 1 ? part.one : part.many));
  return "Of " + words::format_count(tally.changes) + " changes, " + words::listed(said) + ".";
}

/// Without repeats there is nothing to tell an effect from.
std::string no_repeats_html(const Project& project, const Best& best) {
  if (project.experiments.size() == 1)
    return "Repeats with other seeds would show how far results vary from run to run.";
  const std::string again =
      best.index == project.baseline ? "the baseline and its rivals" : "the best and the baseline";
  return "No experiment has repeats, so no single difference can be told from run-to-run noise: run " + again +
         " again with at least two more seeds each.";
}

std::string importance_html(const Project& project, const model::ParameterImpact& impact) {
  std::size_t experiments = 0;
  for (const auto& value : impact.values) experiments += value.experiments.size();
  const std::string percent = words::format_value(std::round(*impact.importance * 100), model::ValueKind::plain, 3);
  return strong(visible_text(impact.parameter)) + " matters most for " +
         escape_html(words::metric_in_sentence(*words::objective_of(project))) + ": " + percent +
         "\u202f% of the importance of " + words::counted(project.parameters.size(), "parameter", "parameters") +
         " (PED-ANOVA over " + words::counted(experiments, "experiment", "experiments") + ").";
}

/// "learning_rate 0.001 → 0.01"; plain text.
std::string step_text(const model::ParameterImpact& impact, const model::ValueEffect& effect) {
  return visible_text(impact.parameter) + " " + words::parameter_text(impact.values[effect.from].value) + " → " +
         words::parameter_text(impact.values[effect.to].value);
}

/// The parameter with the largest real effect of it alone; nullptr: none has one. Where no noise is known, an effect is
/// only as good as the pairs that agree on it.
const model::ParameterImpact* strongest_of(const Project& project) {
  const model::ParameterImpact* strongest = nullptr;
  double largest = 0;
  for (const model::ParameterImpact& impact : project.parameters) {
    if (!impact.largest_effect) continue;
    const model::ValueEffect& effect = impact.effects[*impact.largest_effect];
    const double size = std::fabs(effect.objective.estimate);
    if (!(effect.p_adjusted <= project.significance) || !(size > largest)) continue;
    if (!has_repeats(project) && effect.pairs < kEnoughPairs) continue;
    strongest = &impact;
    largest = size;
  }
  return strongest;
}

std::string effect_html(const Project& project, const model::ParameterImpact& impact) {
  const model::ValueEffect& effect = impact.effects[*impact.largest_effect];
  const MetricInfo& objective = *words::objective_of(project);
  const std::string interval = words::interval_words(effect.objective, objective.kind);
  std::string out = "The largest effect of one parameter alone: " + strong(step_text(impact, effect)) + ", " +
                    escape_html(words::format_difference(effect.objective, objective.kind) + " (" + interval + ", " +
                                words::counted(effect.pairs, "pair", "pairs") + ")");
  if (!impact.together.empty())
    out += "; it only ever changes along with " + escape_html(words::listed(impact.together));
  return out + ".";
}

/// What matters most: by a real effect of one parameter alone, else by importance.
std::string parameter_html_sentence(const Project& project) {
  if (const model::ParameterImpact* impact = strongest_of(project)) return effect_html(project, *impact);
  if (project.parameters.empty()) return "";
  const model::ParameterImpact& first = project.parameters.front();
  const bool paired = std::any_of(project.parameters.begin(), project.parameters.end(), [](const auto& impact) {
    return std::any_of(impact.effects.begin(), impact.effects.end(),
                       [](const auto& effect) { return std::isfinite(effect.objective.p); });
  });
  const std::string none = paired ? "No parameter has an effect of its own that can be told from noise." : "";
  if (!first.importance) return none;
  return importance_html(project, first) + (none.empty() ? "" : " " + none);
}

std::string faster_html(const Site& site, const Project& project, const Best& best, const std::string& root) {
  const auto* speed = find_best(project, "speed");
  if (speed == nullptr || speed->experiment == best.index) return "";
  const Experiment& fast = site.findings.experiments[speed->experiment];
  const model::Estimate* estimate = objective_estimate(site, fast);
  const auto time = std::find_if(project.metrics.begin(), project.metrics.end(),
                                 [](const MetricInfo& metric) { return metric.role == model::Role::training_time; });
  if (estimate == nullptr || time == project.metrics.end()) return "";
  const auto metric = static_cast<model::Index>(time - project.metrics.begin());
  const auto* quick = fast.find(metric);
  const auto* slow = best.experiment->find(metric);
  if (quick == nullptr || slow == nullptr || !(quick->at_best.mean > 0)) return "";
  const double times = slow->at_best.mean / quick->at_best.mean;
  if (!(times >= kWorthTelling) || !std::isfinite(times)) return "";
  return experiment_link_html(site, speed->experiment, root) + " reaches " +
         escape_html(words::format_estimate(*estimate, words::objective_of(project)->kind).mean) + " in " +
         strong(words::format_value(quick->at_best.mean, time->kind)) + " of training, " + base::fixed_text(times, 1) +
         " times as fast.";
}

std::string disagreement_html(const Site& site, const Project& project, const std::string& root) {
  std::vector<model::Index> against, unproven;
  for (const auto index : project.experiments) {
    const auto agreement = site.findings.experiments[index].agreement;
    if (agreement == model::Agreement::disagrees) against.push_back(index);
    if (agreement == model::Agreement::unproven) unproven.push_back(index);
  }
  if (against.empty() && unproven.empty()) return "";
  std::string out;
  if (!against.empty()) {
    out = "Decision and verdict disagree on " + experiment_links_html(site, against, kMostNamed, root) + ".";
  }
  if (unproven.empty()) return out;
  if (!out.empty()) out += " ";
  return out + words::counted(unproven.size(), "decision rests", "decisions rest") +
         " on a difference that is not proven: " + experiment_links_html(site, unproven, kMostNamed, root) + ".";
}

/// "3 experiments were measured on something else than dataset = v2, so they are in no ranking: EXP1 and EXP2."
std::string measured_otherwise_html(const Site& site, const Project& project, const std::string& root) {
  std::vector<model::Index> apart;
  for (const auto index : project.experiments) {
    if (!site.findings.experiments[index].is_ranked()) apart.push_back(index);
  }
  if (apart.empty()) return "";
  return words::counted(apart.size(), "experiment was", "experiments were") + " measured on something else than " +
         escape_html(data_text(project.ranked_on)) + ", so " + (apart.size() == 1 ? "it is" : "they are") +
         " in no ranking: " + experiment_links_html(site, apart, kMostNamed, root) + ".";
}

}  // namespace

std::string headline(const Site& site, const Project& project) {
  const Best best = best_of(site, project);
  return visible_text(best.experiment == nullptr ? without_best(site, project) : best_headline(site, project, best));
}

std::string project_lede_html(const Site& site, const Project& project, const std::string& root) {
  const MetricInfo* objective = words::objective_of(project);
  std::string out = escape_html(what_there_is(site, project));
  if (objective == nullptr) {
    return out + ". No metric looks like an objective, so nothing is ranked; name one in <code>trialpress.json</code>.";
  }
  const std::string_view better_way = words::direction_words(objective->direction);
  const bool alone = project.experiments.size() == 1;
  out += std::string(alone ? ", measured" : ", compared") + " by " + escape_html(words::metric_in_sentence(*objective));
  if (better_way.empty()) {
    return out +
           ". Whether higher or lower is better is not known, so nothing is ranked; say it in "
           "<code>trialpress.json</code>.";
  }
  out += " (" + std::string(better_way) + ").";
  const Best best = best_of(site, project);
  if (best.experiment == nullptr) {
    if (all_failed(site, project)) return out + (alone ? " It failed." : " All of them failed.");
    return out + (alone ? " It has no finite value." : " None of them has a finite value.");
  }
  const words::EstimateText text = words::format_estimate(*best.estimate, objective->kind);
  const std::string link = experiment_link_html(site, best.index, root);
  out += (alone ? " " + link : " The best, " + link + ",") + " reached " + strong(text.mean);
  if (!text.spread.empty()) out += " ± " + escape_html(text.spread);
  out += " over " + words::counted(best.estimate->n, "run", "runs");
  return out + against_baseline_html(site, project, best, root) + "." + luck_html(site, project, root);
}

std::vector<std::string> project_story_html(const Site& site, const Project& project, const std::string& root) {
  const Best best = best_of(site, project);
  std::vector<std::string> story;
  if (best.experiment == nullptr) return story;
  const auto add = [&story](std::string sentence) {
    if (!sentence.empty()) story.push_back(std::move(sentence));
  };
  if (has_repeats(project)) {
    add(tally_html(tally_of(site, project)));
  } else {
    add(no_repeats_html(project, best));
  }
  add(secondary_html(site, *best.experiment, experiment_link_html(site, best.index, root)));
  add(parameter_html_sentence(project));
  add(faster_html(site, project, best, root));
  add(measured_otherwise_html(site, project, root));
  add(disagreement_html(site, project, root));
  return story;
}

}  // namespace render
