#include "analysis/impact/controlled_pairs.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <tuple>
#include <utility>

#include "analysis/comparison/changes.h"
#include "analysis/comparison/comparison.h"
#include "analysis/impact/impacts.h"
#include "analysis/statistics/distributions.h"
#include "analysis/statistics/estimate.h"
#include "analysis/statistics/multiple_tests.h"
#include "analysis/statistics/noise_model.h"
#include "model/findings/comparison.h"
#include "model/findings/experiment.h"
#include "model/findings/impact.h"
#include "model/findings/metric_info.h"
#include "model/findings/project.h"
#include "model/index.h"

namespace analysis {
namespace {

struct Member {
  ConfigHash rest;
  std::uint32_t value = 0;
  model::Index experiment = 0;
  auto operator<=>(const Member&) const = default;
};

/// Members of experiments that are equal but for the parameter stand side by side, by value.
std::vector<Member> sorted_members(const ParameterValues& values) {
  std::vector<Member> members;
  for (model::Index e = 0; e < values.of_experiment.size(); ++e) {
    if (values.of_experiment[e] != kTakesNoPart) members.push_back({values.rest[e], values.of_experiment[e], e});
  }
  std::sort(members.begin(), members.end());
  return members;
}

template <class Function>
void for_each_group(std::span<const Member> members, Function use) {
  for (std::size_t begin = 0; begin < members.size();) {
    std::size_t end = begin + 1;
    while (end < members.size() && members[end].rest == members[begin].rest) ++end;
    if (end - begin > 1) use(members.subspan(begin, end - begin));
    begin = end;
  }
}

/// Number of pairs with different values.
std::size_t count_pairs(std::span<const Member> group) {
  std::size_t pairs = 0, same_value = 0;
  for (std::size_t i = 0; i < group.size(); ++i) {
    same_value = i > 0 && group[i].value == group[i - 1].value ? same_value + 1 : 0;
    pairs += i - same_value;
  }
  return pairs;
}

class Pairing {
 public:
  explicit Pairing(const PairContext& context) : context_(context) {}

  void pair_all(std::span<const Member> group) {
    for (std::size_t i = 0; i < group.size(); ++i) {
      for (std::size_t j = i + 1; j < group.size(); ++j) add(group[i], group[j]);
    }
  }

  /// Each value with the next: the first experiments of both, the second ones, and so on.
  void pair_neighbours(std::span<const Member> group) {
    std::size_t before = 0;  // where the value before began
    for (std::size_t begin = 0; begin < group.size();) {
      std::size_t end = begin + 1;
      while (end < group.size() && group[end].value == group[begin].value) ++end;
      for (std::size_t i = 0; before + i < begin && begin + i < end; ++i) add(group[before + i], group[begin + i]);
      before = begin;
      begin = end;
    }
  }

  std::vector<model::ControlledPair> take() {
    std::sort(pairs_.begin(), pairs_.end(), [](const model::ControlledPair& a, const model::ControlledPair& b) {
      return std::tie(a.from, a.to, a.before, a.after) < std::tie(b.from, b.to, b.before, b.after);
    });
    return std::move(pairs_);
  }

 private:
  void add(const Member& from, const Member& to) {
    if (from.value == to.value) return;
    model::ControlledPair pair{.before = from.experiment, .after = to.experiment, .from = from.value, .to = to.value};
    if (context_.project.objective)
      pair.objective = compare_objective(context_.project, context_.experiments[from.experiment],
                                         context_.experiments[to.experiment]);
    if (context_.time_metric && context_.time[from.experiment] && context_.time[to.experiment] &&
        on_same_machine(context_.experiments[from.experiment], context_.experiments[to.experiment],
                        context_.hardware)) {
      const std::vector<model::Noise>& noise = context_.project.noise;
      const model::Noise unknown;
      pair.time = compare_means(*context_.time_metric < noise.size() ? noise[*context_.time_metric] : unknown,
                                *context_.time[from.experiment], *context_.time[to.experiment]);
    }
    pairs_.push_back(pair);
  }

