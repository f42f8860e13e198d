#pragma once
/// What the curves of one run say; the map stage, on the full series.

#include <vector>

#include "model/run_digest.h"

namespace analysis {

/// At most one insight of each kind for each metric that looks like an objective (metric_names.h) or a training loss.
/// Series with fewer than kInsightPoints finite points say nothing. "Noise" of a series is the deviation of its
/// differences of neighbours about their median, over √2 (1.4826 × median absolute deviation): robust to leaps.
/// Rules, with their constants, stand at each function of insights.cpp and on the page "How this was computed".
/// O(values). Evidence (from, to) are points that were logged.
std::vector<model::Insight> find_insights(const model::Run& run, const std::vector<model::SeriesDigest>& series);

inline constexpr std::size_t kInsightPoints = 8;

}  // namespace analysis
