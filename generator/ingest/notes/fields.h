#pragma once
/// What single lines under the template's headings mean.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/markdown/markdown.h"
#include "ingest/notes/placeholder.h"
#include "model/note.h"

namespace ingest {

/// "Keep this configuration because it is faster" → keep, "it is faster". The first word decides, in any case; a text
/// that starts with neither word is open, with all of it as the reason. Nothing for a text that says nothing.
struct SaidDecision {
  model::Decision decision = model::Decision::open;
  std::string reason;
  bool operator==(const SaidDecision&) const = default;
};
std::optional<SaidDecision> read_decision(std::string_view text, const DefinedLabels& defined);

/// "loss is NaN at step 300: clipped gradients" → issue and resolution. Parted at " - resolved: ", else at an arrow,
/// else at the first ": ", each outside code, links and brackets. "open", "unresolved" and the like are no resolution.
/// Nothing for "none" and for a text that says nothing.
std::optional<model::NoteIssue> read_issue(const base::MarkdownItem& item, const DefinedLabels& defined);

/// The item and those in it on one line, without placeholders; empty if nothing was said, or "none".
std::string entry_text(const base::MarkdownItem& item, const DefinedLabels& defined);

/// The first "YYYY-MM-DD" in a text that is a day of the calendar; empty if there is none.
std::string find_iso_date(std::string_view text);

/// The tags of "vision, baseline".
void append_tags(std::vector<std::string>& tags, std::string_view text);

}  // namespace ingest
