#pragma once
/// The mean of several curves, for drawing: one line and a band instead of many.

#include <cstdint>
#include <span>
#include <vector>

#include "model/curve.h"

namespace render {

struct MeanCurve {
  enum class Rule {
    shared,        ///< all curves have the same x
    interpolated,  ///< on the union of their x, linearly between neighbours that are finite
    columns,       ///< some curve was thinned, or the union is too long: kMeanColumns places in the common range
  };
  Rule rule = Rule::shared;
  std::vector<double> x, mean, sd;
  std::vector<double> minimum, maximum;
  std::vector<std::uint32_t> n;  ///< curves with a finite value
  bool some_missing = false;     ///< at some x not every curve had a finite value; the mean is of the others
};

/// mean = Σy/n and sd = sqrt(Σ(y − mean)²/(n − 1)) over the curves with a finite value at x; where fewer than two have
/// one, mean, sd, minimum and maximum are NaN. Of thinned curves the column means stand for the values, placed at the
/// middles of their columns. REQUIRES: at least two curves. O(curves × x).
MeanCurve mean_of_curves(std::span<const model::Curve* const> curves);

}  // namespace render
