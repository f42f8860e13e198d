#include "ingest/documents/python_config.h"

#include <optional>
#include <string>
#include <utility>

#include "base/text/utf8.h"
#include "ingest/documents/python_literal.h"

namespace ingest {
namespace {

using base::Json;

bool is_name_character(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

/// One assignment. Its value may go over several lines.
class AssignmentReader : public PythonReader {
 public:
  explicit AssignmentReader(std::string_view text) : PythonReader(text) { open_ = 1; }

  std::string name() {
    const std::string found = read_name();
    skip_blanks();
    if (found.empty() || text_.substr(at_, 2) == "==" || !take('=')) return "";
    return found;
  }

 private:
  std::string read_name() {
    const std::size_t start = at_;
    while (at_ < text_.size() && is_name_character(peek())) ++at_;
    return std::string(text_.substr(start, at_ - start));
  }

  bool read_value(Json& value, int depth) override {
    const std::size_t start = at_;
    if (text_.substr(at_).starts_with("dict(")) {
      at_ += 5;
      if (depth > kMaxDepth || !read_arguments(value, depth + 1)) return false;
    } else if (peek() == '{' || peek() == '[' || peek() == '(') {
      if (!PythonReader::read_value(value, depth)) return false;
    } else {
      return read_expression(value, start);
    }
    skip_blanks();
    return is_end_of_value() || read_expression(value, start);
  }

  bool is_end_of_value() const {
    return at_ >= text_.size() || std::string_view(",)]}:").find(peek()) != std::string_view::npos;
  }

  bool read_arguments(Json& value, int depth) {
    Json::Object members;
    bool comma = true;
    for (skip_blanks(); !take(')'); skip_blanks()) {
      std::string key = read_name();
      skip_blanks();
      if (!comma || key.empty() || !take('=')) return false;
      skip_blanks();
      members.emplace_back(std::move(key), Json());
      if (!read_value(members.back().second, depth)) return false;
      skip_blanks();
      comma = take(',');
    }
    keep_last_of_each(members);
    value = Json::object(std::move(members));
    return true;
  }

  /// From `start` to the comma or bracket that ends it: a literal, or any other text as it stands. What is before at_
  /// was looked at.
  bool read_expression(Json& value, std::size_t start) {
    int open = 0;
    while (at_ < text_.size()) {
      const char c = peek();
      if (open == 0 && (is_end_of_value() || c == '#')) break;
      if (c == '\'' || c == '"') {
        if (!skip_string()) return false;
        continue;
      }
      if (c == '(' || c == '[' || c == '{') ++open;
      if ((c == ')' || c == ']' || c == '}') && --open < 0) return false;
      ++at_;
    }
    const std::string text(base::trim(text_.substr(start, at_ - start)));
    if (open > 0 || text.empty()) return false;
    std::optional<Json> literal = parse_python_literal("(" + text + ")");
    value = literal ? std::move(*literal) : Json::string(text);
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
    std::optional<Json> value = reader.whole();
    if (value) {
      config.tree.members().emplace_back(name, std::move(*value));
    } else {
      ++config.left_out;
    }
  }
  keep_last_of_each(config.tree.members());
  return config;
}

}  // namespace ingest
