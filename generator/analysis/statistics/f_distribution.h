#pragma once
/// Fisher's F distribution: whether two variances differ.

namespace analysis {

/// P(F >= f) = I_{v₂/(v₂+v₁f)}(v₂/2, v₁/2) for v₁ and v₂ degrees of freedom of numerator and denominator (Abramowitz
/// and Stegun 26.6.2). f = 0: 1. Infinite f: 0. NaN if f is NaN or below 0, or a number of degrees is not above 0 and
/// finite.
double f_upper_p(double f, double numerator_degrees, double denominator_degrees);

}  // namespace analysis
