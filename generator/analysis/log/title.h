#pragma once
/// What an experiment is called where its notes give no title.

#include <string>
#include <vector>

#include "model/findings/fwd.h"

namespace analysis {

/// A sentence of what changed: "learning_rate 0.1 → 0.01, dropout 0.5 added and 2 more". Without a change, or a parent:
/// `name`, what its runs are called (experiment_ids.h); the id if that is empty. A name that is the new value of a
/// change (a model's) says it shorter, too.
std::string make_title(const std::string& id, const std::string& name,
                       const std::vector<model::ParameterChange>& changes);

}  // namespace analysis
