#pragma once
/// Trials of Optuna studies, the same from a database and from a journal.

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/json/json.h"
#include "ingest/run_format.h"

namespace ingest {

enum class OptunaState : std::uint8_t { running, complete, pruned, failed, waiting };

struct OptunaParam {
  std::string name;
  double internal = 0;       ///< as stored: of a categorical parameter the index of the choice
  std::string distribution;  ///< JSON: {"name": "FloatDistribution", "attributes": {…}}
};

struct OptunaTrial {
  std::int64_t number = 0;  ///< within its study, from 0
  OptunaState state = OptunaState::running;
  std::string started_at, finished_at;  ///< as stored
  std::vector<OptunaParam> params;
  std::vector<double> values;                           ///< one an objective; empty until the trial is complete
  std::vector<std::pair<double, double>> intermediate;  ///< step, value
  base::Json user_attributes;                           ///< an object or null
};

struct OptunaStudy {
  std::string name;
  std::vector<model::Direction> directions;  ///< one an objective
  std::vector<std::string> metric_names;     ///< of the objectives, where the user named them; else empty
};

/// A run called "trial <number>" of the project <study>: parameters as the user saw them, the objective as summary leaf
/// "value" (of several "values.0" …, or their own names), user attributes as further leaves, reported values as series
/// "intermediate_value". A pruned trial counts as stopped and is tagged "pruned". Code: optuna-parameter.
model::Run make_trial_run(const ReadContext& context, const std::string& file, const OptunaStudy& study,
                          const OptunaTrial& trial);

/// "COMPLETE", "PRUNED", …; running for others.
OptunaState optuna_state(std::string_view text);
/// Names of the objectives from the JSON of the study's attribute "study:metric_names".
std::vector<std::string> optuna_metric_names(const base::Json& value);
inline constexpr std::string_view kOptunaMetricNames = "study:metric_names";
/// optuna-waiting (note): trials that were queued and never began are left out.
void say_waiting(const ReadContext& context, const std::string& file, std::uint64_t count);

}  // namespace ingest
