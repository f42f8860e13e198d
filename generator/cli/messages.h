#pragma once
/// Notices and guesses as text: for the terminal, for GitHub Actions, for its job summary.

#include <cstddef>
#include <span>
#include <string>

#include "model/findings/fwd.h"
#include "model/notice.h"

namespace cli {

struct NoticeCounts {
  std::size_t errors = 0, warnings = 0, notes = 0;
};
NoticeCounts count_notices(std::span<const model::Notice> notices);
/// "0 errors, 1 warning, 13 notes"
std::string counts_text(const NoticeCounts& counts);

/// "runs/a/config.json:3:10: warning: key "lr" given twice [json-duplicate-key]", without control characters.
std::string notice_line(const model::Notice& notice);
/// At most kMaxNoticeLines lines, errors first, then a line that says how many more there are.
std::string notice_lines(std::span<const model::Notice> notices);
inline constexpr std::size_t kMaxNoticeLines = 200;

/// Workflow commands "::warning file=…,line=…::…" (at most 10 of a severity: GitHub shows no more), escaped.
std::string annotations(std::span<const model::Notice> notices);
/// Guesses, one line each, with the setting that would change them.
std::string guess_lines(const model::Findings& findings);
/// Markdown: counts, best experiments, what changed since the last build, problems.
std::string job_summary(const model::Findings& findings, std::size_t runs, std::span<const model::Notice> notices);

}  // namespace cli
