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

}  // namespace words
