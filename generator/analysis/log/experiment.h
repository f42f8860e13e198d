#pragma once
/// Makes an experiment of its runs and notes: everything about it that needs no other experiment.

#include <optional>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

#include "analysis/compute_findings.h"
#include "analysis/config/config_key.h"
#include "analysis/log/hardware.h"
#include "analysis/metrics/metric_table.h"
#include "model/findings/experiment.h"
#include "model/findings/fwd.h"
#include "model/index.h"

namespace analysis {

/// What an experiment is made from. Values of the metric table stand at `positions`, parallel to `runs`.
struct ExperimentParts {
  std::string id;
  model::Index project = 0;
  std::vector<model::Index> runs;
  std::vector<model::Index> positions;
  std::vector<model::RunCount> counted;  ///< parallel to runs; see counted_runs.h
  bool unfinished = false;
  std::vector<const ExperimentNotes*> notes;
  SeedKeys seed_keys;
};

/// Date, experimenter, decision and tags: of the experiment's notes, the first that says it; else of its runs' notes;
/// the date else the day in UTC of the earliest start. Tags are those of notes and runs, each once, in that order. The
/// title is that of the notes; it stays empty where they have none (see title.h).
///
/// Estimates of a metric (estimate.h) are over the runs that count and logged it (repeated_values in counted_runs.h);
/// those of folds where each of these runs is another fold. per_run is parallel to runs. A run counts as failed if it
/// says so, or if its objective ended in NaN or an infinity (it diverged). Status: failed if all runs failed; else
/// partly_failed if one did; else running if one is; else finished if all are; else unknown (also without runs).
model::Experiment make_experiment(std::span<const model::RunDigest> runs, const ExperimentParts& parts,
                                  const MetricTable& table, const HardwareInventory& hardware);

/// Finds experiments by id, as written, else without regard to case, else by alias; of several the first.
class ExperimentIds {
 public:
  explicit ExperimentIds(std::span<const model::Experiment> experiments);
  std::optional<model::Index> find(const std::string& id) const;

 private:
  std::unordered_map<std::string, model::Index> written_, folded_;
};
/// The same for a single id.
std::optional<model::Index> find_experiment(std::span<const model::Experiment> experiments, const std::string& id);

/// The earliest start of the runs as written, or an empty text.
std::string earliest_start(std::span<const model::RunDigest> runs, std::span<const model::Index> members);

}  // namespace analysis
