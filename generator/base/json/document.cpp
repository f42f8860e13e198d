#include "base/json/document.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <system_error>

namespace base {
namespace {

constexpr double kEveryWholeBelow = 9007199254740992.0;  // 2^53

/// The number as it was written if it is a whole one of 64 bits.
template <class Whole>
bool set_whole(Document& out, const std::string& text) {
  Whole value = 0;
  const auto [end, failed] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (failed != std::errc() || end != text.data() + text.size()) return false;
  out = value;
  return true;
}

/// What a script element or an older script would take for something else; the library escapes the rest.
std::string_view escape_at(std::string_view text, std::size_t at) {
  switch (text[at]) {
    case '<':
      return "\\u003c";
    case '>':
      return "\\u003e";
    case '&':
      return "\\u0026";
    case '\x7F':
      return "\\u007f";
    default:
      break;
  }
  const std::string_view three = text.substr(at, 3);
  if (three == "\xE2\x80\xA8") return "\\u2028";
  if (three == "\xE2\x80\xA9") return "\\u2029";
  return {};
}

/// These characters stand in no JSON outside of strings, so that the text as a whole can be gone through.
void append_json_escaped(std::string& out, std::string_view text) {
  constexpr std::string_view kSuspects = "<>&\x7F\xE2";
  std::size_t start = 0;
  for (std::size_t at = text.find_first_of(kSuspects); at != std::string_view::npos;
       at = text.find_first_of(kSuspects, at + 1)) {
    const std::string_view escape = escape_at(text, at);
    if (escape.empty()) continue;
    out.append(text.substr(start, at - start)).append(escape);
    start = at + (text[at] == '\xE2' ? 3 : 1);
  }
  out.append(text.substr(start));
}

bool is_too_deep(std::string_view text) {
  int depth = 0;
  bool in_string = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (c == '"') in_string = !in_string;
    if (in_string) {
      if (c == '\\') ++i;
    } else if (c == '[' || c == '{') {
      if (++depth > kMaxJsonDepth) return true;
    } else if (c == ']' || c == '}') {
      --depth;
    }
  }
  return false;
}

}  // namespace

Document document_number(double value) {
  if (std::isnan(value)) return "NaN";
  if (std::isinf(value)) return value > 0 ? "Infinity" : "-Infinity";
  if (value == std::floor(value) && std::fabs(value) < kEveryWholeBelow) return static_cast<std::int64_t>(value);
  return value;
}

Document document_number(double value, const std::string& text) {
  Document out;
  if (set_whole<std::int64_t>(out, text) || set_whole<std::uint64_t>(out, text)) return out;
  return document_number(value);
}

Document document_of(const Json& value) {  // recursion: values are at most kMaxJsonDepth deep
  switch (value.kind()) {
    case Json::Kind::null:
      return nullptr;
    case Json::Kind::boolean:
      return value.as_boolean();
    case Json::Kind::number:
      return document_number(value.as_number(), value.text());
    case Json::Kind::string:
      return value.text();
    case Json::Kind::array: {
      Document out = Document::array();
      for (const Json& item : value.items()) out.push_back(document_of(item));
      return out;
    }
    case Json::Kind::object: {
      Document out = Document::object();
      for (const Json::Member& member : value.members()) add_member(out, member.first, document_of(member.second));
      return out;
    }
  }
  return nullptr;
}

void add_member(Document& object, std::string key, Document value) {
  auto& members = object.get_ref<Document::object_t&>();
  static_cast<Document::object_t::Container&>(members).emplace_back(std::move(key), std::move(value));
}

void append_document(std::string& out, const Document& document) {
  append_json_escaped(out, document.dump(-1, ' ', false, Document::error_handler_t::replace));
}

std::string write_document(const Document& document, DocumentStyle style) {
  std::string out;
  const int indent = style == DocumentStyle::indented ? 2 : -1;
  append_json_escaped(out, document.dump(indent, ' ', false, Document::error_handler_t::replace));
  if (style == DocumentStyle::indented) out += '\n';
  return out;
}

Result<ReadDocument> read_document(std::string_view text) {
  if (is_too_deep(text)) return Error{Error::Kind::limit, "", "nested too deeply"};
  ReadDocument document = ReadDocument::parse(text.begin(), text.end(), nullptr, false);
  if (document.is_discarded()) return Error{Error::Kind::invalid, "", "not a JSON document"};
  return document;
}

std::string text_at(const ReadDocument& object, const char* key) {
  const auto found = object.find(key);
  return found != object.end() && found->is_string() ? found->get<std::string>() : std::string();
}

double number_at(const ReadDocument& object, const char* key) {
  const auto found = object.find(key);
  if (found == object.end() || !found->is_number()) return std::numeric_limits<double>::quiet_NaN();
  return found->get<double>();
}

}  // namespace base
