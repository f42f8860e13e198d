#pragma once
/// Which values of a parameter to use next, in words: by which rule, and how far that can be trusted.

#include <string>

#include "model/findings/fwd.h"
#include "words/parameter.h"

namespace words {

/// Recommended values for a table: "0.003 or 0.01", "0.1 to 0.4" (neighbouring numbers), "undecided"
/// (every value is).
std::string recommended_text(const model::ParameterImpact& impact);
/// The rule in a few words, for a table: "by 4 pairs", "no clear difference in 1 pair", "a hint only,
/// confounded, 3 experiments", "best tenth of the search".
std::string rule_text(const model::ParameterImpact& impact);
/// What to use next, why, and how far that can be trusted. One to three sentences.
std::string recommendation_sentence(const ImpactContext& context);

}  // namespace words
