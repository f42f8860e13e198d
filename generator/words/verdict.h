#pragma once
/// A verdict in words, with what it rests on.

#include <string>

#include "model/estimate.h"
#include "model/findings/fwd.h"

namespace words {

/// "Validation accuracy 96.2 → 97.4 % (+1.2 points, 95 % interval +0.4 to +2.0, 3 repeats each): improved". Plain text
/// without a full stop. Without an objective or a verdict: empty.
std::string verdict_sentence(const model::Project& project, const model::Experiment& before,
                             const model::Experiment& after, const model::Comparison& comparison);

/// What the verdict rests on where a reader would wonder, as a sentence: the pooled deviation, the want of repeats, the
/// changed data set, the correction for many comparisons. Plain text; empty: nothing to add.
std::string verdict_reason(const model::Project& project, const model::Comparison& comparison);

/// "About 9 repeats of each would tell a difference of this size from noise."; empty: not known, or no question.
std::string repeats_needed_text(const model::Comparison& comparison);

/// What a decision and a verdict say to each other where they differ: "Kept, although the change made it worse.";
/// empty: they agree, or there is nothing to set against each other.
std::string agreement_text(const model::Experiment& experiment);

/// "3 repeats each", "1 run each", "3 and 5 runs".
std::string repeats_text(const model::Estimate& one, const model::Estimate& other);
/// "96.8 to 97.6 %": the 95 % interval of a mean, with the digits of its deviation; empty where there is none.
std::string value_interval(const model::Estimate& estimate, model::ValueKind kind);
/// "95 % interval +0.4 to +2.0"; empty where there is none.
std::string interval_words(const model::Difference& difference, model::ValueKind kind);
/// "95.3 → 96.9 %": the unit once where both have the same.
std::string from_to(const model::Estimate& from, const model::Estimate& to, model::ValueKind kind);

}  // namespace words
