#include "vocabulary/column_roles.h"

#include <gtest/gtest.h>

#include "vocabulary/metric_patterns.h"

namespace vocabulary {
namespace {

TEST(ColumnRoles, EveryMetricIsAResult) {
  for (const MetricPattern& pattern : metric_patterns()) {
    if (pattern.family == Family::logged) continue;
    EXPECT_EQ(role_of_column(pattern.words), ColumnRole::result) << pattern.words;
  }
}

TEST(ColumnRoles, ResultsInTheSpellingsOfPapersAndLoggers) {
  for (const char* name :
       {"Val Acc (%)", "mAP50-95", "metrics/mAP_0.5", "mIoU", "F1-score", "R\xc2\xb2", "best_acc", "weighted F1",
        "Dice coefficient", "Jaccard", "params (M)", "GMACs", "mean_auc", "seed_0_step", "avg_power", "epoch"}) {
    EXPECT_EQ(role_of_column(name), ColumnRole::result) << name;
  }
}

TEST(ColumnRoles, SettingsOfMeasuresAreParameters) {
  for (const char* name : {"loss_weight", "loss function", "score_threshold", "accuracy_patience", "iou_thresh",
                           "error_coefficient", "time_steps"}) {
    EXPECT_EQ(role_of_column(name), ColumnRole::parameter) << name;
  }
}

TEST(ColumnRoles, WhatLoggersNoteMayHaveBeenSet) {
  for (const char* name : {"lr", "learning rate", "train/lr"}) {
    EXPECT_EQ(role_of_column(name), ColumnRole::parameter) << name;
  }
  for (const char* name : {"time", "max_grad_norm", "entropy"}) {
    EXPECT_EQ(role_of_column(name), ColumnRole::unknown) << name;
  }
}

TEST(ColumnRoles, ParametersByTheirWords) {
  for (const char* name : {"batch_size", "nEpochs", "Weight Decay", "dropout", "random_state", "img_size", "depth"}) {
    EXPECT_EQ(role_of_column(name), ColumnRole::parameter) << name;
  }
}

TEST(ColumnRoles, WhatNamesTheRunOrTellsOfIt) {
  EXPECT_EQ(role_of_column("Run ID"), ColumnRole::id);
  EXPECT_EQ(role_of_column("experiment"), ColumnRole::name);
  EXPECT_EQ(role_of_column("Method"), ColumnRole::model);
  EXPECT_EQ(role_of_column("Start Time"), ColumnRole::date);
  EXPECT_EQ(role_of_column("finished_at"), ColumnRole::finish);
  EXPECT_EQ(role_of_column("hostname"), ColumnRole::about);
  EXPECT_EQ(role_of_column("config_file"), ColumnRole::about);
  EXPECT_EQ(role_of_column("y_true"), ColumnRole::prediction);
  EXPECT_EQ(role_of_column("class"), ColumnRole::item);
  EXPECT_EQ(role_of_column(""), ColumnRole::unknown);
}

TEST(ColumnRoles, LabelsOfRowsThatSumUp) {
  for (const char* cell : {"Average", "std dev", "Mean \xc2\xb1 std", "TOTAL"})
    EXPECT_TRUE(is_summary_label(cell)) << cell;
  for (const char* cell : {"", "average pooling", "resnet18"}) EXPECT_FALSE(is_summary_label(cell)) << cell;
}

TEST(ColumnRoles, LabelsOfRepeats) {
  for (const char* cell : {"Run 1", "seed 42", "fold_3"}) EXPECT_TRUE(is_repeat_label(cell)) << cell;
  for (const char* cell : {"1", "resnet 18", "run 1 of 3", "run"}) EXPECT_FALSE(is_repeat_label(cell)) << cell;
}

}  // namespace
}  // namespace vocabulary
