#include "render/svg/layout.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <cstddef>
#include <limits>

#include "base/text/utf8.h"
#include "render/html/html.h"
#include "vocabulary/names/name_parts.h"

namespace render {
namespace {

using model::AxisKind;
using model::Chart;
using model::ChartAxis;
using model::Trace;

constexpr double kInfinity = std::numeric_limits<double>::infinity();

struct Range {
  double low = kInfinity, high = -kInfinity;
  void include(double value) {
    low = std::min(low, value);
    high = std::max(high, value);
  }
  bool empty() const { return !(low <= high); }
};

void include_all(Range& range, const std::vector<double>& values, AxisKind kind) {
  for (const double value : values) {
    if (std::isfinite(value) && (kind != AxisKind::log || value > 0)) range.include(value);
  }
}

/// A log axis needs a positive value; without one it is drawn as a linear axis.
AxisKind usable_kind(const Chart& chart, bool vertical) {
  const AxisKind kind = vertical ? chart.y.kind : chart.x.kind;
  if (kind != AxisKind::log) return kind;
  for (const Trace& trace : chart.traces) {
    for (const double value : vertical ? trace.y : trace.x) {
      if (std::isfinite(value) && value > 0) return kind;
    }
  }
  return AxisKind::linear;
}

/// Room between equal or nearly equal ends, so that the axis has a length.
void widen(Range& range, AxisKind kind) {
  if (range.empty()) range = kind == AxisKind::log ? Range{1, 10} : Range{0, 1};
  if (kind == AxisKind::log) {
    if (range.high / range.low < 1.1) range = {range.low / 1.3, range.high * 1.3};
    range.low = std::max(range.low, 1e-307);
    range.high = std::min(range.high, 1e307);
    if (range.low >= range.high) range = {std::max(range.high / 10, 1e-307), std::max(range.low, 1e-306)};
    return;
  }
  const double size = std::max(std::abs(range.low), std::abs(range.high));
  const double room = size > 1e-290 ? size * 0.05 : 1;
  if (range.high / 2 - range.low / 2 < size * 1e-10 || range.high - range.low < 1e-290) {
    range = {range.low - room, range.high + room};
  }
}

Range pad(Range range, AxisKind kind, double share) {
  if (kind == AxisKind::log) {
    const double factor = std::pow(range.high / range.low, share);
    if (std::isfinite(factor)) range = {std::max(range.low / factor, 1e-307), std::min(range.high * factor, 1e307)};
    return range;
  }
  const double room = (range.high / 2 - range.low / 2) * 2 * share;
  if (!std::isfinite(range.low - room) || !std::isfinite(range.high + room)) return range;
  return {range.low - room, range.high + room};
}

Range y_range(const Chart& chart, AxisKind kind) {
  Range range;
  for (const Trace& trace : chart.traces) {
    include_all(range, trace.y, kind);
    include_all(range, trace.y_high, kind);
  }
  widen(range, kind);
  Range padded = pad(range, kind, 0.05);
  if (kind != AxisKind::log) {
    // Quantities that cannot be negative start at zero when that is near, and padding invents no impossible value.
    if (range.low >= 0 && (padded.low < 0 || range.low < 0.25 * range.high)) padded.low = 0;
    const double whole = chart.y.unit == model::AxisUnit::fraction_as_percent ? 1
                         : chart.y.unit == model::AxisUnit::percent           ? 100
                                                                              : kInfinity;
    if (range.high <= whole) padded.high = std::min(padded.high, whole);
    if (padded.high <= padded.low) padded.high = range.high + 0.05 * whole;
  }
  return padded;
}

Range x_range(const Chart& chart, AxisKind kind) {
  Range range;
  bool only_points = true;
  if (kind == AxisKind::category) {
    const double count = static_cast<double>(std::max<std::size_t>(chart.x.categories.size(), 1));
    return {-0.5, count - 0.5};
  }
  for (const Trace& trace : chart.traces) {
    include_all(range, trace.x, kind);
    only_points = only_points && trace.kind == Trace::Kind::points;
  }
  widen(range, kind);
  const bool loose = only_points || chart.x.room || chart.x.unit == model::AxisUnit::date;
  return loose ? pad(range, kind, 0.04) : range;
}

bool whole_numbers(const Chart& chart) {
  for (const Trace& trace : chart.traces) {
    for (const double x : trace.x) {
      if (std::isfinite(x) && x != std::floor(x)) return false;
    }
  }
  return true;
}

std::vector<Tick> category_ticks(const ChartAxis& axis, int width) {
  const int count = static_cast<int>(axis.categories.size());
  int widest = 30;
  for (const std::string& name : axis.categories) widest = std::max(widest, std::min(text_width(name), 110) + 12);
  const int every = count == 0 ? 1 : std::max(1, (count * widest + width - 1) / std::max(width, 1));
  const std::size_t limit = static_cast<std::size_t>(std::max(6, width * every / std::max(count, 1) / 7));
  std::vector<std::string> names;
  for (int i = 0; i < count; i += every) names.push_back(visible_text(axis.categories[static_cast<std::size_t>(i)]));
  names = vocabulary::telling_parts(names, std::min<std::size_t>(limit, 17));
  std::vector<Tick> ticks;
  for (std::size_t i = 0; i < names.size(); ++i) {
    ticks.push_back({static_cast<double>(i) * every, names[i]});
  }
  return ticks;
}

std::vector<Tick> ticks_of(const ChartAxis& axis, const Scale& scale, int count, double min_step) {
  if (axis.unit == model::AxisUnit::date) return date_ticks(scale.low(), scale.high(), count);
  if (scale.kind() == AxisKind::log) return log_ticks(scale.low(), scale.high(), count, axis.unit);
  return linear_ticks(scale.low(), scale.high(), count, axis.unit, min_step);
}

int end_label_width(const Chart& chart) {
  int width = 0;
  for (const Trace& trace : chart.traces) {
    if (!trace.label_at_end) continue;
    width = std::max(width, text_width(base::shorten(visible_text(trace.name), end_label_limit(chart))) + 10);
  }
  return width;
}

/// Labels stand in rows so that none runs into another, each below those it would run into: so the lines of those that
/// read to the right, taken from the left, cross no label, nor do the others', taken from the right.
void place_marks(const Chart& chart, SvgLayout& layout) {
  constexpr int kBeside = 50, kApart = 60, kMostRows = 5;
  std::vector<MarkPlace> places, to_left;
  for (const model::ChartMark& mark : chart.marks) {
    if (!layout.x.holds(mark.x)) continue;
    const int x = layout.x.at(mark.x), width = text_width(mark.label) * 10;
    if (x < layout.left * 10 || x > layout.right * 10) continue;
    if (x + kBeside + width <= layout.right * 10) {
      places.push_back({.mark = &mark, .x = x, .begin = x + kBeside, .end = x + kBeside + width});
    } else {
      to_left.push_back({.mark = &mark, .x = x, .begin = x - kBeside - width, .end = x - kBeside, .to_left = true});
    }
  }
  places.insert(places.end(), to_left.rbegin(), to_left.rend());
  for (MarkPlace& place : places) {
    for (const MarkPlace& above : layout.marks) {
      const bool clear = place.begin >= above.end + kApart || above.begin >= place.end + kApart;
      if (!clear) place.row = std::min(std::max(place.row, above.row + 1), kMostRows - 1);
    }
    layout.mark_rows = std::max(layout.mark_rows, place.row + 1);
    layout.marks.push_back(place);
  }
}

}  // namespace

Scale::Scale(AxisKind kind, double low, double high, int from, int to)
    : kind_(kind), low_(low), high_(high), from_(from) {
  const bool log = kind == AxisKind::log;
  assert(std::isfinite(low) && std::isfinite(high) && low < high && (!log || low > 0));
  // Halves, since the distance of two doubles need not be one.
  origin_ = log ? std::log10(low) : low / 2;
  factor_ = (to - from) / ((log ? std::log10(high) : high / 2) - origin_);
}

int Scale::at(double value) const {
  const double place = ((kind_ == AxisKind::log ? std::log10(value) : value / 2) - origin_) * factor_;
  if (std::isnan(place)) return from_;  // 0 times the infinite factor of a range too small for doubles
  return from_ + static_cast<int>(std::clamp(place, -1e5, 1e5) + (place < 0 ? -0.5 : 0.5));
}

bool Scale::holds(double value) const {
  return std::isfinite(value) && (kind_ != AxisKind::log || value > 0);
}

std::size_t end_label_limit(const Chart& chart) {
  return chart.wide ? 28 : 18;
}

int text_width(std::string_view text) {
  int tenths = 0;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte >= 0x80 && byte < 0xC0) continue;
    const bool narrow = c == ' ' || c == '.' || c == ',' || c == 'i' || c == 'l' || c == '\'';
    const bool broad = (c >= 'A' && c <= 'Z') || c == 'm' || c == 'w' || c == '%' || c == '&' || c == '<' || c == '>';
    tenths += byte >= 0xE3 ? 125 : narrow ? 40 : broad ? 92 : 77;
  }
  return tenths / 10 + 1;
}

