#pragma once
/// Student's t, Fisher's F and the normal distribution, by Boost.Math. Relative error about 1e-13. Nothing throws.

namespace analysis {

/// P(|T| >= |t|) for Student's T with `degrees_of_freedom`, any positive real number; infinity: the normal
/// distribution. t = 0: 1. Infinite t: 0. NaN if t is NaN or the degrees are not above 0.
double two_sided_p(double t, double degrees_of_freedom);

/// The t with P(|T| >= t) = p, for 0 < p < 1: the inverse of two_sided_p. two_sided_quantile(0.05, 4) = 2.7764… is the
/// factor of a 95 % interval over 5 repeats. NaN outside.
double two_sided_quantile(double p, double degrees_of_freedom);

/// P(F >= f) for Fisher's F: whether two variances differ. f = 0: 1. Infinite f: 0. NaN if f is NaN or below 0, or a
/// number of degrees is not above 0 and finite.
double f_upper_p(double f, double numerator_degrees, double denominator_degrees);

/// The z with P(Z <= z) = p for a standard normal Z. 0: minus infinity, 1: infinity; NaN outside.
double normal_quantile(double p);

/// P(Z >= z) for a standard normal Z. NaN stays NaN.
double normal_upper_p(double z);

/// ln Γ(x) for x > 0; NaN otherwise.
double log_gamma(double x);

}  // namespace analysis
