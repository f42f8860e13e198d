#include <algorithm>
#include <cmath>
#include <string>

#include "render/html/figure.h"
#include "render/html/html.h"
#include "render/svg/path.h"

namespace render {
namespace {

constexpr int kMiddle = 600, kHalf = 560, kHeight = 100;  // tenths of a pixel in a cell of 120 × 20

int bar_place(double value, double scale) {
  const double share = value / scale;
  return kMiddle + static_cast<int>(std::lround(std::clamp(share, -1.0, 1.0) * kHalf));
}

/// An arrowhead that points out of the cell.
void append_arrow(std::string& out, int x, int outwards) {
  out += "<path class=\"arrow\" d=\"";
  SvgPath path(out);
  path.move_to({x + outwards * 30, kHeight});
  path.line_to({x - outwards * 30, kHeight - 35});
  path.line_to({x - outwards * 30, kHeight + 35});
  path.close();
  out += "\"/>";
}

void append_span(std::string& out, const IntervalCell& cell) {
  const int low = bar_place(cell.low, cell.scale), high = bar_place(cell.high, cell.scale);
  out += "<path class=\"line\" d=\"";
  SvgPath path(out);
  path.move_to({low, kHeight});
  path.step_to({high, kHeight});
  out += "\"/>";
  if (cell.low < -cell.scale) append_arrow(out, low, -1);
  if (cell.high > cell.scale) append_arrow(out, high, 1);
}

const char* tone_of(IntervalCell::Tone tone) {
  switch (tone) {
    case IntervalCell::Tone::good:
      return "good";
    case IntervalCell::Tone::bad:
      return "bad";
    case IntervalCell::Tone::calm:
      return "calm";
  }
  return "calm";
}

}  // namespace

std::string render_interval(const IntervalCell& cell) {
  std::string out = "<svg class=\"interval ";
  out.append(tone_of(cell.tone)).append("\" viewBox=\"0 0 120 20\" role=\"img\" aria-label=\"");
  out.append(escape_html(cell.label)).append("\"><path class=\"zero\" d=\"M60 3v14\"/>");
  if (cell.scale > 0 && std::isfinite(cell.scale)) {
    // Infinite ends are clamped like any that leave the cell.
    if (!std::isnan(cell.low) && !std::isnan(cell.high)) append_span(out, cell);
    if (!std::isnan(cell.estimate)) {
      const double share = cell.estimate / cell.scale;
      if (std::abs(share) > 1) {
        append_arrow(out, bar_place(cell.estimate, cell.scale), share < 0 ? -1 : 1);
      } else {
        out += "<circle class=\"dot\" cx=\"";
        append_tenths(out, bar_place(cell.estimate, cell.scale));
        out += "\" cy=\"10\" r=\"3.5\"/>";
      }
    }
  }
  out += "</svg>";
  return out;
}

}  // namespace render
