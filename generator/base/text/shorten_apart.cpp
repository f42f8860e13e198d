#include "base/text/shorten_apart.h"

#include <algorithm>

#include "base/text/utf8.h"

namespace base {
namespace {

bool is_inside_character(std::string_view text, std::size_t at) {
  return at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0U) == 0x80;
}

std::string from_on(std::string_view text, std::size_t at, std::size_t limit) {
  return at == 0 ? shorten(text, limit) : "…" + shorten(text.substr(std::min(at, text.size())), limit - 1);
}

}  // namespace

std::pair<std::string, std::string> shorten_apart(std::string_view a, std::string_view b, std::size_t limit) {
  std::pair<std::string, std::string> both{shorten(a, limit), shorten(b, limit)};
  if (both.first != both.second || a == b) return both;
  auto at = static_cast<std::size_t>(std::mismatch(a.begin(), a.end(), b.begin(), b.end()).first - a.begin());
  while (at > 0 && (is_inside_character(a, at) || is_inside_character(b, at))) --at;
  for (std::size_t back = limit / 3; back > 0 && at > 0; --back) {
    do --at;
    while (at > 0 && is_inside_character(a, at));
  }
  return {from_on(a, at, limit), from_on(b, at, limit)};
}

}  // namespace base
