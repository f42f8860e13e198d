#pragma once
/// One experiment in words, and how many there are.

#include <string>
#include <string_view>

#include "model/findings/fwd.h"
#include "words/parts/phrase.h"

namespace words {

/// "12 experiments with 36 runs".
std::string what_there_is(const model::Findings& findings, const model::Project& project);

/// "Validation accuracy 95.3 → 96.9 % (+1.6 points, 95 % interval +0.9 to +2.3, 3 repeats each). Training takes 14 %
/// longer."
Phrase experiment_lede(const model::Findings& findings, const model::Experiment& experiment);

/// The reason alone, where a note says the whole sentence: "the gain is real" of "Keep this configuration because the
/// gain is real". Markdown.
std::string_view decision_reason_of(std::string_view reason);

/// What choosing each run's best point flatters by: "Best epoch: each run at its own best, which flatters. Picked by
/// the other runs it has 94.0 % ± 1.2; at the end of training 93.7 % ± 1.6."; empty: the objective is not judged at its
/// best.
std::string best_point_sentence(const model::Project& project, const model::Experiment& experiment);

}  // namespace words
