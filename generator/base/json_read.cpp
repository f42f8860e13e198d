#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <limits>
#include <optional>

#include "base/issue_log.h"
#include "base/json.h"
#include "base/key_index.h"
#include "base/number_text.h"
#include "base/utf8.h"

namespace base {

namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
constexpr std::size_t kFirstMembers = 4;

constexpr std::array<double, 23> kPowersOfTen = {1e0,  1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,  1e8,  1e9,  1e10, 1e11,
                                                 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22};

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

/// Bytes that end the plain part of a string: quote, backslash, control characters.
constexpr std::array<bool, 256> make_string_stops() {
  std::array<bool, 256> stops{};
  for (std::size_t c = 0; c < 0x20; ++c) stops[c] = true;
  stops['"'] = stops['\\'] = true;
  return stops;
}
constexpr std::array<bool, 256> kStringStops = make_string_stops();

/// "UTF-16" or "UTF-32" if the first bytes show one of these, else empty.
std::string_view wide_encoding(std::string_view text) {
  const auto zero = [text](std::size_t i) { return i < text.size() && text[i] == 0; };
  const auto set = [text](std::size_t i) { return i < text.size() && text[i] != 0; };
  if (text.starts_with(std::string_view("\xFF\xFE\0\0", 4)) || text.starts_with(std::string_view("\0\0\xFE\xFF", 4))) {
    return "UTF-32";
  }
  if (text.starts_with("\xFF\xFE") || text.starts_with("\xFE\xFF")) return "UTF-16";
  if (set(0) && zero(1) && zero(2) && zero(3) && set(4)) return "UTF-32";
  if (zero(0) && zero(1) && zero(2) && set(3)) return "UTF-32";
  if ((set(0) && zero(1) && set(2) && zero(3)) || (zero(0) && set(1) && zero(2) && set(3))) return "UTF-16";
  return "";
}

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

}  // namespace

/// Builds values in place, with its own stack of open containers instead of recursion.
class JsonParser {
 public:
  JsonParser(std::string_view text, JsonOptions options)
      : text_(text),
        options_(options),
        line_(options.first_line),
        ascii_(find_non_ascii(text) == std::string_view::npos),
        valid_(ascii_ || is_valid_utf8(text)) {}

  JsonParse parse() {
    JsonParse out;
    read_document(out.value);
    out.ok = !failed_;
    if (failed_) out.value = Json();
    out.issues = log_.take();
    if (failed_) out.issues.push_back(std::move(error_));
    return out;
  }

 private:
  struct Open {
    Json* container;
    KeyIndex keys;
  };

  void read_document(Json& root) {
    if (const std::string_view encoding = wide_encoding(text_); !encoding.empty()) {
      fail("json-utf16", 0, "the text is " + std::string(encoding) + ", not UTF-8; save it as UTF-8");
      return;
    }
    if (text_.starts_with(kByteOrderMark)) at_ = line_start_ = kByteOrderMark.size();
    if (text_.find_first_not_of(std::string_view("\0 \t\r\n", 5), at_) == std::string_view::npos) {
      at_ = line_start_;
      fail("json-empty", at_,
           text_.find('\0') == std::string_view::npos ? "the file is empty; a JSON document is expected"
                                                      : "the file holds nothing but zero bytes");
      return;
    }
    skip_blank();
    document_start_ = at_;
    for (Json* slot = &root; slot != nullptr;) slot = read_value(*slot);
    if (!failed_) read_end();
  }

  /// Reads a scalar or the start of a container into `slot`; the place for the next value, or nullptr when the
  /// document is complete or wrong.
  Json* read_value(Json& slot) {
    skip_blank();
    if (at_end()) return fail_at_end("a value is expected");
    slot.where_ = place(at_);
    switch (text_[at_]) {
      case '{':
        slot.kind_ = Json::Kind::object;
        slot.content_.emplace<Json::Object>();
        return open(slot, '}');
      case '[':
        slot.kind_ = Json::Kind::array;
        slot.content_.emplace<Json::Array>();
        return open(slot, ']');
      case '"':
        slot.kind_ = Json::Kind::string;
        if (!read_string(*std::get_if<std::string>(&slot.content_))) return nullptr;
        return after_value();
      case '-':
      case '0':
      case '1':
      case '2':
      case '3':
      case '4':
      case '5':
      case '6':
      case '7':
      case '8':
      case '9':
        return read_number(slot) ? after_value() : nullptr;
      default:
        return read_word(slot) ? after_value() : nullptr;
    }
  }

