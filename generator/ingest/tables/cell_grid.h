#pragma once
/// A whole delimited text as cells, for tables small enough to be looked at from both sides.

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/text/text_issue.h"

namespace ingest {

struct TableRow {
  std::uint32_t line = 0;
  std::vector<std::string> cells;  ///< trimmed; as many as the header has
  /// The column of the text at which each of the cells starts, from 1; empty where not known.
  std::vector<std::uint32_t> columns = {};

  base::Position place_of(std::size_t cell) const { return {line, cell < columns.size() ? columns[cell] : 0}; }
};

struct CellGrid {
  char delimiter = ',';
  std::vector<std::string> header;  ///< trimmed; a second column of a name is called "name#2"
  std::uint32_t header_line = 0;
  std::vector<TableRow> rows;
  std::uint64_t refused_rows = 0;  ///< with more cells than the header, so that nobody can tell which is which
  bool too_long = false;           ///< more rows than were asked for; the rest was not read
  std::vector<base::TextIssue> issues;
};

/// Reads at most `max_rows` rows of `bytes`: UTF-8 with or without a byte order mark. The delimiter
/// is a tab if `tabs`, else guessed. Lines that start with "#" and a blank (behind the header those of one cell), empty
/// rows, the header again, and nameless columns without a cell are skipped. Codes beside those of base/csv.h:
/// table-long-row (warning: the row is left out), csv-cut-line (warning), csv-header-again (note), csv-duplicate-header
/// (warning).
CellGrid read_cell_grid(std::string_view bytes, bool tabs, std::size_t max_rows);

}  // namespace ingest
