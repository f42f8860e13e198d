#include "ingest/metrics/trained_time.h"

#include <gtest/gtest.h>

#include <cmath>
#include <cstdint>
#include <utility>
#include <vector>

namespace {

double trained(std::vector<double> times, std::vector<std::uint32_t> starts = {}, std::uint32_t first_row = 0) {
  model::RowAxes axes;
  axes.rows = times.size();
  axes.wall_time_s = std::move(times);
  return ingest::find_trained_time(axes, first_row, starts);
}

TEST(TrainedTime, LeavesOutPausesBetweenLaunches) {
  // Four minutes of training, a night, then four more.
  EXPECT_EQ(trained({0, 60, 120, 180, 240, 40'000, 40'060, 40'120, 40'180, 40'240}), 480);
}

TEST(TrainedTime, OfOneLaunchIsNotSaid) {
  EXPECT_TRUE(std::isnan(trained({0, 60, 120, 180})));
  EXPECT_TRUE(std::isnan(trained({})));
  EXPECT_TRUE(std::isnan(trained({0, 700, 1'400, 2'100})));  // epochs of twelve minutes are no pauses
}

TEST(TrainedTime, LaunchesThatAreKnownNeedNoLongPause) {
  EXPECT_EQ(trained({0, 60, 120, 300, 360}, {3}), 180);
  EXPECT_EQ(trained({0, 60, 120, 300, 360, 420, 600}, {3, 6}, 3), 120);  // rows before another training count nothing
}

TEST(TrainedTime, RelativeTimesSayNothing) {
  model::RowAxes axes;
  axes.rows = 3;
  axes.wall_time_s = {0, 60, 40'000};
  axes.relative_time = true;
  EXPECT_TRUE(std::isnan(ingest::find_trained_time(axes, 0, {})));
}

}  // namespace
