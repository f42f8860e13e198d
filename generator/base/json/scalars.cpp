#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include "base/json/parser.h"
#include "base/text/ascii.h"
#include "base/text/exact_decimal.h"
#include "base/text/number_text.h"
#include "base/text/utf8.h"

namespace base {
namespace {

constexpr double kJsonInfinity = std::numeric_limits<double>::infinity();
constexpr std::string_view kHexDigits = "0123456789abcdefABCDEF";

/// Bytes that end the plain part of a string: quote, backslash, control characters.
constexpr std::array<bool, 256> make_string_stops() {
  std::array<bool, 256> stops{};
  for (std::size_t c = 0; c < 0x20; ++c) stops[c] = true;
  stops['"'] = stops['\\'] = true;
  return stops;
}
constexpr std::array<bool, 256> kStringStops = make_string_stops();

std::optional<unsigned> parse_hex4(std::string_view text, std::size_t at) {
  if (text.size() < at + 4) return std::nullopt;
  unsigned value = 0;
  const char* begin = text.data() + at;
  const auto read = std::from_chars(begin, begin + 4, value, 16);
  if (read.ptr != begin + 4) return std::nullopt;
  return value;
}

bool is_high_surrogate(unsigned unit) {
  return unit >= 0xD800 && unit <= 0xDBFF;
}
bool is_low_surrogate(unsigned unit) {
  return unit >= 0xDC00 && unit <= 0xDFFF;
}

bool has_nonzero_digit(std::string_view number) {
  return number.substr(0, number.find_first_of("eE")).find_first_of("123456789") != std::string_view::npos;
}

}  // namespace

bool JsonParser::read_string(std::string& out) {
  const std::string_view text = in_.text();
  ++in_.at;
  while (true) {
    const std::size_t start = in_.at;
    std::size_t end = start;
    while (end < text.size() && !kStringStops[static_cast<unsigned char>(text[end])]) ++end;
    in_.at = end;
    if (in_.is_valid_utf8()) {
      out.append(text, start, end - start);
    } else {
      append_repaired(out, start);
    }
    if (in_.at_end()) return fail_at_end("the string is not closed");
    if (in_.current() == '"') {
      ++in_.at;
      return true;
    }
    if (in_.current() == '\n') {
      return fail("json-syntax", end,
                  "a raw line break, a control character in a string; write \\n, or close the string");
    }
    if (in_.current() != '\\') {
      return fail("json-syntax", end,
                  "a raw control character in a string (" + in_.describe(end) + "); write it as an escape");
    }
    if (!read_escape(out)) return false;
  }
}

/// Appends what stands from `start` to here, with ill-formed bytes replaced.
void JsonParser::append_repaired(std::string& out, std::size_t start) {
  const std::string_view part = in_.text().substr(0, in_.at);
  for (std::size_t bad = find_invalid_utf8(part, start); bad < part.size(); bad = find_invalid_utf8(part, start)) {
    log_.add(Severity::warning, "json-utf8", in_.place(bad), "invalid UTF-8, read as U+FFFD; save the file as UTF-8");
    out.append(part.substr(start, bad - start));
    append_utf8(out, 0xFFFD);
    start = bad + step_utf8(part, bad).length;
  }
  out.append(part.substr(start));
}

bool JsonParser::read_escape(std::string& out) {
  static constexpr std::string_view kLetters = "\"\\/bfnrt", kMeanings = "\"\\/\b\f\n\r\t";
  if (in_.at + 1 == in_.text().size()) return fail_at_end("an escape is not complete");
  const char letter = in_.text()[in_.at + 1];
  if (const std::size_t known = kLetters.find(letter); known != std::string_view::npos) {
    out += kMeanings[known];
    in_.at += 2;
    return true;
  }
  if (letter == 'u') return read_unicode_escape(out);
  return fail("json-syntax", in_.at,
              "a backslash before " + in_.describe(in_.at + 1) + " means nothing in JSON; write a backslash as \\\\");
}

bool JsonParser::read_unicode_escape(std::string& out) {
  const std::size_t start = in_.at;
  const auto unit = parse_hex4(in_.text(), start + 2);
  if (!unit) {
    const bool cut = in_.rest().size() < 6 && in_.rest().find_first_not_of(kHexDigits, 2) == std::string_view::npos;
    if (cut) return fail_at_end("an escape is not complete");
    return fail("json-syntax", start, "\\u is not followed by four hexadecimal digits");
  }
  in_.at += 6;
  if (is_high_surrogate(*unit) && in_.rest().starts_with("\\u")) {
    const auto low = parse_hex4(in_.text(), in_.at + 2);
    if (low && is_low_surrogate(*low)) {
      append_utf8(out, 0x10000 + ((*unit - 0xD800) << 10) + (*low - 0xDC00));
      in_.at += 6;
      return true;
    }
  }
  const bool lone = is_high_surrogate(*unit) || is_low_surrogate(*unit);
  if (lone) log_.add(Severity::warning, "json-surrogate", in_.place(start), "a lone surrogate escape, read as U+FFFD");
  append_utf8(out, lone ? 0xFFFD : *unit);
  return true;
}

bool JsonParser::read_number(Json& slot) {
  const std::size_t start = in_.at;
  if (in_.current() == '-') {
    ++in_.at;
    if (in_.match_word("Infinity")) {
      set_non_finite(slot, -kJsonInfinity, start);
      return true;
    }
  }
  std::uint64_t mantissa = 0;
  const std::size_t whole_at = in_.at;
  read_digits(mantissa);
  std::size_t digits = in_.at - whole_at;
  if (digits == 0) return fail_digit("where a digit is expected");
  if (digits > 1 && in_.text()[whole_at] == '0') {
    return fail("json-syntax", whole_at, "a number cannot start with a zero before other digits");
  }
  int exponent = 0;
  if (!in_.at_end() && in_.current() == '.') {
    const std::size_t fraction_at = ++in_.at;
    read_digits(mantissa);
    const std::size_t decimals = in_.at - fraction_at;
    if (decimals == 0) return fail_digit("where a digit is expected after the point");
    digits += decimals;
    exponent = -static_cast<int>(std::min<std::size_t>(decimals, 1000));
  }
  if (!in_.at_end() && (in_.current() == 'e' || in_.current() == 'E') && !read_exponent(exponent)) return false;
  set_number(slot, start, mantissa, digits, exponent);
  return true;
}

bool JsonParser::read_exponent(int& exponent) {
  ++in_.at;
  const bool negative = !in_.at_end() && in_.current() == '-';
  if (!in_.at_end() && (in_.current() == '-' || in_.current() == '+')) ++in_.at;
  std::uint64_t power = 0;
  const std::size_t power_at = in_.at;
  read_digits(power);
  if (in_.at == power_at) return fail_digit("where a digit of the exponent is expected");
  const int bounded = in_.at - power_at > 3 ? 10'000 : static_cast<int>(power);
  exponent += negative ? -bounded : bounded;
  return true;
}

void JsonParser::read_digits(std::uint64_t& value) {
  const std::string_view text = in_.text();
  std::size_t at = in_.at;
  for (; at < text.size() && is_digit(text[at]); ++at) value = value * 10 + static_cast<std::uint64_t>(text[at] - '0');
  in_.at = at;
}

void JsonParser::set_number(Json& slot, std::size_t start, std::uint64_t mantissa, std::size_t digits, int exponent) {
  const std::string_view written = in_.text().substr(start, in_.at - start);
  slot.kind_ = Json::Kind::number;
  std::get_if<std::string>(&slot.content_)->assign(written);
  if (const auto size = exact_decimal(mantissa, digits, exponent)) {
    slot.number_ = written[0] == '-' ? -*size : *size;
    return;
  }
  slot.number_ = parse_number(written).value_or(0);
  if (std::isfinite(slot.number_) && (slot.number_ != 0 || !has_nonzero_digit(written))) return;
  log_.add(Severity::warning, "json-number-range", in_.place(start),
           "the number " + shorten(written, 40) + " is out of range; it is kept as written and counts as " +
               number_text(slot.number_));
}

void JsonParser::set_non_finite(Json& slot, double value, std::size_t start) {
  slot = Json::number(value);
  slot.where_ = in_.place(start);
  log_.add(Severity::note, "json-non-finite", slot.where_,
           slot.text() + " is not JSON; it is read as the non-finite value that Python means by it");
}

bool JsonParser::read_word(Json& slot) {
  const std::size_t start = in_.at;
  if (in_.match_word("true")) {
    slot.kind_ = Json::Kind::boolean;
    slot.number_ = 1;
  } else if (in_.match_word("false")) {
    slot.kind_ = Json::Kind::boolean;
  } else if (in_.match_word("NaN")) {
    set_non_finite(slot, std::numeric_limits<double>::quiet_NaN(), start);
  } else if (in_.match_word("Infinity")) {
    set_non_finite(slot, kJsonInfinity, start);
  } else if (!in_.match_word("null")) {
    return fail_value();
  }
  return true;
}

}  // namespace base
