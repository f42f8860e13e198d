#pragma once
/// Which metric experiments are ranked by, and which metrics play the roles of the report.

#include <map>
#include <span>
#include <string>

#include "analysis/findings.h"

namespace analysis {

/// A metric, and in how many runs of the project it has a finite value.
struct MetricCoverage {
  std::string name;
  std::size_t runs = 0;
};

struct ObjectiveChoice {
  std::optional<Index> metric;  ///< in the span given
  model::Direction direction = model::Direction::unknown;
  Decided objective, direction_decided;
  std::string not_found;  ///< the metric that settings name and no run logged
};

/// The metric that settings name, if a run has it. Else, among metrics that more than half of the `runs` with any value
/// have, the best by better_objective (metric_names.h): validation accuracy, other validation scores, validation
/// errors, validation loss, reward or return, scores without a split, training accuracy, training loss, anything with a
/// known direction. If no such metric is in more than half of the runs: the one in most runs, ties as above. Never
/// guessed: test metrics, times, memory, counters, and metrics whose direction no pattern tells; then there is no
/// objective. Direction: set, else by name, else maximise (and said to be a guess).
ObjectiveChoice choose_objective(std::span<const MetricCoverage> metrics, std::size_t runs,
                                 const model::ProjectSettings& settings);

/// The metric of each role: set, else by name: no words left over that would make it another thing, the split said
/// before not said ("train_loss" before "loss"), then in most runs, then by name. The objective itself wins its role.
std::map<model::Role, Index> choose_roles(std::span<const MetricCoverage> metrics, std::optional<Index> objective,
                                          const model::ProjectSettings& settings, Decided& decided);

}  // namespace analysis
