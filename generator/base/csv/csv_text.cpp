#include "base/csv/csv_text.h"

namespace base {

bool starts_formula(std::string_view cell) {
  if (cell.empty()) return false;
  if (std::string_view("=+-@\t\r").find(cell[0]) != std::string_view::npos) return true;
  for (const char* full_width : {"\uFF1D", "\uFF0B", "\uFF0D", "\uFF20"}) {
    if (cell.starts_with(full_width)) return true;
  }
  return false;
}

void append_csv_text(std::string& out, std::string_view cell, char delimiter) {
  const bool guarded = starts_formula(cell);
  const bool quoted =
      cell.find_first_of("\"\r\n") != std::string_view::npos || cell.find(delimiter) != std::string_view::npos;
  if (quoted) out += '"';
  if (guarded) out += '\'';
  for (const char c : cell) {
    if (c == '"') out += '"';
    out += c;
  }
  if (quoted) out += '"';
}

}  // namespace base
