#pragma once
/// Which metric experiments are ranked by, and which metrics play the roles of the report.

#include <cstddef>
#include <map>
#include <optional>
#include <span>
#include <string>

#include "model/findings/decided.h"
#include "model/index.h"
#include "model/settings.h"

namespace analysis {

/// A metric, and in how many runs of the project it has a finite value.
struct MetricCoverage {
  std::string name;
  std::size_t runs = 0;
};

/// What a search that made most of the runs was after. Empty name: no search, or not the same one for most.
struct SearchObjective {
  std::string metric;
  model::Direction direction = model::Direction::unknown;
};

struct ObjectiveChoice {
  std::optional<model::Index> metric;  ///< in the span given
  model::Direction direction = model::Direction::unknown;
  bool at_last = false;  ///< a test metric that settings do not name: its last value counts, which chooses no epoch
  model::Decided objective, direction_decided;
  std::string not_found;  ///< the metric that settings name and no run logged
};

/// The metric that settings name, if a run has it; else that of the search, if a run has it; else a guess by
/// better_objective (metric_names.h), by whose classes "evaluated" means validation, reward and test. The best of:
/// evaluated metrics that more than half of the `runs` with any value have; if none, and some evaluated metric is in a
/// quarter of them, those that more than half as many runs have as the most common one (aborted runs were never
/// evaluated); else any metric that more than half of the runs have; else the one in most runs. Test metrics stand in
/// only where no run has a validation metric, before training metrics. Never guessed: times, memory, counters, and
/// metrics whose direction no pattern tells; then there is no objective. Direction: set, else that of the search, else
/// by name, else maximise (and said to be a guess).
ObjectiveChoice choose_objective(std::span<const MetricCoverage> metrics, std::size_t runs,
                                 const model::ProjectSettings& settings, const SearchObjective& search = {});

/// The metric of each role: set, else by name: no words left over that would make it another thing, the split said
/// before not said ("train_loss" before "loss"), then in most runs, then by name. The objective itself wins its role.
std::map<model::Role, model::Index> choose_roles(std::span<const MetricCoverage> metrics,
                                                 std::optional<model::Index> objective,
                                                 const model::ProjectSettings& settings, model::Decided& decided);

}  // namespace analysis
