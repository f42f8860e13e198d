#pragma once
/// What a parameter does, in words: effects, interactions, importance. Every sentence is made of numbers in Findings
/// and gives the n it rests on. What to use next: recommendation_text.h.

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "model/findings/experiment.h"
#include "model/findings/impact.h"
#include "model/findings/project.h"
#include "model/index.h"
#include "render/site.h"
#include "words/parts/enum_words.h"

namespace render {

/// A parameter's impact with what its numbers mean.
struct ImpactContext {
  const Site& site;
  const model::Project& project;
  const model::ParameterImpact& impact;
};

/// The first metric of training time of a project; nothing: none.
std::optional<model::Index> training_time_metric(const model::Project& project);
/// Times can only be compared on one kind of machine: whether all experiments of the project ran on the same.
bool on_one_machine(const Site& site, const model::Project& project);

/// "improved", "regressed", "within noise", "not enough repeats" (no p: it cannot be tested), "differs" (the objective
/// has no direction).
words::Word effect_word(const model::Project& project, const model::ValueEffect& effect);

inline constexpr std::size_t kMostNamed = 4;
/// "a, b and 3 more": at most `most` items.
std::string named(std::vector<std::string> items, std::size_t most = kMostNamed);

/// A tested value as shown; numbers of many digits shortened.
std::string value_text(const model::ParameterImpact& impact, model::Index value);
/// "0.001 → 0.01" of two tested values.
std::string step_text(const model::ParameterImpact& impact, model::Index from, model::Index to);
/// "3 pairs", "1 pair".
std::string pairs_text(std::size_t pairs);

/// "learning_rate 0.001 → 0.01 changed validation accuracy by +1.2 points (95 % interval +0.4 to +2.0, 3 controlled
/// pairs, adjusted p 0.01): improved." of the largest effect; without a pair, the range of marginal means and that it
/// is confounded. Plain text.
std::string impact_sentence(const ImpactContext& context);

/// "Which of 16 and 64 is better depends on optimizer: from EXP003 to EXP004 (optimizer adam) …". HTML, with links to
/// the experiments.
std::string interaction_html(const ImpactContext& context, const model::Interaction& interaction,
                             const std::string& root);

/// "It changes exactly when optimizer.momentum does, so what each of them does cannot be told."; empty: nothing of that
/// kind. Plain text.
std::string together_sentence(const model::ParameterImpact& impact);

/// "26 %"; where there is none, why: "too few experiments", "counted with optimizer.momentum", "too few per value".
std::string importance_text(const model::Project& project, const model::ParameterImpact& impact);

/// Lowest and highest marginal mean, and the experiments behind all of them.
struct MeanRange {
  double low = model::kMissing, high = model::kMissing;
  std::size_t experiments = 0, values = 0;
};
/// Of the objective (`time`: of training time), over values with a finite mean.
enum class MeanOf : std::uint8_t { objective, time };
MeanRange mean_range(const model::ParameterImpact& impact, MeanOf what);

}  // namespace render
