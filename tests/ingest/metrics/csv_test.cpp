#include "ingest/metrics/csv.h"

#include <gmock/gmock.h>

#include <cmath>
#include <cstddef>
#include <string>
#include <vector>

#include "ingest/read_support.h"

namespace {

using support::read_files;
using support::ReadResult;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

ReadResult read_csv(const std::string& text) {
  return read_files({{"a/metrics.csv", text}});
}

TEST(MetricsCsv, ReadsAxesAndColumnsInTheOrderOfTheHeader) {
  const ReadResult read = read_csv("step,epoch,wall_time,val/loss,acc\n0,0,10.5,2.5,0.1\n10,1,20.5,1.5,0.2\n");
  EXPECT_THAT(read.run().axes.step, ElementsAre(0, 10));
  EXPECT_THAT(read.run().axes.epoch, ElementsAre(0, 1));
  EXPECT_THAT(read.run().axes.wall_time_s, ElementsAre(10.5, 20.5));
  EXPECT_TRUE(read.run().axes.relative_time);
  EXPECT_EQ(read.run().axes.rows, 2u);
  ASSERT_EQ(read.run().series.size(), 2u);
  EXPECT_EQ(read.run().series[0].name, "val/loss");
  EXPECT_THAT(read.values("acc"), ElementsAre(0.1, 0.2));
  EXPECT_TRUE(read.series("acc")->rows.empty());
  EXPECT_EQ(read.run().cells_read, 10u);
  EXPECT_THAT(read.notices, IsEmpty());
}

TEST(MetricsCsv, AMissingCellIsNoValueAndNanIsOne) {
  const ReadResult read = read_csv("step,train,val\n0,1,\n1,nan,5\n2,inf,\n3,4,7\n");
  EXPECT_THAT(read.values("val"), ElementsAre(5, 7));
  EXPECT_THAT(read.series("val")->rows, ElementsAre(1, 3));
  ASSERT_EQ(read.values("train").size(), 4u);
  EXPECT_TRUE(std::isnan(read.values("train")[1]));
  EXPECT_TRUE(std::isinf(read.values("train")[2]));
  EXPECT_TRUE(read.series("train")->rows.empty());
}

TEST(MetricsCsv, AColumnThatEndsEarlySaysItsRows) {
  const ReadResult read = read_csv("step,a,b\n0,1,1\n1,2,\n2,3,\n");
  EXPECT_THAT(read.values("b"), ElementsAre(1));
  EXPECT_THAT(read.series("b")->rows, ElementsAre(0));
}

TEST(MetricsCsv, NothingIsReadAsANumberOfWhichOnlyAPrefixIsOne) {
  const ReadResult read =
      read_csv("step,v\n0,N/A\n1,nan\n2,inf\n3,-\n4,\n5,1e-3\n6,+5\n7, 0.5 \n8,0x1F\n9,1_000\n10,\"1,5\"\n");
  const std::vector<double> values = read.values("v");
  ASSERT_EQ(values.size(), 5u);
  EXPECT_EQ(values[2], 0.001);
  EXPECT_EQ(values[3], 5);
  EXPECT_EQ(values[4], 0.5);
  EXPECT_EQ(read.place_of("not-a-number"), "runs/a/metrics.csv:10:3 warning");
  EXPECT_EQ(read.with_code("not-a-number").at(0).count, 3u);
  EXPECT_EQ(read.place_of("missing-marker"), "runs/a/metrics.csv:2:3 note");
}

TEST(MetricsCsv, ShortAndLongRowsKeepTheCellsThatFit) {
  const ReadResult read = read_csv("step,a,b\n0,1,2\n1,3\n2,4,5,6\n3,7,8,,\n");
  EXPECT_THAT(read.values("a"), ElementsAre(1, 3, 4, 7));
  EXPECT_THAT(read.values("b"), ElementsAre(2, 5, 8));
  const std::vector<model::Notice> ragged = read.with_code("csv-ragged");
  ASSERT_EQ(ragged.size(), 2u);
  EXPECT_EQ(ragged[0].at, (base::Position{3, 4}));
  EXPECT_THAT(ragged[0].what, HasSubstr("2 cells, 3 expected"));
  EXPECT_EQ(ragged[1].at, (base::Position{4, 7}));
}

TEST(MetricsCsv, ACutLastLineIsNotUsed) {
  const ReadResult read = read_csv("step,loss,acc\n0,2.5,0.1\n10,1.2");
  EXPECT_THAT(read.values("loss"), ElementsAre(2.5));
  EXPECT_EQ(read.run().axes.rows, 1u);
  EXPECT_EQ(read.place_of("csv-cut-line"), "runs/a/metrics.csv:3:7 warning");
}

TEST(MetricsCsv, AWholeLastLineWithoutALineEndIsUsedAndSaid) {
  const ReadResult read = read_csv("step,loss\n0,2.5\n10,1.25");
  EXPECT_THAT(read.values("loss"), ElementsAre(2.5, 1.25));
  EXPECT_EQ(read.place_of("csv-no-line-end"), "runs/a/metrics.csv:3:8 note");
}

TEST(MetricsCsv, TheHeaderAgainIsSkipped) {
  const ReadResult read = read_csv("step,loss\n0,2\nstep,loss\n0,1\n");
  EXPECT_THAT(read.values("loss"), ElementsAre(2, 1));
  EXPECT_EQ(read.place_of("csv-header-again"), "runs/a/metrics.csv:3:1 note");
}

TEST(MetricsCsv, TwoColumnsOfOneNameAreToldApart) {
  const ReadResult read = read_csv("step,loss,loss\n0,1,2\n");
  EXPECT_THAT(read.values("loss"), ElementsAre(1));
  EXPECT_THAT(read.values("loss#2"), ElementsAre(2));
  EXPECT_EQ(read.place_of("csv-duplicate-header"), "runs/a/metrics.csv:1:11 warning");
}

TEST(MetricsCsv, ADataFramesIndexIsLeftOutAndAnotherNamelessColumnNumbered) {
  const ReadResult read = read_csv(",step, ,loss\n0,5,7,1\n1,6,8,2\n");
  EXPECT_EQ(read.series("column 1"), nullptr);
  EXPECT_THAT(read.values("column 3"), ElementsAre(7, 8));
  EXPECT_EQ(read.place_of("csv-index"), "runs/a/metrics.csv:1:1 note");
}

TEST(MetricsCsv, SemicolonsWithDecimalPointsNeedNoMoreThanANote) {
  const ReadResult read = read_csv("epoch;loss;lr\n0;1.5;1e-04\n1;0.5;1e-04\n");
  EXPECT_THAT(read.values("loss"), ElementsAre(1.5, 0.5));
  EXPECT_EQ(read.place_of("csv-delimiter"), "runs/a/metrics.csv:1:1 note");
  EXPECT_EQ(read.notices.size(), 1u);
}

TEST(MetricsCsv, DecimalCommasNeverLoseTheirFraction) {
  const ReadResult read = read_csv("step;loss;acc\n0;1,25;0,5\n10;0,95;0,6\n");
  EXPECT_THAT(read.values("loss"), ElementsAre(1.25, 0.95));
  EXPECT_EQ(read.place_of("csv-decimal-comma"), "runs/a/metrics.csv:1:1 error");
}

TEST(MetricsCsv, APercentSignIsLeftOutAndSaid) {
  const ReadResult read = read_csv("step,progress\n0,0.5%\n1,1.25%\n");
  EXPECT_THAT(read.values("progress"), ElementsAre(0.5, 1.25));
  EXPECT_EQ(read.place_of("percent"), "runs/a/metrics.csv:2:3 note");
  EXPECT_EQ(read_csv("step,p\n0,5%\n1,0.05\n").place_of("percent-mixed"), "runs/a/metrics.csv:2:3 warning");
}

TEST(MetricsCsv, AColumnOfTextIsNoMetric) {
  const ReadResult read = read_csv("step,phase,loss\n0,warm,1\n1,warm,2\n");
  EXPECT_EQ(read.series("phase"), nullptr);
  EXPECT_EQ(read.place_of("text-column"), "runs/a/metrics.csv:2:3 note");
}

TEST(MetricsCsv, TrueAndFalseAreOneAndZero) {
  EXPECT_THAT(read_csv("step,done\n0,False\n1,True\n").values("done"), ElementsAre(0, 1));
}

TEST(MetricsCsv, RowsThatWereTrainedOverAreLeftOutAndSaidOnce) {
  const ReadResult read = read_csv("step,loss\n0,4\n10,3\n20,2\n10,1\n20,5\n30,6\n");
  EXPECT_THAT(read.run().axes.step, ElementsAre(0, 10, 20, 30));
  EXPECT_THAT(read.values("loss"), ElementsAre(4, 1, 5, 6));
  EXPECT_EQ(read.place_of("steps-go-back"), "runs/a/metrics.csv:5:1 note");
  EXPECT_EQ(read.with_code("steps-go-back").at(0).what,
            "steps go back (1 time, here from 20 to 10): the run was resumed, and what was trained over counts for "
            "nothing; 2 values of before are left out");
}

TEST(MetricsCsv, AHeaderInTheMiddleSaysWhereCellsBelong) {
  const ReadResult read = read_csv("step,loss,acc\n0,4,0.1\n1,3,0.2\nstep,acc,loss\n2,0.3,2\n3,0.4,1\n");
  EXPECT_THAT(read.values("loss"), ElementsAre(4, 3, 2, 1));
  EXPECT_THAT(read.values("acc"), ElementsAre(0.1, 0.2, 0.3, 0.4));
  EXPECT_EQ(read.place_of("csv-header-again"), "runs/a/metrics.csv:4:1 note");
}

TEST(MetricsCsv, AHeaderInTheMiddleMayHaveMoreColumnsOrFewer) {
  const ReadResult wider = read_csv("step,loss\n0,4\nstep,val_acc,loss\n1,0.5,3\n");
  EXPECT_THAT(wider.values("loss"), ElementsAre(4, 3));
  EXPECT_THAT(wider.values("val_acc"), ElementsAre(0.5));
  EXPECT_THAT(wider.with_code("csv-header-again").at(0).what, HasSubstr("new: \"val_acc\""));
  const ReadResult narrower = read_csv("step,acc,loss\n0,0.5,4\nloss,step\n3,1\n");
  EXPECT_THAT(narrower.values("loss"), ElementsAre(4, 3));
  EXPECT_THAT(narrower.run().axes.step, ElementsAre(0, 1));
  EXPECT_EQ(narrower.with_code("csv-ragged").size(), 0u);
}

TEST(MetricsCsv, AnAxisMayBeCalledOtherwiseInALaterHeader) {
  const ReadResult read = read_csv("step,loss\n0,4\nglobal_step,loss\n1,3\n");
  EXPECT_THAT(read.run().axes.step, ElementsAre(0, 1));
  EXPECT_EQ(read.series("global_step"), nullptr);
}

TEST(MetricsCsv, ATableOfOtherColumnsEndsTheFirst) {
  const ReadResult read = read_csv("epoch,train_loss,val_acc\n0,0.9,0.5\n1,0.8,0.6\nsplit,loss,acc\ntest,0.59,0.88\n");
  EXPECT_THAT(read.values("val_acc"), ElementsAre(0.5, 0.6));
  EXPECT_EQ(read.place_of("csv-second-table"), "runs/a/metrics.csv:4:1 warning");
}

TEST(MetricsCsv, AStepThatIsNoWholeNumberLeavesItsRowWithoutOne) {
  const ReadResult read = read_csv("step,loss\n0,4\n1.5,3\n9007199254740993000,2\n");
  EXPECT_EQ(read.run().axes.step[0], 0);
  EXPECT_TRUE(std::isnan(read.run().axes.step[1]));
  EXPECT_TRUE(std::isnan(read.run().axes.step[2]));
  EXPECT_THAT(read.values("loss"), ElementsAre(4, 3, 2));
  EXPECT_EQ(read.place_of("step-not-whole"), "runs/a/metrics.csv:3:1 warning");
  EXPECT_EQ(read.place_of("step-range"), "runs/a/metrics.csv:4:1 warning");
}

TEST(MetricsCsv, ARowOfTotalsIsNoRowOfTraining) {
  const ReadResult read = read_csv("step,loss\n0,4\n1,2\nAverage,3\n");
  EXPECT_THAT(read.values("loss"), ElementsAre(4, 2));
  EXPECT_EQ(read.place_of("csv-row-label"), "runs/a/metrics.csv:4:1 warning");
}

TEST(MetricsCsv, WithoutStepAndEpochRowsAreNumberedAndThatIsSaid) {
  const ReadResult read = read_csv("loss,acc\n2,0.5\n1,0.6\n");
  EXPECT_TRUE(read.run().axes.step.empty());
  EXPECT_EQ(read.place_of("no-step"), "runs/a/metrics.csv:0:0 warning");
  EXPECT_THAT(read_csv("epoch,acc\n0,0.5\n").notices, IsEmpty());
}

TEST(MetricsCsv, DatesMillisecondsAndSecondsAreUnixSeconds) {
  // 2024-10-20 15:37:23 UTC is 1729438643 (date -u -d ... +%s).
  EXPECT_THAT(read_csv("timestamp,step,loss\n2024-10-20 15:37:23,1,0\n").run().axes.wall_time_s,
              ElementsAre(1729438643));
  EXPECT_THAT(read_csv("timestamp,step,loss\n1729438643000,1,0\n").run().axes.wall_time_s, ElementsAre(1729438643));
  const ReadResult seconds = read_csv("wall_time,step,loss\n1729438643.5,1,0\n");
  EXPECT_THAT(seconds.run().axes.wall_time_s, ElementsAre(1729438643.5));
  EXPECT_FALSE(seconds.run().axes.relative_time);
}

TEST(MetricsCsv, OfSeveralStepLikeColumnsTheBestNamedIsTheAxis) {
  const ReadResult read = read_csv("iteration,Step,loss\n7,100,2\n8,200,1\n");
  EXPECT_THAT(read.run().axes.step, ElementsAre(100, 200));
  EXPECT_THAT(read.values("iteration"), ElementsAre(7, 8));
}

TEST(MetricsCsv, EmptyFileAndLoneHeaderAreSaid) {
  EXPECT_EQ(read_csv("").place_of("csv-empty"), "runs/a/metrics.csv:1:1 warning");
  const ReadResult header = read_csv("step,loss\n");
  EXPECT_EQ(header.place_of("csv-header-only"), "runs/a/metrics.csv:1:1 note");
  EXPECT_TRUE(header.run().series.empty());
}

TEST(MetricsCsv, AFirstLineOfNumbersIsARow) {
  const ReadResult read = read_csv("0,2.5\n1,1.5\n");
  EXPECT_THAT(read.values("column 2"), ElementsAre(2.5, 1.5));
  EXPECT_EQ(read.place_of("csv-no-header"), "runs/a/metrics.csv:1:1 warning");
  EXPECT_TRUE(read.with_code("no-step").empty());  // said with it: no column could be called so
}

TEST(MetricsCsv, ALineAfterACommentKeepsItsNumber) {
  const ReadResult read = read_csv("#{\"t_start\": 17.5}\nr,l,t\n1.5,4,0.25\n2.5,6,0.75\nx,7,0.9\n");
  EXPECT_THAT(read.values("r"), ElementsAre(1.5, 2.5));
  EXPECT_THAT(read.run().axes.wall_time_s, ElementsAre(0.25, 0.75, 0.9));
  EXPECT_EQ(read.place_of("csv-comment"), "runs/a/metrics.csv:1:1 note");
  EXPECT_EQ(read.place_of("not-a-number"), "runs/a/metrics.csv:5:1 warning");
}

TEST(MetricsCsv, ManyFaultsOfAKindAreCountedAfterTwenty) {
  std::string text = "step,a,b\n";
  for (int i = 0; i < 50; ++i) text += std::to_string(i) + ",1\n";
  const std::vector<model::Notice> ragged = read_csv(text).with_code("csv-ragged");
  ASSERT_EQ(ragged.size(), 21u);
  EXPECT_EQ(ragged[19].at.line, 21u);
  EXPECT_EQ(ragged[20].count, 30u);
}

template <std::size_t N>
std::string bytes_of(const unsigned char (&bytes)[N]) {
  return std::string(reinterpret_cast<const char*>(bytes), N);
}

TEST(MetricsCsv, ACompressedFileReadsLikeItsText) {
  // printf 'step,loss\n0,2.5\n' | gzip -n
  const unsigned char gzip[] = {0x1f, 0x8b, 0x08, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x03, 0x2b, 0x2e,
                                0x49, 0x2d, 0xd0, 0xc9, 0xc9, 0x2f, 0x2e, 0xe6, 0x32, 0xd0, 0x31, 0xd2,
                                0x33, 0xe5, 0x02, 0x00, 0x27, 0x20, 0x79, 0x26, 0x10, 0x00, 0x00, 0x00};
  // The same through zstd --no-check
  const unsigned char zstd[] = {0x28, 0xb5, 0x2f, 0xfd, 0x00, 0x58, 0x81, 0x00, 0x00, 0x73, 0x74, 0x65, 0x70,
                                0x2c, 0x6c, 0x6f, 0x73, 0x73, 0x0a, 0x30, 0x2c, 0x32, 0x2e, 0x35, 0x0a};
  EXPECT_THAT(read_files({{"a/metrics.csv.gz", bytes_of(gzip)}}).values("loss"), ElementsAre(2.5));
  EXPECT_THAT(read_files({{"a/metrics.csv.zst", bytes_of(zstd)}}).values("loss"), ElementsAre(2.5));
  const ReadResult damaged = read_files({{"a/metrics.csv.gz", bytes_of(gzip).substr(0, 20)}});
  EXPECT_EQ(damaged.place_of("file-damaged"), "runs/a/metrics.csv.gz:0:0 error");
}

}  // namespace
