#pragma once
/// Boils one run down (the map stage): what is kept has the size of the run's metrics and parameters, not its length.

#include <vector>

#include "model/run_digest.h"

namespace analysis {

struct Digested {
  model::RunDigest digest;           ///< `curves`, `notes` and `damaged` are filled in by the caller
  std::vector<model::Curve> curves;  ///< one per series, same order
};

/// O(values), plus O(n log n) for a series whose steps go back. `settings` names the configured objectives; without
/// one, up to 8 metrics whose names look like an objective (validation accuracy or loss, reward, …; see metric_names.h)
/// become candidates for best_points, in that order.
///
/// Series: first, last, minimum and maximum are exact and over every value of the run (what was trained over is none).
/// Non-finite values are counted and never become a minimum, maximum or best; a series without a finite value
/// has no best point. An empty series has no points, NaN values and an empty curve.
///
/// wobble: √(mean squared second difference / 6) over the second half of the values, those that are not finite left
/// out; NaN: fewer than two such differences.
///
/// missing: where the places of a series strictly rise and at least nine in ten of its strides (and 8) are equal to the
/// smallest, and all others are whole multiples of it: how many places of that stride were left out.
///
/// Axis of a series: epoch, if whole epochs were logged with it and each at most once in a row, unless epochs go back
/// and steps do not; else step; else, where
/// steps are missing, an epoch as it is; else the row. An axis counts only if every value of the series has a place on
/// it: no value is left out of a curve for want of a step.
///
/// duration_s: a training time of the summary (or a duration) in seconds; else the largest value of a series that
/// counts the whole training (time_total_s); else Run::trained_s; else finished_at minus started_at; else the span of
/// the wall times (relative ones: the largest). Never negative.
Digested digest_run(const model::Run& run, const model::Settings& settings);

}  // namespace analysis
