#include "ingest/documents/python_literal.h"

#include <algorithm>
#include <cstdint>
#include <limits>
#include <map>
#include <set>
#include <utility>
#include <vector>

#include "base/text/ascii.h"
#include "base/text/number_text.h"
#include "base/text/utf8.h"

namespace ingest {
namespace {

using base::Json;

constexpr std::size_t kLongestLiteral = 1u << 20;

bool is_letter_or_digit(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
         static_cast<unsigned char>(c) >= 0x80;
}

/// 0 to 15; nothing of other characters.
std::optional<unsigned> hex_digit(char c) {
  if (c >= '0' && c <= '9') return static_cast<unsigned>(c - '0');
  if (c >= 'a' && c <= 'f') return static_cast<unsigned>(c - 'a' + 10);
  if (c >= 'A' && c <= 'F') return static_cast<unsigned>(c - 'A' + 10);
  return std::nullopt;
}

/// Without the underscores between digits; nothing if one stands elsewhere.
std::optional<std::string> without_underscores(std::string_view digits, unsigned base) {
  const auto is_one = [&](char c) {
    const std::optional<unsigned> digit = hex_digit(c);
    return digit && *digit < base;
  };
  std::string out;
  for (std::size_t i = 0; i < digits.size(); ++i) {
    if (digits[i] != '_') {
      out += digits[i];
      continue;
    }
    const bool between = i > 0 && i + 1 < digits.size() && is_one(digits[i - 1]) && is_one(digits[i + 1]);
    if (!between) return std::nullopt;
  }
  return out;
}

/// Digits behind "0x", "0o" or "0b".
std::optional<std::uint64_t> parse_digits(std::string_view digits, unsigned base) {
  if (digits.starts_with('_')) digits.remove_prefix(1);
  const std::optional<std::string> plain = without_underscores(digits, base);
  if (!plain || plain->empty()) return std::nullopt;
  std::uint64_t value = 0;
  for (const char c : *plain) {
    const std::optional<unsigned> digit = hex_digit(c);
    if (!digit || *digit >= base || value > (UINT64_MAX - *digit) / base) return std::nullopt;
    value = value * base + *digit;
  }
  return value;
}

std::optional<Json> based_number(std::string_view word, bool negative) {
  const char letter = base::to_lower(word.substr(1, 1))[0];
  const unsigned radix = letter == 'x' ? 16 : letter == 'o' ? 8 : 2;
  const std::optional<std::uint64_t> value = parse_digits(word.substr(2), radix);
  if (!value) return std::nullopt;
  const double number = static_cast<double>(*value);
  return Json::number_as_written(negative ? -number : number, (negative ? "-" : "") + std::to_string(*value));
}

/// "1", "1_000", "0.5", "1.", ".5", "1e-3".
std::optional<Json> decimal_number(std::string_view word, bool negative) {
  std::optional<std::string> digits = without_underscores(word, 10);
  if (!digits || digits->find_first_not_of("0123456789.eE+-") != std::string::npos) return std::nullopt;
  const std::optional<double> value = base::parse_number(*digits);
  if (!value) return std::nullopt;
  const bool whole = digits->find_first_of(".eE") == std::string::npos;
  const bool zeros = digits->find_first_not_of('0') == std::string::npos;
  const bool leading_zero = digits->size() > 1 && (*digits)[0] == '0' && base::is_digit((*digits)[1]);
  if (whole && leading_zero && !zeros) return std::nullopt;
  const std::size_t dot = digits->find('.');
  const bool bare_dot =
      dot != std::string::npos && (dot == 0 || dot + 1 == digits->size() || !base::is_digit((*digits)[dot + 1]));
  if (leading_zero || bare_dot) digits = zeros ? "0" : base::number_text(*value);
  return Json::number_as_written(negative ? -*value : *value, (negative ? "-" : "") + *digits);
}

void keep_first_of_each(Json::Array& items) {
  std::set<std::string> seen;
  std::erase_if(items, [&](const Json& item) { return !seen.insert(base::write_json(item)).second; });
}

/// Places in the text of a value would be taken for places in the file.
void forget_places(Json& tree) {
  std::vector<Json*> pending{&tree};
  while (!pending.empty()) {
    Json& node = *pending.back();
    pending.pop_back();
    node.set_where({});
    for (Json& item : node.items()) pending.push_back(&item);
    for (auto& [key, value] : node.members()) pending.push_back(&value);
  }
}

/// JSON that is read without a doubt; nothing else.
std::optional<Json> plain_json(std::string_view text) {
  base::JsonParse parsed = base::parse_json(text);
  const bool doubtful = std::any_of(parsed.issues.begin(), parsed.issues.end(), [](const base::TextIssue& issue) {
    return issue.severity != base::Severity::note;
  });
  if (!parsed.ok || doubtful) return std::nullopt;
  forget_places(parsed.value);
  return std::move(parsed.value);
}

}  // namespace

void keep_last_of_each(Json::Object& members) {
  std::map<std::string_view, std::size_t> last;
  for (std::size_t i = 0; i < members.size(); ++i) last[members[i].first] = i;
  if (last.size() == members.size()) return;
  Json::Object kept;
  std::set<std::string> seen;
  for (const Json::Member& member : members) {
    if (seen.insert(member.first).second) kept.emplace_back(member.first, members[last[member.first]].second);
  }
  members = std::move(kept);
}

std::optional<Json> PythonReader::whole() {
  skip_lines();
  Json value;
  if (!read_value(value, 0)) return std::nullopt;
  skip_blanks();
  if (peek() == ',') {
    Json tuple = Json::array({std::move(value)});
    while (take(',')) {
      skip_blanks();
      if (at_ == text_.size() || peek() == '\n') break;
      if (!read_value(tuple.push(Json()).items().back(), 0)) return std::nullopt;
      skip_blanks();
    }
    value = std::move(tuple);
  }
  skip_lines();
  return at_ == text_.size() ? std::optional(std::move(value)) : std::nullopt;
}

void PythonReader::skip_blanks() {
  while (at_ < text_.size()) {
    const char c = text_[at_];
    if (c == '#') {
      while (at_ < text_.size() && text_[at_] != '\n') ++at_;
    } else if (c == ' ' || c == '\t' || c == '\f' || c == '\r' || (c == '\n' && open_ > 0)) {
      ++at_;
    } else if (text_.substr(at_).starts_with("\\\n")) {
      at_ += 2;
    } else {
      return;
    }
  }
}

void PythonReader::skip_lines() {
  ++open_;
  skip_blanks();
  --open_;
}

bool PythonReader::take(char wanted) {
  if (at_ >= text_.size() || text_[at_] != wanted) return false;
  ++at_;
  return true;
}

bool PythonReader::read_value(Json& value, int depth) {
  if (depth > kMaxDepth || at_ >= text_.size()) return false;
  if (take('{')) return read_braces(value, depth + 1);
  if (take('[')) return read_list(value, depth + 1);
  if (take('(')) return read_parenthesis(value, depth + 1);
  if (is_text_ahead()) {
    std::string text;
    if (!read_text(text)) return false;
    value = Json::string(std::move(text));
    return true;
  }
  const char c = peek();
  if (c == '+' || c == '-') return read_signed(value);
  return base::is_digit(c) || c == '.' ? read_number(value, false) : read_word(value);
}

bool PythonReader::read_list(Json& value, int depth) {
  value = Json::array();
  return read_items(value, ']', depth).has_value();
}

/// "(1)" is 1; "()", "(1,)" and "(1, 2)" are tuples.
bool PythonReader::read_parenthesis(Json& value, int depth) {
  Json tuple = Json::array();
  const std::optional<bool> ends_in_comma = read_items(tuple, ')', depth);
  if (!ends_in_comma) return false;
  if (tuple.items().size() != 1 || *ends_in_comma) {
    value = std::move(tuple);
  } else {
    value = Json(std::move(tuple.items()[0]));
  }
  return true;
}

/// Whether a comma stands behind the last item; nothing if the brackets hold something else.
std::optional<bool> PythonReader::read_items(Json& list, char close, int depth) {
  ++open_;
  bool comma = false;
  for (skip_blanks(); !take(close); skip_blanks()) {
    if (!list.items().empty() && !comma) return std::nullopt;
    if (!read_value(list.push(Json()).items().back(), depth)) return std::nullopt;
    skip_blanks();
    comma = take(',');
  }
  --open_;
  return comma;
}

bool PythonReader::read_braces(Json& value, int depth) {
  ++open_;
  Json::Object members;
  Json::Array items;
  bool comma = true;
  for (skip_blanks(); !take('}'); skip_blanks()) {
    const std::size_t start = at_;
    Json item;
    if (!comma || peek() == '[' || peek() == '{' || !read_value(item, depth)) return false;
    const std::string_view written = text_.substr(start, at_ - start);
    skip_blanks();
    if (take(':')) {
      const bool has_text = item.is_string() || item.is_number();
      members.emplace_back(has_text ? item.text() : base::repair_utf8(written), Json());
      skip_blanks();
      if (!items.empty() || !read_value(members.back().second, depth)) return false;
      skip_blanks();
    } else {
      items.push_back(std::move(item));
      if (!members.empty()) return false;
    }
    comma = take(',');
  }
  --open_;
  keep_last_of_each(members);
  keep_first_of_each(items);
  value = items.empty() ? Json::object(std::move(members)) : Json::array(std::move(items));
  return true;
}

bool PythonReader::read_word(Json& value) {
  const std::size_t start = at_;
  while (at_ < text_.size() && is_letter_or_digit(text_[at_])) ++at_;
  const std::string_view word = text_.substr(start, at_ - start);
  if (word == "None" || word == "null") {
    value = Json();
  } else if (word == "True" || word == "true" || word == "False" || word == "false") {
    value = Json::boolean(word == "True" || word == "true");
  } else if (word == "nan" || word == "NaN") {
    value = Json::number_as_written(std::numeric_limits<double>::quiet_NaN(), "NaN");
  } else if (word == "inf" || word == "Infinity") {
    value = Json::number_as_written(std::numeric_limits<double>::infinity(), "Infinity");
  } else if (word == "set" && take('(')) {
    value = Json::array();
    return take(')');
  } else {
    return false;
  }
  return true;
}

/// One sign: "--1" is an expression.
bool PythonReader::read_signed(Json& value) {
  const bool negative = text_[at_++] == '-';
  skip_blanks();
  if (base::is_digit(peek()) || peek() == '.') return read_number(value, negative);
  if (!read_word(value) || !value.is_number()) return false;
  if (negative && value.text() == "Infinity") value = Json::number_as_written(-value.as_number(), "-Infinity");
  return true;
}

bool PythonReader::read_number(Json& value, bool negative) {
  const std::size_t start = at_;
  const auto based_letter = [&] { return start + 1 < text_.size() ? base::to_lower(text_.substr(start + 1, 1)) : ""; };
  const bool based = text_[start] == '0' && std::string_view("xob").find(based_letter()[0]) != std::string_view::npos;
  for (; at_ < text_.size(); ++at_) {
    const char c = text_[at_];
    const bool exponent_sign =
        (c == '+' || c == '-') && !based && at_ > start && (text_[at_ - 1] == 'e' || text_[at_ - 1] == 'E');
    if (!is_letter_or_digit(c) && c != '.' && !exponent_sign) break;
  }
  const std::string_view word = text_.substr(start, at_ - start);
  std::optional<Json> number = based ? based_number(word, negative) : decimal_number(word, negative);
  if (number) value = std::move(*number);
  return number.has_value();
}

bool PythonReader::is_text_ahead() const {
  std::size_t at = at_;
  while (at < text_.size() && at < at_ + 2 && std::string_view("rRuUbBfF").find(text_[at]) != std::string_view::npos) {
    ++at;
  }
  return at < text_.size() && (text_[at] == '\'' || text_[at] == '"');
}

bool PythonReader::read_text(std::string& text) {
  for (;;) {
    if (!read_one_text(text)) return false;
    const std::size_t end = at_;
    skip_blanks();
    if (is_text_ahead()) continue;
    at_ = end;
    text = base::repair_utf8(text);
    return true;
  }
}

/// Bytes (b) and formatted texts (f) are refused, and prefixes of two letters are all of these.
bool PythonReader::read_one_text(std::string& text) {
  const bool raw = peek() == 'r' || peek() == 'R';
  if (raw || peek() == 'u' || peek() == 'U') ++at_;
  const char quote = peek();
  if (quote != '\'' && quote != '"') return false;
  const bool is_long = text_.substr(at_).starts_with(std::string(3, quote));
  const std::string close(is_long ? 3 : 1, quote);
  for (at_ += close.size(); at_ < text_.size();) {
    if (text_[at_] == quote && text_.substr(at_).starts_with(close)) {
      at_ += close.size();
      return true;
    }
    const char c = text_[at_++];
    if (c == '\0' || (c == '\n' && !is_long)) return false;
    if (c != '\\') {
      text += c;
    } else if (raw) {
      text += c;
      if (at_ < text_.size()) text += text_[at_++];
    } else if (!read_escape(text)) {
      return false;
    }
  }
  return false;
}

/// Behind the backslash.
bool PythonReader::read_escape(std::string& text) {
  if (at_ >= text_.size()) return false;
  const char c = text_[at_++];
  if (c == '\n') return true;
  constexpr std::string_view kEscaped = "\\'\"abfnrtv", kMeant = "\\'\"\a\b\f\n\r\t\v";
  if (const std::size_t known = kEscaped.find(c); known != std::string_view::npos) {
    text += kMeant[known];
    return true;
  }
  const bool octal = c >= '0' && c <= '7';
  const std::size_t digits = octal ? 3 : c == 'x' ? 2 : c == 'u' ? 4 : c == 'U' ? 8 : 0;
  if (digits == 0) {
    text += '\\';
    text += c;
    return c != 'N' && c != '\0';
  }
  if (octal) --at_;
  std::uint32_t character = 0;
  for (std::size_t i = 0; i < digits; ++i) {
    const std::optional<unsigned> digit = hex_digit(peek());
    if (octal && i > 0 && (!digit || *digit > 7)) break;
    if (!digit) return false;
    character = character * (octal ? 8 : 16) + *digit;
    ++at_;
  }
  if (character > 0x10ffff) return false;
  constexpr char32_t kReplacement = 0xfffd;
  const bool is_surrogate = character >= 0xd800 && character < 0xe000;
  base::append_utf8(text, is_surrogate ? kReplacement : static_cast<char32_t>(character));
  return true;
}

std::optional<Json> parse_python_literal(std::string_view text) {
  return PythonReader(text).whole();
}

Json read_python_value(std::string_view text) {
  const std::string_view bare = base::trim(text);
  if (bare == "None") return {};
  if (bare == "True" || bare == "False") return Json::boolean(bare == "True");
  if (bare == "nan") return Json::number_as_written(std::numeric_limits<double>::quiet_NaN(), "NaN");
  if (bare == "inf" || bare == "-inf") {
    const double infinity = std::numeric_limits<double>::infinity();
    return bare == "inf" ? Json::number_as_written(infinity, "Infinity")
                         : Json::number_as_written(-infinity, "-Infinity");
  }
  const char first = bare.empty() ? '\0' : bare[0];
  if (base::is_digit(first) || first == '-' || first == '.') {
    base::JsonParse number = base::parse_json(bare);
    if (number.ok && number.value.is_number() && number.issues.empty()) {
      forget_places(number.value);
      return std::move(number.value);
    }
  }
  if ((first == '[' || first == '{' || first == '(') && bare.size() <= kLongestLiteral) {
    std::optional<Json> value = plain_json(bare);
    if (!value) value = parse_python_literal(bare);
    if (value) return std::move(*value);
  }
  return Json::string(base::repair_utf8(text));
}

}  // namespace ingest
