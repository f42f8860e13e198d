#pragma once
/// Cells of a table of results: whole numbers or none, never half of one.

#include <cstdint>
#include <string>
#include <string_view>

#include "base/json/json.h"

namespace ingest {

/// What the cells of a table say about the commas in its numbers.
class CommaEvidence {
 public:
  void look_at(std::string_view cell);
  /// "0,85" somewhere: the comma parts the fraction.
  bool decimal() const { return decimal_; }
  /// "0.85" or "1,234.5" somewhere: the dot does.
  bool point() const { return point_; }

 private:
  bool decimal_ = false, point_ = false;
};

struct CellValue {
  enum class Kind : std::uint8_t {
    missing,  ///< empty or a word of vocabulary/words/missing_words.h
    number,   ///< also nan and inf
    text,
    ambiguous,  ///< "1,250", where the table does not say whether the comma parts thousands or the fraction
  };
  Kind kind = Kind::missing;
  double number = 0;
  std::string text;        ///< of a number its digits as JSON has them, as many as were written; else the cell, trimmed
  bool percent = false;    ///< "85.5%" is the number 0.855
  bool regrouped = false;  ///< a comma for the fraction, or marks between thousands, were undone
  /// What a number stood with: "0.91 ± 0.02" is 0.91 and the deviation 0.02 (a percent sign at either counts for both),
  /// "0.91 → 0.93" is 0.93, "0.91*" is 0.91.
  std::string deviation;  ///< digits as JSON has them; empty: none
  bool arrow = false, footnote = false;
};

/// Reads a cell that is a number with a deviation, an arrow between two numbers, or a mark of a footnote ("*", "†",
/// "[^1]") as the number that counts, as CellValue says; half of such a cell is never read where the rest is no number.
/// A number may have a sign, an exponent, a percent sign, and between groups of three digits commas, dots, blanks,
/// apostrophes or underscores, as far as `commas` makes clear which is which.
CellValue read_cell(std::string_view cell, const CommaEvidence& commas);

/// Whether a cell began as a number and is none that can be read: "0.9x2", "0.3.9", "0.8 6", and "1e400", which no
/// double holds. "nan" and "-inf" are numbers; words are not meant.
bool is_damaged_number(std::string_view cell, const CellValue& value);

/// The value of a setting: a number as it is written, True and False, None, a list or dictionary in Python's or JSON's
/// manner, else text. "007", "1 → 2" and "16 ± 2" are text. Null for a missing value.
base::Json setting_of(std::string_view cell, const CommaEvidence& commas);

}  // namespace ingest
