#include "analysis/metrics/metric_table.h"

#include <gtest/gtest.h>

#include <cstddef>
#include <vector>

#include "model/findings/metric_info.h"

namespace analysis {
namespace {

using model::Direction;
using model::Index;

model::SeriesDigest series(const char* name, double minimum, double maximum, double last) {
  model::SeriesDigest digest;
  digest.name = name;
  digest.points = 3;
  digest.finite = true;
  digest.minimum.value = minimum;
  digest.maximum.value = maximum;
  digest.last.value = last;
  return digest;
}

TEST(MetricTable, TestDataChooseNoEpoch) {
  std::vector<model::RunDigest> runs(1);
  runs[0].series = {series("test_acc", 0.5, 0.9, 0.8), series("train_loss", 0.1, 2, 0.3)};
  const std::vector<Index> members{0};
  const MetricTable table = make_metric_table(runs, members, {});
  ASSERT_EQ(table.objective, Index{0});
  EXPECT_EQ(table.metrics[0].name, "test_acc");
  EXPECT_EQ(table.metrics[0].taken, model::Taken::last);
  EXPECT_EQ(table.values[0][0].at_best, 0.8);
  EXPECT_EQ(table.values[0][0].best, 0.9);
  EXPECT_EQ(table.values[1][0].at_best, 0.3);

  const MetricTable set = make_metric_table(runs, members, {.objective = "test_acc"});
  EXPECT_EQ(set.metrics[0].taken, model::Taken::best);
  EXPECT_EQ(set.values[0][0].at_best, 0.9);
}

TEST(MetricTable, RewardsAreWorthTheMeanOfTheirTail) {
  std::vector<model::RunDigest> runs(1);
  runs[0].series = {series("episode_reward", -5, 500, 200), series("train_loss", 0.1, 2, 0.3)};
  runs[0].series[0].tail = 190;
  const std::vector<Index> members{0};
  const MetricTable table = make_metric_table(runs, members, {});
  EXPECT_EQ(table.metrics[0].name, "episode_reward");
  EXPECT_EQ(table.metrics[0].taken, model::Taken::of_tail);
  EXPECT_EQ(table.values[0][0].at_best, 190);
  EXPECT_EQ(table.values[0][0].best, 500);
  EXPECT_EQ(table.values[1][0].at_best, 0.3);
  EXPECT_EQ(make_metric_table(runs, members, {.objective = "episode_reward"}).values[0][0].at_best, 190);
}

TEST(MetricTable, WhatOneBatchGaveIsWorthItsTail) {
  std::vector<model::RunDigest> runs(1);
  runs[0].series = {series("train_loss", 0.1, 2, 0.3)};
  runs[0].series[0].tail = 0.25;
  const std::vector<Index> members{0};
  EXPECT_EQ(make_metric_table(runs, members, {}).values[0][0].at_best, 0.1);
  runs[0].series[0].points = 101;
  EXPECT_EQ(make_metric_table(runs, members, {}).values[0][0].at_best, 0.25);
}

TEST(MetricTable, TheFormatSaysWhatPlainNamesAreMeasuredOn) {
  std::vector<model::RunDigest> runs(1);
  runs[0].series = {series("valid_loss", 0.1, 2, 0.3), series("accuracy", 0.5, 0.9, 0.8)};
  const std::vector<Index> members{0};
  EXPECT_EQ(make_metric_table(runs, members, {}).metrics[0].name, "valid_loss");
  runs[0].unsplit_is_validation = true;
  EXPECT_EQ(make_metric_table(runs, members, {}).metrics[0].name, "accuracy");
  EXPECT_EQ(make_metric_table(runs, members, {}).metrics[0].label, "Validation accuracy");
}

TEST(MetricTable, MostRunsOfASearchNameTheObjective) {
  std::vector<model::RunDigest> runs(3);
  for (model::RunDigest& run : runs) run.series = {series("score_x", 1, 2, 1.5), series("val_acc", 0, 1, 1)};
  for (const std::size_t i : {0, 1}) {
    runs[i].objective = "score_x";
    runs[i].objective_direction = Direction::minimize;
  }
  const std::vector<Index> all{0, 1, 2}, two{1, 2};
  const MetricTable table = make_metric_table(runs, all, {});
  EXPECT_EQ(table.metrics[0].name, "score_x");
  EXPECT_EQ(table.metrics[0].direction, Direction::minimize);
  EXPECT_EQ(table.values[0][0].at_best, 1);
  EXPECT_EQ(make_metric_table(runs, two, {}).metrics[0].name, "val_acc");  // one of two is not most
}

}  // namespace
}  // namespace analysis
