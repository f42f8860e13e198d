#pragma once
/// The baseline beside the best: a row for each role.

#include <vector>

#include "model/findings/fwd.h"

namespace analysis {

/// One row for each of model::kRoles, in that order, also where no metric plays the role (then all NaN). Values are
/// at_best; differences are those of best.versus_baseline: NaN where the best is the baseline, or one lacks the metric
/// (its side has n = 0).
std::vector<model::RoleRow> compare_roles(const model::Project& project, const model::Experiment& baseline,
                                          const model::Experiment& best);

}  // namespace analysis
