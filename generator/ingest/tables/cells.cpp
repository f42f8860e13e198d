#include "ingest/tables/cells.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <initializer_list>
#include <optional>
#include <utility>

#include "base/text/ascii.h"
#include "base/text/number_text.h"
#include "base/text/utf8.h"
#include "ingest/documents/python_literal.h"
#include "vocabulary/words/missing_words.h"

namespace ingest {
namespace {

using base::Json;
using Kind = CellValue::Kind;

std::size_t count_digits(std::string_view text) {
  return static_cast<std::size_t>(std::find_if_not(text.begin(), text.end(), base::is_digit) - text.begin());
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
    if (!text.empty() && base::is_digit(text[0])) return false;
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

/// "85.50" of 85.50 % as "0.8550": as many digits as were written.
std::string share_text(std::string digits) {
  const std::size_t point = std::min(digits.find('.'), digits.size());
  std::string fraction = point < digits.size() ? digits.substr(point + 1) : "";
  std::string whole = digits.substr(0, point);
  if (whole.size() < 3) whole.insert(0, 3 - whole.size(), '0');
  fraction.insert(0, whole.substr(whole.size() - 2));
  whole.resize(whole.size() - 2);
  whole.erase(0, std::min(whole.find_first_not_of('0'), whole.size() - 1));
  return whole + "." + fraction;
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
  return text.size() == whole || text[whole] != '.' || (whole + 1 < text.size() && base::is_digit(text[whole + 1]));
}

struct Halves {
  std::string_view before, after;
};

/// Parted at the only one of `marks` in the text.
std::optional<Halves> halve(std::string_view text, std::initializer_list<std::string_view> marks) {
  for (const std::string_view mark : marks) {
    const std::size_t at = text.find(mark);
    if (at == std::string_view::npos || text.find(mark, at + mark.size()) != std::string_view::npos) continue;
    return Halves{base::trim(text.substr(0, at)), base::trim(text.substr(at + mark.size()))};
  }
  return std::nullopt;
}

std::optional<Halves> halve_at_deviation(std::string_view text) {
  std::optional<Halves> halves = halve(text, {"(\xc2\xb1", "\xc2\xb1", "+/-", "+-", "\\pm"});
  if (halves && text.find('(') != std::string_view::npos) {
    if (!halves->after.ends_with(')')) return std::nullopt;
    halves->after.remove_suffix(1);
    halves->after = base::trim(halves->after);
  }
  return halves;
}

std::optional<Halves> halve_at_arrow(std::string_view text) {
  return halve(text, {"\xe2\x86\x92", "->", "=>"});
}

/// "0.91" of "0.91*", "0.91 †" and "0.91[^1]".
std::string_view without_footnote(std::string_view text) {
  for (const std::string_view mark : {"**", "*", "\xe2\x80\xa0", "\xe2\x80\xa1"}) {
    if (text.size() > mark.size() && text.ends_with(mark)) return base::trim(text.substr(0, text.size() - mark.size()));
  }
  const std::size_t open = text.rfind("[^");
  const bool note = open != std::string_view::npos && open > 0 && text.ends_with(']');
  return note ? base::trim(text.substr(0, open)) : text;
}

/// "$0.91$" as papers have it.
std::string_view without_math(std::string_view text) {
  const bool math = text.size() > 2 && text.starts_with('$') && text.ends_with('$');
  return math ? base::trim(text.substr(1, text.size() - 2)) : text;
}

CellValue read_number_cell(std::string_view cell, const CommaEvidence& commas);

CellValue read_with_deviation(const Halves& halves, const CommaEvidence& commas) {
  CellValue value = read_number_cell(halves.before, commas);
  CellValue deviation = read_number_cell(halves.after, commas);
  if (value.kind == Kind::ambiguous || deviation.kind == Kind::ambiguous) return {.kind = Kind::ambiguous};
  const bool numbers = value.kind == Kind::number && deviation.kind == Kind::number;
  if (!numbers || !std::isfinite(deviation.number) || deviation.number < 0) return {.kind = Kind::text};
  if (value.percent != deviation.percent) {
    value = read_number_cell(std::string(halves.before) + (value.percent ? "" : "%"), commas);
    deviation = read_number_cell(std::string(halves.after) + (deviation.percent ? "" : "%"), commas);
  }
  value.deviation = deviation.text;
  return value;
}

}  // namespace

void CommaEvidence::look_at(std::string_view cell) {
  cell = without_math(without_footnote(base::trim(cell)));
  for (const auto& halves : {halve_at_deviation(cell), halve_at_arrow(cell)}) {
    if (!halves) continue;
    look_at(halves->before);
    return look_at(halves->after);
  }
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
  cell = base::trim(cell);
  CellValue plain = read_number_cell(cell, commas);
  if (plain.kind != Kind::text || cell.size() > 400) return plain;
  const std::string_view bare = without_math(without_footnote(cell));
  CellValue out;
  if (const auto parts = halve_at_deviation(bare)) {
    out = read_with_deviation(*parts, commas);
  } else if (const auto sides = halve_at_arrow(bare)) {
    out = read_number_cell(sides->after, commas);
    out.arrow = read_number_cell(sides->before, commas).kind == Kind::number;
    if (!out.arrow && out.kind == Kind::number) return plain;
  } else if (bare != cell) {
    out = read_number_cell(bare, commas);
  }
  if (out.kind != Kind::number && out.kind != Kind::ambiguous) return plain;
  if (out.kind == Kind::ambiguous) out.text = std::string(cell);
  out.footnote = without_footnote(cell) != cell;
  return out;
}

namespace {

CellValue read_number_cell(std::string_view cell, const CommaEvidence& commas) {
  CellValue out;
  out.text = std::string(cell);
  if (vocabulary::is_missing_word(cell)) return out;
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
  for (const std::string_view between : {"\\", "\xc2\xa0", "\xe2\x80\xaf"}) {
    if (out.percent && rest.ends_with(between)) rest = base::trim(rest.substr(0, rest.size() - between.size()));
  }
  if (rest.empty() || rest.size() > 400 || !(base::is_digit(rest[0]) || rest[0] == '.')) return out;
  std::string digits(rest);
  const Reading reading = undo_marks(digits, commas);
  if (reading != Reading::number) {
    if (reading == Reading::ambiguous) out.kind = Kind::ambiguous;
    return out;
  }
  out.kind = Kind::number;
  out.regrouped = digits != rest;
  out.number = shared(sign + digits, out.percent);
  const bool exponent = digits.find_first_of("eE") != std::string::npos;
  out.text = out.percent && !exponent ? sign + share_text(digits) : sign + digits;
  if ((out.percent && exponent) || !is_json_number(out.text)) out.text = base::number_text(out.number);
  return out;
}

}  // namespace

bool is_damaged_number(std::string_view cell, const CellValue& value) {
  cell = base::trim(cell);
  if (value.kind == Kind::number) return !std::isfinite(value.number) && cell.find_first_of("0123456789") < cell.size();
  if (value.kind != Kind::text) return false;
  if (cell.starts_with('-') || cell.starts_with('+')) cell.remove_prefix(1);
  if (cell.starts_with('.')) cell.remove_prefix(1);
  return !cell.empty() && base::is_digit(cell[0]);
}

Json setting_of(std::string_view cell, const CommaEvidence& commas) {
  cell = base::trim(cell);
  const CellValue value = read_cell(cell, commas);
  if (value.kind == Kind::missing) return {};
  const bool label = cell.size() > 1 && cell[0] == '0' && base::is_digit(cell[1]);
  const bool more = !value.deviation.empty() || value.arrow || value.footnote;
  if (value.kind == Kind::number && !label && !more) return Json::number_as_written(value.number, value.text);
  if (cell == "True" || cell == "true" || cell == "TRUE") return Json::boolean(true);
  if (cell == "False" || cell == "false" || cell == "FALSE") return Json::boolean(false);
  const char first = cell[0];
  if (first == '[' || first == '(' || first == '{') {
    if (std::optional<Json> tree = parse_python_literal(cell)) return std::move(*tree);
  }
  return Json::string(std::string(cell));
}

}  // namespace ingest
