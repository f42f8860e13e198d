#pragma once
/// How far repeats lie apart, from all experiments of a project together, and what that says of a difference: moderated
/// variances (Smyth, Linear Models and Empirical Bayes Methods, 2004) fitted by maximum likelihood, in Welch's test.

#include <cstdint>
#include <span>
#include <vector>

#include "model/estimate.h"

namespace analysis {

/// Below this many degrees of freedom in the whole log noise is not known.
inline constexpr double kLeastDegrees = 3;
/// Fewer experiments with repeats lend their noise to no single run, and say nothing of how much noise differs.
inline constexpr std::uint32_t kLendingExperiments = 3;

/// The noise of one metric over the finite values of each experiment's repeats; those with fewer than two say nothing.
///
/// Step: the smallest difference of any two values, above 1e-12 of the largest magnitude. The metric is counted (an
/// accuracy over 500 images moves by 0.002) if step²/12 exceeds a thousandth of the pooled variance: then each variance
/// is at least step²/12, what rounding alone gives. Otherwise repeats that are equal in every digit are the same run
/// again, and are left out (Noise::equal).
/// Variances sᵢ² of dᵢ = nᵢ − 1 degrees are taken as s₀²·F(dᵢ, d₀). For each d₀ in {1, 1.5, 2, 3, 4, 6, 8, 12, 16, 24,
/// 32, 64, ∞}, s₀² is the root of Σ[−dᵢ + (dᵢ + d₀)·dᵢsᵢ²/(d₀s₀² + dᵢsᵢ²)] = 0 (∞: the pooled variance); the d₀ with
/// the largest likelihood is taken, of ties the smaller. With fewer than kLendingExperiments, d₀ = 2. O(experiments ×
/// 13 × 60).
model::Noise fit_noise(std::span<const std::vector<double>> repeats);

/// after minus before. A side's variance is v = max(s², (d₀s₀² + d·s²)/(d₀ + d)) with ν = min(d₀ + d, D) degrees, d = n
/// − 1, of a single run v = s₀² and ν = min(d₀, D); the error √(v₁/n₁ + v₂/n₂), its degrees by Satterthwaite from ν₁
/// and ν₂ but at most D; the 95 % interval by Student's t, and p = P(|T| ≥ max(0, |d| − smallest)/error). Of folds
/// (training sets overlap) 1/n + 1/(n − 1) stands for 1/n (Nadeau and Bengio 2003). The estimate alone where a mean is
/// not finite, the noise is not known, or a side is a single run and fewer than kLendingExperiments have repeats.
/// `smallest` ≥ 0, the smallest difference of interest.
model::Difference compare_means(const model::Noise& noise, const model::Estimate& before, const model::Estimate& after,
                                double smallest = 0);

/// The deviation that the noise model has for one run of an experiment with this estimate: √v as above. NaN: not known.
double run_deviation(const model::Noise& noise, const model::Estimate& estimate);

}  // namespace analysis
