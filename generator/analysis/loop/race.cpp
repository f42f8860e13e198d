#include "analysis/loop/race.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <iterator>
#include <limits>
#include <optional>
#include <span>
#include <utility>
#include <vector>

#include "analysis/statistics/distributions.h"
#include "analysis/statistics/normal_maximum.h"
#include "model/findings/comparison.h"
#include "model/findings/experiment.h"
#include "model/findings/metric_info.h"
#include "model/findings/project.h"
#include "model/index.h"

namespace analysis {
namespace {

constexpr std::size_t kUnclearToRepeat = 2;
constexpr double kRounding = 1e-9;  // of what lies on an edge

/// One experiment's part in the race.
struct Racer {
  double loss = model::kMissing;  ///< mean, lower is better; NaN: failed, without a value, or measured otherwise
  std::size_t runs = 0;
  model::Decision decision = model::Decision::open;

  bool takes_part() const { return std::isfinite(loss); }
};

class Race {
 public:
  Race(const model::Project& project, std::span<const model::Experiment> experiments)
      : experiments_(experiments),
        loop_(*project.loop),
        sign_(project.metrics[*project.objective].direction == model::Direction::minimize ? 1 : -1) {
    std::vector<std::vector<double>> repeats;
    for (const model::Experiment& experiment : experiments) {
      Racer& racer = racers_.emplace_back();
      racer.decision = experiment.decision;
      const model::MetricEstimate* value = experiment.find(*project.objective);
      if (value == nullptr || experiment.status == model::ExperimentStatus::failed || !experiment.is_ranked()) continue;
      racer.loss = sign_ * value->at_best.mean;
      racer.runs = value->at_best.n;
      if (value->per_run.size() > 1) repeats.push_back(value->per_run);
    }
    if (std::isfinite(project.set_noise)) {
      race_.noise = {.source = model::NoiseSource::set,
                     .sd = project.set_noise,
                     .degrees_of_freedom = std::numeric_limits<double>::infinity()};
    } else {
      race_.noise = noise_of_repeats(repeats);
    }
    find_confirmed(project, experiments[*loop_.best]);
  }

  model::LoopRace run() {
    find_steps();
    find_gain();
    find_since();
    find_lists();
    find_measure_again();
    return std::move(race_);
  }

 private:
  bool knows_noise() const { return race_.noise.is_known(); }
  const Racer& best() const { return racers_[*loop_.best]; }
  const Racer& first() const { return racers_[loop_.champions.front()]; }

  void find_confirmed(const model::Project& project, const model::Experiment& best) {
    const std::vector<double>& values = best.find(*project.objective)->per_run;  // in the order of tries
    double sum = 0, count = 0;
    for (std::size_t i = 1; i < values.size(); ++i) {
      if (!std::isfinite(values[i])) continue;
      sum += values[i];
      ++count;
    }
    if (count > 0) race_.confirmed = sum / count;
  }

  void find_steps() {
    if (knows_noise()) race_.needed = needed_difference(race_.noise, 1, 1);
    for (std::size_t i = 1; i < loop_.champions.size(); ++i) {
      const Racer& before = racers_[loop_.champions[i - 1]];
      const Racer& after = racers_[loop_.champions[i]];
      model::LoopStep step{.champion = loop_.champions[i], .gain = before.loss - after.loss};
      step.needed = knows_noise() ? needed_difference(race_.noise, after.runs, before.runs) : model::kMissing;
      const std::optional<model::Verdict> said = verdict_of(loop_.champions[i], loop_.champions[i - 1]);
      step.clear = said ? *said == model::Verdict::clearly_better : step.gain >= step.needed * (1 - kRounding);
      race_.steps.push_back(step);
    }
  }

  void find_gain() {
    race_.gain = first().loss - best().loss;
    if (!knows_noise() || !best().takes_part()) return;
    std::vector<double> losses;
    for (const Racer& racer : racers_) {
      if (racer.takes_part()) losses.push_back(racer.loss);
    }
    const ChampionLuck champion = luck_of_champion(losses, best().loss, race_.noise.sd, best().runs);
    race_.rivals = champion.rivals;
    race_.luck = race_.gain > 0 ? champion.luck : 0;
    const double share = 1 / static_cast<double>(first().runs) + 0.5 / static_cast<double>(best().runs);
    const double half = two_sided_quantile(0.05, race_.noise.degrees_of_freedom) * race_.noise.sd * std::sqrt(share);
    race_.low = race_.gain - race_.luck - half;
    race_.high = race_.gain - race_.luck + half;
  }

  void find_since() {
    model::LoopSince& since = race_.since;
    model::Index from = loop_.champions.front();
    for (const model::LoopStep& step : race_.steps) {
      if (!step.clear) continue;
      since.clear = from = step.champion;
    }
    for (model::Index i = from + 1; i < racers_.size(); ++i) since.tries += racers_[i].takes_part();
    double lowest = racers_[from].loss;
    for (const model::Index champion : loop_.champions) {
      if (champion <= from) continue;
      ++since.kept;
      lowest = std::min(lowest, racers_[champion].loss);
    }
    since.gain = racers_[from].loss - lowest;
    const ExpectedRecords records = expected_records(since.tries);
    since.chance_kept = records.mean;
    since.chance_kept_sd = records.sd;
    if (knows_noise()) since.chance_gain = race_.noise.sd * expected_normal_maximum(since.tries + 1);
  }