  const PairContext& context_;
  std::vector<model::ControlledPair> pairs_;
};

/// Interval and p of a mean with this error.
void test_mean(double error, double degrees, double smallest, model::Difference& mean) {
  mean.standard_error = error;
  mean.degrees_of_freedom = degrees;
  const double half = two_sided_quantile(0.05, degrees) * error, size = std::fabs(mean.estimate);
  mean.low = mean.estimate - half;
  mean.high = mean.estimate + half;
  mean.p_of_none = two_sided_p(size / error, degrees);
  mean.p = two_sided_p(std::max(0.0, size - smallest) / error, degrees);
}

model::Difference by_errors(std::span<const model::Difference> differences, double k, const MeanTest& test) {
  double variance = 0, lent_variance = 0, lent_degrees = 0, squares = 0;
  model::Difference result{.estimate = 0};
  for (const model::Difference& one : differences) {
    const double square = one.standard_error * one.standard_error;
    result.estimate += one.estimate / k;
    variance += square;
    if (one.lent) {
      lent_variance += square;
      lent_degrees = one.degrees_of_freedom;
      result.lent = true;
    } else {
      squares += square * square / one.degrees_of_freedom;
    }
  }
  if (result.lent) squares += lent_variance * lent_variance / lent_degrees;
  test_mean(std::sqrt(variance) / k, std::min(variance * variance / squares, test.most_degrees), test.smallest, result);
  return result;
}

model::Difference by_spread(std::span<const model::Difference> differences, double k, const MeanTest& test) {
  std::vector<double> values;
  for (const model::Difference& one : differences) values.push_back(one.estimate);
  const model::Estimate mean = estimate(values);
  model::Difference result{.estimate = mean.mean};
  if (mean.sd > 0) test_mean(mean.sd / std::sqrt(k), k - 1, test.smallest, result);
  return result;
}

template <class Function>
void for_each_effect(std::span<const model::ControlledPair> pairs, Function use) {
  for (std::size_t begin = 0; begin < pairs.size();) {
    std::size_t end = begin + 1;
    while (end < pairs.size() && pairs[end].from == pairs[begin].from && pairs[end].to == pairs[begin].to) ++end;
    use(begin, end);
    begin = end;
  }
}

bool minimizes(const PairContext& context) {
  const model::Project& project = context.project;
  return project.objective && project.metrics[*project.objective].direction == model::Direction::minimize;
}

}  // namespace

PairContext make_pair_context(const model::Project& project, std::span<const model::Experiment> experiments,
                              const HardwareInventory& hardware) {
  PairContext context{.project = project, .experiments = experiments, .hardware = hardware};
  for (model::Index i = 0; i < project.metrics.size() && !context.time_metric; ++i) {
    if (project.metrics[i].role == model::Role::training_time) context.time_metric = i;
  }
  const auto estimate_of = [](const model::Experiment& experiment, std::optional<model::Index> metric) {
    const model::MetricEstimate* found = metric ? experiment.find(*metric) : nullptr;
    return found ? &found->at_best : nullptr;
  };
  for (const model::Experiment& experiment : experiments) {
    context.objective.push_back(experiment.unfinished ? nullptr : estimate_of(experiment, project.objective));
    context.time.push_back(estimate_of(experiment, context.time_metric));
  }
  return context;
}

std::vector<model::ControlledPair> find_pairs(const PairContext& context, const ParameterValues& values) {
  const std::vector<Member> members = sorted_members(values);
  std::size_t pairs = 0;
  for_each_group(members, [&](std::span<const Member> group) { pairs += count_pairs(group); });
  Pairing pairing(context);
  for_each_group(members, [&](std::span<const Member> group) {
    if (pairs > kMaxAllPairs) {
      pairing.pair_neighbours(group);
    } else {
      pairing.pair_all(group);
    }
  });
  return pairing.take();
}

model::Difference mean_difference(std::span<const model::Difference> differences, const MeanTest& test) {
  std::vector<model::Difference> finite;
  bool all_have_errors = true;
  for (const model::Difference& one : differences) {
    if (!std::isfinite(one.estimate)) continue;
    finite.push_back(one);
    all_have_errors = all_have_errors && one.standard_error > 0;
  }
  if (finite.empty()) return {};
  if (finite.size() == 1) return finite.front();
  const auto k = static_cast<double>(finite.size());
  return all_have_errors ? by_errors(finite, k, test) : by_spread(finite, k, test);
}

namespace {

MeanTest mean_test(const model::Project& project, std::optional<model::Index> metric) {
  MeanTest test;
  if (!metric) return test;
  if (metric == project.objective) test.smallest = project.smallest_effect;
  if (*metric < project.noise.size() && project.noise[*metric].is_known())
    test.most_degrees = project.noise[*metric].degrees;
  return test;
}

/// The experiment of the two that changed the other one, if the log has tested it.
std::optional<model::Index> log_change_of(const PairContext& context, const model::ControlledPair& pair) {
  const auto tested = [&](model::Index child, model::Index parent) {
    const std::optional<model::Comparison>& comparison = context.experiments[child].versus_parent;
    return comparison && comparison->other == parent && !std::isnan(comparison->p_adjusted);
  };
  if (tested(pair.after, pair.before)) return pair.after;
  if (tested(pair.before, pair.after)) return pair.before;
  return std::nullopt;
}

}  // namespace

std::vector<model::ValueEffect> find_effects(const PairContext& context, std::span<const model::ControlledPair> pairs) {
  const MeanTest of_objective = mean_test(context.project, context.project.objective);
  const MeanTest of_time = mean_test(context.project, context.time_metric);
  const double sign = minimizes(context) ? -1 : 1;
  std::vector<model::ValueEffect> effects;
  for_each_effect(pairs, [&](std::size_t begin, std::size_t end) {
    model::ValueEffect effect{.from = pairs[begin].from, .to = pairs[begin].to};
    std::vector<model::Difference> objective, time;
    for (std::size_t i = begin; i < end; ++i) {
      if (std::isfinite(pairs[i].objective.estimate)) {
        objective.push_back(pairs[i].objective);
        effect.better += sign * pairs[i].objective.estimate > 0;
        effect.worse += sign * pairs[i].objective.estimate < 0;
        effect.log_change = objective.size() == 1 ? log_change_of(context, pairs[i]) : std::nullopt;
      }
      if (std::isfinite(pairs[i].time.estimate)) time.push_back(pairs[i].time);
    }
    effect.pairs = objective.size();
    effect.objective = mean_difference(objective, of_objective);
    effect.time_pairs = time.size();
    effect.time = mean_difference(time, of_time);
    effects.push_back(effect);
  });
  return effects;
}

std::vector<model::Interaction> find_interactions(const PairContext& context,
                                                  std::span<const model::ControlledPair> pairs,
                                                  const std::string& parameter) {
  std::vector<double> p;
  for (const model::ControlledPair& pair : pairs) p.push_back(pair.objective.p);
  const std::vector<double> adjusted = adjust_p_values(p);
  std::vector<model::Interaction> interactions;
  for_each_effect(pairs, [&](std::size_t begin, std::size_t end) {
    std::optional<model::Index> up, down;
    for (std::size_t i = begin; i < end; ++i) {
      const double difference = pairs[i].objective.estimate;
      if (!(adjusted[i] <= context.project.significance) || difference == 0) continue;
      std::optional<model::Index>& side = difference > 0 ? up : down;
      if (!side || p[i] < p[*side]) side = i;
    }
    if (!up || !down || interactions.size() == kMaxPairs / 2) return;
    model::Interaction one{.from = pairs[begin].from, .to = pairs[begin].to, .better_pair = *up, .worse_pair = *down};
    if (minimizes(context)) std::swap(one.better_pair, one.worse_pair);
    const std::vector<model::ParameterChange> changes =
        find_changes(context.experiments[pairs[one.better_pair].before].config,
                     context.experiments[pairs[one.worse_pair].before].config);
    for (const model::ParameterChange& change : changes) {
      if (change.parameter != parameter) one.contexts.push_back(change.parameter);
    }
    interactions.push_back(std::move(one));
  });
  return interactions;
}

std::vector<model::ControlledPair> keep_pairs(std::vector<model::ControlledPair> pairs,
                                              std::vector<model::Interaction>& interactions) {
  if (pairs.size() <= kMaxPairs) return pairs;
  std::vector<bool> wanted(pairs.size(), false);
  for (const model::Interaction& one : interactions) wanted[one.better_pair] = wanted[one.worse_pair] = true;
  auto room = kMaxPairs - static_cast<std::size_t>(std::count(wanted.begin(), wanted.end(), true));
  std::vector<model::Index> places(pairs.size(), 0);
  std::vector<model::ControlledPair> kept;
  for (model::Index i = 0; i < pairs.size(); ++i) {
    if (!wanted[i] && room == 0) continue;
    if (!wanted[i]) --room;
    places[i] = kept.size();
    kept.push_back(pairs[i]);
  }
  for (model::Interaction& one : interactions) {
    one.better_pair = places[one.better_pair];
    one.worse_pair = places[one.worse_pair];
  }
  return kept;
}

}  // namespace analysis
