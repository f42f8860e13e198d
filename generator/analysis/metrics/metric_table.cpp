#include "analysis/metrics/metric_table.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "analysis/log/settings_of.h"
#include "analysis/metrics/loop_direction.h"
#include "analysis/metrics/objective.h"
#include "base/text/ascii.h"
#include "model/findings/decided.h"
#include "model/findings/metric_info.h"
#include "model/index.h"
#include "model/run_digest.h"
#include "vocabulary/metric_names.h"
#include "vocabulary/name_words.h"

namespace analysis {
namespace {

using ValueType = model::ParameterValue::Kind;
using model::Direction;
using model::Role;
using model::Taken;

constexpr std::string_view kDurationName = "training_time_s";

/// Where a metric stands in one run.
struct RunPlace {
  std::optional<std::size_t> series;
  const model::ParameterValue* value = nullptr;  ///< of the summary or the environment
};
using Places = std::map<std::string_view, RunPlace>;

bool is_counter(std::string_view path) {
  const std::vector<std::string> words = vocabulary::words_of(path);
  if (words.empty()) return true;
  constexpr std::string_view kCounters[] = {"step",      "steps", "epoch",      "epochs",    "seed",
                                            "iteration", "row",   "iterations", "timesteps", "n_parameters"};
  return std::find(std::begin(kCounters), std::end(kCounters), words.back()) != std::end(kCounters);
}

/// "final.val_loss" and "best_val_loss" repeat the series "val_loss".
bool repeats_series(std::string_view path, const std::set<std::string_view>& series) {
  for (const std::string_view prefix : {"final", "best", "last", "min", "max"}) {
    if (path.size() <= prefix.size() + 1 || !path.starts_with(prefix)) continue;
    const char separator = path[prefix.size()];
    if (separator != '.' && separator != '_' && separator != '/') continue;
    if (series.contains(path.substr(prefix.size() + 1))) return true;
  }
  return false;
}

Places find_places(const model::RunDigest& run, const std::set<std::string_view>& series,
                   const std::set<std::string_view>& from_environment) {
  Places places;
  for (std::size_t i = 0; i < run.series.size(); ++i) places[run.series[i].name].series = i;
  for (const model::Parameter& leaf : run.summary) {
    if (leaf.value.kind != ValueType::number || is_counter(leaf.path) || repeats_series(leaf.path, series)) continue;
    RunPlace& place = places[leaf.path];
    if (!place.series) place.value = &leaf.value;
  }
  for (const model::Parameter& leaf : run.environment) {
    if (leaf.value.kind == ValueType::number && from_environment.contains(leaf.path) && !places.contains(leaf.path)) {
      places[leaf.path].value = &leaf.value;
    }
  }
  return places;
}

bool is_finite_in(const RunPlace& place, const model::RunDigest& run) {
  return place.series ? run.series[*place.series].finite : std::isfinite(place.value->number);
}

/// The metric whose best point counts.
struct Selector {
  std::string name;
  Direction direction = Direction::unknown;
  Taken taken = Taken::best;
};

/// One run's values of all metrics under one objective.
class RunReader {
 public:
  /// `selector`: the metric whose best point counts, the objective unless another one is judged by; nullptr: none.
  RunReader(const model::RunDigest& run, const Selector* selector)
      : run_(run), taken_(selector ? selector->taken : Taken::best) {
    if (!selector || taken_ != Taken::best) return;
    for (const model::BestPoint& point : run.best_points) {
      if (point.metric == selector->name && point.direction == selector->direction) best_point_ = &point;
    }
    objective_logged_as_series_ = run.find_series(selector->name) != nullptr;
  }

  /// REQUIRES: `info` belongs to `place`. `is_objective`: at_best is its own best (last or tail where it is taken so).
  RunValue read(const RunPlace& place, const model::MetricInfo& info, bool is_objective,
                bool objective_is_series) const {
    if (!place.series) {
      const double value = place.value->number;
      return {.logged = true, .at_best_known = true, .at_best = value, .best = value, .last = value};
    }
    const model::SeriesDigest& series = run_.series[*place.series];
    RunValue result{.logged = series.points > 0};
    result.last = series.last.value;
    result.best = best_of(series, info);
    if (depends_on_machine(info)) {
      result.last = result.at_best = result.best;
      result.at_best_known = true;
    } else if (taken_ != Taken::best) {
      result.at_best = is_objective && taken_ == Taken::of_tail ? series.tail : result.last;
      result.at_best_known = true;
    } else if (is_objective) {
      result.at_best = result.best;
      result.at_best_known = true;
    } else if (!objective_is_series) {
      result.at_best = result.last;
      result.at_best_known = true;
    } else {
      read_at_best(*place.series, series, result);
    }
    return result;
  }

