/// Tables whose rows tell of runs that stand in files of their own.

#include <gmock/gmock.h>

#include <cstddef>
#include <string>

#include "ingest/read_support.h"

namespace {

using support::read_files;
using support::ReadResult;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::SizeIs;

const char kCurve[] = "step,reward\n1,0.5\n2,0.6\n3,0.8\n";
const char kSummary[] = "run_id,algorithm,lr,success_rate\na_1,ppo,0.1,0.75\nb_1,dqn,0.2,0.5\nc_1,sac,0.3,0.25\n";

/// The final value of a run, as written, or "(none)".
std::string final_value(const model::Run& run, const std::string& name) {
  for (const model::Parameter& leaf : run.summary) {
    if (leaf.path == name) return leaf.value.text;
  }
  return "(none)";
}

TEST(RowsOfRuns, AreJoinedToTheCurvesThatTheyName) {
  const ReadResult read = read_files({{"a_1.csv", kCurve}, {"b_1.csv", kCurve}, {"summary.csv", kSummary}});
  ASSERT_THAT(read.ids(), ElementsAre("a_1", "b_1"));
  EXPECT_EQ(read.parameter("algorithm", 0), "ppo");
  EXPECT_EQ(read.parameter("lr", 1), "0.2");
  EXPECT_EQ(final_value(read.run(0), "success_rate"), "0.75");
  EXPECT_EQ(final_value(read.run(1), "success_rate"), "0.5");
  EXPECT_THAT(read.values("reward", 1), ElementsAre(0.5, 0.6, 0.8));
  EXPECT_THAT(read.run(0).files, ElementsAre("a_1.csv", "summary.csv"));
  EXPECT_EQ(read.place_of("table-of-runs"), "runs/summary.csv:1:0 note");
  EXPECT_EQ(read.place_of("table-row-alone"), "runs/summary.csv:4:1 note");
  EXPECT_THAT(read.with_code("table-row-alone")[0].what, HasSubstr("\"c_1\" names no run"));
  EXPECT_THAT(read.with_code("table-beside-runs"), SizeIs(0));
}

TEST(RowsOfRuns, AreFoundByFoldersOfRuns) {
  const ReadResult read = read_files({{"runs/a_1/metrics.csv", kCurve},
                                      {"runs/b_1/metrics.csv", kCurve},
                                      {"runs/b_1/config.json", R"({"learning_rate": 0.7})"},
                                      {"summary.csv", kSummary}});
  ASSERT_THAT(read.ids(), ElementsAre("runs/a_1", "runs/b_1"));
  EXPECT_EQ(read.parameter("lr", 0), "0.1");
  // A run that says its settings itself keeps to them.
  EXPECT_EQ(read.parameter("lr", 1), "(none)");
  EXPECT_EQ(read.parameter("learning_rate", 1), "0.7");
  EXPECT_EQ(final_value(read.run(1), "success_rate"), "0.5");
}

TEST(RowsOfRuns, AreFoundByPathsInAnyColumn) {
  const ReadResult read = read_files({{"logs/x.csv", kCurve},
                                      {"logs/y.csv", kCurve},
                                      {"all.csv", "lr,accuracy,file\n0.1,0.5,logs/x.csv\n0.2,0.6,logs/y.csv\n"}});
  ASSERT_THAT(read.ids(), ElementsAre("logs/x", "logs/y"));
  EXPECT_EQ(read.parameter("lr", 0), "0.1");
  EXPECT_EQ(final_value(read.run(1), "accuracy"), "0.6");
  EXPECT_EQ(read.parameter("file", 0), "(none)");
}

TEST(RowsOfRuns, AreFoundByWhatIsLeftOfNamesWithoutSharedWords) {
  const ReadResult read =
      read_files({{"episodes_a_1_raw.csv", kCurve}, {"episodes_b_1_raw.csv", kCurve}, {"summary.csv", kSummary}});
  ASSERT_THAT(read.runs, SizeIs(2));
  EXPECT_EQ(read.parameter("lr", 0), "0.1");
  EXPECT_EQ(read.parameter("lr", 1), "0.2");
}

TEST(RowsOfRuns, AreFoundByNumbersInAColumnOfIds) {
  const ReadResult read = read_files(
      {{"run_01.csv", kCurve}, {"run_02.csv", kCurve}, {"summary.csv", "id,lr,accuracy\n1,0.1,0.5\n2,0.2,0.6\n"}});
  ASSERT_THAT(read.runs, SizeIs(2));
  EXPECT_EQ(read.parameter("lr", 0), "0.1");
  EXPECT_EQ(read.parameter("lr", 1), "0.2");
}

TEST(RowsOfRuns, AreFoundByIdsInsideTheFiles) {
  const ReadResult read = read_files({{"first.csv", "run_id,step,reward\na_1,1,0.5\na_1,2,0.6\na_1,3,0.7\n"},
                                      {"second.csv", "run_id,step,reward\nb_1,1,0.5\nb_1,2,0.6\nb_1,3,0.7\n"},
                                      {"summary.csv", kSummary}});
  ASSERT_THAT(read.ids(), ElementsAre("first", "second"));
  EXPECT_EQ(read.parameter("algorithm", 0), "ppo");
  EXPECT_EQ(read.parameter("algorithm", 1), "dqn");
}

TEST(RowsOfRuns, AreNotJoinedWhereMostNameNothing) {
  const ReadResult read = read_files(
      {{"a_1.csv", kCurve}, {"x.csv", kCurve}, {"y.csv", kCurve}, {"z.csv", kCurve}, {"summary.csv", kSummary}});
  EXPECT_THAT(read.runs, SizeIs(4));
  EXPECT_EQ(read.parameter("lr", 0), "(none)");
  EXPECT_EQ(read.place_of("table-beside-runs"), "runs/summary.csv:0:0 note");
}

TEST(RowsOfRuns, OfOneNameForTwoRunsAreJoinedToNone) {
  const ReadResult read = read_files({{"old/a_1.csv", kCurve},
                                      {"new/a_1.csv", kCurve},
                                      {"old/b_1.csv", kCurve},
                                      {"new/b_1.csv", kCurve},
                                      {"summary.csv", kSummary}});
  EXPECT_THAT(read.runs, SizeIs(4));
  for (std::size_t i = 0; i < 4; ++i) EXPECT_EQ(read.parameter("lr", i), "(none)");
  EXPECT_EQ(read.place_of("table-beside-runs"), "runs/summary.csv:0:0 note");
}

TEST(RowsOfRuns, ThatTheSettingsNameAreRuns) {
  model::Settings settings;
  settings.tables["summary.csv"] = {};
  const ReadResult read = read_files({{"a_1.csv", kCurve}, {"b_1.csv", kCurve}, {"summary.csv", kSummary}}, settings);
  EXPECT_THAT(read.runs, SizeIs(5));
}

}  // namespace
