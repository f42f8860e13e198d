#pragma once
/// Two long texts made short without losing what tells them apart.

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>

namespace base {

/// Both in at most `limit` characters each, `limit` at least 4, with "…" for what was cut. Where what would be kept of
/// both is the same, the cut is at their starts, a third of `limit` before they begin to differ. Valid UTF-8.
/// O(length).
std::pair<std::string, std::string> shorten_apart(std::string_view a, std::string_view b, std::size_t limit);

}  // namespace base
