#pragma once
/// Names written into a chart, kept off each other.

#include <string>
#include <vector>

#include "render/svg/layout.h"
#include "render/svg/path.h"

namespace render {

/// Moves the heights apart until neighbours are at least `gap` tenths of a pixel from each other, within [top, bottom]
/// as far as they fit; order by height (ties: by index) stays. In tenths of a pixel.
void spread_heights(std::vector<int>& heights, int gap, int top, int bottom);

/// Names of traces with label_at_end at the right edge, a short line leading from where the trace ends if the name had
/// to move.
void append_end_labels(std::string& out, const model::Chart& chart, const SvgLayout& layout);
/// Labels of bold point traces beside their points, where there is room.
void append_point_labels(std::string& out, const model::Chart& chart, const SvgLayout& layout);
/// Chart::marks as dashed lines with their labels above the plot.
void append_marks(std::string& out, const SvgLayout& layout);

/// "s0" to "s7", or "grey" for anything else.
std::string colour_class(const model::Trace& trace);

}  // namespace render
