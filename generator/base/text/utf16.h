#pragma once
/// Text in UTF-16, as Windows PowerShell and spreadsheets write it.

#include <string>
#include <string_view>

namespace base {

/// Whether a text that starts with `head` is UTF-16: by its byte order mark, or because one byte of each of its first
/// two characters is zero. Four bytes decide.
bool is_utf16(std::string_view head);

/// UTF-8 of a text that is_utf16, without its byte order mark; half of a pair, and half of a unit at the end, become
/// U+FFFD.
std::string from_utf16(std::string_view bytes);

}  // namespace base
