#pragma once
/// Settings and their changes as a description tells them.

#include <string_view>
#include <vector>

#include "model/loop_row.h"

namespace ingest {

/// "LR 0.04 -> 0.06", "embedding LR 0.6 to 0.8", "depth from 8 to 10", "increase LR to 0.04" (without an old value), at
/// most four, from the clauses before the first bracket, colon or dash. What is measured ("loss 1.5 -> 5.1"), seeds,
/// and numbers with the unit of a time or a size are no settings. O(length).
std::vector<model::SaidChange> find_said_changes(std::string_view description);

}  // namespace ingest
