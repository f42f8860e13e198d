#pragma once
/// A search in words: its best trial, which others may be as good, what to repeat, which settings matter.

#include <string>

#include "model/findings/fwd.h"
#include "words/parts/phrase.h"
#include "words/story/kind_story.h"

namespace words {

/// Headline: "trial-86 is the best of 100 trials with validation loss 1.443, but 37 others may be as good". Lede: what
/// there is, the best and the median. Story: how far trials can be told from the best, and by what noise; which to run
/// again; which settings set good trials apart; how many trials came since the last improvement; which were measured
/// otherwise. REQUIRES: Project::search.
KindStory search_story(const model::Findings& findings, const model::Project& project);

/// "11 settings do no more than chance beside these: dropout, l2_reg and 9 more." Empty where none was weighed in vain.
Phrase below_chance_sentence(const model::Project& project);

}  // namespace words