  Json* open(Json& container, char close) {
    if (open_.size() == kMaxJsonDepth) {
      return fail("json-depth", at_,
                  "nested too deeply: more than " + std::to_string(kMaxJsonDepth) + " levels of lists and objects");
    }
    ++at_;
    skip_blank();
    if (!at_end() && text_[at_] == close) {
      ++at_;
      return after_value();
    }
    open_.push_back({&container, {}});
    return next_slot();
  }

  Json* after_value() {
    while (!open_.empty()) {
      skip_blank();
      const char close = open_.back().container->is_object() ? '}' : ']';
      if (at_end()) return fail_at_end(std::string("a comma or ") + close + " is expected");
      if (text_[at_] == ',') {
        ++at_;
        skip_blank();
        if (!options_.comments || at_end() || text_[at_] != close) return next_slot();
      }
      if (text_[at_] != close) {
        return fail_syntax(at_, std::string("where a comma or ") + close + " is expected");
      }
      ++at_;
      open_.pop_back();
    }
    return nullptr;
  }

  Json* next_slot() {
    Json& container = *open_.back().container;
    if (container.is_array()) {
      Json::Array& items = *std::get_if<Json::Array>(&container.content_);
      return &items.emplace_back();
    }
    if (at_end()) return fail_at_end("a key in double quotes is expected");
    if (text_[at_] != '"') return fail_key();
    const std::size_t key_at = at_;
    key_.clear();
    if (!read_string(key_)) return nullptr;
    skip_blank();
    if (at_end()) return fail_at_end("a colon is expected after the key");
    if (text_[at_] != ':') return fail_syntax(at_, "where a colon is expected after a key");
    ++at_;
    return slot_of_key(*std::get_if<Json::Object>(&container.content_), key_at);
  }

  Json* slot_of_key(Json::Object& members, std::size_t key_at) {
    const std::size_t found = open_.back().keys.find(members, key_);
    if (found == members.size()) {
      if (members.empty()) members.reserve(kFirstMembers);
      return &members.emplace_back(std::move(key_), Json()).second;
    }
    log_.add(Severity::warning, "json-duplicate-key", place(key_at),
             "the key \"" + make_visible(shorten(key_, 60)) + "\" is given twice; the last value is used");
    members[found].second = Json();
    return &members[found].second;
  }

  bool read_string(std::string& out) {
    ++at_;
    while (true) {
      const std::size_t start = at_;
      while (at_ < text_.size() && !kStringStops[static_cast<unsigned char>(text_[at_])]) ++at_;
      if (valid_) {
        out.append(text_, start, at_ - start);
      } else {
        append_repaired(out, start);
      }
      if (at_end()) return fail_at_end("the string is not closed") != nullptr;
      if (text_[at_] == '"') {
        ++at_;
        return true;
      }
      if (text_[at_] != '\\') {
        fail("json-syntax", at_,
             text_[at_] == '\n' ? "a raw line break, a control character in a string; write \\n, or close the string"
                                : "a raw control character in a string (" + describe(at_) + "); write it as an escape");
        return false;
      }
      if (!read_escape(out)) return false;
    }
  }

  /// Appends text_[start, at_) with ill-formed bytes replaced.
  void append_repaired(std::string& out, std::size_t start) {
    const std::string_view part = text_.substr(0, at_);
    for (std::size_t bad = find_invalid_utf8(part, start); bad < at_; bad = find_invalid_utf8(part, start)) {
      log_.add(Severity::warning, "json-utf8", place(bad), "invalid UTF-8, read as U+FFFD; save the file as UTF-8");
      out.append(part.substr(start, bad - start));
      append_utf8(out, 0xFFFD);
      start = bad + step_utf8(part, bad).length;
    }
    out.append(part.substr(start));
  }

