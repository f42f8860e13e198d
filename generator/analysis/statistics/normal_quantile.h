#pragma once
/// The normal distribution.

namespace analysis {

/// The z with P(Z <= z) = p for a standard normal Z: bisection on std::erfc, absolute error about 1e-14 for p between
/// 1e-300 and 1 - 1e-16. 0: minus infinity, 1: infinity; NaN outside.
double normal_quantile(double p);

}  // namespace analysis
