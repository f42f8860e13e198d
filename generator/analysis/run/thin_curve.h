#pragma once
/// Fewer points for drawing, with nothing a reader would miss.

#include <span>

#include "model/curve.h"

namespace analysis {

/// Fills curve.x, curve.y, curve.thinned and curve.column_means.
/// REQUIRES: x strictly rises, is finite, and is as long as y.
///
/// Up to kMaxCurvePoints values are kept as they are. Beyond that the range [x.front(), x.back()] is cut into
/// kMaxCurvePoints / 2 columns of equal width, and in each the smallest and the largest finite value stay (the earliest
/// of ties), at the x where they were logged and in their order. Both ends stay, finite or not. Where NaN or infinite
/// values lie between two points that stay, the first of those values stays too: it marks the gap. So every extreme of
/// every column is exact, every gap can be seen, and no more than twice as many points come out.
/// Source: MinMax aggregation as in Jugel et al., "M4", VLDB 2014, section 5; gap marks are ours.
/// column_means: see curve.h; sums run in order of x. n = 0: empty. n = 1: one point. O(n), no allocation per value.
void thin_curve(std::span<const double> x, std::span<const double> y, model::Curve& curve);

}  // namespace analysis
