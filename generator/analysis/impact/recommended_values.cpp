#include "analysis/impact/recommended_values.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <optional>
#include <set>
#include <tuple>
#include <utility>
#include <vector>

#include "analysis/impact/impacts.h"
#include "analysis/statistics/ped_anova.h"
#include "model/findings/comparison.h"
#include "model/findings/experiment.h"
#include "model/findings/impact.h"
#include "model/findings/metric_info.h"
#include "model/findings/project.h"
#include "model/index.h"

namespace analysis {
namespace {

class Adviser {
 public:
  Adviser(const model::Project& project, std::span<const model::Experiment> experiments, model::ParameterImpact& impact)
      : project_(project),
        experiments_(experiments),
        impact_(impact),
        sign_(project.metrics[*project.objective].direction == model::Direction::minimize ? -1.0 : 1.0) {
    for (const model::ControlledPair& pair : impact.pairs) {
      paired_.insert(pair.before);
      paired_.insert(pair.after);
    }
  }

  void by_pairs() {
    const std::optional<model::Index> best = best_by_pairs();
    if (!best) return;
    impact_.recommendation = model::ParameterImpact::Recommendation::by_pairs;
    std::vector<bool> chosen(impact_.values.size(), false);
    chosen[*best] = true;
    impact_.preferred = best;
    const double tolerance = tolerance_of(*best);
    for (const model::ValueEffect& effect : impact_.effects) {
      if (effect.from != *best && effect.to != *best) continue;
      const bool to_other = effect.from == *best;
      // The least that the interval leaves of the other value's gain.
      const bool low_end = to_other == (sign_ > 0);
      const double least = sign_ * (to_other ? 1 : -1) * (low_end ? effect.objective.low : effect.objective.high);
      if (least >= -tolerance) chosen[to_other ? effect.to : effect.from] = true;
    }
    take(chosen);
  }

  void by_best_tenth(std::vector<std::pair<double, model::Index>> losses) {
    std::sort(losses.begin(), losses.end());
    impact_.best_count = count_of_best(losses.size());
    const double last = losses[impact_.best_count - 1].first;
    std::vector<bool> chosen(impact_.values.size(), false);
    for (const auto& [loss, value] : losses) {
      if (loss <= last) chosen[value] = true;
    }
    impact_.recommendation = model::ParameterImpact::Recommendation::best_tenth;
    take(chosen);
  }

  void by_means() {
    const auto repeated = std::count_if(
        impact_.values.begin(), impact_.values.end(),
        [](const model::TestedValue& one) { return std::isfinite(one.objective.mean) && one.objective.n > 1; });
    const auto usable = [&](const model::TestedValue& one) {
      return std::isfinite(one.objective.mean) && (repeated < 2 || one.objective.n > 1);
    };
    const auto set = std::count_if(impact_.values.begin(), impact_.values.end(), [](const model::TestedValue& one) {
      return one.value && std::isfinite(one.objective.mean);
    });
    if (set < 2) return;
    std::optional<model::Index> best;
    for (model::Index i = 0; i < impact_.values.size(); ++i) {
      if (usable(impact_.values[i]) && (!best || goodness(i) > goodness(*best))) best = i;
    }
    if (!best) return;
    std::vector<bool> chosen(impact_.values.size(), false);
    const bool used = impact_.used_by_best && usable(impact_.values[*impact_.used_by_best]);
    impact_.preferred = used ? *impact_.used_by_best : *best;
    chosen[*impact_.preferred] = true;
    impact_.recommendation = model::ParameterImpact::Recommendation::confounded;
    take(chosen);
  }

  /// Losses of finite experiments, with their values; empty unless they look like a search.
  std::vector<std::pair<double, model::Index>> search_losses() const {
    std::vector<std::pair<double, model::Index>> losses;
    if (!impact_.numeric || impact_.pairs_found > kMaxPairs) return losses;
    std::size_t different = 0, paired = 0;
    for (model::Index i = 0; i < impact_.values.size(); ++i) {
      if (!impact_.values[i].value) continue;
      const std::size_t before = losses.size();
      for (const model::Index experiment : impact_.values[i].experiments) {
        const model::MetricEstimate* metric = experiments_[experiment].find(*project_.objective);
        if (!metric || !std::isfinite(metric->at_best.mean)) continue;
        losses.emplace_back(-sign_ * metric->at_best.mean, i);
        if (paired_.contains(experiment)) ++paired;
      }
      if (losses.size() > before) ++different;
    }
    if (losses.size() < kPedAnovaExperiments || different <= kFewSearched || paired * 2 >= losses.size())
      losses.clear();
    return losses;
  }

 private:
  double goodness(model::Index value) const {
    const double mean = impact_.values[value].objective.mean;
    return std::isnan(mean) ? -HUGE_VAL : sign_ * mean;
  }

  double tolerance_of(model::Index value) const {
    if (project_.smallest_effect > 0) return project_.smallest_effect;
    const model::ValueKind kind = project_.metrics[*project_.objective].kind;
    if (kind == model::ValueKind::fraction) return 0.01;
    if (kind == model::ValueKind::percent) return 1;
    return 0.01 * std::fabs(impact_.values[value].objective.mean);
  }

  std::optional<model::Index> best_by_pairs() const {
    struct Standing {
      std::size_t pairs = 0;
      bool beaten = false, clearly_beaten = false, clearly_ahead = false;
    };
    std::vector<Standing> standings(impact_.values.size());
    for (const model::ValueEffect& effect : impact_.effects) {
      const double gain = sign_ * effect.objective.estimate;  // of `to`
      Standing& winner = standings[gain > 0 ? effect.to : effect.from];
      Standing& loser = standings[gain > 0 ? effect.from : effect.to];
      winner.pairs += effect.pairs;
      loser.pairs += effect.pairs;
      winner.clearly_ahead = winner.clearly_ahead || effect.real;
      loser.beaten = loser.beaten || gain != 0;
      loser.clearly_beaten = loser.clearly_beaten || effect.real;
    }
    std::optional<model::Index> best;
    const auto rank = [&](model::Index i) {
      const Standing& one = standings[i];
      return std::tuple(impact_.used_by_best == i, !one.beaten, one.clearly_ahead, one.pairs, goodness(i));
    };
    for (model::Index i = 0; i < impact_.values.size(); ++i) {
      if (standings[i].clearly_beaten || standings[i].pairs == 0) continue;
      if (!best || rank(i) > rank(*best)) best = i;
    }
    return best;
  }

  void take(const std::vector<bool>& chosen) {
    for (model::Index i = 0; i < chosen.size(); ++i) {
      if (chosen[i]) impact_.recommended.push_back(i);
    }
  }

  const model::Project& project_;
  std::span<const model::Experiment> experiments_;
  model::ParameterImpact& impact_;
  const double sign_;
  std::set<model::Index> paired_;  // experiments that have a pair
};

}  // namespace

void recommend(const model::Project& project, std::span<const model::Experiment> experiments, bool one_evaluation,
               model::ParameterImpact& impact) {
  if (!project.objective || project.metrics[*project.objective].direction == model::Direction::unknown) return;
  Adviser adviser(project, experiments, impact);
  if (one_evaluation) {
    if (auto losses = adviser.search_losses(); !losses.empty()) return adviser.by_best_tenth(std::move(losses));
  }
  const bool any_pair = std::any_of(impact.effects.begin(), impact.effects.end(),
                                    [](const model::ValueEffect& effect) { return effect.pairs > 0; });
  if (any_pair) return adviser.by_pairs();
  if (one_evaluation) adviser.by_means();
}

}  // namespace analysis
