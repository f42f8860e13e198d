/// fastai's CSV logger: generator/ingest/formats/fastai.cpp.

#include <gmock/gmock.h>

#include "ingest/read_support.h"

namespace {

using support::read_files;
using support::ReadResult;
using testing::ElementsAre;

TEST(Fastai, DurationsBecomeSecondsAndNoneIsNoValue) {
  const ReadResult read = read_files({{"pets/history.csv",
                                       "epoch,train_loss,valid_loss,accuracy,time\n"
                                       "0,1.25,0.98,0.71,00:12\n1,0.87,None,None,1:00:11\n"}});
  ASSERT_THAT(read.ids(), ElementsAre("pets/history"));
  EXPECT_EQ(read.run().format, "fastai");
  EXPECT_THAT(read.run().axes.epoch, ElementsAre(0, 1));
  EXPECT_THAT(read.values("time"), ElementsAre(12, 3611));
  EXPECT_THAT(read.values("valid_loss"), ElementsAre(0.98));
}

TEST(Fastai, AFurtherFitGoesOnWhereTheFirstEnded) {
  const ReadResult read = read_files({{"history.csv",
                                       "epoch,train_loss,valid_loss,time\n0,4,4,00:01\n"
                                       "epoch,train_loss,valid_loss,time\n0,3,3,00:01\n1,2,2,00:01\n"}});
  EXPECT_THAT(read.run().axes.epoch, ElementsAre(0, 1, 2));
  EXPECT_THAT(read.values("train_loss"), ElementsAre(4, 3, 2));
  EXPECT_EQ(read.place_of("fits-joined"), "runs/history.csv:4:1 note");
}

TEST(Fastai, ACutRowIsLeftOut) {
  const ReadResult read = read_files({{"history.csv", "epoch,train_loss,valid_loss,time\n0,4,4,00:01\n1,3,2.5\n2,1"}});
  EXPECT_THAT(read.values("train_loss"), ElementsAre(4, 3));
  EXPECT_EQ(read.with_code("csv-ragged").size(), 1u);
  EXPECT_EQ(read.with_code("csv-cut-line").size(), 1u);
}

}  // namespace
