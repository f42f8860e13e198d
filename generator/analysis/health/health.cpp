#include "analysis/health/health.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>

#include "analysis/config/config_key.h"
#include "analysis/log/run_copies.h"
#include "model/findings/experiment.h"
#include "model/findings/health.h"
#include "model/findings/metric_info.h"
#include "model/findings/project.h"
#include "model/index.h"
#include "vocabulary/metric_names.h"
#include "vocabulary/seed_names.h"

namespace analysis {
namespace {

using HealthKind = model::HealthFinding::Kind;

struct Ranked {
  model::HealthFinding finding;
  double weight = 0;  // how affected
};

double count(std::size_t n) {
  return static_cast<double>(n);
}

class Examiner {
 public:
  Examiner(const model::Project& project, std::span<const model::RunDigest> runs,
           std::span<const model::Experiment> experiments)
      : project_(project), runs_(runs), experiments_(experiments) {
    for (const model::Experiment& experiment : experiments)
      members_.insert(members_.end(), experiment.runs.begin(), experiment.runs.end());
    std::sort(members_.begin(), members_.end());
  }

  std::vector<model::HealthFinding> examine() {
    find_in_series();
    find_missing_seeds();
    find_unequal_lengths();
    find_different_rates();
    find_duplicates();
    find_equal_results();
    find_best_far_from_last();
    find_few_repeats();
    return rank();
  }

 private:
  struct Tally {
    double amount = 0, of = 0;
    std::vector<model::Index> runs;
  };

  void add(model::HealthFinding finding, double weight) {
    if (finding.runs.size() > kMaxEvidence) finding.runs.resize(kMaxEvidence);
    if (finding.experiments.size() > kMaxEvidence) finding.experiments.resize(kMaxEvidence);
    found_.push_back({.finding = std::move(finding), .weight = weight});
  }

  void add_tallies(HealthKind kind, std::map<std::string, Tally> tallies) {
    for (auto& [metric, tally] : tallies) {
      const double share = tally.amount / tally.of;
      add({.kind = kind,
           .runs = std::move(tally.runs),
           .experiments = {},
           .metric = metric,
           .amount = tally.amount,
           .of = tally.of},
          share);
    }
  }

  void find_in_series() {
    std::map<std::string, Tally> non_finite, gaps;
    std::map<std::string, double> values;
    for (const model::Index run : members_) {
      for (const model::SeriesDigest& series : runs_[run].series) {
        const auto points = static_cast<double>(series.points);
        values[series.name] += points;
        if (series.non_finite > 0) {
          Tally& tally = non_finite[series.name];
          tally.amount += static_cast<double>(series.non_finite);
          tally.runs.push_back(run);
        }
        if (series.missing > 0) {
          Tally& tally = gaps[series.name];
          tally.amount += static_cast<double>(series.missing);
          tally.of += points + static_cast<double>(series.missing);
          tally.runs.push_back(run);
        }
      }
    }
    for (auto& [metric, tally] : non_finite) tally.of = values[metric];
    add_tallies(HealthKind::non_finite, std::move(non_finite));
    add_tallies(HealthKind::gaps, std::move(gaps));
  }

  /// Its runs without copies.
  std::vector<model::Index> repeats_of(const model::Experiment& experiment) const {
    const std::vector<bool> copies = find_copies(runs_, experiment.runs);
    std::vector<model::Index> repeats;
    for (std::size_t i = 0; i < copies.size(); ++i) {
      if (!copies[i]) repeats.push_back(experiment.runs[i]);
    }
    return repeats;
  }

  /// What tells the run from its repeats; empty: nothing does.
  std::string seed_of(model::Index run) const {
    std::string seed = runs_[run].seed;
    const bool said = !seed.empty();
    for (const model::Parameter& leaf : runs_[run].config.parameters) {
      if (!std::binary_search(project_.seed_keys.begin(), project_.seed_keys.end(), leaf.path)) continue;
      const std::string_view name = std::string_view(leaf.path).substr(leaf.path.rfind('.') + 1);  // npos + 1 is 0
      const bool is_seed =
          leaf.path.find("seed") != std::string::npos || name.find("random_state") != std::string::npos;
      if (is_seed ? said : !vocabulary::numbers_repeats(name)) continue;
      if (leaf.value.kind == model::ParameterValue::Kind::null) continue;
      seed += value_key(leaf.value);
      seed += '\n';
    }
    return seed;
  }

