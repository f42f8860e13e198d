#pragma once
/// What a parser found wrong, or odd, in a text. Parsers in this room return these beside what they could
/// read; ingest turns them into model::Notice by adding the file.

#include <cstdint>
#include <string>

namespace base {

/// A place in a text, both from 1; 0 means not known. Columns count characters (code points), not bytes.
struct Position {
  std::uint32_t line = 0;
  std::uint32_t column = 0;
  bool operator==(const Position&) const = default;
};

enum class Severity : std::uint8_t {
  note,     ///< worth a word; nothing was lost
  warning,  ///< read, but something is doubtful or was left out
  error,    ///< something could not be read
};

struct TextIssue {
  Severity severity = Severity::error;
  std::string code;  ///< stable, kebab-case, e.g. "json-syntax", "csv-short-row"
  Position at;
  std::string what;  ///< one sentence without the place
  bool operator==(const TextIssue&) const = default;
};

}  // namespace base
