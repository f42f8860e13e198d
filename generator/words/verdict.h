#pragma once
/// A verdict in words, with what it rests on.

#include <string>

#include "model/estimate.h"
#include "model/findings/fwd.h"

namespace words {

/// "clearly better"; "probably better (78 %)", with the chance; "one run each, not tested". Empty: none.
/// `before` and `after` are the two sides of the comparison, of `project`.
std::string verdict_text(const model::Project& project, const model::Experiment& before, const model::Experiment& after,
                         const model::Comparison& comparison);
/// The same without the two sides: "not tested" whatever the number of runs.
std::string verdict_text(const model::Comparison& comparison);

/// "Validation accuracy 86.1 → 90.7 %, clearly better (+4.6 points, 95 % interval +3.1 to +6.1, 3 repeats each)". Plain
/// text without a full stop. Without an objective or a difference: empty, or why there is none.
std::string verdict_sentence(const model::Project& project, const model::Experiment& before,
                             const model::Experiment& after, const model::Comparison& comparison);

/// What the verdict rests on where a reader would wonder, as a sentence: whose noise was lent, the want of repeats, the
/// changed data set, the other comparisons. Plain text; empty: nothing to add.
std::string verdict_reason(const model::Project& project, const model::Comparison& comparison);

/// "About 9 repeats of each would settle a difference of 1 point."; empty: not known, or no question.
std::string repeats_needed_text(const model::Project& project, const model::Comparison& comparison);

/// How noisy the repeats of a project are, for a reader who asks how sure a verdict is: "Noise is known from the
/// repeats of 30 experiments, 81 degrees of freedom; how noisy they are differs a lot." Empty: not known.
std::string noise_text(const model::Project& project);

/// What a decision and a verdict say to each other where they differ: "Kept, although probably worse (81 %).";
/// empty: they agree, or there is nothing to set against each other.
std::string agreement_text(const model::Experiment& experiment);

/// "78 %" of 0.783: never 0 or 100.
std::string chance_text(double chance);
/// "3 repeats each", "1 run each", "3 and 5 runs".
std::string repeats_text(const model::Estimate& one, const model::Estimate& other);
/// "96.8 to 97.6 %": the 95 % interval of a mean, with the digits of its deviation; empty where there is none. Of a
/// share or a percentage it is cut at the ends of its range, and says so: "97.1 to 100 % (cut at 100 %)".
std::string value_interval(const model::Estimate& estimate, model::ValueKind kind);
/// "95 % interval +0.4 to +2.0"; empty where there is none.
std::string interval_words(const model::Difference& difference, model::ValueKind kind);
/// "95.3 → 96.9 %": the unit once where both have the same.
std::string from_to(const model::Estimate& from, const model::Estimate& to, model::ValueKind kind);

}  // namespace words
