#pragma once
/// Markdown that would take cmark-gfm seconds or gigabytes is found by counting, before it is parsed.

#include <optional>
#include <string_view>

#include "base/text/text_issue.h"

namespace base {

/// What makes `text` too costly to parse, or nothing. O(length).
/// Codes: md-too-large, md-table-columns (also rows much shorter than their header), md-nesting (markers of quotes and
/// lists at the start of a line), md-complex (more brackets or marks in one paragraph than any prose has, or
/// reference definitions that would expand to more than the text could hold).
std::optional<TextIssue> find_markdown_excess(std::string_view text);

}  // namespace base
