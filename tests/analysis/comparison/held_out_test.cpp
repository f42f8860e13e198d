#include "analysis/comparison/held_out.h"

#include <gtest/gtest.h>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

#include "support/all_findings.h"

namespace analysis {
namespace {

using Values = std::vector<double>;

model::Curve curve_of(Values y) {
  model::Curve curve{.metric = "val/accuracy", .axis = model::CurveAxis::epoch};
  for (std::size_t i = 0; i < y.size(); ++i) curve.x.push_back(static_cast<double>(i + 1));
  curve.y = std::move(y);
  return curve;
}

/// One experiment whose runs have these curves.
model::Estimate held_out_of(const std::vector<model::Curve>& curves, model::Direction direction) {
  model::Project project;
  project.metrics = {{.name = "val/accuracy", .direction = direction}};
  project.metrics[0].best_along = model::CurveAxis::epoch;
  project.objective = 0;
  std::vector<model::Experiment> experiments(1);
  model::MetricEstimate value{.metric = 0};
  value.at_best.n = static_cast<std::uint32_t>(curves.size());
  experiments[0].metrics = {value};
  for (model::Index run = 0; run < curves.size(); ++run) experiments[0].runs.push_back(run);
  find_held_out(
      project, [&](model::Index run) { return std::vector<model::Curve>{curves[run]}; },
      [](model::Index) { return std::optional<model::Index>(0); }, experiments);
  return experiments[0].held_out;
}

TEST(HeldOut, TakesEachRunWhereTheOthersAreBest) {
  const model::Estimate estimate = held_out_of(
      {curve_of({0.6, 0.6, 0.7}), curve_of({0.4, 0.9, 0.6}), curve_of({0.6, 0.7, 0.8})}, model::Direction::maximize);
  // Run 1: others 1.0, 1.6, 1.4: epoch 2, 0.6. Run 2: others 1.2, 1.3, 1.5: epoch 3, 0.6. Run 3: others 1.0, 1.5, 1.3:
  // epoch 2, 0.7.
  EXPECT_EQ(estimate.n, 3u);
  EXPECT_NEAR(estimate.mean, (0.6 + 0.6 + 0.7) / 3, 1e-12);
}

TEST(HeldOut, MinimisesWhereLessIsBetter) {
  const model::Estimate estimate =
      held_out_of({curve_of({3, 1, 2}), curve_of({3, 2, 1}), curve_of({3, 1, 2})}, model::Direction::minimize);
  // Run 1: others 6, 3, 3: the earlier, 1. Run 2: others 6, 2, 4: epoch 2, 2. Run 3: as run 1.
  EXPECT_NEAR(estimate.mean, 4.0 / 3, 1e-12);
}

TEST(HeldOut, LooksAtEpochsThatAllHave) {
  model::Curve late = curve_of({0.9, 0.5});
  late.x = {2, 3};
  const model::Estimate estimate =
      held_out_of({late, curve_of({0.1, 0.2, 0.9}), curve_of({0.9, 0.3, 0.4})}, model::Direction::maximize);
  // Common epochs are 2 and 3. Run 1: others 0.5, 1.3: 0.5. Run 2: others 1.2, 0.9: 0.2. Run 3: others 1.1, 1.4: 0.4.
  EXPECT_NEAR(estimate.mean, (0.5 + 0.2 + 0.4) / 3, 1e-12);
}

TEST(HeldOut, SaysNothingOfTwoRunsOrOfThinnedCurves) {
  EXPECT_EQ(held_out_of({curve_of({1, 2}), curve_of({2, 1})}, model::Direction::maximize).n, 0u);
  model::Curve thinned = curve_of({1, 2});
  thinned.thinned = true;
  EXPECT_EQ(held_out_of({thinned, curve_of({2, 1}), curve_of({2, 1})}, model::Direction::maximize).n, 0u);
}

}  // namespace
}  // namespace analysis
