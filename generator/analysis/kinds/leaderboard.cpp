#include "analysis/kinds/leaderboard.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <set>
#include <utility>

#include "analysis/metrics/ranked_experiments.h"
#include "model/findings/experiment.h"
#include "model/findings/metric_info.h"
#include "model/findings/project.h"
#include "model/index.h"
#include "vocabulary/benchmarks/cost_names.h"
#include "vocabulary/metric_names.h"

namespace analysis {
namespace {

using model::Experiment;
using vocabulary::Cost;

constexpr int kMostDecimals = 8;
constexpr std::uint64_t kMostExamples = 1000000;
constexpr std::size_t kFewestValues = 5;
constexpr double kByChance = 1e-6, kMostly = 0.5;

/// 1, 2, 3 or 5 times a power of ten: the largest up to `value`, or the smallest from it on.
double round_number(double value, bool up) {
  const double power = std::pow(10, std::floor(std::log10(value)));
  double below = power;
  for (const double step : {1.0, 2.0, 3.0, 5.0, 10.0}) {
    if (up && step * power >= value) return step * power;
    if (step * power <= value) below = step * power;
  }
  return below;
}

double cost_of_row(const Experiment& experiment, model::Index metric) {
  const model::MetricEstimate* found = experiment.find(metric);
  return found != nullptr ? found->last.mean : model::kMissing;
}

struct CostMetric {
  model::Index metric = 0;
  std::vector<double> values;  ///< finite and above 0, sorted
};

std::optional<CostMetric> most_known(const model::Project& project, std::span<const Experiment> experiments,
                                     const std::vector<model::Index>& ranked, Cost cost) {
  std::optional<CostMetric> most;
  for (model::Index metric = 0; metric < project.metrics.size(); ++metric) {
    if (metric == project.objective || vocabulary::cost_of(project.metrics[metric].name) != cost) continue;
    CostMetric one{.metric = metric};
    for (const model::Index index : ranked) {
      const double value = cost_of_row(experiments[index], metric);
      if (std::isfinite(value) && value > 0) one.values.push_back(value);
    }
    if (!most || one.values.size() > most->values.size()) most = std::move(one);
  }
  if (!most || static_cast<double>(most->values.size()) < kMostly * static_cast<double>(ranked.size()) ||
      most->values.empty())
    return std::nullopt;
  std::sort(most->values.begin(), most->values.end());
  return most;
}

std::optional<model::CheapLeader> cheap_leader(const model::Project& project, std::span<const Experiment> experiments,
                                               const std::vector<model::Index>& ranked, Cost cost) {
  const std::optional<CostMetric> known = most_known(project, experiments, ranked, cost);
  if (!known) return std::nullopt;
  model::CheapLeader leader{.metric = known->metric, .at_least = cost == Cost::throughput};
  leader.limit = round_number(known->values[known->values.size() / 2], leader.at_least);
  std::optional<model::Index> best;
  for (const model::Index index : ranked) {
    const double value = cost_of_row(experiments[index], known->metric);
    if (!(leader.at_least ? value >= leader.limit : value <= leader.limit)) continue;
    if (!best) best = index;
    ++leader.within;
  }
  if (!best || *best == ranked.front() || leader.within < kFewestCheap) return std::nullopt;
  leader.experiment = *best;
  return leader;
}

bool counts_examples(const model::MetricInfo& objective) {
  const bool share = objective.kind == model::ValueKind::fraction || objective.kind == model::ValueKind::percent;
  return share && vocabulary::describe_metric(objective.name).measure.find("accuracy") != std::string::npos;
}

void find_too_close(const model::Project& project, std::span<const Experiment> experiments, model::Leaderboard& board) {
  const model::MetricInfo& objective = project.metrics[*project.objective];
  if (!counts_examples(objective)) return;
  std::vector<double> shares;
  for (const model::Index index : board.ranked) {
    const model::Estimate& value = experiments[index].find(*project.objective)->at_best;
    if (value.n != 1) return;  // a mean over runs is no count
    shares.push_back(objective.kind == model::ValueKind::percent ? value.mean / 100 : value.mean);
  }
  board.examples = infer_examples(shares);
  if (!board.examples) return;
  const auto is_close = [&](double share) {
    return std::fabs(shares.front() - share) < error_of_examples(shares.front(), share, *board.examples);
  };
  while (board.too_close < shares.size() && (board.too_close == 0 || is_close(shares[board.too_close])))
    ++board.too_close;
  board.examples_error = error_of_examples(shares.front(), shares.front(), *board.examples);
}

/// Whether `value` is a multiple of 1/examples, to half a unit of its last decimal.
bool is_multiple(double value, double examples, double rounding) {
  const double count = value * examples;
  return std::fabs(count - std::round(count)) <= rounding * examples + 1e-9 * std::max(1.0, count);
}

/// Nothing: more than kMostDecimals.
std::optional<int> decimals_of(const std::set<double>& values) {
  for (int decimals = 0; decimals <= kMostDecimals; ++decimals) {
    const double unit = std::pow(10, decimals);
    if (std::all_of(values.begin(), values.end(),
                    [&](double value) { return std::fabs(value * unit - std::round(value * unit)) <= 1e-7; }))
      return decimals;
  }
  return std::nullopt;
}

}  // namespace

model::Leaderboard find_leaderboard(const model::Project& project, std::span<const Experiment> experiments,
                                    std::vector<std::string> named_by) {
  model::Leaderboard board{.named_by = std::move(named_by)};
  if (!project.objective || project.metrics[*project.objective].direction == model::Direction::unknown) return board;
  std::vector<RankedExperiment> ranked = find_measured(project, experiments);
  std::stable_sort(ranked.begin(), ranked.end(),
                   [](const RankedExperiment& a, const RankedExperiment& b) { return a.loss < b.loss; });
  for (std::size_t i = 0; i < ranked.size(); ++i) {
    board.ranked.push_back(ranked[i].experiment);
    const bool tie = i > 0 && ranked[i].loss == ranked[i - 1].loss;
    board.ranks.push_back(tie ? board.ranks.back() : static_cast<std::uint32_t>(i + 1));
  }
  if (board.ranked.empty()) return board;
  find_too_close(project, experiments, board);
  for (const Cost cost : {Cost::size, Cost::throughput, Cost::time}) {
    if (auto leader = cheap_leader(project, experiments, board.ranked, cost)) board.cheap.push_back(*leader);
  }
  return board;
}

std::optional<std::uint64_t> infer_examples(std::span<const double> accuracies) {
  const std::set<double> distinct(accuracies.begin(), accuracies.end());
  if (distinct.size() < kFewestValues || *distinct.begin() < 0 || *distinct.rbegin() > 1) return std::nullopt;
  const std::optional<int> decimals = decimals_of(distinct);
  const double rounding = decimals ? 0.5 * std::pow(10, -*decimals) : 1e-9;
  for (std::uint64_t examples = 2; examples <= kMostExamples; ++examples) {
    const auto n = static_cast<double>(examples);
    // The share of numbers that fit, for each value, and how many N were tried.
    if (n * std::pow(std::min(1.0, 2 * rounding * n), static_cast<double>(distinct.size())) > kByChance)
      return std::nullopt;
    if (std::all_of(distinct.begin(), distinct.end(), [&](double value) { return is_multiple(value, n, rounding); }))
      return examples;
  }
  return std::nullopt;
}

double error_of_examples(double p, double q, std::uint64_t examples) {
  return 1.959963984540054 * std::sqrt((p * (1 - p) + q * (1 - q)) / static_cast<double>(examples));
}

}  // namespace analysis
