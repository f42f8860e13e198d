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

}  // namespace analysis
