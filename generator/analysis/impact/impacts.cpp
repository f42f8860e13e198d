#include "analysis/impact/impacts.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <tuple>
#include <utility>

#include "analysis/comparison/verdicts.h"
#include "analysis/config/evaluation.h"
#include "analysis/impact/controlled_pairs.h"
#include "analysis/impact/importance.h"
#include "analysis/impact/parameter_values.h"
#include "analysis/impact/recommended_values.h"
#include "analysis/statistics/effect_chances.h"
#include "analysis/statistics/estimate.h"
#include "analysis/statistics/multiple_tests.h"
#include "model/findings/best.h"
#include "model/findings/comparison.h"
#include "model/findings/experiment.h"
#include "model/findings/impact.h"
#include "model/findings/kind.h"
#include "model/findings/project.h"
#include "model/index.h"
#include "vocabulary/category.h"

namespace analysis {
namespace {

constexpr std::size_t kLeastParameters = 100;

/// Positions of paths: those that define the evaluation, and those that are looked at.
struct Paths {
  std::vector<model::Index> evaluation, tested;
};

Paths sort_out(const model::Project& project, const ParameterColumns& columns, std::size_t experiments) {
  Paths paths;
  for (model::Index path = 0; path < columns.paths().size(); ++path) {
    const std::string& name = columns.paths()[path];
    if (defines_evaluation(name, project.evaluation_keys)) {
      paths.evaluation.push_back(path);
    } else if (std::find(project.seed_keys.begin(), project.seed_keys.end(), name) == project.seed_keys.end()) {
      paths.tested.push_back(path);
    }
  }
  const std::size_t most = std::max(kLeastParameters, kMaxImpactCells / std::max<std::size_t>(experiments, 1));
  if (paths.tested.size() > most) {
    std::stable_sort(paths.tested.begin(), paths.tested.end(),
                     [&](model::Index a, model::Index b) { return columns.set_in(a) > columns.set_in(b); });
    paths.tested.resize(most);
    std::sort(paths.tested.begin(), paths.tested.end());
  }
  return paths;
}

void describe_axis(model::ParameterImpact& impact) {
  double low = HUGE_VAL, high = -HUGE_VAL;
  impact.numeric = true;
  for (const model::TestedValue& one : impact.values) {
    if (!one.value) continue;
    impact.numeric =
        impact.numeric && one.value->kind == model::ParameterValue::Kind::number && std::isfinite(one.value->number);
    low = std::min(low, one.value->number);
    high = std::max(high, one.value->number);
  }
  impact.log_axis = impact.numeric && low > 0 && high / low > 10;
}

class Finder {
 public:
  Finder(const model::Project& project, std::span<const model::Experiment> experiments,
         const HardwareInventory& hardware, const model::ProjectSettings& settings)
      : project_(project),
        experiments_(experiments),
        settings_(settings),
        context_(make_pair_context(project, experiments, hardware)),
        columns_(experiments) {}

  std::vector<model::ParameterImpact> find() {
    const Paths paths = sort_out(project_, columns_, experiments_.size());
    std::vector<ParameterValues> values;
    for (const model::Index path : paths.tested) {
      std::optional<ParameterValues> one = columns_.values(path);
      if (!one) continue;
      impacts_.push_back(describe(*one));
      one->rest.clear();  // only pairs need it
      one->rest.shrink_to_fit();
      values.push_back(std::move(*one));
    }
    const std::vector<ConfigHash> evaluations = columns_.hash_of(paths.evaluation);
    find_together(values, impacts_);
    // Elsewhere values were chosen by what came before, and being among the best says nothing of them.
    if (project_.kind == model::Kind::search) weigh(losses_of(project_, experiments_, evaluations), values, impacts_);
    adjust_effects();
    const bool one_evaluation = have_one_evaluation(evaluations);
    for (model::ParameterImpact& impact : impacts_) {
      choose_largest_effect(impact);
      find_used_by_best(impact);
      recommend(project_, experiments_, one_evaluation, impact);
    }
    sort();
    return std::move(impacts_);
  }

 private:
  model::ParameterImpact describe(const ParameterValues& values) const {
    model::ParameterImpact impact{.parameter = values.path};
    const auto category = settings_.categories.find(values.path);
    impact.category = category == settings_.categories.end() ? vocabulary::category_of(values.path) : category->second;
    impact.values = tested_values(values);
    describe_axis(impact);
    std::vector<model::ControlledPair> pairs = find_pairs(context_, values);
    impact.pairs_found = pairs.size();
    impact.effects = find_effects(context_, pairs);
    impact.interactions = find_interactions(context_, pairs, values.path);
    impact.pairs = keep_pairs(std::move(pairs), impact.interactions);
    return impact;
  }

