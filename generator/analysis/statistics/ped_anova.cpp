#include "analysis/statistics/ped_anova.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>

namespace analysis {
namespace {

constexpr std::size_t kCells = 50;
constexpr double kPriorWeight = 1;
constexpr double kLeastWidth = 0.5 / 1.64;  // nine tenths of such a kernel stay in their own cell

double normal_below(double z) {
  return 0.5 * std::erfc(-z / std::sqrt(2.0));
}

/// Adds a normal kernel that is cut at the edges of the outer cells.
void add_kernel(std::vector<double>& density, double middle, double width, double weight) {
  const auto below = [&](double edge) { return normal_below((edge - middle) / width); };
  const double cells = static_cast<double>(density.size());
  const double inside = below(cells - 0.5) - below(-0.5);
  double left = below(-0.5);
  for (std::size_t cell = 0; cell < density.size(); ++cell) {
    const double right = below(static_cast<double>(cell) + 0.5);
    density[cell] += weight * (right - left) / inside;
    left = right;
  }
}

/// First cell at which more than `before` values have passed.
std::size_t cell_after(const std::vector<double>& counts, double before) {
  double passed = 0;
  for (std::size_t cell = 0; cell < counts.size(); ++cell) {
    passed += counts[cell];
    if (passed > before) return cell;
  }
  return counts.size() - 1;
}

double kernel_width(const std::vector<double>& counts, double n) {
  double mean = 0, squares = 0;
  for (std::size_t cell = 0; cell < counts.size(); ++cell) mean += static_cast<double>(cell) * counts[cell] / n;
  for (std::size_t cell = 0; cell < counts.size(); ++cell) {
    const double distance = static_cast<double>(cell) - mean;
    squares += distance * distance * counts[cell];
  }
  const double deviation = std::sqrt(squares / std::max(1.0, n - 1));
  const std::size_t low = cell_after(counts, std::max(0.0, std::floor(n / 4) - 1));
  const std::size_t high = cell_after(counts, std::floor(n * 3 / 4));
  const double spread = std::min(deviation, static_cast<double>(high - low) / 1.34);
  return std::max(1.059 * spread * std::pow(n, -0.2), kLeastWidth);
}

/// Shares of the cells or categories, with the prior.
std::vector<double> density_of(const std::vector<double>& counts, bool categorical) {
  const double cells = static_cast<double>(counts.size());
  double n = 0;
  for (const double count : counts) n += count;
  std::vector<double> density(counts.size(), 0);
  if (categorical) {
    for (std::size_t i = 0; i < counts.size(); ++i) density[i] = counts[i] + kPriorWeight / cells;
  } else {
    const double width = kernel_width(counts, n);
    for (std::size_t i = 0; i < counts.size(); ++i) {
      if (counts[i] > 0) add_kernel(density, static_cast<double>(i), width, counts[i]);
    }
    add_kernel(density, (cells - 1) / 2, cells, kPriorWeight);
  }
  for (double& share : density) share /= n + kPriorWeight;
  return density;
}

struct RatedPoint {
  double value, loss;
};

std::vector<RatedPoint> points_of(const PedAnovaParameter& parameter, std::span<const double> losses) {
  std::vector<RatedPoint> points;
  for (std::size_t i = 0; i < losses.size() && i < parameter.values.size(); ++i) {
    if (std::isfinite(parameter.values[i])) points.push_back({parameter.values[i], losses[i]});
  }
  std::stable_sort(points.begin(), points.end(),
                   [](const RatedPoint& a, const RatedPoint& b) { return a.loss < b.loss; });
  return points;
}

std::size_t count_best(const std::vector<RatedPoint>& sorted) {
  std::size_t best = count_of_best(sorted.size());
  while (best < sorted.size() && sorted[best].loss == sorted[best - 1].loss) ++best;
  return best;
}

double explained(const PedAnovaParameter& parameter, std::span<const double> losses) {
  const std::vector<RatedPoint> points = points_of(parameter, losses);
  double low = std::numeric_limits<double>::infinity(), high = -low;
  for (const RatedPoint& point : points) {
    low = std::min(low, point.value);
    high = std::max(high, point.value);
  }
  if (!(low < high) || !std::isfinite(high - low)) return 0;
  const std::size_t cells = parameter.categorical ? static_cast<std::size_t>(high) + 1 : kCells;
  const auto cell_of = [&](double value) {
    if (parameter.categorical) return static_cast<std::size_t>(value);
    const double place = (value - low) / (high - low) * static_cast<double>(kCells - 1);
    return static_cast<std::size_t>(std::max(0.0, std::ceil(place - 0.5 - 1e-9)));
  };
  std::vector<double> all(cells, 0), best(cells, 0);
  const std::size_t best_count = count_best(points);
  for (std::size_t i = 0; i < points.size(); ++i) {
    const std::size_t cell = cell_of(points[i].value);
    all[cell] += 1;
    if (i < best_count) best[cell] += 1;
  }
  const std::vector<double> p = density_of(all, parameter.categorical);
  const std::vector<double> q = density_of(best, parameter.categorical);
  double sum = 0;
  for (std::size_t cell = 0; cell < cells; ++cell) sum += (q[cell] - p[cell]) * (q[cell] - p[cell]) / p[cell];
  return sum;
}

}  // namespace

std::size_t count_of_best(std::size_t experiments) {
  const double share = std::ceil(kBestShare * static_cast<double>(experiments) - 1e-9);
  return std::min(experiments, std::max(kLeastBest, static_cast<std::size_t>(share)));
}

std::optional<std::vector<double>> ped_anova(std::span<const PedAnovaParameter> parameters,
                                             std::span<const double> losses) {
  if (losses.size() < kPedAnovaExperiments) return std::nullopt;
  const auto [lowest, highest] = std::minmax_element(losses.begin(), losses.end());
  if (*lowest == *highest) return std::nullopt;
  std::vector<double> shares;
  double sum = 0;
  for (const PedAnovaParameter& parameter : parameters) {
    shares.push_back(explained(parameter, losses));
    sum += shares.back();
  }
  if (!(sum > 0) || !std::isfinite(sum)) return std::nullopt;
  for (double& share : shares) share /= sum;
  return shares;
}

}  // namespace analysis
