#pragma once
/// A mean over repeats with its uncertainty, and the difference of two such means.

#include <span>

#include "model/estimate.h"

namespace analysis {

/// mean = Σx/n; sd = sqrt(Σ(x - mean)²/(n - 1)), the sample standard deviation, in two passes in index order;
/// 95 % interval mean ± t(0.975, n - 1)·sd/√n (Student 1908). Assumes that repeats are independent and roughly normal.
/// n = 0: all NaN. n = 1: mean only; sd and interval NaN. All equal: sd 0 and an interval of no width.
/// A NaN or infinite value is counted in non_finite; then mean, sd and interval are NaN and n counts the finite ones.
/// `folds`: the values are of folds of one data set, whose training sets overlap: the interval is mean ± t·sd·√(1/n +
/// 1/(n − 1)) (Nadeau and Bengio, Inference for the Generalization Error, 2003, with the share that k-fold
/// cross-validation holds out).
model::Estimate estimate(std::span<const double> values, bool folds = false);

/// after minus before. Interval and p by Welch's t test with Satterthwaite's degrees of freedom
/// (s₁²/n₁ + s₂²/n₂)² / ((s₁²/n₁)²/(n₁ - 1) + (s₂²/n₂)²/(n₂ - 1)) (Welch 1947, Satterthwaite 1946): unequal variances
/// allowed; independence and rough normality assumed.
/// A mean that is NaN: all NaN. n < 2 on a side: only the difference of the means. Both deviations 0: nothing is known
/// of the spread, so interval, p and degrees of freedom are NaN too. One deviation 0: the other side's n - 1 degrees.
model::Difference difference(const model::Estimate& before, const model::Estimate& after);

}  // namespace analysis
