#include "analysis/kinds/join_environments.h"

#include <algorithm>
#include <cstddef>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "analysis/config/evaluation.h"
#include "analysis/config/name_parameters.h"
#include "analysis/config/settle_values.h"
#include "analysis/kinds/project_kind.h"
#include "analysis/kinds/suite_axes.h"
#include "analysis/log/project_members.h"
#include "model/config.h"
#include "model/findings/experiment.h"
#include "model/findings/kind.h"
#include "model/index.h"
#include "vocabulary/runs/known_names.h"

namespace analysis {
namespace {

bool is_called_after_environment(const AnalysisInput& input, const model::RunDigest& run) {
  return !run.project.empty() && vocabulary::environment_in(run.project, true) == run.project &&
         !input.settings->projects.contains(run.project);
}

/// Takes the environment out of the project's name.
void make_it_a_parameter(model::RunDigest& run, const std::vector<std::string>& evaluation_keys,
                         const std::string& project) {
  if (measured_on(run.config, evaluation_keys).empty()) {
    run.config.parameters.push_back({vocabulary::parameter_of(vocabulary::KnownName::environment).data(),
                                     {.kind = model::ParameterValue::Kind::text, .text = run.project}});
  }
  run.project = project;
}

/// Whether these runs, as one project, would be a suite.
bool are_suite(const AnalysisInput& input, const std::vector<model::Index>& joined) {
  const model::ProjectSettings& settings = input.settings->defaults;
  std::vector<model::RunDigest> runs;
  ProjectMembers members;
  for (const model::Index index : joined) {
    members.runs.push_back(runs.size());
    runs.push_back((*input.runs)[index]);
    make_it_a_parameter(runs.back(), settings.evaluation_keys, "");
  }
  if (is_kept_by_hand(runs, members)) return false;
  settle_values(runs, members.runs);
  add_name_parameters(runs, members.runs, settings);
  AnalysisInput alone = input;
  alone.runs = &runs;
  return find_suite_axes(alone, members, settings).has_value();
}

}  // namespace

void join_environments(const AnalysisInput& input) {
  const model::ProjectSettings& settings = input.settings->defaults;
  if (settings.kind.value_or(model::Kind::suite) != model::Kind::suite || settings.split_evaluations.value_or(false))
    return;
  std::vector<model::RunDigest>& runs = *input.runs;
  std::vector<model::Index> joined;
  std::set<std::string> projects, others;
  for (model::Index run = 0; run < runs.size(); ++run) {
    if (is_called_after_environment(input, runs[run])) {
      joined.push_back(run);
      projects.insert(runs[run].project);
    } else {
      others.insert(runs[run].project);
    }
  }
  if (projects.size() < 2 || !are_suite(input, joined)) return;
  std::string name;
  if (!others.empty()) {
    const std::size_t source = runs[joined.front()].source;
    name = source < input.source_labels.size() ? input.source_labels[source] : "environments";
    while (others.contains(name)) name += " (environments)";
  }
  for (const model::Index run : joined) make_it_a_parameter(runs[run], settings.evaluation_keys, name);
}

}  // namespace analysis
