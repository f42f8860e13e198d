#pragma once
/// A mean over repeats with its uncertainty.

#include <cstdint>

#include "model/run.h"

namespace model {

/// mean, sample standard deviation and 95 % interval (Student's t) of n finite values; `non_finite` more were NaN or
/// infinite: then mean is NaN, since no mean silently drops them. n = 0: all NaN. n = 1: mean only.
struct Estimate {
  double mean = kMissing;
  double sd = kMissing;
  double low = kMissing;
  double high = kMissing;
  std::uint32_t n = 0;
  std::uint32_t non_finite = 0;
};

/// Difference of two means (new minus old) with its 95 % interval and two-sided p; NaN where not computable. By Welch's
/// test where both sides have repeats; `pooled`: one side has a single run, and the deviation within all experiments of
/// the project stands in for both.
struct Difference {
  double estimate = kMissing;
  double low = kMissing;
  double high = kMissing;
  double p = kMissing;
  double degrees_of_freedom = kMissing;
  bool pooled = false;
};

/// The deviation within the experiments of a project, taken together. sd NaN: no experiment has two finite repeats.
struct PooledDeviation {
  double sd = kMissing;
  double degrees_of_freedom = 0;
  std::uint32_t experiments = 0;  ///< that have repeats
};

}  // namespace model
