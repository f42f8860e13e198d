#include "analysis/statistics/bootstrap.h"

#include <algorithm>
#include <cmath>

#include "model/run.h"

namespace analysis {

double interquartile_mean(std::vector<double> values) {
  if (values.empty()) return model::kMissing;
  std::sort(values.begin(), values.end());
  const std::size_t cut = values.size() / 4;
  double sum = 0;
  for (std::size_t i = cut; i < values.size() - cut; ++i) sum += values[i];
  return sum / static_cast<double>(values.size() - 2 * cut);
}

double chance_to_exceed(std::span<const double> these, std::span<const double> others) {
  if (these.empty() || others.empty()) return model::kMissing;
  std::vector<double> sorted(others.begin(), others.end());
  std::sort(sorted.begin(), sorted.end());
  double doubled = 0;  // pairs above, and again those above or equal
  for (const double value : these) {
    const auto [from, to] = std::equal_range(sorted.begin(), sorted.end(), value);
    doubled += static_cast<double>((from - sorted.begin()) + (to - sorted.begin()));
  }
  return doubled / 2 / static_cast<double>(these.size()) / static_cast<double>(others.size());
}

double quantile_of(std::span<const double> sorted, double q) {
  const double place = q * static_cast<double>(sorted.size() - 1);
  const auto below = static_cast<std::size_t>(place);
  if (below + 1 >= sorted.size()) return sorted.back();
  return sorted[below] + (place - std::floor(place)) * (sorted[below + 1] - sorted[below]);
}

void Redrawer::redraw(std::span<const double> values, std::vector<double>& out) {
  out.clear();
  for (std::size_t i = 0; i < values.size(); ++i) out.push_back(values[engine_() % values.size()]);
}

}  // namespace analysis
