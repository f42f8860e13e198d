#pragma once
/// Collects the issues of one text and keeps their number bounded, whatever the text does.

#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "base/text/text_issue.h"

namespace base {

/// The first kMaxIssuesPerCode of a code are kept as they are; of the rest only the number, told by one more issue.
class IssueLog {
 public:
  static constexpr std::uint64_t kMaxIssuesPerCode = 100;

  void add(Severity severity, std::string code, Position at, std::string what) {
    Seen& seen = seen_[code];
    ++seen.count;
    if (seen.count <= kMaxIssuesPerCode) {
      issues_.push_back({severity, std::move(code), at, std::move(what)});
    } else if (seen.count == kMaxIssuesPerCode + 1) {
      seen.summary = issues_.size();
      issues_.push_back({severity, std::move(code), at, "one more like this"});
    } else {
      issues_[seen.summary].what =
          "from here on " + std::to_string(seen.count - kMaxIssuesPerCode) + " more like this, not listed one by one";
    }
  }

  const std::vector<TextIssue>& issues() const { return issues_; }
  std::vector<TextIssue> take() { return std::exchange(issues_, {}); }

 private:
  struct Seen {
    std::uint64_t count = 0;
    std::size_t summary = 0;
  };
  std::map<std::string, Seen> seen_;
  std::vector<TextIssue> issues_;
};

}  // namespace base