  bool read_escape(std::string& out) {
    if (at_ + 1 == text_.size()) {
      ++at_;
      return fail_at_end("an escape is not complete") != nullptr;
    }
    static constexpr std::string_view kLetters = "\"\\/bfnrt", kMeanings = "\"\\/\b\f\n\r\t";
    const char letter = text_[at_ + 1];
    if (const std::size_t known = kLetters.find(letter); known != std::string_view::npos) {
      out += kMeanings[known];
      at_ += 2;
      return true;
    }
    if (letter == 'u') return read_unicode_escape(out);
    fail("json-syntax", at_,
         "a backslash before " + describe(at_ + 1) + " means nothing in JSON; write a backslash as \\\\");
    return false;
  }

  bool read_unicode_escape(std::string& out) {
    const auto unit = parse_hex4(text_, at_ + 2);
    if (!unit) {
      if (text_.size() < at_ + 6 && text_.find_first_not_of("0123456789abcdefABCDEF", at_ + 2) == std::string::npos) {
        at_ = text_.size();
        return fail_at_end("an escape is not complete") != nullptr;
      }
      fail("json-syntax", at_, "\\u is not followed by four hexadecimal digits");
      return false;
    }
    const std::size_t escape_at = at_;
    at_ += 6;
    if (is_high_surrogate(*unit) && text_.substr(at_).starts_with("\\u")) {
      const auto low = parse_hex4(text_, at_ + 2);
      if (low && is_low_surrogate(*low)) {
        append_utf8(out, 0x10000 + ((*unit - 0xD800) << 10) + (*low - 0xDC00));
        at_ += 6;
        return true;
      }
    }
    if (is_high_surrogate(*unit) || is_low_surrogate(*unit)) {
      log_.add(Severity::warning, "json-surrogate", place(escape_at), "a lone surrogate escape, read as U+FFFD");
      append_utf8(out, 0xFFFD);
    } else {
      append_utf8(out, *unit);
    }
    return true;
  }

  bool read_number(Json& slot) {
    const std::size_t start = at_;
    if (text_[at_] == '-') {
      ++at_;
      if (match_word("Infinity")) {
        set_non_finite(slot, -std::numeric_limits<double>::infinity(), start);
        return true;
      }
    }
    std::uint64_t mantissa = 0;
    const std::size_t whole_at = at_;
    read_digits(mantissa);
    std::size_t digits = at_ - whole_at;
    if (digits == 0) return fail_number("where a digit is expected");
    if (digits > 1 && text_[whole_at] == '0') {
      at_ = whole_at;
      return fail_number("a number cannot start with a zero before other digits");
    }
    int exponent = 0;
    if (!at_end() && text_[at_] == '.') {
      const std::size_t point = at_++;
      read_digits(mantissa);
      if (at_ == point + 1) return fail_number("where a digit is expected after the point");
      digits += at_ - point - 1;
      exponent = -static_cast<int>(std::min<std::size_t>(at_ - point - 1, 1000));
    }
    if (!at_end() && (text_[at_] == 'e' || text_[at_] == 'E')) {
      ++at_;
      const bool negative = !at_end() && text_[at_] == '-';
      if (!at_end() && (text_[at_] == '-' || text_[at_] == '+')) ++at_;
      std::uint64_t power = 0;
      const std::size_t power_at = at_;
      read_digits(power);
      if (at_ == power_at) return fail_number("where a digit of the exponent is expected");
      const int bounded = at_ - power_at > 3 ? 10'000 : static_cast<int>(power);
      exponent += negative ? -bounded : bounded;
    }
    set_number(slot, start, digits <= 15, mantissa, exponent);
    return true;
  }

  void read_digits(std::uint64_t& value) {
    for (; at_ < text_.size() && is_digit(text_[at_]); ++at_) {
      value = value * 10 + static_cast<std::uint64_t>(text_[at_] - '0');
    }
  }

  void set_number(Json& slot, std::size_t start, bool mantissa_is_exact, std::uint64_t mantissa, int exponent) {
    const std::string_view written = text_.substr(start, at_ - start);
    slot.kind_ = Json::Kind::number;
    std::get_if<std::string>(&slot.content_)->assign(written);
    if (mantissa_is_exact && exponent >= -22 && exponent <= 22) {  // both are doubles, so one rounding is the right one
      const double power = kPowersOfTen[static_cast<std::size_t>(exponent < 0 ? -exponent : exponent)];
      const double size = exponent < 0 ? static_cast<double>(mantissa) / power : static_cast<double>(mantissa) * power;
      slot.number_ = text_[start] == '-' ? -size : size;
      return;
    }
    slot.number_ = parse_number(written).value_or(0);
    const bool has_digit = written.substr(0, written.find_first_of("eE")).find_first_of("123456789") != written.npos;
    if (std::abs(slot.number_) <= std::numeric_limits<double>::max() && (slot.number_ != 0 || !has_digit)) return;
    log_.add(Severity::warning, "json-number-range", place(start),
             "the number " + shorten(written, 40) + " is out of range; it is kept as written and counts as " +
                 number_text(slot.number_));
  }

