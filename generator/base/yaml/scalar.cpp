#include "base/yaml/scalar.h"

#include <charconv>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <system_error>
#include <utility>

#include "base/text/ascii.h"
#include "base/text/number_text.h"

namespace base {
namespace {

constexpr double kYamlInfinity = std::numeric_limits<double>::infinity();
constexpr std::size_t kMaxExponentDigits = 3;

std::size_t skip_yaml_digits(std::string_view text, std::size_t at) {
  while (at < text.size() && is_digit(text[at])) ++at;
  return at;
}

bool is_any_of(std::string_view text, std::string_view a, std::string_view b, std::string_view c) {
  return text == a || text == b || text == c;
}

std::optional<Json> read_special_number(std::string_view text) {
  if (is_any_of(text, ".nan", ".NaN", ".NAN")) return Json::number(std::numeric_limits<double>::quiet_NaN());
  const bool negative = text.starts_with('-');
  if (negative || text.starts_with('+')) text.remove_prefix(1);
  if (is_any_of(text, ".inf", ".Inf", ".INF")) return Json::number(negative ? -kYamlInfinity : kYamlInfinity);
  return std::nullopt;
}

/// 0x1F and 0o17, up to 64 bits; longer ones stay text.
std::optional<Json> read_prefixed_number(std::string_view text) {
  const int base = text.starts_with("0x") ? 16 : text.starts_with("0o") ? 8 : 0;
  if (base == 0) return std::nullopt;
  std::uint64_t value = 0;
  const char* end = text.data() + text.size();
  const auto read = std::from_chars(text.data() + 2, end, value, base);
  if (read.ec != std::errc() || read.ptr != end) return std::nullopt;
  return Json::number_as_written(static_cast<double>(value), std::string(text));
}

std::optional<Json> read_decimal(std::string_view text) {
  const std::size_t first = text.starts_with('-') || text.starts_with('+') ? 1 : 0;
  std::size_t at = skip_yaml_digits(text, first);
  std::size_t digits = at - first;
  bool has_point = false;
  if (at < text.size() && text[at] == '.') {
    has_point = true;
    const std::size_t end = skip_yaml_digits(text, at + 1);
    digits += end - at - 1;
    at = end;
  }
  if (digits == 0) return std::nullopt;
  bool has_exponent = false, long_exponent = false;
  if (at < text.size() && (text[at] == 'e' || text[at] == 'E')) {
    has_exponent = true;
    ++at;
    if (at < text.size() && (text[at] == '+' || text[at] == '-')) ++at;
    const std::size_t end = skip_yaml_digits(text, at);
    if (end == at) return std::nullopt;
    long_exponent = end - at > kMaxExponentDigits;
    at = end;
  }
  if (at != text.size()) return std::nullopt;
  const double value = parse_number(text).value_or(0);
  if (has_exponent && !has_point && (long_exponent || std::isinf(value))) return std::nullopt;
  return Json::number_as_written(value, std::string(text));
}

}  // namespace

bool is_beyond_numbers(std::string_view text) {
  constexpr std::size_t kShortestChecksum = 7;
  if (text.starts_with('-') || text.starts_with('+')) text.remove_prefix(1);
  if (text.empty() || !(is_digit(text[0]) || text[0] == '.')) return false;
  if (text.find('.') == std::string_view::npos && text.size() >= kShortestChecksum) return false;
  if (text.find_first_not_of("0123456789.eE+-") != std::string_view::npos) return false;
  const std::optional<double> value = parse_number(text);
  return value && std::isinf(*value);
}

Json read_plain_scalar(std::string_view text) {
  if (text.empty() || text == "~" || is_any_of(text, "null", "Null", "NULL")) return Json();
  if (is_any_of(text, "true", "True", "TRUE")) return Json::boolean(true);
  if (is_any_of(text, "false", "False", "FALSE")) return Json::boolean(false);
  const char c = text[0];
  if (is_digit(c) || c == '-' || c == '+' || c == '.') {
    if (auto number = read_special_number(text)) return *std::move(number);
    if (auto number = read_prefixed_number(text)) return *std::move(number);
    if (auto number = read_decimal(text)) return *std::move(number);
  }
  return Json::string(std::string(text));
}

}  // namespace base
