#include "words/parameter.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <utility>

#include "base/text/number_text.h"
#include "base/text/utf8.h"
#include "model/findings/experiment.h"
#include "model/findings/findings.h"
#include "model/findings/impact.h"
#include "model/findings/metric_info.h"
#include "model/findings/project.h"
#include "model/index.h"
#include "words/parts/enum_words.h"
#include "words/parts/lists.h"
#include "words/parts/metric.h"
#include "words/parts/number_format.h"
#include "words/parts/parameter_value.h"
#include "words/verdict.h"

namespace words {
namespace {

using model::Index;
using model::ParameterImpact;
using model::ValueEffect;

constexpr std::size_t kMostContexts = 3;

Phrase context_values(const model::Experiment& experiment, const std::vector<std::string>& contexts) {
  std::vector<Phrase> parts;
  for (const std::string& parameter : contexts) {
    const model::ParameterValue* value = experiment.config.find(parameter);
    parts.push_back(logged_name(parameter) + " " + parameter_text(value ? std::optional(*value) : std::nullopt));
  }
  return listed_within(std::move(parts), kMostContexts);
}

Phrase pair_phrase(const ImpactContext& context, const model::ControlledPair& pair,
                   const model::Interaction& interaction) {
  Phrase out = format_difference(pair.objective, objective_of(context.project)->kind) + " from " +
               experiment_link(context.findings, pair.before) + " to " + experiment_link(context.findings, pair.after);
  if (!interaction.contexts.empty()) {
    out += " (" + context_values(context.findings.experiments[pair.after], interaction.contexts) + ")";
  }
  return out;
}

}  // namespace

std::string value_text(const ParameterImpact& impact, Index value) {
  const auto& tested = impact.values[value].value;
  constexpr std::size_t kLongNumber = 10;
  if (tested && tested->kind == model::ParameterValue::Kind::number && tested->text.size() > kLongNumber)
    return format_value(tested->number, model::ValueKind::plain);
  return parameter_text(tested);
}

std::optional<Index> training_time_metric(const model::Project& project) {
  for (Index i = 0; i < project.metrics.size(); ++i) {
    if (project.metrics[i].role == model::Role::training_time) return i;
  }
  return std::nullopt;
}

bool on_one_machine(const model::Findings& findings, const model::Project& project) {
  return std::all_of(project.experiments.begin(), project.experiments.end(), [&](Index i) {
    return findings.experiments[i].hardware == findings.experiments[project.experiments.front()].hardware;
  });
}

Word effect_word(const model::Project& project, const ValueEffect& effect) {
  if (!std::isfinite(effect.objective.estimate)) return {"no result", model::Tone::muted};
  if (objective_of(project)->direction == model::Direction::unknown) return {"differs", model::Tone::calm};
  return verdict_word(effect.verdict);
}

std::string step_text(const ParameterImpact& impact, Index from, Index to) {
  return value_text(impact, from) + " → " + value_text(impact, to);
}

std::string pairs_text(std::size_t pairs) {
  return counted(pairs, "pair", "pairs");
}

std::string impact_sentence(const ImpactContext& context) {
  const model::MetricInfo* objective = objective_of(context.project);
  const ParameterImpact& impact = context.impact;
  if (objective == nullptr) return "No metric looks like an objective, so there is nothing to compare values by.";
  const std::string metric = metric_in_sentence(*objective);
  if (impact.largest_effect) {
    const ValueEffect& effect = impact.effects[*impact.largest_effect];
    std::string out = step_text(impact, effect.from, effect.to) + " changed " + metric + " by " +
                      format_difference(effect.objective, objective->kind) + " (";
    const std::string interval = interval_words(effect.objective, objective->kind);
    out += interval.empty() ? "no interval" : interval;
    out += ", " + counted(effect.pairs, "controlled pair", "controlled pairs");
    const std::string p = format_p(effect.p_adjusted, context.project.significance);
    if (!p.empty()) out += ", adjusted " + p;
    return base::make_visible(out + "): " + std::string(effect_word(context.project, effect).text) + ".");
  }
  const MeanRange range = mean_range(impact, MeanOf::objective);
  if (range.values == 0) return "No experiment with this parameter has a finite " + metric + ".";
  if (range.values == 1) return "Only one of its values has experiments with a finite " + metric + ".";
  return "Mean " + metric + " of its values lies between " + format_value(range.low, objective->kind) + " and " +
         format_value(range.high, objective->kind) + " (" + counted(range.experiments, "experiment", "experiments") +
         "). No two experiments differ in this parameter alone, so that is confounded with what else was changed.";
}

Phrase interaction_sentence(const ImpactContext& context, const model::Interaction& interaction) {
  const ParameterImpact& impact = context.impact;
  std::vector<Phrase> contexts;
  for (const std::string& parameter : interaction.contexts) contexts.push_back(logged_name(parameter));
  return "What " + step_text(impact, interaction.from, interaction.to) + " does depends on " +
         (contexts.empty() ? "something that is not in the configuration"
                           : listed_within(std::move(contexts), kMostNamed)) +
         ": " + pair_phrase(context, impact.pairs[interaction.better_pair], interaction) + ", but " +
         pair_phrase(context, impact.pairs[interaction.worse_pair], interaction) + ".";
}

std::string together_sentence(const ParameterImpact& impact) {
  if (impact.together.empty()) return "";
  return base::make_visible("It changes exactly when " + listed_within(impact.together, kMostNamed) +
                            (impact.together.size() == 1 ? " does" : " do") +
                            ", so what each of them does cannot be told.");
}

std::string times_of_chance(double times) {
  constexpr double kJustAbove = 1.1;  // "1.0 times" would read as no more
  return base::fixed_text(times, times < kJustAbove ? 2 : 1);
}

bool has_weighed(const model::Project& project) {
  return std::any_of(project.parameters.begin(), project.parameters.end(),
                     [](const ParameterImpact& one) { return one.weighed; });
}

std::string importance_text(const model::Project& project, const ParameterImpact& impact) {
  if (impact.importance) return times_of_chance(*impact.importance) + " times chance";
  if (impact.weighed) return "no more than chance";
  if (objective_of(project) == nullptr) return "no objective";
  if (!has_weighed(project)) return project.search ? "too few experiments" : "of searches alone";
  for (const ParameterImpact& other : project.parameters) {
    const bool together =
        std::find(impact.together.begin(), impact.together.end(), other.parameter) != impact.together.end();
    if (together && other.weighed) return "counted with " + base::make_visible(other.parameter);
  }
  return "too few experiments per value";
}

MeanRange mean_range(const ParameterImpact& impact, MeanOf what) {
  MeanRange range;
  for (const model::TestedValue& value : impact.values) {
    const model::Estimate& estimate = what == MeanOf::time ? value.time : value.objective;
    if (!std::isfinite(estimate.mean)) continue;
    range.low = range.values == 0 ? estimate.mean : std::min(range.low, estimate.mean);
    range.high = range.values == 0 ? estimate.mean : std::max(range.high, estimate.mean);
    range.experiments += estimate.n;
    ++range.values;
  }
  return range;
}

}  // namespace words
