#include "analysis/comparison/best_configs.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <tuple>

#include "analysis/comparison/comparison.h"
#include "analysis/metrics/ranked_experiments.h"
#include "base/text/number_text.h"
#include "model/findings/best.h"
#include "model/findings/experiment.h"
#include "model/findings/findings.h"
#include "model/findings/metric_info.h"
#include "model/findings/project.h"
#include "model/index.h"

namespace analysis {
namespace {

/// Smaller is better in both.
struct RankedCandidate {
  model::Index experiment = 0;
  double cost = 0;       // of the purpose
  double objective = 0;  // negated where larger is better
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
    candidates.push_back({one.experiment, one.loss, one.loss, one.objective->n});
  }
  return candidates;
}

struct CostPurpose {
  model::Purpose purpose;
  model::Role role;
  const char* what;
};
constexpr CostPurpose kCostPurposes[] = {
    {model::Purpose::speed, model::Role::training_time, "Shortest mean training time"},
    {model::Purpose::memory, model::Role::memory, "Least mean memory"},
    {model::Purpose::inference, model::Role::inference_time, "Shortest mean inference time"},
};

std::optional<model::Index> find_role(const model::Project& project, model::Role role) {
  for (model::Index i = 0; i < project.metrics.size(); ++i) {
    if (project.metrics[i].role == role) return i;
  }
  return std::nullopt;
}

std::string percent_text(double tolerance) {
  const std::string text = base::fixed_text(tolerance * 100, 2);
  std::size_t end = text.find_last_not_of('0') + 1;
  if (text[end - 1] == '.') --end;
  return text.substr(0, end) + " %";
}

/// Those whose mean of `metric` is known and can be compared with the best's, in the order of preference.
std::vector<RankedCandidate> by_cost(std::span<const model::Experiment> experiments,
                                     const std::vector<RankedCandidate>& ranked, const RankedCandidate& best,
                                     model::Index metric, const HardwareInventory& hardware) {
  std::vector<RankedCandidate> candidates;
  for (RankedCandidate candidate : ranked) {
    const model::Experiment& experiment = experiments[candidate.experiment];
    const model::MetricEstimate* cost = experiment.find(metric);
    if (!cost || !std::isfinite(cost->at_best.mean)) continue;
    if (!on_same_machine(experiment, experiments[best.experiment], hardware)) continue;
    candidate.cost = cost->at_best.mean;
    candidates.push_back(candidate);
  }
  std::sort(candidates.begin(), candidates.end(), is_better);
  return candidates;
}

/// Of candidates in the order of preference, those that no other one is as good as for less, and their equals.
std::vector<model::Index> choosable(const std::vector<RankedCandidate>& candidates) {
  std::vector<model::Index> result;
  if (candidates.size() < 2) return result;
  const RankedCandidate* last = nullptr;
  for (const RankedCandidate& one : candidates) {
    const bool equal = last != nullptr && one.cost == last->cost && one.objective == last->objective;
    if (last != nullptr && !equal && one.objective >= last->objective) continue;
    result.push_back(one.experiment);
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
  if (!project.objective) return result;
  const std::vector<RankedCandidate> ranked = ranked_candidates(project, experiments);
  if (ranked.empty()) return result;
  const RankedCandidate best = *std::min_element(ranked.begin(), ranked.end(), is_better);
  const model::MetricInfo& objective = project.metrics[*project.objective];
  const char* extreme = objective.direction == model::Direction::minimize ? "Lowest" : "Highest";
  std::string rule = std::string(extreme) + " mean of " + objective.label;
  if (ranked.size() < experiments.size()) {
    rule += "; " + std::to_string(experiments.size() - ranked.size()) + " of " + std::to_string(experiments.size()) +
            " experiments are left out, since they " +
            (project.ranked_on.empty() ? "failed or have no finite mean"
                                       : "failed, have no finite mean or were measured on something else");
  }
  result.push_back({.purpose = model::Purpose::accuracy, .experiment = best.experiment, .rule = rule + "."});
  const bool other_machines = machines_differ(experiments, ranked, hardware, best.experiment);
  const double allowed = best.objective + std::fabs(best.objective) * tolerance;
  for (const CostPurpose& about : kCostPurposes) {
    const auto metric = find_role(project, about.role);
    if (!metric) continue;
    const std::vector<RankedCandidate> candidates = by_cost(experiments, ranked, best, *metric, hardware);
    const auto chosen = std::find_if(candidates.begin(), candidates.end(),
                                     [&](const RankedCandidate& one) { return one.objective <= allowed; });
    if (chosen == candidates.end()) continue;
    std::string text = std::string(about.what) + " among experiments whose mean of " + objective.label + " is within " +
                       percent_text(tolerance) + " of the best";
    if (other_machines) text += ", on the same hardware as the best";
    result.push_back({.purpose = about.purpose,
                      .experiment = chosen->experiment,
                      .rule = text + ".",
                      .tolerance = tolerance,
                      .cost = metric,
                      .candidates = choosable(candidates)});
  }
  return result;
}

}  // namespace analysis
