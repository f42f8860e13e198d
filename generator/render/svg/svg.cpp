#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>
#include <string>
#include <vector>

#include "render/html/figure.h"
#include "render/html/html.h"
#include "render/svg/labels.h"
#include "render/svg/layout.h"
#include "render/svg/path.h"

namespace render {
namespace {

using model::Chart;
using model::Trace;

const char* weight_class(Trace::Emphasis emphasis) {
  switch (emphasis) {
    case Trace::Emphasis::bold:
      return "bold";
    case Trace::Emphasis::normal:
    case Trace::Emphasis::grey:
      return "normal";
    case Trace::Emphasis::thin:
      return "thin";
  }
  return "normal";
}

void append_attribute(std::string& out, const char* name, int tenths) {
  out.append(" ").append(name).append("=\"");
  append_tenths(out, tenths);
  out += '"';
}

void append_axes(std::string& out, const Chart& chart, const SvgLayout& layout) {
  out += "<path class=\"grid\" d=\"";
  SvgPath grid(out);
  for (const Tick& tick : layout.y_ticks) {
    const int y = layout.y.at(tick.value);
    grid.move_to({layout.left * 10, y});
    grid.step_to({layout.right * 10, y});
  }
  out += "\"/><g class=\"tick\" text-anchor=\"end\">";
  for (const Tick& tick : layout.y_ticks) {
    out += "<text";
    append_attribute(out, "x", layout.left * 10 - 80);
    append_attribute(out, "y", layout.y.at(tick.value) + 40);
    out.append(">").append(escape_html(tick.label)).append("</text>");
  }
  out += "</g><g class=\"tick\" text-anchor=\"middle\">";
  for (const Tick& tick : layout.x_ticks) {
    const int x = layout.x.at(tick.value);
    const bool at_edge = x + text_width(tick.label) * 5 > layout.width * 10;
    out += "<text";
    append_attribute(out, "x", at_edge ? layout.width * 10 : x);
    append_attribute(out, "y", layout.bottom * 10 + 170);
    if (at_edge) out += " text-anchor=\"end\"";
    out.append(">").append(escape_html(tick.label)).append("</text>");
  }
  out += "</g>";
  if (!chart.y.title.empty()) {
    out.append("<text class=\"axis-title\" x=\"0\" y=\"12\">").append(escape_html(chart.y.title)).append("</text>");
  }
  if (!chart.x.title.empty()) {
    out += "<text class=\"axis-title\" text-anchor=\"end\"";
    append_attribute(out, "x", layout.right * 10);
    append_attribute(out, "y", layout.height * 10 - 40);
    out.append(">").append(escape_html(chart.x.title)).append("</text>");
  }
}

/// Marks for values that have no place on the axis: NaN and −∞ at the bottom, +∞ at the top; one where several would
/// touch.
void append_gap_marks(std::string& out, const Trace& trace, const SvgLayout& layout) {
  std::string marks;
  SvgPath path(marks);
  int last = std::numeric_limits<int>::min() / 2;
  const std::size_t count = std::min(trace.x.size(), trace.y.size());
  for (std::size_t i = 0; i < count; ++i) {
    if (layout.y.holds(trace.y[i]) || !layout.x.holds(trace.x[i])) continue;
    const int x = layout.x.at(trace.x[i]);
    if (x - last < 60) continue;
    last = x;
    const int y = trace.y[i] > 0 ? layout.top * 10 + 40 : layout.bottom * 10 - 40;
    path.move_to({x - 30, y - 30});
    path.line_to({x + 30, y + 30});
    path.move_to({x - 30, y + 30});
    path.line_to({x + 30, y - 30});
  }
  if (!marks.empty()) out += "<path class=\"gap " + colour_class(trace) + "\" d=\"" + marks + "\"/>";
}

void append_segment(SvgPath& path, std::vector<SvgPoint>& segment, bool steps) {
  if (segment.empty()) return;
  if (!steps) thin_to_pixels(segment);
  path.move_to(segment.front());
  for (std::size_t i = 1; i < segment.size(); ++i) {
    if (steps) {
      path.step_to(segment[i]);
    } else {
      path.line_to(segment[i]);
    }
  }
  if (segment.size() == 1) path.dot();
  segment.clear();
}

void append_line(std::string& out, const Trace& trace, const SvgLayout& layout, std::vector<SvgPoint>& segment) {
  out += "<path class=\"line ";
  out.append(weight_class(trace.emphasis)).append(" ").append(colour_class(trace)).append("\" d=\"");
  SvgPath path(out);
  const bool steps = trace.kind == Trace::Kind::steps;
  const std::size_t count = std::min(trace.x.size(), trace.y.size());
  for (std::size_t i = 0; i < count; ++i) {
    if (layout.x.holds(trace.x[i]) && layout.y.holds(trace.y[i])) {
      segment.push_back({layout.x.at(trace.x[i]), layout.y.at(trace.y[i])});
    } else {
      append_segment(path, segment, steps);
    }
  }
  append_segment(path, segment, steps);
  out += "\"/>";
  append_gap_marks(out, trace, layout);
}

void append_band_part(SvgPath& path, std::vector<SvgPoint>& low, std::vector<SvgPoint>& high) {
  if (low.size() > 1) {
    thin_to_pixels(low);
    thin_to_pixels(high);
    path.move_to(low.front());
    for (std::size_t i = 1; i < low.size(); ++i) path.line_to(low[i]);
    for (std::size_t i = high.size(); i-- > 0;) path.line_to(high[i]);
    path.close();
  }
  low.clear();
  high.clear();
}

void append_band(std::string& out, const Trace& trace, const SvgLayout& layout) {
  out.append("<path class=\"band ").append(colour_class(trace)).append("\" d=\"");
  SvgPath path(out);
  std::vector<SvgPoint> low, high;
  const std::size_t count = std::min({trace.x.size(), trace.y.size(), trace.y_high.size()});
  for (std::size_t i = 0; i < count; ++i) {
    // On a log axis a lower edge at or below zero is drawn at the bottom.
    const bool open_below = layout.y.kind() == model::AxisKind::log && trace.y[i] <= 0;
    if (!layout.x.holds(trace.x[i]) || !layout.y.holds(trace.y_high[i]) ||
        !(open_below || layout.y.holds(trace.y[i]))) {
      append_band_part(path, low, high);
      continue;
    }
    const int x = layout.x.at(trace.x[i]);
    low.push_back({x, open_below ? layout.bottom * 10 : layout.y.at(trace.y[i])});
    high.push_back({x, layout.y.at(trace.y_high[i])});
  }
  append_band_part(path, low, high);
  out += "\"/>";
}

void append_points(std::string& out, const Trace& trace, const SvgLayout& layout) {
  const std::string colour = colour_class(trace);
  const std::size_t count = std::min(trace.x.size(), trace.y.size());
  const bool faint = trace.emphasis == Trace::Emphasis::thin;
  for (std::size_t i = 0; i < count; ++i) {
    if (!layout.x.holds(trace.x[i]) || !layout.y.holds(trace.y[i])) continue;
    const bool hollow = i < trace.filled.size() && !trace.filled[i];
    const bool linked = i < trace.links.size() && !trace.links[i].empty();
    const std::string label = i < trace.labels.size() ? escape_html(trace.labels[i]) : std::string();
    if (linked) {
      // The same pages are linked from the tables; the keyboard is not led through every mark.
      out.append("<a href=\"").append(escape_html(trace.links[i])).append("\" tabindex=\"-1\" aria-label=\"");
      out.append(label.empty() ? escape_html(trace.name) : label).append("\">");
    }
    out.append("<circle class=\"dot ").append(hollow ? "hollow " : "").append(faint ? "faint " : "").append(colour);
    out += '"';
    append_attribute(out, "cx", layout.x.at(trace.x[i]));
    append_attribute(out, "cy", layout.y.at(trace.y[i]));
    out += faint ? " r=\"3\">" : " r=\"4.5\">";
    if (!label.empty()) out.append("<title>").append(label).append("</title>");
    out += "</circle>";
    if (linked) out += "</a>";
  }
}

/// Strokes from the upper edge on, with what they are as titles.
void append_ticks(std::string& out, const Trace& trace, const SvgLayout& layout) {
  for (std::size_t i = 0; i < trace.x.size(); ++i) {
    if (!layout.x.holds(trace.x[i])) continue;
    out += "<path class=\"failed\" d=\"M";
    append_tenths(out, layout.x.at(trace.x[i]));
    out += ' ';
    append_tenths(out, layout.top * 10);
    out += "v7\">";
    if (i < trace.labels.size()) out.append("<title>").append(escape_html(trace.labels[i])).append("</title>");
    out += "</path>";
  }
}

bool has_links(const Chart& chart) {
  return std::any_of(chart.traces.begin(), chart.traces.end(), [](const Trace& trace) { return !trace.links.empty(); });
}

}  // namespace

std::string render_svg(const Chart& chart) {
  const SvgLayout layout = lay_out(chart);
  std::string out;
  out.reserve(16 * 1024);
  // An image has no parts that can be reached, so a chart with links in it is a group.
  out.append("<svg class=\"chart-svg\" viewBox=\"0 0 ").append(std::to_string(layout.width)).append(" ");
  out.append(std::to_string(layout.height)).append("\" font-size=\"12\" role=\"");
  out.append(has_links(chart) ? "group" : "img").append("\" aria-label=\"");
  out.append(escape_html(chart.alternative.empty() ? chart.title : chart.alternative)).append("\">");
  append_axes(out, chart, layout);
  out += "<g stroke-linejoin=\"round\" stroke-linecap=\"round\" fill=\"none\">";
  std::vector<SvgPoint> segment;
  for (const Trace& trace : chart.traces) {
    if (trace.kind == Trace::Kind::band) append_band(out, trace, layout);
    if (trace.kind == Trace::Kind::line || trace.kind == Trace::Kind::steps) append_line(out, trace, layout, segment);
    if (trace.kind == Trace::Kind::ticks) append_ticks(out, trace, layout);
    const bool names_only = trace.emphasis == Trace::Emphasis::bold;
    if (trace.kind == Trace::Kind::points && !names_only) append_points(out, trace, layout);
  }
  out += "</g>";
  append_marks(out, layout);
  append_end_labels(out, chart, layout);
  append_point_labels(out, chart, layout);
  out += "</svg>";
  return out;
}

}  // namespace render
