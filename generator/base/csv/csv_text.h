#pragma once
/// Cells of CSV as they are written (RFC 4180), fit for programs that run what looks like a formula.

#include <string>
#include <string_view>

namespace base {

/// Whether a spreadsheet would take the cell for a formula: it begins with = + - @, a tab, a carriage return, or the
/// full-width forms (OWASP, "CSV Injection").
bool starts_formula(std::string_view cell);

/// Appends a cell of text: with an apostrophe in front if it starts a formula, in quotes where it has to be.
void append_csv_text(std::string& out, std::string_view cell, char delimiter = ',');

}  // namespace base
