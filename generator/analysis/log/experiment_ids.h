#pragma once
/// Ids for experiments that have none of their own.

#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include "analysis/log/grouping.h"
#include "model/findings/fwd.h"

namespace analysis {

inline constexpr std::size_t kMaxMadeIdLength = 32;  ///< characters

/// What the runs of each group are called: the id that a lone run gave itself, else the folders that all runs of the
/// group share, without those that all runs of the project share and without time stamps at the end. May be empty, long
/// or the same for two groups.
std::vector<std::string> name_groups(std::span<const model::RunDigest> runs, std::span<const Group> groups);

/// ids[i] for groups[i], which stand in order of date; names[i] is what name_groups gave. An explicit id stays. The
/// others take their names, if these are at most kMaxMadeIdLength characters long and all different (also under case
/// folding); else the last three, two or one parts of them, if those are. Otherwise they are EXP001, EXP002, … in the
/// order given, numbers that explicit ids use left out.
std::vector<std::string> make_experiment_ids(std::span<const Group> groups, std::span<const std::string> names);

/// Page addresses: base::make_slug of the id; where an id occurs twice on the site, of project and id (and a number,
/// should that clash as well). All different.
void assign_slugs(std::span<model::Experiment> experiments, std::span<const model::Project> projects);

}  // namespace analysis
