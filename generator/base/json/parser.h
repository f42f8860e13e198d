#pragma once
/// The reader behind parse_json. Containers are in read.cpp, scalars in scalars.cpp.

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/json/json.h"
#include "base/json/key_index.h"
#include "base/json/text.h"
#include "base/text/issue_log.h"

namespace base {

/// Builds values in place, with its own stack of open containers instead of recursion. Functions that return a bool or
/// a pointer give false or nullptr after a failure, which is then in error_.
class JsonParser {
 public:
  JsonParser(std::string_view text, JsonOptions options) : in_(text, options), options_(options) {}
  JsonParse parse();

 private:
  struct Open {
    Json* container;
    KeyIndex keys;
  };

  void read_document(Json& root);
  void read_end();
  /// Reads a scalar or the start of a container into `slot`; the place for the next value, or nullptr when the
  /// document is complete or wrong.
  Json* read_value(Json& slot);
  Json* open(Json& container, char close);
  Json* after_value();
  Json* next_slot();
  Json* slot_of_key(Json::Object& members, std::size_t key_at);

  bool read_string(std::string& out);
  void append_repaired(std::string& out, std::size_t start);
  bool read_escape(std::string& out);
  bool read_unicode_escape(std::string& out);
  bool read_number(Json& slot);
  bool read_exponent(int& exponent);
  void read_digits(std::uint64_t& value);
  void set_number(Json& slot, std::size_t start, std::uint64_t mantissa, std::size_t digits, int exponent);
  void set_non_finite(Json& slot, double value, std::size_t start);
  bool read_word(Json& slot);

  bool fail(std::string code, std::size_t at, std::string what);
  /// `where` completes the sentence "… is found where a value is expected".
  bool fail_syntax(std::size_t at, const std::string& where);
  bool fail_at_end(const std::string& expected);
  bool fail_key();
  bool fail_value();
  bool fail_digit(const std::string& where);

  JsonText in_;
  JsonOptions options_;
  std::vector<Open> open_;
  std::string key_;
  IssueLog log_;
  bool failed_ = false;
  TextIssue error_;
};

}  // namespace base
