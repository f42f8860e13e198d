#pragma once
/// The settings that hold for one project: its own where they are set, else the workspace's.

#include <string_view>

#include "model/settings.h"

namespace analysis {

/// Lists and maps are joined (a project's entry wins); single values are replaced.
model::ProjectSettings settings_of(const model::Settings& settings, std::string_view project);

/// The direction that settings give a metric: of the objective if it is that, else of the list of directions, else
/// unknown.
model::Direction set_direction(const model::ProjectSettings& settings, std::string_view metric);

}  // namespace analysis