 private:
  static double best_of(const model::SeriesDigest& series, const model::MetricInfo& info) {
    if (info.role == Role::memory) return series.finite ? series.maximum.value : model::kMissing;
    if (depends_on_machine(info) || info.direction == Direction::unknown) return series.last.value;
    if (!series.finite) return model::kMissing;
    return info.direction == Direction::minimize ? series.minimum.value : series.maximum.value;
  }

  void read_at_best(std::size_t i, const model::SeriesDigest& series, RunValue& result) const {
    if (!best_point_) {
      // The objective was logged but never finite: there is no best step, and the reader must see that.
      result.at_best_known = objective_logged_as_series_;
      return;
    }
    result.at_best = best_point_->at[i];
    result.at_best_known = !std::isnan(result.at_best) || series.first.row <= best_point_->point.row;
  }

  const model::RunDigest& run_;
  Taken taken_ = Taken::best;
  const model::BestPoint* best_point_ = nullptr;
  bool objective_logged_as_series_ = false;
};

std::set<std::string_view> names_of_roles(const model::ProjectSettings& settings) {
  std::set<std::string_view> names;
  for (const auto& [role, name] : settings.roles) names.insert(name);
  return names;
}

struct Collected {
  std::vector<Places> places;            // by position in members
  std::vector<MetricCoverage> coverage;  // by name
  std::size_t runs_with_values = 0;
};

Collected collect(std::span<const model::RunDigest> runs, std::span<const model::Index> members,
                  const model::ProjectSettings& settings) {
  std::set<std::string_view> series;
  for (const model::Index run : members) {
    for (const model::SeriesDigest& one : runs[run].series) series.insert(one.name);
  }
  const std::set<std::string_view> from_environment = names_of_roles(settings);
  Collected result;
  struct Counts {
    std::size_t finite = 0, validation = 0, dense = 0, single = 0;
  };
  std::map<std::string_view, Counts> counts;
  std::map<std::string_view, std::size_t> lost;
  for (const model::Index run : members) {
    result.places.push_back(find_places(runs[run], series, from_environment));
    for (const auto& [name, place] : result.places.back()) {
      if (!is_finite_in(place, runs[run])) {
        counts[name];
        continue;
      }
      Counts& one = counts[name];
      ++one.finite;
      one.validation += runs[run].unsplit_is_validation;
      one.dense += place.series && runs[run].series[*place.series].points > kDense;
      one.single += !place.series;
    }
    for (const model::Parameter& leaf : runs[run].summary) {
      if (leaf.value.kind == ValueType::null && !result.places.back().contains(leaf.path)) ++lost[leaf.path];
    }
    result.runs_with_values += !result.places.back().empty();
  }
  for (const auto& [name, count] : counts) {
    result.coverage.push_back({.name = std::string(name),
                               .runs = count.finite,
                               .lost = lost.contains(name) ? lost[name] : 0,
                               .unsplit_is_validation = 2 * count.validation > count.finite,
                               .is_dense = 2 * count.dense > count.finite,
                               .is_single = count.finite > 0 && count.single == count.finite});
  }
  return result;
}

/// What most of the runs that have values were made to optimise.
SearchObjective find_search_objective(std::span<const model::RunDigest> runs, std::span<const model::Index> members,
                                      const Collected& collected) {
  struct Named {
    std::size_t runs = 0, minimize = 0, maximize = 0;
    model::ObjectiveSaid said = model::ObjectiveSaid::nobody;
  };
  std::map<std::string_view, Named> named;
  for (std::size_t i = 0; i < members.size(); ++i) {
    const model::RunDigest& run = runs[members[i]];
    if (collected.places[i].empty() || run.objective.empty()) continue;
    Named& one = named[run.objective];
    ++one.runs;
    one.said = run.objective_said;
    one.minimize += run.objective_direction == Direction::minimize;
    one.maximize += run.objective_direction == Direction::maximize;
  }
  for (const auto& [name, one] : named) {
    if (2 * one.runs <= collected.runs_with_values) continue;
    Direction direction = Direction::unknown;
    if (one.minimize != one.maximize) {
      direction = one.minimize > one.maximize ? Direction::minimize : Direction::maximize;
    }
    return {.metric = std::string(name), .direction = direction, .said = one.said};
  }
  return {};
}

/// Adds the made-up metric of run durations unless something else plays that role.
void add_durations(std::span<const model::RunDigest> runs, std::span<const model::Index> members,
                   std::map<Role, model::Index>& roles, Collected& collected) {
  if (roles.contains(Role::training_time)) return;
  std::size_t known = 0;
  for (const model::Index run : members) known += std::isfinite(runs[run].duration_s);
  if (known == 0) return;
  for (const MetricCoverage& metric : collected.coverage) {
    if (metric.name == kDurationName) return;
  }
  roles[Role::training_time] = collected.coverage.size();
  collected.coverage.push_back({std::string(kDurationName), known});
}

std::vector<model::Index> display_order(const std::vector<MetricCoverage>& metrics,
                                        std::optional<model::Index> objective,
                                        const std::map<Role, model::Index>& roles) {
  std::vector<model::Index> order;
  const auto add = [&order](model::Index metric) {
    if (std::find(order.begin(), order.end(), metric) == order.end()) order.push_back(metric);
  };
  if (objective) add(*objective);
  for (const Role role : model::kRoles) {
    if (const auto found = roles.find(role); found != roles.end()) add(found->second);
  }
  std::vector<bool> placed(metrics.size(), false);
  for (const model::Index metric : order) placed[metric] = true;
  std::vector<model::Index> rest;
  for (model::Index i = 0; i < metrics.size(); ++i) {
    if (!placed[i]) rest.push_back(i);
  }
  std::sort(rest.begin(), rest.end(),
            [&](model::Index a, model::Index b) { return metrics[a].name < metrics[b].name; });
  order.insert(order.end(), rest.begin(), rest.end());
  return order;
}

/// Two metrics never share a label: later ones keep their names.
std::vector<model::MetricInfo> describe(const std::vector<MetricCoverage>& metrics,
                                        const std::vector<model::Index>& order,
                                        const std::map<Role, model::Index>& roles,
                                        const model::ProjectSettings& settings) {
  std::vector<model::MetricInfo> infos;
  std::set<std::string> labels;
  for (const model::Index metric : order) {
    const std::string& name = metrics[metric].name;
    const vocabulary::MetricName described = vocabulary::describe_metric(
        name, metrics[metric].unsplit_is_validation ? vocabulary::Split::validation : vocabulary::Split::none);
    model::MetricInfo info{.name = name, .label = described.label, .direction = set_direction(settings, name)};
    if (!labels.insert(info.label).second) info.label = name;
    if (info.direction == Direction::unknown) info.direction = described.direction;
    info.kind = described.kind;
    for (const auto& [role, of] : roles) {
      if (of == metric) info.role = role;
    }
    infos.push_back(std::move(info));
  }
  return infos;
}

struct Extremes {
  double minimum = model::kMissing, maximum = model::kMissing;  // finite; NaN: none yet

