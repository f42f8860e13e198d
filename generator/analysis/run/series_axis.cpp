#include "analysis/run/series_axis.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <numeric>

#include "analysis/run/thin_curve.h"

namespace analysis {
namespace {

/// The series' places on one of the run's axes, or an empty span if a value has none.
std::span<const double> places_on(const model::Series& series, const std::vector<double>& axis,
                                  std::vector<double>& own) {
  const std::size_t n = series.values.size();
  std::span<const double> x;
  if (series.rows.empty()) {
    if (axis.size() < n) return {};
    x = std::span(axis).first(n);
  } else {
    if (axis.empty() || series.rows.back() >= axis.size()) return {};
    own.resize(n);
    for (std::size_t i = 0; i < n; ++i) own[i] = axis[series.rows[i]];
    x = own;
  }
  const bool complete = std::all_of(x.begin(), x.end(), [](double value) { return std::isfinite(value); });
  return complete ? x : std::span<const double>{};
}

/// Whole numbers, none twice in a row.
bool counts_once(std::span<const double> epochs) {
  for (std::size_t i = 0; i < epochs.size(); ++i) {
    if (epochs[i] != std::floor(epochs[i]) || (i > 0 && epochs[i] == epochs[i - 1])) return false;
  }
  return true;
}

bool never_falls(std::span<const double> places) {
  return std::is_sorted(places.begin(), places.end());
}

std::span<const double> row_numbers(const model::Series& series, std::vector<double>& own) {
  own.resize(series.values.size());
  for (std::size_t i = 0; i < own.size(); ++i) own[i] = series.row_of(i);
  return own;
}

/// The first values with which training was resumed.
void add_restarts(const model::Series& series, const model::RowAxes& axes, SeriesAxis& result) {
  for (const std::uint32_t row : axes.resumed) {
    const auto at = series.rows.empty()
                        ? std::min<std::size_t>(row, series.values.size())
                        : static_cast<std::size_t>(std::lower_bound(series.rows.begin(), series.rows.end(), row) -
                                                   series.rows.begin());
    const bool again = !result.restarts.empty() && result.restarts.back() == at;
    if (at > 0 && at < series.values.size() && !again) result.restarts.push_back(at);
  }
}

/// Last value at each x, x rising.
void draw_in_order(const model::Series& series, const SeriesAxis& axis, std::vector<double>& x,
                   std::vector<double>& y) {
  std::vector<std::uint32_t> order(axis.x.size());
  std::iota(order.begin(), order.end(), 0U);
  if (axis.falls) {
    std::stable_sort(order.begin(), order.end(),
                     [&](std::uint32_t a, std::uint32_t b) { return axis.x[a] < axis.x[b]; });
  }
  for (const std::uint32_t i : order) {
    if (!x.empty() && x.back() == axis.x[i]) {
      y.back() = series.values[i];
    } else {
      x.push_back(axis.x[i]);
      y.push_back(series.values[i]);
    }
  }
}

}  // namespace

SeriesAxis find_axis(const model::Series& series, const model::RowAxes& axes) {
  SeriesAxis result;
  const auto use = [&](model::CurveAxis axis, std::span<const double> x) {
    result.axis = axis;
    result.x = x;
  };
  std::vector<double> steps;
  const std::span<const double> epoch = places_on(series, axes.epoch, result.own);
  const std::span<const double> step = places_on(series, axes.step, steps);
  if (!epoch.empty() && counts_once(epoch) && (step.empty() || never_falls(epoch) || !never_falls(step))) {
    use(model::CurveAxis::epoch, epoch);
  } else if (!step.empty()) {
    result.own.swap(steps);  // the span keeps pointing to the same memory
    use(model::CurveAxis::step, step);
  } else if (!epoch.empty() && std::any_of(epoch.begin(), epoch.end(), [&](double e) { return e != epoch.front(); })) {
    use(model::CurveAxis::epoch, epoch);
  } else {
    use(model::CurveAxis::row, row_numbers(series, result.own));
  }
  for (std::size_t i = 1; i < result.x.size(); ++i) {
    result.falls = result.falls || result.x[i] < result.x[i - 1];
    result.rises = result.rises && result.x[i] > result.x[i - 1];
  }
  add_restarts(series, axes, result);
  return result;
}

model::PointRef point_at(const model::Series& series, const model::RowAxes& axes, std::size_t i) {
  const std::uint32_t row = series.row_of(i);
  const auto on = [row](const std::vector<double>& axis) { return row < axis.size() ? axis[row] : model::kMissing; };
  return {.value = series.values[i],
          .step = on(axes.step),
          .epoch = on(axes.epoch),
          .wall_time_s = on(axes.wall_time_s),
          .row = row};
}

model::Curve make_curve(const model::Series& series, const SeriesAxis& axis) {
  model::Curve curve{.metric = series.name, .axis = axis.axis, .source_points = series.values.size()};
  for (const std::size_t i : axis.restarts) {
    if (curve.restarts.size() < model::kMaxCurvePoints) curve.restarts.push_back(axis.x[i]);
  }
  if (axis.rises) {
    thin_curve(axis.x, series.values, curve);
    return curve;
  }
  std::vector<double> x, y;
  draw_in_order(series, axis, x, y);
  thin_curve(x, y, curve);
  return curve;
}

}  // namespace analysis
