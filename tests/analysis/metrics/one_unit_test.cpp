#include "analysis/metrics/one_unit.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "analysis/run/digest.h"
#include "support/run_builder.h"

namespace analysis {
namespace {

using model::Index;
using support::run;

std::vector<model::RunDigest> digests(const std::vector<model::Run>& runs) {
  std::vector<model::RunDigest> list;
  for (const model::Run& one : runs) list.push_back(digest_run(one, {}).digest);
  return list;
}

double largest(const model::RunDigest& digest, const char* metric) {
  return digest.find_series(metric)->maximum.value;
}

TEST(OneUnit, TheFewerFollowTheMany) {
  auto runs = digests({run("a").metric("val_acc", {.5, .8}), run("b").metric("val_acc", {51, 83}),
                       run("c").metric("val_acc", {50, 84.5})});
  const std::vector<Index> members{0, 1, 2};
  const auto mixed = bring_to_one_unit(runs, members);
  ASSERT_EQ(mixed.size(), 1u);
  EXPECT_EQ(mixed[0].shares, std::vector<Index>{0});
  EXPECT_EQ(mixed[0].percentages, (std::vector<Index>{1, 2}));
  EXPECT_DOUBLE_EQ(largest(runs[0], "val_acc"), 80);
  EXPECT_DOUBLE_EQ(runs[0].series[0].curve_scale, 100);
  EXPECT_DOUBLE_EQ(runs[0].best_points[0].point.value, 80);
  EXPECT_DOUBLE_EQ(runs[0].best_points[0].at[0], 80);
  EXPECT_DOUBLE_EQ(largest(runs[1], "val_acc"), 83);
}

TEST(OneUnit, ScoresBetweenZeroAndOneAreSharesToo) {
  auto runs = digests({run("a").metric("val_f1", {.5, .8}), run("b").metric("val_f1", {51, 83})});
  const std::vector<Index> members{0, 1};
  EXPECT_EQ(bring_to_one_unit(runs, members).size(), 1u);
  EXPECT_DOUBLE_EQ(largest(runs[1], "val_f1"), 0.83);
}

model::Run row_of(const char* file, const char* id, double value) {
  model::Run one = run(id).summary("top5_err", value);
  one.files = {file};
  return one;
}

TEST(OneUnit, AColumnOfATableHasOneUnit) {
  auto runs = digests({row_of("board.csv", "a", 0.946), row_of("board.csv", "b", 1.1), row_of("board.csv", "c", 12.5)});
  EXPECT_TRUE(bring_to_one_unit(runs, std::vector<Index>{0, 1, 2}).empty());
  EXPECT_DOUBLE_EQ(runs[0].summary[0].value.number, 0.946);
  // Far below the percentages of its file, or of a file of its own, it may be a share all the same.
  auto far = digests({row_of("board.csv", "a", 0.83), row_of("board.csv", "b", 71), row_of("board.csv", "c", 85)});
  EXPECT_EQ(bring_to_one_unit(far, std::vector<Index>{0, 1, 2}).size(), 1u);
  EXPECT_DOUBLE_EQ(far[0].summary[0].value.number, 83);
  auto apart = digests({row_of("a.json", "a", 0.946), row_of("b.json", "b", 1.1), row_of("c.json", "c", 12.5)});
  EXPECT_EQ(bring_to_one_unit(apart, std::vector<Index>{0, 1, 2}).size(), 1u);
}

TEST(OneUnit, WhatIsNoShareIsLeftAlone) {
  auto runs = digests({run("a").metric("val_loss", {.5, .8}).metric("ndcg", {1.2, 1.5}),
                       run("b").metric("val_loss", {51, 83}).metric("ndcg", {1.1, 150})});
  const std::vector<Index> members{0, 1};
  EXPECT_TRUE(bring_to_one_unit(runs, members).empty());
  EXPECT_EQ(largest(runs[0], "val_loss"), 0.8);
}

TEST(OneUnit, AShareBesideAPercentageOfTheSameMeasureIsNotCompared) {
  auto runs = digests({run("a").metric("val_acc", {.5, .8}).metric("train_acc", {50, 90}),
                       run("b").metric("val_acc", {51, 83}).metric("train_acc", {50, 91})});
  const std::vector<Index> members{0, 1};
  const auto mixed = bring_to_one_unit(runs, members);
  ASSERT_EQ(mixed.size(), 1u);
  EXPECT_EQ(mixed[0].undecided, std::vector<Index>{0});
  EXPECT_FALSE(runs[0].series[0].finite);
  EXPECT_EQ(largest(runs[1], "val_acc"), 83);
}

/// Rows of one table with these accuracies.
std::vector<model::RunDigest> rows(const std::vector<double>& accuracies) {
  std::vector<model::RunDigest> list;
  for (const double accuracy : accuracies) {
    list.push_back(digest_run(run("t/" + std::to_string(list.size())).summary("top1", accuracy), {}).digest);
    list.back().files = {"t.csv"};
  }
  return list;
}

TEST(OneUnit, AColumnOfATableHasOneUnitWhereItGoesOnBelowOnePerCent) {
  auto runs = rows({88, 41.5, 6, 0.9, 0.3});
  EXPECT_TRUE(bring_to_one_unit(runs, std::vector<Index>{0, 1, 2, 3, 4}).empty());
  EXPECT_EQ(runs[4].summary[0].value.number, 0.3);
}

TEST(OneUnit, AColumnOfATableMayMixSharesThatAreAmongThePercentages) {
  auto runs = rows({88, 81, 0.84, 0.02});
  const auto mixed = bring_to_one_unit(runs, std::vector<Index>{0, 1, 2, 3});
  ASSERT_EQ(mixed.size(), 1u);
  EXPECT_EQ(mixed[0].shares, std::vector<Index>{2});
  EXPECT_EQ(mixed[0].undecided, std::vector<Index>{3});  // 2 %, or 0.02 %
  EXPECT_DOUBLE_EQ(runs[2].summary[0].value.number, 84);
}

TEST(OneUnit, TimesBecomeSeconds) {
  auto runs = digests({run("a").metric("train_time_min", {1, 2}).summary("fit_time_h", 0.5)});
  const std::vector<Index> members{0};
  EXPECT_TRUE(bring_to_one_unit(runs, members).empty());
  EXPECT_DOUBLE_EQ(runs[0].find_series("train_time_min")->last.value, 120);
  EXPECT_DOUBLE_EQ(runs[0].summary[0].value.number, 1800);
}

}  // namespace
}  // namespace analysis
