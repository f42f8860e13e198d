#pragma once
/// The order of the experiment log.

#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include "analysis/log/grouping.h"

namespace analysis {

/// Positions of `groups`: tries of a loop in the order of its log, then all others by day, undated ones last, then by
/// the instant of the earliest start, then by id (where they have none, by the folder of the first run) in natural
/// order, then by key. Days are those of UTC; a time without a zone is taken as UTC. dates[i]: of the notes of
/// groups[i], or empty; a day that is that of the start in the run's own zone is the start. On days on which someone
/// gave ids and some starts are not known, ids go before starts.
std::vector<std::size_t> order_by_start(std::span<const model::RunDigest> runs, std::span<const Group> groups,
                                        std::span<const std::string> dates);

}  // namespace analysis
