#include <algorithm>
#include <cmath>
#include <cstddef>
#include <optional>
#include <span>

#include "analysis/run/insight_rules.h"
#include "analysis/run/series_axis.h"

namespace analysis {
namespace {

using CourseKind = model::Insight::Kind;

constexpr std::size_t kBlocks = 32;

model::PointRef point(const model::Run& run, const InsightCurve& curve, std::size_t i) {
  return point_at(run.series[curve.series], run.axes, curve.at[i]);
}

model::Insight insight(const model::Run& run, const InsightCurve& curve, CourseKind kind) {
  return {.kind = kind, .metric = run.series[curve.series].name};
}

/// Share of the way from first to last that comes after `at`; NaN where the axis does not say.
double share_after(double first, double at, double last) {
  const double share = (last - at) / (last - first);
  return last > first && share >= 0 && share <= 1 ? share : model::kMissing;
}

double share_of_run_after(const model::PointRef& first, const model::PointRef& best, const model::PointRef& last,
                          bool in_order) {
  double share = in_order ? share_after(first.wall_time_s, best.wall_time_s, last.wall_time_s) : model::kMissing;
  if (std::isnan(share)) share = share_after(first.step, best.step, last.step);
  if (std::isnan(share)) share = share_after(first.epoch, best.epoch, last.epoch);
  return share;
}

/// The best of equal blocks lies in the first half, and well below the first.
bool blocks_level_off(const InsightCurve& curve) {
  double best = HUGE_VAL;
  std::size_t best_block = 0;
  double first = 0;
  for (std::size_t i = 0; i < kBlocks; ++i) {
    const double level = curve.level(i * curve.size() / kBlocks, (i + 1) * curve.size() / kBlocks);
    if (i == 0) first = level;
    if (level < best) {
      best = level;
      best_block = i;
    }
  }
  return best_block < kBlocks / rule::kPlateauBestPart && first - best > rule::kNoiseFactor * curve.noise();
}

/// What the run gained is worth talking of.
bool gained_enough(const InsightCurve& curve, double start, double gained) {
  return gained >= rule::kLeastGain * std::max(std::fabs(start), std::fabs(curve.cost[curve.best]));
}

FoundInsight left_scale(const model::Run& run, const InsightCurve& curve) {
  const double start = curve.first_level(), end = curve.last_level(), bound = rule::kDivergedRatio * start;
  if (!(start > 0) || !(end > bound) || !(curve.cost.back() > bound)) return std::nullopt;
  std::size_t from = curve.size() - 1;
  while (from > 0 && curve.cost[from - 1] > bound) --from;
  model::Insight found = insight(run, curve, CourseKind::diverged);
  found.from = point(run, curve, from);
  found.to = point(run, curve, curve.size() - 1);
  found.amount = end / start;
  return found;
}

}  // namespace

FoundInsight find_divergence(const model::Run& run, const InsightCurve& curve, bool scale) {
  if (curve.lost) {
    model::Insight found = insight(run, curve, CourseKind::diverged);
    found.from = point_at(run.series[curve.series], run.axes, curve.lost->first);
    found.to = point_at(run.series[curve.series], run.axes, curve.lost->second);
    return found;
  }
  return scale ? left_scale(run, curve) : std::nullopt;
}

FoundInsight find_still_improving(const model::Run& run, const InsightCurve& curve) {
  const std::size_t n = curve.size();
  if (curve.best < n - std::max<std::size_t>(1, n / rule::kStillBestPart)) return std::nullopt;
  const std::size_t length = std::max<std::size_t>(5, n / rule::kStillTrendPart);
  const Trend trend = trend_of(std::span(curve.cost).last(length));
  const double gain = -trend.slope;
  const double start = curve.level(0, std::min<std::size_t>(3, n)), gained = start - curve.cost[curve.best];
  if (!gained_enough(curve, start, gained)) return std::nullopt;
  const double least =
      curve.name.objective == vocabulary::ObjectiveClass::reward ? rule::kShareOfImprovement : rule::kStillGain;
  if (!(trend.z <= -rule::kTrendDeviations) || !(gain >= least * gained) || !(gain > 0)) return std::nullopt;
  if (!(gain > curve.noise() / std::sqrt(static_cast<double>(length) / 3))) return std::nullopt;
  model::Insight found = insight(run, curve, CourseKind::still_improving);
  found.from = point(run, curve, n - length);
  found.to = point(run, curve, curve.best);
  found.amount = gain;
  return found;
}

FoundInsight find_plateau(const model::Run& run, const InsightCurve& curve) {
  const std::size_t n = curve.size();
  if (curve.best == 0 || curve.best >= n / rule::kPlateauBestPart || n - 1 - curve.best < rule::kAfterPlateau)
    return std::nullopt;
  const double start = curve.level(0, std::min<std::size_t>(curve.tenth(), curve.best));
  const double level = curve.best_level(), gained = start - level;
  if (level - curve.cost[curve.best] > rule::kSpike * gained) return std::nullopt;
  if (!gained_enough(curve, start, gained)) return std::nullopt;
  if (curve.last_level() - level > rule::kLostOfPlateau * gained) return std::nullopt;
  if (!(gained > rule::kNoiseFactor * curve.noise())) return std::nullopt;
  if (n >= 2 * kBlocks && !blocks_level_off(curve)) return std::nullopt;
  model::Insight found = insight(run, curve, CourseKind::plateau);
  found.from = point(run, curve, curve.best);
  found.to = point(run, curve, n - 1);
  const model::PointRef first = point(run, curve, 0);
  // Times say how much of the training came later only where there was no pause between.
  const bool no_pause = curve.restarts == 0 && !(found.to.wall_time_s - first.wall_time_s > 1.05 * run.trained_s);
  found.amount = share_of_run_after(first, found.from, found.to, no_pause);
  if (std::isnan(found.amount)) found.amount = static_cast<double>(n - 1 - curve.best) / static_cast<double>(n - 1);
  return found;
}

FoundInsight find_high_rate(const model::Run& run, const InsightCurve& curve) {
  if (curve.size() < rule::kRateValues) return std::nullopt;
  const double start = curve.level(0, 3);
  if (!(start > 0)) return std::nullopt;
  bool low = false;
  std::size_t leaps = 0, first = 0;
  for (std::size_t i = 0; i < curve.size(); ++i) {
    if (curve.cost[i] < rule::kLeapFrom * start) {
      low = true;
    } else if (low && curve.cost[i] > rule::kLeapTo * start &&
               curve.cost[i] - rule::kLeapFrom * start > rule::kRateNoise * curve.noise()) {
      low = false;
      if (leaps++ == 0) first = i;
    }
  }
  if (leaps < rule::kLeaps) return std::nullopt;
  model::Insight found = insight(run, curve, CourseKind::learning_rate_high);
  found.from = point(run, curve, first);
  found.to = point(run, curve, curve.size() - 1);
  found.amount = static_cast<double>(leaps);
  return found;
}

FoundInsight find_low_rate(const model::Run& run, const InsightCurve& curve) {
  const std::size_t n = curve.size();
  if (n < rule::kRateValues) return std::nullopt;
  // Levels at 0, 1/5, … 1 and at 9/10 of the way, each of a twentieth (at least 3 values).
  const std::size_t width = std::max<std::size_t>(3, n / 20);
  const auto at = [&](std::size_t tenths) {
    const std::size_t begin = tenths * (n - width) / 10;
    return curve.level(begin, begin + width);
  };
  const double start = at(0), fall = start - at(10);
  if (!(fall > 0) || !(start > 0) || !(fall <= (1 - rule::kLineLeft) * start) ||
      !(fall > rule::kRateNoise * curve.noise()))
    return std::nullopt;
  for (std::size_t part = 0; part < rule::kLineParts; ++part) {
    const double share = (at(10 * part / rule::kLineParts) - at(10 * (part + 1) / rule::kLineParts)) / fall;
    if (!(share >= rule::kLineLeast && share <= rule::kLineMost)) return std::nullopt;
  }
  model::Insight found = insight(run, curve, CourseKind::learning_rate_low);
  found.from = point(run, curve, 0);
  found.to = point(run, curve, n - 1);
  found.amount = (at(9) - at(10)) / fall;
  return found;
}

}  // namespace analysis
