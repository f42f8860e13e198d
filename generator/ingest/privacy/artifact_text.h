#pragma once
/// Files that a run left for others to read, as they may be published.

#include <string>
#include <string_view>

#include "base/result.h"
#include "ingest/privacy/redact.h"

namespace ingest {

/// No zero byte stands in it.
bool is_text(std::string_view bytes);

/// `bytes` of the file `path` (told by its ending: JSON is redacted as a tree, CSV and TSV also by their columns and
/// guarded against formulas, all else line by line), unchanged where nothing is withheld. Pictures stay as they are.
/// Error::Kind::invalid: neither text nor a picture. Notices: one a rule and file. O(size).
base::Result<std::string> clean_artifact(const Redactor& redactor, const std::string& path, std::string bytes,
                                         const Redactor::Sink& notice);

}  // namespace ingest
