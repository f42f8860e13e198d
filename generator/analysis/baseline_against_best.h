#pragma once
/// The baseline beside the best: a row for each role.

#include <vector>

#include "analysis/findings.h"
#include "analysis/hardware.h"

namespace analysis {

/// One row for each of model::kRoles, in that order, also where no metric plays the role (then all NaN). Values are
/// at_best; difference: best minus baseline, by `difference` (estimate.h). Times and memory are comparable only on the
/// same hardware. A side that lacks the metric has n = 0.
std::vector<RoleRow> compare_roles(const Project& project, const Experiment& baseline, const Experiment& best,
                                   const HardwareInventory& hardware);

}  // namespace analysis
