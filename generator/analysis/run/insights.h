#pragma once
/// What the curves of one run say; the map stage, on the full series.

#include <cstddef>
#include <span>
#include <vector>

#include "model/run_digest.h"
#include "vocabulary/metric_names.h"

namespace analysis {

/// At most one insight of each kind for each metric that is a candidate for the objective (`candidates`, of
/// find_best_points) or a plain training loss, and for up to four test metrics where nothing else was held out. The
/// rules, with their constants, stand at each function of insight_rules.h and on the page "How this was computed".
/// Every claim is a fact about points that were logged (from, to), beyond the noise of the series.
///
/// What excludes what: a series that diverged says nothing else; one that overfitted has no plateau; one that still
/// improves has none either. Plateau and "still improving" are told of held-out metrics, rewards and scores, of
/// training metrics only where a run has none of these, of spreads and extremes (std, min, max) never. An agent's
/// losses (runs that logged rewards) neither diverge by scale nor speak of the learning rate. Series with fewer than
/// kInsightPoints finite values say nothing, unless they end in values that are not finite after at least one that was.
/// Constant series say nothing. throughput_change is about the run: its metric is empty. O(values); O(n log n) where
/// steps go back.
/// names[i] describes series[i].
std::vector<model::Insight> find_insights(const model::Run& run, const std::vector<model::SeriesDigest>& series,
                                          std::span<const vocabulary::MetricName> names,
                                          std::span<const model::BestPoint> candidates);

inline constexpr std::size_t kInsightPoints = 8;

}  // namespace analysis
