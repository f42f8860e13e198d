#pragma once
/// Which metric experiments are ranked by, and which metrics play the roles of the report.

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>

#include "model/findings/decided.h"
#include "model/findings/metric_info.h"
#include "model/index.h"
#include "model/run_identity.h"
#include "model/settings.h"

namespace analysis {

/// A metric, and in how many runs of the project it has a finite value.
struct MetricCoverage {
  std::string name;
  std::size_t runs = 0;
  std::size_t lost = 0;  ///< further runs that name it without a value, as where a cell of a table is damaged
  /// Of most of them a value that says no split is of validation data (RunIdentity::unsplit_is_validation).
  bool unsplit_is_validation = false;
  bool is_dense = false;   ///< most of them have more than kDense values of it
  bool is_single = false;  ///< all of them have one value of it and no course, as in a table of results
};

/// More values than any training has epochs that are looked at one by one.
inline constexpr std::uint64_t kDense = 100;

/// What most of the runs were after, as the search that made them, their trainer or their settings say. Empty name:
/// nobody says, or not the same for most.
struct SearchObjective {
  std::string metric;
  model::Direction direction = model::Direction::unknown;
  model::ObjectiveSaid said = model::ObjectiveSaid::by_search;
};

struct ObjectiveChoice {
  std::optional<model::Index> metric;  ///< in the span given
  model::Direction direction = model::Direction::unknown;
  /// last: a test metric that settings do not name, whose last value chooses no epoch. of_tail: a reward, what one
  /// episode or batch gave, or a training metric that is logged densely: the best of many would be the luckiest.
  model::Taken taken = model::Taken::best;
  model::Decided objective, direction_decided;
  std::string not_found;  ///< the metric that settings name and no run logged
};

/// Names that differ in one number alone: so many or more are one thing, such as a value for each class or iteration.
inline constexpr std::size_t kFamily = 8;

/// The metric that settings name, if a run has it; else what the runs were after (SearchObjective), if a run has it;
/// else a guess by better_objective (metric_names.h), by whose classes "evaluated" means validation, reward and test.
/// The best of: evaluated metrics that more than half of the `runs` with any value have; if none, and some evaluated
/// metric is in a quarter of them, those that more than half as many runs have as the most common one (aborted runs
/// were never evaluated); else any metric that more than half of the runs have; else the one in most runs; a run whose
/// value was lost has the metric, as far as there are not more of these than of the others. Test metrics
/// stand in only where no run has a validation metric, before training metrics. Never guessed: times, memory, counters,
/// metrics whose direction no pattern tells, and members of a numbered family (kFamily); then there is no objective,
/// and Decided::setting names a metric that could be set. Direction: set, else that of the search, else by name, else
/// maximise (and said to be a guess).
ObjectiveChoice choose_objective(std::span<const MetricCoverage> metrics, std::size_t runs,
                                 const model::ProjectSettings& settings, const SearchObjective& search = {});

/// The metric of each role: set, else by name: no words left over that would make it another thing, the split said
/// before not said ("train_loss" before "loss"), then in most runs, then by name. The objective itself wins its role.
/// Seconds that nothing else is said of ("seconds", "total_seconds") are the training time where they are one value a
/// run and no name says the training time.
std::map<model::Role, model::Index> choose_roles(std::span<const MetricCoverage> metrics,
                                                 std::optional<model::Index> objective,
                                                 const model::ProjectSettings& settings, model::Decided& decided);

}  // namespace analysis
