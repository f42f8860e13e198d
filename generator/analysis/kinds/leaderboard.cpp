#include "analysis/kinds/leaderboard.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <utility>

#include "analysis/metrics/examples.h"
#include "analysis/metrics/ranked_experiments.h"
#include "model/findings/experiment.h"
#include "model/findings/metric_info.h"
#include "model/findings/project.h"
#include "model/index.h"
#include "vocabulary/benchmarks/cost_names.h"

namespace analysis {
namespace {

using model::Experiment;
using vocabulary::Cost;

constexpr double kMostly = 0.5;

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

std::optional<model::CheapLeader> cheap_leader(const CostMetric& known, std::span<const Experiment> experiments,
                                               const std::vector<model::Index>& ranked, Cost cost) {
  model::CheapLeader leader{.metric = known.metric, .at_least = cost == Cost::throughput};
  leader.limit = round_number(known.values[known.values.size() / 2], leader.at_least);
  std::optional<model::Index> best;
  for (const model::Index index : ranked) {
    const double value = cost_of_row(experiments[index], known.metric);
    if (!(leader.at_least ? value >= leader.limit : value <= leader.limit)) continue;
    if (!best) best = index;
    ++leader.within;
  }
  if (!best || *best == ranked.front() || leader.within < kFewestCheap) return std::nullopt;
  leader.experiment = *best;
  return leader;
}

void find_too_close(const model::Project& project, std::span<const Experiment> experiments, model::Leaderboard& board) {
  if (!project.examples) return;
  const std::uint64_t count = project.examples->count;
  const auto share_of = [&](std::size_t place) {
    return as_share(project, experiments[board.ranked[place]].find(*project.objective)->at_best.mean);
  };
  const double first = share_of(0);
  const auto is_close = [&](double share) { return std::fabs(first - share) < error_of_examples(first, share, count); };
  while (board.too_close < board.ranked.size() && (board.too_close == 0 || is_close(share_of(board.too_close))))
    ++board.too_close;
  board.examples_error = error_of_examples(first, first, count);
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
    const std::optional<CostMetric> known = most_known(project, experiments, board.ranked, cost);
    if (!known) continue;
    board.costs.push_back(known->metric);
    if (auto leader = cheap_leader(*known, experiments, board.ranked, cost)) board.cheap.push_back(*leader);
  }
  return board;
}

}  // namespace analysis
