#include "ingest/assemble/said_objective.h"

#include <gtest/gtest.h>

#include <string>

#include "support/run_builder.h"

namespace ingest {
namespace {

using model::Direction;
using model::ObjectiveSaid;
using support::run;

/// With val_acc, val_loss and train_loss.
support::RunBuilder three_metrics() {
  return run("a").metric("val_acc", {.5, .9, .8}).metric("val_loss", {2, 1, 1.5}).metric("train_loss", {2, 1, .5});
}

std::string said(model::Run one) {
  take_said_objective(one);
  return one.objective;
}

TEST(SaidObjective, SettingsNameWhatTheyWatch) {
  EXPECT_EQ(said(three_metrics().param("early_stopping.monitor", "val_loss")), "val_loss");
  EXPECT_EQ(said(three_metrics().param("metric_for_best_model", "acc")), "val_acc");
  EXPECT_EQ(said(three_metrics().param("monitor", "val/loss")), "val_loss");
  EXPECT_EQ(said(three_metrics().param("monitor", "loss")), "val_loss");
  EXPECT_EQ(said(three_metrics().param("monitor", "val_f1")), "");
  EXPECT_EQ(said(three_metrics().param("lr", 0.1)), "");
}

TEST(SaidObjective, WhatIsKeptComesBeforeWhatIsWatched) {
  EXPECT_EQ(said(three_metrics().param("monitor", "val_loss").param("checkpoint.save_best", "val_acc")), "val_acc");
  EXPECT_EQ(said(three_metrics().param("lr_scheduler.monitor", "val_loss")), "");
  EXPECT_EQ(said(three_metrics().param("a.monitor", "val_loss").param("b.monitor", "val_acc")), "");
}

TEST(SaidObjective, DirectionIsThatOfTheModeBesideOrOfTheSign) {
  model::Run one = three_metrics().param("es.monitor", "val_loss").param("es.mode", "min").param("other.mode", "max");
  take_said_objective(one);
  EXPECT_EQ(one.objective_direction, Direction::minimize);
  EXPECT_EQ(one.objective_said, ObjectiveSaid::by_settings);
  model::Run other = three_metrics().param("metric_for_best_model", "acc").param("greater_is_better", true);
  take_said_objective(other);
  EXPECT_EQ(other.objective_direction, Direction::maximize);
  model::Run signed_name = three_metrics().param("validation_metric", "-loss");
  take_said_objective(signed_name);
  EXPECT_EQ(signed_name.objective, "val_loss");
  EXPECT_EQ(signed_name.objective_direction, Direction::minimize);
}

TEST(SaidObjective, AFoundOneStays) {
  model::Run one = three_metrics().param("monitor", "val_loss");
  one.objective = "val_acc";
  EXPECT_EQ(said(one), "val_acc");
}

TEST(KeptBest, IsTheOneMetricWithThatValueAtItsStep) {
  model::Run one = three_metrics();
  take_kept_best(0.9, 1, one);
  EXPECT_EQ(one.objective, "val_acc");
  EXPECT_EQ(one.objective_direction, Direction::maximize);
  EXPECT_EQ(one.objective_said, ObjectiveSaid::by_kept_best);
  model::Run lowest = three_metrics();
  take_kept_best(1, model::kMissing, lowest);
  EXPECT_EQ(lowest.objective, "val_loss");  // that of training has a one, too, but is not asked
  EXPECT_EQ(lowest.objective_direction, Direction::minimize);
}

TEST(KeptBest, SaysNothingWhereSeveralOrNoneFit) {
  model::Run two = run("a").metric("val_acc", {.5, .9}).metric("val_f1", {.4, .9});
  take_kept_best(0.9, 1, two);
  EXPECT_EQ(two.objective, "");
  model::Run none = three_metrics();
  take_kept_best(0.7, 1, none);
  EXPECT_EQ(none.objective, "");
}

}  // namespace
}  // namespace ingest
