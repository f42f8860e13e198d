#pragma once
/// Where the values of a series stand on the x axis, and the curve they make.

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "model/curve.h"
#include "model/insight.h"
#include "model/run.h"

namespace analysis {

/// x[i] is the place of value i of a series, in the order of the file; all finite.
struct SeriesAxis {
  model::CurveAxis axis = model::CurveAxis::row;
  std::span<const double> x;  ///< into the run's axes, or into `own`
  std::vector<double> own;
  std::vector<std::size_t> restarts;  ///< values with which training was resumed (RowAxes::resumed)
  bool rises = true;                  ///< strictly
  bool falls = false;                 ///< somewhere

  SeriesAxis() = default;
  SeriesAxis(SeriesAxis&&) = default;
  SeriesAxis& operator=(SeriesAxis&&) = default;
};

/// The rule stands in digest.h. O(values); copies nothing where the series has a value in every row.
SeriesAxis find_axis(const model::Series& series, const model::RowAxes& axes);

/// Value i of a series and where it was logged.
model::PointRef point_at(const model::Series& series, const model::RowAxes& axes, std::size_t i);

/// The curve: sorted by x where x goes back, the last value logged at an x wins, thinned by thin_curve.
/// Of the restarts the first kMaxCurvePoints are listed.
model::Curve make_curve(const model::Series& series, const SeriesAxis& axis);

}  // namespace analysis
