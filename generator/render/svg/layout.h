#pragma once
/// Where the parts of a static chart go.

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "model/chart.h"
#include "render/svg/ticks.h"

namespace render {

/// One axis: values to tenths of a pixel. Never leaves the int range, whatever the value.
class Scale {
 public:
  Scale() = default;
  /// `from` and `to` in tenths of a pixel. REQUIRES: low < high, finite; both positive for log.
  Scale(model::AxisKind kind, double low, double high, int from, int to);
  int at(double value) const;
  /// Whether the value has a place: finite, and positive on a log axis.
  bool holds(double value) const;
  model::AxisKind kind() const { return kind_; }
  double low() const { return low_; }
  double high() const { return high_; }

 private:
  model::AxisKind kind_ = model::AxisKind::linear;
  double low_ = 0, high_ = 1;
  double origin_ = 0, factor_ = 1;
  int from_ = 0;
};

/// A mark of the chart, its label above the plot beside the line that leads down at `x`. `begin` and `end` of the label
/// like `x` in tenths of a pixel; row 0 is the topmost.
struct MarkPlace {
  const model::ChartMark* mark = nullptr;
  int x = 0, begin = 0, end = 0, row = 0;
  bool to_left = false;
};

/// Edges of the plot in pixels, scales and ticks.
struct SvgLayout {
  int width = 0, height = 0;
  int left = 0, top = 0, right = 0, bottom = 0;
  Scale x, y;
  std::vector<Tick> x_ticks, y_ticks;
  std::vector<MarkPlace> marks;
  int mark_rows = 0;  ///< of labels, each kMarkRow high, right above `top`
};
inline constexpr int kMarkRow = 14;  ///< in pixels

/// The places of marks point into `chart`.
SvgLayout lay_out(const model::Chart& chart);

/// Characters that end labels may have.
std::size_t end_label_limit(const model::Chart& chart);
/// About how many pixels a line of text takes at 12 px.
int text_width(std::string_view text);

}  // namespace render
