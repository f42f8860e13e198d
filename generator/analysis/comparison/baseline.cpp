#include "analysis/comparison/baseline.h"

#include <cmath>
#include <optional>

#include "analysis/log/experiment.h"
#include "base/json/json.h"

namespace analysis {
namespace {

std::optional<Index> first_with_objective(std::span<const Experiment> experiments, std::optional<Index> objective) {
  for (Index i = 0; objective && i < experiments.size(); ++i) {
    const MetricEstimate* value = experiments[i].find(*objective);
    if (value && !std::isnan(value->at_best.mean) && experiments[i].is_ranked()) return i;
  }
  return std::nullopt;
}

}  // namespace

BaselineChoice choose_baseline(std::span<const Experiment> experiments, const std::string& set,
                               std::optional<Index> objective) {
  BaselineChoice choice;
  if (!set.empty()) {
    choice.baseline = find_experiment(experiments, set);
    choice.not_found = !choice.baseline;
    choice.decided.how = "set in the settings";
  }
  if (!choice.baseline) {
    choice.decided = {.guessed = true, .how = "the first of the log that has a value of the objective"};
    choice.baseline = first_with_objective(experiments, objective);
  }
  for (Index i = 0; !choice.baseline && i < experiments.size(); ++i) {
    if (experiments[i].runs.empty()) continue;
    choice.baseline = i;
    choice.decided.how = "the first of the log";
  }
  if (!choice.baseline) {
    choice.decided.how = "no experiment has runs";
    return choice;
  }
  choice.decided.setting = "\"baseline\": ";
  base::append_json_string(choice.decided.setting, experiments[*choice.baseline].id);
  return choice;
}

}  // namespace analysis
