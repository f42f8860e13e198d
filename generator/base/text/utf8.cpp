#include "base/text/utf8.h"

#include <cassert>
#include <cstdint>
#include <cstring>

namespace base {
namespace {

constexpr char32_t kReplacement = 0xFFFD;

unsigned byte_at(std::string_view text, std::size_t i) {
  return static_cast<unsigned char>(text[i]);
}

bool is_continuation(unsigned byte) {
  return (byte & 0xC0) == 0x80;
}

/// Range that the second byte of a sequence must lie in; {1, 0} if `lead` starts none (Unicode, table 3-7).
struct SecondByte {
  unsigned low, high;
};
SecondByte second_byte_after(unsigned lead) {
  if (lead >= 0xC2 && lead <= 0xDF) return {0x80, 0xBF};
  if (lead == 0xE0) return {0xA0, 0xBF};
  if (lead == 0xED) return {0x80, 0x9F};
  if (lead >= 0xE1 && lead <= 0xEF) return {0x80, 0xBF};
  if (lead == 0xF0) return {0x90, 0xBF};
  if (lead >= 0xF1 && lead <= 0xF3) return {0x80, 0xBF};
  if (lead == 0xF4) return {0x80, 0x8F};
  return {1, 0};
}

std::size_t length_after(unsigned lead) {
  return lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
}

bool breaks_lines_or_hides(char32_t c) {
  return c < 0x20 || (c >= 0x7F && c <= 0x9F) || c == 0x061C || (c >= 0x200B && c <= 0x200F) ||
         (c >= 0x2028 && c <= 0x202E) || c == 0x2060 || (c >= 0x2066 && c <= 0x2069) || c == 0xFEFF;
}

void append_escape(std::string& out, char32_t c) {
  static constexpr char kDigits[] = "0123456789ABCDEF";
  out += "\\u{";
  for (int shift = c > 0xFFFF ? 20 : 12; shift >= 0; shift -= 4) out += kDigits[(c >> shift) & 0xF];
  out += '}';
}

bool is_white_space(char c) {
  return c == ' ' || (c >= '\t' && c <= '\r');
}

}  // namespace

Utf8Step step_utf8(std::string_view text, std::size_t at) {
  assert(at < text.size());
  const unsigned lead = byte_at(text, at);
  if (lead < 0x80) return {.length = 1, .character = lead, .valid = true};
  const SecondByte second = second_byte_after(lead);
  if (at + 1 >= text.size() || byte_at(text, at + 1) < second.low || byte_at(text, at + 1) > second.high) {
    return {.length = 1, .character = kReplacement, .valid = false};
  }
  const std::size_t length = length_after(lead);
  char32_t character = lead & (0xFFu >> (length + 1));
  for (std::size_t i = 1; i < length; ++i) {
    if (at + i >= text.size() || !is_continuation(byte_at(text, at + i))) {
      return {.length = i, .character = kReplacement, .valid = false};
    }
    character = (character << 6) | (byte_at(text, at + i) & 0x3F);
  }
  return {.length = length, .character = character, .valid = true};
}

void append_utf8(std::string& out, char32_t c) {
  const auto put = [&out](char32_t byte) { out += static_cast<char>(static_cast<unsigned char>(byte)); };
  if (c < 0x80) {
    put(c);
  } else if (c < 0x800) {
    put(0xC0 | (c >> 6));
    put(0x80 | (c & 0x3F));
  } else if (c < 0x10000) {
    put(0xE0 | (c >> 12));
    put(0x80 | ((c >> 6) & 0x3F));
    put(0x80 | (c & 0x3F));
  } else {
    put(0xF0 | (c >> 18));
    put(0x80 | ((c >> 12) & 0x3F));
    put(0x80 | ((c >> 6) & 0x3F));
    put(0x80 | (c & 0x3F));
  }
}

std::size_t find_non_ascii(std::string_view text, std::size_t from) {
  std::size_t i = from;
  for (; i + 8 <= text.size(); i += 8) {
    std::uint64_t word;
    std::memcpy(&word, text.data() + i, sizeof word);
    if (word & 0x8080808080808080u) break;
  }
  for (; i < text.size(); ++i) {
    if (byte_at(text, i) >= 0x80) return i;
  }
  return std::string_view::npos;
}

std::size_t find_invalid_utf8(std::string_view text, std::size_t from) {
  for (std::size_t i = find_non_ascii(text, from); i < text.size();) {
    const Utf8Step step = step_utf8(text, i);
    if (!step.valid) return i;
    i += step.length;
    if (i < text.size() && byte_at(text, i) < 0x80) i = find_non_ascii(text, i);
  }
  return std::string_view::npos;
}

bool is_valid_utf8(std::string_view text) {
  return find_invalid_utf8(text) == std::string_view::npos;
}

std::string repair_utf8(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  std::size_t start = 0;
  for (std::size_t bad = find_invalid_utf8(text); bad != std::string_view::npos; bad = find_invalid_utf8(text, start)) {
    out.append(text.substr(start, bad - start));
    append_utf8(out, kReplacement);
    start = bad + step_utf8(text, bad).length;
  }
  out.append(text.substr(start));
  return out;
}

std::size_t count_characters(std::string_view text) {
  std::size_t count = 0;
  for (const char c : text) count += !is_continuation(static_cast<unsigned char>(c));
  return count;
}

std::string shorten(std::string_view text, std::size_t limit) {
  if (text.size() <= limit || count_characters(text) <= limit) return std::string(text);
  if (limit == 0) return "";
  std::size_t end = 0;
  for (std::size_t kept = 0; kept + 1 < limit; ++kept) end += step_utf8(text, end).length;
  return std::string(text.substr(0, end)) + "…";
}

std::string make_visible(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size();) {
    const Utf8Step step = step_utf8(text, i);
    if (breaks_lines_or_hides(step.character)) {
      append_escape(out, step.character);
    } else {
      append_utf8(out, step.character);
    }
    i += step.length;
  }
  return out;
}

std::string to_lower(std::string_view text) {
  std::string out(text);
  for (char& c : out) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return out;
}

std::string_view trim(std::string_view text) {
  while (!text.empty() && is_white_space(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_white_space(text.back())) text.remove_suffix(1);
  return text;
}

}  // namespace base
