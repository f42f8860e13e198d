#include "analysis/log/project_members.h"

#include <map>
#include <set>
#include <utility>

#include "analysis/compute_findings.h"
#include "model/findings/project.h"
#include "model/index.h"

namespace analysis {
namespace {

std::string name_for_unnamed(const AnalysisInput& input, const std::set<std::string>& names) {
  if (names.empty()) return {};
  std::string name;
  for (const model::RunDigest& run : *input.runs) {
    if (!run.project.empty()) continue;
    if (run.source < input.source_labels.size()) name = input.source_labels[run.source];
    break;
  }
  if (name.empty()) name = "other";
  while (names.contains(name)) name += " (other)";
  return name;
}

const std::string* project_of_runs(const AnalysisInput& input, const ExperimentNotes& notes,
                                   const std::vector<std::string>& project_of_run) {
  const std::string* found = nullptr;
  for (model::Index run = 0; run < input.runs->size(); ++run) {
    const model::RunDigest& digest = (*input.runs)[run];
    if (digest.experiment != notes.experiment) continue;
    if (digest.source == notes.source) return &project_of_run[run];
    if (!found) found = &project_of_run[run];
  }
  return found;
}

std::string said_project(const ExperimentNotes& notes) {
  const base::Json* said = notes.note.front_matter.find("project");
  return said && said->is_string() ? said->text() : std::string();
}

}  // namespace

std::vector<ProjectMembers> find_projects(const AnalysisInput& input) {
  std::set<std::string> names;
  for (const model::RunDigest& run : *input.runs) {
    if (!run.project.empty()) names.insert(run.project);
  }
  const std::string unnamed = name_for_unnamed(input, names);
  std::map<std::string, ProjectMembers> projects;
  std::vector<std::string> project_of_run;
  for (model::Index run = 0; run < input.runs->size(); ++run) {
    const std::string& said = (*input.runs)[run].project;
    project_of_run.push_back(said.empty() ? unnamed : said);
    projects[project_of_run.back()].runs.push_back(run);
  }
  for (const ExperimentNotes& notes : *input.notes) {
    std::string name = said_project(notes);
    if (const std::string* of_runs = project_of_runs(input, notes, project_of_run)) {
      name = *of_runs;
    } else if (name.empty() && !projects.empty()) {
      name = projects.begin()->first;
    }
    projects[name].notes.push_back(&notes);
  }
  std::vector<ProjectMembers> result;
  for (auto& [name, members] : projects) {
    members.name = members.settings_name = name;
    result.push_back(std::move(members));
  }
  return result;
}

}  // namespace analysis
