#include "render/charts/plotly.h"

#include <array>
#include <charconv>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <set>
#include <span>
#include <utility>
#include <vector>

#include "analysis/statistics/distributions.h"
#include "base/json/document.h"
#include "render/html/html.h"

namespace render {
namespace {

using base::Document;
using model::AxisKind;
using model::AxisUnit;
using model::Trace;

const char* kind_name(Trace::Kind kind) {
  switch (kind) {
    case Trace::Kind::line:
      return "line";
    case Trace::Kind::steps:
      return "steps";
    case Trace::Kind::points:
      return "points";
    case Trace::Kind::band:
      return "band";
    case Trace::Kind::ticks:
      return "ticks";
  }
  return "line";
}

const char* emphasis_name(Trace::Emphasis emphasis) {
  switch (emphasis) {
    case Trace::Emphasis::bold:
      return "bold";
    case Trace::Emphasis::normal:
      return "normal";
    case Trace::Emphasis::thin:
      return "thin";
    case Trace::Emphasis::grey:
      return "grey";
  }
  return "normal";
}

/// The number with so many significant digits; null for NaN.
Document short_number(double value, int digits = 7) {
  if (std::isnan(value)) return nullptr;
  if (std::isinf(value)) return value > 0 ? "inf" : "-inf";
  std::array<char, 32> buffer;
  const auto end =
      std::to_chars(buffer.data(), buffer.data() + buffer.size(), value, std::chars_format::general, digits);
  std::from_chars(buffer.data(), end.ptr, value);
  return base::document_number(value);
}

/// Evenly spaced whole numbers, which steps and epochs mostly are.
bool is_even(std::span<const double> values) {
  if (values.size() < 4 || !(std::abs(values.front()) < 1e15) || !(std::abs(values.back()) < 1e15)) return false;
  const double by = values[1] - values[0];
  if (by != std::floor(by) || values[0] != std::floor(values[0])) return false;
  for (std::size_t i = 1; i < values.size(); ++i) {
    if (values[i] - values[i - 1] != by) return false;
  }
  return true;
}

Document numbers(std::span<const double> values, int digits = 7) {
  Document out = Document::array();
  for (const double value : values) out.push_back(short_number(value, digits));
  return out;
}

Document places(std::span<const double> values) {
  if (!is_even(values)) return numbers(values);
  Document out = Document::object();
  out["from"] = base::document_number(values[0]);
  out["by"] = base::document_number(values[1] - values[0]);
  out["count"] = values.size();
  return out;
}

void set_texts(Document& out, const char* name, std::span<const std::string> texts) {
  if (texts.empty()) return;
  Document& list = out[name] = Document::array();
  for (const std::string& text : texts) list.push_back(visible_text(text));
}

void set_hollow(Document& trace, const std::vector<bool>& filled) {
  Document indexes = Document::array();
  for (std::size_t i = 0; i < filled.size(); ++i) {
    if (!filled[i]) indexes.push_back(i);
  }
  if (!indexes.empty()) trace["hollow"] = std::move(indexes);
}

Document axis_document(const model::ChartAxis& axis) {
  Document out = Document::object();
  out["title"] = visible_text(axis.title);
  if (axis.kind == AxisKind::log) out["kind"] = "log";
  if (axis.kind == AxisKind::category) out["kind"] = "category";
  if (axis.unit != AxisUnit::plain) out["unit"] = axis_unit_name(axis.unit);
  if (axis.kind == AxisKind::category) set_texts(out, "categories", axis.categories);
  return out;
}

void set_spread(Document& trace, const model::Spread& spread) {
  trace["of"] = spread.mean_trace;
  trace["sd"] = numbers(spread.sd, 4);  // a band is drawn, never read off
  trace["low"] = places(spread.low);
  trace["high"] = places(spread.high);
  const std::set<std::uint32_t> counts(spread.n.begin(), spread.n.end());
  trace["n"] = counts.size() == 1 ? Document(*counts.begin()) : Document(spread.n);
  Document& factors = trace["half"] = Document::object();
  for (const std::uint32_t n : counts) {
    if (n < 2) continue;
    factors[std::to_string(n)] =
        short_number(analysis::two_sided_quantile(0.05, n - 1.0) / std::sqrt(static_cast<double>(n)));
  }
}

Document marks_document(std::span<const model::ChartMark> marks) {
  Document out = Document::array();
  for (const model::ChartMark& mark : marks)
    out.push_back(Document::array({short_number(mark.x, 15), visible_text(mark.label)}));
  return out;
}

Document trace_document(const Trace& trace) {
  Document out = Document::object();
  out["kind"] = kind_name(trace.kind);
  out["emphasis"] = emphasis_name(trace.emphasis);
  out["name"] = visible_text(trace.name);
  out["colour"] = trace.colour;
  if (!trace.curve.run.empty()) {
    out["curve"] = Document::array({trace.curve.run, trace.curve.series});
  } else if (!trace.spread.n.empty()) {
    set_spread(out, trace.spread);
  } else {
    out["x"] = places(trace.x);
    out["y"] = places(trace.y);
    if (trace.kind == Trace::Kind::band) out["high"] = places(trace.y_high);
  }
  set_texts(out, "labels", trace.labels);
  set_texts(out, "links", trace.links);
  set_hollow(out, trace.filled);
  return out;
}

}  // namespace

const char* axis_unit_name(AxisUnit unit) {
  switch (unit) {
    case AxisUnit::plain:
      return "plain";
    case AxisUnit::fraction_as_percent:
      return "fraction";
    case AxisUnit::percent:
      return "percent";
    case AxisUnit::seconds:
      return "seconds";
    case AxisUnit::milliseconds:
      return "milliseconds";
    case AxisUnit::bytes:
      return "bytes";
    case AxisUnit::date:
      return "date";
  }
  return "plain";
}

std::string plotly_specification(const model::Chart& chart) {
  Document out = Document::object();
  out["x"] = axis_document(chart.x);
  out["y"] = axis_document(chart.y);
  Document& traces = out["traces"] = Document::array();
  for (const Trace& trace : chart.traces) traces.push_back(trace_document(trace));
  if (!chart.marks.empty()) out["marks"] = marks_document(chart.marks);
  return base::write_document(out);
}

}  // namespace render
