#pragma once
/// What changed since the previous site, as a list of sentences: the same on pages, in data, feed, terminal and
/// summary.

#include <optional>
#include <string>
#include <vector>

#include "model/findings/fwd.h"
#include "model/findings/since_last.h"
#include "model/index.h"

namespace words {

struct ListedChange {
  std::string kind;  ///< "objective", "new_best", "verdict", "decision", "new_experiment", "new_runs", "task", "gone"
  std::optional<model::Index> project, experiment;  ///< nothing: gone
  std::string before, now;                          ///< ids, verdicts, decisions, metrics, by kind; may be empty
  std::string sentence;                             ///< plain text without a full stop, safe to show on one line
  bool regression = false;
  const model::SinceLast::NewBest* best = nullptr;  ///< of "new_best"
};

/// In the order of the kinds above, each in the order of Findings. REQUIRES: findings.since_last.
std::vector<ListedChange> list_changes(const model::Findings& findings);

/// The regressions alone, as `check --regressions` prints them: experiment and sentence.
std::vector<ListedChange> list_regressions(const model::Findings& findings);

}  // namespace words
