#pragma once
/// What the page's script draws the interactive chart from. Only this file and scripts/specification.ts know its
/// shape; only scripts/plotly*.ts know Plotly.
///
///   {"x": axis, "y": axis, "traces": [trace, …], "marks": [[x, label], …]}          marks are left out where there are
///   none axis   {"title", "kind": "linear|log|category", "unit":
///   "plain|fraction|percent|seconds|milliseconds|bytes|date",
///           "categories": […]}          kind and unit are left out when linear and plain; categories unless category
///   trace  {"kind": "line|steps|points|band", "emphasis": "bold|normal|thin|grey", "name", "colour": 0 … 7 or -1,
///           "x", "y", "high": numbers, "labels": […], "links": […], "hollow": [indexes]}
///          lines of runs have "curve": [slug, series] instead of x and y: the numbers are in data/curves/<slug>.js
///          bands over repeats have "of", the index of the trace with their mean, "sd", "low", "high": numbers, "n": a
///          number, or one a point, and "half": {n: half a 95 % interval over sd}, instead of x, y and high
///   numbers  [1.5, null, "inf", "-inf", …] with 7 significant digits, null for NaN; or {"from", "by", "count"}: evenly
///   spaced
///
/// Names and labels are as logged, repaired and made visible; the script escapes them for Plotly.

#include <string>

#include "model/chart.h"

namespace render {

/// The word for `unit` above and in the data files.
const char* axis_unit_name(model::AxisUnit unit);

/// Strict JSON that may stand in a script element. O(points).
std::string plotly_specification(const model::Chart& chart);

}  // namespace render
