#pragma once
/// What shows by itself that a file is damaged, whoever would have read it.

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "base/files/files.h"
#include "base/text/text_issue.h"
#include "model/notice.h"

namespace ingest {

/// Of a text; a control character further behind is left to its reader.
inline constexpr std::size_t kBytesOfBeginning = 64;
struct Damage {
  base::Severity severity = base::Severity::error;
  base::Position at;
  std::string what;        ///< a sentence: "its first 64 bytes are NUL"
  bool is_absent = false;  ///< what was there is elsewhere, and whole
};

/// Code: file-damaged.
model::Notice notice_of(const Damage& damage, std::string file);

/// In the first bytes of a text, which the ending of its name says that it is (csv, json, log, txt, yaml and the like):
/// NUL or control characters that no text has, as a power cut leaves them. Blanks, backspaces and escape sequences of
/// terminals are text, and so is UTF-16. `head` is without compression.
std::optional<Damage> find_damaged_beginning(std::string_view name, std::string_view head);

/// The same, and what a file that was cut shows: a JSON document or a line of JSON Lines that ends within, a table
/// that ends within its header (warning: it may be all there was), a database in SQLite that is shorter than it says
/// or whose first bytes are gone. A pointer of Git LFS, under any name, stands for a file that was not fetched. Nothing
/// of a file that cannot be read. O(1 MiB) at most.
std::optional<Damage> find_damage(const base::FileReader& files, const std::string& path);

}  // namespace ingest
