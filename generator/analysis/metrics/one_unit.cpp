#include "analysis/metrics/one_unit.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <string_view>
#include <utility>

#include "model/findings/metric_info.h"
#include "vocabulary/metric_names.h"

namespace analysis {
namespace {

bool is_number(const model::Parameter& leaf) {
  return leaf.value.kind == model::ParameterValue::Kind::number;
}

/// Dividing by 100 keeps 83 / 100 the nearest number to 0.83.
struct UnitScale {
  double times = 1, by = 1;
  double operator()(double value) const { return value * times / by; }
};

void scale_series(model::RunDigest& run, std::size_t i, UnitScale scaled) {
  model::SeriesDigest& series = run.series[i];
  for (model::PointRef* point : {&series.first, &series.last, &series.minimum, &series.maximum})
    point->value = scaled(point->value);
  series.tail = scaled(series.tail);
  series.wobble = scaled(series.wobble);
  series.curve_scale = scaled(series.curve_scale);
  for (model::BestPoint& best : run.best_points) {
    if (best.metric == series.name) best.point.value = scaled(best.point.value);
    if (i < best.at.size()) best.at[i] = scaled(best.at[i]);
  }
  for (model::Insight& insight : run.insights) {
    if (insight.metric != series.name) continue;
    insight.from.value = scaled(insight.from.value);
    insight.to.value = scaled(insight.to.value);
    const bool is_size = insight.kind == model::Insight::Kind::overfitting ||
                         insight.kind == model::Insight::Kind::still_improving ||
                         insight.kind == model::Insight::Kind::generalisation_gap;
    if (is_size) insight.amount = scaled(insight.amount);
  }
}

/// The series of that name, else the number of the summary.
void scale(model::RunDigest& run, std::string_view name, UnitScale scaled) {
  for (std::size_t i = 0; i < run.series.size(); ++i) {
    if (run.series[i].name == name) scale_series(run, i, scaled);
  }
  for (model::Parameter& leaf : run.summary) {
    if (leaf.path == name && is_number(leaf)) leaf.value.number = scaled(leaf.value.number);
  }
}

/// As if it had not been logged.
void leave_out(model::RunDigest& run, std::string_view name) {
  scale(run, name, {.times = model::kMissing});
  for (model::SeriesDigest& series : run.series) {
    if (series.name != name) continue;
    series.points = 0;
    series.finite = false;
  }
}

/// Values of many runs have few names.
class MetricNames {
 public:
  const vocabulary::MetricName& operator[](const std::string& name) {
    const auto [at, is_new] = known_.try_emplace(name);
    if (is_new) at->second = vocabulary::describe_metric(name);
    return at->second;
  }

 private:
  std::map<std::string, vocabulary::MetricName> known_;
};

void bring_times_to_seconds(std::vector<model::RunDigest>& runs, std::span<const model::Index> members,
                            MetricNames& names) {
  for (const model::Index member : members) {
    model::RunDigest& run = runs[member];
    for (std::size_t i = 0; i < run.series.size(); ++i) {
      const double factor = names[run.series[i].name].in_base_unit;
      if (factor != 1) scale_series(run, i, {.times = factor});
    }
    for (model::Parameter& leaf : run.summary) {
      if (is_number(leaf)) leaf.value.number *= names[leaf.path].in_base_unit;
    }
  }
}

struct Largest {
  model::Index run = 0;
  double value = model::kMissing;
};

/// The largest finite value of each run, by metric.
std::map<std::string, std::vector<Largest>> find_largest(std::span<const model::RunDigest> runs,
                                                         std::span<const model::Index> members, MetricNames& names) {
  std::map<std::string, std::vector<Largest>> largest;
  for (const model::Index run : members) {
    for (const model::SeriesDigest& series : runs[run].series) {
      if (series.finite && names[series.name].share_like) largest[series.name].push_back({run, series.maximum.value});
    }
    for (const model::Parameter& leaf : runs[run].summary) {
      if (is_number(leaf) && std::isfinite(leaf.value.number) && names[leaf.path].share_like &&
          runs[run].find_series(leaf.path) == nullptr)
        largest[leaf.path].push_back({run, leaf.value.number});
    }
  }
  return largest;
}

/// Rows of one table: their column has one unit, whatever they hold, unless people mixed two.
bool are_of_one_table(std::span<const model::RunDigest> runs, const std::vector<Largest>& values) {
  const model::RunDigest& first = runs[values.front().run];
  return values.size() > 1 && !first.files.empty() &&
         std::all_of(values.begin(), values.end(), [&](const Largest& one) {
           const model::RunDigest& run = runs[one.run];
           return run.source == first.source && run.files == first.files && run.series.empty();
         });
}

/// Values below 10 % go on below 1 %: nothing was mixed.
bool goes_on_below_one(const std::vector<Largest>& values) {
  constexpr double kFewPercent = 10;
  return std::any_of(values.begin(), values.end(), [](const Largest& one) {
    return one.value > vocabulary::kLargestShare && one.value < kFewPercent;
  });
}

/// Whether the value, taken for a share, is among the percentages.
bool is_among(const std::vector<Largest>& values, double share) {
  double least = HUGE_VAL, most = -HUGE_VAL;
  for (const Largest& one : values) {
    if (one.value <= vocabulary::kLargestShare) continue;
    least = std::min(least, one.value);
    most = std::max(most, one.value);
  }
  return 100 * share >= least && 100 * share <= most;
}

/// Whether another metric of the same measure is surely a percentage in the run.
bool has_percentage_beside(const model::RunDigest& run, const std::string& metric, MetricNames& names) {
  const std::string measure = names[metric].measure;
  return std::any_of(run.series.begin(), run.series.end(), [&](const model::SeriesDigest& other) {
    return other.finite && other.name != metric && other.maximum.value > vocabulary::kSurelyPercent &&
           names[other.name].share_like && names[other.name].measure == measure;
  });
}

}  // namespace

std::vector<MixedUnits> bring_to_one_unit(std::vector<model::RunDigest>& runs, std::span<const model::Index> members) {
  MetricNames names;
  bring_times_to_seconds(runs, members, names);
  std::vector<MixedUnits> found;
  for (const auto& [metric, values] : find_largest(runs, members, names)) {
    MixedUnits mixed{.metric = metric};
    const bool surely = std::any_of(values.begin(), values.end(), [](const Largest& one) {
      return one.value > vocabulary::kSurelyPercent && one.value <= vocabulary::kLargestPercentage;
    });
    const bool beyond = std::any_of(values.begin(), values.end(),
                                    [](const Largest& one) { return one.value > vocabulary::kLargestPercentage; });
    const bool one_table = are_of_one_table(runs, values);
    if (!surely || beyond || (one_table && goes_on_below_one(values))) continue;
    for (const Largest& one : values) {
      if (one.value > vocabulary::kLargestShare) {
        mixed.percentages.push_back(one.run);
      } else if (one.value > 0) {
        const bool unsure =
            one_table ? !is_among(values, one.value) : has_percentage_beside(runs[one.run], metric, names);
        (unsure ? mixed.undecided : mixed.shares).push_back(one.run);
      }
    }
    if (mixed.shares.empty() && mixed.undecided.empty()) continue;
    const bool to_shares = mixed.shares.size() >= mixed.percentages.size();
    for (const model::Index run : to_shares ? mixed.percentages : mixed.shares)
      scale(runs[run], metric, to_shares ? UnitScale{.by = 100} : UnitScale{.times = 100});
    for (const model::Index run : mixed.undecided) leave_out(runs[run], metric);
    found.push_back(std::move(mixed));
  }
  return found;
}

}  // namespace analysis
