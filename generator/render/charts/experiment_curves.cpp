#include <algorithm>
#include <cstddef>
#include <set>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "base/binary/content_hash.h"
#include "model/enum_names.h"
#include "model/findings/experiment.h"
#include "model/findings/metric_info.h"
#include "model/findings/project.h"
#include "render/charts/charts.h"
#include "render/charts/curve_text.h"
#include "render/charts/insight_marks.h"
#include "render/charts/mean_curve.h"
#include "words/parts/lists.h"
#include "words/parts/metric.h"
#include "words/parts/number_format.h"

namespace render {
namespace {

using model::Chart;
using model::Curve;
using model::Trace;

constexpr std::size_t kMaxRepeatsDrawn = 30;

/// One repeat's curve of one metric.
struct Repeat {
  const RepeatCurves* from = nullptr;
  const Curve* curve = nullptr;
  std::size_t series = 0;
};

std::vector<Repeat> repeats_with(std::span<const RepeatCurves> all, const std::string& metric) {
  std::vector<Repeat> found;
  for (const RepeatCurves& one : all) {
    for (std::size_t i = 0; i < one.curves.size(); ++i) {
      if (one.curves[i].metric != metric || count_finite(one.curves[i]) < 2) continue;
      found.push_back({&one, &one.curves[i], i});
      break;
    }
  }
  return found;
}

/// Leaves only those on `axis`: curves by epoch and curves by step do not go together. Returns how many went.
std::size_t keep_axis(std::vector<Repeat>& repeats, model::CurveAxis axis) {
  return std::erase_if(repeats, [&](const Repeat& repeat) { return repeat.curve->axis != axis; });
}

std::vector<const Curve*> curves_of_repeats(std::span<const Repeat> repeats) {
  std::vector<const Curve*> curves;
  for (const Repeat& repeat : repeats) curves.push_back(repeat.curve);
  return curves;
}

std::string repeat_name(const model::RunDigest& run) {
  const std::string& name = run.name.empty() ? run.id : run.name;
  return run.seed.empty() ? name : name + ", seed " + run.seed;
}

Trace repeat_line(const Repeat& repeat) {
  Trace trace;
  trace.name = repeat_name(*repeat.from->run);
  trace.emphasis = Trace::Emphasis::thin;
  trace.x = repeat.curve->x;
  trace.y = repeat.curve->y;
  trace.curve = {repeat.from->slug, repeat.series};
  return trace;
}

/// The mean of several, or the only one.
Trace summary_line(std::span<const Repeat> repeats, const MeanCurve& mean, const std::string& name) {
  Trace trace;
  if (repeats.size() == 1) {
    trace = repeat_line(repeats[0]);
  } else {
    trace.x = mean.x;
    trace.y = mean.mean;
  }
  trace.name = name;
  trace.emphasis = Trace::Emphasis::bold;
  trace.label_at_end = true;
  return trace;
}

Trace band_of(const MeanCurve& mean) {
  Trace trace;
  trace.kind = Trace::Kind::band;
  trace.name = "± 1 standard deviation";
  trace.x = mean.x;
  for (std::size_t i = 0; i < mean.mean.size(); ++i) {
    trace.y.push_back(mean.mean[i] - mean.sd[i]);
    trace.y_high.push_back(mean.mean[i] + mean.sd[i]);
  }
  trace.spread = {.sd = mean.sd, .low = mean.minimum, .high = mean.maximum, .n = mean.n};
  return trace;
}

std::string mean_sentence(std::size_t repeats, const MeanCurve& mean, model::CurveAxis axis) {
  std::string text = " Mean of " + words::counted(repeats, "repeat", "repeats") + ", band ± 1 standard deviation.";
  if (repeats > kMaxRepeatsDrawn) {
    text += " Thin lines: the first " + words::format_count(kMaxRepeatsDrawn) + " repeats.";
  }
  if (mean.rule == MeanCurve::Rule::interpolated) {
    text += " Repeats logged at different " + std::string(model::words_of(axis)) + "s are interpolated for the mean.";
  }
  if (mean.rule == MeanCurve::Rule::columns) {
    text +=
        " The mean is that of " + words::format_count(model::kMeanColumns) + " columns of the range all repeats have.";
  }
  if (mean.some_missing) text += " A repeat without a finite value at a place is left out of the mean there.";
  return text;
}

struct Sides {
  std::vector<Repeat> repeats, parents;
  std::size_t other_axis = 0;  ///< curves left out for their axis
};

void add_parent(Chart& chart, const Sides& sides, const std::string& parent_id) {
  MeanCurve mean;
  if (sides.parents.size() > 1) mean = mean_of_curves(curves_of_repeats(sides.parents));
  Trace parent = summary_line(sides.parents, mean, parent_id);
  parent.emphasis = Trace::Emphasis::grey;
  parent.colour = -1;
  chart.traces.push_back(std::move(parent));
}

Chart metric_chart(const Sides& sides, const model::MetricInfo& metric, const std::string& id,
                   const std::string& parent_id) {
  const std::vector<const Curve*> curves = curves_of_repeats(sides.repeats);
  const model::CurveAxis axis = curves[0]->axis;
  Chart chart;
  chart.id = "curve-" + base::make_slug(metric.name);
  chart.title = metric.label;
  chart.x = curve_x_axis(axis);
  chart.y = {.title = metric.label, .kind = curve_y_kind(curves, metric), .unit = axis_unit(metric.kind)};
  chart.caption = words::metric_at_start(metric) + " by " + std::string(model::words_of(axis)) + ".";
  MeanCurve mean;
  if (curves.size() > 1) {
    mean = mean_of_curves(curves);
    chart.traces.push_back(band_of(mean));
    const std::size_t drawn = std::min(sides.repeats.size(), kMaxRepeatsDrawn);
    for (std::size_t i = 0; i < drawn; ++i) chart.traces.push_back(repeat_line(sides.repeats[i]));
    chart.caption += mean_sentence(curves.size(), mean, axis);
  }
  if (!sides.parents.empty()) {
    add_parent(chart, sides, parent_id);
    chart.caption += " Grey: " + parent_id + " (its parent).";
  }
  if (curves.size() > 1) chart.traces[0].spread.mean_trace = chart.traces.size();
  chart.traces.push_back(summary_line(sides.repeats, mean, id));
  if (chart.y.kind == model::AxisKind::log) chart.caption += " Logarithmic scale.";
  if (sides.other_axis > 0) {
    chart.caption += " " + words::counted(sides.other_axis, "curve", "curves") + " logged on another axis left out.";
  }
  chart.caption += " " + points_sentences(curves);
  Curve whole = *curves[0];
  if (curves.size() > 1) {
    whole.x = mean.x;
    whole.y = mean.mean;
  }
  chart.alternative = curve_alternative(whole, metric);
  return chart;
}

std::vector<std::string> metric_names(std::span<const RepeatCurves> repeats) {
  std::vector<std::string> names;
  std::set<std::string> seen;
  for (const RepeatCurves& repeat : repeats) {
    for (const Curve& curve : repeat.curves) {
      if (seen.insert(curve.metric).second) names.push_back(curve.metric);
    }
  }
  return names;
}

}  // namespace

CurveCharts experiment_curve_charts(std::span<const RepeatCurves> repeats, const std::string& experiment_id,
                                    std::span<const RepeatCurves> parent_repeats, const std::string& parent_id,
                                    const model::Project& project, std::span<const model::ExperimentInsight> insights) {
  CurveCharts result;
  std::vector<const model::RunDigest*> runs;
  for (const RepeatCurves& repeat : repeats) runs.push_back(repeat.run);
  const std::vector<std::string> names = metric_names(repeats);
  for (const std::size_t i : chart_order(project, names)) {
    Sides sides{.repeats = repeats_with(repeats, names[i]), .parents = repeats_with(parent_repeats, names[i])};
    if (sides.repeats.empty() || result.charts.size() >= kMaxChartsPerPage) {
      result.left_out.push_back(names[i]);
      continue;
    }
    const model::CurveAxis axis = sides.repeats[0].curve->axis;
    sides.other_axis = keep_axis(sides.repeats, axis) + keep_axis(sides.parents, axis);
    const bool first = result.charts.empty();
    result.charts.push_back(metric_chart(sides, metric_info(project, names[i]), experiment_id, parent_id));
    result.charts.back().marks = repeat_marks(insights, runs, names[i], axis, first);
  }
  if (result.charts.size() == 1) result.charts[0].wide = true;
  return result;
}

}  // namespace render
