#pragma once
/// What luck has in the best of many.

#include "model/findings/fwd.h"
#include "words/parts/phrase.h"

namespace words {

/// "EXP009 is the best of 30 tried: 97.2 % (95 % interval 96.8 to 97.6 %, 3 repeats). 4 others cannot be told from it:
/// EXP004, … The best of 30 equal ones would lead their mean by about 0.4 points by luck alone." Says so where some
/// could not be tested. Empty without a winner or anything to choose from.
Phrase luck_sentences(const model::Findings& findings, const model::Project& project);

/// The same in short, to go on with: " Of the 12 tried, EXP4 cannot be told from it; the best of 12 equal ones would
/// lead their mean by 0.4 points through luck alone." `best`: the one that "it" is. Empty: fewer than three.
Phrase luck_clause(const model::Findings& findings, const model::Project& project, const model::Experiment& best);

}  // namespace words
