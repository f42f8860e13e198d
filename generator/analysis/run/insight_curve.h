#pragma once
/// One series as the rules of insights.h read it, and the robust arithmetic they share.

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <utility>
#include <vector>

#include "model/run_digest.h"
#include "vocabulary/metric_names.h"

namespace analysis {

/// Middle of the values (of an even number: the mean of both middle ones). NaN if there are none. Reorders its copy.
double median_of(std::vector<double> values);

/// Noise of a series: 1.4826 × the median absolute deviation of its second differences (a value − 2 × the next + the
/// one after) about their median, over √6, which is the standard deviation of independent normal noise on any slow
/// course. Leaps, trends and turns do not count. Where most are equal: 1.2533 × their mean absolute deviation, over √6.
/// Of series longer than 2,048 values 2,048 even places are taken. Fewer than three values: 0. Noise that drifts
/// (running means) is larger than this: rules ask for a share of what the run gained besides.
double noise_of(std::span<const double> values);

/// A rising or falling stretch.
struct Trend {
  double slope = 0;  ///< Theil–Sen: median of the slopes of all pairs, times the length of the stretch
  double z = 0;      ///< Mann–Kendall: (rising pairs − falling pairs) / their deviation without a trend
};

/// Of up to 32 medians of equal blocks of `values`. Fewer than two values: 0. Sen 1968; Mann 1945, Kendall 1975.
Trend trend_of(std::span<const double> values);

struct InsightCurve {
  std::size_t series = 0;  ///< in Run::series
  vocabulary::MetricName name;
  model::Direction direction = model::Direction::unknown;
  model::CurveAxis axis = model::CurveAxis::row;
  std::uint64_t restarts = 0;
  /// Finite values in the order of the axis, lower is better (turned round where more is better). Where steps went
  /// back: sorted by place, the last value logged at a place counts.
  std::vector<double> cost;
  std::vector<std::uint32_t> at;              ///< value i is value at[i] of the series
  std::vector<double> x;                      ///< its place
  std::size_t best = 0;                       ///< lowest cost, the earliest of ties
  mutable std::optional<double> known_noise;  ///< what noise() has worked out
  /// First and last of the non-finite values that end the series, where their stretch is more than twice as long as any
  /// before: values of the series.
  std::optional<std::pair<std::uint32_t, std::uint32_t>> lost;

  std::size_t size() const { return cost.size(); }
  double noise() const;       ///< noise_of(cost), on first use: most rules are decided without it
  std::size_t tenth() const;  ///< values in a tenth, at least 3
  double level(std::size_t begin, std::size_t end) const;
  double first_level() const { return level(0, tenth()); }
  double last_level() const { return level(size() - tenth(), size()); }
  double best_level() const;  ///< of a tenth around the best
};

/// REQUIRES: direction is known. O(values), O(n log n) where steps go back.
InsightCurve make_insight_curve(const model::Run& run, const model::SeriesDigest& digest, std::size_t series,
                                const vocabulary::MetricName& name, model::Direction direction);

}  // namespace analysis
