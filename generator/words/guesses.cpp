#include "words/guesses.h"

#include <utility>

#include "model/enum_names.h"
#include "model/findings/decided.h"
#include "model/findings/experiment.h"
#include "model/findings/findings.h"
#include "model/findings/metric_info.h"
#include "model/findings/project.h"
#include "words/measured_on.h"
#include "words/parts/decided.h"
#include "words/parts/lists.h"
#include "words/parts/metric.h"

namespace words {
namespace {

using model::MetricInfo;
using model::Project;

void add_guess(std::vector<Guess>& guesses, std::string what, std::string chosen, const model::Decided& decided) {
  if (!decided.guessed) return;
  guesses.push_back({std::move(what), std::move(chosen), decided_text(decided), decided.setting});
}

}  // namespace

std::vector<Guess> guesses_of(const model::Findings& findings, const Project& project) {
  std::vector<Guess> guesses;
  add_guess(guesses, "Kind of project", std::string(model::name_of(project.kind)), project.kind_decided);
  const MetricInfo* objective = objective_of(project);
  add_guess(guesses, "Objective", objective != nullptr ? objective->name : "none", project.objective_decided);
  if (objective != nullptr) {
    add_guess(guesses, "Direction", std::string(model::words_of(objective->direction)), project.direction_decided);
  }
  add_guess(guesses, "Baseline", project.baseline ? findings.experiments[*project.baseline].shown() : "none",
            project.baseline_decided);
  if (project.evaluation_decided.how != model::How::none) {
    add_guess(guesses, "What is ranked", data_text(project.ranked_on), project.evaluation_decided);
  }
  add_guess(guesses, "Grouping", counted(project.experiments.size(), "experiment", "experiments"),
            project.grouping_decided);
  std::vector<std::string> roles;
  for (const auto& metric : project.metrics) {
    if (metric.role) roles.push_back(metric.name);
  }
  add_guess(guesses, "Roles of metrics", listed(roles), project.roles_decided);
  return guesses;
}

}  // namespace words
