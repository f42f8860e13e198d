#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "analysis/run/insight_rules.h"
#include "analysis/run/series_axis.h"
#include "model/findings/metric_info.h"

namespace analysis {
namespace {

using PairKind = model::Insight::Kind;

/// How many of the training values stand at or before value i of `held_out`: by place on a common axis, else in the
/// order of the file where neither went back. Nothing: the two cannot be lined up.
std::optional<std::size_t> training_until(const model::Run& run, const InsightCurve& held_out, std::size_t i,
                                          const InsightCurve& training) {
  if (held_out.axis == training.axis) {
    const auto end = std::upper_bound(training.x.begin(), training.x.end(), held_out.x[i]);
    return static_cast<std::size_t>(end - training.x.begin());
  }
  if (held_out.restarts + training.restarts > 0) return std::nullopt;
  const model::Series& series = run.series[training.series];
  const std::uint32_t row = run.series[held_out.series].row_of(held_out.at[i]);
  const auto end = std::upper_bound(training.at.begin(), training.at.end(), row,
                                    [&](std::uint32_t a, std::uint32_t b) { return a < series.row_of(b); });
  return static_cast<std::size_t>(end - training.at.begin());
}

enum class Scale : std::uint8_t { share, percent, ratio, plain };

/// What a difference of two values of the metric means.
Scale scale_of(const model::Run& run, const InsightCurve& a, const InsightCurve& b) {
  double low = HUGE_VAL, high = -HUGE_VAL;
  for (const InsightCurve* curve : {&a, &b}) {
    for (const std::uint32_t i : curve->at) {
      low = std::min(low, run.series[curve->series].values[i]);
      high = std::max(high, run.series[curve->series].values[i]);
    }
  }
  if (a.name.kind == model::ValueKind::fraction) {
    const model::ValueKind kind = vocabulary::value_kind(a.name.kind, high);
    if (low >= 0 && kind == model::ValueKind::fraction) return Scale::share;
    if (low >= 0 && kind == model::ValueKind::percent) return Scale::percent;
  }
  if (a.direction == model::Direction::minimize) return low >= 0 ? Scale::ratio : Scale::plain;
  return low >= 0 && high <= 1 ? Scale::share : Scale::plain;
}

/// `worse` is above `better` by more than the least that matters: a step of a share, a ratio of a loss.
bool matters(Scale scale, double better, double worse, double share, double ratio) {
  const double difference = worse - better;
  switch (scale) {
    case Scale::share:
      return difference >= share;
    case Scale::percent:
      return difference >= 100 * share;
    case Scale::ratio:
      return better >= 0 && worse >= ratio * better;
    case Scale::plain:
      break;
  }
  return true;
}

double standard_error(double noise, std::size_t count) {
  return 1.2533 * noise / std::sqrt(static_cast<double>(count));
}

bool training_went_on(const model::Run& run, const InsightCurve& held_out, const InsightCurve& training) {
  const auto until = training_until(run, held_out, held_out.best, training);
  if (!until || training.size() < *until + 3) return false;
  const std::size_t n = training.size(), width = std::min(training.tenth(), (n - *until) / 2);
  const double then = training.level(*until, *until + width), now = training.level(n - width, n);
  if (!(then - now > 2 * std::sqrt(2.0) * standard_error(training.noise(), width))) return false;
  return matters(scale_of(run, training, training), now, then, kShareStep / 2, 1.02);
}

}  // namespace

FoundInsight find_overfitting(const model::Run& run, const InsightCurve& held_out, const InsightCurve& training) {
  const std::size_t n = held_out.size(), after = n - 1 - held_out.best;
  if (after < 3 || static_cast<double>(after) < kAfterBest * static_cast<double>(n)) return std::nullopt;
  const std::size_t window = std::min(held_out.tenth(), after);
  const double best = held_out.best_level(), end = held_out.level(n - window, n), worse = end - best;
  if (best - held_out.cost[held_out.best] > kSpike * worse) return std::nullopt;
  const double gained = held_out.first_level() - held_out.cost[held_out.best];
  if (!(worse > 0) || !(worse >= kShareOfImprovement * gained)) return std::nullopt;
  if (!(worse > kNoiseFactor * held_out.noise())) return std::nullopt;
  const Scale scale = scale_of(run, held_out, held_out);
  if (!matters(scale, best, end, kShareStep, kLossRatio)) return std::nullopt;
  const double amount = held_out.cost.back() - held_out.cost[held_out.best];
  if (!(amount >= worse / 2) || !training_went_on(run, held_out, training)) return std::nullopt;
  const model::Series& series = run.series[held_out.series];
  return model::Insight{.kind = PairKind::overfitting,
                        .metric = series.name,
                        .other = run.series[training.series].name,
                        .from = point_at(series, run.axes, held_out.at[held_out.best]),
                        .to = point_at(series, run.axes, held_out.at.back()),
                        .amount = amount};
}

FoundInsight find_gap(const model::Run& run, const InsightCurve& held_out, const InsightCurve& training) {
  const auto until = training_until(run, held_out, held_out.best, training);
  if (!until || *until == 0) return std::nullopt;
  const std::size_t width = std::min(*until, std::max<std::size_t>(3, training.size() / 50));
  const std::size_t begin = *until - width;
  std::vector<std::size_t> order;
  for (std::size_t i = begin; i < *until; ++i) order.push_back(i);
  std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    return training.cost[a] != training.cost[b] ? training.cost[a] < training.cost[b] : a < b;
  });
  const std::size_t middle = order[order.size() / 2];  // one that was logged
  const double there = training.cost[middle], here = held_out.cost[held_out.best];
  if (!(here > there)) return std::nullopt;
  const Scale scale = scale_of(run, held_out, training);
  if (scale == Scale::plain || !matters(scale, there, here, kGapShare, kGapRatio)) return std::nullopt;
  if (!(here - there > kNoiseFactor * std::hypot(held_out.noise(), training.noise()))) return std::nullopt;
  const model::Series& series = run.series[held_out.series];
  const model::Series& other = run.series[training.series];
  return model::Insight{.kind = PairKind::generalisation_gap,
                        .metric = series.name,
                        .other = other.name,
                        .from = point_at(series, run.axes, held_out.at[held_out.best]),
                        .to = point_at(other, run.axes, training.at[middle]),
                        .amount = here - there};
}

}  // namespace analysis
