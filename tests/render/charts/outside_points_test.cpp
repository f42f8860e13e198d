#include "render/charts/outside_points.h"

#include <gtest/gtest.h>

#include <cmath>
#include <cstddef>
#include <string>
#include <utility>
#include <vector>

namespace {

model::Trace points(std::vector<double> values) {
  model::Trace trace;
  for (std::size_t i = 0; i < values.size(); ++i) {
    trace.x.push_back(static_cast<double>(i));
    trace.labels.push_back("E" + std::to_string(i) + ": v ± s");
    trace.links.push_back("e.html");
    trace.filled.push_back(true);
  }
  trace.y = std::move(values);
  return trace;
}

// Quartiles of 1 to 8 and 100 by type 7: 3 and 7, so the upper fence is 7 + 12 = 19.
TEST(OutsidePoints, BeyondTheOuterFenceStandAtTheEdge) {
  model::Trace all = points({1, 2, 3, 4, 5, 6, 7, 8, 100});
  const model::Trace outside = render::take_outside_points(all, model::Direction::minimize);
  ASSERT_EQ(outside.x.size(), 1u);
  EXPECT_EQ(outside.x[0], 8);
  EXPECT_GT(outside.y[0], 8);
  EXPECT_LT(outside.y[0], 9);
  EXPECT_TRUE(std::isnan(all.y[8]));
  EXPECT_EQ(render::outside_sentence(outside, model::Direction::minimize),
            " Grey, at the edge: what lies above the chart (E8: v).");
}

TEST(OutsidePoints, AGoodOneIsNeverOutside) {
  model::Trace all = points({1, 2, 3, 4, 5, 6, 7, 8, 100});
  EXPECT_TRUE(render::take_outside_points(all, model::Direction::maximize).x.empty());
  EXPECT_EQ(all.y[8], 100);
}

TEST(OutsidePoints, FewPointsAllStay) {
  model::Trace all = points({1, 1, 1, 1, 100});
  EXPECT_TRUE(render::take_outside_points(all, model::Direction::minimize).x.empty());
}

}  // namespace
