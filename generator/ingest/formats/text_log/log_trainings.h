#pragma once
/// Which trainings a text log holds, one after another.

#include <cstddef>
#include <string>
#include <vector>

#include "ingest/formats/text_log/log_facts.h"
#include "ingest/formats/text_log/log_pass.h"

namespace ingest {

/// Where a count goes back to its start after it was past it, another training begins; so it does where the fold, the
/// run or the seed changes.
class LogTrainings {
 public:
  /// `facts`: parallel to the shapes of `log`. Both must outlive it. O(events).
  LogTrainings(const LogEvents& log, const std::vector<LogShapeFacts>& facts);

  /// Indexes of events, one at least, rising.
  const std::vector<std::size_t>& begins() const { return begins_; }
  /// Whether a number of a fold, a run or a seed tells several trainings apart, no two alike.
  bool are_named() const;
  /// What tells the lines of words before several trainings apart, no two alike: "SGD" and "Adam" of "Running SGD …"
  /// and "Running Adam …". Empty: nothing does.
  const std::vector<std::string>& titles() const { return titles_; }
  /// Whether settings were printed before each of several trainings, no two alike.
  bool settings_differ() const;
  /// The last that were printed before a training and after the one before it; null: none.
  const LogSettingsGroup* settings_before(std::size_t training) const;

 private:
  const LogEvents& log_;
  void find_titles();

  std::vector<std::size_t> begins_;
  std::vector<std::string> titles_;
};

}  // namespace ingest
