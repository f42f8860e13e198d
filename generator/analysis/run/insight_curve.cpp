#include "analysis/run/insight_curve.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <cstddef>
#include <numeric>
#include <utility>

#include "analysis/run/series_axis.h"

namespace analysis {
namespace {

constexpr std::size_t kNoiseSample = 2048;
constexpr std::size_t kTrendBlocks = 32;

/// Places of the series' values in the order of its axis, the last value of a place only.
std::vector<std::uint32_t> settled_order(const SeriesAxis& axis) {
  std::vector<std::uint32_t> order(axis.x.size());
  std::iota(order.begin(), order.end(), 0U);
  if (!axis.falls) return order;
  std::stable_sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) { return axis.x[a] < axis.x[b]; });
  std::size_t kept = 0;
  for (std::size_t i = 0; i < order.size(); ++i) {
    if (i + 1 < order.size() && axis.x[order[i]] == axis.x[order[i + 1]]) continue;
    order[kept++] = order[i];
  }
  order.resize(kept);
  return order;
}

/// The stretch of non-finite values at the end, if it is no habit of the series.
std::optional<std::pair<std::uint32_t, std::uint32_t>> find_lost(const std::vector<double>& values,
                                                                 std::span<const std::uint32_t> order) {
  std::size_t longest = 0, stretch = 0;
  for (const std::uint32_t i : order) {
    if (std::isfinite(values[i])) {
      longest = std::max(longest, stretch);
      stretch = 0;
    } else {
      ++stretch;
    }
  }
  if (stretch == 0 || stretch <= 2 * longest) return std::nullopt;
  return std::pair(order[order.size() - stretch], order.back());
}

}  // namespace

double median_of(std::vector<double> values) {
  if (values.empty()) return model::kMissing;
  const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
  std::nth_element(values.begin(), middle, values.end());
  if (values.size() % 2 == 1) return *middle;
  const double below = *std::max_element(values.begin(), middle);
  return below + (*middle - below) / 2;
}

double noise_of(std::span<const double> values) {
  if (values.size() < 3) return 0;
  const std::size_t places = values.size() - 2;
  const std::size_t count = std::min(places, kNoiseSample);
  std::vector<double> bends(count);
  for (std::size_t i = 0; i < count; ++i) {
    const std::size_t at = i * places / count;
    bends[i] = values[at] - 2 * values[at + 1] + values[at + 2];
  }
  const double middle = median_of(bends);
  double sum = 0;
  for (double& bend : bends) {
    bend = std::fabs(bend - middle);
    sum += bend;
  }
  const double mean = sum / static_cast<double>(count);
  const double deviation = median_of(std::move(bends));
  // Equal bends of decimal fractions are equal up to rounding only.
  return (deviation > 1e-9 * mean ? 1.4826 * deviation : 1.2533 * mean) / std::sqrt(6.0);
}

Trend trend_of(std::span<const double> values) {
  const std::size_t m = std::min(values.size(), kTrendBlocks);
  if (m < 2) return {};
  std::vector<double> blocks(m);
  for (std::size_t i = 0; i < m; ++i) {
    const std::size_t begin = i * values.size() / m, end = (i + 1) * values.size() / m;
    blocks[i] = median_of(
        {values.begin() + static_cast<std::ptrdiff_t>(begin), values.begin() + static_cast<std::ptrdiff_t>(end)});
  }
  std::vector<double> slopes;
  slopes.reserve(m * (m - 1) / 2);
  double rising = 0;
  for (std::size_t i = 0; i < m; ++i) {
    for (std::size_t j = i + 1; j < m; ++j) {
      slopes.push_back((blocks[j] - blocks[i]) / static_cast<double>(j - i));
      rising += blocks[j] > blocks[i] ? 1 : blocks[j] < blocks[i] ? -1 : 0;
    }
  }
  const auto n = static_cast<double>(m);
  return {.slope = median_of(std::move(slopes)) * (n - 1), .z = rising / std::sqrt(n * (n - 1) * (2 * n + 5) / 18)};
}

double InsightCurve::noise() const {
  if (!known_noise) known_noise = noise_of(cost);
  return *known_noise;
}

std::size_t InsightCurve::tenth() const {
  return std::min(size(), std::max<std::size_t>(3, size() / 10));
}

double InsightCurve::level(std::size_t begin, std::size_t end) const {
  return median_of(
      {cost.begin() + static_cast<std::ptrdiff_t>(begin), cost.begin() + static_cast<std::ptrdiff_t>(end)});
}

double InsightCurve::best_level() const {
  const std::size_t begin = std::min(best - std::min(best, tenth() / 2), size() - tenth());
  return level(begin, begin + tenth());
}

InsightCurve make_insight_curve(const model::Run& run, const model::SeriesDigest& digest, std::size_t series,
                                const vocabulary::MetricName& name, model::Direction direction) {
  assert(direction != model::Direction::unknown);
  const std::vector<double>& values = run.series[series].values;
  const SeriesAxis axis = find_axis(run.series[series], run.axes);
  InsightCurve curve{.series = series, .name = name, .direction = direction, .axis = axis.axis};
  curve.restarts = axis.restarts.size();
  curve.at = settled_order(axis);
  if (digest.non_finite > 0) {
    curve.lost = find_lost(values, curve.at);
    std::erase_if(curve.at, [&](std::uint32_t i) { return !std::isfinite(values[i]); });
  }
  const double sign = direction == model::Direction::maximize ? -1 : 1;
  curve.cost.resize(curve.at.size());
  curve.x.resize(curve.at.size());
  for (std::size_t i = 0; i < curve.size(); ++i) {
    curve.cost[i] = sign * values[curve.at[i]];
    curve.x[i] = axis.x[curve.at[i]];
    if (curve.cost[i] < curve.cost[curve.best]) curve.best = i;
  }
  return curve;
}

}  // namespace analysis
