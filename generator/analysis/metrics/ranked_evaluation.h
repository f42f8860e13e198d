#pragma once
/// Which experiments of a project can stand in one ranking.

#include <optional>
#include <span>

#include "analysis/log/project_members.h"
#include "model/findings/fwd.h"
#include "model/index.h"

namespace analysis {

/// Sets Experiment::measured_on and measured_otherwise, Project::ranked_on and evaluation_decided.
/// Where a parameter that defines what is measured has several values among the experiments, those are ranked that were
/// measured as `baseline` was, if that is set; else as most of those with a finite objective were (ties: the latest in
/// the log). An experiment without the parameter is taken to be measured alike. A project that was divided is of one
/// evaluation already; a suite (Project::kind) is of all of them, and nothing of it is ranked.
void choose_ranked_evaluation(const ProjectMembers& members, std::optional<model::Index> baseline,
                              model::Project& project, std::span<model::Experiment> experiments);

}  // namespace analysis
