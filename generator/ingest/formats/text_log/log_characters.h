#pragma once
/// The characters of a line of a text log: what words are made of, what parts them, and where numbers stand.

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "base/text/ascii.h"

namespace ingest {

/// Characters beyond ASCII that part words or stand for marks of ASCII.
struct LogMark {
  std::size_t length = 0;  ///< in bytes; 0: a letter like any other
  char means = 0;
};
LogMark log_mark_at(std::string_view line, std::size_t i);

constexpr std::array<std::uint8_t, 256> make_log_characters() {
  std::array<std::uint8_t, 256> kinds{};
  for (unsigned c = 0; c < 256; ++c) {
    const char as_char = static_cast<char>(c);
    if (base::is_letter(as_char) || base::is_digit(as_char) || as_char == '_' || as_char == '@' || as_char == '#' ||
        as_char == '$')
      kinds[c] = 1;
    if (as_char == '.' || as_char == '-' || as_char == '/' || as_char == '\'' || as_char == '+' || as_char == '&' ||
        as_char == '^' || as_char == '~') {
      kinds[c] = 2;  // within a word only
    }
    if (c >= 0x80) kinds[c] = 3;
  }
  return kinds;
}
inline constexpr std::array<std::uint8_t, 256> kLogCharacters = make_log_characters();

/// 0: a mark; 1: of a word; 2: of a word if others of it stand on both sides; 3: beyond ASCII, see log_mark_at().
inline std::uint8_t log_character(char c) {
  return kLogCharacters[static_cast<unsigned char>(c)];
}

inline bool is_log_blank(char c) {
  return c == ' ' || c == '\t';
}

struct LogNumber {
  double value = 0;     ///< NaN of "nan"
  std::size_t end = 0;  ///< the place behind it
  bool whole = false;   ///< written without point and exponent
};

/// A line as numbers are found in it. Places may lie behind its end.
class LogCharacters {
 public:
  explicit LogCharacters(std::string_view line) : s_(line) {}

  /// NUL behind the end.
  char at(std::size_t i) const { return i < s_.size() ? s_[i] : '\0'; }

  std::size_t after_blanks(std::size_t i) const {
    while (i < s_.size() && is_log_blank(s_[i])) ++i;
    return i;
  }

  /// A digit, or a sign or a point before one, where a word may begin.
  bool starts_number(std::size_t i) const {
    const char c = at(i);
    if (base::is_digit(c)) return true;
    if (c == '.') return base::is_digit(at(i + 1));
    if (c != '-' && c != '+') return false;
    if (i > 0 && (log_character(s_[i - 1]) == 1 || log_character(s_[i - 1]) == 3 || s_[i - 1] == ')')) return false;
    return base::is_digit(at(i + 1)) || (at(i + 1) == '.' && base::is_digit(at(i + 2)));
  }

  /// The number that begins here; false where there is none, or one that no double holds.
  bool parse(std::size_t i, LogNumber& number) const;
  /// A word of a number's kind that begins here: "nan", "-inf".
  bool parse_word(std::size_t i, LogNumber& number) const;
  /// The place behind "tensor(", "np.float32(" and the like, which only wrap a number; `i` where none begins.
  std::size_t behind_wrapper(std::size_t i) const;
  /// The place behind a unit that begins here ("ms", "samples/s"); 0 where none does.
  std::size_t unit_at(std::size_t begin) const;
  /// The place behind ")" if parentheses that open here belong to a name: "elapsed time (ms): 5", "D(G(z)): 0.1"; else
  /// 0.
  std::size_t close_of_name(std::size_t open) const;
  /// The place behind a deviation that stands here ("+/- 0.1", "± 0.1"); `end` where none does.
  std::size_t skip_deviation(std::size_t end) const;

 private:
  std::string_view s_;
};

}  // namespace ingest
