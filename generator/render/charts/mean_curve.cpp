#include "render/charts/mean_curve.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <cstddef>
#include <limits>

namespace render {
namespace {

using model::Curve;
using model::kMeanColumns;

constexpr double kNoValue = std::numeric_limits<double>::quiet_NaN();

struct Points {
  std::vector<double> x;
  std::vector<double> y;
};

/// What stands for a curve in a mean: its points, or of a thinned one its column means.
Points points_of(const Curve& curve) {
  if (curve.column_means.empty()) return {curve.x, curve.y};
  Points points;
  const double width = (curve.x.back() - curve.x.front()) / static_cast<double>(curve.column_means.size());
  for (std::size_t i = 0; i < curve.column_means.size(); ++i) {
    points.x.push_back(curve.x.front() + (static_cast<double>(i) + 0.5) * width);
  }
  points.y = curve.column_means;
  return points;
}

/// Values of a curve at rising places. The ends of the curve itself bound it; no value is made up across a gap.
class Reader {
 public:
  explicit Reader(const Curve& curve) : curve_(curve), points_(points_of(curve)) {}

  double at(double x) {
    const std::vector<double>& xs = points_.x;
    if (xs.empty() || x < curve_.x.front() || x > curve_.x.back()) return kNoValue;
    while (next_ < xs.size() && xs[next_] < x) ++next_;
    if (next_ < xs.size() && xs[next_] == x) return points_.y[next_];
    // Half a column at either end of a thinned curve has no neighbour on one side.
    if (next_ == 0) return points_.y.front();
    if (next_ == xs.size()) return points_.y.back();
    const double share = (x - xs[next_ - 1]) / (xs[next_] - xs[next_ - 1]);
    return points_.y[next_ - 1] + share * (points_.y[next_] - points_.y[next_ - 1]);
  }

 private:
  const Curve& curve_;
  Points points_;
  std::size_t next_ = 0;
};

std::vector<double> union_of_x(std::span<const Curve* const> curves) {
  std::vector<double> all;
  for (const Curve* curve : curves) all.insert(all.end(), curve->x.begin(), curve->x.end());
  std::sort(all.begin(), all.end());
  all.erase(std::unique(all.begin(), all.end()), all.end());
  return all;
}

std::vector<double> column_places(std::span<const Curve* const> curves) {
  double low = -INFINITY, high = INFINITY;
  for (const Curve* curve : curves) {
    if (curve->x.empty()) return {};
    low = std::max(low, curve->x.front());
    high = std::min(high, curve->x.back());
  }
  std::vector<double> places;
  if (!(low < high)) return places;
  const double width = (high - low) / static_cast<double>(kMeanColumns);
  for (std::size_t i = 0; i < kMeanColumns; ++i) places.push_back(low + (static_cast<double>(i) + 0.5) * width);
  return places;
}

void choose_places(std::span<const Curve* const> curves, MeanCurve& result) {
  const bool thinned = std::any_of(curves.begin(), curves.end(), [](const Curve* curve) { return curve->thinned; });
  const bool same = std::all_of(curves.begin(), curves.end(), [&](const Curve* c) { return c->x == curves[0]->x; });
  if (!thinned && same) {
    result.x = curves[0]->x;
    return;
  }
  result.rule = MeanCurve::Rule::interpolated;
  if (!thinned) result.x = union_of_x(curves);
  if (thinned || result.x.size() > model::kMaxCurvePoints) {
    result.rule = MeanCurve::Rule::columns;
    result.x = column_places(curves);
  }
}

void add_place(MeanCurve& result, const std::vector<double>& values) {
  double mean = kNoValue, sd = kNoValue, minimum = kNoValue, maximum = kNoValue;
  if (values.size() >= 2) {
    const double n = static_cast<double>(values.size());
    double sum = 0, squares = 0;
    for (const double value : values) sum += value;
    mean = sum / n;
    for (const double value : values) squares += (value - mean) * (value - mean);
    sd = std::sqrt(squares / (n - 1));
    minimum = *std::min_element(values.begin(), values.end());
    maximum = *std::max_element(values.begin(), values.end());
  }
  result.mean.push_back(mean);
  result.sd.push_back(sd);
  result.minimum.push_back(minimum);
  result.maximum.push_back(maximum);
  result.n.push_back(static_cast<std::uint32_t>(values.size()));
}

}  // namespace

MeanCurve mean_of_curves(std::span<const Curve* const> curves) {
  assert(curves.size() >= 2);
  MeanCurve result;
  choose_places(curves, result);
  std::vector<Reader> readers;
  for (const Curve* curve : curves) readers.emplace_back(*curve);
  std::vector<double> values;
  for (const double x : result.x) {
    values.clear();
    for (Reader& reader : readers) {
      const double y = reader.at(x);
      if (std::isfinite(y)) values.push_back(y);
    }
    add_place(result, values);
    result.some_missing = result.some_missing || values.size() < curves.size();
  }
  return result;
}

}  // namespace render
