#pragma once
/// A chart on a page: static SVG that reads and prints without scripts, and the data from which the page's script draws
/// the interactive one in its place.
///
///   <figure class="chart" id=…>            class "chart wide" for full width; the script adds "is-live"
///     <div class="plot">                   scrolls sideways on narrow screens
///       <svg class="chart-svg" …>          525 x 260, wide: 1080 x 320; hidden on screen, kept in print, once live
///       <div class="live">                 added by the script: the interactive chart, hidden in print
///     <script type="application/json" class="chart-data">
///     <figcaption>
///
/// What the style sheet sets (no style attributes: the pages' policy forbids them). Colours come from custom
/// properties:
/// --s0 … --s7 (series), --grey (comparison), --ink, --soft, --grid, --paper; the script reads the same ones.
///   .s0 … .s7, .grey       the colour of a trace: set --c; the shapes below draw with it
///   .line                  fill none, stroke --c; with .bold (2px), .normal (1.5px), .thin (1px, lighter) or .grey
///   .band                  fill --c at 15 %
///   .dot                   fill and stroke --c; .dot.hollow: fill --paper
///   .gap                   mark where NaN or infinity was logged: stroke --c, fill none
///   .mark, .mark-label     dashed vertical line (stroke --soft), and its text in --ink on a halo of --paper
///   .grid                  grid lines (stroke --grid);  .tick, .axis-title: text in --soft;  .lab: text in --ink

#include <cstddef>
#include <string>
#include <string_view>

#include "model/chart.h"

namespace render {

/// The figure as above; everything escaped. A chart without traces gives the caption alone in the figure.
std::string render_figure(const model::Chart& chart);
/// The SVG alone, role="img" with the alternative as its label.
std::string render_svg(const model::Chart& chart);

/// One cell of a forest plot column: dot, line, zero mark, arrowheads where the interval leaves the scale.
/// <svg class="interval good" viewBox="0 0 120 20"> with .zero (line in --rule-strong), .line, .dot, .arrow in the
/// tone's colour (classes calm, good, bad set --c).
struct IntervalCell {
  double estimate = 0, low = 0, high = 0;  ///< NaN low/high: a dot only
  double scale = 1;                        ///< the column's half-width: ±scale spans the cell
  enum class Tone { calm, good, bad } tone = Tone::calm;
  std::string label;  ///< for readers who do not see it
};
std::string render_interval(const IntervalCell& cell);

}  // namespace render
