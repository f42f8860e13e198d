#include <algorithm>
#include <cmath>
#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include "model/findings/experiment.h"
#include "model/findings/findings.h"
#include "model/findings/impact.h"
#include "model/findings/metric_info.h"
#include "model/findings/project.h"
#include "model/index.h"
#include "render/charts/charts.h"
#include "render/charts/curve_text.h"
#include "render/charts/experiment_points.h"
#include "render/charts/outside_points.h"
#include "words/parts/lists.h"
#include "words/parts/metric.h"
#include "words/parts/number_format.h"
#include "words/parts/parameter_value.h"

namespace render {
namespace {

using model::Chart;
using model::Findings;
using model::Index;
using model::ParameterImpact;
using model::TestedValue;
using model::Trace;

/// Dots beyond this make a page heavy and say no more.
constexpr std::size_t kMostPoints = 400;
/// Categories beyond this have no room.
constexpr std::size_t kMostCategories = 40;
/// Spread beyond which costs are drawn on a logarithmic axis.
constexpr double kLogSpread = 30;

/// A chart of one parameter while it is made.
class ValueChart {
 public:
  ValueChart(const Findings& findings, const model::Project& project, const ParameterImpact& impact, Index metric)
      : findings_(findings), impact_(impact), metric_(metric), info_(project.metrics[metric]) {
    is_time_ = !project.objective || *project.objective != metric;
  }

  Chart build(const Addresses& addresses) {
    chart_.id = is_time_ ? "value-time" : "value-objective";
    set_x_axis();
    collect_points();
    if (total_ < 2) return {};
    Trace points = points_trace(addresses);
    Trace outside = take_outside_points(points, info_.direction);
    set_y_axis(points);
    const Trace means = means_trace();
    const Trace intervals = intervals_trace(points);
    chart_.traces.push_back(std::move(points));
    if (!outside.x.empty()) chart_.traces.push_back(outside);
    if (!intervals.x.empty()) chart_.traces.push_back(intervals);
    chart_.traces.push_back(means);
    say(outside, !intervals.x.empty());
    return std::move(chart_);
  }

 private:
  struct Point {
    double x;
    Index experiment;
  };

  void set_x_axis() {
    chart_.x.title = impact_.parameter;
    if (impact_.numeric) {
      chart_.x.kind = impact_.log_axis ? model::AxisKind::log : model::AxisKind::linear;
      chart_.x.room = true;
      return;
    }
    chart_.x.kind = model::AxisKind::category;
    for (const TestedValue& value : impact_.values) {
      if (chart_.x.categories.size() == kMostCategories) break;
      chart_.x.categories.push_back(words::parameter_text(value.value));
    }
  }

  /// NaN: has no place on the axis.
  double place(Index value) const {
    if (!impact_.numeric) return value < kMostCategories ? static_cast<double>(value) : model::kMissing;
    const auto& tested = impact_.values[value].value;
    return tested ? tested->number : model::kMissing;
  }

  const model::Estimate& mean_of(const TestedValue& value) const { return is_time_ ? value.time : value.objective; }

  void collect_points() {
    for (Index i = 0; i < impact_.values.size(); ++i) {
      const double x = place(i);
      for (const Index e : impact_.values[i].experiments) {
        if (finite_estimate(findings_.experiments[e], metric_) == nullptr) {
          without_.push_back(e);
        } else if (std::isnan(x)) {
          ++placeless_;
        } else {
          points_.push_back({x, e});
        }
      }
    }
    total_ = points_.size();
    std::sort(without_.begin(), without_.end());
    if (total_ <= kMostPoints) return;
    for (std::size_t i = 0; i < kMostPoints; ++i) points_[i] = points_[i * total_ / kMostPoints];
    points_.resize(kMostPoints);
  }

  Trace points_trace(const Addresses& addresses) const {
    Trace trace;
    trace.kind = Trace::Kind::points;
    trace.name = "Experiments";
    trace.colour = -1;
    for (const Point& point : points_) {
      const auto& experiment = findings_.experiments[point.experiment];
      const model::Estimate* estimate = finite_estimate(experiment, metric_);
      trace.x.push_back(point.x);
      trace.y.push_back(estimate->mean);
      trace.labels.push_back(point_label(experiment, *estimate, info_) + ", " +
                             words::counted(estimate->n, "run", "runs"));
      trace.links.push_back("../" + addresses.experiment_pages[point.experiment]);
      trace.filled.push_back(false);
    }
    return trace;
  }

  void set_y_axis(const Trace& points) {
    chart_.y = {.title = info_.label.empty() ? info_.name : info_.label, .unit = axis_unit(info_.kind)};
    chart_.title = chart_.y.title + " against " + impact_.parameter;
    low_ = high_ = model::kMissing;
    for (const double y : points.y) {
      if (!std::isfinite(y)) continue;
      low_ = std::fmin(low_, y);
      high_ = std::fmax(high_, y);
    }
    if (is_time_ && low_ > 0 && high_ > kLogSpread * low_) chart_.y.kind = model::AxisKind::log;
  }

