#pragma once
/// Which runs of an experiment count as repeats of it.

#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include "analysis/config/config_key.h"
#include "model/findings/experiment.h"
#include "model/index.h"
#include "model/run_digest.h"

namespace analysis {

/// A run that ended before this share of its length was stopped.
inline constexpr double kWholeLength = 0.9;

/// Judges the runs of one project. A run counts if
/// - it did not fail and was not killed; it is not marked as running (which says something only where another run of
///   the project is not);
/// - no loss of it ended in values that are not finite (insight_rules.h; one that is never finite says something only
///   where another run has finite values of it);
/// - it is as long as it was to be: kWholeLength of the epochs or steps that its configuration plans, where at least
///   half of the runs of the project that plan any reach that; or of the longest of its siblings, where at least half
///   of them are that long. Its logger's word that it finished is enough where it plans nothing, and nothing is asked
///   of a run that may have stopped by itself: its configuration has a patience that it outlasted.
/// - no other run of the experiment has its seed (all parameters that count repeats taken together): of several the one
///   that got furthest counts, then the one started last, then the first; and it is no copy (run_copies.h).
/// What is marked as running although another run of its seed is at its end was stopped.
/// Where none counts, those that are only unfinished and got furthest take part all the same, then all.
/// Rows of the log of a loop all count, unless they failed.
class RunCounter {
 public:
  /// `runs` must outlive it. O(runs × parameters).
  RunCounter(std::span<const model::RunDigest> runs, std::span<const model::Index> members, const SeedKeys& seed_keys);

  /// Parallel to `experiment`, members of the project. `unfinished`: set where none counts.
  std::vector<model::RunCount> count(std::span<const model::Index> experiment, bool& unfinished) const;

 private:
  struct Length {
    double epochs = model::kMissing, steps = model::kMissing, rows = 0;  // reached
    double planned_epochs = model::kMissing, planned_steps = model::kMissing;
    double patience = model::kMissing;  // in epochs; 0: it may stop at any time
    double planned(model::CurveAxis unit) const {
      return unit == model::CurveAxis::epoch ? planned_epochs : planned_steps;
    }
    double reached(model::CurveAxis unit) const;
  };

  Length measure(const model::RunDigest& run) const;
  void judge_state(const model::RunDigest& run, model::RunCount& count) const;
  void judge_lengths(std::span<const model::Index> experiment, std::vector<model::RunCount>& counts) const;
  void judge_seeds(std::span<const model::Index> experiment, std::vector<model::RunCount>& counts) const;

  std::span<const model::RunDigest> runs_;
  const SeedKeys& seed_keys_;
  std::vector<Length> lengths_;  // by run; of members
  bool running_says_something_ = false;
  bool epochs_bind_ = false, steps_bind_ = false;
  std::vector<std::string> finite_;  // names of series that some run has finite values of, sorted
};

/// What tells the run from other repeats: the parameters that count repeats with their values, else its seed as
/// written. Empty: nothing does.
std::string seed_of(const model::RunDigest& run, const SeedKeys& keys);

/// Positions in `values`, which is parallel to the runs of the experiment: those that are repeats of a metric. What a
/// machine needed (`is_cost`) differs between copies, too: each that has a finite value of its own is one more repeat.
std::vector<std::size_t> repeats_of(const model::Experiment& experiment, std::span<const double> values, bool is_cost);

}  // namespace analysis
