#pragma once
/// What groups of repeats may be called: the names that people and programs gave their runs, folders and files.

#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include "analysis/log/grouping.h"
#include "model/run_digest.h"

namespace analysis {

inline constexpr std::size_t kMaxMadeIdLength = 200;  ///< characters; longer names are cut in the middle

/// What each group may be called, shortest first; nothing: it has an id, or its runs have no names, but random ids and
/// moments.
/// - Names that the runs have beside their folders (a logger's, a column of a table) go first: without what tells
///   repeats apart (vocabulary/run_names.h), then in full, then the id if it is none of a machine.
/// - Else the folder, or the file without its extension: without the parts that the places of all groups begin with,
///   end with or have in common, and without what tells repeats apart; then with it; then the whole path.
/// - Of several runs what their names or folders share (vocabulary/names/name_parts.h). A folder that holds runs of any
/// kind
///   ("runs", "lightning_logs") is no name for several.
/// - Groups that have all of these in common get their folders before the name, then end in the settings that differ:
/// "vit (img_size 240)". O(total length of the names).
std::vector<std::vector<std::string>> name_groups(std::span<const model::RunDigest> runs,
                                                  std::span<const Group> groups);

}  // namespace analysis
