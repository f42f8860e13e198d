#pragma once
/// What a parameter does, in words: effects, interactions, importance. Every sentence is made of numbers in Findings
/// and gives the n it rests on. What to use next: recommendation.h.

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "model/findings/fwd.h"
#include "model/index.h"
#include "model/run.h"
#include "words/parts/enum_words.h"
#include "words/parts/phrase.h"

namespace words {

/// A parameter's impact with what its numbers mean.
struct ImpactContext {
  const model::Findings& findings;
  const model::Project& project;
  const model::ParameterImpact& impact;
};

/// The first metric of training time of a project; nothing: none.
std::optional<model::Index> training_time_metric(const model::Project& project);
/// Times can only be compared on one kind of machine: whether all experiments of the project ran on the same.
bool on_one_machine(const model::Findings& findings, const model::Project& project);

/// The word of its verdict; "no result" where no difference is finite, "differs" where the objective has no direction.
Word effect_word(const model::Project& project, const model::ValueEffect& effect);

inline constexpr std::size_t kMostNamed = 4;  ///< parts of a list of values or parameters

/// A tested value as shown; numbers of many digits shortened.
std::string value_text(const model::ParameterImpact& impact, model::Index value);
/// "0.001 → 0.01" of two tested values.
std::string step_text(const model::ParameterImpact& impact, model::Index from, model::Index to);
/// "3 pairs", "1 pair".
std::string pairs_text(std::size_t pairs);

/// "learning_rate 0.001 → 0.01 changed validation accuracy by +1.2 points (95 % interval +0.4 to +2.0, 3 controlled
/// pairs, adjusted p 0.01): clearly better." of the largest effect; without a pair, the range of marginal means and
/// that it is confounded.
std::string impact_sentence(const ImpactContext& context);

/// "What adam → sgd does depends on lr: +1.2 points from EXP003 to EXP004 (lr 0.1), but −0.4 points from …".
Phrase interaction_sentence(const ImpactContext& context, const model::Interaction& interaction);

/// "It changes exactly when optimizer.momentum does, so what each of them does cannot be told."; empty: nothing of that
/// kind.
std::string together_sentence(const model::ParameterImpact& impact);

/// Whether importance was asked for, as in searches: else nothing is said of it.
bool has_weighed(const model::Project& project);
/// "3.1", and "1.04" of what is hardly above 1.
std::string times_of_chance(double times);
/// "3.1 times chance", "no more than chance"; where it was not asked for, why: "too few experiments", "counted with
/// optimizer.momentum", "too few experiments per value", "of searches alone".
std::string importance_text(const model::Project& project, const model::ParameterImpact& impact);

/// Lowest and highest marginal mean, and the experiments behind all of them.
struct MeanRange {
  double low = model::kMissing, high = model::kMissing;
  std::size_t experiments = 0, values = 0;
};
/// Of the objective (`time`: of training time), over values with a finite mean.
enum class MeanOf : std::uint8_t { objective, time };
MeanRange mean_range(const model::ParameterImpact& impact, MeanOf what);

}  // namespace words
