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
  bool folds =
      false;  ///< the values are of the folds of one data set: their interval is wider, see analysis/estimate.h
};

/// Difference of two means (new minus old) with its 95 % interval and two-sided p by the noise model of the project
/// (analysis/statistics/noise_model.h); all but the estimate NaN where the noise is not known.
struct Difference {
  double estimate = kMissing;
  double low = kMissing;
  double high = kMissing;
  double p = kMissing;          ///< of a difference no larger than the smallest one of interest
  double p_of_none = kMissing;  ///< of no difference at all; equal to p where no smallest difference is set
  double standard_error = kMissing;
  double degrees_of_freedom = kMissing;
  bool lent = false;  ///< a side is a single run, whose noise is that of the experiments which have repeats
};

/// Why it is not known how far repeats of the experiments of a project lie apart.
enum class NoiseGap : std::uint8_t {
  none,        ///< it is known
  no_repeats,  ///< no experiment has two runs that count
  all_equal,   ///< repeats are equal in every digit, or have one seed
  too_few,     ///< fewer than three degrees of freedom in the whole log
};

/// How far repeats lie apart, of one metric of a project; see analysis/statistics/noise_model.h.
struct Noise {
  NoiseGap gap = NoiseGap::no_repeats;
  double variance = kMissing;       ///< s0²: the typical one of an experiment
  double prior_degrees = kMissing;  ///< d0: infinity where all experiments are equally noisy, small where they differ
  double degrees = 0;               ///< D: of all repeats together
  std::uint32_t experiments = 0;    ///< k: that have repeats which say something of the noise
  std::uint32_t equal = 0;          ///< that have repeats which are equal in every digit, though the metric is measured
  double step = 0;                  ///< smallest difference of two values: what a counted metric moves by; 0: none
  bool is_known() const { return gap == NoiseGap::none; }
};

}  // namespace model
