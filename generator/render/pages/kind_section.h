#pragma once
/// The section of the front page that only one kind of project has.

#include <cstddef>
#include <string>

#include "base/json/json.h"
#include "model/findings/fwd.h"
#include "render/html/page.h"

namespace render {

/// Sets, for index.mustache: "own_section" (false: progress, quick results and what matters are shown, as of a log),
/// and "suite" or "ranking" with what stands there. `suffix` makes ids of tables unique on the page.
void set_kind_section(base::Json& data, Page& page, const Site& site, const model::Project& project,
                      const std::string& suffix);

/// Figures of a leaderboard for figures.mustache: the leader, and the leaders of what is small or fast.
/// REQUIRES: Project::leaderboard with a row.
base::Json leaderboard_figures(const Site& site, const model::Project& project, const std::string& root);

}  // namespace render
