#pragma once
/// The headline, the lede and the story of projects that are told in a way of their own: a list of kinds.

#include <optional>
#include <string>
#include <vector>

#include "model/findings/fwd.h"
#include "words/parts/phrase.h"

namespace words {

/// Nothing: it is told as a log or a loop is.
struct KindStory {
  std::string headline;       ///< without a full stop
  Phrase lede;                ///< empty: that of any project
  std::vector<Phrase> story;  ///< a sentence or two each
};
std::optional<KindStory> story_of_kind(const model::Findings& findings, const model::Project& project);

}  // namespace words
