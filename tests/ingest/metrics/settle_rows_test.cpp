#include "ingest/metrics/settle_rows.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <map>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "support/run_builder.h"

namespace ingest {
namespace {

using support::run;
using testing::ElementsAre;
using testing::IsEmpty;

const double kNaN = model::kMissing;

/// The places at which the values of a series stand.
std::vector<double> steps_of(const model::Run& run, const std::string& name) {
  std::vector<double> steps;
  for (const model::Series& series : run.series) {
    for (std::size_t i = 0; series.name == name && i < series.values.size(); ++i)
      steps.push_back(run.axes.step[series.row_of(i)]);
  }
  return steps;
}

std::vector<double> values_of(const model::Run& run, const std::string& name) {
  for (const model::Series& series : run.series) {
    if (series.name == name) return series.values;
  }
  return {};
}

TEST(SettleRows, NothingIsTouchedWhereNothingGoesBack) {
  model::Run one = run("a").steps({0, 1, 1, 4}).metric("loss", {4, 3, 2, 1}).build();
  const Settled settled = settle_rows(one);
  EXPECT_EQ(settled.values, 0u);
  EXPECT_THAT(values_of(one, "loss"), ElementsAre(4, 3, 2, 1));
  EXPECT_EQ(one.axes.rows, 4u);
}

TEST(SettleRows, WhatWasTrainedOverIsLeftOut) {
  model::Run one = run("a").steps({0, 1, 2, 3, 2, 3, 4}).metric("loss", {9, 8, 7, 0.1, 6, 5, 4}).build();
  const Settled settled = settle_rows(one);
  EXPECT_EQ(settled.values, 2u);
  EXPECT_EQ(settled.resumes, 1u);
  EXPECT_EQ(settled.trainings, 0u);
  EXPECT_EQ(settled.from, 3);
  EXPECT_EQ(settled.to, 2);
  EXPECT_THAT(one.axes.step, ElementsAre(0, 1, 2, 3, 4));
  EXPECT_THAT(values_of(one, "loss"), ElementsAre(9, 8, 6, 5, 4));
  EXPECT_THAT(one.axes.resumed, ElementsAre(2u));
}

TEST(SettleRows, AResumedMetricThatStopsShortOfTheOldOneLosesWhatIsPastIt) {
  model::Run one = run("a").steps({0, 1, 2, 3, 1}).metric("loss", {9, 8, 7, 6, 5}).build();
  settle_rows(one);
  EXPECT_THAT(values_of(one, "loss"), ElementsAre(9, 5));
}

TEST(SettleRows, AnotherTrainingHidesTheOneBeforeEvenPastItsEnd) {
  model::Run one = run("a")
                       .steps({1, 2, 3, 4, 5, 1, 2, 3})
                       .metric("map", {0.2, 0.3, 0.4, 0.55, 0.6, 0.41, 0.44, 0.47})
                       .sparse("test", {4}, {0.6})
                       .build();
  const Settled settled = settle_rows(one);
  EXPECT_EQ(settled.trainings, 1u);
  EXPECT_THAT(values_of(one, "map"), ElementsAre(0.41, 0.44, 0.47));
  EXPECT_THAT(one.axes.step, ElementsAre(1, 2, 3));
  EXPECT_EQ(one.series.size(), 1u) << "the test value is of the training before";
  EXPECT_THAT(one.axes.resumed, IsEmpty());
}

TEST(SettleRows, RowsThatAreWrittenAgainCountOnceAndAreNoTraining) {
  model::Run one = run("a").steps({1, 1, 2, 1, 2, 3}).metric("loss", {3, 3, 2, 3, 2, 1}).build();
  const Settled settled = settle_rows(one);
  EXPECT_EQ(settled.trainings, 0u);
  EXPECT_EQ(settled.saved_again, 1u);
  EXPECT_THAT(values_of(one, "loss"), ElementsAre(3, 2, 1));
}

TEST(SettleRows, MetricsThatCountDifferentlyAreNoResume) {
  // Training by iteration, validation by epoch, both in "step".
  model::Run one = run("a")
                       .steps({0, 1, 2, 3, 0, 4, 5, 6, 7, 1})
                       .sparse("train", {0, 1, 2, 3, 5, 6, 7, 8}, {9, 8, 7, 6, 5, 4, 3, 2})
                       .sparse("val", {4, 9}, {0.5, 0.6})
                       .build();
  const Settled settled = settle_rows(one);
  EXPECT_EQ(settled.values, 0u);
  EXPECT_EQ(settled.resumes + settled.trainings + settled.disordered, 0u);
  EXPECT_EQ(one.axes.rows, 10u);
}

TEST(SettleRows, ARareMetricLosesWhatTheResumedTrainingLogsAgain) {
  // Killed at 7, resumed from 4; validation at 5 comes again at 5, which is no step back of its own.
  model::Run one = run("a")
                       .steps({3, 4, 5, 6, 7, 4, 5, 6})
                       .metric("train", {1, 2, 3, 4, 5, 6, 7, 8})
                       .sparse("val", {2, 6}, {0.9, 0.5})
                       .build();
  settle_rows(one);
  EXPECT_THAT(values_of(one, "val"), ElementsAre(0.5));
  EXPECT_THAT(values_of(one, "train"), ElementsAre(1, 6, 7, 8));
}

TEST(SettleRows, AMetricThatGoesOnKeepsItsValues) {
  model::Run one = run("a")
                       .steps({0, 10, 20, 10, 30, 40})
                       .sparse("a", {0, 2, 3}, {1, 2, 3})
                       .sparse("b", {1, 2, 4, 5}, {1, 2, 3, 4})
                       .build();
  settle_rows(one);
  EXPECT_THAT(values_of(one, "a"), ElementsAre(1, 3));
  EXPECT_THAT(values_of(one, "b"), ElementsAre(1, 2, 3, 4));
}

TEST(SettleRows, StepsWithinEpochsAreNoResume) {
  model::Run one =
      run("a").steps({0, 1, 2, 0, 1, 2}).epochs({0, 0, 0, 1, 1, 1}).metric("loss", {6, 5, 4, 3, 2, 1}).build();
  const Settled settled = settle_rows(one);
  EXPECT_TRUE(settled.steps_count_in_epochs);
  EXPECT_EQ(settled.values, 0u);
  EXPECT_THAT(values_of(one, "loss"), ElementsAre(6, 5, 4, 3, 2, 1));
  EXPECT_THAT(one.axes.step, IsEmpty());
}

TEST(SettleRows, EpochsThatBeginAgainWhileStepsGoOnAreNoResume) {
  model::Run one = run("a").steps({0, 1, 2, 3}).epochs({0, 1, 0, 1}).metric("loss", {4, 3, 2, 1}).build();
  EXPECT_EQ(settle_rows(one).values, 0u);
  EXPECT_THAT(values_of(one, "loss"), ElementsAre(4, 3, 2, 1));
}

TEST(SettleRows, PlacesInNoOrderKeepEveryValue) {
  // Three workers with counters of their own.
  model::Run one = run("a")
                       .steps({100, 120, 90, 140, 130, 160, 150, 180, 170, 200})
                       .metric("r", {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
                       .build();
  const Settled settled = settle_rows(one);
  EXPECT_EQ(settled.values, 0u);
  EXPECT_EQ(settled.disordered, 1u);
  EXPECT_EQ(values_of(one, "r").size(), 10u);
}

TEST(SettleRows, AFileThatWasSortedTheOtherWayKeepsEveryValue) {
  model::Run one = run("a").epochs({4, 3, 2, 1, 0}).no_steps().metric("loss", {1, 2, 3, 4, 5}).build();
  EXPECT_EQ(settle_rows(one).values, 0u);
}

TEST(SettleRows, ValuesWithoutAPlaceStay) {
  model::Run one = run("a").steps({0, kNaN, 1, 2, 1, 2}).metric("loss", {6, 5, 4, 3, 2, 1}).build();
  settle_rows(one);
  EXPECT_THAT(values_of(one, "loss"), ElementsAre(6, 5, 2, 1));
}

TEST(SettleRows, TrainedTimeIsThatOfTheLaunches) {
  // 0–30 s, killed; resumed a day later from step 2; 20 s more.
  model::Run one = run("a")
                       .steps({1, 2, 3, 4, 2, 3, 4})
                       .wall_times({1e9, 1e9 + 10, 1e9 + 20, 1e9 + 30, 1e9 + 86400, 1e9 + 86410, 1e9 + 86420})
                       .metric("loss", {7, 6, 5, 4, 3, 2, 1})
                       .build();
  settle_rows(one);
  EXPECT_EQ(one.trained_s, 50);
}

TEST(SettleRows, ThePauseOfARunThatLostNothingIsNoTraining) {
  model::Run one = run("a")
                       .steps({1, 2, 3, 4, 5, 6})
                       .wall_times({1e9, 1e9 + 60, 1e9 + 120, 1e9 + 604920, 1e9 + 604980, 1e9 + 605040})
                       .metric("loss", {6, 5, 4, 3, 2, 1})
                       .build();
  settle_rows(one);
  EXPECT_EQ(one.trained_s, 240);
}

TEST(SettleRows, LongEpochsAreNoPauses) {
  model::Run one = run("a")
                       .steps({1, 2, 3, 4, 5, 6})
                       .wall_times({1e9, 1e9 + 3600, 1e9 + 7200, 1e9 + 12000, 1e9 + 15600, 1e9 + 19200})
                       .metric("loss", {6, 5, 4, 3, 2, 1})
                       .build();
  settle_rows(one);
  EXPECT_TRUE(std::isnan(one.trained_s));
}

// A training that is killed and resumed at random, with metrics logged every so many steps. What is right is worked out
// the slow way: with each launch, whatever was logged at its first step or past it is forgotten.
TEST(SettleRows, RandomResumesKeepWhatAForgetfulLoggerWouldKeep) {
  for (std::uint32_t seed = 0; seed < 400; ++seed) {
    std::mt19937 random(seed);
    const auto below = [&](std::uint32_t n) { return static_cast<std::uint32_t>(random() % n); };
    const std::vector<std::uint32_t> every{1, 2 + below(4), 5 + below(6)};
    const std::uint32_t stride = 1 + below(3), launches = 1 + below(4);
    std::vector<std::map<double, double>> right(every.size());
    model::Run one;
    one.series.resize(every.size());
    for (std::size_t s = 0; s < every.size(); ++s) one.series[s].name = "metric " + std::to_string(s);
    std::uint32_t first = 0;
    for (std::uint32_t launch = 0; launch < launches; ++launch) {
      const std::uint32_t last = first + 12 + below(30);
      for (auto& values : right) values.erase(values.lower_bound(first * stride), values.end());
      for (std::uint32_t step = first; step < last; ++step) {
        const auto row = static_cast<std::uint32_t>(one.axes.rows++);
        one.axes.step.push_back(step * stride);
        for (std::size_t s = 0; s < every.size(); ++s) {
          if (step % every[s] != 0) continue;
          const double value = below(50) == 0 ? kNaN : static_cast<double>(random() % 1000);
          one.series[s].rows.push_back(row);
          one.series[s].values.push_back(value);
          right[s][step * stride] = value;
        }
      }
      // One step that is logged twice could be two values of one step: that is no step back.
      const std::uint32_t over = below(10);
      first = last - (over == 1 ? 0 : over);
    }
    std::erase_if(one.series, [](const model::Series& series) { return series.values.empty(); });
    settle_rows(one);
    for (std::size_t s = 0; s < every.size(); ++s) {
      std::vector<double> steps, values;
      for (const auto& [step, value] : right[s]) {
        steps.push_back(step);
        values.push_back(value);
      }
      const std::string name = "metric " + std::to_string(s);
      EXPECT_EQ(steps_of(one, name), steps) << "seed " << seed << ", " << name;
      EXPECT_THAT(values_of(one, name), testing::Pointwise(testing::NanSensitiveDoubleEq(), values)) << "seed " << seed;
    }
    EXPECT_TRUE(std::is_sorted(one.axes.step.begin(), one.axes.step.end())) << "seed " << seed;
  }
}

// Rows in any order: whatever comes in, every series keeps its order, its values are some of those it had, its rows are
// rows of the run, and a second pass finds nothing to do.
TEST(SettleRows, AnyRowsAtAllComeOutWholeAndSettled) {
  for (std::uint32_t seed = 0; seed < 2000; ++seed) {
    std::mt19937 random(seed);
    const auto below = [&](std::uint32_t n) { return static_cast<std::uint32_t>(random() % n); };
    model::Run one;
    one.axes.rows = 1 + below(30);
    const auto axis = [&] {
      std::vector<double> values(one.axes.rows);
      double place = 0;
      for (double& value : values) {
        place = below(4) == 0 ? below(12) : place + below(2);
        value = below(10) == 0 ? kNaN : place;
      }
      return values;
    };
    if (below(4) != 0) one.axes.step = axis();
    if (below(2) == 0) one.axes.epoch = axis();
    if (below(2) == 0) one.axes.wall_time_s = axis();
    std::map<std::string, std::vector<double>> before;
    for (std::uint32_t s = 0; s < 1 + below(4); ++s) {
      model::Series series{.name = std::to_string(s)};
      for (std::uint32_t row = 0; row < one.axes.rows; ++row) {
        if (below(3) == 0) continue;
        series.rows.push_back(row);
        series.values.push_back(static_cast<double>(row));
      }
      if (series.values.empty()) continue;
      before[series.name] = series.values;
      if (series.values.size() == one.axes.rows) series.rows.clear();
      one.series.push_back(std::move(series));
    }
    const std::vector<double> steps = one.axes.step;
    settle_rows(one);
    for (const model::Series& series : one.series) {
      const std::vector<double>& had = before[series.name];
      ASSERT_TRUE(std::includes(had.begin(), had.end(), series.values.begin(), series.values.end())) << seed;
      for (std::size_t i = 0; i < series.values.size(); ++i) {
        const std::uint32_t row = series.row_of(i);
        ASSERT_LT(row, one.axes.rows) << seed;
        if (one.axes.step.empty() || steps.empty()) continue;
        const double was = steps[static_cast<std::size_t>(series.values[i])], is = one.axes.step[row];
        ASSERT_TRUE(was == is || (std::isnan(was) && std::isnan(is))) << "a value moved to another step, seed " << seed;
      }
    }
    model::Run again = one;
    ASSERT_EQ(settle_rows(again).values, 0u) << "seed " << seed;
  }
}

}  // namespace
}  // namespace ingest