SvgLayout lay_out(const Chart& chart) {
  SvgLayout layout;
  layout.width = chart.wide ? 1080 : 525;
  layout.height = chart.wide ? 320 : 260;
  layout.top = chart.y.title.empty() ? 12 : 28;
  layout.bottom = layout.height - (chart.x.title.empty() ? 24 : 38);
  const AxisKind y_kind = usable_kind(chart, true);
  const Range y = y_range(chart, y_kind);
  layout.y = Scale(y_kind, y.low, y.high, layout.bottom * 10, layout.top * 10);
  layout.y_ticks = ticks_of(chart.y, layout.y, 5, 0);

  int widest = 24;
  for (const Tick& tick : layout.y_ticks) widest = std::max(widest, text_width(tick.label));
  layout.left = std::min(widest, 110) + 10;
  layout.right = layout.width - std::max(end_label_width(chart), 14);

  const AxisKind x_kind = usable_kind(chart, false);
  const Range x = x_range(chart, x_kind);
  layout.x = Scale(x_kind, x.low, x.high, layout.left * 10, layout.right * 10);
  const int width = layout.right - layout.left;
  layout.x_ticks = x_kind == AxisKind::category
                       ? category_ticks(chart.x, width)
                       : ticks_of(chart.x, layout.x, std::max(2, width / 90), whole_numbers(chart) ? 1 : 0);
  place_marks(chart, layout);
  layout.top += layout.mark_rows * kMarkRow;
  layout.y = Scale(y_kind, y.low, y.high, layout.bottom * 10, layout.top * 10);
  return layout;
}

}  // namespace render
