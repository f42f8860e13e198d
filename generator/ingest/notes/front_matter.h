#pragma once
/// The YAML between "---" lines that a note may start with.

#include <cstdint>
#include <string_view>
#include <vector>

#include "base/text/text_issue.h"
#include "model/note.h"

namespace ingest {

struct SplitNote {
  std::string_view yaml;         ///< empty if there is none
  std::string_view text;         ///< the Markdown after it
  std::uint32_t first_line = 1;  ///< line of the file on which `text` starts; `yaml` starts on line 2
  bool has_front_matter = false;
};
/// A file whose first line is "---" has front matter up to the next line "---" or "..."; without one it has none.
SplitNote split_front_matter(std::string_view file_text);

/// Fills front_matter, title, date, experimenter, parent, tags, decision, decision_reason and motivation of `note`.
/// Keys: title, date, experimenter or author, parent, tags, decision, decision_reason or reason, motivation. Issues get
/// lines of the file: those of parse_yaml (as warnings), note-field (a list or map where a text was expected),
/// note-date (no ISO date). False if the YAML is well-formed but no map: two lines across a page with prose between
/// them.
bool read_front_matter(std::string_view yaml, model::Note& note, std::vector<base::TextIssue>& issues);

}  // namespace ingest
