#pragma once
/// Which runs and notes belong to which project.

#include <optional>
#include <string>
#include <vector>

#include "analysis/compute_findings.h"
#include "analysis/kinds/suite_axes.h"
#include "model/index.h"

namespace analysis {

struct ProjectMembers {
  std::string name;                           ///< empty only if it is the site's one project
  std::string settings_name;                  ///< what it is called in the settings: its name before it was divided
  std::vector<model::Parameter> measured_on;  ///< what it was divided by (divide_projects.h); empty: it was not
  std::optional<SuiteAxes> suite;             ///< its runs span a table; such a project is not divided
  std::vector<model::Index> runs;             ///< in order of key
  std::vector<const ExperimentNotes*> notes;  ///< in the order given
};

/// By the project that runs name. Runs that name none form one of their own, called after the label of their first
/// source (or "other") when there are named ones too. Notes go with the runs of their experiment (of their own source
/// first), else to the `project` of their front matter, else to the first project. Projects without runs or notes do
/// not exist. By name.
std::vector<ProjectMembers> find_projects(const AnalysisInput& input);

}  // namespace analysis
