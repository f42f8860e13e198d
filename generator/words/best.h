#pragma once
/// The best configurations in words: what they are best for, their change from the baseline, and what all of it cost.

#include <string>
#include <vector>

#include "model/estimate.h"
#include "model/findings/fwd.h"
#include "model/run.h"

namespace words {

/// The experiment that is best for `purpose`, or nullptr.
const model::BestConfiguration* find_best(const model::Project& project, model::Purpose purpose);
/// "Best for accuracy", "Lowest validation loss".
std::string purpose_title(const model::Project& project, model::Purpose purpose);
/// What it was chosen by, a sentence: "Highest mean of validation accuracy; 2 of 7 experiments are left out, since …".
/// REQUIRES: the project has an objective.
std::string rule_text(const model::Project& project, const model::BestConfiguration& best);
/// "± 0.3, 3 repeats"; "1 run, no interval" for n = 1.
std::string certainty_text(const model::Estimate& estimate, model::ValueKind kind);

/// An experiment against the baseline, for the objective: "Against the baseline EXP001: …: improved." with what the
/// verdict rests on. Empty for the baseline itself and without a verdict.
std::string versus_baseline_text(const model::Findings& findings, const model::Experiment& experiment);

/// The same for training time, memory and inference time, one sentence each, those that both have and that are no
/// secondary objectives: "Training time 4.1 → 2.7 s (−34 %; −1.4 s, 95 % interval −1.8 s to −1.0 s)."
std::vector<std::string> cost_changes(const model::Findings& findings, const model::Experiment& experiment);

/// "7 of 21 changes kept, 9 discarded, 5 undecided. 41 runs, 3 h 05 min of training in total (38 of them say how
/// long)."
std::string progress_text(const model::Findings& findings, const model::Project& project);

/// "Training time", "Memory", "Inference time".
std::string cost_title(model::Role role);

}  // namespace words
