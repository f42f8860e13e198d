#include "analysis/statistics/normal_maximum.h"

#include <cmath>
#include <numbers>

namespace analysis {

double expected_normal_maximum(std::size_t n) {
  if (n < 2) return 0;
  constexpr double kStep = 0.02, kReach = 10;  // the rule errs by less than rounding on so smooth a function
  constexpr int kSteps = static_cast<int>(kReach / kStep + 0.5);
  const auto draws = static_cast<double>(n);
  double sum = 0;
  for (int i = -kSteps; i <= kSteps; ++i) {
    const double x = i * kStep;
    const double density = std::exp(-x * x / 2) / std::sqrt(2 * std::numbers::pi);
    const double above = 0.5 * std::erfc(x / std::numbers::sqrt2);  // exact where it is small, unlike 1 − Φ
    sum += x * density * std::exp((draws - 1) * std::log1p(-above));
  }
  return draws * sum * kStep;
}

ExpectedRecords expected_records(std::size_t n) {
  ExpectedRecords records;
  double variance = 0;
  for (std::size_t k = 2; k <= n + 1; ++k) {
    const double chance = 1 / static_cast<double>(k);
    records.mean += chance;
    variance += chance - chance * chance;
  }
  records.sd = std::sqrt(variance);
  return records;
}

}  // namespace analysis
