#pragma once
/// Rows of cells as aligned lines.

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace cli {

/// One line fit for a terminal: line feeds and control characters made visible, narrow blanks become blanks.
std::string terminal_text(std::string_view text);

struct TextColumn {
  std::string title;
  bool flexible = false;  ///< gives way when the line is wider than the terminal
};

/// A line of titles, unless all are empty, and one line a row, columns two blanks apart, each as wide as its widest
/// cell. What is wider than `width` characters is shortened with "…": flexible columns first, the line as a whole last.
/// A column without a single cell is left out. Cells pass terminal_text. REQUIRES: every row has as many cells as there
/// are columns.
std::string table_text(const std::vector<TextColumn>& columns, const std::vector<std::vector<std::string>>& rows,
                       std::size_t width);

}  // namespace cli
