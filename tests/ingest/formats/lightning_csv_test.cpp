/// Lightning's CSV logger: generator/ingest/formats/lightning_csv.cpp.

#include <gmock/gmock.h>

#include <vector>

#include "ingest/read_support.h"

namespace {

using support::read_files;
using support::ReadResult;
using testing::ElementsAre;
using testing::IsEmpty;

constexpr const char* kMetrics =
    "epoch,step,train_loss,train_loss_epoch,val_acc\r\n0,9,0.9,,\r\n0,19,0.7,,\r\n0,19,,,0.5\r\n0,19,,0.8,\r\n";

TEST(LightningCsv, RowsOfAStepAreJoined) {
  const ReadResult read = read_files(
      {{"digits/lightning_logs/version_3/metrics.csv", kMetrics},
       {"digits/lightning_logs/version_3/hparams.yaml", "lr: 0.5\nbetas: !!python/tuple\n- 0.9\n- 0.99\nseed: 7\n"}});
  ASSERT_EQ(read.runs.size(), 1u);
  EXPECT_EQ(read.run().format, "lightning-csv");
  EXPECT_EQ(read.run().name, "digits/version_3");
  EXPECT_THAT(read.run().axes.step, ElementsAre(9, 19));
  EXPECT_THAT(read.run().axes.epoch, ElementsAre(0, 0));
  EXPECT_THAT(read.values("train_loss"), ElementsAre(0.9, 0.7));
  EXPECT_THAT(read.series("val_acc")->rows, ElementsAre(1));
  EXPECT_THAT(read.series("train_loss_epoch")->rows, ElementsAre(1));
  EXPECT_EQ(read.parameter("betas"), "[0.9, 0.99]");
  EXPECT_EQ(read.run().seed, "7");
  EXPECT_THAT(read.notices, IsEmpty());
}

TEST(LightningCsv, AMetricGivenTwiceAtAStepKeepsBothRows) {
  const ReadResult read =
      read_files({{"version_0/metrics.csv", "epoch,step,loss,acc\n0,5,1,\n0,5,2,\n0,5,,0.5\n1,5,,\n1,5,,0.6\n"}});
  EXPECT_THAT(read.values("loss"), ElementsAre(1, 2));
  EXPECT_THAT(read.run().axes.step, ElementsAre(5, 5, 5));
  EXPECT_THAT(read.series("acc")->rows, ElementsAre(1, 2));
}

TEST(LightningCsv, VersionsThatLoggedNothingAreCountedAndListed) {
  const ReadResult read = read_files({{"logs/version_0/hparams.yaml", "{}\n"},
                                      {"logs/version_1/metrics.csv", kMetrics},
                                      {"logs/version_2/hparams.yaml", "lr: 1\n"},
                                      {"logs/version_2/checkpoints/last.ckpt", "x"}});
  EXPECT_THAT(read.ids(), ElementsAre("logs/version_1"));
  const std::vector<model::Notice> said = read.with_code("run-without-metrics");
  ASSERT_EQ(said.size(), 1u);
  EXPECT_EQ(said[0].file, "runs/logs");
  EXPECT_EQ(said[0].count, 2u);
  EXPECT_THAT(said[0].what, testing::HasSubstr("version_0, version_2"));
}

TEST(LightningCsv, DamagedParametersDoNotCostTheCurve) {
  const ReadResult read =
      read_files({{"version_0/metrics.csv", "epoch,step,loss\n0,1,0.5\n0,2"}, {"version_0/hparams.yaml", "a: [1\n"}});
  EXPECT_THAT(read.values("loss"), ElementsAre(0.5));
  EXPECT_EQ(read.with_code("csv-cut-line").size(), 1u);
  EXPECT_EQ(read.with_code("yaml-syntax").size(), 1u);
}

TEST(LightningCsv, ATableWithoutTheMarksOfTheLoggerIsNotTaken) {
  EXPECT_EQ(read_files({{"a/metrics.csv", "step,loss\n0,1\n"}}).run().format, "native");
  EXPECT_EQ(read_files({{"version_1/metrics.csv", "epoch,loss\n0,1\n"}}).run().format, "native");
}

}  // namespace
