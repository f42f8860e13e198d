#pragma once
/// The metrics of a project and what they are worth in each run.

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "model/findings/decided.h"
#include "model/findings/fwd.h"
#include "model/index.h"
#include "model/run_digest.h"

namespace analysis {

/// Values of a metric in one run. `logged` false: the run does not have it (all NaN). A NaN of a metric that was logged
/// is what the run logged, or says that no finite value was.
struct RunValue {
  bool logged = false;
  bool at_best_known = false;  ///< false: not logged up to the objective's best step, or the run has no objective
  double at_best = model::kMissing, best = model::kMissing, last = model::kMissing;
};

struct MetricTable {
  std::vector<model::MetricInfo> metrics;  ///< objective first, then roles, then by name
  std::optional<model::Index> objective;   ///< 0 if there is one
  model::Decided objective_decided, direction_decided, roles_decided;
  std::string objective_not_found;            ///< the metric that settings name and no run logged
  std::vector<std::vector<RunValue>> values;  ///< [metric][position in members]
};

/// Metrics: every series; every number of the summary that is no series and no counter (steps, epochs, seeds), unless
/// it only repeats one ("final.val_loss", "best_val_loss"); the environment's numbers that settings give a role. Values
/// of a series: last as logged; best by direction over finite values, the earliest of ties (last where the direction is
/// unknown); at_best in the row of the objective's best (the rule stands in model/run_digest.h), for the objective
/// itself its best. Without an objective, or one known only from summaries or not taken at its best
/// (MetricInfo::taken), at_best is last; of an objective that is taken of_tail, at_best is SeriesDigest::tail. Times
/// are worth their last value and memory its maximum in all three. Of the summary: that value in all three. Training
/// time: where a run lacks the metric of the role, and it is in seconds, RunDigest::duration_s stands in; with no such
/// metric at all, "training_time_s" is made from those. A project without runs has no metrics.
MetricTable make_metric_table(std::span<const model::RunDigest> runs, std::span<const model::Index> members,
                              const model::ProjectSettings& settings);

/// True for metrics that mean nothing across machines: roles of time and memory.
bool depends_on_machine(const model::MetricInfo& metric);

}  // namespace analysis
