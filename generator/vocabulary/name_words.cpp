#include "vocabulary/name_words.h"

#include <cstddef>
#include <cstdint>

#include "base/text/ascii.h"

namespace vocabulary {
namespace {

// camelCase turns after two small letters or more, so that "mAP" stays one word.
bool turns(std::string_view name, std::size_t i) {
  return i >= 2 && base::is_upper(static_cast<unsigned char>(name[i])) &&
         base::is_lower(static_cast<unsigned char>(name[i - 1])) &&
         base::is_lower(static_cast<unsigned char>(name[i - 2]));
}

enum class Letter : std::uint8_t { other, digit, lower, upper };

Letter letter_of(char c) {
  if (c >= '0' && c <= '9') return Letter::digit;
  if (c >= 'A' && c <= 'Z') return Letter::upper;
  if ((c >= 'a' && c <= 'z') || static_cast<unsigned char>(c) >= 0x80) return Letter::lower;
  return Letter::other;
}

}  // namespace

std::vector<std::string> words_of(std::string_view name) {
  std::vector<std::string> words;
  enum class Class : std::uint8_t { other, letter, digit };
  Class before = Class::other;
  for (std::size_t i = 0; i < name.size(); ++i) {
    const auto c = static_cast<unsigned char>(name[i]);
    const Class now = base::is_letter_or_beyond_ascii(c) ? Class::letter
                      : base::is_digit(c)                ? Class::digit
                                                         : Class::other;
    if (now != Class::other) {
      if (now != before || turns(name, i)) words.emplace_back();
      words.back() += static_cast<char>(base::is_upper(c) ? c - 'A' + 'a' : c);
    }
    before = now;
  }
  return words;
}

std::string spaced_words(std::string_view name) {
  std::string out = " ";
  Letter before = Letter::other;
  for (const char c : name) {
    const Letter now = letter_of(c);
    const bool digit_turns = (now == Letter::digit) != (before == Letter::digit);
    const bool camel = before == Letter::lower && now == Letter::upper;
    if (out.back() != ' ' && (now == Letter::other || digit_turns || camel)) out += ' ';
    if (now != Letter::other) out += now == Letter::upper ? static_cast<char>(c - 'A' + 'a') : c;
    before = now;
  }
  if (out.back() != ' ') out += ' ';
  return out;
}

std::string joined_words(const std::vector<std::string>& words) {
  std::string text;
  for (const std::string& word : words) text += (text.empty() ? "" : " ") + word;
  return text;
}

}  // namespace vocabulary
