#include "ingest/files/notice_log.h"

#include <algorithm>

namespace ingest {

void NoticeLog::add(model::Notice notice) {
  Group& group = groups_[{notice.file, notice.code}];
  ++group.seen;
  if (group.seen <= kMaxAlikeNotices) {
    kept_.push_back(std::move(notice));
    return;
  }
  if (group.seen == kMaxAlikeNotices + 1) {
    group.rest = {.severity = notice.severity, .code = notice.code, .file = notice.file, .at = notice.at, .count = 0};
  }
  group.rest.severity = std::max(group.rest.severity, notice.severity);
  group.rest.count += notice.count;
}

std::vector<model::Notice> NoticeLog::take() {
  for (auto& [place, group] : groups_) {
    if (group.seen <= kMaxAlikeNotices) continue;
    group.rest.what = "and " + std::to_string(group.rest.count) + " more like those before, from here on";
    kept_.push_back(std::move(group.rest));
  }
  groups_.clear();
  return std::exchange(kept_, {});
}

model::Notice notice_of(const base::TextIssue& issue, std::string file) {
  return {.severity = issue.severity, .code = issue.code, .file = std::move(file), .at = issue.at, .what = issue.what};
}

model::Notice notice_of(const base::Error& error, std::string file, const std::string& consequence) {
  const char* code = "file-unreadable";
  if (error.kind == base::Error::Kind::missing) code = "file-missing";
  if (error.kind == base::Error::Kind::limit) code = "file-too-large";
  if (error.kind == base::Error::Kind::invalid || error.kind == base::Error::Kind::unsupported) code = "file-damaged";
  return {.severity = base::Severity::error,
          .code = code,
          .file = std::move(file),
          .what = error.what + "; " + consequence};
}

}  // namespace ingest
