#pragma once
/// Literals of Python: numbers, texts, True, False, None, and lists, tuples, sets and dictionaries of them, as
/// ast.literal_eval reads them. Beyond it are taken the words that str() prints in such lists and those of JSON: nan,
/// inf, NaN, Infinity, true, false, null. Refused, since JSON has nothing for them, are bytes, complex numbers and
/// "..."; so are characters by their names (\N{…}), 0x numbers of more than 64 bits, and a sign before a bracket.
///
/// Tuples and sets become arrays, a set without what it has twice. Keys of dictionaries that are no text are texts as
/// they are written, numbers as in JSON; of a key given twice the last value counts. Digits of numbers stay as they are
/// written.

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "base/json/json.h"

namespace ingest {

/// The whole of `text`, blanks around it allowed; nothing if it is no literal or nests more than 512 deep.
std::optional<base::Json> parse_python_literal(std::string_view text);

/// What str() of a Python value gave, read back, as loggers keep parameters: numbers, "True", "None", "nan", lists,
/// tuples and dictionaries, JSON too. Everything else, also what only begins like one of these ("tensor(0.5)", a text
/// cut off), is a string with the whole text. "" is "".
base::Json read_python_value(std::string_view text);

/// Of members of one name only the last value is kept, at the place of the first. O(n log n).
void keep_last_of_each(base::Json::Object& members);

/// Reads the literals in a text from left to right. What people write around literals is added by those who derive from
/// it. Recursion is bounded by kMaxDepth; each character is read once.
class PythonReader {
 public:
  explicit PythonReader(std::string_view text) : text_(text) {}
  virtual ~PythonReader() = default;
  /// The whole text as one value; "1, 2" is a tuple.
  std::optional<base::Json> whole();

 protected:
  static constexpr int kMaxDepth = 512;

  /// These read what begins at at_ and move at_ behind it; false, with at_ anywhere, if it is something else.
  virtual bool read_value(base::Json& value, int depth);
  virtual bool read_braces(base::Json& value, int depth);  ///< a dictionary or a set, behind its "{"
  bool read_list(base::Json& value, int depth);            ///< behind its "["
  bool read_text(std::string& text);                       ///< in quotes; several in a row are one

  /// Blanks, comments, and line ends within brackets.
  virtual void skip_blanks();
  /// Line ends, too.
  void skip_lines();
  char peek() const { return at_ < text_.size() ? text_[at_] : '\0'; }
  bool take(char wanted);

  std::string_view text_;
  std::size_t at_ = 0;
  int open_ = 0;  ///< brackets around at_, in which a line may end

 private:
  bool read_parenthesis(base::Json& value, int depth);
  std::optional<bool> read_items(base::Json& list, char close, int depth);
  bool read_word(base::Json& value);
  bool read_signed(base::Json& value);
  bool read_number(base::Json& value, bool negative);
  bool is_text_ahead() const;
  bool read_one_text(std::string& text);
  bool read_escape(std::string& text);
};

}  // namespace ingest
