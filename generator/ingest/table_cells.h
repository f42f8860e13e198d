#pragma once
/// Cells of a table of results: whole numbers or none, never half of one.

#include <cstdint>
#include <string>
#include <string_view>

#include "base/json.h"

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
    missing,  ///< empty, NA, N/A, None, null, or a dash
    number,   ///< also nan and inf
    text,
    ambiguous,  ///< "1,250", where the table does not say whether the comma parts thousands or the fraction
  };
  Kind kind = Kind::missing;
  double number = 0;
  std::string text;        ///< of a number its digits as JSON has them; else the cell, trimmed
  bool percent = false;    ///< "85.5%" is the number 0.855
  bool regrouped = false;  ///< a comma for the fraction, or marks between thousands, were undone
};

/// A number may have a sign, an exponent, a percent sign, and between groups of three digits commas, dots, blanks,
/// apostrophes or underscores, as far as `commas` makes clear which is which.
CellValue read_cell(std::string_view cell, const CommaEvidence& commas);

/// The value of a setting: a number as it is written, True and False, None, a list or dictionary in Python's or JSON's
/// manner, else text. "007" is text. Null for a missing value.
base::Json setting_of(std::string_view cell, const CommaEvidence& commas);

}  // namespace ingest
