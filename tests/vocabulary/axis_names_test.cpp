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

TEST(AxisNames, OfOtherLanguagesAndBehindAGroup) {
  EXPECT_EQ(axis_of("\xc3\x89poca").axis, Axis::epoch);
  EXPECT_EQ(axis_of("迭代").axis, Axis::step);
  EXPECT_EQ(axis_of("train/global_step").axis, Axis::step);
  EXPECT_EQ(axis_of("loss/step").axis, Axis::none);
  EXPECT_LT(axis_of("global_step").rank, axis_of("trainer/global_step").rank);
}

TEST(AxisNames, WhatMayBeAnAxisSaysHowSureItIs) {
  using vocabulary::AxisSureness;
  using vocabulary::possible_axis_of;
  for (const char* name : {"round", "episode", "generation", "update", "env_steps", "comm round"}) {
    EXPECT_EQ(axis_of(name).axis, Axis::none) << name;
    EXPECT_EQ(possible_axis_of(name).axis, Axis::step) << name;
    EXPECT_EQ(possible_axis_of(name).sureness, AxisSureness::likely) << name;
  }
  for (const char* name : {"Steps", "iterations", "iters", "n_iter", "batch", "samples", "tokens", "frames"}) {
    EXPECT_EQ(possible_axis_of(name).axis, Axis::step) << name;
    EXPECT_EQ(possible_axis_of(name).sureness, AxisSureness::perhaps) << name;
  }
  EXPECT_EQ(possible_axis_of("epochs").axis, Axis::epoch);
  EXPECT_EQ(possible_axis_of("epoch").sureness, AxisSureness::certain);
}

TEST(AxisNames, IndexesOfDataFrames) {
  for (const char* name : {"", "Unnamed: 0", "index"}) EXPECT_TRUE(vocabulary::names_row_index(name)) << name;
  EXPECT_FALSE(vocabulary::names_row_index("id"));
}

}  // namespace
