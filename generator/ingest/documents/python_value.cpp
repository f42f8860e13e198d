#include "ingest/documents/python_value.h"

#include <algorithm>
#include <cctype>
#include <cstddef>
#include <optional>
#include <string>
#include <utility>

#include "base/text/number_text.h"
#include "base/text/utf8.h"

namespace ingest {
namespace {

using base::Json;

constexpr std::size_t kLongestLiteral = 1u << 20;

bool is_word_of_value(char c) {
  return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_' || c == '.' || c == '+' || c == '-';
}

/// Rewrites a Python literal as JSON; fails on anything JSON has no word for.
class LiteralRewriter {
 public:
  explicit LiteralRewriter(std::string_view text) : text_(text) {}

  std::optional<std::string> rewrite() {
    while (at_ < text_.size()) {
      const char c = text_[at_];
      const bool good = c == '\'' || c == '"' ? take_string(c) : is_word_of_value(c) ? take_word() : take_sign(c);
      if (!good) return std::nullopt;
    }
    return std::move(out_);
  }

 private:
  bool take_sign(char c) {
    ++at_;
    if (c == ')' || c == ']' || c == '}') {
      while (!out_.empty() && (out_.back() == ' ' || out_.back() == ',')) out_.pop_back();  // "(1,)"
    }
    if (c == '(' || c == ')') c = c == '(' ? '[' : ']';
    out_ += c == '\n' || c == '\t' ? ' ' : c;
    return std::string_view("[]{}:, ").find(out_.back()) != std::string_view::npos;
  }

  bool take_word() {
    const std::size_t begin = at_;
    while (at_ < text_.size() && is_word_of_value(text_[at_])) ++at_;
    const std::string_view word = text_.substr(begin, at_ - begin);
    if (word == "True" || word == "true") {
      out_ += "true";
    } else if (word == "False" || word == "false") {
      out_ += "false";
    } else if (word == "None" || word == "null") {
      out_ += "null";
    } else if (word == "nan" || word == "NaN") {
      out_ += "NaN";
    } else if (word == "inf" || word == "Infinity") {
      out_ += "Infinity";
    } else if (word == "-inf" || word == "-Infinity") {
      out_ += "-Infinity";
    } else {
      return take_number(word);
    }
    return true;
  }

  /// "1." and ".5" are numbers in Python only.
  bool take_number(std::string_view word) {
    const std::optional<double> value = base::parse_number(word);
    const bool digits = std::any_of(word.begin(), word.end(), [](char c) { return c >= '0' && c <= '9'; });
    if (!value || !digits) return false;
    const bool strict = base::parse_json(word).ok;
    out_ += strict ? std::string(word) : base::number_text(*value);
    return true;
  }

  bool take_string(char quote) {
    std::string value;
    for (++at_; at_ < text_.size() && text_[at_] != quote; ++at_) {
      if (text_[at_] != '\\') {
        value += text_[at_];
        continue;
      }
      if (++at_ == text_.size()) return false;
      constexpr std::string_view kEscaped = "\\'\"ntr", kMeant = "\\'\"\n\t\r";
      const std::size_t known = kEscaped.find(text_[at_]);
      if (known == std::string_view::npos) return false;
      value += kMeant[known];
    }
    if (at_++ >= text_.size()) return false;
    base::append_json_string(out_, value);
    return true;
  }

  std::string_view text_;
  std::size_t at_ = 0;
  std::string out_;
};

std::optional<Json> read_compound(std::string_view text) {
  if (text.size() > kLongestLiteral) return std::nullopt;
  base::JsonParse as_json = base::parse_json(text);
  const bool doubtful = std::any_of(as_json.issues.begin(), as_json.issues.end(), [](const base::TextIssue& issue) {
    return issue.severity != base::Severity::note;
  });
  if (as_json.ok && !doubtful) return std::move(as_json.value);
  const std::optional<std::string> rewritten = LiteralRewriter(text).rewrite();
  if (!rewritten) return std::nullopt;
  base::JsonParse parsed = base::parse_json(*rewritten);
  if (!parsed.ok) return std::nullopt;
  return std::move(parsed.value);
}

/// Places in the text of a value would be taken for places in the file.
void forget_places(Json& value) {
  value.set_where({});
  for (Json& item : value.items()) forget_places(item);
  for (auto& [key, member] : value.members()) forget_places(member);
}

}  // namespace

Json read_python_value(std::string_view text) {
  const std::string_view bare = base::trim(text);
  if (bare == "None") return {};
  if (bare == "True" || bare == "False") return Json::boolean(bare == "True");
  if (bare == "nan") return Json::number_as_written(base::parse_number("nan").value_or(0), "NaN");
  if (bare == "inf" || bare == "-inf") {
    return Json::number_as_written(base::parse_number(bare).value_or(0), bare == "inf" ? "Infinity" : "-Infinity");
  }
  if (!bare.empty() && std::string_view("0123456789-.").find(bare[0]) != std::string_view::npos) {
    base::JsonParse parsed = base::parse_json(bare);
    if (parsed.ok && parsed.value.is_number() && parsed.issues.empty()) {
      forget_places(parsed.value);
      return std::move(parsed.value);
    }
  }
  if (!bare.empty() && std::string_view("[{(").find(bare[0]) != std::string_view::npos) {
    if (std::optional<Json> value = read_compound(bare)) {
      forget_places(*value);
      return std::move(*value);
    }
  }
  return Json::string(base::repair_utf8(text));
}

}  // namespace ingest