  void set_non_finite(Json& slot, double value, std::size_t start) {
    const Position where = slot.where_;
    slot = Json::number(value);
    slot.where_ = where;
    log_.add(Severity::note, "json-non-finite", place(start),
             slot.text() + " is not JSON; it is read as the non-finite value that Python means by it");
  }

  bool read_word(Json& slot) {
    const std::size_t start = at_;
    if (match_word("true")) {
      slot.kind_ = Json::Kind::boolean;
      slot.number_ = 1;
    } else if (match_word("false")) {
      slot.kind_ = Json::Kind::boolean;
    } else if (match_word("null")) {
      slot.kind_ = Json::Kind::null;
    } else if (match_word("NaN")) {
      set_non_finite(slot, std::numeric_limits<double>::quiet_NaN(), start);
    } else if (match_word("Infinity")) {
      set_non_finite(slot, std::numeric_limits<double>::infinity(), start);
    } else {
      fail_value();
      return false;
    }
    return true;
  }

  bool match_word(std::string_view word) {
    if (!text_.substr(at_).starts_with(word)) return false;
    const std::size_t end = at_ + word.size();
    if (end < text_.size() && is_word_character(text_[end])) return false;
    at_ = end;
    return true;
  }

  static bool is_word_character(char c) {
    return is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
  }

  bool at_end() const { return at_ >= text_.size(); }

  void skip_blank() {
    while (at_ < text_.size()) {
      const char c = text_[at_];
      if (c == '\n') {
        ++line_;
        line_start_ = at_ + 1;
      } else if (c != ' ' && c != '\t' && c != '\r') {
        if (c != '/' || !options_.comments || !skip_comment()) return;
        continue;
      }
      ++at_;
    }
  }

  /// Steps over a comment; false if there is none, or one that is never closed.
  bool skip_comment() {
    const std::string_view rest = text_.substr(at_);
    if (rest.starts_with("//")) {
      at_ = std::min(text_.find('\n', at_), text_.size());
      return true;
    }
    if (!rest.starts_with("/*")) return false;
    const std::size_t close = text_.find("*/", at_ + 2);
    if (close == std::string_view::npos) return false;
    for (; at_ < close + 2; ++at_) {
      if (text_[at_] == '\n') {
        ++line_;
        line_start_ = at_ + 1;
      }
    }
    return true;
  }

  void read_end() {
    skip_blank();
    if (at_end()) return;
    if (text_[at_] != 0) {
      const bool lines = text_[at_] == '{' || text_[at_] == '[';
      const std::string_view cause = likely_cause(at_);
      fail("json-trailing", at_,
           !cause.empty() ? std::string(cause)
                          : "there is content after the end of the document: " + describe(at_) +
                                (lines ? "; one document a line belongs into a .jsonl file" : ""));
      return;
    }
    const std::size_t data = text_.find_first_not_of(std::string_view("\0 \t\r\n", 5), at_);
    if (data != std::string_view::npos) {
      fail("json-trailing", at_, "an unexpected NUL after the end of the document, and more content after it");
      return;
    }
    log_.add(Severity::warning, "json-nul-padding", place(at_),
             std::to_string(text_.size() - at_) +
                 " zero bytes after the end of the document, as a power cut leaves; they are left out");
  }

  /// Of a place on the current line.
  Position place(std::size_t at) {
    std::size_t column = at - line_start_;
    if (!ascii_) {
      if (counted_to_ < line_start_ || counted_to_ > at) {
        counted_to_ = line_start_;
        counted_ = 0;
      }
      counted_ += count_columns(text_.substr(counted_to_, at - counted_to_));
      counted_to_ = at;
      column = counted_;
    }
    return {line_, static_cast<std::uint32_t>(column + 1)};
  }

