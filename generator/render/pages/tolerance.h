#pragma once
/// The tolerance of a best configuration, to be moved by the reader.

#include <string>

#include "base/json/json.h"
#include "model/findings/best.h"
#include "model/findings/project.h"
#include "render/site.h"

namespace render {

/// What scripts/tolerance.ts needs to choose again, for best.mustache: the slider's range and the experiments of the
/// Pareto front in the order of preference, since the cheapest within any tolerance is one of them. An empty list where
/// there is nothing to choose: no tolerance, or no front.
base::Json tolerance_data(const Site& site, const model::Project& project, const model::BestConfiguration& best,
                          const std::string& root);

}  // namespace render
