#include "ingest/metrics/split_repeats.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "ingest/read_support.h"

namespace ingest {
namespace {

using support::read_files;
using support::ReadResult;
using testing::ElementsAre;

ReadResult read_table(const std::string& rows) {
  return read_files({{"a/metrics.csv", rows}, {"a/config.json", "{\"lr\": 0.1}"}});
}

TEST(SplitRepeats, FoldsOfOneFileAreRuns) {
  const ReadResult read = read_table("fold,epoch,val\n0,0,1\n0,1,2\n1,0,3\n1,1,4\n");
  ASSERT_EQ(read.runs.size(), 2u);
  EXPECT_THAT(read.values("val", 0), ElementsAre(1, 2));
  EXPECT_THAT(read.values("val", 1), ElementsAre(3, 4));
  EXPECT_EQ(read.series("fold", 0), nullptr);
  EXPECT_THAT(read.ids(), ElementsAre("a, fold 0", "a, fold 1"));
  EXPECT_EQ(read.run(1).seed, "");
  EXPECT_EQ(read.parameter("lr", 1), "0.1");
  EXPECT_EQ(read.with_code("repeats-in-one-file").size(), 1u);
  EXPECT_TRUE(read.with_code("trainings-in-one-file").empty());
}

TEST(SplitRepeats, SeedsNextToEachOtherAreRuns) {
  const ReadResult read = read_table("step,seed,val\n0,7,1\n0,8,2\n1,7,3\n1,8,4\n");
  ASSERT_EQ(read.runs.size(), 2u);
  EXPECT_THAT(read.values("val", 0), ElementsAre(1, 3));
  EXPECT_EQ(read.run(0).seed, "7");
  EXPECT_EQ(read.run(1).seed, "8");
}

TEST(SplitRepeats, FoldsMayBeCalledByWords) {
  const ReadResult read = read_table("fold,epoch,val\nfold_0,0,1\nfold_0,1,2\nfold_1,0,3\nfold_1,1,4\n");
  ASSERT_EQ(read.runs.size(), 2u);
  EXPECT_THAT(read.values("val", 0), ElementsAre(1, 2));
  EXPECT_THAT(read.values("val", 1), ElementsAre(3, 4));
  EXPECT_THAT(read.ids(), ElementsAre("a, fold_0", "a, fold_1"));
  EXPECT_EQ(read.series("fold", 0), nullptr);
  EXPECT_TRUE(read.with_code("text-column").empty());
}

TEST(SplitRepeats, WordsThatTellNoTrainingsApartAreText) {
  const ReadResult steady = read_table("run,epoch,val\na,0,1\na,1,2\nb,2,3\n");  // one course
  ASSERT_EQ(steady.runs.size(), 1u);
  EXPECT_THAT(steady.values("val"), ElementsAre(1, 2, 3));
  EXPECT_EQ(steady.series("run", 0), nullptr);
  EXPECT_EQ(steady.with_code("text-column").size(), 1u);
  // Training and validation are no trainings.
  EXPECT_EQ(read_table("run,epoch,val\ntrain,0,1\ntrain,1,2\nval,0,3\nval,1,4\n").runs.size(), 1u);
  EXPECT_EQ(read_table("split,epoch,val\nA,0,1\nA,1,2\nB,0,3\nB,1,4\n").runs.size(), 1u);
  // A cell without a word: what row it is of is not known.
  EXPECT_EQ(read_table("fold,epoch,val\nfold_0,0,1\nfold_0,1,2\nfold_1,0,3\n,1,4\n").runs.size(), 1u);
}

TEST(SplitRepeats, AFoldThatWasResumedLosesWhatItTrainedOver) {
  const ReadResult read = read_table("fold,epoch,val\n0,0,1\n0,1,2\n1,0,3\n1,1,9\n1,2,9\n1,1,4\n1,2,5\n2,0,6\n2,1,7\n");
  ASSERT_EQ(read.runs.size(), 3u);
  EXPECT_THAT(read.values("val", 1), ElementsAre(3, 4, 5));
}

TEST(SplitRepeats, AColumnThatTellsNothingApartIsAMetric) {
  EXPECT_EQ(read_table("run,epoch,val\n3,0,1\n3,1,2\n3,2,3\n").runs.size(), 1u);
  EXPECT_EQ(read_table("trial,epoch,val\n0,0,1\n1,1,2\n2,2,3\n").runs.size(), 1u);
  // Training and validation of an epoch, by number.
  EXPECT_EQ(read_table("split,epoch,val\n0,0,1\n1,0,2\n0,1,3\n1,1,4\n").runs.size(), 1u);
}

TEST(SplitRepeats, TrainingsWithoutSuchAColumnAreNotMixed) {
  const ReadResult read = read_table("epoch,val\n0,1\n1,2\n2,9\n0,3\n1,4\n");
  ASSERT_EQ(read.runs.size(), 1u);
  EXPECT_THAT(read.values("val"), ElementsAre(3, 4));
  EXPECT_EQ(read.place_of("trainings-in-one-file"), "runs/a/metrics.csv:5:1 warning");
}

TEST(SplitRepeats, WordsThatSayHowEachTrainingWasMadeAreParameters) {
  const std::string rows = "optimizer,epoch,val\nsgd,0,1\nsgd,1,2\nadam,0,3\nadam,1,4\n";
  const ReadResult read = read_files({{"a.csv", rows}});
  ASSERT_EQ(read.runs.size(), 2u);
  EXPECT_THAT(read.values("val", 1), ElementsAre(3, 4));
  EXPECT_EQ(read.parameter("optimizer", 0), "sgd");
  EXPECT_EQ(read.parameter("optimizer", 1), "adam");
  EXPECT_EQ(read.run(1).name, "adam");
  // Side by side as well.
  const ReadResult side = read_files({{"a.csv", "epoch,net,val\n0,a,1\n0,b,2\n1,a,3\n1,b,4\n"}});
  ASSERT_EQ(side.runs.size(), 2u);
  EXPECT_THAT(side.values("val", 0), ElementsAre(1, 3));
}

TEST(SplitRepeats, WordsThatSayWhatTheRowsAreTellNoTrainingsApart) {
  // Rows of each kind hold other metrics, or the name says that it is about the row.
  EXPECT_EQ(read_files({{"a.csv", "epoch,source,loss,acc\n0,x,1,\n0,y,,2\n1,x,3,\n1,y,,4\n"}}).runs.size(), 1u);
  EXPECT_EQ(read_files({{"a.csv", "epoch,event,loss\n0,x,1\n0,y,2\n1,x,3\n1,y,4\n"}}).runs.size(), 1u);
  EXPECT_EQ(read_files({{"a.csv", "epoch,net,loss\n0,a,1\n1,b,2\n2,c,3\n3,a,4\n"}}).runs.size(), 1u);
}

TEST(SplitRepeats, WordsThatAreTheSameInEveryRowAreAParameter) {
  const ReadResult read = read_files({{"a.csv", "epoch,net,val\n0,big,1\n1,big,2\n"}});
  EXPECT_EQ(read.parameter("net"), "big");
  EXPECT_THAT(read.with_code("text-column")[0].what, testing::HasSubstr("read as a parameter"));
  const ReadResult beside = read_table("epoch,net,val\n0,big,1\n1,big,2\n");  // which has a configuration
  EXPECT_EQ(beside.parameter("net"), "(none)");
}

}  // namespace
}  // namespace ingest
