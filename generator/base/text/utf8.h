#pragma once
/// UTF-8 checks and the few text operations that need code points.

#include <cstddef>
#include <string>
#include <string_view>

namespace base {

/// The character that starts at `at` (REQUIRES: at < text.size()). An ill-formed sequence (its maximal subpart, in the
/// words of the Unicode Standard) steps over `length` bytes and reads as U+FFFD with `valid` false.
struct Utf8Step {
  std::size_t length = 1;
  char32_t character = 0;
  bool valid = true;
};
Utf8Step step_utf8(std::string_view text, std::size_t at);
/// Appends `character`, which is no surrogate.
void append_utf8(std::string& out, char32_t character);
/// The first byte from `from` on that is not ASCII, or that starts an ill-formed sequence; npos if there is none.
std::size_t find_non_ascii(std::string_view text, std::size_t from = 0);
std::size_t find_invalid_utf8(std::string_view text, std::size_t from = 0);

bool is_valid_utf8(std::string_view text);
/// Every ill-formed byte sequence becomes one U+FFFD (maximal subpart practice of the Unicode Standard).
std::string repair_utf8(std::string_view text);
/// Code points in valid UTF-8.
std::size_t count_characters(std::string_view text);
/// At most `limit` characters; "…" replaces what was cut.
std::string shorten(std::string_view text, std::size_t limit);
/// Control characters (C0, DEL, C1), line and paragraph separators, bidi controls, zero-width characters and BOM as
/// visible \u{XXXX}; line feeds too. Ill-formed bytes become U+FFFD. For terminals, messages and names on pages.
std::string make_visible(std::string_view text);
/// ASCII letters lowered, the rest as it is.
std::string to_lower(std::string_view text);
/// ASCII white space removed at both ends.
std::string_view trim(std::string_view text);

}  // namespace base