  void find_missing_seeds() {
    model::HealthFinding finding{.kind = HealthKind::missing_seeds};
    std::size_t repeats = 0, affected = 0;
    for (model::Index i = 0; i < experiments_.size(); ++i) {
      const std::vector<model::Index>& members = experiments_[i].runs;
      if (members.size() < 2) continue;
      repeats += members.size();
      std::map<std::string, std::size_t> uses;
      for (const model::Index run : members) ++uses[seed_of(run)];
      const std::size_t before = affected;
      for (const model::Index run : members) {
        const std::string seed = seed_of(run);
        if (!seed.empty() && uses[seed] == 1) continue;
        finding.runs.push_back(run);
        ++affected;
      }
      if (affected > before) finding.experiments.push_back(i);
    }
    if (affected == 0) return;
    finding.amount = count(affected);
    finding.of = count(repeats);
    add(std::move(finding), finding.amount);
  }

  const std::string* objective_name() const {
    return project_.objective ? &project_.metrics[*project_.objective].name : nullptr;
  }

  void find_unequal_lengths() {
    const std::string* objective = objective_name();
    if (!objective) return;
    for (model::Index i = 0; i < experiments_.size(); ++i) {
      double fewest = HUGE_VAL, most = 0;
      model::Index shortest = 0;
      std::size_t with = 0;
      for (const model::Index run : experiments_[i].runs) {
        const model::SeriesDigest* series = runs_[run].find_series(*objective);
        if (!series || series->points == 0) continue;
        ++with;
        const auto points = static_cast<double>(series->points);
        most = std::max(most, points);
        if (points < fewest) {
          fewest = points;
          shortest = run;
        }
      }
      if (with < 2 || fewest >= kUnequalLength * most) continue;
      add({.kind = HealthKind::unequal_lengths,
           .runs = {shortest},
           .experiments = {i},
           .metric = *objective,
           .amount = fewest,
           .of = most},
          1 - fewest / most);
    }
  }

  void find_different_rates() {
    const std::string* objective = objective_name();
    if (!objective) return;
    std::map<std::string, Tally> tallies;
    for (const model::Index index : members_) {
      const model::RunDigest& run = runs_[index];
      const model::SeriesDigest* own = run.find_series(*objective);
      const auto best = std::find_if(run.best_points.begin(), run.best_points.end(),
                                     [&](const model::BestPoint& one) { return one.metric == *objective; });
      if (!own || best == run.best_points.end()) continue;
      for (std::size_t i = 0; i < run.series.size() && i < best->at.size(); ++i) {
        const model::SeriesDigest& series = run.series[i];
        if (!series.finite || series.points >= own->points || !std::isnan(best->at[i])) continue;
        if (std::isnan(series.first.value)) continue;  // it began with NaN: that is what may have been logged there
        Tally& tally = tallies[series.name];
        tally.amount += static_cast<double>(series.points);
        tally.of += static_cast<double>(own->points);
        tally.runs.push_back(index);
      }
    }
    add_tallies(HealthKind::different_rates, std::move(tallies));
  }

  void find_duplicates() {
    std::map<std::uint64_t, std::vector<model::Index>> same;
    for (const model::Index run : members_) {
      if (can_have_copies(runs_[run])) same[runs_[run].content].push_back(run);
    }
    for (auto& [content, group] : same) {
      if (group.size() < 2) continue;
      const double copies = count(group.size() - 1);
      add({.kind = HealthKind::duplicate_runs,
           .runs = std::move(group),
           .experiments = {},
           .metric = {},
           .amount = copies,
           .of = count(members_.size())},
          copies);
    }
  }

  /// The means of an experiment, or nothing if they are too few to be suspicious.
  std::vector<double> results_of(const model::Experiment& experiment) const {
    std::vector<double> values;
    std::size_t measured = 0;
    for (const model::MetricEstimate& metric : experiment.metrics) {
      const model::MetricInfo& info = project_.metrics[metric.metric];
      const bool cost = info.kind == model::ValueKind::seconds || info.kind == model::ValueKind::milliseconds ||
                        info.kind == model::ValueKind::bytes || info.role == model::Role::memory ||
                        info.role == model::Role::training_time || info.role == model::Role::inference_time;
      if (cost) continue;
      const bool finite =
          std::isfinite(metric.at_best.mean) && std::isfinite(metric.best.mean) && std::isfinite(metric.last.mean);
      if (!finite) continue;
      ++measured;
      values.insert(values.end(), {count(metric.metric), metric.at_best.mean, metric.best.mean, metric.last.mean});
    }
    return measured >= 2 ? values : std::vector<double>{};
  }

