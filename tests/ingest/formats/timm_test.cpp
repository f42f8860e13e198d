/// timm's summaries: generator/ingest/formats/timm.cpp.

#include <gmock/gmock.h>

#include "ingest/read_support.h"

namespace {

using support::read_files;
using support::ReadResult;
using testing::ElementsAre;
using testing::IsEmpty;

constexpr const char* kArguments = "model: resnet50\nlr: 0.5\nseed: 42\n";

TEST(Timm, AShortRowHasNoEvaluation) {
  const ReadResult read = read_files({{"20260101-120000-resnet50-224/summary.csv",
                                       "epoch,train_loss,eval_loss,eval_top1,lr\r\n0,6.5,6.25,0.5,0.1\r\n"
                                       "1,6,0.2\r\n2,5.5,5.25,2.5,0.3\r\n"},
                                      {"20260101-120000-resnet50-224/args.yaml", kArguments}});
  ASSERT_EQ(read.runs.size(), 1u);
  EXPECT_EQ(read.run().format, "timm");
  EXPECT_EQ(read.run().started_at, "2026-01-01T12:00:00");
  EXPECT_THAT(read.run().axes.epoch, ElementsAre(0, 1, 2));
  EXPECT_THAT(read.values("lr"), ElementsAre(0.1, 0.2, 0.3));
  EXPECT_THAT(read.values("eval_top1"), ElementsAre(0.5, 2.5));
  EXPECT_THAT(read.series("eval_loss")->rows, ElementsAre(0, 2));
  EXPECT_EQ(read.run().seed, "42");
  EXPECT_EQ(read.with_code("timm-short-rows").size(), 1u);
}

TEST(Timm, ALaterHeaderCountsFromThereOn) {
  const ReadResult read =
      read_files({{"r/summary.csv", "epoch,train_loss,lr\n0,6,0.1\nepoch,train_loss,eval_loss,lr\n1,5,4,0.2\n"},
                  {"r/args.yaml", kArguments}});
  EXPECT_THAT(read.values("lr"), ElementsAre(0.1, 0.2));
  EXPECT_THAT(read.values("eval_loss"), ElementsAre(4));
  EXPECT_THAT(read.notices, IsEmpty());
}

TEST(Timm, RowsThatFitNoHeaderAreLeftOut) {
  const ReadResult read = read_files(
      {{"r/summary.csv", "epoch,train_loss,eval_loss,lr\n0,6,5,0.1\n1,5\n2,4,3,2,1\n"}, {"r/args.yaml", kArguments}});
  EXPECT_THAT(read.values("train_loss"), ElementsAre(6));
  EXPECT_EQ(read.with_code("csv-ragged").size(), 2u);
}

}  // namespace
