#include "ingest/documents/python_config.h"

#include <optional>
#include <string>
#include <utility>

#include "base/text/utf8.h"
#include "ingest/documents/python_text.h"

namespace ingest {
namespace {

using base::Json;

constexpr int kMaxConfigDepth = 64;

bool is_name_character(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

/// One assignment. Recursion is bounded by kMaxDepth.
class AssignmentReader {
 public:
  explicit AssignmentReader(std::string_view text) : text_(text) {}

  std::string name() {
    const std::string found = read_name();
    skip_blanks();
    if (found.empty() || peek() != '=' || text_.substr(at_, 2) == "==") return "";
    ++at_;
    return found;
  }

  std::optional<Json> value() {
    Json value;
    skip_blanks();
    if (!read_value(value, 0)) return std::nullopt;
    skip_blanks();
    return at_ == text_.size() ? std::optional(std::move(value)) : std::nullopt;
  }

 private:
  char peek() const { return at_ < text_.size() ? text_[at_] : '\0'; }

  void skip_blanks() {
    while (at_ < text_.size()) {
      if (peek() == '#') {
        while (at_ < text_.size() && peek() != '\n') ++at_;
      } else if (std::string_view(" \t\r\n\\").find(peek()) != std::string_view::npos) {
        ++at_;
      } else {
        return;
      }
    }
  }

  std::string read_name() {
    const std::size_t start = at_;
    while (at_ < text_.size() && is_name_character(peek())) ++at_;
    return std::string(text_.substr(start, at_ - start));
  }

  bool read_value(Json& value, int depth) {
    if (depth > kMaxConfigDepth) return false;
    const std::size_t start = at_;
    if (text_.substr(at_).starts_with("dict(")) {
      at_ += 5;
      if (!read_arguments(value, depth + 1)) return false;
    } else if (peek() == '{') {
      ++at_;
      if (!read_dictionary(value, depth + 1)) return false;
    } else if (peek() == '[' || peek() == '(') {
      const char close = peek() == '[' ? ']' : ')';
      ++at_;
      if (!read_list(value, close, depth + 1)) return false;
    } else {
      return read_expression(value, start);
    }
    skip_blanks();
    if (is_end_of_value()) return true;
    return read_expression(value, start);
  }

  bool is_end_of_value() const {
    return at_ >= text_.size() || std::string_view(",)]}:").find(peek()) != std::string_view::npos;
  }

  bool read_arguments(Json& value, int depth) {
    value = Json::object();
    for (skip_blanks(); peek() != ')'; skip_blanks()) {
      const std::string key = read_name();
      skip_blanks();
      if (key.empty() || peek() != '=') return false;
      ++at_;
      if (!read_member(value, key, ')', depth)) return false;
    }
    ++at_;
    return true;
  }

  bool read_dictionary(Json& value, int depth) {
    value = Json::object();
    for (skip_blanks(); peek() != '}'; skip_blanks()) {
      Json key;
      if (!read_value(key, depth) || peek() != ':') return false;
      ++at_;
      const bool has_text = key.is_string() || key.is_number();
      if (!has_text || !read_member(value, key.text(), '}', depth)) return false;
    }
    ++at_;
    return true;
  }

  bool read_member(Json& object, const std::string& key, char close, int depth) {
    Json member;
    skip_blanks();
    if (!read_value(member, depth)) return false;
    object.set(key, std::move(member));
    return read_separator(close);
  }

  bool read_list(Json& value, char close, int depth) {
    value = Json::array();
    for (skip_blanks(); peek() != close; skip_blanks()) {
      Json item;
      if (!read_value(item, depth)) return false;
      value.push(std::move(item));
      if (!read_separator(close)) return false;
    }
    ++at_;
    return true;
  }

  bool read_separator(char close) {
    skip_blanks();
    if (peek() == close) return true;
    if (peek() != ',') return false;
    ++at_;
    return true;
  }

  /// From `start` to the comma or bracket that ends it: a literal, or any other text as it stands.
  bool read_expression(Json& value, std::size_t start) {
    at_ = start;
    int open = 0;
    while (at_ < text_.size()) {
      const char c = peek();
      if (open == 0 && at_ > start && is_end_of_value()) break;
      if (open == 0 && c == '#') break;
      if (c == '\'' || c == '"') {
        if (!skip_string()) return false;
        continue;
      }
      if (c == '(' || c == '[' || c == '{') ++open;
      if ((c == ')' || c == ']' || c == '}') && --open < 0) return false;
      ++at_;
    }
    const std::string_view text = base::trim(text_.substr(start, at_ - start));
    if (open > 0 || text.empty()) return false;
    std::optional<Json> literal = parse_python_value(text);
    value = literal ? std::move(*literal) : Json::string(std::string(text));
    return true;
  }

  bool skip_string() {
    const char quote = peek();
    const bool is_long = text_.substr(at_).starts_with(std::string(3, quote));
    const std::string close(is_long ? 3 : 1, quote);
    at_ += close.size();
    while (at_ < text_.size() && !text_.substr(at_).starts_with(close)) {
      if (peek() == '\n' && !is_long) return false;
      at_ += peek() == '\\' ? 2 : 1;
    }
    if (at_ >= text_.size()) return false;
    at_ += close.size();
    return true;
  }

  std::string_view text_;
  std::size_t at_ = 0;
};

/// Length of the statement at the start of `text`: its line, and those that begin with a blank or a bracket.
std::size_t statement_length(std::string_view text) {
  std::size_t end = 0;
  do {
    end = text.find('\n', end);
    if (end == std::string_view::npos) return text.size();
    ++end;
  } while (end < text.size() && !is_name_character(text[end]));
  return end;
}

}  // namespace

PythonConfig parse_python_config(std::string_view text) {
  PythonConfig config;
  while (!text.empty()) {
    const std::size_t length = statement_length(text);
    AssignmentReader reader(text.substr(0, length));
    text.remove_prefix(length);
    const std::string name = reader.name();
    if (name.empty()) continue;
    std::optional<Json> value = reader.value();
    if (value) {
      config.tree.set(name, std::move(*value));
    } else {
      ++config.left_out;
    }
  }
  return config;
}

}  // namespace ingest
