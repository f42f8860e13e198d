#include "ingest/assemble/note_text.h"

#include "ingest/files/notice_log.h"

namespace ingest {

ParsedNote finish_note(const model::NoteText& raw, const std::string& place, const Redactor& redactor,
                       const Redactor::Sink& notice) {
  const std::string text = redactor.redact_prose(raw.text, raw.file, raw.first_line, notice);
  ParsedNote parsed = parse_note(text, place, raw.folder);
  if (!parsed.note.front_matter.is_null()) redactor.redact_tree(parsed.note.front_matter, raw.file, notice);
  for (const base::TextIssue& issue : parsed.issues) notice(notice_of(issue, raw.file));
  return parsed;
}

}  // namespace ingest
