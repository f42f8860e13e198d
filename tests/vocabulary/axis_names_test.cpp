#include "vocabulary/axis_names.h"

#include <gtest/gtest.h>

namespace {

using vocabulary::Axis;
using vocabulary::axis_of;

TEST(AxisNames, AreKnownInEverySpelling) {
  for (const char* name :
       {"step", " Step ", "global_step", "total timesteps", "Timestep", "training_iteration", "it"}) {
    EXPECT_EQ(axis_of(name).axis, Axis::step) << name;
  }
  EXPECT_EQ(axis_of("                  epoch").axis, Axis::epoch);
  EXPECT_EQ(axis_of("Timestamp").axis, Axis::wall_time);
}

TEST(AxisNames, MetricsAreNone) {
  for (const char* name : {"loss", "steps_per_second", "time", "Steps", "step_time", "", "epochs", "t"}) {
    EXPECT_EQ(axis_of(name).axis, Axis::none) << name;
  }
}

TEST(AxisNames, TheBetterNameHasTheLowerRank) {
  EXPECT_LT(axis_of("step").rank, axis_of("iteration").rank);
  EXPECT_LT(axis_of("global_step").rank, axis_of("total_timesteps").rank);
}

}  // namespace
