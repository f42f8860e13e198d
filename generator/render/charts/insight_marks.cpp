#include "render/charts/insight_marks.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <utility>

#include "model/findings/experiment.h"
#include "words/insight_kinds.h"
#include "words/parts/number_format.h"

namespace render {
namespace {

using MarkKind = model::Insight::Kind;

/// By x; labels of one place side by side.
std::vector<model::ChartMark> merged_in_order(std::vector<model::ChartMark> marks) {
  std::stable_sort(marks.begin(), marks.end(), [](const auto& a, const auto& b) { return a.x < b.x; });
  std::vector<model::ChartMark> merged;
  for (model::ChartMark& mark : marks) {
    if (!merged.empty() && merged.back().x == mark.x) {
      if (merged.back().label != mark.label) merged.back().label += "; " + mark.label;
    } else {
      merged.push_back(std::move(mark));
    }
  }
  return merged;
}

}  // namespace

double place_on(const model::PointRef& point, model::CurveAxis axis) {
  switch (axis) {
    case model::CurveAxis::step:
      return point.step;
    case model::CurveAxis::epoch:
      return point.epoch;
    case model::CurveAxis::row:
      return point.row;
  }
  return model::kMissing;
}

const model::Insight* find_insight(const model::RunDigest& run, MarkKind kind, const std::string& metric) {
  for (const model::Insight& insight : run.insights) {
    if (insight.kind == kind && insight.metric == metric) return &insight;
  }
  return nullptr;
}

double middle_place(std::span<const model::RunDigest* const> runs, MarkKind kind, const std::string& metric,
                    model::CurveAxis axis) {
  std::vector<double> places;
  for (const model::RunDigest* run : runs) {
    const model::Insight* insight = find_insight(*run, kind, metric);
    if (insight != nullptr && std::isfinite(place_on(insight->from, axis))) {
      places.push_back(place_on(insight->from, axis));
    }
  }
  if (places.empty()) return model::kMissing;
  const auto middle = places.begin() + static_cast<std::ptrdiff_t>((places.size() - 1) / 2);
  std::nth_element(places.begin(), middle, places.end());
  return *middle;
}

std::vector<model::ChartMark> run_marks(const model::RunDigest& run, std::span<const std::string> metrics,
                                        model::CurveAxis axis, bool whole) {
  std::vector<model::ChartMark> marks;
  for (const model::Insight& insight : run.insights) {
    const bool drawn = std::find(metrics.begin(), metrics.end(), insight.metric) != metrics.end();
    if (!drawn && !(whole && insight.metric.empty())) continue;
    const double x = place_on(insight.from, axis);
    if (std::isfinite(x)) marks.push_back({x, std::string(words::insight_row(insight.kind).mark(insight.amount))});
  }
  return merged_in_order(std::move(marks));
}

std::vector<model::ChartMark> repeat_marks(std::span<const model::ExperimentInsight> insights,
                                           std::span<const model::RunDigest* const> runs, const std::string& metric,
                                           model::CurveAxis axis, bool whole) {
  std::vector<model::ChartMark> marks;
  for (const model::ExperimentInsight& insight : insights) {
    if (insight.kind != model::ExperimentInsight::Kind::of_runs) continue;
    if (insight.metric != metric && !(whole && insight.metric.empty())) continue;
    const double x = middle_place(runs, insight.insight, insight.metric, axis);
    if (!std::isfinite(x)) continue;
    std::string label(words::insight_row(insight.insight).mark(insight.amount));
    // Of those that are drawn: an insight is of all runs, counted or not.
    const auto having =
        static_cast<std::size_t>(std::count_if(runs.begin(), runs.end(), [&](const model::RunDigest* run) {
          return find_insight(*run, insight.insight, insight.metric) != nullptr;
        }));
    if (runs.size() > 1) label += ", " + words::format_count(having) + " of " + words::format_count(runs.size());
    marks.push_back({x, std::move(label)});
  }
  return merged_in_order(std::move(marks));
}

}  // namespace render
