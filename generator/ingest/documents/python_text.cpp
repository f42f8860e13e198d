#include "ingest/documents/python_text.h"

#include <cstddef>
#include <string>
#include <utility>

#include "base/text/number_text.h"
#include "base/text/utf8.h"

namespace ingest {
namespace {

using base::Json;

constexpr int kMaxPythonDepth = 64;

bool is_word_character(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
         static_cast<unsigned char>(c) >= 0x80;
}

/// Recursion is bounded by kMaxDepth.
class PythonReader {
 public:
  explicit PythonReader(std::string_view text) : text_(text) {}

  std::optional<Json> whole_value() {
    Json value;
    skip_blanks();
    if (!read_value(value, 0)) return std::nullopt;
    skip_blanks();
    if (at_ != text_.size()) return std::nullopt;
    return value;
  }

  std::optional<Json> settings() {
    skip_assignment();
    skip_blanks();
    Json out = Json::object();
    const bool braced = peek() == '{';
    if (braced) ++at_;
    lenient_ = true;
    if (!read_members(out, braced ? '}' : '\0', 0) || out.members().empty()) return std::nullopt;
    return out;
  }

 private:
  char peek() const { return at_ < text_.size() ? text_[at_] : '\0'; }

  void skip_blanks() {
    while (at_ < text_.size()) {
      const char c = text_[at_];
      if (c == '#') {
        while (at_ < text_.size() && text_[at_] != '\n') ++at_;
      } else if (text_.substr(at_).starts_with("...")) {
        at_ += 3;
      } else if (c == ' ' || c == '\t' || c == '\n' || c == '\r') {
        ++at_;
      } else {
        return;
      }
    }
  }

  /// "config = {": what a dictionary is assigned to says nothing about the run.
  void skip_assignment() {
    skip_blanks();
    std::size_t at = at_;
    while (at < text_.size() && (is_word_character(text_[at]) || text_[at] == '.')) ++at;
    std::size_t value = at;
    while (value < text_.size() && (text_[value] == ' ' || text_[value] == '\t')) ++value;
    if (at == at_ || value >= text_.size() || text_[value] != '=') return;
    value = text_.find_first_not_of(" \t\r\n", value + 1);
    if (value != std::string_view::npos && text_[value] == '{') at_ = value;
  }

  bool read_members(Json& out, char close, int depth) {
    if (depth > kMaxPythonDepth) return false;
    for (;;) {
      skip_blanks();
      while (peek() == ',') {
        ++at_;
        skip_blanks();
      }
      if (at_ >= text_.size()) return close == '\0';
      if (close != '\0' && peek() == close) {
        ++at_;
        return true;
      }
      std::string key;
      Json value;
      if (!read_key(key)) return false;
      if (!read_setting(value, depth)) return false;
      out.set(std::move(key), std::move(value));
    }
  }

  bool read_key(std::string& key) {
    if (peek() == '\'' || peek() == '"') {
      if (!read_string(key)) return false;
    } else {
      while (at_ < text_.size() &&
             (is_word_character(text_[at_]) || std::string_view("./-").find(text_[at_]) != std::string_view::npos)) {
        key += text_[at_++];
      }
    }
    while (peek() == ' ' || peek() == '\t') ++at_;
    if (key.empty() || (peek() != ':' && peek() != '=')) return false;
    ++at_;
    return true;
  }

  /// A value, or else the rest of its line as text.
  bool read_setting(Json& value, int depth) {
    while (peek() == ' ' || peek() == '\t') ++at_;
    const std::size_t start = at_;
    if (peek() == '{' || peek() == '[' || peek() == '(') {
      skip_blanks();
      if (read_value(value, depth + 1)) return true;
      if (text_[start] == '{') return false;
    } else if (read_value(value, depth + 1) && ends_here()) {
      return true;
    }
    if (!lenient_) return false;
    at_ = start;
    value = Json::string(std::string(base::trim(bare_text())));
    return true;
  }

  bool ends_here() {
    while (peek() == ' ' || peek() == '\t' || peek() == '\r') ++at_;
    const char c = peek();
    return c == '\0' || c == '\n' || c == ',' || c == '}' || c == ']' || c == ')' || c == '#';
  }

  /// Up to the comma, the closing brace or the end of the line, brackets in it counted.
  std::string_view bare_text() {
    const std::size_t start = at_;
    int open = 0;
    for (; at_ < text_.size() && text_[at_] != '\n'; ++at_) {
      const char c = text_[at_];
      if (c == '(' || c == '[') ++open;
      if (c == ')' || c == ']') --open;
      if (open <= 0 && (c == ',' || c == '}' || (c == '#' && at_ > start && text_[at_ - 1] == ' '))) break;
    }
    return text_.substr(start, at_ - start);
  }

  bool read_value(Json& value, int depth) {
    if (depth > kMaxPythonDepth || at_ >= text_.size()) return false;
    const char c = peek();
    if (c == '{') {
      ++at_;
      value = Json::object();
      return read_members(value, '}', depth + 1);
    }
    if (c == '[' || c == '(') {
      ++at_;
      return read_list(value, c == '[' ? ']' : ')', depth + 1);
    }
    if (c == '\'' || c == '"') {
      std::string text;
      if (!read_string(text)) return false;
      value = Json::string(std::move(text));
      return true;
    }
    return read_word(value);
  }

  bool read_list(Json& value, char close, int depth) {
    value = Json::array();
    for (;;) {
      skip_blanks();
      if (peek() == close) {
        ++at_;
        return true;
      }
      Json item;
      if (!read_value(item, depth)) return false;
      value.push(std::move(item));
      skip_blanks();
      if (peek() == ',') {
        ++at_;
      } else if (peek() != close) {
        return false;
      }
    }
  }

  bool read_string(std::string& out) {
    const char quote = text_[at_++];
    while (at_ < text_.size() && text_[at_] != quote) {
      if (text_[at_] == '\n') return false;
      if (text_[at_] == '\\' && at_ + 1 < text_.size()) {
        ++at_;
        const char c = text_[at_];
        if (c == 'n') {
          out += '\n';
        } else if (c == 't') {
          out += '\t';
        } else {
          if (c != '\\' && c != '\'' && c != '"') out += '\\';
          out += c;
        }
      } else {
        out += text_[at_];
      }
      ++at_;
    }
    if (at_ >= text_.size()) return false;
    ++at_;
    return true;
  }

  bool read_word(Json& value) {
    const std::size_t start = at_;
    while (at_ < text_.size() &&
           (is_word_character(text_[at_]) || std::string_view("+-.").find(text_[at_]) != std::string_view::npos))
      ++at_;
    const std::string_view word = text_.substr(start, at_ - start);
    if (word == "True" || word == "true") value = Json::boolean(true);
    if (word == "False" || word == "false") value = Json::boolean(false);
    if (word == "True" || word == "true" || word == "False" || word == "false") return true;
    if (word == "None" || word == "null") {
      value = Json();
      return true;
    }
    const std::optional<double> number = base::parse_number(word);
    if (!number) return false;
    value = Json::number_as_written(*number, std::string(word));
    return true;
  }

  std::string_view text_;
  std::size_t at_ = 0;
  bool lenient_ = false;
};

}  // namespace

std::optional<Json> parse_python_value(std::string_view text) {
  return PythonReader(text).whole_value();
}

std::optional<Json> parse_python_settings(std::string_view text) {
  return PythonReader(text).settings();
}

}  // namespace ingest