  Trace means_trace() const {
    Trace trace;
    trace.kind = Trace::Kind::points;
    trace.name = "Mean of each value";
    for (Index i = 0; i < impact_.values.size() && trace.x.size() < kMostPoints; ++i) {
      const model::Estimate& mean = mean_of(impact_.values[i]);
      const double x = place(i);
      if (std::isnan(x) || !std::isfinite(mean.mean) || mean.mean < low_ || mean.mean > high_ || mean.n < 2) continue;
      trace.x.push_back(x);
      trace.y.push_back(mean.mean);
      const words::EstimateText text = words::format_estimate(mean, info_.kind);
      trace.labels.push_back(words::parameter_text(impact_.values[i].value) + ": mean " + text.mean + " of " +
                             words::counted(mean.n, "experiment", "experiments"));
    }
    return trace;
  }

  /// Upright lines; as steps, which the page's script never smooths. Those that reach far beyond every experiment are
  /// cut there, or the chart would show little else.
  Trace intervals_trace(const Trace& points) {
    Trace trace;
    trace.kind = Trace::Kind::steps;
    trace.emphasis = Trace::Emphasis::bold;
    trace.name = "95\u202f% interval";
    if (points.y.empty()) return trace;
    const double room = (high_ - low_) * 0.25;
    const double floor = low_ >= 0 ? std::max(0.0, low_ - room) : low_ - room;
    const double bottom = chart_.y.kind == model::AxisKind::log ? low_ / 2 : floor;
    const double top = chart_.y.kind == model::AxisKind::log ? high_ * 2 : high_ + room;
    for (Index i = 0; i < impact_.values.size() && trace.x.size() < 3 * kMostPoints; ++i) {
      const model::Estimate& mean = mean_of(impact_.values[i]);
      const double x = place(i);
      if (std::isnan(x) || !std::isfinite(mean.low) || !std::isfinite(mean.high)) continue;
      if (mean.mean < low_ || mean.mean > high_) continue;
      cut_ = cut_ || mean.low < bottom || mean.high > top;
      trace.x.insert(trace.x.end(), {x, x, model::kMissing});
      trace.y.insert(trace.y.end(), {std::max(mean.low, bottom), std::min(mean.high, top), model::kMissing});
    }
    return trace;
  }

  void say(const Trace& outside, bool has_intervals) {
    std::string& caption = chart_.caption;
    caption = words::metric_at_start(info_) + " by value: a ring for each experiment's mean";
    caption += has_intervals ? "; a dot for the mean of each value with several experiments and a line for its "
                               "95\u202f% interval."
                             : ".";
    if (cut_) caption += " Lines that reach far beyond all experiments are cut.";
    if (chart_.x.kind == model::AxisKind::log) caption += " Values on a logarithmic scale.";
    if (chart_.y.kind == model::AxisKind::log) caption += " Time on a logarithmic scale.";
    if (total_ > kMostPoints)
      caption +=
          " " + words::format_count(kMostPoints) + " of " + words::format_count(total_) + " experiments are drawn.";
    if (placeless_ > 0) {
      caption += " " + words::counted(placeless_, "experiment is", "experiments are") + " not drawn, ";
      caption += impact_.numeric ? "since the parameter is not set there." : "for want of room.";
    }
    if (is_time_ && several_machines()) caption += " Times come from different machines and are not comparable.";
    caption += outside_sentence(outside, info_.direction);
    caption += without_value_sentence(findings_, without_);
    chart_.alternative = "Scatter chart of " + words::metric_in_sentence(info_) + " against " + impact_.parameter +
                         " for " + words::counted(total_, "experiment", "experiments") + " and " +
                         words::counted(impact_.values.size(), "value", "values") + ".";
  }

  bool several_machines() const {
    return std::any_of(points_.begin(), points_.end(), [&](const Point& point) {
      return findings_.experiments[point.experiment].hardware !=
             findings_.experiments[points_.front().experiment].hardware;
    });
  }

  const Findings& findings_;
  const ParameterImpact& impact_;
  const Index metric_;
  const model::MetricInfo& info_;
  bool is_time_ = false, cut_ = false;
  Chart chart_;
  std::vector<Point> points_;
  std::vector<Index> without_;
  std::size_t total_ = 0, placeless_ = 0;
  double low_ = 0, high_ = 0;
};

}  // namespace

Chart parameter_chart(const Findings& findings, const model::Project& project, const ParameterImpact& impact,
                      Index metric, const Addresses& addresses) {
  return ValueChart(findings, project, impact, metric).build(addresses);
}

}  // namespace render
