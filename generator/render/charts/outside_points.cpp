#include "render/charts/outside_points.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <cstddef>
#include <utility>

#include "words/parts/lists.h"

namespace render {
namespace {

constexpr std::size_t kFewestPoints = 8;
constexpr std::size_t kNamed = 5;

/// REQUIRES: sorted, not empty.
double quantile(const std::vector<double>& sorted, double share) {
  assert(!sorted.empty() && std::is_sorted(sorted.begin(), sorted.end()));
  const double place = share * static_cast<double>(sorted.size() - 1);
  const auto below = static_cast<std::size_t>(place);
  const std::size_t above = std::min(below + 1, sorted.size() - 1);
  return sorted[below] + (place - static_cast<double>(below)) * (sorted[above] - sorted[below]);
}

}  // namespace

model::Trace take_outside_points(model::Trace& points, model::Direction direction) {
  model::Trace outside;
  outside.kind = model::Trace::Kind::points;
  outside.emphasis = model::Trace::Emphasis::grey;
  outside.name = "Outside the chart";
  if (points.y.size() < kFewestPoints || direction == model::Direction::unknown) return outside;
  std::vector<double> sorted = points.y;
  std::sort(sorted.begin(), sorted.end());
  const double low = quantile(sorted, 0.25);
  const double high = quantile(sorted, 0.75);
  const bool below = direction == model::Direction::maximize;
  const double fence = below ? low - 3 * (high - low) : high + 3 * (high - low);
  const auto is_outside = [&](double value) { return below ? value < fence : value > fence; };
  double edge = below ? sorted.back() : sorted.front();
  for (const double value : sorted) {
    if (!is_outside(value)) edge = below ? std::min(edge, value) : std::max(edge, value);
  }
  edge += (below ? -0.08 : 0.08) * std::abs(sorted[below ? sorted.size() - 1 : 0] - edge);
  for (std::size_t i = 0; i < points.y.size(); ++i) {
    if (!is_outside(points.y[i])) continue;
    outside.x.push_back(points.x[i]);
    outside.y.push_back(edge);
    outside.labels.push_back(points.labels[i] + (below ? " (below the chart)" : " (above the chart)"));
    outside.links.push_back(points.links[i]);
    outside.filled.push_back(false);
    points.y[i] = model::kMissing;
  }
  return outside;
}

std::string outside_sentence(const model::Trace& outside, model::Direction direction) {
  if (outside.x.empty()) return {};
  std::vector<std::string> names;
  for (const std::string& label : outside.labels) names.push_back(label.substr(0, label.find(" ±")));
  return std::string(" Grey, at the edge: what lies ") + (direction == model::Direction::maximize ? "below" : "above") +
         " the chart (" + words::listed_with_rest(std::move(names), kNamed) + ").";
}

}  // namespace render
