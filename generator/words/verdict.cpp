#include "words/verdict.h"

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

}  // namespace

std::string from_to(const model::Estimate& from, const model::Estimate& to, model::ValueKind kind) {
  const std::string new_text = format_estimate(to, kind).mean;
  return without_shared_unit(format_estimate(from, kind).mean, new_text) + " → " + new_text;
}

std::string repeats_text(const model::Estimate& one, const model::Estimate& other) {
  if (one.n == other.n) return one.n == 1 ? "1 run each" : counted(one.n, "repeat", "repeats") + " each";
  return format_count(one.n) + " and " + counted(other.n, "run", "runs");
}

std::string value_interval(const model::Estimate& estimate, model::ValueKind kind) {
  if (!std::isfinite(estimate.low) || !std::isfinite(estimate.high)) return "";
  const auto end = [&](double value) {
    return format_estimate({.mean = value, .sd = estimate.sd, .n = estimate.n}, kind).mean;
  };
  const std::string high = end(estimate.high);
  return without_shared_unit(end(estimate.low), high) + " to " + high;
}

std::string interval_words(const model::Difference& difference, model::ValueKind kind) {
  if (!std::isfinite(difference.low) || !std::isfinite(difference.high)) return "";
  return "95\u202f% interval " + format_interval(difference.low, difference.high, kind);
}

std::string verdict_sentence(const model::Project& project, const model::Experiment& before,
                             const model::Experiment& after, const model::Comparison& comparison) {
  if (comparison.verdict == Verdict::none) return "";
  const std::string verdict(verdict_word(comparison.verdict).text);
  if (comparison.reason == VerdictReason::all_runs_failed) {
    return after.runs.size() == 1 ? "Its run failed" : "All " + counted(after.runs.size(), "run", "runs") + " failed";
  }
  const model::MetricInfo* objective = objective_of(project);
  if (objective == nullptr) return "";
  const std::string label = base::make_visible(metric_label(*objective));
  if (comparison.reason == VerdictReason::diverged) return label + " has no finite value: " + verdict;
  const model::Estimate* was = estimate_of(project, before);
  const model::Estimate* now = estimate_of(project, after);
  if (was == nullptr || now == nullptr || !std::isfinite(was->mean) || !std::isfinite(now->mean))
    return label + " is not known on both sides: " + verdict;
  std::string out = label + " " + from_to(*was, *now, objective->kind);
  if (comparison.reason == VerdictReason::evaluation_changed) {
    return out + ": " + verdict + ", since " + evaluation_text(comparison);
  }
  out += " (" + format_difference(comparison.objective, objective->kind);
  const std::string interval = interval_words(comparison.objective, objective->kind);
  if (!interval.empty()) out += ", " + interval;
  return out + ", " + repeats_text(*was, *now) + "): " + verdict;
}

std::string verdict_reason(const model::Project& project, const model::Comparison& comparison) {
  switch (comparison.reason) {
    case VerdictReason::too_few_repeats:
      return "One run on a side says nothing of the noise, and the project has too few repeats to stand in.";
    case VerdictReason::no_spread:
      return "The repeats are equal in every digit, so the noise is not known.";
    case VerdictReason::below_smallest_effect: {
      const model::MetricInfo* objective = objective_of(project);
      const auto kind = objective != nullptr ? objective->kind : model::ValueKind::plain;
      return "The effect is real, but below the smallest one of interest (" +
             format_value(project.smallest_effect, kind) + ").";
    }
    case VerdictReason::evaluation_changed:
      return "Numbers are not comparable: " + evaluation_text(comparison) + ".";
    case VerdictReason::diverged:
      return "No run has a finite value of the objective.";
    case VerdictReason::significant:
    case VerdictReason::not_significant: {
      const auto& difference = comparison.objective;
      if (comparison.reason == VerdictReason::not_significant && difference.p <= project.significance) {
        return "Alone it would count as an effect; among all comparisons of this log it may be chance (adjusted " +
               format_p(comparison.p_adjusted, project.significance) + ").";
      }
      if (!difference.pooled) return "";
      const model::PooledDeviation& pooled = project.pooled[*project.objective];
      return "With one run on a side, the deviation within the " +
             counted(pooled.experiments, "experiment", "experiments") + " that have repeats stands in for the noise.";
    }
    case VerdictReason::all_runs_failed:
    case VerdictReason::no_value:
    case VerdictReason::none:
      break;
  }
  return "";
}

std::string repeats_needed_text(const model::Comparison& comparison) {
  if (!comparison.repeats_needed) return "";
  return "About " + counted(*comparison.repeats_needed, "repeat", "repeats") +
         " of each would tell a difference of this size from noise.";
}

std::string agreement_text(const model::Experiment& experiment) {
  const bool kept = experiment.decision == model::Decision::keep;
  const Verdict verdict = experiment.versus_parent ? experiment.versus_parent->verdict : Verdict::none;
  switch (experiment.agreement) {
    case model::Agreement::disagrees:
      if (!kept) return "Discarded, although it improved.";
      return verdict == Verdict::failed ? "Kept, although it failed." : "Kept, although it got worse.";
    case model::Agreement::unproven:
      if (verdict == Verdict::within_noise) return "Kept, although the difference is within noise.";
      return std::string(kept ? "Kept" : "Discarded") + " without enough repeats to tell.";
    case model::Agreement::agrees:
    case model::Agreement::none:
      break;
  }
  return "";
}

}  // namespace words
