#pragma once
/// A leaderboard in words: who leads, who leads among the small and the fast, and what is too close to call.

#include <cstddef>
#include <string>

#include "model/findings/fwd.h"
#include "model/index.h"
#include "words/story/kind_story.h"

namespace words {

/// What a row is called: the parameter that names it, else the experiment.
std::string row_name(const model::Findings& findings, const model::Project& project, model::Index experiment);
/// "models"; "entries" where no parameter says what they are.
std::string row_noun(const model::Project& project, std::size_t count);

/// REQUIRES: Project::leaderboard. The lede is empty where nothing is ranked: why, that of any project says.
KindStory leaderboard_story(const model::Findings& findings, const model::Project& project);

}  // namespace words
