#include "base/text/natural_order.h"

#include <algorithm>
#include <cstddef>

#include "base/text/ascii.h"

namespace base {
namespace {

/// Whether the digits at `i` are decimals that begin with a zero: "0.01", not "version 1.10".
bool is_small_decimal(std::string_view text, std::size_t i) {
  return i >= 2 && text[i - 1] == '.' && is_digit(text[i - 2]) && text[i] == '0';
}

/// The run of digits at `i`; moves `i` past it.
std::string_view take_decimals(std::string_view text, std::size_t& i) {
  const std::size_t begin = i;
  while (i < text.size() && is_digit(text[i])) ++i;
  return text.substr(begin, i - begin);
}

/// The run of digits at `i` without leading zeros; moves `i` past it.
std::string_view take_digits(std::string_view text, std::size_t& i) {
  std::size_t begin = i;
  while (i < text.size() && is_digit(text[i])) ++i;
  while (begin + 1 < i && text[begin] == '0') ++begin;
  return text.substr(begin, i - begin);
}

}  // namespace

bool natural_less(std::string_view a, std::string_view b) {
  std::size_t i = 0, j = 0;
  while (i < a.size() && j < b.size()) {
    const bool a_small = is_small_decimal(a, i), b_small = is_small_decimal(b, j);
    if (is_digit(a[i]) && is_digit(b[j]) && a_small != b_small) return a_small;
    if (a_small && b_small) {
      const std::string_view x = take_decimals(a, i), y = take_decimals(b, j);
      if (x != y) return x < y;
    } else if (is_digit(a[i]) && is_digit(b[j])) {
      const std::string_view x = take_digits(a, i), y = take_digits(b, j);
      if (x.size() != y.size()) return x.size() < y.size();
      if (x != y) return x < y;
    } else {
      if (a[i] != b[j]) return static_cast<unsigned char>(a[i]) < static_cast<unsigned char>(b[j]);
      ++i;
      ++j;
    }
  }
  const bool a_left = i < a.size(), b_left = j < b.size();
  return a_left != b_left ? b_left : a < b;
}

}  // namespace base
