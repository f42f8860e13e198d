#include "analysis/statistics/noise_model.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>

#include "analysis/statistics/distributions.h"
#include "analysis/statistics/estimate.h"

namespace analysis {
namespace {

constexpr double kInfinite = std::numeric_limits<double>::infinity();
constexpr double kPriorDegrees[] = {1, 1.5, 2, 3, 4, 6, 8, 12, 16, 24, 32, 64, kInfinite};
constexpr double kPriorOfFew = 2;
constexpr double kEqualValues = 1e-12;  // as a share of the largest magnitude
constexpr double kCountedShare = 1e-3;  // of the pooled variance

/// d and d·s² of each experiment.
struct Spreads {
  std::vector<double> degrees, squares;
  void add(double degrees_of_one, double variance) {
    degrees.push_back(degrees_of_one);
    squares.push_back(degrees_of_one * variance);
  }
};

double sum_of(std::span<const double> values) {
  double sum = 0, lost = 0;  // Neumaier's summation
  for (const double value : values) {
    const double next = sum + value;
    lost += std::fabs(sum) >= std::fabs(value) ? (sum - next) + value : (value - next) + sum;
    sum = next;
  }
  return sum + lost;
}

double step_of(std::span<const std::vector<double>> repeats) {
  std::vector<double> values;
  for (const std::vector<double>& one : repeats) values.insert(values.end(), one.begin(), one.end());
  if (values.empty()) return 0;
  std::sort(values.begin(), values.end());
  const double scale = std::max(std::fabs(values.front()), std::fabs(values.back()));
  double step = kInfinite;
  for (std::size_t i = 1; i < values.size(); ++i) {
    const double apart = values[i] - values[i - 1];
    if (apart > kEqualValues * scale) step = std::min(step, apart);
  }
  return std::isinf(step) ? 0 : step;
}

double rounding_variance(double step) {
  return step * step / 12;
}

/// The slope of the likelihood in ln s₀², but for a factor; falls in s₀².
double slope(const Spreads& spreads, double prior, double variance) {
  std::vector<double> terms;
  for (std::size_t i = 0; i < spreads.degrees.size(); ++i) {
    const double d = spreads.degrees[i], ss = spreads.squares[i];
    terms.push_back(-d + (d + prior) * ss / (prior * variance + ss));
  }
  return sum_of(terms);
}

double fit_variance(const Spreads& spreads, double prior) {
  if (std::isinf(prior)) return sum_of(spreads.squares) / sum_of(spreads.degrees);
  double largest = 0;
  for (std::size_t i = 0; i < spreads.degrees.size(); ++i)
    largest = std::max(largest, spreads.squares[i] / spreads.degrees[i]);
  constexpr double kAbove = 5, kRange = 65;  // of ln s₀²
  double high = std::log(largest) + kAbove, low = high - kRange;
  for (;;) {
    const double middle = (low + high) / 2;
    if (middle <= low || middle >= high) break;
    (slope(spreads, prior, std::exp(middle)) > 0 ? low : high) = middle;
  }
  return std::exp((low + high) / 2);
}

/// What does not depend on (d₀, s₀²) is left out, so that variances of 0 do no harm.
double log_likelihood(const Spreads& spreads, double prior, double variance) {
  std::vector<double> terms;
  for (std::size_t i = 0; i < spreads.degrees.size(); ++i) {
    const double d = spreads.degrees[i], ss = spreads.squares[i];
    terms.push_back(std::isinf(prior)
                        ? -d / 2 * std::log(variance) - ss / (2 * variance)
                        : log_gamma((d + prior) / 2) - log_gamma(prior / 2) - d / 2 * std::log(prior * variance / 2) -
                              (d + prior) / 2 * std::log1p(ss / (prior * variance)));
  }
  return sum_of(terms);
}

void fit_prior(const Spreads& spreads, model::Noise& noise) {
  if (noise.experiments < kLendingExperiments) {
    noise.prior_degrees = kPriorOfFew;
    noise.variance = fit_variance(spreads, kPriorOfFew);
    return;
  }
  constexpr double kTie = 1e-9;
  double best = -kInfinite;
  for (const double prior : kPriorDegrees) {
    const double variance = fit_variance(spreads, prior);
    const double likelihood = log_likelihood(spreads, prior, variance);
    if (!(likelihood > best + kTie)) continue;
    best = likelihood;
    noise.prior_degrees = prior;
    noise.variance = variance;
  }
}

/// One side of a difference.
struct Side {
  double n = 0;
  double variance = 0;  // of one run
  double degrees = 0;

