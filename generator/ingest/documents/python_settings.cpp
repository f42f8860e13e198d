#include "ingest/documents/python_settings.h"

#include <cstddef>
#include <string>
#include <utility>

#include "base/text/ascii.h"
#include "base/text/utf8.h"
#include "ingest/documents/python_literal.h"

namespace ingest {
namespace {

using base::Json;

constexpr int kMaxSettingsDepth = 64;

bool is_key_character(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || base::is_digit(c) || c == '_' || c == '.' ||
         static_cast<unsigned char>(c) >= 0x80;
}

class SettingsReader : public PythonReader {
 public:
  using PythonReader::PythonReader;

  std::optional<Json> read() {
    skip_assignment();
    skip_lines();
    Json out = Json::object();
    if (!read_members(out, take('{') ? '}' : '\0', 0) || out.members().empty()) return std::nullopt;
    return out;
  }

 private:
  void skip_blanks() override {
    PythonReader::skip_blanks();
    while (text_.substr(at_).starts_with("...")) {
      at_ += 3;
      PythonReader::skip_blanks();
    }
  }

  bool read_braces(Json& value, int depth) override {
    value = Json::object();
    return read_members(value, '}', depth);
  }

  /// "config = {": what a dictionary is assigned to says nothing about the run.
  void skip_assignment() {
    skip_lines();
    std::size_t at = at_;
    while (at < text_.size() && is_key_character(text_[at])) ++at;
    std::size_t value = at;
    while (value < text_.size() && (text_[value] == ' ' || text_[value] == '\t')) ++value;
    if (at == at_ || value >= text_.size() || text_[value] != '=') return;
    value = text_.find_first_not_of(" \t\r\n", value + 1);
    if (value != std::string_view::npos && text_[value] == '{') at_ = value;
  }

  /// Up to `close`, or to the end of the text if that is '\0'.
  bool read_members(Json& out, char close, int depth) {
    if (depth > kMaxSettingsDepth) return false;
    const int open = std::exchange(open_, 0);  // outside of brackets of its own a value ends with its line
    for (;;) {
      skip_lines();
      while (take(',')) skip_lines();
      if (at_ >= text_.size() && close != '\0') return false;
      if (at_ >= text_.size() || (close != '\0' && take(close))) break;
      std::string key;
      Json value;
      if (!read_key(key) || !read_setting(value, depth)) return false;
      out.members().emplace_back(std::move(key), std::move(value));
    }
    keep_last_of_each(out.members());
    open_ = open;
    return true;
  }

  bool read_key(std::string& key) {
    if (peek() == '\'' || peek() == '"') {
      if (!read_text(key)) return false;
    } else {
      while (at_ < text_.size() && (is_key_character(text_[at_]) || text_[at_] == '/' || text_[at_] == '-')) {
        key += text_[at_++];
      }
    }
    skip_spaces();
    return !key.empty() && (take(':') || take('='));
  }

  /// A value, or else the rest of its line as text.
  bool read_setting(Json& value, int depth) {
    skip_spaces();
    const std::size_t start = at_;
    const bool braced = peek() == '{', listed = peek() == '[' || peek() == '(';
    if (read_value(value, depth + 1) && (braced || listed || ends_here())) return true;
    if (braced) return false;
    at_ = start;
    open_ = 0;
    value = Json::string(std::string(base::trim(bare_text())));
    return true;
  }

  void skip_spaces() {
    while (peek() == ' ' || peek() == '\t') ++at_;
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
};

}  // namespace

std::optional<Json> parse_python_settings(std::string_view text) {
  return SettingsReader(text).read();
}

}  // namespace ingest
