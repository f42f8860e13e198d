#include "analysis/comparison/best_configs.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <tuple>

#include "analysis/comparison/comparison.h"
#include "analysis/metrics/ranked_experiments.h"
#include "analysis/statistics/distributions.h"
#include "model/findings/best.h"
#include "model/findings/experiment.h"
#include "model/findings/findings.h"
#include "model/findings/metric_info.h"
#include "model/findings/project.h"
#include "model/index.h"
#include "vocabulary/metric_names.h"

namespace analysis {
namespace {

/// Smaller is better in all.
struct RankedCandidate {
  model::Index experiment = 0;
  double cost = 0;       // of the purpose
  double objective = 0;  // negated where larger is better
  double loss = 0;       // against the best; see likely_loss
  std::uint32_t n = 0;
};

bool is_better(const RankedCandidate& a, const RankedCandidate& b) {
  const auto key = [](const RankedCandidate& c) {
    return std::tuple(c.cost, c.objective, -static_cast<double>(c.n), c.experiment);
  };
  return key(a) < key(b);
}

/// Those that the objective can rank, with it as their cost.
std::vector<RankedCandidate> ranked_candidates(const model::Project& project,
                                               std::span<const model::Experiment> experiments) {
  std::vector<RankedCandidate> candidates;
  for (const RankedExperiment& one : find_ranked(project, experiments)) {
    candidates.push_back({one.experiment, one.loss, one.loss, 0, one.objective->n});
  }
  return candidates;
}

struct CostPurpose {
  model::Purpose purpose;
  model::Role role;
};
constexpr CostPurpose kCostPurposes[] = {
    {model::Purpose::speed, model::Role::training_time},
    {model::Purpose::memory, model::Role::memory},
    {model::Purpose::inference, model::Role::inference_time},
};

std::optional<model::Index> find_role(const model::Project& project, model::Role role) {
  for (model::Index i = 0; i < project.metrics.size(); ++i) {
    if (project.metrics[i].role == role) return i;
  }
  return std::nullopt;
}

/// What `one` loses against the best, at most with a chance of kWithinChance, as far as the noise is known; where it is
/// not, what the means say. Never below 0.
double likely_loss(const model::Project& project, const model::Experiment& best, const model::Experiment& one) {
  const model::Difference difference = compare_objective(project, best, one);
  const bool minimize = project.metrics[*project.objective].direction == model::Direction::minimize;
  const double loss = minimize ? difference.estimate : -difference.estimate;
  const double above =
      difference.standard_error > 0
          ? two_sided_quantile(2 * (1 - kWithinChance), difference.degrees_of_freedom) * difference.standard_error
          : 0;
  return std::max(0.0, loss + above);
}

double range_of(const std::vector<RankedCandidate>& ranked) {
  const auto [least, most] =
      std::minmax_element(ranked.begin(), ranked.end(),
                          [](const RankedCandidate& a, const RankedCandidate& b) { return a.objective < b.objective; });
  return most->objective - least->objective;
}

/// Whether a share of the best says nothing: where 0 is any value, as of rewards, or one that was passed.
bool has_no_zero(const model::Project& project, const std::vector<RankedCandidate>& ranked) {
  const model::MetricInfo& objective = project.metrics[*project.objective];
  if (vocabulary::describe_metric(objective.name).objective == vocabulary::ObjectiveClass::reward) return true;
  const double sign = objective.direction == model::Direction::minimize ? 1 : -1;
  return std::any_of(ranked.begin(), ranked.end(),
                     [&](const RankedCandidate& one) { return sign * one.objective < 0; });
}

/// Those whose mean of `metric` is known and can be compared with the best's, in the order of preference.
std::vector<RankedCandidate> by_cost(const model::Project& project, std::span<const model::Experiment> experiments,
                                     const std::vector<RankedCandidate>& ranked, const RankedCandidate& best,
                                     model::Index metric, const HardwareInventory& hardware) {
  std::vector<RankedCandidate> candidates;
  for (RankedCandidate candidate : ranked) {
    const model::Experiment& experiment = experiments[candidate.experiment];
    const model::MetricEstimate* cost = experiment.find(metric);
    if (!cost || !std::isfinite(cost->at_best.mean)) continue;
    if (!on_same_machine(experiment, experiments[best.experiment], hardware)) continue;
    candidate.cost = cost->at_best.mean;
    const bool is_best = candidate.experiment == best.experiment;
    candidate.loss = is_best ? 0 : likely_loss(project, experiments[best.experiment], experiment);
    candidates.push_back(candidate);
  }
  std::sort(candidates.begin(), candidates.end(), is_better);
  return candidates;
}

/// Of candidates in the order of preference, those that no other one is as good as for less, and their equals.
std::vector<RankedCandidate> choosable(const std::vector<RankedCandidate>& candidates) {
  std::vector<RankedCandidate> result;
  if (candidates.size() < 2) return result;
  const RankedCandidate* last = nullptr;
  for (const RankedCandidate& one : candidates) {
    const bool equal = last != nullptr && one.cost == last->cost && one.loss == last->loss;
    if (last != nullptr && !equal && one.loss >= last->loss) continue;
    result.push_back(one);
    last = &one;
  }
  return result;
}

bool machines_differ(std::span<const model::Experiment> experiments, const std::vector<RankedCandidate>& ranked,
                     const HardwareInventory& hardware, model::Index best) {
  return std::any_of(ranked.begin(), ranked.end(), [&](const RankedCandidate& candidate) {
    return !on_same_machine(experiments[candidate.experiment], experiments[best], hardware);
  });
}

}  // namespace

std::vector<model::BestConfiguration> find_best(const model::Project& project,
                                                std::span<const model::Experiment> experiments,
                                                const HardwareInventory& hardware, double tolerance) {
  std::vector<model::BestConfiguration> result;
  if (!project.objective || project.metrics[*project.objective].direction == model::Direction::unknown) return result;
  const std::vector<RankedCandidate> ranked = ranked_candidates(project, experiments);
  if (ranked.empty()) return result;
  const RankedCandidate best = *std::min_element(ranked.begin(), ranked.end(), is_better);
  result.push_back({.purpose = model::Purpose::accuracy,
                    .experiment = best.experiment,
                    .left_out = experiments.size() - ranked.size()});
  const bool other_machines = machines_differ(experiments, ranked, hardware, best.experiment);
  const bool of_range = has_no_zero(project, ranked);
  const double allowed = tolerance * (of_range ? range_of(ranked) : std::fabs(best.objective));
  for (const CostPurpose& about : kCostPurposes) {
    const auto metric = find_role(project, about.role);
    if (!metric) continue;
    const std::vector<RankedCandidate> candidates = by_cost(project, experiments, ranked, best, *metric, hardware);
    const auto chosen = std::find_if(candidates.begin(), candidates.end(),
                                     [&](const RankedCandidate& one) { return one.loss <= allowed; });
    if (chosen == candidates.end()) continue;
    result.push_back({.purpose = about.purpose,
                      .experiment = chosen->experiment,
                      .same_hardware = other_machines,
                      .tolerance = tolerance,
                      .of_range = of_range,
                      .allowed = allowed,
                      .cost = metric});
    for (const RankedCandidate& one : choosable(candidates)) {
      result.back().candidates.push_back(one.experiment);
      result.back().losses.push_back(one.loss);
    }
  }
  return result;
}

}  // namespace analysis
