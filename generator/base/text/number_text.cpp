#include "base/text/number_text.h"

#include <array>
#include <charconv>
#include <cmath>
#include <cstddef>
#include <limits>
#include <system_error>

#include "base/text/ascii.h"
#include "base/text/exact_decimal.h"
#include "base/text/utf8.h"

namespace base {
namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();

const char* non_finite_text(double value) {
  if (std::isnan(value)) return "nan";
  return value > 0 ? "inf" : "-inf";
}

/// `text` without its sign as one of the words for a value that is no finite number.
std::optional<double> parse_word(std::string_view text, bool negative) {
  if (text.size() > 8) return std::nullopt;
  const std::string word = to_lower(text);
  if (word == "inf" || word == "infinity") return negative ? -kInfinity : kInfinity;
  if (word == "nan" || word == "na") return std::numeric_limits<double>::quiet_NaN();
  return std::nullopt;
}

/// Whether digits that std::from_chars found out of range are too large (and not too small): the place of the first
/// digit other than zero, moved by the exponent, is left of the point.
bool is_too_large(std::string_view digits) {
  long long place = 0;
  bool after_point = false, started = false;
  std::size_t i = 0;
  for (; i < digits.size() && (is_digit(digits[i]) || digits[i] == '.'); ++i) {
    if (digits[i] == '.') {
      after_point = true;
    } else if (started || digits[i] != '0') {
      started = true;
      if (!after_point) ++place;
    } else if (after_point) {
      --place;
    }
  }
  if (i == digits.size()) return place > 0;
  ++i;
  const bool negative = i < digits.size() && digits[i] == '-';
  if (i < digits.size() && (digits[i] == '-' || digits[i] == '+')) ++i;
  long long exponent = 0;
  for (; i < digits.size(); ++i) {
    if (exponent < 1'000'000'000'000) exponent = exponent * 10 + (digits[i] - '0');
  }
  return place + (negative ? -exponent : exponent) > 0;
}

/// Plain decimals of few digits, which is what nearly every cell of a log is; nothing if `text` is anything else.
std::optional<double> parse_short_decimal(std::string_view text) {
  constexpr std::size_t kMaxBytes = 17;
  if (text.size() > kMaxBytes) return std::nullopt;
  std::uint64_t mantissa = 0;
  std::size_t digits = 0, decimals = 0;
  bool after_point = false;
  for (const char c : text) {
    if (is_digit(c)) {
      mantissa = mantissa * 10 + static_cast<std::uint64_t>(c - '0');
      ++digits;
      decimals += after_point;
    } else if (c == '.' && !after_point) {
      after_point = true;
    } else {
      return std::nullopt;
    }
  }
  if (digits == 0) return std::nullopt;
  return exact_decimal(mantissa, digits, -static_cast<int>(decimals));
}

}  // namespace

void append_number(std::string& out, double value) {
  if (!std::isfinite(value)) {
    out += non_finite_text(value);
    return;
  }
  std::array<char, 32> buffer;
  const auto written = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value);
  out.append(buffer.data(), written.ptr);
}

std::string number_text(double value) {
  std::string out;
  append_number(out, value);
  return out;
}

std::string fixed_text(double value, int decimals) {
  if (!std::isfinite(value)) return non_finite_text(value);
  std::array<char, 352> buffer;  // 309 digits before the point, 17 after it
  const auto written =
      std::to_chars(buffer.data(), buffer.data() + buffer.size(), value, std::chars_format::fixed, decimals);
  std::string out(buffer.data(), written.ptr);
  if (out.front() == '-' && out.find_first_not_of("-0.") == std::string::npos) out.erase(0, 1);
  return out;
}

std::optional<double> parse_number(std::string_view text) {
  text = trim(text);
  const bool negative = text.starts_with('-');
  if (negative || text.starts_with('+')) text.remove_prefix(1);
  if (text.empty()) return std::nullopt;
  if (!is_digit(text[0]) && text[0] != '.') return parse_word(text, negative);
  if (const auto size = parse_short_decimal(text)) return negative ? -*size : *size;
  double value = 0;
  const char* end = text.data() + text.size();
  const auto read = std::from_chars(text.data(), end, value);
  if (read.ptr != end || read.ec == std::errc::invalid_argument) return std::nullopt;
  if (read.ec == std::errc::result_out_of_range) value = is_too_large(text) ? kInfinity : 0;
  return negative ? -value : value;
}

std::optional<std::int64_t> parse_integer(std::string_view text) {
  text = trim(text);
  if (text.starts_with('+')) {
    text.remove_prefix(1);
    if (text.starts_with('-')) return std::nullopt;
  }
  std::int64_t value = 0;
  const char* end = text.data() + text.size();
  const auto read = std::from_chars(text.data(), end, value);
  if (read.ptr != end || read.ec != std::errc()) return std::nullopt;
  return value;
}

}  // namespace base
