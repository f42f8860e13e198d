#pragma once
/// Student's t distribution for any positive real number of degrees of freedom.

namespace analysis {

/// Regularised incomplete beta function I_x(a, b), 0 <= x <= 1, a and b > 0, by Lentz's continued fraction (Abramowitz
/// and Stegun 26.5.8), on the side of the mean where it converges fast. Relative error about 1e-13.
/// NaN for arguments outside.
double incomplete_beta(double x, double a, double b);

/// P(|T| >= |t|) = I_{v/(v+t²)}(v/2, 1/2) (Abramowitz and Stegun 26.5.27). t = 0: 1. Infinite t: 0. NaN if t is NaN or
/// v is not above 0. v = infinity: the normal distribution.
double two_sided_p(double t, double degrees_of_freedom);

/// The t with P(|T| >= t) = p, for 0 < p < 1: the inverse of two_sided_p by Newton's method, relative error about
/// 1e-13. t_quantile(0.05, 4) = 2.7764… is the factor of a 95 % interval over 5 repeats. NaN outside.
double two_sided_quantile(double p, double degrees_of_freedom);

}  // namespace analysis