  void take(const model::RunDigest& run, const RunPlace& place) {
    if (place.series && !run.series[*place.series].finite) return;
    const double low = place.series ? run.series[*place.series].minimum.value : place.value->number;
    const double high = place.series ? run.series[*place.series].maximum.value : place.value->number;
    if (!std::isfinite(low) || !std::isfinite(high)) return;
    if (!(minimum <= low)) minimum = low;
    if (!(maximum >= high)) maximum = high;
  }
};

std::vector<RunValue> read_metric(std::span<const model::RunDigest> runs, std::span<const model::Index> members,
                                  const Collected& collected, const MetricTable& table, model::Index metric,
                                  const std::optional<Selector>& selector, bool objective_is_series) {
  const model::MetricInfo& info = table.metrics[metric];
  std::vector<RunValue> values(members.size());
  for (std::size_t i = 0; i < members.size(); ++i) {
    const model::RunDigest& run = runs[members[i]];
    const auto found = collected.places[i].find(info.name);
    if (found != collected.places[i].end()) {
      values[i] = RunReader(run, selector ? &*selector : nullptr)
                      .read(found->second, info, selector && selector->name == info.name, objective_is_series);
    } else if (info.role == Role::training_time && info.kind == model::ValueKind::seconds &&
               std::isfinite(run.duration_s)) {
      const double time = run.duration_s;
      values[i] = {.logged = true, .at_best_known = true, .at_best = time, .best = time, .last = time};
    }
  }
  return values;
}

/// Where settings name another metric to judge by, it becomes the objective, at the best of what was chosen; if no run
/// has it, that is said as of an objective. What that was chosen by, in a sentence; empty: itself.
std::string judge_by(const model::ProjectSettings& settings, const std::vector<MetricCoverage>& coverage,
                     ObjectiveChoice& choice) {
  if (settings.judge_by.empty() || !choice.metric || choice.taken != Taken::best) return {};
  const auto judge = std::find_if(coverage.begin(), coverage.end(), [&](const MetricCoverage& one) {
    return one.name == settings.judge_by && one.runs > 0;
  });
  if (judge == coverage.end()) {
    choice.not_found = settings.judge_by;
    return {};
  }
  std::string selector = vocabulary::describe_metric(coverage[*choice.metric].name).label;
  if (selector.size() > 1 && base::is_upper(selector[0]) && !base::is_upper(selector[1]))
    selector[0] = static_cast<char>(selector[0] - 'A' + 'a');
  choice.metric = static_cast<model::Index>(judge - coverage.begin());
  Direction direction = set_direction(settings, judge->name);
  if (direction == Direction::unknown) direction = vocabulary::describe_metric(judge->name).direction;
  if (direction != Direction::unknown) choice.direction = direction;
  choice.objective = {.how = model::How::set_in_settings};
  return selector;
}

}  // namespace

bool depends_on_machine(const model::MetricInfo& metric) {
  return metric.role == Role::training_time || metric.role == Role::memory || metric.role == Role::inference_time;
}

MetricTable make_metric_table(std::span<const model::RunDigest> runs, std::span<const model::Index> members,
                              const model::ProjectSettings& settings) {
  Collected collected = collect(runs, members, settings);
  MetricTable table;
  ObjectiveChoice choice = choose_objective(collected.coverage, collected.runs_with_values, settings,
                                            find_search_objective(runs, members, collected));
  if (choice.metric && is_loop(runs, members)) {
    decide_loop_direction(runs, members, collected.coverage[*choice.metric].name, choice);
  }
  std::optional<Selector> selector;
  if (choice.metric) selector = {collected.coverage[*choice.metric].name, choice.direction, choice.taken};
  const std::string at_best_of = judge_by(settings, collected.coverage, choice);
  table.objective_decided = choice.objective;
  table.direction_decided = choice.direction_decided;
  table.objective_not_found = choice.not_found;
  std::map<Role, model::Index> roles = choose_roles(collected.coverage, choice.metric, settings, table.roles_decided);
  add_durations(runs, members, roles, collected);
  table.metrics =
      describe(collected.coverage, display_order(collected.coverage, choice.metric, roles), roles, settings);
  bool objective_is_series = false;
  if (choice.metric) {
    table.objective = 0;
    table.metrics[0].direction = choice.direction;
    table.metrics[0].taken = choice.taken;
    table.metrics[0].at_best_of = at_best_of;
    std::map<model::CurveAxis, std::size_t> chosen;
    for (std::size_t i = 0; i < members.size(); ++i) {
      const auto found = collected.places[i].find(selector->name);
      if (found == collected.places[i].end() || !found->second.series) continue;
      objective_is_series = true;
      const model::SeriesDigest& series = runs[members[i]].series[*found->second.series];
      if (series.points > 1) ++chosen[series.axis];
    }
    const auto more = [](const auto& a, const auto& b) { return a.second < b.second; };
    if (!chosen.empty() && choice.taken == Taken::best && at_best_of.empty())
      table.metrics[0].best_along = std::max_element(chosen.begin(), chosen.end(), more)->first;
    if (chosen.empty()) table.metrics[0].taken = Taken::best;  // of one value
  }
  for (model::Index metric = 0; metric < table.metrics.size(); ++metric) {
    model::MetricInfo& info = table.metrics[metric];
    Extremes extremes;
    for (std::size_t i = 0; i < members.size(); ++i) {
      const auto found = collected.places[i].find(info.name);
      if (found == collected.places[i].end()) continue;
      extremes.take(runs[members[i]], found->second);
    }
    info.kind = vocabulary::value_kind(info.kind, extremes.maximum, extremes.minimum);
    table.values.push_back(read_metric(runs, members, collected, table, metric, selector, objective_is_series));
  }
  return table;
}

}  // namespace analysis
