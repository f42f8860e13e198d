#include "analysis/comparison/baseline.h"

#include <cmath>
#include <optional>

#include "analysis/log/experiment.h"
#include "base/json/json.h"
#include "model/findings/decided.h"
#include "model/findings/experiment.h"
#include "model/findings/metric_info.h"
#include "model/index.h"

namespace analysis {
namespace {

std::optional<model::Index> first_with_objective(std::span<const model::Experiment> experiments,
                                                 std::optional<model::Index> objective) {
  for (model::Index i = 0; objective && i < experiments.size(); ++i) {
    const model::MetricEstimate* value = experiments[i].find(*objective);
    if (value && !std::isnan(value->at_best.mean) && experiments[i].is_ranked()) return i;
  }
  return std::nullopt;
}

}  // namespace

BaselineChoice choose_baseline(std::span<const model::Experiment> experiments, const std::string& set,
                               std::optional<model::Index> objective) {
  BaselineChoice choice;
  if (!set.empty()) {
    choice.baseline = find_experiment(experiments, set);
    choice.not_found = !choice.baseline;
    choice.decided.how = model::How::set_in_settings;
  }
  if (!choice.baseline) {
    choice.decided = {.guessed = true, .how = model::How::first_with_objective};
    choice.baseline = first_with_objective(experiments, objective);
  }
  for (model::Index i = 0; !choice.baseline && i < experiments.size(); ++i) {
    if (experiments[i].runs.empty()) continue;
    choice.baseline = i;
    choice.decided.how = model::How::first_of_log;
  }
  if (!choice.baseline) {
    choice.decided.how = model::How::no_experiment_has_runs;
    return choice;
  }
  choice.decided.setting = "\"baseline\": ";
  base::append_json_string(choice.decided.setting, experiments[*choice.baseline].id);
  return choice;
}

}  // namespace analysis
