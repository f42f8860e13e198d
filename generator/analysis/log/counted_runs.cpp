#include "analysis/log/counted_runs.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <utility>

#include "analysis/log/run_copies.h"
#include "base/text/iso_time.h"
#include "model/insight.h"
#include "vocabulary/metric_names.h"
#include "vocabulary/parameters/plan_names.h"
#include "vocabulary/seed_names.h"

namespace analysis {
namespace {

using model::CurveAxis;
using model::NotCounted;
using model::RunCount;

constexpr double kOtherUnit = 1.5;  // times the plan: it counts something else

/// How many epochs, or steps, up to the last of a series: 0 to 9 are ten.
double count_of(double first, double last) {
  return first == 0 && last > 0 ? last + 1 : last;
}

double larger(double a, double b) {
  return std::isnan(a) || b > a ? b : a;
}

bool is_loss(std::string_view name) {
  using vocabulary::ObjectiveClass;
  const vocabulary::MetricName described = vocabulary::describe_metric(name);
  return described.measure == "loss" || described.objective == ObjectiveClass::validation_loss ||
         described.objective == ObjectiveClass::test_loss || described.objective == ObjectiveClass::train_loss;
}

/// Says that it cannot be a repeat whatever its length.
bool is_out(NotCounted why) {
  return why == NotCounted::failed || why == NotCounted::diverged;
}

double number_of(const model::ParameterValue& value) {
  if (value.kind == model::ParameterValue::Kind::boolean) return value.text == "true" ? 0 : model::kMissing;
  return value.kind == model::ParameterValue::Kind::number && value.number > 0 ? value.number : model::kMissing;
}

std::string_view last_part_of(std::string_view path) {
  return path.substr(path.rfind('.') + 1);  // npos + 1 is 0
}

}  // namespace

double RunCounter::Length::reached(CurveAxis unit) const {
  switch (unit) {
    case CurveAxis::epoch:
      return epochs;
    case CurveAxis::step:
      return steps;
    case CurveAxis::row:
      break;
  }
  return rows;
}

RunCounter::RunCounter(std::span<const model::RunDigest> runs, std::span<const model::Index> members,
                       const SeedKeys& seed_keys)
    : runs_(runs), seed_keys_(seed_keys), lengths_(runs.size()) {
  std::size_t planning[2] = {}, reaching[2] = {};
  std::set<std::string_view> finite;
  for (const model::Index member : members) {
    const model::RunDigest& run = runs[member];
    running_says_something_ = running_says_something_ || run.status != model::RunStatus::running;
    for (const model::SeriesDigest& series : run.series) {
      if (series.finite) finite.insert(series.name);
    }
    const Length& length = lengths_[member] = measure(run);
    for (const bool epochs : {true, false}) {
      const CurveAxis unit = epochs ? CurveAxis::epoch : CurveAxis::step;
      if (std::isnan(length.planned(unit)) || std::isnan(length.reached(unit))) continue;
      ++planning[epochs];
      const double share = length.reached(unit) / length.planned(unit);
      reaching[epochs] += share >= kWholeLength && share <= kOtherUnit;
    }
  }
  epochs_bind_ = planning[1] > 0 && 2 * reaching[1] >= planning[1];
  steps_bind_ = planning[0] > 0 && 2 * reaching[0] >= planning[0];
  finite_.assign(finite.begin(), finite.end());
}

RunCounter::Length RunCounter::measure(const model::RunDigest& run) const {
  Length length{.rows = static_cast<double>(run.rows)};
  for (const model::SeriesDigest& series : run.series) {
    if (series.points == 0) continue;
    length.epochs = larger(length.epochs, count_of(series.first.epoch, series.last.epoch));
    length.steps = larger(length.steps, count_of(series.first.step, series.last.step));
  }
  for (const model::Parameter& leaf : run.config.parameters) {
    const double number = number_of(leaf.value);
    if (std::isnan(number)) continue;
    if (vocabulary::stops_early(leaf.path))
      length.patience = std::isnan(length.patience) ? number : std::min(length.patience, number);
    if (!(number >= 1)) continue;
    const vocabulary::PlanUnit unit = vocabulary::planned_by(leaf.path);
    if (unit == vocabulary::PlanUnit::epochs) length.planned_epochs = larger(length.planned_epochs, number);
    if (unit == vocabulary::PlanUnit::steps) length.planned_steps = larger(length.planned_steps, number);
  }
  return length;
}

void RunCounter::judge_state(const model::RunDigest& run, RunCount& count) const {
  if (run.status == model::RunStatus::failed || run.status == model::RunStatus::killed) {
    count.why = NotCounted::failed;
    return;
  }
  for (const model::Insight& insight : run.insights) {
    // An amount says that the values grew, not that they were lost.
    if (insight.kind != model::Insight::Kind::diverged || std::isfinite(insight.amount)) continue;
    if (!is_loss(insight.metric)) continue;
    count.why = NotCounted::diverged;
    count.metric = insight.metric;
    return;
  }
  for (const model::SeriesDigest& series : run.series) {
    if (series.finite || series.points == 0 || !is_loss(series.name)) continue;
    if (!std::binary_search(finite_.begin(), finite_.end(), series.name)) continue;
    count.why = NotCounted::diverged;
    count.metric = series.name;
    return;
  }
  if (run.status == model::RunStatus::running && running_says_something_) count.why = NotCounted::running;
}

void RunCounter::judge_lengths(std::span<const model::Index> experiment, std::vector<RunCount>& counts) const {
  const auto all_have = [&](CurveAxis unit) {
    for (std::size_t i = 0; i < experiment.size(); ++i) {
      if (!is_out(counts[i].why) && std::isnan(lengths_[experiment[i]].reached(unit))) return false;
    }
    return true;
  };
  const CurveAxis shared = all_have(CurveAxis::epoch)  ? CurveAxis::epoch
                           : all_have(CurveAxis::step) ? CurveAxis::step
                                                       : CurveAxis::row;
  double longest = 0;
  std::size_t judged = 0, whole = 0;
  for (std::size_t i = 0; i < experiment.size(); ++i) {
    if (!is_out(counts[i].why)) longest = std::max(longest, lengths_[experiment[i]].reached(shared));
  }
  for (std::size_t i = 0; i < experiment.size(); ++i) {
    if (is_out(counts[i].why)) continue;
    ++judged;
    whole += lengths_[experiment[i]].reached(shared) >= kWholeLength * longest;
  }
  const bool siblings_agree = judged > 1 && 2 * whole >= judged;
  for (std::size_t i = 0; i < experiment.size(); ++i) {
    RunCount& count = counts[i];
    if (is_out(count.why)) continue;
    const Length& length = lengths_[experiment[i]];
    const auto stop = [&](CurveAxis unit, double planned, bool by_plan) {
      if (count.why == NotCounted::counts) count.why = NotCounted::stopped;
      count.reached = length.reached(unit);
      count.planned = planned;
      count.unit = unit;
      count.by_plan = by_plan;
    };
    const bool by_epochs = epochs_bind_ && !std::isnan(length.planned_epochs) && !std::isnan(length.epochs);
    const bool by_steps = !by_epochs && steps_bind_ && !std::isnan(length.planned_steps) && !std::isnan(length.steps);
    const double epochs = std::isnan(length.epochs) ? length.rows : length.epochs;
    const bool by_itself = count.why == NotCounted::counts && length.patience < epochs;
    if (by_epochs || by_steps) {
      const CurveAxis unit = by_epochs ? CurveAxis::epoch : CurveAxis::step;
      if (length.reached(unit) < kWholeLength * length.planned(unit) && !by_itself)
        stop(unit, length.planned(unit), true);
      continue;
    }
    const bool finished = runs_[experiment[i]].status == model::RunStatus::finished;
    if (!siblings_agree || finished || by_itself || runs_[experiment[i]].loop.number > 0) continue;
    if (length.reached(shared) < kWholeLength * longest) stop(shared, longest, false);
  }
}

std::string seed_of(const model::RunDigest& run, const SeedKeys& keys) {
  std::string seed;
  for (const model::Parameter& leaf : run.config.parameters) {
    const std::string_view last = last_part_of(leaf.path);
    const bool counts = vocabulary::names_a_seed(last) || vocabulary::numbers_repeats(last) ||
                        vocabulary::counts_repeats(last) != vocabulary::Counts::nothing ||
                        (leaf.value.kind == model::ParameterValue::Kind::number && keys.found.contains(leaf.path));
    if (counts && is_seed_like(leaf, keys)) seed += leaf.path + '=' + value_key(leaf.value) + '\n';
  }
  return seed.empty() ? run.seed : seed;
}

void RunCounter::judge_seeds(std::span<const model::Index> experiment, std::vector<RunCount>& counts) const {
  const std::vector<bool> copies = find_copies(runs_, experiment);
  std::map<std::uint64_t, std::size_t> first;
  for (std::size_t i = 0; i < experiment.size(); ++i) {
    const auto [place, is_first] = first.emplace(runs_[experiment[i]].content, i);
    if (!copies[i] || is_first || counts[i].why != NotCounted::counts ||
        counts[place->second].why != NotCounted::counts)
      continue;
    counts[i].why = NotCounted::copy;
    counts[i].other = experiment[place->second];
  }
  std::map<std::string, std::vector<std::size_t>> by_seed;
  for (std::size_t i = 0; i < experiment.size(); ++i) {
    const model::RunDigest& run = runs_[experiment[i]];
    if (counts[i].why != NotCounted::counts || run.loop.number > 0) continue;
    if (std::string seed = seed_of(run, seed_keys_); !seed.empty()) by_seed[std::move(seed)].push_back(i);
  }
  // What was done again to its end is no longer running.
  for (std::size_t i = 0; i < experiment.size(); ++i) {
    const bool known = counts[i].why == NotCounted::running && std::isfinite(counts[i].reached);
    if (known && by_seed.contains(seed_of(runs_[experiment[i]], seed_keys_))) counts[i].why = NotCounted::stopped;
  }
  for (const auto& [seed, same] : by_seed) {
    const auto rank = [&](std::size_t i) {
      const model::RunDigest& run = runs_[experiment[i]];
      const Length& length = lengths_[experiment[i]];
      return std::pair(std::isnan(length.epochs) ? length.rows : length.epochs,
                       base::parse_timestamp(run.started_at).value_or(0));
    };
    std::size_t kept = same.front();
    for (const std::size_t i : same) {
      if (rank(i) > rank(kept)) kept = i;
    }
    for (const std::size_t i : same) {
      if (i == kept) continue;
      counts[i].why = NotCounted::same_seed;
      counts[i].other = experiment[kept];
    }
  }
}

std::vector<RunCount> RunCounter::count(std::span<const model::Index> experiment, bool& unfinished) const {
  std::vector<RunCount> counts(experiment.size());
  for (std::size_t i = 0; i < experiment.size(); ++i) judge_state(runs_[experiment[i]], counts[i]);
  judge_lengths(experiment, counts);
  judge_seeds(experiment, counts);
  const auto any = [&](const auto& fits) { return std::any_of(counts.begin(), counts.end(), fits); };
  for (RunCount& count : counts) count.takes_part = count.why == NotCounted::counts;
  unfinished = !counts.empty() && !any([](const RunCount& count) { return count.takes_part; });
  if (!unfinished) return counts;
  const bool any_left = any([](const RunCount& count) { return !is_out(count.why); });
  double furthest = 0;
  for (std::size_t i = 0; i < experiment.size(); ++i) {
    if (!any_left || !is_out(counts[i].why)) furthest = std::max(furthest, lengths_[experiment[i]].rows);
  }
  for (std::size_t i = 0; i < experiment.size(); ++i) {
    counts[i].takes_part =
        any_left ? !is_out(counts[i].why) && lengths_[experiment[i]].rows >= kWholeLength * furthest : true;
  }
  return counts;
}

std::vector<std::size_t> repeats_of(const model::Experiment& experiment, std::span<const double> values, bool is_cost) {
  std::vector<std::size_t> repeats;
  std::set<double> seen;
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (!experiment.counts(i)) continue;
    repeats.push_back(i);
    if (std::isfinite(values[i])) seen.insert(values[i]);
  }
  if (!is_cost || experiment.counted.size() != values.size()) return repeats;
  for (std::size_t i = 0; i < values.size(); ++i) {
    const NotCounted why = experiment.counted[i].why;
    const bool whole = why == NotCounted::copy || why == NotCounted::same_seed;
    if (whole && std::isfinite(values[i]) && seen.insert(values[i]).second) repeats.push_back(i);
  }
  return repeats;
}

}  // namespace analysis