  void find_lists() {
    for (const model::LoopStep& step : race_.steps) {
      if (step.gain < 0) race_.kept_though_worse.push_back(step.champion);
    }
    std::optional<model::Index> champion;
    std::size_t next = 0;
    for (model::Index i = 0; i < racers_.size(); ++i) {
      const Racer& racer = racers_[i];
      const bool taken_back = racer.takes_part() && racer.decision == model::Decision::discard;
      if (taken_back && champion && racer.loss < racers_[*champion].loss) race_.discarded_though_better.push_back(i);
      const double behind = racer.loss - best().loss;
      const bool near = knows_noise() && behind >= 0 && behind <= race_.noise.sd * (1 + kRounding);
      if (taken_back && near) race_.near_misses.push_back(i);
      if (next < loop_.champions.size() && loop_.champions[next] == i) champion = loop_.champions[next++];
    }
    std::stable_sort(race_.near_misses.begin(), race_.near_misses.end(),
                     [&](model::Index a, model::Index b) { return racers_[a].loss < racers_[b].loss; });
  }

  /// The champion and what it is held against; then, where the noise is known, the largest steps that are not clear.
  void find_measure_again() {
    const auto add = [&](model::Index index) {
      std::vector<model::Index>& list = race_.measure_again;
      const bool there = std::find(list.begin(), list.end(), index) != list.end();
      if (!there && racers_[index].runs < kRunsForClaim) list.push_back(index);
    };
    add(*loop_.best);
    add(loop_.champions.front());
    if (!knows_noise()) return;
    std::vector<model::LoopStep> unclear;
    for (const model::LoopStep& step : race_.steps) {
      const bool known = step.champion == *loop_.best || racers_[step.champion].runs >= kRunsForClaim;
      if (!step.clear && step.gain > 0 && !known) unclear.push_back(step);
    }
    std::stable_sort(unclear.begin(), unclear.end(),
                     [](const model::LoopStep& a, const model::LoopStep& b) { return a.gain > b.gain; });
    for (std::size_t i = 0; i < unclear.size() && i < kUnclearToRepeat; ++i) add(unclear[i].champion);
  }

  /// What the log says of a champion as a change of the one before; nothing: it has not tested that.
  std::optional<model::Verdict> verdict_of(model::Index champion, model::Index before) const {
    const std::optional<model::Comparison>& change = experiments_[champion].versus_parent;
    const bool tested = change && change->other == before && model::is_tested(change->verdict);
    return tested && race_.noise.source == model::NoiseSource::repeats ? std::optional(change->verdict) : std::nullopt;
  }

  std::span<const model::Experiment> experiments_;
  const model::Loop& loop_;
  const double sign_;
  std::vector<Racer> racers_;
  model::LoopRace race_;
};

}  // namespace

model::RunNoise noise_of_repeats(std::span<const std::vector<double>> groups) {
  model::RunNoise noise;
  double squares = 0, same_degrees = 0;
  std::uint32_t same = 0;
  for (const std::vector<double>& group : groups) {
    std::vector<double> values;
    std::copy_if(group.begin(), group.end(), std::back_inserter(values), [](double y) { return std::isfinite(y); });
    if (values.size() < 2) continue;
    const auto degrees = static_cast<double>(values.size() - 1);
    if (std::all_of(values.begin(), values.end(), [&](double y) { return y == values.front(); })) {
      ++same;
      same_degrees += degrees;
      continue;
    }
    double mean = 0;
    for (const double y : values) mean += y / static_cast<double>(values.size());
    for (const double y : values) squares += (y - mean) * (y - mean);
    noise.degrees_of_freedom += degrees;
    ++noise.experiments;
  }
  if (noise.experiments > 0) {
    noise.source = model::NoiseSource::repeats;
    noise.sd = std::sqrt(squares / noise.degrees_of_freedom);
  } else if (same > 0) {
    noise = {
        .source = model::NoiseSource::same_again, .sd = 0, .degrees_of_freedom = same_degrees, .experiments = same};
  }
  return noise;
}

double needed_difference(const model::RunNoise& noise, std::size_t runs, std::size_t runs_of_other) {
  if (!(noise.degrees_of_freedom > 0) || runs == 0 || runs_of_other == 0) return model::kMissing;
  const double share = 1 / static_cast<double>(runs) + 1 / static_cast<double>(runs_of_other);
  return two_sided_quantile(2 * (1 - kClearStepChance), noise.degrees_of_freedom) * noise.sd * std::sqrt(share);
}

ChampionLuck luck_of_champion(std::span<const double> losses, double best, double sd, std::size_t runs_of_best) {
  ChampionLuck result;
  const double reach = kRivalDeviations * sd * (1 + kRounding);
  result.rivals = static_cast<std::size_t>(
      std::count_if(losses.begin(), losses.end(), [&](double loss) { return loss - best <= reach; }));
  result.luck = sd * expected_normal_maximum(result.rivals) / static_cast<double>(runs_of_best);
  return result;
}

model::LoopRace find_race(const model::Project& project, std::span<const model::Experiment> experiments) {
  return Race(project, experiments).run();
}

}  // namespace analysis
