#pragma once
/// How long a run trained, by the wall times of its rows.

#include <cstdint>
#include <vector>

#include "model/run.h"

namespace ingest {

/// Seconds of training in the rows from `first_row` on: the span of their wall times without the pauses between
/// launches. Launches begin with the rows `starts`, and after a gap of at least 10 minutes that is 20 times as long as
/// any that is no pause; at most every twentieth gap (but two in a short run) is taken for one. NaN if there is
/// one launch, or times are missing or relative.
double find_trained_time(const model::RowAxes& axes, std::uint32_t first_row, const std::vector<std::uint32_t>& starts);

}  // namespace ingest
