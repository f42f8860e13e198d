#pragma once
/// A loop of experiments in words: what was kept, how much of it may be luck, what came since.

#include <optional>
#include <string>
#include <vector>

#include "model/findings/fwd.h"
#include "words/parts/phrase.h"

namespace words {

/// "Validation loss went from 0.852 to 0.271 in 49 tries, 7 of which were kept", without a full stop; nothing where the
/// project is no loop, or no mean of the objective is known of its first and its best kept one.
std::optional<std::string> loop_headline(const model::Findings& findings, const model::Project& project);

/// A sentence each: how many were kept, discarded and failed; how much of the gain may be luck; which changes are
/// clear; what chance alone would have kept since; what to measure again; which were kept or discarded against their
/// value; what was tried since the last one that was kept. Empty where the project is no loop.
std::vector<Phrase> loop_story(const model::Findings& findings, const model::Project& project);

}  // namespace words