  std::size_t count_columns(std::string_view part) const {
    if (valid_) return count_characters(part);
    std::size_t count = 0;
    for (std::size_t i = 0; i < part.size(); i += step_utf8(part, i).length) ++count;
    return count;
  }

  /// The character or word at `at`, in words for a message.
  std::string describe(std::size_t at) const {
    if (at >= text_.size()) return "the end of the text";
    std::size_t end = at;
    while (end < text_.size() && end - at < 24 && is_word_character(text_[end])) ++end;
    if (end == at) end += step_utf8(text_, at).length;
    return std::string("'").append(make_visible(text_.substr(at, end - at))) + "'";
  }

  /// What probably happened to the text that goes wrong at `at`; empty if there is no guess.
  std::string_view likely_cause(std::size_t at) const {
    const std::string_view rest = text_.substr(at);
    for (const std::string_view marker : {"<<<<<<<", "=======", ">>>>>>>"}) {
      if (rest.starts_with(marker)) return "merge conflict markers stand in the file; resolve the conflict";
    }
    if (at == document_start_) {
      if (rest.starts_with("version https://git-lfs")) {
        return "not JSON but a pointer to a file kept in git LFS; fetch the file itself (git lfs pull)";
      }
      if (rest.starts_with("<")) return "not JSON but a page of HTML or XML; was a download refused?";
      if (rest.starts_with("\x1F\x8B")) return "not JSON but gzip-compressed data";
      if (rest.starts_with("\x28\xB5\x2F\xFD")) return "not JSON but zstd-compressed data";
    }
    if (rest.starts_with("'")) {
      return "single quotes, as in the repr of a Python dict, are not JSON; write the file with json.dump";
    }
    for (const std::string_view word : {"True", "False", "None", "nan", "inf", "-inf"}) {
      if (rest.starts_with(word) && (rest.size() == word.size() || !is_word_character(rest[word.size()]))) {
        return "a value as Python prints it is not JSON; write the file with json.dump";
      }
    }
    if (rest.starts_with("//") || rest.starts_with("/*") || rest.starts_with("#")) return "comments are not JSON";
    return "";
  }

  std::nullptr_t fail(std::string code, std::size_t at, std::string what) {
    failed_ = true;
    error_ = {Severity::error, std::move(code), place(at), std::move(what)};
    return nullptr;
  }

  std::nullptr_t fail_syntax(std::size_t at, const std::string& where) {
    const std::string_view cause = likely_cause(at);
    return fail("json-syntax", at,
                !cause.empty() ? std::string(cause) : "not JSON: " + describe(at) + " is found " + where);
  }

  std::nullptr_t fail_at_end(const std::string& expected) {
    at_ = text_.size();
    return fail("json-syntax", at_, "unexpected end of input: " + expected + "; was the file cut short?");
  }

  std::nullptr_t fail_key() {
    const char c = text_[at_];
    if (c == '}') return fail("json-syntax", at_, "a key is expected after the comma; remove the trailing comma");
    return fail_syntax(at_, "where a key in double quotes is expected");
  }

  std::nullptr_t fail_value() {
    const char c = text_[at_];
    if ((c == ']' || c == '}') && !open_.empty()) {
      return fail("json-syntax", at_,
                  std::string("a value is expected before ") + c + "; is there a comma or a colon too many?");
    }
    return fail_syntax(at_, "where a value is expected");
  }

  bool fail_number(const std::string& what) {
    if (at_end()) {
      fail_at_end("the number is not complete");
    } else if (what.starts_with("where")) {
      fail_syntax(at_, what);
    } else {
      fail("json-syntax", at_, what);
    }
    return false;
  }

  std::string_view text_;
  JsonOptions options_;
  std::size_t at_ = 0;
  std::size_t document_start_ = 0;
  std::uint32_t line_;
  std::size_t line_start_ = 0;
  bool ascii_, valid_;
  std::size_t counted_to_ = 0, counted_ = 0;  // columns counted so far on the current line
  std::vector<Open> open_;
  std::string key_;
  IssueLog log_;
  bool failed_ = false;
  TextIssue error_;
};

JsonParse parse_json(std::string_view text, JsonOptions options) {
  return JsonParser(text, options).parse();
}

}  // namespace base
