#include "analysis/statistics/f_distribution.h"

#include <cmath>
#include <limits>

#include "analysis/statistics/student_t.h"

namespace analysis {

double f_upper_p(double f, double numerator_degrees, double denominator_degrees) {
  const bool degrees = numerator_degrees > 0 && denominator_degrees > 0 && std::isfinite(numerator_degrees) &&
                       std::isfinite(denominator_degrees);
  if (!degrees || !(f >= 0)) return std::numeric_limits<double>::quiet_NaN();
  if (std::isinf(f)) return 0;
  const double x = denominator_degrees / (denominator_degrees + numerator_degrees * f);
  return incomplete_beta(x, denominator_degrees / 2, numerator_degrees / 2);
}

}  // namespace analysis
