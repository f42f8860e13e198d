#pragma once
/// Points so far on the worse side of the others that they would flatten a chart.

#include <string>
#include <vector>

#include "model/chart.h"
#include "model/run.h"
#include "model/settings.h"

namespace render {

/// Moves the points of `points` that lie beyond Tukey's outer fence on the worse side (below Q1 − 3 (Q3 − Q1) when
/// higher is better, above Q3 + 3 (Q3 − Q1) when lower is) into a trace of their own at the edge of what remains, and
/// returns it; empty if there are fewer than eight points, none lies out, or the direction is unknown. Quartiles by
/// linear interpolation (Hyndman and Fan, type 7). Labels keep the true values. The points stay in `points` as gaps.
model::Trace take_outside_points(model::Trace& points, model::Direction direction);

/// " 2 lie below the chart: EXP005: 47.6 % ± 3.2 and EXP027: …" or nothing.
std::string outside_sentence(const model::Trace& outside, model::Direction direction);

}  // namespace render
