#include <cmath>
#include <cstddef>
#include <string>
#include <string_view>

#include "base/json/json.h"
#include "base/text/number_text.h"
#include "base/text/utf8.h"

namespace base {
namespace {

const char* const kNonFinite[] = {"\"NaN\"", "\"Infinity\"", "\"-Infinity\""};

std::size_t skip_digits(std::string_view text, std::size_t at) {
  while (at < text.size() && text[at] >= '0' && text[at] <= '9') ++at;
  return at;
}

/// Whether `text` is a number by the grammar of RFC 8259.
bool is_strict_number(std::string_view text) {
  std::size_t at = text.starts_with('-') ? 1 : 0;
  const std::size_t whole_end = skip_digits(text, at);
  if (whole_end == at || (text[at] == '0' && whole_end > at + 1)) return false;
  at = whole_end;
  if (at < text.size() && text[at] == '.') {
    const std::size_t end = skip_digits(text, at + 1);
    if (end == at + 1) return false;
    at = end;
  }
  if (at < text.size() && (text[at] == 'e' || text[at] == 'E')) {
    ++at;
    if (at < text.size() && (text[at] == '+' || text[at] == '-')) ++at;
    const std::size_t end = skip_digits(text, at);
    if (end == at) return false;
    at = end;
  }
  return at == text.size();
}

void append_unicode_escape(std::string& out, unsigned value) {
  static constexpr char kDigits[] = "0123456789abcdef";
  out += "\\u";
  for (int shift = 12; shift >= 0; shift -= 4) out += kDigits[(value >> shift) & 0xF];
}

/// U+2028 and U+2029, which end a line in older scripts: E2 80 A8 and E2 80 A9.
bool is_line_separator(std::string_view text, std::size_t at) {
  return text.size() - at >= 3 && text[at + 1] == '\x80' && (text[at + 2] == '\xA8' || text[at + 2] == '\xA9');
}

/// needed: what JSON asks for. html: also what keeps a literal from ending or starting an element around it.
enum class Escapes { needed, html };

/// Whether the byte stands for itself inside a literal.
bool is_plain(unsigned char c, Escapes escapes) {
  if (c < 0x20 || c == '"' || c == '\\') return false;
  return escapes == Escapes::needed || (c != '<' && c != '>' && c != '&' && c != 0x7F && c != 0xE2);
}

void append_special(std::string& out, unsigned char c) {
  switch (c) {
    case '"':
      out += "\\\"";
      return;
    case '\\':
      out += "\\\\";
      return;
    case '\n':
      out += "\\n";
      return;
    case '\r':
      out += "\\r";
      return;
    case '\t':
      out += "\\t";
      return;
    default:
      append_unicode_escape(out, c);
  }
}

void append_valid_string(std::string& out, std::string_view text, Escapes escapes) {
  out += '"';
  std::size_t start = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto c = static_cast<unsigned char>(text[i]);
    if (is_plain(c, escapes)) continue;
    if (c == 0xE2 && !is_line_separator(text, i)) continue;
    out.append(text.substr(start, i - start));
    if (c == 0xE2) {
      append_unicode_escape(out, text[i + 2] == '\xA8' ? 0x2028 : 0x2029);
      i += 2;
    } else {
      append_special(out, c);
    }
    start = i + 1;
  }
  out.append(text.substr(start));
  out += '"';
}

void append_string(std::string& out, std::string_view text, Escapes escapes) {
  if (is_valid_utf8(text)) {
    append_valid_string(out, text, escapes);
  } else {
    append_valid_string(out, repair_utf8(text), escapes);
  }
}

class Writer {
 public:
  Writer(std::string& out, JsonStyle style) : out_(out), style_(style) {}

  void write(const Json& value, int depth) {  // recursion: values are at most kMaxJsonDepth deep
    switch (value.kind()) {
      case Json::Kind::null:
        out_ += "null";
        return;
      case Json::Kind::boolean:
        out_ += value.as_boolean() ? "true" : "false";
        return;
      case Json::Kind::number:
        write_number(value);
        return;
      case Json::Kind::string:
        append_string(out_, value.text(), escapes_);
        return;
      case Json::Kind::array:
        write_array(value.items(), depth);
        return;
      case Json::Kind::object:
        write_object(value.members(), depth);
        return;
    }
  }

 private:
  void write_number(const Json& value) {
    if (is_strict_number(value.text())) {
      out_ += value.text();
    } else {
      append_json_number(out_, value.as_number());
    }
  }

  void write_array(const Json::Array& items, int depth) {
    out_ += '[';
    for (std::size_t i = 0; i < items.size(); ++i) {
      if (i > 0) out_ += comma();
      break_line(depth + 1);
      write(items[i], depth + 1);
    }
    if (!items.empty()) break_line(depth);
    out_ += ']';
  }

  void write_object(const Json::Object& members, int depth) {
    out_ += '{';
    for (std::size_t i = 0; i < members.size(); ++i) {
      if (i > 0) out_ += comma();
      break_line(depth + 1);
      append_string(out_, members[i].first, escapes_);
      out_ += style_ == JsonStyle::compact ? ":" : ": ";
      write(members[i].second, depth + 1);
    }
    if (!members.empty()) break_line(depth);
    out_ += '}';
  }

  const char* comma() const { return style_ == JsonStyle::readable ? ", " : ","; }

  void break_line(int depth) {
    if (style_ != JsonStyle::indented) return;
    out_ += '\n';
    out_.append(static_cast<std::size_t>(depth) * 2, ' ');
  }

  std::string& out_;
  JsonStyle style_;
  Escapes escapes_ = style_ == JsonStyle::readable ? Escapes::needed : Escapes::html;
};

}  // namespace

std::string write_json(const Json& value, JsonStyle style) {
  std::string out;
  Writer(out, style).write(value, 0);
  if (style == JsonStyle::indented) out += '\n';
  return out;
}

void append_json_string(std::string& out, std::string_view text) {
  append_string(out, text, Escapes::html);
}

void append_json_number(std::string& out, double value) {
  if (std::isfinite(value)) {
    append_number(out, value);
  } else {
    out += kNonFinite[std::isnan(value) ? 0 : value > 0 ? 1 : 2];
  }
}

}  // namespace base
