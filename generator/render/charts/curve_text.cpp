#include "render/charts/curve_text.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <set>

#include "model/enum_names.h"
#include "model/findings/metric_info.h"
#include "model/findings/project.h"
#include "vocabulary/metric_names.h"
#include "words/parts/lists.h"
#include "words/parts/metric.h"
#include "words/parts/number_format.h"

namespace render {
namespace {

using model::Curve;

struct Extent {
  double low = INFINITY, high = -INFINITY;
};

Extent finite_extent(std::span<const Curve* const> curves) {
  Extent extent;
  for (const Curve* curve : curves) {
    for (const double y : curve->y) {
      if (!std::isfinite(y)) continue;
      extent.low = std::min(extent.low, y);
      extent.high = std::max(extent.high, y);
    }
  }
  return extent;
}

std::string thinned_sentence(std::span<const Curve* const> curves) {
  std::uint64_t drawn = 0, logged = 0;
  for (const Curve* curve : curves) {
    drawn += curve->x.size();
    logged += curve->source_points;
  }
  return words::format_count(drawn) + " of " + words::format_count(logged) +
         " points drawn: smallest and largest of each of " + words::format_count(model::kMaxCurvePoints / 2) +
         " columns, both ends and gaps kept.";
}

std::string whole_sentence(std::span<const Curve* const> curves) {
  std::uint64_t fewest = UINT64_MAX, most = 0;
  bool repeated = false;
  for (const Curve* curve : curves) {
    fewest = std::min<std::uint64_t>(fewest, curve->x.size());
    most = std::max<std::uint64_t>(most, curve->x.size());
    repeated = repeated || curve->source_points > curve->x.size();
  }
  std::string text = "All " + words::format_count(most) + " points are drawn.";
  if (curves.size() > 1) text = "All " + words::format_count(most) + " points of each are drawn.";
  if (fewest != most)
    text = "All points are drawn (" + words::format_count(fewest) + " to " + words::format_count(most) + " each).";
  if (repeated) text += " Of values logged more than once at a place, the last is drawn.";
  return text;
}

std::string restarts_sentence(std::span<const Curve* const> curves) {
  std::set<double> places;
  for (const Curve* curve : curves) places.insert(curve->restarts.begin(), curve->restarts.end());
  if (places.empty()) return {};
  const std::string word(model::words_of(curves.front()->axis));
  if (places.size() > 3) return " The " + word + " went back " + words::format_count(places.size()) + " times.";
  std::vector<std::string> texts;
  for (const double place : places) texts.push_back(words::format_value(place, model::ValueKind::plain, 12));
  return " The " + word + " went back at " + words::listed(texts) + ".";
}

bool has_gaps(std::span<const Curve* const> curves) {
  return std::any_of(curves.begin(), curves.end(),
                     [](const Curve* curve) { return count_finite(*curve) != curve->y.size(); });
}

}  // namespace

model::MetricInfo metric_info(const model::Project& project, const std::string& name) {
  for (const model::MetricInfo& metric : project.metrics) {
    if (metric.name != name) continue;
    model::MetricInfo curve = metric;
    curve.taken = model::Taken::best;  // a curve shows all values
    curve.best_along.reset();
    curve.at_best_of.clear();
    return curve;
  }
  const vocabulary::MetricName read = vocabulary::describe_metric(name);
  const bool share = read.kind == model::ValueKind::fraction || read.kind == model::ValueKind::percent;
  return {name, read.label, read.direction, share ? model::ValueKind::plain : read.kind, std::nullopt};
}

std::vector<std::size_t> chart_order(const model::Project& project, std::span<const std::string> names) {
  std::vector<std::size_t> order;
  for (const model::MetricInfo& metric : project.metrics) {
    const auto found = std::find(names.begin(), names.end(), metric.name);
    if (found != names.end()) order.push_back(static_cast<std::size_t>(found - names.begin()));
  }
  std::vector<bool> placed(names.size());
  for (const std::size_t i : order) placed[i] = true;
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (!placed[i]) order.push_back(i);
  }
  return order;
}

model::AxisUnit axis_unit(model::ValueKind kind) {
  switch (kind) {
    case model::ValueKind::plain:
      return model::AxisUnit::plain;
    case model::ValueKind::fraction:
      return model::AxisUnit::fraction_as_percent;
    case model::ValueKind::percent:
      return model::AxisUnit::percent;
    case model::ValueKind::seconds:
      return model::AxisUnit::seconds;
    case model::ValueKind::milliseconds:
      return model::AxisUnit::milliseconds;
    case model::ValueKind::bytes:
      return model::AxisUnit::bytes;
  }
  return model::AxisUnit::plain;
}

model::ChartAxis curve_x_axis(model::CurveAxis axis) {
  return {.title = words::capitalised(std::string(model::words_of(axis)))};
}

model::AxisKind curve_y_kind(std::span<const Curve* const> curves, const model::MetricInfo& metric) {
  const bool share = metric.kind == model::ValueKind::fraction || metric.kind == model::ValueKind::percent;
  const Extent extent = finite_extent(curves);
  const double span = metric.direction == model::Direction::minimize ? 1e3 : 1e6;
  return !share && extent.low > 0 && extent.high / span > extent.low ? model::AxisKind::log : model::AxisKind::linear;
}

std::size_t count_finite(const Curve& curve) {
  return static_cast<std::size_t>(
      std::count_if(curve.y.begin(), curve.y.end(), [](double y) { return std::isfinite(y); }));
}

std::string points_sentences(std::span<const Curve* const> curves) {
  if (curves.empty()) return {};
  const bool thinned = std::any_of(curves.begin(), curves.end(), [](const Curve* curve) { return curve->thinned; });
  std::string text = thinned ? thinned_sentence(curves) : whole_sentence(curves);
  text += restarts_sentence(curves);
  if (has_gaps(curves)) text += " Crosses mark values that are not finite.";
  return text;
}

std::string curve_alternative(const Curve& curve, const model::MetricInfo& metric) {
  std::size_t first = curve.y.size(), last = 0, best = 0;
  const bool lowest = metric.direction == model::Direction::minimize;
  for (std::size_t i = 0; i < curve.y.size(); ++i) {
    if (!std::isfinite(curve.y[i])) continue;
    if (first == curve.y.size()) first = best = i;
    last = i;
    if (lowest ? curve.y[i] < curve.y[best] : curve.y[i] > curve.y[best]) best = i;
  }
  const std::string word(model::words_of(curve.axis));
  std::string text = "Line chart of " + words::metric_in_sentence(metric) + " by " + word;
  if (first == curve.y.size()) return text + ".";
  const auto value = [&](std::size_t i) { return words::format_value(curve.y[i], metric.kind); };
  return text + ", from " + value(first) + " to " + value(last) + "; " + (lowest ? "lowest " : "highest ") +
         value(best) + " at " + word + " " + words::format_value(curve.x[best], model::ValueKind::plain, 12) + ".";
}

}  // namespace render
