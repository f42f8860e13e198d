#pragma once
/// What a row of the log of a loop of experiments says beyond what every run has. Such a log is kept by a person or an
/// agent who changes something, measures, appends one row, and keeps the change or takes it back.

#include <cstdint>
#include <string>
#include <vector>

namespace model {

/// A setting and its change as prose tells it: "LR 0.04 -> 0.06". Nobody compared configurations.
struct SaidChange {
  std::string parameter;
  std::string old_value;  ///< empty: not said
  std::string new_value;
  bool operator==(const SaidChange&) const = default;
};

struct LoopRow {
  std::uint32_t number = 0;  ///< place among the rows of its log, from 1, which is the order of tries; 0: no such row
  std::string commit;        ///< as written; empty: none is given
  std::string commit_url;    ///< the page of the commit, where the repository is known; else empty
  std::vector<SaidChange> changes;  ///< in the order of the text
  /// The log itself names the objective (a line of settings, a column that holds its name); else the run's objective is
  /// only the first measured column.
  bool objective_said = false;
  bool operator==(const LoopRow&) const = default;
};

}  // namespace model
