#pragma once
/// How many repeats would tell a difference from noise.

#include <cstdint>
#include <optional>

namespace analysis {

/// A difference that needs more is none that anybody will look for.
inline constexpr std::uint32_t kMostRepeatsNeeded = 1000;

/// The smallest number n of repeats on each side, at least 2, with which Welch's test at the two-sided level `level`
/// finds a true difference d between sides with standard deviations s₁ and s₂ in four of five tries:
/// n ≥ (s₁² + s₂²)(t₁ + t₂)²/d², where t₁ and t₂ are the quantiles 1 − level/2 and 0.8 of Student's t with Welch's
/// degrees of freedom, (n − 1)(s₁² + s₂²)²/(s₁⁴ + s₂⁴) (Cohen, Statistical Power Analysis for the Behavioral Sciences,
/// 1988, with t for z; for equal deviations the answer of the noncentral t is at most one more or less for levels down
/// to 0.001). Nothing: d is 0 or not finite, both deviations are 0, one is not finite, or more than kMostRepeatsNeeded.
std::optional<std::uint32_t> repeats_needed(double d, double s1, double s2, double level);

}  // namespace analysis
