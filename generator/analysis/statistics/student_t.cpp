#include "analysis/statistics/student_t.h"

#include <array>
#include <atomic>
#include <cmath>
#include <cstddef>
#include <limits>

namespace analysis {
namespace {

constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();
constexpr double kPi = 3.14159265358979323846;
constexpr double kUsualP = 0.05;

/// The continued fraction of I_x(a, b) by the modified Lentz algorithm.
double beta_fraction(double x, double a, double b) {
  constexpr double kTiny = 1e-300;
  const auto away_from_zero = [](double value) { return std::fabs(value) < kTiny ? kTiny : value; };
  double c = 1;
  double d = 1 / away_from_zero(1 - (a + b) * x / (a + 1));
  double result = d;
  // Large a and b need about sqrt(max(a, b)) terms.
  for (int m = 1; m < 100'000; ++m) {
    const double even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m));
    d = 1 / away_from_zero(1 + even * d);
    c = away_from_zero(1 + even / c);
    result *= d * c;
    const double odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1));
    d = 1 / away_from_zero(1 + odd * d);
    c = away_from_zero(1 + odd / c);
    result *= d * c;
    if (std::fabs(d * c - 1) < 1e-16) break;
  }
  return result;
}

/// ln B(a, b); `lgamma_r` would do, but plain lgamma writes a global sign, which threads share.
double log_beta(double a, double b) {
  int sign = 0;
  return lgamma_r(a, &sign) + lgamma_r(b, &sign) - lgamma_r(a + b, &sign);
}

/// For callers that need the same a and b many times.
double incomplete_beta(double x, double a, double b, double log_beta_of_a_b) {
  if (x == 0 || x == 1) return x;
  const double front = std::exp(a * std::log(x) + b * std::log1p(-x) - log_beta_of_a_b);
  if (x < (a + 1) / (a + b + 2)) return front * beta_fraction(x, a, b) / a;
  return 1 - front * beta_fraction(1 - x, b, a) / b;
}

/// REQUIRES: t >= 0 and finite, as is its square; v > 0, perhaps infinite.
double tail(double t, double v, double log_beta_of_v) {
  if (std::isinf(v)) return std::erfc(t / std::sqrt(2.0));
  return incomplete_beta(v / (v + t * t), v / 2, 0.5, log_beta_of_v);
}

/// REQUIRES: 0 < p < 1 and v > 0, perhaps infinite.
double solve_quantile(double p, double v) {
  const bool normal = std::isinf(v);
  const double log_beta_of_v = normal ? 0 : log_beta(v / 2, 0.5);
  const double log_density_0 = normal ? -0.5 * std::log(2 * kPi) : -log_beta_of_v - 0.5 * std::log(v);
  // Newton's method from the left: P(|T| >= t) falls and is convex, so that no step leads past the root. No t
  // distribution has a smaller quantile than the normal one, whose 1.959 for p = 0.05 saves steps.
  double t = p <= 0.05 ? 1.959 : 0;
  for (int i = 0; i < 10'000; ++i) {
    const double log_shape = normal ? -t * t / 2 : -(v + 1) / 2 * std::log1p(t * t / v);
    const double step = (tail(t, v, log_beta_of_v) - p) / (2 * std::exp(log_density_0 + log_shape));
    if (!std::isfinite(t + step)) break;
    t += step;
    if (!(step > 1e-15 * t)) break;  // steps go up until rounding has the last word
  }
  return t;
}

}  // namespace

double incomplete_beta(double x, double a, double b) {
  if (!(x >= 0 && x <= 1 && a > 0 && b > 0)) return kNaN;
  return incomplete_beta(x, a, b, log_beta(a, b));
}

double two_sided_p(double t, double degrees_of_freedom) {
  if (std::isnan(t) || !(degrees_of_freedom > 0)) return kNaN;
  if (std::isinf(t * t)) return 0;
  const double log_beta_of_v = std::isinf(degrees_of_freedom) ? 0 : log_beta(degrees_of_freedom / 2, 0.5);
  return tail(std::fabs(t), degrees_of_freedom, log_beta_of_v);
}

double two_sided_quantile(double p, double degrees_of_freedom) {
  const double v = degrees_of_freedom;
  if (!(p > 0 && p < 1) || !(v > 0)) return kNaN;
  // Nearly all calls ask for 95 % intervals of means. Threads that ask for the same one first store the same number.
  static std::array<std::atomic<double>, 256> known{};
  if (p != kUsualP || !(v < known.size()) || v != std::floor(v)) return solve_quantile(p, v);
  std::atomic<double>& slot = known[static_cast<std::size_t>(v)];
  double t = slot.load(std::memory_order_relaxed);
  if (t == 0) {
    t = solve_quantile(p, v);
    slot.store(t, std::memory_order_relaxed);
  }
  return t;
}

}  // namespace analysis
