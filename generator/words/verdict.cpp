#include "words/verdict.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <string_view>
#include <vector>

#include "base/text/utf8.h"
#include "model/findings/comparison.h"
#include "model/findings/experiment.h"
#include "model/findings/metric_info.h"
#include "model/findings/project.h"
#include "words/parts/enum_words.h"
#include "words/parts/lists.h"
#include "words/parts/metric.h"
#include "words/parts/number_format.h"

namespace words {
namespace {

using model::Verdict;
using model::VerdictReason;

const model::Estimate* estimate_of(const model::Project& project, const model::Experiment& experiment) {
  const model::MetricEstimate* metric = project.objective ? experiment.find(*project.objective) : nullptr;
  return metric != nullptr ? &metric->at_best : nullptr;
}

std::string evaluation_text(const model::Comparison& comparison) {
  std::vector<std::string> names;
  for (const std::string& name : comparison.evaluation_changes) names.push_back(base::make_visible(name));
  return listed(names) + (names.size() == 1 ? " differs" : " differ");
}

/// `first` of two texts without its unit where both have the same one: "95.3" of "95.3 %" beside "96.9 %".
std::string without_shared_unit(std::string first, const std::string& second) {
  constexpr std::string_view kUnitGap = "\u202f";
  const std::size_t gap = second.find(kUnitGap);
  if (gap == std::string::npos || gap != second.rfind(kUnitGap) || first.find(kUnitGap) != first.rfind(kUnitGap))
    return first;
  const std::string unit = second.substr(gap);
  if (first.ends_with(unit)) first.resize(first.size() - unit.size());
  return first;
}

/// What can be said without a test.
std::string hints_text(const model::Comparison& comparison) {
  std::string out;
  if (comparison.below_wobble)
    out += " The difference is smaller than what results wobble by from one evaluation to the next: too close to call.";
  if (comparison.below_examples) out += " The difference is smaller than what so few evaluation examples can show.";
  if (comparison.contexts > 1) {
    const std::size_t worse = comparison.contexts - comparison.contexts_better;
    const bool better = comparison.contexts_better >= worse;
    out += std::string(" The same change came out ") + (better ? "better" : "no better") + " in " +
           format_count(better ? comparison.contexts_better : worse) + " of " +
           counted(comparison.contexts, "controlled pair", "controlled pairs") + ".";
  }
  return out;
}

/// Of what is probable, and of what would count alone but not beside the other changes of the log: a bare "too close to
/// call" beside an interval that excludes 0 reads like a mistake.
bool says_chance(const model::Comparison& comparison) {
  if (comparison.reason == VerdictReason::likely) return true;
  const bool excludes_none = comparison.objective.low > 0 || comparison.objective.high < 0;
  return comparison.reason == VerdictReason::undecided && excludes_none && std::isfinite(comparison.chance);
}

}  // namespace

std::string from_to(const model::Estimate& from, const model::Estimate& to, model::ValueKind kind) {
  const std::string new_text = format_estimate(to, kind).mean;
  return without_shared_unit(format_estimate(from, kind).mean, new_text) + " → " + new_text;
}

std::string repeats_text(const model::Estimate& one, const model::Estimate& other) {
  if (one.n == other.n) return one.n == 1 ? "1 run each" : counted(one.n, "repeat", "repeats") + " each";
  return format_count(one.n) + " and " + counted(other.n, "run", "runs");
}

std::string chance_text(double chance) {
  const double percent = std::clamp(std::floor(chance * 100 + 0.5), 1.0, 99.0);
  return format_value(percent, model::ValueKind::plain) + "\u202f%";
}

std::string value_interval(const model::Estimate& estimate, model::ValueKind kind) {
  if (!std::isfinite(estimate.low) || !std::isfinite(estimate.high)) return "";
  const auto end = [&](double value) {
    return format_estimate({.mean = value, .sd = estimate.sd, .n = estimate.n}, kind).mean;
  };
  const double most = kind == model::ValueKind::fraction ? 1 : kind == model::ValueKind::percent ? 100 : HUGE_VAL;
  const double least = std::isinf(most) ? -HUGE_VAL : 0;
  const double low = std::max(estimate.low, least), high = std::min(estimate.high, most);
  std::string high_text = end(high);
  std::string out = without_shared_unit(end(low), high_text) + " to " + high_text;
  if (low == estimate.low && high == estimate.high) return out;
  return out + " (cut at " + (high == estimate.high ? "0" : "100") + "\u202f%)";
}

std::string interval_words(const model::Difference& difference, model::ValueKind kind) {
  if (!std::isfinite(difference.low) || !std::isfinite(difference.high)) return "";
  return "95\u202f% interval " + format_interval(difference.low, difference.high, kind);
}

std::string verdict_text(const model::Comparison& comparison) {
  std::string text(verdict_word(comparison.verdict).text);
  if (says_chance(comparison)) text += " (" + chance_text(comparison.chance) + ")";
  return text;
}

std::string verdict_text(const model::Project& project, const model::Experiment& before, const model::Experiment& after,
                         const model::Comparison& comparison) {
  const std::string text = verdict_text(comparison);
  if (comparison.verdict != Verdict::not_tested) return text;
  const model::Estimate* was = estimate_of(project, before);
  const model::Estimate* now = estimate_of(project, after);
  return was && now && was->n == 1 && now->n == 1 ? "one run each, " + text : text;
}

std::string verdict_sentence(const model::Project& project, const model::Experiment& before,
                             const model::Experiment& after, const model::Comparison& comparison) {
  const std::string verdict = verdict_text(project, before, after, comparison);
  if (comparison.reason == VerdictReason::all_runs_failed) {
    return after.runs.size() == 1 ? "Its run failed" : "All " + counted(after.runs.size(), "run", "runs") + " failed";
  }
  const model::MetricInfo* objective = objective_of(project);
  if (objective == nullptr || objective->direction == model::Direction::unknown) return "";
  const std::string label = base::make_visible(metric_at_start(*objective));
  if (comparison.reason == VerdictReason::diverged) return label + " has no finite value: " + verdict;
  const model::Estimate* was = estimate_of(project, before);
  const model::Estimate* now = estimate_of(project, after);
  if (was == nullptr || now == nullptr || !std::isfinite(was->mean) || !std::isfinite(now->mean))
    return verdict.empty() ? "" : label + " is not known on both sides: " + verdict;
  std::string out = label + " " + from_to(*was, *now, objective->kind);
  if (comparison.reason == VerdictReason::evaluation_changed)
    return out + ": " + verdict + ", since " + evaluation_text(comparison);
  if (comparison.reason == VerdictReason::unfinished) return out + ": " + verdict + ", since runs did not end";
  if (!verdict.empty()) out += ", " + std::string(verdict_word(comparison.verdict).text);
  if (!std::isfinite(comparison.objective.estimate)) return out;
  if (comparison.verdict == Verdict::not_tested && verdict.starts_with("one run each"))
    return label + " " + from_to(*was, *now, objective->kind) + ", " + verdict + " (" +
           format_difference(comparison.objective, objective->kind) + ")";
  out += " (" + format_difference(comparison.objective, objective->kind);
  if (says_chance(comparison)) out += ", chance " + chance_text(comparison.chance);
  const std::string interval = interval_words(comparison.objective, objective->kind);
  if (!interval.empty()) out += ", " + interval;
  return out + ", " + repeats_text(*was, *now) + ")";
}

std::string verdict_reason(const model::Project& project, const model::Comparison& comparison) {
  switch (comparison.reason) {
    case VerdictReason::no_repeats:
      return "Nothing in this log was run twice, so how far results vary from run to run is not known." +
             hints_text(comparison);
    case VerdictReason::single_runs:
      return "One run on a side says nothing of the noise, and too few experiments have repeats to lend theirs." +
             hints_text(comparison);
    case VerdictReason::too_few_repeats:
      return "The whole log has too few repeats to know the noise." + hints_text(comparison);
    case VerdictReason::no_spread:
      return "What was run again has the same result or the same seed: other seeds would show the noise." +
             hints_text(comparison);
    case VerdictReason::within_smallest: {
      const model::MetricInfo* objective = objective_of(project);
      const auto kind = objective != nullptr ? objective->kind : model::ValueKind::plain;
      return "Whatever the true difference is, it is smaller than the smallest one of interest (" +
             format_size(project.smallest_effect, kind) + ").";
    }
    case VerdictReason::evaluation_changed:
      return "Numbers are not comparable: " + evaluation_text(comparison) + ".";
    case VerdictReason::unfinished:
      return "No run of one side went to its end, so the two had not the same chance.";
    case VerdictReason::diverged:
      return "No run has a finite value of the objective.";
    case VerdictReason::clear:
    case VerdictReason::likely:
    case VerdictReason::undecided: {
      const auto& difference = comparison.objective;
      if (comparison.reason == VerdictReason::likely && comparison.p_adjusted <= project.significance) {
        return "By its p alone it would be clear (adjusted " + format_p(comparison.p_adjusted, project.significance) +
               "); beside what changes of this log amount to, the chance is " + chance_text(comparison.chance) + ".";
      }
      if (comparison.reason != VerdictReason::clear && difference.p <= project.significance) {
        const std::string real =
            std::isfinite(comparison.chance) ? "; the chance that it is real is " + chance_text(comparison.chance) : "";
        return "Alone it would count as an effect; among all changes of this log it may be chance (adjusted " +
               format_p(comparison.p_adjusted, project.significance) + real + ").";
      }
      if (!difference.lent) return "";
      const model::Noise& noise = project.noise[*project.objective];
      return "With one run on a side, the noise is that of the " +
             counted(noise.experiments, "experiment", "experiments") + " with repeats.";
    }
    case VerdictReason::all_runs_failed:
    case VerdictReason::no_value:
    case VerdictReason::none:
      break;
  }
  return "";
}

std::string repeats_needed_text(const model::Project& project, const model::Comparison& comparison) {
  const model::MetricInfo* objective = objective_of(project);
  if (!comparison.repeats_needed || objective == nullptr) return "";
  return "About " + counted(*comparison.repeats_needed, "repeat", "repeats") +
         " of each would settle a difference of " + format_size(project.worth_finding, objective->kind) + ".";
}

std::string noise_text(const model::Project& project) {
  if (!project.objective || *project.objective >= project.noise.size()) return "";
  const model::Noise& noise = project.noise[*project.objective];
  if (!noise.is_known()) return "";
  constexpr double kEqual = 16, kDiffers = 3;
  std::string out = "The noise is known from the repeats of " +
                    counted(noise.experiments, "experiment", "experiments") + " (" +
                    format_value(noise.degrees, model::ValueKind::plain) + " degrees of freedom), typically ± " +
                    format_size(std::sqrt(noise.variance), objective_of(project)->kind) + " from run to run";
  if (noise.experiments >= 3) {
    out += noise.prior_degrees >= kEqual     ? "; all experiments are about as noisy"
           : noise.prior_degrees >= kDiffers ? "; some experiments are noisier than others"
                                             : "; some experiments are far noisier than others";
  }
  out += ".";
  if (project.seed_block.experiments > 0) {
    out += " The same " + counted(project.seed_block.seeds, "seed runs", "seeds run") + " through " +
           counted(project.seed_block.experiments, "experiment", "experiments") +
           " and matter; they were taken out of the comparisons of these.";
  }
  return out;
}

std::string agreement_text(const model::Experiment& experiment) {
  const std::string decided = experiment.decision == model::Decision::keep ? "Kept" : "Discarded";
  if (!experiment.versus_parent) return "";
  switch (experiment.agreement) {
    case model::Agreement::disagrees:
      return decided + ", although " +
             (experiment.versus_parent->verdict == Verdict::failed ? "it failed"
                                                                   : verdict_text(*experiment.versus_parent)) +
             ".";
    case model::Agreement::unproven:
      return decided + ", although too close to call.";
    case model::Agreement::agrees:
    case model::Agreement::none:
      break;
  }
  return "";
}

}  // namespace words
