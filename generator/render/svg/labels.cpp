#include "render/svg/labels.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <numeric>
#include <optional>

#include "base/text/utf8.h"
#include "render/html/html.h"

namespace render {
namespace {

using model::Chart;
using model::Trace;

constexpr int kLineHeight = 140;  // tenths of a pixel
constexpr std::size_t kLongestPointLabel = 28;

struct EndLabel {
  const Trace* trace = nullptr;
  SvgPoint end;
};

std::optional<SvgPoint> end_of(const Trace& trace, const SvgLayout& layout) {
  for (std::size_t i = std::min(trace.x.size(), trace.y.size()); i-- > 0;) {
    if (layout.x.holds(trace.x[i]) && layout.y.holds(trace.y[i])) {
      return SvgPoint{layout.x.at(trace.x[i]), layout.y.at(trace.y[i])};
    }
  }
  return std::nullopt;
}

void append_text(std::string& out, SvgPoint at, const char* anchor, const std::string& name, std::size_t limit) {
  const std::string whole = visible_text(name);
  const std::string shown = base::shorten(whole, limit);
  out += "<text class=\"lab\" x=\"";
  append_tenths(out, at.x);
  out += "\" y=\"";
  append_tenths(out, at.y);
  out += '"';
  if (*anchor != '\0') out.append(" text-anchor=\"").append(anchor).append("\"");
  out += '>';
  out += escape_html(shown);
  if (shown != whole) out.append("<title>").append(escape_html(whole)).append("</title>");
  out += "</text>";
}

/// In tenths of a pixel.
struct Box {
  int left = 0, top = 0, right = 0, bottom = 0;
  bool overlaps(const Box& other) const {
    return left < other.right && other.left < right && top < other.bottom && other.top < bottom;
  }
};

struct Placed {
  SvgPoint at;
  const char* anchor = "";
  Box box;
};

/// Where a label of this width could stand beside its point, best first.
std::vector<Placed> places_beside(SvgPoint point, int width) {
  const auto placed = [&](int x, int y, const char* anchor) {
    const int left = *anchor == 'm' ? x - width / 2 : *anchor == 'e' ? x - width : x;
    return Placed{{x, y}, anchor, {left, y - 110, left + width, y + 30}};
  };
  return {placed(point.x - 60, point.y - 80, "end"), placed(point.x, point.y - 100, "middle"),
          placed(point.x + 70, point.y - 60, ""),    placed(point.x + 80, point.y + 40, ""),
          placed(point.x - 80, point.y + 40, "end"), placed(point.x, point.y + 190, "middle")};
}

}  // namespace

std::string colour_class(const Trace& trace) {
  if (trace.emphasis == Trace::Emphasis::grey || trace.colour < 0 || trace.colour > 7) return "grey";
  return std::string("s") + static_cast<char>('0' + trace.colour);
}

void spread_heights(std::vector<int>& heights, int gap, int top, int bottom) {
  std::vector<std::size_t> order(heights.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return heights[a] < heights[b]; });
  int free_from = top;
  for (const std::size_t i : order) {
    heights[i] = std::max(heights[i], free_from);
    free_from = heights[i] + gap;
  }
  int free_to = bottom;
  for (auto i = order.rbegin(); i != order.rend(); ++i) {
    heights[*i] = std::min(heights[*i], free_to);
    free_to = heights[*i] - gap;
  }
}

void append_end_labels(std::string& out, const Chart& chart, const SvgLayout& layout) {
  std::vector<EndLabel> labels;
  const std::size_t room = static_cast<std::size_t>((layout.bottom - layout.top) * 10 / kLineHeight);
  for (const Trace& trace : chart.traces) {
    const std::optional<SvgPoint> end = trace.label_at_end ? end_of(trace, layout) : std::nullopt;
    if (end && labels.size() < room) labels.push_back({&trace, *end});
  }
  std::vector<int> heights;
  for (const EndLabel& label : labels) heights.push_back(label.end.y);
  spread_heights(heights, kLineHeight, layout.top * 10, layout.bottom * 10);
  for (std::size_t i = 0; i < labels.size(); ++i) {
    const int edge = layout.right * 10;
    const SvgPoint end = labels[i].end;
    if (std::abs(heights[i] - end.y) > 40 && edge - end.x < 100) {
      out += "<path class=\"line thin " + colour_class(*labels[i].trace) + "\" d=\"";
      SvgPath path(out);
      path.move_to(end);
      path.line_to({edge + 50, heights[i]});
      out += "\"/>";
    }
    append_text(out, {edge + 70, heights[i] + 40}, "", labels[i].trace->name, end_label_limit(chart));
  }
}

void append_point_labels(std::string& out, const Chart& chart, const SvgLayout& layout) {
  std::vector<Box> taken;
  const Box frame{0, 120, layout.width * 10, layout.bottom * 10};
  for (const Trace& trace : chart.traces) {
    if (trace.kind != Trace::Kind::points || trace.emphasis != Trace::Emphasis::bold) continue;
    const std::size_t count = std::min({trace.x.size(), trace.y.size(), trace.labels.size()});
    for (std::size_t i = 0; i < count; ++i) {
      if (trace.labels[i].empty() || !layout.x.holds(trace.x[i]) || !layout.y.holds(trace.y[i])) continue;
      const SvgPoint point{layout.x.at(trace.x[i]), layout.y.at(trace.y[i])};
      const int width = text_width(base::shorten(visible_text(trace.labels[i]), kLongestPointLabel)) * 10;
      for (const Placed& place : places_beside(point, width)) {
        const Box& box = place.box;
        const bool inside = box.left >= frame.left && box.right <= frame.right && box.top >= frame.top - 120 &&
                            box.bottom <= frame.bottom;
        if (!inside || std::any_of(taken.begin(), taken.end(), [&](const Box& t) { return t.overlaps(box); })) continue;
        append_text(out, place.at, place.anchor, trace.labels[i], kLongestPointLabel);
        taken.push_back(box);
        break;
      }
    }
  }
}

void append_marks(std::string& out, const SvgLayout& layout) {
  for (const MarkPlace& place : layout.marks) {
    const int top = (layout.top - (layout.mark_rows - place.row) * kMarkRow) * 10;
    out += "<path class=\"mark\" d=\"";
    SvgPath path(out);
    path.move_to({place.x, top + 10});
    path.line_to({place.x, layout.bottom * 10});
    out += "\"/><text class=\"mark-label\" x=\"";
    append_tenths(out, place.to_left ? place.end : place.begin);
    out += "\" y=\"";
    append_tenths(out, top + 110);
    out.append(place.to_left ? "\" text-anchor=\"end\">" : "\">")
        .append(escape_html(place.mark->label))
        .append("</text>");
  }
}

}  // namespace render
