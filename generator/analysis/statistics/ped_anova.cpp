#include "analysis/statistics/ped_anova.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <random>
#include <utility>

namespace analysis {
namespace {

constexpr std::size_t kCells = 50;
constexpr double kPriorWeight = 1;
constexpr std::uint64_t kPermutationSeed = 20231;             // the same numbers in each build
constexpr std::size_t kMostAsLarge = kPermutations / 20 - 1;  // (1 + 9)/(1 + 200) is just below 0.05
constexpr double kSameExplained = 1e-9;                       // of what differs by rounding alone
constexpr double kLeastWidth = 0.5 / 1.64;                    // nine tenths of such a kernel stay in their own cell

double normal_below(double z) {
  return 0.5 * std::erfc(-z / std::sqrt(2.0));
}

/// Normal kernels that are cut at the edges of the outer cells. Edges lie half-way between cells, so that what is below
/// them is the same for all kernels of one width in the middle of a cell: a table of it, twice as long as the cells.
class KernelTable {
 public:
  KernelTable(std::size_t cells, double width) : cells_(cells) {
    const auto count = static_cast<double>(cells);
    for (std::size_t i = 0; i < 2 * cells; ++i) {
      below_.push_back(normal_below((static_cast<double>(i) + 0.5 - count) / width));
    }
  }

  /// Adds `weight` of the kernel in the middle of cell `middle` to `density`.
  void add(std::vector<double>& density, std::size_t middle, double weight) const {
    const auto below = [&](std::size_t edge) { return below_[edge + cells_ - middle - 1]; };  // left edge of a cell
    const double inside = below(cells_) - below(0);
    for (std::size_t cell = 0; cell < cells_; ++cell) {
      density[cell] += weight * (below(cell + 1) - below(cell)) / inside;
    }
  }

 private:
  std::size_t cells_;
  std::vector<double> below_;
};

/// One kernel as wide as all cells, in the middle of them.
void add_prior_kernel(std::vector<double>& density, double weight) {
  const double cells = static_cast<double>(density.size());
  const auto below = [&](double edge) { return normal_below((edge - (cells - 1) / 2) / cells); };
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
    const KernelTable kernels(counts.size(), kernel_width(counts, n));
    for (std::size_t i = 0; i < counts.size(); ++i) {
      if (counts[i] > 0) kernels.add(density, i, counts[i]);
    }
    add_prior_kernel(density, kPriorWeight);
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

/// The values of a parameter in their cells, those of the best experiments first.
struct CellPoints {
  bool categorical = false;
  std::vector<std::size_t> cell_of;  ///< of each experiment that sets it, by loss
  std::size_t best = 0;              ///< how many of them are the best
  std::vector<double> density;       ///< of all of them; empty: nothing can be explained
};

std::vector<double> density_of_first(const CellPoints& points, std::size_t count, std::size_t cells) {
  std::vector<double> counts(cells, 0);
  for (std::size_t i = 0; i < count; ++i) counts[points.cell_of[i]] += 1;
  return density_of(counts, points.categorical);
}

CellPoints cell_points(const PedAnovaParameter& parameter, std::span<const double> losses) {
  CellPoints result;
  result.categorical = parameter.categorical;
  const std::vector<RatedPoint> points = points_of(parameter, losses);
  double low = std::numeric_limits<double>::infinity(), high = -low;
  for (const RatedPoint& point : points) {
    low = std::min(low, point.value);
    high = std::max(high, point.value);
  }
  if (!(low < high) || !std::isfinite(high - low)) return result;
  for (const RatedPoint& point : points) {
    const double place = (point.value - low) / (high - low) * static_cast<double>(kCells - 1);
    const double cell = parameter.categorical ? point.value : std::max(0.0, std::ceil(place - 0.5 - 1e-9));
    result.cell_of.push_back(static_cast<std::size_t>(cell));
  }
  result.best = count_best(points);
  const std::size_t cells = parameter.categorical ? static_cast<std::size_t>(high) + 1 : kCells;
  result.density = density_of_first(result, points.size(), cells);
  return result;
}

/// V of the parameter if the first `best` of its points are the best ones. REQUIRES: a density.
double explained_by_first(const CellPoints& points) {
  const std::vector<double>& p = points.density;
  const std::vector<double> q = density_of_first(points, points.best, p.size());
  double sum = 0;
  for (std::size_t cell = 0; cell < p.size(); ++cell) sum += (q[cell] - p[cell]) * (q[cell] - p[cell]) / p[cell];
  return sum;
}

/// Puts as many points as are the best to the front, drawn without replacement.
void draw_best(CellPoints& points, std::mt19937_64& random) {
  for (std::size_t i = 0; i < points.best; ++i) {
    const std::size_t other = i + static_cast<std::size_t>(random() % (points.cell_of.size() - i));
    std::swap(points.cell_of[i], points.cell_of[other]);
  }
}

}  // namespace

std::size_t count_of_best(std::size_t experiments) {
  const double share = std::ceil(kBestShare * static_cast<double>(experiments) - 1e-9);
  return std::min(experiments, std::max(kLeastBest, static_cast<std::size_t>(share)));
}

double explained_variance(const PedAnovaParameter& parameter, std::span<const double> losses) {
  const CellPoints points = cell_points(parameter, losses);
  return points.density.empty() ? 0 : explained_by_first(points);
}

std::optional<double> times_chance(const PedAnovaParameter& parameter, std::span<const double> losses) {
  CellPoints points = cell_points(parameter, losses);
  if (points.density.empty()) return std::nullopt;
  const double seen = explained_by_first(points);
  std::mt19937_64 random(kPermutationSeed);
  std::vector<double> by_chance;
  std::size_t as_large = 0;
  while (by_chance.size() < kPermutations) {
    draw_best(points, random);
    by_chance.push_back(explained_by_first(points));
    as_large += by_chance.back() >= seen * (1 - kSameExplained);
    if (as_large > kMostAsLarge) return std::nullopt;
  }
  const auto line = by_chance.end() - static_cast<std::ptrdiff_t>(kMostAsLarge + 1);
  std::nth_element(by_chance.begin(), line, by_chance.end());
  return seen / *line;
}

}  // namespace analysis
