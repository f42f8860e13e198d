#pragma once
/// What the curve charts say: axes, units, captions.

#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include "model/chart.h"
#include "model/curve.h"
#include "model/findings/fwd.h"

namespace render {

/// A metric as the project knows it, else as its name reads.
model::MetricInfo metric_info(const model::Project& project, const std::string& name);
/// Places in `names`, in the order charts are shown: that of the project's metrics, then the rest as they are.
std::vector<std::size_t> chart_order(const model::Project& project, std::span<const std::string> names);

model::AxisUnit axis_unit(model::ValueKind kind);
/// Title and kind for the x axis of curves.
model::ChartAxis curve_x_axis(model::CurveAxis axis);
/// Logarithmic if every finite value is positive and they span so much that a linear axis would show one flat line:
/// three powers of ten for what is minimised, six for anything else; never for shares.
model::AxisKind curve_y_kind(std::span<const model::Curve* const> curves, const model::MetricInfo& metric);

std::size_t count_finite(const model::Curve& curve);
/// How many points are drawn of how many and by what rule, restarts, and marks for values that are not finite.
std::string points_sentences(std::span<const model::Curve* const> curves);
/// "Line chart of validation loss by epoch, from 2.31 to 0.121; lowest 0.118 at epoch 22."
std::string curve_alternative(const model::Curve& curve, const model::MetricInfo& metric);

}  // namespace render
