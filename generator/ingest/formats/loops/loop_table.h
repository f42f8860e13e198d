#pragma once
/// The text form of a log of a loop of experiments: a row a try, separated by tabs or otherwise, written by hand,
/// `echo` or a script.

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/text/text_issue.h"
#include "ingest/formats/loops/loop_log.h"

namespace ingest {

struct LoopTable {
  bool is_loop = false;
  bool empty = false;         ///< a header and no row: a session that has not begun; then is_loop is true
  std::vector<LoopLog> logs;  ///< a session each, by the column of sessions; `project` and `prefix` are not filled in
  std::vector<std::string> sessions;  ///< parallel to logs; empty texts where no column says
  std::vector<base::TextIssue> issues;
  char delimiter = '\t';
};

/// A log is recognised by its content: a column in which four of five cells that are filled are words for how a try
/// ended (loop_words.h), one of them a word that only loops use. Without such a header the first line is a row; columns
/// are then called "column 3". Cells are trimmed and, between tabs, nothing is quoted but a cell that is so as a whole.
///
/// Lines: "#" begins a comment, which may give metric_direction. More cells than the header: the rest belongs to the
/// last column if the status cell is a status word, else the line is of another table and is left out. One cell alone
/// continues the prose before it; a line that ends before the status is completed by those that follow. A header again
/// maps the columns anew.
///
/// Codes: loop-rows-left-out (warning), loop-status-unknown (note, one a word), loop-numbers (note: signs around
/// numbers that were left out), loop-zeros, loop-empty (notes). O(length).
LoopTable read_loop_table(std::string_view text, bool tabs);

/// Whether the beginning of a file looks like such a log. `head` ends at a line end or at the end of the file.
bool starts_like_loop_table(std::string_view head, bool tabs);

}  // namespace ingest
