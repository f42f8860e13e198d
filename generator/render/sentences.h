#pragma once
/// Findings in words. Every sentence is made of numbers in Findings and says nothing that is not in them.

#include <string>
#include <string_view>
#include <vector>

#include "model/estimate.h"
#include "model/findings/fwd.h"
#include "render/site.h"

namespace render {

/// A change inside a sentence: "a higher learning rate", "rotation range 0.15", "horizontal flip", "no dropout rate",
/// "base model resnet-8". Plain text.
std::string change_phrase(const model::ParameterChange& change);

/// The most important finding of a project, plain text without a full stop: "Rotation range 0.15 and a higher learning
/// rate took validation accuracy from 94.1 % to 97.8 %" where the best improved on the baseline by its verdict; else
/// "EXP4 is the best of 12: …" with the baseline's value, unless that was measured on something else. Without a
/// best it says what there is, and whether all of it failed.
std::string headline(const Site& site, const model::Project& project);

/// What the headline leaves open: how many were compared, by what, the best with its uncertainty, its difference to the
/// baseline with the verdict in words, and what luck has in it. HTML; `root` leads to the site's root.
std::string project_lede_html(const Site& site, const model::Project& project, const std::string& root);

/// What else there is to tell, a sentence each: how the changes came out by verdict (or that without repeats nothing
/// can be told from noise), where secondary objectives are better or worse than the baseline's, the parameter that
/// matters most, the faster choice, where decisions and verdicts disagree.
/// HTML; empty without a best.
std::vector<std::string> project_story_html(const Site& site, const model::Project& project, const std::string& root);

/// "Validation accuracy 95.3 → 96.9 % (+1.6 points, 95 % interval +0.9 to +2.3, 3 repeats each). Training takes 14 %
/// longer."
std::string experiment_lede_html(const Site& site, const model::Experiment& experiment, const std::string& root);

/// "UCI digits · objective: validation accuracy, higher is better · baseline EXP001". Plain text.
std::string project_line(const Site& site, const model::Project& project);

/// The experiment that is best for `purpose`, or nullptr.
const model::BestConfiguration* find_best(const model::Project& project, model::Purpose purpose);
/// "Best for accuracy", "Lowest validation loss".
std::string purpose_title(const model::Project& project, model::Purpose purpose);
/// "± 0.3, 3 repeats"; "1 run, no interval" for n = 1. Plain text.
std::string certainty_text(const model::Estimate& estimate, model::ValueKind kind);

/// The reason alone, where a note says the whole sentence: "the gain is real" of "Keep this configuration because the
/// gain is real". Markdown.
std::string_view decision_reason_of(std::string_view reason);

/// Each guess of a project with what would change it.
struct Guess {
  std::string what;  ///< "Objective", "Direction", "Baseline", "What is ranked", "Grouping into experiments", "Roles of
                     ///< metrics"
  std::string chosen;
  std::string how;
  std::string setting;  ///< JSON for trialpress.json; may be empty
};
std::vector<Guess> guesses_of(const Site& site, const model::Project& project);

}  // namespace render
