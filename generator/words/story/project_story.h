#pragma once
/// A project in words. Every sentence is made of numbers in Findings and says nothing that is not in them.

#include <string>
#include <vector>

#include "model/findings/fwd.h"
#include "words/parts/phrase.h"

namespace words {

/// The most important finding of a project, without a full stop: "Validation accuracy (best epoch) rose from 94.1 % to
/// 97.8 %: a higher learning rate clearly helped, dropout 0.5 probably" where the interval of the best against the
/// baseline leaves out 0, with the changes on the way that count by their verdicts; else
/// "EXP4 is the best of 12: …" with the baseline's value, unless that was measured on something else. Without a
/// best it says what there is, and whether all of it failed.
std::string headline(const model::Findings& findings, const model::Project& project);

/// What the headline leaves open: how many were compared, by what, the best with its uncertainty, its difference to the
/// baseline with the verdict in words, and what luck has in it.
Phrase project_lede(const model::Findings& findings, const model::Project& project);

/// What else there is to tell, a sentence each: how the changes came out by verdict (or that without repeats nothing
/// can be told from noise), where secondary objectives are better or worse than the baseline's, the parameter that
/// matters most, the faster choice, what was measured on something else, where decisions and verdicts disagree.
/// Empty without a best.
std::vector<Phrase> project_story(const model::Findings& findings, const model::Project& project);

/// "UCI digits · objective: validation accuracy, higher is better · baseline EXP001".
std::string project_line(const model::Findings& findings, const model::Project& project);

}  // namespace words
