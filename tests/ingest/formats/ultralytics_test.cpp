/// Ultralytics and YOLOv5: generator/ingest/formats/ultralytics.cpp.

#include <gmock/gmock.h>

#include <vector>

#include "ingest/read_support.h"

namespace {

using support::read_files;
using support::ReadResult;
using testing::ElementsAre;
using testing::IsEmpty;

constexpr const char* kArguments = "task: detect\nmode: train\nlr0: 0.01\nseed: 3\nsave_dir: runs/detect/train2\n";

TEST(Ultralytics, PaddedCellsAreTrimmed) {
  const ReadResult read =
      read_files({{"exp/results.csv",
                   "               epoch,      train/box_loss,   metrics/mAP_0.5,               x/lr0\n"
                   "                   0,             0.11042,            0.0125,                 0.1\n"
                   "                   1,             0.09042,               nan,                0.05\n"},
                  {"exp/opt.yaml", "epochs: 300\nhyp: data/hyp.yaml\nsave_dir: runs/train/exp\nname: exp\n"},
                  {"exp/hyp.yaml", "lr0: 0.01\nepochs: 3\n"}});
  ASSERT_EQ(read.runs.size(), 1u);
  EXPECT_EQ(read.run().format, "ultralytics");
  EXPECT_THAT(read.run().axes.epoch, ElementsAre(0, 1));
  EXPECT_THAT(read.values("train/box_loss"), ElementsAre(0.11042, 0.09042));
  EXPECT_EQ(read.values("metrics/mAP_0.5").size(), 2u);
  EXPECT_EQ(read.parameter("lr0"), "0.01");
  EXPECT_EQ(read.parameter("epochs"), "300");
  EXPECT_EQ(read.parameter("hyp.epochs"), "3");
  EXPECT_EQ(read.parameter("save_dir"), "(none)");
  EXPECT_THAT(read.notices, IsEmpty());
}

TEST(Ultralytics, TimeGoesOnAfterAResume) {
  const ReadResult read = read_files(
      {{"train/results.csv", "epoch,time,train/box_loss,lr/pg0\n1,10.5,3,1\n2,21,2,1\n3,9,1.5,1\n4,20,1,1\n"},
       {"train/args.yaml", kArguments},
       {"train/results.png", "x"}});
  EXPECT_TRUE(read.run().axes.relative_time);
  EXPECT_THAT(read.run().axes.wall_time_s, ElementsAre(10.5, 21, 30, 41));
  EXPECT_THAT(read.values("time"), IsEmpty());
  EXPECT_EQ(read.run().seed, "3");
  EXPECT_EQ(read.run().artifacts.size(), 1u);
}

TEST(Ultralytics, RunsWithoutResultsAreCountedAndListed) {
  const ReadResult read = read_files({{"detect/train/args.yaml", kArguments},
                                      {"detect/train2/args.yaml", kArguments},
                                      {"detect/train2/weights/last.pt", "x"},
                                      {"detect/exp/opt.yaml", "epochs: 3\n"},
                                      {"detect/exp/hyp.yaml", "lr0: 1\n"},
                                      {"detect/other/args.yaml", "lr: 1\n"},
                                      {"detect/train3/results.csv", "epoch,train/box_loss\n1,0.5\n"}});
  EXPECT_THAT(read.ids(), ElementsAre("detect/train3"));
  const std::vector<model::Notice> said = read.with_code("run-without-metrics");
  ASSERT_EQ(said.size(), 1u);
  EXPECT_EQ(said[0].count, 3u);
  EXPECT_THAT(said[0].what, testing::HasSubstr("exp, train, train2"));
}

TEST(Ultralytics, AShortRowKeepsWhatItHas) {
  const ReadResult read = read_files({{"t/results.csv", "epoch,train/box_loss,val/box_loss\n1,0.5,0.6\n2,0.4\n3,0.3"}});
  EXPECT_THAT(read.values("train/box_loss"), ElementsAre(0.5, 0.4));
  EXPECT_THAT(read.values("val/box_loss"), ElementsAre(0.6));
  EXPECT_EQ(read.with_code("csv-ragged").size(), 1u);
  EXPECT_EQ(read.with_code("csv-cut-line").size(), 1u);
}

}  // namespace
