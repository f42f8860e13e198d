#pragma once
/// What the columns of the text form of a log are for, by their names and what stands in them.

#include <cstddef>
#include <optional>
#include <vector>

#include "ingest/formats/loops/loop_rows.h"
#include "vocabulary/loops/loop_words.h"

namespace ingest {

struct LoopColumnUse {
  vocabulary::LoopColumn role = vocabulary::LoopColumn::other;
  bool numeric = false;  ///< most cells are numbers
  bool gate = false;     ///< of checks that have to pass
  bool setting = false;  ///< was set rather than measured
  bool varies = false;
};

/// Parallel to rows.names. O(cells).
std::vector<LoopColumnUse> judge_loop_columns(const LoopRows& rows, bool has_header);

/// The column of the objective: the first that was measured and is no cost, rather one of validation than of training;
/// nothing where no column holds numbers that were measured.
std::optional<std::size_t> find_loop_objective(const LoopRows& rows, const std::vector<LoopColumnUse>& columns,
                                               bool has_header);

}  // namespace ingest
