#include "base/text/encoded_text.h"

#include <algorithm>
#include <cstdint>

#include "base/text/ascii.h"

namespace base {
namespace {

constexpr std::size_t kShortest = 64;
constexpr std::size_t kLookedAt = 4096;

/// What stands behind "data:image/png;base64," or "base64:".
std::string_view without_announcement(std::string_view text) {
  constexpr std::string_view kMark = "base64";
  const std::size_t mark = text.substr(0, 80).find(kMark);
  if (mark == std::string_view::npos || mark + kMark.size() >= text.size()) return text;
  return text.substr(mark + kMark.size() + 1);
}

/// In base64 capitals, small letters and digits take turns at random; in a word of a path they seldom do.
bool is_base64(std::string_view text) {
  enum class Class : std::uint8_t { upper, lower, digit, mark };
  std::size_t turns = 0, classes[4] = {0, 0, 0, 0};
  Class before = Class::mark;
  for (const char c : text) {
    if (c == '\n' || c == '\r') continue;
    const Class now = is_upper(c)   ? Class::upper
                      : is_lower(c) ? Class::lower
                      : is_digit(c) ? Class::digit
                                    : Class::mark;
    if (now == Class::mark && c != '+' && c != '/' && c != '=') return false;
    ++classes[static_cast<std::size_t>(now)];
    if (now != before && now != Class::mark && before != Class::mark) ++turns;
    before = now;
  }
  return classes[0] > 0 && classes[1] > 0 && classes[2] > 0 && turns * 5 >= text.size() * 2;
}

bool is_escaped_bytes(std::string_view text) {
  std::size_t bytes = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto c = static_cast<unsigned char>(text[i]);
    if (c < 0x20 && c != '\n' && c != '\r' && c != '\t') bytes += 4;
    if (c == '\\' && i + 3 < text.size() && text[i + 1] == 'x') bytes += 4;
  }
  return bytes * 4 >= text.size();
}

}  // namespace

bool is_encoded(std::string_view text) {
  text = text.substr(0, kLookedAt);
  if (text.size() < kShortest) return false;
  const std::string_view content = without_announcement(text);
  return (content.size() >= kShortest && is_base64(content)) || is_escaped_bytes(text);
}

std::size_t encoded_bytes(std::string_view text) {
  const std::string_view content = without_announcement(text);
  return is_base64(content.substr(0, kLookedAt)) ? content.size() / 4 * 3 : content.size();
}

}  // namespace base
