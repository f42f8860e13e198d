#pragma once
/// The best points of a run: where each candidate for the objective was best, and what all metrics were there.

#include <cstddef>
#include <span>
#include <vector>

#include "model/run_digest.h"
#include "vocabulary/metric_names.h"

namespace analysis {

inline constexpr std::size_t kMaxCandidates = 8;

/// One BestPoint for each metric the settings name as an objective (of run.project or of the workspace), for
/// run.objective unless it is of test data, and, up to kMaxCandidates in all, for the metrics that look most like one.
/// Best: the largest or smallest finite value, the earliest of ties. Direction: set, else that of run.objective, else
/// by name, else maximise. Metrics without a finite value are left out. `series` is the digest of run.series, same
/// order; names[i] describes series[i]. O(candidates × series × log values).
std::vector<model::BestPoint> find_best_points(const model::Run& run, const std::vector<model::SeriesDigest>& series,
                                               std::span<const vocabulary::MetricName> names,
                                               const model::Settings& settings);

}  // namespace analysis
