#pragma once
/// The section of the front page that a search has.

#include <string>

#include "base/json/json.h"
#include "model/findings/fwd.h"
#include "render/html/page.h"

namespace render {

/// For "search" in kind_section.mustache: progress, the settings that matter and those that do not, all trials, the ten
/// best. `suffix` makes ids unique on the page. REQUIRES: Project::search, a project of the site.
base::Json search_section(Page& page, const Site& site, const model::Project& project, const std::string& suffix);

}  // namespace render
