#pragma once
/// A chart on a page: static SVG that reads and prints without scripts, and the data from which the page's script draws
/// the interactive one in its place.

#include <cstddef>
#include <string>
#include <string_view>

#include "model/chart.h"

namespace render {

/// `<figure class="chart" id=… data-chart>`: the SVG (role="img" with the alternative as label), `<script
/// type="application/json">` with the Plotly specification (see plotly.h), and the caption. Everything escaped.
std::string render_figure(const model::Chart& chart);
/// The SVG alone: viewBox "0 0 W H", colours by class names (`.s0` … `.s7`, `.grid`, `.lab`) that the theme's style sheet sets.
std::string render_svg(const model::Chart& chart);

/// One cell of a forest plot column: dot, line, zero mark, arrowheads where the interval leaves the scale.
struct IntervalCell {
  double estimate = 0, low = 0, high = 0;   ///< NaN low/high: a dot only
  double scale = 1;                         ///< the column's half-width: ±scale spans the cell
  enum class Tone { calm, good, bad } tone = Tone::calm;
  std::string label;                        ///< for readers who do not see it
};
std::string render_interval(const IntervalCell& cell);

}  // namespace render
