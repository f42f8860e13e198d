#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "analysis/run/insight_rules.h"

namespace analysis {
namespace {

struct Timed {
  double time = 0, step = 0;
  std::uint32_t row = 0;
};

double rate(const Timed& a, const Timed& b) {
  return (b.step - a.step) / (b.time - a.time);
}

/// Rows that have both, or none if either goes back.
std::vector<Timed> timed_rows(const std::vector<double>& times, const std::vector<double>& steps) {
  std::vector<Timed> rows;
  for (std::size_t i = 0; i < std::min(times.size(), steps.size()); ++i) {
    if (!std::isfinite(times[i]) || !std::isfinite(steps[i])) continue;
    const Timed row{.time = times[i], .step = steps[i], .row = static_cast<std::uint32_t>(i)};
    if (!rows.empty() && (row.time < rows.back().time || row.step < rows.back().step)) return {};
    // Several rows of one step count once, at its first.
    if (rows.empty() || row.step > rows.back().step) rows.push_back(row);
  }
  return rows;
}

/// Rates of ten blocks, sorted; empty if the clock is too coarse for one of them.
std::vector<double> block_rates(std::span<const Timed> rows) {
  std::vector<double> rates;
  const std::size_t intervals = rows.size() - 1;
  for (std::size_t i = 0; i < rule::kBlocksOfHalf; ++i) {
    const Timed& a = rows[i * intervals / rule::kBlocksOfHalf];
    const Timed& b = rows[(i + 1) * intervals / rule::kBlocksOfHalf];
    if (!(b.time > a.time)) return {};
    rates.push_back(rate(a, b));
  }
  std::sort(rates.begin(), rates.end());
  return rates;
}

model::PointRef timed_point(const model::RowAxes& axes, const Timed& row, double value) {
  const auto on = [&](const std::vector<double>& axis) {
    return row.row < axis.size() ? axis[row.row] : model::kMissing;
  };
  return {.value = value, .step = on(axes.step), .epoch = on(axes.epoch), .wall_time_s = row.time, .row = row.row};
}

}  // namespace

FoundInsight find_throughput_change(const model::RowAxes& axes) {
  const std::vector<Timed> rows = timed_rows(axes.wall_time_s, axes.step.empty() ? axes.epoch : axes.step);
  if (rows.size() < rule::kTimedRows + 1) return std::nullopt;
  const std::size_t half = (rows.size() - 1) / 2;
  const std::span<const Timed> all(rows);
  const std::vector<double> before = block_rates(all.first(half + 1)), after = block_rates(all.subspan(half));
  if (before.empty() || after.empty()) return std::nullopt;
  const double rate_before = rate(rows.front(), rows[half]), rate_after = rate(rows[half], rows.back());
  const double overall = rate_after / rate_before;
  const double usual = median_of(after) / median_of(before);
  const bool slower =
      overall <= 1 / rule::kThroughputRatio && usual <= 1 / rule::kThroughputRatio && after[7] < before[2];
  const bool faster = overall >= rule::kThroughputRatio && usual >= rule::kThroughputRatio && after[2] > before[7];
  if (!slower && !faster) return std::nullopt;
  return model::Insight{.kind = model::Insight::Kind::throughput_change,
                        .from = timed_point(axes, rows[half], rate_before),
                        .to = timed_point(axes, rows.back(), rate_after),
                        .amount = overall};
}

}  // namespace analysis