  double error_squared(bool folds) const { return folds && n > 1 ? variance * (1 / n + 1 / (n - 1)) : variance / n; }
};

Side side_of(const model::Noise& noise, const model::Estimate& estimate) {
  const double rounding = rounding_variance(noise.step);
  double n = estimate.n, d = n - 1, own = estimate.n > 1 ? estimate.sd * estimate.sd : 0;
  if (estimate.n > 1 && own == 0) {
    if (rounding > 0) own = std::min(rounding, noise.variance);
    // The same run again and again.
    if (noise.equal > 0 && rounding <= kCountedShare * noise.variance) {
      n = 1;
      d = own = 0;
    }
  }
  if (std::isinf(noise.prior_degrees)) return {n, std::max(noise.variance, own), noise.degrees};
  const double moderated = (noise.prior_degrees * noise.variance + d * own) / (noise.prior_degrees + d);
  return {n, std::max(moderated, own), std::min(noise.prior_degrees + d, noise.degrees)};
}

}  // namespace

model::Noise fit_noise(std::span<const std::vector<double>> repeats) {
  model::Noise noise{.step = step_of(repeats)};
  std::vector<model::Estimate> estimates;
  for (const std::vector<double>& one : repeats) {
    if (one.size() > 1) estimates.push_back(estimate(one));
  }
  if (estimates.empty()) return noise;
  double squares = 0, degrees = 0;
  for (const model::Estimate& one : estimates) {
    if (!(one.sd > 0)) continue;
    squares += (one.n - 1.0) * one.sd * one.sd;
    degrees += one.n - 1.0;
  }
  const double rounding = rounding_variance(noise.step);
  const bool counted = degrees > 0 && rounding > kCountedShare * squares / degrees;
  Spreads spreads;
  for (const model::Estimate& one : estimates) {
    if (!(one.sd > 0) && !counted) {
      ++noise.equal;
      continue;
    }
    spreads.add(one.n - 1.0, std::max(one.sd * one.sd, rounding));
  }
  noise.degrees = sum_of(spreads.degrees);
  noise.experiments = static_cast<std::uint32_t>(spreads.degrees.size());
  noise.gap = noise.experiments == 0          ? model::NoiseGap::all_equal
              : noise.degrees < kLeastDegrees ? model::NoiseGap::too_few
                                              : model::NoiseGap::none;
  if (noise.is_known()) fit_prior(spreads, noise);
  return noise;
}

model::Difference compare_means(const model::Noise& noise, const model::Estimate& before, const model::Estimate& after,
                                double smallest) {
  model::Difference result{.estimate = after.mean - before.mean};
  if (!std::isfinite(result.estimate) || !noise.is_known()) return result;
  result.lent = before.n == 1 || after.n == 1;
  if (result.lent && noise.experiments < kLendingExperiments) return result;
  const Side one = side_of(noise, before), other = side_of(noise, after);
  const double a = one.error_squared(before.folds), b = other.error_squared(after.folds);
  if (!(a + b > 0)) return result;
  result.standard_error = std::sqrt(a + b);
  // Shares instead of variances: their squares neither overflow nor vanish.
  const double share = a / (a + b), rest = b / (a + b);
  result.degrees_of_freedom = std::min(1 / (share * share / one.degrees + rest * rest / other.degrees), noise.degrees);
  const double half = two_sided_quantile(0.05, result.degrees_of_freedom) * result.standard_error;
  result.low = result.estimate - half;
  result.high = result.estimate + half;
  const double size = std::fabs(result.estimate);
  result.p_of_none = two_sided_p(size / result.standard_error, result.degrees_of_freedom);
  result.p = two_sided_p(std::max(0.0, size - smallest) / result.standard_error, result.degrees_of_freedom);
  return result;
}

double run_deviation(const model::Noise& noise, const model::Estimate& estimate) {
  if (!noise.is_known() || estimate.n == 0) return model::kMissing;
  if (estimate.n == 1 && noise.experiments < kLendingExperiments) return model::kMissing;
  return std::sqrt(side_of(noise, estimate).variance);
}

}  // namespace analysis
