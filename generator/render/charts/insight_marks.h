#pragma once
/// Evidence of insights on the curves they speak of.

#include <span>
#include <string>
#include <vector>

#include "model/chart.h"
#include "model/curve.h"
#include "model/findings/fwd.h"
#include "model/run_digest.h"

namespace render {

/// Where a point lies on the axis of its curve; NaN: not logged there.
double place_on(const model::PointRef& point, model::CurveAxis axis);
/// What a mark says: "overfitting", "slower".
std::string mark_label(model::Insight::Kind kind, double amount);
/// The insight of this kind about this metric, or nullptr.
const model::Insight* find_insight(const model::RunDigest& run, model::Insight::Kind kind, const std::string& metric);
/// The middle of the places at which `kind` starts in these runs (of an even number the earlier of both middle ones,
/// which was logged); NaN where none has one.
double middle_place(std::span<const model::RunDigest* const> runs, model::Insight::Kind kind, const std::string& metric,
                    model::CurveAxis axis);

/// Marks by x, one a place, for a chart of `metrics` by `axis`; `whole`: also those of the run as a whole.
std::vector<model::ChartMark> run_marks(const model::RunDigest& run, std::span<const std::string> metrics,
                                        model::CurveAxis axis, bool whole);
/// The same for what repeats share, at the middle of their places: "overfitting, 4 of 5".
std::vector<model::ChartMark> repeat_marks(std::span<const model::ExperimentInsight> insights,
                                           std::span<const model::RunDigest* const> runs, const std::string& metric,
                                           model::CurveAxis axis, bool whole);

}  // namespace render
