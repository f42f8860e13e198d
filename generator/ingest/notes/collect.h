#pragma once
/// Puts what stands under the template's headings into the fields of a note.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/markdown/markdown.h"
#include "base/text/text_issue.h"
#include "ingest/notes/placeholder.h"
#include "ingest/notes/template.h"
#include "model/note.h"

namespace ingest {

/// What stands on one line after a label, and opens no section: a date, a name, an id.
bool is_single_value(NoteSection section);

class NoteCollector {
 public:
  /// `lines_before`: lines of the file before the text whose lines the items count.
  NoteCollector(model::Note& note, std::vector<base::TextIssue>& issues, const DefinedLabels& defined,
                std::uint32_t lines_before)
      : note_(note), issues_(issues), defined_(defined), lines_before_(lines_before) {}

  /// One item, or one paragraph, under the heading of `section`. Placeholders leave nothing behind.
  /// REQUIRES: `section` is not prose, run_notes or changes.
  void take(NoteSection section, const base::MarkdownItem& item);
  void take_text(NoteSection section, std::string text, std::uint32_t line);
  /// The date, name, id or tags in `text`; of run_notes, the date or else the title. The first one given stays; front
  /// matter came first. Issue: note-date (a date that is no ISO date).
  void take_value(NoteSection section, std::string_view text, std::uint32_t line);

 private:
  void take_observation(NoteSection section, const base::MarkdownItem& item);
  void take_tasks(const base::MarkdownItem& item, const std::string& prefix);
  void take_issue(const base::MarkdownItem& item);
  void take_decision(const base::MarkdownItem& item);
  void take_date(std::string_view text, std::uint32_t line);
  std::vector<std::string>& entries_of(NoteSection section);

  model::Note& note_;
  std::vector<base::TextIssue>& issues_;
  const DefinedLabels& defined_;
  std::uint32_t lines_before_;
};

}  // namespace ingest
