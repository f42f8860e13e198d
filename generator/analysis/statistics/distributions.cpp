#include "analysis/statistics/distributions.h"

#include <boost/math/distributions/complement.hpp>
#include <boost/math/distributions/fisher_f.hpp>
#include <boost/math/distributions/normal.hpp>
#include <boost/math/distributions/students_t.hpp>
#include <boost/math/policies/policy.hpp>
#include <boost/math/special_functions/gamma.hpp>
#include <cmath>
#include <limits>

namespace analysis {
namespace {

namespace policies = boost::math::policies;

constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();

/// Values instead of exceptions, and no long double, which differs between processors (and is six times slower).
using Quiet =
    policies::policy<policies::domain_error<policies::ignore_error>, policies::pole_error<policies::ignore_error>,
                     policies::overflow_error<policies::ignore_error>,
                     policies::evaluation_error<policies::ignore_error>, policies::promote_double<false>>;
using StudentT = boost::math::students_t_distribution<double, Quiet>;
using FisherF = boost::math::fisher_f_distribution<double, Quiet>;
using Normal = boost::math::normal_distribution<double, Quiet>;

}  // namespace

double two_sided_p(double t, double degrees_of_freedom) {
  if (std::isnan(t) || !(degrees_of_freedom > 0)) return kNaN;
  if (std::isinf(degrees_of_freedom)) return 2 * normal_upper_p(std::fabs(t));
  return 2 * cdf(complement(StudentT(degrees_of_freedom), std::fabs(t)));
}

double two_sided_quantile(double p, double degrees_of_freedom) {
  if (!(p > 0 && p < 1) || !(degrees_of_freedom > 0)) return kNaN;
  return quantile(complement(StudentT(degrees_of_freedom), p / 2));
}

double f_upper_p(double f, double numerator_degrees, double denominator_degrees) {
  const bool degrees = numerator_degrees > 0 && denominator_degrees > 0 && std::isfinite(numerator_degrees) &&
                       std::isfinite(denominator_degrees);
  if (!degrees || !(f >= 0)) return kNaN;
  if (std::isinf(f)) return 0;
  return cdf(complement(FisherF(numerator_degrees, denominator_degrees), f));
}

double normal_quantile(double p) {
  if (!(p >= 0 && p <= 1)) return kNaN;
  return quantile(Normal(), p);
}

double normal_upper_p(double z) {
  return std::erfc(z / std::sqrt(2.0)) / 2;
}

double log_gamma(double x) {
  return x > 0 ? boost::math::lgamma(x, Quiet()) : kNaN;
}

}  // namespace analysis
