#include "ingest/table_cells.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>

#include "base/number_text.h"
#include "base/utf8.h"
#include "ingest/python_text.h"

namespace ingest {
namespace {

using base::Json;
using Kind = CellValue::Kind;

constexpr std::array<std::string_view, 9> kMissing{"",  "na", "n/a",          "none",        "null",
                                                   "-", "--", "\xe2\x80\x93", "\xe2\x80\x94"};

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

std::size_t count_digits(std::string_view text) {
  return static_cast<std::size_t>(std::find_if_not(text.begin(), text.end(), is_digit) - text.begin());
}

/// Digits in groups of three with `mark` between, up to `end`: "1,234,567". The first group is no zero.
bool is_grouped(std::string_view text, std::string_view mark) {
  std::size_t digits = count_digits(text);
  if (digits == 0 || digits > 3 || text[0] == '0') return false;
  text.remove_prefix(digits);
  if (text.empty()) return false;
  while (!text.empty()) {
    if (!text.starts_with(mark)) return false;
    text.remove_prefix(mark.size());
    if (count_digits(text) < 3) return false;
    text.remove_prefix(3);
    if (!text.empty() && is_digit(text[0])) return false;
  }
  return true;
}

std::string without(std::string_view text, std::string_view mark) {
  std::string out;
  while (!text.empty()) {
    if (text.starts_with(mark)) {
      text.remove_prefix(mark.size());
    } else {
      out += text[0];
      text.remove_prefix(1);
    }
  }
  return out;
}

bool is_plain(std::string_view text) {
  const std::size_t whole = count_digits(text);
  text.remove_prefix(whole);
  if (text.empty()) return whole > 0;
  if (text[0] == '.') {
    text.remove_prefix(1);
    const std::size_t fraction = count_digits(text);
    if (whole + fraction == 0) return false;
    text.remove_prefix(fraction);
  }
  if (text.empty()) return true;
  if (text[0] != 'e' && text[0] != 'E') return false;
  text.remove_prefix(1);
  if (!text.empty() && (text[0] == '+' || text[0] == '-')) text.remove_prefix(1);
  return !text.empty() && count_digits(text) == text.size();
}

/// What is left without its fraction: "1.234" of "1.234,56".
std::string_view before(std::string_view text, char mark) {
  return text.substr(0, std::min(text.find(mark), text.size()));
}

enum class Reading : std::uint8_t { none, ambiguous, number };

/// `digits` without a sign; on success as a plain decimal.
Reading undo_marks(std::string& digits, const CommaEvidence& commas) {
  if (is_plain(digits)) {
    const bool mark_of_thousands = commas.decimal() && !commas.point() && is_grouped(digits, ".");
    return mark_of_thousands ? Reading::ambiguous : Reading::number;
  }
  for (const std::string_view mark : {" ", "\xc2\xa0", "\xe2\x80\xaf", "'", "_"}) {
    const std::string_view whole =
        std::string_view(digits).substr(0, std::min(digits.find_first_of(".,"), digits.size()));
    if (is_grouped(whole, mark)) digits = without(digits, mark);
  }
  if (is_plain(digits)) return Reading::number;
  if (std::count(digits.begin(), digits.end(), '.') > 1 && is_grouped(digits, ".")) digits = without(digits, ".");
  if (is_plain(digits)) return Reading::number;
  const bool one_comma = std::count(digits.begin(), digits.end(), ',') == 1;
  if (is_grouped(digits, ",")) {
    if (one_comma && commas.decimal() == commas.point()) return Reading::ambiguous;
    if (one_comma && commas.decimal()) {
      std::replace(digits.begin(), digits.end(), ',', '.');
    } else {
      digits = without(digits, ",");
    }
    return Reading::number;
  }
  const std::size_t comma = digits.find(','), point = digits.find('.');
  if (point != std::string::npos && comma < point && is_grouped(before(digits, '.'), ",")) {
    digits = without(digits, ",");
  } else if (one_comma && (point == std::string::npos || (point < comma && is_grouped(before(digits, ','), ".")))) {
    digits = without(digits, ".");
    std::replace(digits.begin(), digits.end(), ',', '.');
  }
  return is_plain(digits) ? Reading::number : Reading::none;
}

/// "85.5" of 85.5 % is 85.5e-2, rounded once.
double shared(const std::string& digits, bool percent) {
  if (!percent) return *base::parse_number(digits);
  const std::size_t exponent = digits.find_first_of("eE");
  if (exponent != std::string::npos) return *base::parse_number(digits) / 100;
  return *base::parse_number(digits + "e-2");
}

/// As JSON writes numbers: no plus sign, digits on both sides of the point.
bool is_json_number(std::string_view text) {
  if (text.starts_with('-')) text.remove_prefix(1);
  const std::size_t whole = count_digits(text);
  if (whole == 0 || (whole > 1 && text[0] == '0')) return false;
  return text.size() == whole || text[whole] != '.' || (whole + 1 < text.size() && is_digit(text[whole + 1]));
}

}  // namespace

void CommaEvidence::look_at(std::string_view cell) {
  cell = base::trim(cell);
  if (cell.empty() || cell.size() > 40) return;
  if (cell.front() == '-' || cell.front() == '+') cell.remove_prefix(1);
  if (!cell.empty() && cell.back() == '%') cell = base::trim(cell.substr(0, cell.size() - 1));
  if (cell.empty() || cell.find_first_not_of("0123456789.,eE+-") != std::string_view::npos) return;
  const std::size_t comma = cell.find(','), point = cell.find('.');
  if (comma == std::string_view::npos) {
    if (point != std::string_view::npos && is_plain(cell) && !is_grouped(cell, ".")) point_ = true;
    return;
  }
  std::string digits(cell);
  if (point != std::string_view::npos) {
    (comma < point ? point_ : decimal_) = true;
  } else if (!is_grouped(cell, ",") && cell.find(',', comma + 1) == std::string_view::npos) {
    digits[comma] = '.';
    if (is_plain(digits)) decimal_ = true;
  }
}

CellValue read_cell(std::string_view cell, const CommaEvidence& commas) {
  CellValue out;
  cell = base::trim(cell);
  out.text = std::string(cell);
  const std::string lower = base::to_lower(cell);
  if (std::find(kMissing.begin(), kMissing.end(), lower) != kMissing.end()) return out;
  out.kind = Kind::text;
  std::string_view rest = cell;
  std::string sign;
  if (rest.starts_with("\xe2\x88\x92")) {
    sign = "-";
    rest.remove_prefix(3);
  } else if (rest[0] == '-' || rest[0] == '+') {
    sign = rest[0] == '-' ? "-" : "";
    rest.remove_prefix(1);
  }
  if (rest == "nan" || rest == "NaN" || rest == "NAN" || base::to_lower(rest) == "inf" ||
      base::to_lower(rest) == "infinity") {
    out.kind = Kind::number;
    out.number = *base::parse_number(cell);
    return out;
  }
  out.percent = !rest.empty() && rest.back() == '%';
  if (out.percent) rest = base::trim(rest.substr(0, rest.size() - 1));
  if (rest.empty() || rest.size() > 400 || !(is_digit(rest[0]) || rest[0] == '.')) return out;
  std::string digits(rest);
  const Reading reading = undo_marks(digits, commas);
  if (reading != Reading::number) {
    if (reading == Reading::ambiguous) out.kind = Kind::ambiguous;
    return out;
  }
  out.kind = Kind::number;
  out.regrouped = digits != rest;
  out.number = shared(sign + digits, out.percent);
  out.text = out.percent ? base::number_text(out.number) : sign + digits;
  if (!is_json_number(out.text)) out.text = base::number_text(out.number);
  return out;
}

Json setting_of(std::string_view cell, const CommaEvidence& commas) {
  cell = base::trim(cell);
  const CellValue value = read_cell(cell, commas);
  if (value.kind == Kind::missing) return {};
  const bool label = cell.size() > 1 && cell[0] == '0' && is_digit(cell[1]);
  if (value.kind == Kind::number && !label) return Json::number_as_written(value.number, value.text);
  if (cell == "True" || cell == "true" || cell == "TRUE") return Json::boolean(true);
  if (cell == "False" || cell == "false" || cell == "FALSE") return Json::boolean(false);
  const char first = cell[0];
  if (first == '[' || first == '(' || first == '{') {
    if (std::optional<Json> tree = parse_python_value(cell)) return std::move(*tree);
  }
  return Json::string(std::string(cell));
}

}  // namespace ingest
