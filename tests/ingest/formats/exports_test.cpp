/// Curves saved from web pages: generator/ingest/formats/{wandb_export,tensorboard_download}.cpp.

#include <gmock/gmock.h>

#include "ingest/read_support.h"

namespace {

using support::read_files;
using support::ReadResult;
using testing::ElementsAre;
using testing::IsEmpty;

TEST(WandbExport, EachGroupIsARunOnTheAxisOfTheChart) {
  const ReadResult read = read_files(
      {{"chart.csv",
        "\"evals\",\"algo: A - fit\",\"algo: A - fit__MIN\",\"algo: A - fit__MAX\",\"b - fit\",\"b - fit__MIN\",\"b - "
        "fit__MAX\"\n\"60\",\"1\",\"0\",\"2\",\"\",\"\",\"\"\n\"70\",\"\",\"\",\"\",\"5\",\"5\",\"5\"\n\"80\",\"3\","
        "\"2\",\"4\",\"6\",\"6\",\"6\"\n"}});
  ASSERT_EQ(read.runs.size(), 2u);
  EXPECT_THAT(read.ids(), ElementsAre("chart/algo: A", "chart/b"));
  EXPECT_EQ(read.run(0).format, "wandb-export");
  EXPECT_EQ(read.parameter("algo", 0), "A");
  EXPECT_THAT(read.run(0).axes.step, ElementsAre(60, 80));
  EXPECT_THAT(read.values("fit", 0), ElementsAre(1, 3));
  EXPECT_THAT(read.values("fit (max)", 0), ElementsAre(2, 4));
  EXPECT_THAT(read.run(1).axes.step, ElementsAre(70, 80));
  EXPECT_THAT(read.values("fit", 1), ElementsAre(5, 6));
  EXPECT_EQ(read.run(1).series.size(), 1u);
}

TEST(WandbExport, ACutLastLineCostsThatLine) {
  const ReadResult read = read_files({{"c.csv", "Step,r - loss,r - loss__MIN,r - loss__MAX\n0,1.5,1.5,1.5\n10,0.5"}});
  EXPECT_THAT(read.values("loss"), ElementsAre(1.5));
  EXPECT_EQ(read.with_code("csv-cut-line").size(), 1u);
}

TEST(TensorboardDownload, TagsOfOneRunAreItsSeries) {
  const ReadResult read =
      read_files({{"d/run-a-tag-loss.csv", "Wall time,Step,Value\n1700000000.5,0,0.5\n1700000001.5,10,0.25\n"},
                  {"d/run-a-tag-acc.json", "[[1700000000.5, 0, 0.75], [1700000001.5, 10, NaN]]"},
                  {"d/other.csv", "Wall time,Step,Value\n1700000000.5,3,2\n"}});
  ASSERT_EQ(read.runs.size(), 2u);
  EXPECT_THAT(read.ids(), ElementsAre("d/other", "d/a"));
  EXPECT_THAT(read.values("value", 0), ElementsAre(2));
  EXPECT_THAT(read.values("loss", 1), ElementsAre(0.5, 0.25));
  EXPECT_THAT(read.values("acc", 1), ElementsAre(0.75, testing::IsNan()));
  EXPECT_THAT(read.run(1).axes.step, ElementsAre(0, 10));
  EXPECT_THAT(read.run(1).axes.wall_time_s, ElementsAre(1700000000.5, 1700000001.5));
}

TEST(TensorboardDownload, ADamagedFileCostsItsTagOnly) {
  const ReadResult read = read_files({{"run-a-tag-loss.csv", "Wall time,Step,Value\n1700000000.5,0,0.5\n"},
                                      {"run-a-tag-acc.json", "[[1700000000.5, 0, 0.75], [17000"}});
  ASSERT_EQ(read.runs.size(), 1u);
  EXPECT_THAT(read.values("loss"), ElementsAre(0.5));
  EXPECT_EQ(read.with_code("json-syntax").size(), 1u);
}

}  // namespace
