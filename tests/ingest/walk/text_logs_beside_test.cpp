/// Text logs beside what other loggers wrote: generator/ingest/walk/text_logs_beside.h.

#include <gmock/gmock.h>

#include <string>

#include "ingest/read_support.h"

namespace {

using support::read_files;
using support::ReadResult;
using testing::ElementsAre;
using testing::SizeIs;
using testing::UnorderedElementsAre;

const char kLog[] = "Epoch 1: loss 0.5\nEpoch 2: loss 0.4\nEpoch 3: loss 0.3\n";
const char kOther[] = "Epoch 1: loss 0.7\nEpoch 2: loss 0.6\nEpoch 3: loss 0.5\n";
const char kCurve[] = "step,loss\n1,0.5\n2,0.25\n";

TEST(TextLogsBeside, AValidationLogAddsToThatOfTheTraining) {
  const ReadResult read = read_files({{"a/train.log", kLog}, {"a/val.log", kOther}});
  ASSERT_THAT(read.runs, SizeIs(1));
  EXPECT_THAT(read.values("loss"), ElementsAre(0.5, 0.4, 0.3));
  EXPECT_THAT(read.values("val/loss"), ElementsAre(0.7, 0.6, 0.5));
  EXPECT_EQ(read.place_of("text-log-merged"), "runs/a/val.log:0:0 note");
  EXPECT_TRUE(read.with_code("text-log-beside").empty());
  EXPECT_THAT(read_files({{"a/console.log", kLog}, {"a/val.log", kOther}}).runs, SizeIs(1));  // may be of both
}

TEST(TextLogsBeside, ARunIsToldOnce) {
  const ReadResult read =
      read_files({{"a/metrics.csv", kCurve}, {"a/config.json", "{\"lr\": 0.5}"}, {"a/train.log", kLog}});
  ASSERT_THAT(read.ids(), ElementsAre("a"));
  EXPECT_EQ(read.run().format, "native");
  EXPECT_EQ(read.place_of("text-log-beside"), "runs/a/train.log:0:0 note");
  EXPECT_THAT(read_files({{"a/metrics.csv", kCurve}, {"a/config.json", "{}"}, {"a/logs/train.log", kLog}}).runs,
              SizeIs(1));
  EXPECT_THAT(
      read_files({{"lightning_logs/version_0/metrics.csv", "epoch,step,train_loss\n0,9,0.9\n"}, {"train.log", kLog}})
          .runs,
      SizeIs(1));
}

TEST(TextLogsBeside, DocumentsBesideALogAreItsOwn) {
  const ReadResult read = read_files({{"a/config.json", "{\"lr\": 0.5}"}, {"a/train.log", kLog}});
  ASSERT_THAT(read.runs, SizeIs(1));
  EXPECT_EQ(read.run().format, "text-log");
  EXPECT_EQ(read.parameter("lr"), "0.5");
  EXPECT_THAT(read.values("loss"), ElementsAre(0.5, 0.4, 0.3));
}

TEST(TextLogsBeside, LoneFilesOfOneFolderAreRunsByTheirNames) {
  const ReadResult read = read_files(
      {{"logs/r18.csv", kCurve}, {"logs/r34.csv", kCurve}, {"logs/r18.log", kLog}, {"logs/vit.log", kOther}});
  EXPECT_THAT(read.ids(), UnorderedElementsAre("logs/r18", "logs/r34", "logs/vit"));
}

TEST(TextLogsBeside, LogsWithNamesOfTheirOwnAreRuns) {
  EXPECT_THAT(read_files({{"logs/r18.log", kLog}, {"logs/vit.log", kOther}}).runs, SizeIs(2));
  EXPECT_THAT(read_files({{"a/train.log", kLog}, {"b/train.log", kOther}}).runs, SizeIs(2));
  const ReadResult twice = read_files({{"a/train.log", kLog}, {"a/nohup.out", kOther}});
  EXPECT_THAT(twice.ids(), ElementsAre("a/train"));
  EXPECT_EQ(twice.place_of("text-log-beside"), "runs/a/nohup.out:0:0 note");
}

TEST(TextLogsBeside, ACopyIsNoRepeat) {
  EXPECT_THAT(read_files({{"logs/a.log", kLog}, {"logs/b.log", kLog}}).runs, SizeIs(1));
}

TEST(TextLogsBeside, ATableOfResultsIsNotLostForOneLog) {
  const char table[] = "run,lr,accuracy\na,0.1,0.5\nb,0.2,0.6\n";
  const ReadResult read = read_files({{"results.csv", table}, {"logs/train.log", kLog}});
  EXPECT_THAT(read.runs, SizeIs(2));
  EXPECT_EQ(read.with_code("text-log-beside").size(), 1u);
  const ReadResult many = read_files({{"results.csv", table},
                                      {"logs/x.log", kLog},
                                      {"logs/y.log", kOther},
                                      {"logs/z.log", std::string(kLog) + "Epoch 4: loss 0.2\n"}});
  EXPECT_THAT(many.runs, SizeIs(3));
  EXPECT_EQ(many.with_code("table-beside-runs").size(), 1u);
  // Logs that the rows are called after are the runs of the table.
  const ReadResult named = read_files({{"results.csv", table}, {"logs/a.log", kLog}, {"logs/b.log", kOther}});
  ASSERT_THAT(named.ids(), ElementsAre("logs/a", "logs/b"));
  EXPECT_EQ(named.parameter("lr", 1), "0.2");
}

}  // namespace
