#include "analysis/run/digest.h"

#include <gtest/gtest.h>

#include <cmath>
#include <vector>

#include "support/digest_builder.h"

namespace analysis {
namespace {

using support::run;

const double kNaN = std::nan("");

TEST(Digest, SeriesAreExact) {
  const auto d = support::digest(run("a").metric("loss", {3, 1, 2, 1, 4}));
  ASSERT_EQ(d.series.size(), 1u);
  const model::SeriesDigest& loss = d.series[0];
  EXPECT_EQ(loss.points, 5u);
  EXPECT_EQ(loss.first.value, 3);
  EXPECT_EQ(loss.last.value, 4);
  EXPECT_EQ(loss.minimum.value, 1);
  EXPECT_EQ(loss.minimum.step, 1);  // the earliest of ties
  EXPECT_EQ(loss.maximum.value, 4);
  EXPECT_EQ(loss.maximum.row, 4u);
}

TEST(Digest, NonFiniteValuesAreCountedAndNeverBest) {
  const auto d = support::digest(run("a").metric("val_loss", {HUGE_VAL, 0.5, kNaN, 0.7, kNaN}));
  const model::SeriesDigest& loss = d.series[0];
  EXPECT_EQ(loss.points, 5u);
  EXPECT_EQ(loss.non_finite, 3u);
  EXPECT_EQ(loss.minimum.value, 0.5);
  EXPECT_EQ(loss.maximum.value, 0.7);
  EXPECT_TRUE(std::isnan(loss.last.value));
  ASSERT_EQ(d.best_points.size(), 1u);
  EXPECT_EQ(d.best_points[0].point.value, 0.5);
}

TEST(Digest, ASeriesOfNothingButNaNHasNoBest) {
  const auto d = support::digest(run("a").metric("val_loss", {kNaN, kNaN}));
  EXPECT_FALSE(d.series[0].finite);
  EXPECT_TRUE(std::isnan(d.series[0].minimum.value));
  EXPECT_TRUE(d.best_points.empty());
}

TEST(Digest, EmptyRunsAndSeriesAreFine) {
  EXPECT_TRUE(digest_run(run("a").build(), {}).curves.empty());
  const Digested d = digest_run(run("a").metric("loss", {}).build(), {});
  EXPECT_EQ(d.digest.series[0].points, 0u);
  EXPECT_TRUE(d.curves[0].x.empty());
}

TEST(Digest, ValuesAtTheBestStepFollowTheRule) {
  // Rows:        0    1    2    3    4
  // Steps:       0    1    1    2    3
  const auto d = support::digest(run("a")
                                     .steps({0, 1, 1, 2, 3})
                                     .sparse("val_acc", {1, 4}, {0.9, 0.8})
                                     .sparse("same_row", {0, 1}, {1, 2})
                                     .sparse("same_step", {0, 2}, {3, 4})
                                     .sparse("before", {0, 3}, {5, 6})
                                     .sparse("later", {3, 4}, {7, 8}));
  ASSERT_FALSE(d.best_points.empty());
  const model::BestPoint& best = d.best_points[0];
  EXPECT_EQ(best.metric, "val_acc");
  EXPECT_EQ(best.point.row, 1u);
  EXPECT_EQ(best.at[0], 0.9);
  EXPECT_EQ(best.at[1], 2);
  EXPECT_EQ(best.at[2], 4);
  EXPECT_EQ(best.at[3], 5);
  EXPECT_TRUE(std::isnan(best.at[4]));
}

TEST(Digest, CandidatesAreTheLikelyObjectivesAndTheConfiguredOne) {
  model::Settings settings;
  settings.defaults.objective = "oddity";
  settings.defaults.direction = model::Direction::minimize;
  const auto d = support::digest(run("a")
                                     .metric("test_acc", {1})
                                     .metric("val_loss", {2, 1})
                                     .metric("val_acc", {0.5, 0.6})
                                     .metric("oddity", {3, 4}),
                                 settings);
  ASSERT_EQ(d.best_points.size(), 3u);
  EXPECT_EQ(d.best_points[0].metric, "oddity");
  EXPECT_EQ(d.best_points[0].point.value, 3);
  EXPECT_EQ(d.best_points[1].metric, "val_acc");
  EXPECT_EQ(d.best_points[2].metric, "val_loss");
  EXPECT_EQ(d.best_points[2].direction, model::Direction::minimize);
}

TEST(Digest, EpochsAreTheAxisOfWhatIsLoggedOnceAnEpoch) {
  const Digested d = digest_run(run("a")
                                    .steps({10, 20, 30, 40})
                                    .epochs({0, 0, 1, 1})
                                    .metric("train_loss", {4, 3, 2, 1})
                                    .sparse("val_acc", {1, 3}, {0.5, 0.6})
                                    .build(),
                                {});
  EXPECT_EQ(d.curves[0].axis, model::CurveAxis::step);
  EXPECT_EQ(d.curves[0].x, (std::vector<double>{10, 20, 30, 40}));
  EXPECT_EQ(d.curves[1].axis, model::CurveAxis::epoch);
  EXPECT_EQ(d.curves[1].x, (std::vector<double>{0, 1}));
}

TEST(Digest, RowsAreTheAxisWithoutStepsAndWhereAStepIsMissing) {
  const Digested none = digest_run(run("a").no_steps().metric("loss", {3, 2}).build(), {});
  EXPECT_EQ(none.curves[0].axis, model::CurveAxis::row);
  const Digested some = digest_run(run("a").steps({0, kNaN, 2}).metric("loss", {3, 2, 1}).build(), {});
  EXPECT_EQ(some.curves[0].axis, model::CurveAxis::row);
  EXPECT_EQ(some.curves[0].y, (std::vector<double>{3, 2, 1}));
}

TEST(Digest, PlacesInNoOrderAreDrawnInOrderTheLastValueAtAStepWins) {
  const Digested d = digest_run(run("a").steps({0, 2, 1, 3, 2}).metric("loss", {9, 8, 7, 6, 5}).build(), {});
  EXPECT_EQ(d.curves[0].x, (std::vector<double>{0, 1, 2, 3}));
  EXPECT_EQ(d.curves[0].y, (std::vector<double>{9, 7, 5, 6}));
  EXPECT_EQ(d.curves[0].source_points, 5u);
  EXPECT_TRUE(d.curves[0].restarts.empty());
}

TEST(Digest, WhereTrainingWasResumedIsMarkedInTheCurvesThatWentOn) {
  model::Run one = run("a").steps({0, 1, 2, 3}).metric("loss", {9, 8, 6, 5}).sparse("early", {0, 1}, {1, 2}).build();
  one.axes.resumed = {2};
  const Digested d = digest_run(one, {});
  EXPECT_EQ(d.curves[0].restarts, (std::vector<double>{2}));
  EXPECT_EQ(d.digest.series[0].restarts, 1u);
  EXPECT_TRUE(d.curves[1].restarts.empty());
}

TEST(Digest, ValuesAtTheBestPointNeverComeFromAFileThatCannotBePlaced) {
  // Two files without a common axis, one after the other.
  model::Run one = run("a")
                       .steps({0, 10, 20, kNaN, kNaN})
                       .epochs({kNaN, kNaN, kNaN, 0, 1})
                       .sparse("train_loss", {0, 1, 2}, {3, 2, 1})
                       .sparse("val_acc", {3, 4}, {0.9, 0.8})
                       .build();
  one.axes.apart = {3};
  const Digested d = digest_run(one, {});
  ASSERT_EQ(d.digest.best_points.at(0).metric, "val_acc");
  EXPECT_TRUE(std::isnan(d.digest.best_points[0].at[0]));
}

TEST(Digest, WhatTheLoggerCountsItselfIsTheDuration) {
  model::Run one = run("a").wall_times({1e9, 1e9 + 9000}).metric("time_total_s", {300, 600}).build();
  EXPECT_EQ(digest_run(one, {}).digest.duration_s, 600);
  model::Run launches = run("a").times("2025-03-01T08:00:00", "2025-03-08T08:00:00").metric("loss", {2, 1}).build();
  launches.trained_s = 540;
  EXPECT_EQ(digest_run(launches, {}).digest.duration_s, 540);
}

TEST(Digest, ARepeatedStepIsDrawnOnceAndIsNoRestart) {
  const Digested d = digest_run(run("a").steps({0, 1, 1, 2}).metric("loss", {4, 3, 2, 1}).build(), {});
  EXPECT_EQ(d.curves[0].x, (std::vector<double>{0, 1, 2}));
  EXPECT_EQ(d.curves[0].y, (std::vector<double>{4, 2, 1}));
  EXPECT_EQ(d.digest.series[0].restarts, 0u);
}

TEST(Digest, DurationComesFromSummaryThenTimesThenWallTimes) {
  const auto base = [] { return run("a").times("2025-03-01T08:00:00", "2025-03-01T08:02:00").wall_times({100, 130}); };
  EXPECT_EQ(support::digest(base().summary("training_time_s", 77.5)).duration_s, 77.5);
  EXPECT_EQ(support::digest(base()).duration_s, 120);
  EXPECT_EQ(support::digest(run("a").wall_times({100, 130})).duration_s, 30);
  EXPECT_TRUE(std::isnan(support::digest(run("a").times("2025-03-02", "2025-03-01")).duration_s));
}

TEST(Digest, CopiesOfARunHaveTheSameContent) {
  const auto original = support::digest(run("a").param("lr", 0.1).metric("loss", {2, 1}).summary("acc", 0.5));
  EXPECT_EQ(support::digest(run("b").param("lr", 0.1).metric("loss", {2, 1}).summary("acc", 0.5)).content,
            original.content);
  EXPECT_NE(support::digest(run("b").param("lr", 0.1).metric("loss", {2, 1.5}).summary("acc", 0.5)).content,
            original.content);
  EXPECT_NE(support::digest(run("b").param("lr", 0.2).metric("loss", {2, 1}).summary("acc", 0.5)).content,
            original.content);
}

}  // namespace
}  // namespace analysis
