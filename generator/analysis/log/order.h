#pragma once
/// The order of the experiment log.

#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include "analysis/log/grouping.h"
#include "model/findings/fwd.h"

namespace analysis {

/// Tries of a loop come in the order of their log. Other positions of `groups` by date, undated ones last, then by start, then by the folder of the first run in natural
/// order, then by its key. dates[i]: of the notes of groups[i], or empty (then that of the earliest start counts).
std::vector<std::size_t> order_by_start(std::span<const model::RunDigest> runs, std::span<const Group> groups,
                                        std::span<const std::string> dates);

/// Tries of a loop in the order of their log; else by date, undated ones last, then by id in natural order: the order of a log whose ids were given by people.
bool earlier_in_log(const model::Experiment& a, const model::Experiment& b);

}  // namespace analysis
