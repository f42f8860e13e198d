#pragma once
/// Everything computed within one project.

#include <span>
#include <string>
#include <vector>

#include "analysis/compute_findings.h"
#include "analysis/log/hardware.h"
#include "analysis/log/project_members.h"
#include "model/findings/fwd.h"
#include "model/findings/project.h"
#include "model/index.h"
#include "model/notice.h"

namespace analysis {

struct ProjectFindings {
  model::Project project;                      ///< indexes of experiments are positions in `experiments`
  std::vector<model::Experiment> experiments;  ///< in the log's order; slugs are still empty
  std::vector<model::Notice> notices;          ///< unknown-objective, unknown-baseline, unknown-parent, parent-circle,
                                               ///< duplicate-experiment-id
};

/// `index`: the project's own, for Experiment::project.
ProjectFindings compute_project(const AnalysisInput& input, const ProjectMembers& members, model::Index index,
                                const HardwareInventory& hardware);

}  // namespace analysis