  void find_equal_results() {
    std::map<std::vector<double>, std::vector<model::Index>> same;
    for (model::Index i = 0; i < experiments_.size(); ++i) {
      std::vector<double> results = results_of(experiments_[i]);
      if (!results.empty()) same[std::move(results)].push_back(i);
    }
    for (auto& [results, group] : same) {
      if (group.size() < 2) continue;
      const double size = count(group.size());
      add({.kind = HealthKind::equal_results,
           .runs = {},
           .experiments = std::move(group),
           .metric = {},
           .amount = size,
           .of = count(experiments_.size())},
          size);
    }
  }

  /// Distance of best and last over the range; NaN where it is not known.
  double fall_back(const model::RunDigest& run, const std::string& objective) const {
    const model::SeriesDigest* series = run.find_series(objective);
    if (!series || series->points < 3) return model::kMissing;
    const bool minimize = project_.metrics[*project_.objective].direction == model::Direction::minimize;
    const double best = minimize ? series->minimum.value : series->maximum.value;
    const double range = series->maximum.value - series->minimum.value;
    return std::fabs(best - series->last.value) / range;
  }

  void find_best_far_from_last() {
    const std::string* objective = objective_name();
    if (!objective || vocabulary::describe_metric(*objective).objective == vocabulary::ObjectiveClass::reward) return;
    if (project_.metrics[*project_.objective].direction == model::Direction::unknown) return;
    for (model::Index i = 0; i < experiments_.size(); ++i) {
      const model::MetricEstimate* metric = experiments_[i].find(*project_.objective);
      if (!metric) continue;
      std::vector<model::Index> far;
      double farthest = 0;
      std::size_t known = 0;
      for (const model::Index run : experiments_[i].runs) {
        const double share = fall_back(runs_[run], *objective);
        known += std::isfinite(share);
        if (!(share >= kFarFromLast)) continue;
        far.push_back(run);
        farthest = std::max(farthest, share);
      }
      if (far.empty() || 2 * far.size() < known) continue;
      add({.kind = HealthKind::best_far_from_last,
           .runs = std::move(far),
           .experiments = {i},
           .metric = *objective,
           .amount = metric->best.mean,
           .of = metric->last.mean},
          farthest);
    }
  }

  void find_few_repeats() {
    model::HealthFinding finding{.kind = HealthKind::few_repeats};
    std::size_t all = 0, single = 0;
    for (model::Index i = 0; i < experiments_.size(); ++i) {
      all += !experiments_[i].runs.empty();
      if (repeats_of(experiments_[i]).size() != 1) continue;
      ++single;
      finding.experiments.push_back(i);
    }
    if (single < 2 || 2 * single <= all) return;
    finding.amount = count(single);
    finding.of = count(all);
    add(std::move(finding), count(single));
  }

  std::vector<model::HealthFinding> rank() {
    std::sort(found_.begin(), found_.end(), [](const Ranked& a, const Ranked& b) {
      return std::tie(a.finding.kind, b.weight, a.finding.metric, a.finding.runs, a.finding.experiments) <
             std::tie(b.finding.kind, a.weight, b.finding.metric, b.finding.runs, b.finding.experiments);
    });
    std::vector<model::HealthFinding> out;
    std::size_t of_kind = 0;
    for (Ranked& ranked : found_) {
      if (out.empty() || out.back().kind != ranked.finding.kind) of_kind = 0;
      if (of_kind++ < kMaxHealth) {
        out.push_back(std::move(ranked.finding));
      } else {
        ++out.back().more;
      }
    }
    return out;
  }

  const model::Project& project_;
  const std::span<const model::RunDigest> runs_;
  const std::span<const model::Experiment> experiments_;
  std::vector<model::Index> members_;  // runs of the project, in order of key
  std::vector<Ranked> found_;
};

}  // namespace

std::vector<model::HealthFinding> find_health(const model::Project& project, std::span<const model::RunDigest> runs,
                                              std::span<const model::Experiment> experiments) {
  return Examiner(project, runs, experiments).examine();
}

}  // namespace analysis
