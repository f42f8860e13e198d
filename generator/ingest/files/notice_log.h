#pragma once
/// Notices of one file or folder, kept within bounds.

#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "base/result.h"
#include "base/text/text_issue.h"
#include "model/notice.h"

namespace ingest {

inline constexpr std::size_t kMaxAlikeNotices = 20;

/// The first kMaxAlikeNotices of each file and code are kept; the rest are counted.
class NoticeLog {
 public:
  void add(model::Notice notice);
  /// In the order they came, each group that overflowed followed at the end by one notice with the count of the rest.
  std::vector<model::Notice> take();

 private:
  struct Group {
    std::uint64_t seen = 0;
    model::Notice rest;
  };
  std::vector<model::Notice> kept_;
  std::map<std::pair<std::string, std::string>, Group> groups_;
};

/// A parser's issue, and a system's error, as notices about `file`.
model::Notice notice_of(const base::TextIssue& issue, std::string file);
/// Codes: file-unreadable, file-missing, file-too-large, file-damaged. `consequence` says what was done: "no metric of
/// it is shown".
model::Notice notice_of(const base::Error& error, std::string file, const std::string& consequence);

}  // namespace ingest