  std::vector<model::TestedValue> tested_values(const ParameterValues& values) const {
    std::vector<model::TestedValue> result(values.values.size());
    std::vector<std::vector<double>> objective(result.size()), time(result.size());
    for (model::Index i = 0; i < result.size(); ++i) result[i].value = values.values[i];
    for (model::Index e = 0; e < experiments_.size(); ++e) {
      const std::uint32_t value = values.of_experiment[e];
      if (value == kTakesNoPart) continue;
      result[value].experiments.push_back(e);
      result[value].runs += experiments_[e].runs.size();
      if (context_.objective[e]) objective[value].push_back(context_.objective[e]->mean);
      if (context_.time[e]) time[value].push_back(context_.time[e]->mean);
    }
    for (model::Index i = 0; i < result.size(); ++i) {
      result[i].objective = estimate(objective[i]);
      result[i].time = estimate(time[i]);
    }
    return result;
  }

  bool have_one_evaluation(const std::vector<ConfigHash>& evaluations) const {
    std::optional<ConfigHash> first;
    for (model::Index e = 0; e < experiments_.size(); ++e) {
      if (!context_.objective[e] || experiments_[e].config.parameters.empty()) continue;
      if (!first) first = evaluations[e];
      if (evaluations[e] != *first) return false;
    }
    return true;
  }

  void adjust_effects() {
    std::vector<double> p;
    std::vector<model::Difference> differences;
    for (const model::ParameterImpact& impact : impacts_) {
      for (const model::ValueEffect& effect : impact.effects) {
        p.push_back(effect.objective.p);
        differences.push_back(effect.objective);
      }
    }
    const std::vector<double> adjusted = adjust_p_values(p);
    const std::vector<double> chances = effect_chances(differences, project_.smallest_effect);
    std::size_t next = 0;
    for (model::ParameterImpact& impact : impacts_) {
      for (model::ValueEffect& effect : impact.effects) {
        effect.p_adjusted = adjusted[next];
        effect.chance = chances[next];
        ++next;
        if (effect.log_change) {
          effect.p_adjusted = experiments_[*effect.log_change].versus_parent->p_adjusted;
          effect.chance = experiments_[*effect.log_change].versus_parent->chance;
        }
        if (!has_direction() || !std::isfinite(effect.objective.estimate)) continue;
        effect.verdict = grade(project_, effect.objective, effect.p_adjusted, effect.chance);
        effect.real = model::is_clear(effect.verdict);
      }
    }
  }

  bool has_direction() const {
    return project_.objective && project_.metrics[*project_.objective].direction != model::Direction::unknown;
  }

  void find_used_by_best(model::ParameterImpact& impact) const {
    if (project_.best.empty()) return;
    const model::Index best = project_.best.front().experiment;
    for (model::Index i = 0; i < impact.values.size(); ++i) {
      const std::vector<model::Index>& with = impact.values[i].experiments;
      if (std::binary_search(with.begin(), with.end(), best)) impact.used_by_best = i;
    }
  }

  void choose_largest_effect(model::ParameterImpact& impact) const {
    const auto size = [&](model::Index i) { return std::fabs(impact.effects[i].objective.estimate); };
    for (model::Index i = 0; i < impact.effects.size(); ++i) {
      if (std::isnan(size(i))) continue;
      std::optional<model::Index>& largest = impact.largest_effect;
      const bool real = impact.effects[i].real;
      const bool largest_is_real = largest && impact.effects[*largest].real;
      if (!largest || (real && !largest_is_real) || (real == largest_is_real && size(i) > size(*largest))) largest = i;
    }
  }

  void sort() {
    const auto size = [](const model::ParameterImpact& impact) {
      return impact.largest_effect ? std::fabs(impact.effects[*impact.largest_effect].objective.estimate) : -1.0;
    };
    const auto clear = [&](const model::ParameterImpact& impact) {
      return impact.largest_effect && impact.effects[*impact.largest_effect].real ? size(impact) : -1.0;
    };
    const auto key = [&](const model::ParameterImpact& impact) {
      return std::tuple(-clear(impact), -impact.importance.value_or(-1), -size(impact), impact.parameter);
    };
    std::stable_sort(impacts_.begin(), impacts_.end(),
                     [&](const model::ParameterImpact& a, const model::ParameterImpact& b) { return key(a) < key(b); });
  }

  const model::Project& project_;
  std::span<const model::Experiment> experiments_;
  const model::ProjectSettings& settings_;
  const PairContext context_;
  const ParameterColumns columns_;
  std::vector<model::ParameterImpact> impacts_;
};

}  // namespace

std::vector<model::ParameterImpact> find_impacts(const model::Project& project,
                                                 std::span<const model::Experiment> experiments,
                                                 const HardwareInventory& hardware,
                                                 const model::ProjectSettings& settings) {
  return Finder(project, experiments, hardware, settings).find();
}

}  // namespace analysis
