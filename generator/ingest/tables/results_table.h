#pragma once
/// A table with one row per run, parameters and results in columns: what its columns are, and the runs in it.

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "ingest/run_format.h"
#include "ingest/tables/cell_grid.h"
#include "ingest/tables/cells.h"
#include "vocabulary/column_roles.h"

namespace ingest {

/// Longer tables are data, not runs.
inline constexpr std::size_t kMaxTableRuns = 10'000;
/// So are those without a column that names the run.
inline constexpr std::size_t kMaxNamelessRuns = 2'000;

struct ResultsTable {
  CellGrid table;                             ///< rows are runs, also where the file has them as columns
  std::vector<vocabulary::ColumnRole> roles;  ///< of each column, decided; about: left out
  CommaEvidence commas;
  std::size_t name_column = SIZE_MAX;                          ///< what people call the run; SIZE_MAX: no column does
  std::size_t id_column = SIZE_MAX;                            ///< an id of the run
  bool id_said = false;                                        ///< the settings name the column of the id
  std::size_t key_column = SIZE_MAX, value_column = SIZE_MAX;  ///< a parameter's name and its value, one pair a row
  bool transposed = false;
  bool of_runs_elsewhere = false;       ///< each row tells of a run that stands in files of its own, named by its id
  bool headerless = false;              ///< refused for that: the first line holds nothing but numbers
  bool has_result = false;              ///< some column is a result by its name, or is said to be one
  std::string refusal;                  ///< why this is no table of runs; empty if it is one
  std::vector<base::TextIssue> issues;  ///< rows left out, settings that name no column
};

/// Decides by names: results, parameters, and what names the run; what tools call their columns goes first
/// (tool_columns.h). A column whose name says nothing is a result if its numbers nearly all differ and have many
/// digits, or nearly all differ beside a few words ("failed"); else a parameter if it holds text or stands before the
/// first result, else a result; one called like a result but without a number is a parameter. What `said` (may be null)
/// lists goes before that, and then other columns of that kind are left out.
///
/// Runs as columns (labels of parameters and results in the first one) are turned, and called by the header unless its
/// first cell says that it holds a parameter; a pair of columns for the name and
/// the value of one parameter a row is understood. Rows at the end called "Average", "std" and the like, and copies of
/// a named row, are left out. Refused without `said`: no result, neither parameter nor name, per-class and per-sample
/// tables, more rows than the limits. Codes: table-summary-row, table-row-again (notes), table-setting (warning).
ResultsTable decide_table(CellGrid table, const model::TableSettings* said);

/// Appends a run per row; `path` is the file's. Words among results stay text in the summary; what began as a number
/// and is none, or is larger than a double holds, is null there where at least half of the column are numbers
/// (not-a-number: warning at the cell; so is one among ten numbers of a parameter, whose value stays as written). Of a
/// column with percent signs a number without one counts as a share up to 1 and is left out above. Notices:
/// results-table (note: which column is what, and the setting that would change it), those of the table, percent
/// (note), cell-deviation, cell-arrow, cell-mark (notes: see CellValue; a deviation is the result "<column>.sd"),
/// percent-mixed, number-ambiguous (warnings), and those of apply_summary(). `project`: what the runs belong
/// to. Rows of runs elsewhere (of_runs_elsewhere) give what they say of these: parameters, results, dates, status and
/// notes, no experiment, and no name but that of a column of names (table-of-runs: note, in place of results-table).
/// Without a parameter each row is an experiment of its own, called by its name; rows called "Run 1", "Run 2" and so on
/// are repeats of one that is called after the file.
void append_table_runs(const ReadContext& context, const std::string& path, const ResultsTable& table,
                       const std::string& project, std::vector<model::Run>& runs);

}  // namespace ingest
