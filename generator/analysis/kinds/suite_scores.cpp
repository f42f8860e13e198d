#include "analysis/kinds/suite_scores.h"

#include <algorithm>
#include <cmath>
#include <tuple>
#include <utility>

#include "analysis/statistics/bootstrap.h"

namespace analysis {
namespace {

constexpr double kLevel = 0.95;

using Row = std::vector<std::vector<double>>;  // [task]

double score_of(const Row& row) {
  std::vector<double> all;
  for (const std::vector<double>& cell : row) all.insert(all.end(), cell.begin(), cell.end());
  return interquartile_mean(std::move(all));
}

double chance_of(const Row& row, const Row& reference) {
  double sum = 0;
  for (std::size_t task = 0; task < row.size(); ++task) sum += chance_to_exceed(row[task], reference[task]);
  return sum / static_cast<double>(row.size());
}

bool has_enough_runs(const Row& row) {
  return std::all_of(row.begin(), row.end(), [](const auto& cell) { return cell.size() >= kFewestForBootstrap; });
}

/// Redraws of n runs vary by n − 1 of n parts of what runs do.
double widening_of(const Row& row, const Row& reference) {
  std::size_t fewest = row.front().size();
  for (const Row* one : {&row, &reference}) {
    for (const std::vector<double>& cell : *one) fewest = std::min(fewest, cell.size());
  }
  const auto n = static_cast<double>(fewest);
  return std::sqrt(n / (n - 1));
}

std::pair<double, double> interval_of(const std::vector<double>& sorted, double level) {
  return {quantile_of(sorted, (1 - level) / 2), quantile_of(sorted, (1 + level) / 2)};
}

}  // namespace

SuiteValues normalise_by_task(SuiteValues values) {
  const std::size_t tasks = values.empty() ? 0 : values[0].size();
  std::vector<std::size_t> flat;
  for (std::size_t task = 0; task < tasks; ++task) {
    double worst = HUGE_VAL, best = -HUGE_VAL;
    for (const Row& row : values) {
      for (const double value : row[task]) {
        worst = std::min(worst, value);
        best = std::max(best, value);
      }
    }
    if (!(best > worst)) flat.push_back(task);
    for (Row& row : values) {
      for (double& value : row[task]) value = best > worst ? (value - worst) / (best - worst) : 0;
    }
  }
  for (Row& row : values) {
    for (auto task = flat.rbegin(); task != flat.rend(); ++task)
      row.erase(row.begin() + static_cast<std::ptrdiff_t>(*task));
  }
  return values;
}

std::vector<double> score_rows(const SuiteValues& scores) {
  std::vector<double> result;
  for (const Row& row : scores) result.push_back(score_of(row));
  return result;
}

std::vector<SuiteScore> compare_rows(const SuiteValues& scores, std::size_t reference, double claim_level) {
  const std::size_t rows = scores.size();
  std::vector<std::vector<double>> drawn_scores(rows), drawn_chances(rows);
  Redrawer redrawer(1);
  SuiteValues drawn = scores;
  for (std::size_t round = 0; round < kRedraws; ++round) {
    for (std::size_t row = 0; row < rows; ++row) {
      for (std::size_t task = 0; task < scores[row].size(); ++task)
        redrawer.redraw(scores[row][task], drawn[row][task]);
    }
    for (std::size_t row = 0; row < rows; ++row) {
      drawn_scores[row].push_back(score_of(drawn[row]));
      drawn_chances[row].push_back(row == reference ? 0.5 : chance_of(drawn[row], drawn[reference]));
    }
  }
  std::vector<SuiteScore> result(rows);
  for (std::size_t row = 0; row < rows; ++row) {
    SuiteScore& one = result[row];
    one.score.value = score_of(scores[row]);
    if (row != reference) one.chance.value = chance_of(scores[row], scores[reference]);
    if (!has_enough_runs(scores[row])) continue;
    std::sort(drawn_scores[row].begin(), drawn_scores[row].end());
    std::tie(one.score.low, one.score.high) = interval_of(drawn_scores[row], kLevel);
    if (row == reference || !has_enough_runs(scores[reference])) continue;
    std::sort(drawn_chances[row].begin(), drawn_chances[row].end());
    std::tie(one.chance.low, one.chance.high) = interval_of(drawn_chances[row], kLevel);
    const auto [low, high] = interval_of(drawn_chances[row], claim_level);
    const double widen = widening_of(scores[row], scores[reference]);
    one.told = one.chance.value - widen * (one.chance.value - low) > 0.5 ||
               one.chance.value + widen * (high - one.chance.value) < 0.5;
  }
  return result;
}

}  // namespace analysis
