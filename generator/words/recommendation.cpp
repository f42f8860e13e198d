#include "words/recommendation.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <utility>
#include <vector>

#include "model/findings/experiment.h"
#include "model/findings/impact.h"
#include "model/findings/metric_info.h"
#include "model/index.h"
#include "words/parts/lists.h"
#include "words/parts/metric.h"
#include "words/parts/number_format.h"
#include "words/verdict.h"

namespace words {
namespace {

using model::Index;
using model::ParameterImpact;
using model::ValueEffect;
using Recommendation = ParameterImpact::Recommendation;

/// Neighbours among the tested numbers, more than two of them.
bool is_range(const ParameterImpact& impact) {
  const auto& chosen = impact.recommended;
  return impact.numeric && chosen.size() > 2 && impact.values[chosen.back()].value &&
         chosen.back() - chosen.front() + 1 == chosen.size();
}

/// Values that were not compared with the recommended ones in any pair.
std::vector<std::string> left_out(const ParameterImpact& impact) {
  std::vector<bool> known(impact.values.size(), false);
  for (const Index value : impact.recommended) known[value] = true;
  const auto chosen = known;
  for (const ValueEffect& effect : impact.effects) {
    if (chosen[effect.from]) known[effect.to] = true;
    if (chosen[effect.to]) known[effect.from] = true;
  }
  std::vector<std::string> out;
  for (Index i = 0; i < known.size(); ++i) {
    if (!known[i]) out.push_back(value_text(impact, i));
  }
  return out;
}

Index preferred_of(const ParameterImpact& impact) {
  return impact.preferred ? *impact.preferred : impact.recommended.front();
}

/// No effect that the recommended values take part in could be tested.
bool is_untested(const ParameterImpact& impact) {
  return std::none_of(impact.effects.begin(), impact.effects.end(), [&](const ValueEffect& effect) {
    const auto& chosen = impact.recommended;
    const bool concerns = std::find(chosen.begin(), chosen.end(), effect.from) != chosen.end() ||
                          std::find(chosen.begin(), chosen.end(), effect.to) != chosen.end();
    return concerns && !std::isnan(effect.p_adjusted);
  });
}

/// The best of a search lie over most of what was searched, so that they single out no range.
bool is_spread_out(const ParameterImpact& impact) {
  constexpr double kMostOfRange = 0.75;
  const auto place = [&](Index value) {
    const auto& tested = impact.values[value].value;
    if (!tested) return model::kMissing;
    return impact.log_axis ? std::log10(tested->number) : tested->number;
  };
  double low = model::kMissing, high = model::kMissing;
  for (Index i = 0; i < impact.values.size(); ++i) {
    low = std::fmin(low, place(i));
    high = std::fmax(high, place(i));
  }
  return place(impact.recommended.back()) - place(impact.recommended.front()) >= kMostOfRange * (high - low);
}

/// " It is the largest one tested, so a larger one may be better still."; only for one number at an end.
std::string at_end_sentence(const ParameterImpact& impact) {
  if (!impact.numeric || impact.recommended.size() != 1) return "";
  const Index chosen = impact.recommended.front();
  std::size_t numbers = 0;
  for (const model::TestedValue& value : impact.values) numbers += value.value.has_value();
  if (numbers < 2 || chosen >= numbers) return "";
  if (chosen + 1 == numbers) return " It is the largest one tested, so a larger one may be better still.";
  return chosen == 0 ? " It is the smallest one tested, so a smaller one may be better still." : "";
}

/// What the largest difference could still be, where none was seen.
std::string not_ruled_out(const ImpactContext& context) {
  const ParameterImpact& impact = context.impact;
  if (!impact.largest_effect) return "";
  const ValueEffect& effect = impact.effects[*impact.largest_effect];
  const std::string interval = interval_words(effect.objective, objective_of(context.project)->kind);
  if (interval.empty()) return " There are too few repeats for an interval.";
  return " That does not rule one out: the largest, " + step_text(impact, effect.from, effect.to) + ", gave " +
         format_difference(effect.objective, objective_of(context.project)->kind) + " (" + interval + ").";
}

bool has_clear_effect(const ParameterImpact& impact) {
  return std::any_of(impact.effects.begin(), impact.effects.end(), [&](const ValueEffect& effect) {
    const Index chosen = preferred_of(impact);
    return effect.real && (effect.from == chosen || effect.to == chosen);
  });
}

/// Of a value that has no clear effect itself: others may have.
bool others_differ(const ParameterImpact& impact) {
  return std::any_of(impact.effects.begin(), impact.effects.end(),
                     [](const ValueEffect& effect) { return effect.real; });
}

/// How the other values came out against the recommended one.
struct Standing {
  std::vector<std::string> clearly_behind;
  std::vector<std::string> ahead;  ///< though not clearly: "cnn-residual (0.3 points)"
};

Standing standing_of(const ImpactContext& context) {
  const ParameterImpact& impact = context.impact;
  const model::MetricInfo& objective = *objective_of(context.project);
  const double sign = objective.direction == model::Direction::minimize ? -1 : 1;
  const Index chosen = preferred_of(impact);
  Standing standing;
  for (const ValueEffect& effect : impact.effects) {
    if (effect.from != chosen && effect.to != chosen) continue;
    const Index other = effect.from == chosen ? effect.to : effect.from;
    const double gain = sign * (effect.from == chosen ? 1 : -1) * effect.objective.estimate;  // of the other one
    if (effect.real && gain < 0) standing.clearly_behind.push_back(value_text(impact, other));
    if (gain > 0) standing.ahead.push_back(value_text(impact, other) + " (" + format_size(gain, objective.kind) + ")");
  }
  return standing;
}

/// Why what the best configuration uses is not recommended; empty: it is, or there is none.
std::string reason_against_best(const ParameterImpact& impact) {
  if (!impact.used_by_best) return "";
  const Index used = *impact.used_by_best;
  const auto& chosen = impact.recommended;
  if (std::find(chosen.begin(), chosen.end(), used) != chosen.end()) return "";
  return " The best configuration uses " + value_text(impact, used) + ", although another value is clearly better.";
}

std::string untested_sentence(const ParameterImpact& impact, const std::string& pairs) {
  if (impact.used_by_best == preferred_of(impact))
    return "The best configuration uses " + value_text(impact, preferred_of(impact)) + "; in " + pairs +
           " nothing was repeated enough to tell a difference from noise.";
  return "A hint only: " + value_text(impact, preferred_of(impact)) + " came out best in " + pairs +
         ", and nothing was repeated enough to tell that from noise.";
}

std::string by_pairs_sentence(const ImpactContext& context) {
  const ParameterImpact& impact = context.impact;
  const std::string pairs = counted(impact.pairs_found, "controlled pair", "controlled pairs");
  const std::string against = reason_against_best(impact);
  const Standing standing = standing_of(context);
  if (is_untested(impact)) return untested_sentence(impact, pairs) + against;
  if (standing.clearly_behind.empty()) {
    const bool used = impact.used_by_best == preferred_of(impact);
    const bool differ = others_differ(impact);
    return (differ ? "Nothing is clearly better in " : "No clear difference in ") + pairs +
           (used ? ", so it may stay as it is in the best configuration: " : "; the best estimate is ") +
           value_text(impact, preferred_of(impact)) + "." + (differ ? "" : not_ruled_out(context)) + against;
  }
  std::string out = "Use " + value_text(impact, preferred_of(impact)) + ": in " + pairs +
                    " it is clearly better than " + listed_within(standing.clearly_behind, kMostNamed) + ".";
  std::vector<std::string> as_good;
  for (const Index value : impact.recommended) {
    if (value != preferred_of(impact)) as_good.push_back(value_text(impact, value));
  }
  if (!as_good.empty())
    out += " No worse by more than a little, with 95\u202f% certainty: " + listed_within(as_good, kMostNamed) + ".";
  if (!standing.ahead.empty())
    out += " Ahead of it, though not clearly: " + listed_within(standing.ahead, kMostNamed) + ".";
  const std::vector<std::string> others = left_out(impact);
  if (!others.empty()) out += " No pair compares it with " + listed_within(others, kMostNamed) + ".";
  out += at_end_sentence(impact);
  if (!impact.interactions.empty()) out += " It depends on other parameters, see below.";
  return out + against;
}

/// Experiments with a finite result that have one of the recommended values.
std::size_t experiments_behind(const ParameterImpact& impact) {
  std::size_t experiments = 0;
  for (const Index value : impact.recommended) experiments += impact.values[value].objective.n;
  return experiments;
}

std::string confounded_sentence(const ImpactContext& context) {
  const ParameterImpact& impact = context.impact;
  const std::string why =
      "No two experiments differ in this parameter alone, so what it does is not known; such a pair would tell.";
  if (impact.used_by_best == preferred_of(impact))
    return "The best configuration uses " + recommended_text(impact) + ". " + why;
  return "A hint only: " + recommended_text(impact) + " (" +
         counted(experiments_behind(impact), "experiment", "experiments") + ") had the best mean " +
         metric_in_sentence(*objective_of(context.project)) + ". " + why;
}

std::string best_tenth_sentence(const ImpactContext& context) {
  const ParameterImpact& impact = context.impact;
  const MeanRange range = mean_range(impact, MeanOf::objective);
  const std::string where = "between " + value_text(impact, impact.recommended.front()) + " and " +
                            value_text(impact, impact.recommended.back());
  const std::string who =
      "the best " + format_count(impact.best_count) + " of " + counted(range.experiments, "experiment", "experiments");
  if (is_spread_out(impact))
    return "Undecided: " + who + " lie " + where + ", which is most of what was tested. Other parameters changed too.";
  return "Search on " + where + ": there lie " + who + ". Other parameters changed too.";
}

}  // namespace

std::string recommended_text(const ParameterImpact& impact) {
  if (impact.recommended.empty()) return "";
  const bool is_search = impact.recommendation == Recommendation::best_tenth;
  if (is_search && is_spread_out(impact)) return "undecided";
  if (is_search || is_range(impact))
    return value_text(impact, impact.recommended.front()) + " to " + value_text(impact, impact.recommended.back());
  std::vector<std::string> values;
  for (const Index value : impact.recommended) values.push_back(value_text(impact, value));
  if (values.size() > kMostNamed) return listed_within(std::move(values), kMostNamed);
  return listed(values, " or ");
}

std::string rule_text(const ParameterImpact& impact) {
  switch (impact.recommendation) {
    case Recommendation::by_pairs:
      if (is_untested(impact)) return "a hint only, " + pairs_text(impact.pairs_found) + ", too few repeats";
      if (has_clear_effect(impact)) return "by " + pairs_text(impact.pairs_found);
      return (others_differ(impact) ? "nothing clearly better in " : "no clear difference in ") +
             pairs_text(impact.pairs_found);
    case Recommendation::confounded:
      return impact.used_by_best == preferred_of(impact) ? "used by the best, never changed alone"
                                                         : "a hint only, confounded";
    case Recommendation::best_tenth:
      return is_spread_out(impact) ? "the best tenth lies all over" : "best tenth of the search";
    case Recommendation::none:
      break;
  }
  return "";
}

std::string recommendation_sentence(const ImpactContext& context) {
  switch (context.impact.recommendation) {
    case Recommendation::by_pairs:
      return by_pairs_sentence(context);
    case Recommendation::confounded:
      return confounded_sentence(context);
    case Recommendation::best_tenth:
      return best_tenth_sentence(context);
    case Recommendation::none:
      break;
  }
  const model::MetricInfo* objective = objective_of(context.project);
  if (objective == nullptr || objective->direction == model::Direction::unknown)
    return "Nothing can be recommended: it is not known which metric says what is better.";
  return "Nothing can be recommended from these experiments.";
}

}  // namespace words
