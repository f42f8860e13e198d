#pragma once
/// Ids for experiments that have none of their own.

#include <span>
#include <string>
#include <vector>

#include "analysis/grouping.h"

namespace analysis {

inline constexpr std::size_t kMaxMadeIdLength = 32;  ///< characters

/// ids[i] for groups[i], which stand in order of date. An explicit id stays. The others are called after their runs if
/// that gives each a name of its own of at most kMaxMadeIdLength characters: the id that a lone run gave itself, else
/// the folders that all runs of the group share, without those that all runs of the project share. Otherwise they are
/// EXP001, EXP002, … in the order given, numbers that explicit ids use left out.
std::vector<std::string> make_experiment_ids(std::span<const model::RunDigest> runs, std::span<const Group> groups);

/// Page addresses: base::make_slug of the id; where an id occurs twice on the site, of project and id (and a number,
/// should that clash as well). All different.
void assign_slugs(std::span<Experiment> experiments, std::span<const Project> projects);

}  // namespace analysis
