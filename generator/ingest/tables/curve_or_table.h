#pragma once
/// What a lone file of rows is: the course of one training, a row for each step, or something else, a table of runs
/// perhaps. Decided here for CSV, TSV, JSON Lines and JSON.

#include <cstddef>
#include <string_view>

#include "ingest/tables/cell_grid.h"

namespace ingest {

/// As many rows are looked at.
inline constexpr std::size_t kRowsJudged = 200;

/// `rows`: the first rows of the file; `file_name`: without folders. O(cells).
///
/// A curve is
/// - what has a column that counts (axis_names.h): of a certain name ("epoch", "step") where its numbers mostly rise;
///   of a likely one ("round", "episode") where they rise and nothing names or sets each row; of a name that may say
///   what was set ("epochs", "samples", "batch") where it counts from 0 or 1, or evenly over many rows, or beside pairs
///   of training and validation measures. "16, 32, 64" are sizes and count nothing;
/// - what has no such column but nothing that was set or names the row either, and pairs of training and validation
///   measures that get better down the rows, or a name such as "history", "log", "loss", "curve" or "progress".
///   A learning rate behind the measures that only falls was logged, not set.
///
/// No curve: a text or an id that differs in each row (a model, a run), settings of which hardly two rows share one (in
/// a training all rows do), counters and names of runs (run, id, seed, fold) without an axis that counts, and what has
/// no number beside its axis. Where the settings divide the rows, the axis must count among those that share them.
bool is_curve_of_rows(const CellGrid& rows, std::string_view file_name);

}  // namespace ingest
