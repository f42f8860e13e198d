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

/// Difference of two means (new minus old) with Welch's 95 % interval and two-sided p; NaN where not computable
/// (n < 2 on a side).
struct Difference {
  double estimate = kMissing;
  double low = kMissing;
  double high = kMissing;
  double p = kMissing;
  double degrees_of_freedom = kMissing;
};

}  // namespace model
