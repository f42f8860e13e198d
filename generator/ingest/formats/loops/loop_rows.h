#pragma once
/// The rows of the text form of a log: which column is that of the decision, and which lines are rows.

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "ingest/formats/loops/loop_cells.h"
#include "vocabulary/loops/loop_words.h"

namespace ingest {

/// Which column is that of the decision, if the lines are a log at all.
struct LoopShape {
  bool is_loop = false;
  bool has_header = false;  ///< the first line is one
  bool is_flag = false;     ///< of the column: 1 and 0 rather than words
  bool empty = false;       ///< a header alone, of a session that has not begun; then is_loop is true
  std::size_t status = 0;   ///< the column
};

/// REQUIRES: lines is not empty. O(cells).
LoopShape find_loop_shape(const std::vector<LoopLine>& lines);

/// The rows of a log, told apart from what else stands between them, under the header that holds for them.
struct LoopRows {
  struct Row {
    LoopLine line;  ///< a cell for each name
    vocabulary::StatusWord status;
    std::vector<std::string> continued;  ///< prose in the lines below
  };
  std::vector<std::string> names;  ///< of columns, no two alike
  std::size_t status = 0;
  bool is_flag = false;
  std::vector<Row> rows;
  std::size_t left_out = 0;  ///< lines that are no rows
  std::uint32_t first_left_out = 0;
};

/// REQUIRES: shape is that of lines, a log with rows. O(cells).
LoopRows sort_loop_rows(std::vector<LoopLine> lines, const LoopShape& shape, char delimiter);

/// A share of part in whole that leaves nothing but slips: four of five.
bool is_most(std::size_t part, std::size_t whole);

}  // namespace ingest
