#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <string>

#include "render/html/figure.h"

namespace render {
namespace {

using testing::HasSubstr;
using testing::Not;

// A cell is 120 wide with zero at 60; ± scale is 56 to either side.

TEST(Interval, DrawsEstimateAndEndsToScale) {
  const std::string svg = render_interval(
      {.estimate = 7.5, .low = 5, .high = 10, .scale = 10, .tone = IntervalCell::Tone::good, .label = "change +7.5"});
  EXPECT_THAT(svg, HasSubstr("class=\"interval good\""));
  EXPECT_THAT(svg, HasSubstr("aria-label=\"change +7.5\""));
  EXPECT_THAT(svg, HasSubstr("<path class=\"line\" d=\"M88 10h28\"/>"));
  EXPECT_THAT(svg, HasSubstr("<circle class=\"dot\" cx=\"102\""));
  EXPECT_THAT(svg, Not(HasSubstr("arrow")));
}

TEST(Interval, DrawsWhatIsBelowZeroLeftOfIt) {
  const std::string svg = render_interval({.estimate = -5, .low = -10, .high = 0, .scale = 10});
  EXPECT_THAT(svg, HasSubstr("<path class=\"line\" d=\"M4 10h56\"/>"));
  EXPECT_THAT(svg, HasSubstr("cx=\"32\""));
  EXPECT_THAT(svg, HasSubstr("class=\"interval calm\""));
}

TEST(Interval, EndsInArrowheadsWhereItLeavesTheScale) {
  const std::string wide = render_interval({.estimate = 0, .low = -20, .high = 20, .scale = 10});
  EXPECT_THAT(wide, HasSubstr("<path class=\"line\" d=\"M4 10h112\"/>"));
  EXPECT_THAT(wide, HasSubstr("<path class=\"arrow\" d=\"M1 10"));
  EXPECT_THAT(wide, HasSubstr("<path class=\"arrow\" d=\"M119 10"));
  const std::string far =
      render_interval({.estimate = 30, .low = 25, .high = std::numeric_limits<double>::infinity(), .scale = 10});
  EXPECT_THAT(far, Not(HasSubstr("circle")));
  EXPECT_THAT(far, HasSubstr("<path class=\"arrow\" d=\"M119 10"));
}

TEST(Interval, IsADotAloneWithoutEndsAndNothingWithoutAScale) {
  const double nan = std::nan("");
  const std::string dot = render_interval({.estimate = 5, .low = nan, .high = nan, .scale = 10});
  EXPECT_THAT(dot, HasSubstr("cx=\"88\""));
  EXPECT_THAT(dot, Not(HasSubstr("class=\"line\"")));
  const std::string none = render_interval({.estimate = 5, .low = 1, .high = 9, .scale = 0});
  EXPECT_THAT(none, HasSubstr("class=\"zero\""));
  EXPECT_THAT(none, Not(HasSubstr("dot")));
}

TEST(Interval, EscapesItsLabel) {
  EXPECT_THAT(render_interval({.label = "\"><script>"}), HasSubstr("aria-label=\"&quot;&gt;&lt;script&gt;\""));
}

}  // namespace
}  // namespace render
