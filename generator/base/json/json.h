#pragma once
/// JSON as training scripts really write it, read with places and without loss.
///
/// Why not a library here: readers need the line and column of every fault, integers and decimals as they
/// were written (2^53+1, 1e-05), Python's NaN/Infinity/-Infinity, half surrogates and broken UTF-8 repaired
/// with a warning, duplicate keys reported, a depth limit, and no recursion on input. Tests compare this
/// parser with nlohmann/json over the JSONTestSuite.

#include <cassert>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "base/text/text_issue.h"

namespace base {

/// One JSON value. Objects keep the order of the file; a key occurs once (the last one given wins).
/// Depth is at most kMaxJsonDepth for parsed values, so copying and destroying may recurse.
class Json {
 public:
  enum class Kind : std::uint8_t { null, boolean, number, string, array, object };
  using Array = std::vector<Json>;
  using Member = std::pair<std::string, Json>;
  using Object = std::vector<Member>;

  Json() = default;
  static Json boolean(bool value);
  static Json number(double value);  ///< text becomes the shortest that reads back equal
  static Json integer(std::int64_t value);
  static Json number_as_written(double value, std::string text);  ///< text is JSON, or NaN, Infinity, -Infinity
  static Json string(std::string value);
  static Json array(Array items = {});
  static Json object(Object members = {});

  Kind kind() const { return kind_; }
  bool is_null() const { return kind_ == Kind::null; }
  bool is_boolean() const { return kind_ == Kind::boolean; }
  bool is_number() const { return kind_ == Kind::number; }
  bool is_string() const { return kind_ == Kind::string; }
  bool is_array() const { return kind_ == Kind::array; }
  bool is_object() const { return kind_ == Kind::object; }

  /// REQUIRES: is_boolean().
  bool as_boolean() const {
    assert(is_boolean());
    return number_ != 0;
  }
  /// REQUIRES: is_number(). May be NaN or infinite.
  double as_number() const {
    assert(is_number());
    return number_;
  }
  const std::string& text() const;           ///< a string's value; a number as it was written
  const Array& items() const;                ///< empty unless an array
  Array& items();                            ///< the same; of no array: an empty one that keeps nothing put into it
  const Object& members() const;             ///< empty unless an object
  Object& members();                         ///< likewise
  Position where() const { return where_; }  ///< of the value's first character; {0,0} if made in code
  void set_where(Position where) { where_ = where; }

  /// The member called `key`, or nullptr (also when this is no object). O(members).
  const Json* find(std::string_view key) const;
  /// Adds or replaces a member; a null becomes an object first. Returns *this so that calls chain.
  Json& set(std::string key, Json value);
  /// Appends; a null becomes an array first.
  Json& push(Json value);

  /// Structural equality; numbers compare by value (0.001 == 1e-3), but whole numbers from 2^53 on and numbers out of
  /// range by text, since several of them round to one double; NaN equals NaN;
  /// object members compare regardless of order; places are ignored.
  bool operator==(const Json& other) const;

 private:
  friend class JsonParser;  // fills values in place
  Kind kind_ = Kind::null;
  Position where_;
  double number_ = 0;  // also the boolean
  std::variant<std::string, Array, Object> content_;
};

inline constexpr int kMaxJsonDepth = 512;

struct JsonOptions {
  bool comments = false;  ///< accept // and /* */ and trailing commas (trialpress.json)
  /// Lines are counted from here, so that one line of a JSON Lines file reports its true place.
  std::uint32_t first_line = 1;
};

/// `ok` is false if the text is not one JSON document: then `issues` ends with the error, and `value` is null.
/// Warnings and notes (duplicate key, repaired text, non-finite literal, number out of range) keep `ok` true.
struct JsonParse {
  bool ok = false;
  Json value;
  std::vector<TextIssue> issues;
};

/// How the issue of a document begins that ends within itself.
inline constexpr std::string_view kUnexpectedEnd = "unexpected end of input";

/// Parses one document. A UTF-8 byte order mark is skipped. Never throws, never recurses on input.
/// Codes: json-empty, json-syntax, json-depth, json-utf16, json-trailing, json-duplicate-key, json-surrogate,
/// json-utf8, json-nul-padding (warning: zero bytes after the document), json-non-finite (note),
/// json-number-range (warning: value kept as written, as_number() is the infinity it rounds to, or 0).
/// Of each code the first 100 issues are listed and the rest counted in one more (see issue_log.h).
/// Syntax messages name a likely cause (trailing comma, comment, Python repr, merge marker, LFS pointer, HTML).
JsonParse parse_json(std::string_view text, JsonOptions options = {});

enum class JsonStyle { compact, indented, readable };
/// Strict JSON in UTF-8: numbers as they were written if that is strict JSON, otherwise shortest round trip;
/// non-finite numbers as the strings "NaN", "Infinity", "-Infinity"; members in their order; control characters,
/// U+2028, U+2029, <, > and & as \u escapes, so that the text can stand in an HTML script element.
/// indented: two blanks, final newline. readable: one line for people, with a blank after commas and colons, and only
/// the escapes that JSON asks for (so it must be escaped like any text where it is shown).
std::string write_json(const Json& value, JsonStyle style = JsonStyle::compact);
/// Appends the JSON string literal of `text` (quotes included, escaped as above) to `out`.
void append_json_string(std::string& out, std::string_view text);
/// Appends a number as write_json does.
void append_json_number(std::string& out, double value);

}  // namespace base
