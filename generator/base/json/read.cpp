#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <variant>

#include "base/json/parser.h"
#include "base/text/utf8.h"

namespace base {
namespace {

constexpr std::size_t kFirstMembers = 4;
constexpr std::string_view kBlankOrZero("\0 \t\r\n", 5);

}  // namespace

JsonParse parse_json(std::string_view text, JsonOptions options) {
  return JsonParser(text, options).parse();
}

JsonParse JsonParser::parse() {
  JsonParse out;
  read_document(out.value);
  out.ok = !failed_;
  if (failed_) out.value = Json();
  out.issues = log_.take();
  if (failed_) out.issues.push_back(std::move(error_));
  return out;
}

void JsonParser::read_document(Json& root) {
  if (const std::string_view encoding = in_.wide_encoding(); !encoding.empty()) {
    fail("json-utf16", 0, "the text is " + std::string(encoding) + ", not UTF-8; save it as UTF-8");
    return;
  }
  const Position start = in_.place(0);
  in_.go_to_document();
  if (in_.rest().find_first_not_of(kBlankOrZero) == std::string_view::npos) {
    fail("json-empty", in_.at,
         in_.at_end() ? "the file is empty; a JSON document is expected" : "the file holds nothing but zero bytes");
    error_.at = start;
    return;
  }
  for (Json* slot = &root; slot != nullptr;) slot = read_value(*slot);
  if (!failed_) read_end();
}

void JsonParser::read_end() {
  in_.skip_blank();
  if (in_.at_end()) return;
  if (in_.current() != 0) {
    std::string what(in_.likely_cause(in_.at));
    if (what.empty()) {
      what = "there is content after the end of the document: " + in_.describe(in_.at);
      if (in_.current() == '{' || in_.current() == '[') what += "; one document a line belongs into a .jsonl file";
    }
    fail("json-trailing", in_.at, what);
  } else if (in_.rest().find_first_not_of(kBlankOrZero) != std::string_view::npos) {
    fail("json-trailing", in_.at, "an unexpected NUL after the end of the document, and more content after it");
  } else {
    log_.add(Severity::warning, "json-nul-padding", in_.place(in_.at),
             std::to_string(in_.rest().size()) +
                 " zero bytes after the end of the document, as a power cut leaves; they are left out");
  }
}

Json* JsonParser::read_value(Json& slot) {
  in_.skip_blank();
  if (in_.at_end()) {
    fail_at_end("a value is expected");
    return nullptr;
  }
  slot.where_ = in_.place(in_.at);
  bool read = false;
  switch (in_.current()) {
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
      read = read_string(*std::get_if<std::string>(&slot.content_));
      break;
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
      read = read_number(slot);
      break;
    default:
      read = read_word(slot);
  }
  return read ? after_value() : nullptr;
}

Json* JsonParser::open(Json& container, char close) {
  if (open_.size() == kMaxJsonDepth) {
    fail("json-depth", in_.at,
         "nested too deeply: more than " + std::to_string(kMaxJsonDepth) + " levels of lists and objects");
    return nullptr;
  }
  ++in_.at;
  in_.skip_blank();
  if (!in_.at_end() && in_.current() == close) {
    ++in_.at;
    return after_value();
  }
  open_.push_back({&container, {}});
  return next_slot();
}

Json* JsonParser::after_value() {
  while (!open_.empty()) {
    in_.skip_blank();
    const char close = open_.back().container->is_object() ? '}' : ']';
    if (in_.at_end()) {
      fail_at_end(std::string("a comma or ") + close + " is expected");
      return nullptr;
    }
    if (in_.current() == ',') {
      ++in_.at;
      in_.skip_blank();
      const bool trailing = options_.comments && !in_.at_end() && in_.current() == close;
      if (!trailing) return next_slot();
    }
    if (in_.current() != close) {
      fail_syntax(in_.at, std::string("where a comma or ") + close + " is expected");
      return nullptr;
    }
    ++in_.at;
    open_.pop_back();
  }
  return nullptr;
}

Json* JsonParser::next_slot() {
  Json& container = *open_.back().container;
  if (container.is_array()) return &std::get_if<Json::Array>(&container.content_)->emplace_back();
  const std::size_t key_at = in_.at;
  key_.clear();
  bool read = !in_.at_end() && in_.current() == '"' ? read_string(key_) : fail_key();
  if (!read) return nullptr;
  in_.skip_blank();
  if (in_.at_end()) {
    fail_at_end("a colon is expected after the key");
    return nullptr;
  }
  if (in_.current() != ':') {
    fail_syntax(in_.at, "where a colon is expected after a key");
    return nullptr;
  }
  ++in_.at;
  return slot_of_key(*std::get_if<Json::Object>(&container.content_), key_at);
}

Json* JsonParser::slot_of_key(Json::Object& members, std::size_t key_at) {
  const std::size_t found = open_.back().keys.find(members, key_);
  if (found == members.size()) {
    if (members.empty()) members.reserve(kFirstMembers);
    return &members.emplace_back(std::move(key_), Json()).second;
  }
  log_.add(Severity::warning, "json-duplicate-key", in_.place(key_at),
           "the key \"" + make_visible(shorten(key_, 60)) + "\" is given twice; the last value is used");
  members[found].second = Json();
  return &members[found].second;
}

bool JsonParser::fail(std::string code, std::size_t at, std::string what) {
  failed_ = true;
  error_ = {Severity::error, std::move(code), in_.place(at), std::move(what)};
  return false;
}

bool JsonParser::fail_syntax(std::size_t at, const std::string& where) {
  std::string what(in_.likely_cause(at));
  if (what.empty()) what = "not JSON: " + in_.describe(at) + " is found " + where;
  return fail("json-syntax", at, what);
}

bool JsonParser::fail_at_end(const std::string& expected) {
  return fail("json-syntax", in_.text().size(),
              std::string(kUnexpectedEnd) + ": " + expected + "; was the file cut short?");
}

bool JsonParser::fail_key() {
  if (in_.at_end()) return fail_at_end("a key in double quotes is expected");
  if (in_.current() == '}') {
    return fail("json-syntax", in_.at, "a key is expected after the comma; remove the trailing comma");
  }
  return fail_syntax(in_.at, "where a key in double quotes is expected");
}

bool JsonParser::fail_value() {
  const char c = in_.current();
  if ((c == ']' || c == '}') && !open_.empty()) {
    return fail("json-syntax", in_.at,
                std::string("a value is expected before ") + c + "; is there a comma or a colon too many?");
  }
  return fail_syntax(in_.at, "where a value is expected");
}

bool JsonParser::fail_digit(const std::string& where) {
  return in_.at_end() ? fail_at_end("the number is not complete") : fail_syntax(in_.at, where);
}

}  // namespace base
