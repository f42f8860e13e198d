#pragma once
/// From a note as it stands on disk to what is published of it.

#include <string>

#include "ingest/ingest.h"
#include "ingest/privacy/redact.h"

namespace ingest {

/// Withholds secrets and home folders in `raw.text` (the whole file), then reads it. Notices name `raw.file` as it is
/// given; the note and its text get `place`.
ParsedNote finish_note(const model::NoteText& raw, const std::string& place, const Redactor& redactor,
                       const Redactor::Sink& notice);

}  // namespace ingest
