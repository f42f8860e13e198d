#pragma once
/// What was found and what it took, in sentences: the winner and the luck in it, its change from the baseline, what was
/// kept and what all of it cost.

#include <string>
#include <vector>

#include "model/findings/fwd.h"
#include "render/site.h"

namespace render {

/// "EXP009 is the best of 30 tried: 97.2 % (95 % interval 96.8 to 97.6 %, 3 repeats). 4 others cannot be told from it:
/// EXP004, … The best of 30 equal ones would lead their mean by about 0.4 points by luck alone." Says so where some
/// could not be tested. HTML; `root` leads to the site's root. Empty without a winner or anything to choose from.
std::string luck_html(const Site& site, const model::Project& project, const std::string& root);

/// An experiment against the baseline, for the objective: "Against the baseline EXP001: …: improved." with what the
/// verdict rests on. Plain text; empty for the baseline itself and without a verdict.
std::string versus_baseline_text(const Site& site, const model::Experiment& experiment);

/// The same for training time, memory and inference time, one sentence each, those that both have and that are no
/// secondary objectives: "Training time 4.1 →
/// 2.7 s (−34 %; −1.4 s, 95 % interval −1.8 s to −1.0 s)." Plain text.
std::vector<std::string> cost_changes(const Site& site, const model::Experiment& experiment);

/// "7 of 21 changes kept, 9 discarded, 5 undecided. 41 runs, 3 h 05 min of training in total (38 of them say how
/// long)." Plain text.
std::string progress_text(const Site& site, const model::Project& project);

/// "Training time", "Memory", "Inference time".
std::string cost_title(model::Role role);

}  // namespace render
