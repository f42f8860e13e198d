#pragma once
/// UTF-8 checks and the few text operations that need code points.

#include <cstddef>
#include <string>
#include <string_view>

namespace base {

bool is_valid_utf8(std::string_view text);
/// Every ill-formed byte sequence becomes one U+FFFD (maximal subpart practice of the Unicode Standard).
std::string repair_utf8(std::string_view text);
/// Code points in valid UTF-8.
std::size_t count_characters(std::string_view text);
/// At most `limit` characters; "…" replaces what was cut.
std::string shorten(std::string_view text, std::size_t limit);
/// Control characters (C0, DEL, C1), bidi controls, zero-width characters and BOM as visible \u{XXXX}; line feeds
/// too. For terminals, messages and names on pages.
std::string make_visible(std::string_view text);
/// ASCII letters lowered, the rest as it is.
std::string to_lower(std::string_view text);
/// ASCII white space removed at both ends.
std::string_view trim(std::string_view text);

}  // namespace base
