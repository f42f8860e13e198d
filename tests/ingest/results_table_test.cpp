/// Tables with one run a row: generator/ingest/results_table.h and formats/results_table.cpp.

#include <gmock/gmock.h>

#include "read_support.h"

namespace {

using support::read_files;
using support::ReadResult;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

/// A value of the summary as it is shown, or "(none)".
std::string result_of(const ReadResult& read, const std::string& name, std::size_t run = 0) {
  for (const model::Parameter& leaf : read.run(run).summary) {
    if (leaf.path == name) return leaf.value.text;
  }
  return "(none)";
}

TEST(ResultsTable, MakesARunOfEachRow) {
  const ReadResult read = read_files({{"sweep.csv",
                                       "run,learning_rate,batch_size,seed,val_accuracy,train_time_s\n"
                                       "a,0.001,32,1,0.91,120\nb,1e-2,64,9007199254740993,0.5,60\n"}});
  ASSERT_EQ(read.runs.size(), 2u);
  EXPECT_EQ(read.run(1).name, "b");
  EXPECT_EQ(read.run(1).project, "sweep");
  EXPECT_EQ(read.parameter("learning_rate", 1), "1e-2");
  EXPECT_EQ(read.run(1).seed, "9007199254740993");
  EXPECT_EQ(result_of(read, "val_accuracy"), "0.91");
  EXPECT_EQ(result_of(read, "train_time_s", 1), "60");
  EXPECT_THAT(read.with_code("results-table")[0].what, HasSubstr("parameters: learning_rate, batch_size, seed;"));
}

TEST(ResultsTable, ReadsPercentCommasAndThousands) {
  const ReadResult read =
      read_files({{"a.csv", "name;lr;acc;loss;flops\nx;0,1;85,5%;0,25;1.234.567\ny;0,2;87%;1,5;2.000.000\n"}});
  ASSERT_EQ(read.runs.size(), 2u);
  EXPECT_EQ(result_of(read, "acc"), "0.855");
  EXPECT_EQ(result_of(read, "loss"), "0.25");
  EXPECT_EQ(result_of(read, "flops"), "1234567");
  EXPECT_EQ(read.parameter("lr"), "0.1");
}

TEST(ResultsTable, LeavesOutANumberThatCouldBeTwo) {
  const ReadResult read = read_files({{"a.csv", "name,lr,loss\nx,1,\"1,250\"\ny,2,3\n"}});
  ASSERT_EQ(read.runs.size(), 2u);
  EXPECT_EQ(result_of(read, "loss"), "(none)");
  EXPECT_EQ(read.place_of("number-ambiguous"), "runs/a.csv:2:0 warning");
}

TEST(ResultsTable, LeavesOutARowWithMoreCellsThanTheHeader) {
  const ReadResult read = read_files({{"a.csv", "name,lr,loss\nx,1,0.5\ny,2,0,25\n"}});
  ASSERT_EQ(read.runs.size(), 1u);
  EXPECT_EQ(read.place_of("table-long-row"), "runs/a.csv:3:7 warning");
}

TEST(ResultsTable, LeavesOutTheAverageBelowRepeats) {
  const ReadResult read = read_files({{"dqn.csv", "Run,Total Reward\nRun 1,1.5\nRun 2,14\nAverage,7.75\n"}});
  ASSERT_EQ(read.runs.size(), 2u);
  EXPECT_EQ(read.run(0).experiment, "dqn");
  EXPECT_EQ(read.run(1).experiment, "dqn");
  EXPECT_EQ(read.place_of("table-summary-row"), "runs/dqn.csv:4:1 note");
}

TEST(ResultsTable, TurnsATableWithRunsAsColumns) {
  const ReadResult read = read_files({{"t.csv", ",first,second\nlearning_rate,0.1,0.2\naccuracy,0.8,0.9\n"}});
  ASSERT_EQ(read.runs.size(), 2u);
  EXPECT_EQ(read.run(1).name, "second");
  EXPECT_EQ(read.parameter("learning_rate", 1), "0.2");
  EXPECT_EQ(result_of(read, "accuracy", 1), "0.9");
}

TEST(ResultsTable, ReadsUtf16WithItsMark) {
  const std::string narrow = "name,lr,loss\nx,1,0.5\n";
  std::string wide = "\xff\xfe";
  for (const char c : narrow) wide.append({c, '\0'});
  const ReadResult read = read_files({{"a.csv", wide}});
  ASSERT_EQ(read.runs.size(), 1u);
  EXPECT_EQ(result_of(read, "loss"), "0.5");
}

TEST(ResultsTable, LeavesClassesPredictionsAndTimingsAlone) {
  const ReadResult read = read_files({{"a/class.csv", "class,precision,recall\ncat,0.5,0.5\ndog,0.5,0.4\n"},
                                      {"b/pred.csv", "id,y_true,y_pred,loss\n1,0,1,0.5\n"},
                                      {"c/time.csv", "gpu/time,cpu/time\n0.1,0.2\n"}});
  EXPECT_THAT(read.runs, IsEmpty());
  EXPECT_EQ(read.with_code("table-not-runs").size(), 3u);
}

TEST(ResultsTable, FollowsTheSettings) {
  model::Settings settings;
  settings.tables["c.csv"] = {.parameters = {"p"}, .results = {"q"}, .id = "k"};
  const ReadResult read = read_files({{"c.csv", "k,p,q,r,epoch\nx,1,2,3,4\n"}}, settings);
  ASSERT_EQ(read.runs.size(), 1u);
  EXPECT_EQ(read.ids(), std::vector<std::string>{"x"});
  EXPECT_EQ(read.parameter("p"), "1");
  EXPECT_EQ(result_of(read, "q"), "2");
  EXPECT_EQ(result_of(read, "r"), "(none)");
}

TEST(Declined, NamesTheToolOnce) {
  const ReadResult read =
      read_files({{".aim/run_metadata.sqlite", "x"}, {"swanlog/run-1/data", "x"}, {"w/model.pt", "x"}});
  EXPECT_THAT(read.runs, IsEmpty());
  std::vector<std::string> files;
  for (const model::Notice& notice : read.with_code("format-declined")) files.push_back(notice.file);
  EXPECT_THAT(files, ElementsAre("runs/.aim", "runs/swanlog", "runs"));
}

}  // namespace
