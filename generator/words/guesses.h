#pragma once
/// What was guessed about a project, and what would change it.

#include <string>
#include <vector>

#include "model/findings/fwd.h"

namespace words {

struct Guess {
  std::string what;  ///< "Kind of project", "Objective", "Direction", "Baseline", "What is ranked", "Grouping", "Roles
                     ///< of metrics"
  std::string chosen;
  std::string how;
  std::string setting;  ///< JSON for trialpress.json; may be empty
};
/// In the order above; what was set, or said in notes, is no guess.
std::vector<Guess> guesses_of(const model::Findings& findings, const model::Project& project);

}  // namespace words
