#pragma once
/// The tolerance of a best configuration, to be moved by the reader.

#include <string>

#include "base/json/json.h"
#include "model/findings/fwd.h"
#include "render/site.h"

namespace render {

/// What scripts/tolerance.ts needs to choose again, for best.mustache: the slider's range and
/// BestConfiguration::candidates. An empty list where there is nothing to choose.
base::Json tolerance_data(const Site& site, const model::Project& project, const model::BestConfiguration& best,
                          const std::string& root);

}  // namespace render
