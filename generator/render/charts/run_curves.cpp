#include <algorithm>
#include <cstddef>
#include <map>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "base/binary/content_hash.h"
#include "model/enum_names.h"
#include "model/findings/metric_info.h"
#include "model/findings/project.h"
#include "render/charts/charts.h"
#include "render/charts/curve_text.h"
#include "render/charts/insight_marks.h"
#include "vocabulary/metric_names.h"
#include "vocabulary/name_words.h"
#include "words/parts/lists.h"
#include "words/parts/metric.h"

namespace render {
namespace {

using model::Chart;
using model::Curve;
using model::Trace;
using vocabulary::Split;

constexpr std::size_t kNone = static_cast<std::size_t>(-1);

/// The words of a metric's name without those that say on which data it was taken.
std::string quantity_of(const std::string& name) {
  std::string quantity;
  for (const std::string& word : vocabulary::words_of(name)) {
    if (word == "train" || word == "training" || word == "val" || word == "valid" || word == "validation" ||
        word == "eval" || word == "dev") {
      continue;
    }
    quantity += word + " ";
  }
  return quantity;
}

bool is_training(Split split) {
  return split == Split::train || split == Split::none;
}

/// partner[i]: the curve of the same quantity on the other data, or kNone. A partner shares the axis and is the only
/// one.
std::vector<std::size_t> find_partners(std::span<const Curve> curves) {
  std::map<std::string, std::vector<std::size_t>> same;
  for (std::size_t i = 0; i < curves.size(); ++i) same[quantity_of(curves[i].metric)].push_back(i);
  std::vector<std::size_t> partner(curves.size(), kNone);
  for (const auto& [quantity, members] : same) {
    if (members.size() != 2) continue;
    const vocabulary::Split first = vocabulary::describe_metric(curves[members[0]].metric).split;
    const vocabulary::Split second = vocabulary::describe_metric(curves[members[1]].metric).split;
    const bool fits =
        (is_training(first) && second == Split::validation) || (is_training(second) && first == Split::validation);
    if (!fits || curves[members[0]].axis != curves[members[1]].axis) continue;
    partner[members[0]] = members[1];
    partner[members[1]] = members[0];
  }
  return partner;
}

Trace line_trace(const Curve& curve, const std::string& slug, std::size_t series, std::string name) {
  Trace trace;
  trace.name = std::move(name);
  trace.x = curve.x;
  trace.y = curve.y;
  trace.curve = {slug, series};
  return trace;
}

Chart single_chart(const Curve& curve, const std::string& slug, std::size_t series, const model::MetricInfo& metric) {
  const Curve* const one[] = {&curve};
  Chart chart;
  chart.id = "curve-" + base::make_slug(curve.metric);
  chart.title = metric.label;
  chart.x = curve_x_axis(curve.axis);
  chart.y = {.title = metric.label, .kind = curve_y_kind(one, metric), .unit = axis_unit(metric.kind)};
  chart.traces.push_back(line_trace(curve, slug, series, metric.label));
  chart.caption = words::metric_at_start(metric) + " by " + std::string(model::words_of(curve.axis)) + ". ";
  if (chart.y.kind == model::AxisKind::log) chart.caption += "Logarithmic scale. ";
  chart.caption += points_sentences(one);
  chart.alternative = curve_alternative(curve, metric);
  return chart;
}

/// `chart` shows the validation curve; adds the training curve to it.
void add_training(Chart& chart, const Curve& validation, const Curve& training, const std::string& slug,
                  std::size_t series, const model::MetricInfo& metric) {
  const std::string measure = vocabulary::describe_metric(validation.metric).measure;
  const Curve* const both[] = {&validation, &training};
  chart.title = measure.empty() ? metric.label : words::capitalised(measure);
  chart.y.title = chart.title;
  chart.y.kind = curve_y_kind(both, metric);
  chart.traces[0].name = "validation";
  chart.traces[0].label_at_end = true;
  chart.traces.push_back(line_trace(training, slug, series, "training"));
  chart.traces[1].colour = 1;
  chart.traces[1].label_at_end = true;
  chart.caption =
      chart.title + " in validation and training by " + std::string(model::words_of(validation.axis)) + ". ";
  if (chart.y.kind == model::AxisKind::log) chart.caption += "Logarithmic scale. ";
  chart.caption += points_sentences(both);
  chart.alternative.insert(chart.alternative.find(" by "), ", with the training curve,");
}

}  // namespace

CurveCharts run_curve_charts(const model::RunDigest& run, const std::string& slug, std::span<const Curve> curves,
                             const model::Project& project) {
  CurveCharts result;
  std::vector<std::string> names;
  for (const Curve& curve : curves) names.push_back(curve.metric);
  const std::vector<std::size_t> partner = find_partners(curves);
  std::vector<bool> drawn(curves.size());
  for (const std::size_t i : chart_order(project, names)) {
    if (drawn[i]) continue;
    if (count_finite(curves[i]) < 2 || result.charts.size() >= kMaxChartsPerPage) {
      result.left_out.push_back(names[i]);
      continue;
    }
    const std::size_t other = partner[i] != kNone && count_finite(curves[partner[i]]) >= 2 ? partner[i] : kNone;
    const bool this_is_training = is_training(vocabulary::describe_metric(names[i]).split);
    const std::size_t main = other != kNone && this_is_training ? other : i;
    const model::MetricInfo metric = metric_info(project, names[main]);
    Chart chart = single_chart(curves[main], slug, main, metric);
    drawn[i] = true;
    std::vector<std::string> shown = {names[main]};
    if (other != kNone) {
      const std::size_t training = main == i ? other : i;
      add_training(chart, curves[main], curves[training], slug, training, metric);
      drawn[other] = true;
      shown.push_back(names[training]);
    }
    chart.marks = run_marks(run, shown, curves[main].axis, result.charts.empty());
    result.charts.push_back(std::move(chart));
  }
  if (result.charts.size() == 1) result.charts[0].wide = true;
  return result;
}

}  // namespace render
