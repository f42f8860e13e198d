#pragma once
/// What the cells of a table's columns say of them where their names say nothing.

#include <cstddef>
#include <span>

#include "ingest/tables/cell_grid.h"
#include "ingest/tables/cells.h"

namespace ingest {

/// Numbers of cells; missing ones are none of these.
struct ColumnContent {
  std::size_t numbers = 0, texts = 0, flags = 0;
  std::size_t different = 0, different_numbers = 0, different_texts = 0;
  std::size_t long_decimals = 0;  ///< with five digits or more behind the point
  std::size_t places = 0;         ///< texts that are paths of files: "plots\\a.png"
  std::size_t moments = 0;        ///< texts that are a date, with or without a time
  std::size_t dated = 0;          ///< texts that hold a date beside other words

  std::size_t filled() const { return numbers + texts + flags; }
};

/// O(rows × log rows).
ColumnContent look_at_column(const CellGrid& table, std::size_t column, const CommaEvidence& commas);

/// What nobody sets: numbers nearly all different, with many digits.
bool is_measured(const ColumnContent& content);

/// Results with a word here and there ("failed"): numbers that are nearly all different, and at most as many words.
bool is_number_with_words(const ColumnContent& content);

/// The first column behind a grid: if the rows are all combinations (four fifths at least, none twice) of the values of
/// the first columns of `set`, two at least that vary, one more than the last of these. Else the number of columns.
/// `set` rises. At least four rows.
std::size_t end_of_grid(const CellGrid& table, std::span<const std::size_t> set);

/// Whether no two rows have the same cells in the columns of `set` before `end`, of which there is one at least.
bool tell_rows_apart(const CellGrid& table, std::span<const std::size_t> set, std::size_t end);

/// Whether some column of `set` before `column` and `end` decides its cell: its value stands beside each of its values,
/// and one of these comes twice.
bool follows_one_column(const CellGrid& table, std::size_t column, std::span<const std::size_t> set, std::size_t end);

}  // namespace ingest
