#pragma once
/// What experiments are called that have no id of their own: the names that people and programs gave their runs,
/// folders and files; EXP001 where there is none.

#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include "analysis/log/grouping.h"
#include "model/findings/fwd.h"

namespace analysis {

inline constexpr std::size_t kLongestShownName = 40;  ///< characters of an experiment on pages and in the terminal

/// ids[i] for groups[i], which stand in the order of the log; names[i] is what name_groups (group_names.h) gave. An
/// explicit id stays. The others take the first of their names that no other takes (also under case folding): of groups
/// that would be called alike all take their next one. Where there is none left, the later ones get " (2)", " (3)", ….
/// Groups without a name are EXP001, EXP002, … in the order given; ids that are taken are left out. Adding a run
/// changes the ids of others only where one would be called the same, or stands outside the folder that all others
/// share.
std::vector<std::string> make_experiment_ids(std::span<const Group> groups,
                                             std::span<const std::vector<std::string>> names);

/// Sets Experiment::name (telling_parts of the ids of each project; of rows of a table that nothing names, row_names.h)
/// and Experiment::aliases of the experiments of one project: ids and names of its runs, and, where its id was made
/// (`made`, parallel), the EXP001 that it would have been without its name. Aliases that another experiment has as its
/// id, or several have, are left out.
void name_experiments(std::span<const model::RunDigest> runs, std::span<model::Experiment> experiments,
                      const std::vector<bool>& made);

/// Page addresses: base::make_slug of the id; where an id occurs twice on the site, of project and id (and a number,
/// should that clash as well). All different.
void assign_slugs(std::span<model::Experiment> experiments, std::span<const model::Project> projects);

}  // namespace analysis
