#include "render/charts/plotly.h"

#include <array>
#include <charconv>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <set>
#include <span>
#include <vector>

#include "analysis/statistics/distributions.h"
#include "base/json/json.h"
#include "render/html/html.h"

namespace render {
namespace {

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

void append_short(std::string& out, double value, int digits = 7) {
  if (std::isnan(value)) {
    out += "null";
  } else if (std::isinf(value)) {
    out += value > 0 ? "\"inf\"" : "\"-inf\"";
  } else {
    std::array<char, 32> buffer;
    const auto end =
        std::to_chars(buffer.data(), buffer.data() + buffer.size(), value, std::chars_format::general, digits);
    out.append(buffer.data(), end.ptr);
  }
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

void append_numbers(std::string& out, const char* name, std::span<const double> values) {
  out.append(",\"").append(name).append("\":");
  if (is_even(values)) {
    out += "{\"from\":";
    base::append_json_number(out, values[0]);
    out += ",\"by\":";
    base::append_json_number(out, values[1] - values[0]);
    out.append(",\"count\":").append(std::to_string(values.size())).append("}");
    return;
  }
  out += '[';
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (i != 0) out += ',';
    append_short(out, values[i]);
  }
  out += ']';
}

void append_texts(std::string& out, const char* name, std::span<const std::string> texts) {
  if (texts.empty()) return;
  out.append(",\"").append(name).append("\":[");
  for (std::size_t i = 0; i < texts.size(); ++i) {
    if (i != 0) out += ',';
    base::append_json_string(out, visible_text(texts[i]));
  }
  out += ']';
}

void append_hollow(std::string& out, const std::vector<bool>& filled) {
  std::string indexes;
  for (std::size_t i = 0; i < filled.size(); ++i) {
    if (!filled[i]) indexes += (indexes.empty() ? "" : ",") + std::to_string(i);
  }
  if (!indexes.empty()) out += ",\"hollow\":[" + indexes + "]";
}

void append_axis(std::string& out, const char* name, const model::ChartAxis& axis) {
  out.append("\"").append(name).append("\":{\"title\":");
  base::append_json_string(out, visible_text(axis.title));
  if (axis.kind == AxisKind::log) out += ",\"kind\":\"log\"";
  if (axis.kind == AxisKind::category) out += ",\"kind\":\"category\"";
  if (axis.unit != AxisUnit::plain) out.append(",\"unit\":\"").append(axis_unit_name(axis.unit)).append("\"");
  if (axis.kind == AxisKind::category) append_texts(out, "categories", axis.categories);
  out += "},";
}

/// Four digits: a band is drawn, never read off.
void append_spread_values(std::string& out, const char* name, std::span<const double> values) {
  out.append(",\"").append(name).append("\":[");
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (i != 0) out += ',';
    append_short(out, values[i], 4);
  }
  out += ']';
}

void append_spread(std::string& out, const model::Spread& spread) {
  out.append(",\"of\":").append(std::to_string(spread.mean_trace));
  append_spread_values(out, "sd", spread.sd);
  append_numbers(out, "low", spread.low);
  append_numbers(out, "high", spread.high);
  const std::set<std::uint32_t> counts(spread.n.begin(), spread.n.end());
  out += ",\"n\":";
  if (counts.size() == 1) {
    out += std::to_string(*counts.begin());
  } else {
    for (std::size_t i = 0; i < spread.n.size(); ++i)
      out.append(i == 0 ? "[" : ",").append(std::to_string(spread.n[i]));
    out += ']';
  }
  std::string factors;
  for (const std::uint32_t n : counts) {
    if (n < 2) continue;
    factors.append(factors.empty() ? "\"" : ",\"").append(std::to_string(n)).append("\":");
    append_short(factors, analysis::two_sided_quantile(0.05, n - 1.0) / std::sqrt(static_cast<double>(n)));
  }
  out.append(",\"half\":{").append(factors).append("}");
}

void append_marks(std::string& out, std::span<const model::ChartMark> marks) {
  for (std::size_t i = 0; i < marks.size(); ++i) {
    out.append(i == 0 ? ",\"marks\":[[" : ",[");
    append_short(out, marks[i].x, 15);
    out += ',';
    base::append_json_string(out, visible_text(marks[i].label));
    out += ']';
  }
  if (!marks.empty()) out += ']';
}

void append_trace(std::string& out, const Trace& trace) {
  out.append("{\"kind\":\"").append(kind_name(trace.kind)).append("\",\"emphasis\":\"");
  out.append(emphasis_name(trace.emphasis)).append("\",\"name\":");
  base::append_json_string(out, visible_text(trace.name));
  out.append(",\"colour\":").append(std::to_string(trace.colour));
  if (!trace.curve.run.empty()) {
    out += ",\"curve\":[";
    base::append_json_string(out, trace.curve.run);
    out.append(",").append(std::to_string(trace.curve.series)).append("]");
  } else if (!trace.spread.n.empty()) {
    append_spread(out, trace.spread);
  } else {
    append_numbers(out, "x", trace.x);
    append_numbers(out, "y", trace.y);
    if (trace.kind == Trace::Kind::band) append_numbers(out, "high", trace.y_high);
  }
  append_texts(out, "labels", trace.labels);
  append_texts(out, "links", trace.links);
  append_hollow(out, trace.filled);
  out += '}';
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
  std::string out = "{";
  append_axis(out, "x", chart.x);
  append_axis(out, "y", chart.y);
  out += "\"traces\":[";
  for (std::size_t i = 0; i < chart.traces.size(); ++i) {
    if (i != 0) out += ',';
    append_trace(out, chart.traces[i]);
  }
  out += ']';
  append_marks(out, chart.marks);
  out += '}';
  return out;
}

}  // namespace render
