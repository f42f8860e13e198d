/// Tables as tools write them: generator/ingest/tables/tool_columns.h.

#include <gmock/gmock.h>

#include <cstddef>
#include <string>

#include "ingest/read_support.h"

namespace {

using support::read_files;
using support::ReadResult;
using testing::HasSubstr;

std::string value_of(const ReadResult& read, const std::string& name, std::size_t run = 0) {
  for (const model::Parameter& leaf : read.run(run).summary) {
    if (leaf.path == name) return leaf.value.text;
  }
  return "(none)";
}

TEST(ToolColumns, OfScikitLearn) {
  const ReadResult read =
      read_files({{"cv_results.csv",
                   ",mean_fit_time,param_C,params,split0_test_score,split1_test_score,mean_test_score,std_test_score,"
                   "rank_test_score\n"
                   "0,0.1,1,{'C': 1},0.8,0.82,0.81,0.01,2\n1,0.2,10,{'C': 10},0.85,0.87,0.86,0.01,1\n"}});
  ASSERT_EQ(read.runs.size(), 2u);
  EXPECT_EQ(read.parameter("C", 1), "10");
  EXPECT_EQ(read.run(1).config.parameters.size(), 1u);
  EXPECT_EQ(value_of(read, "mean_test_score", 1), "0.86");
  EXPECT_EQ(value_of(read, "std_test_score", 1), "0.01");
  EXPECT_EQ(value_of(read, "split0_test_score", 1), "(none)");
  EXPECT_EQ(value_of(read, "rank_test_score", 1), "(none)");
}

TEST(ToolColumns, OfOptuna) {
  const ReadResult read =
      read_files({{"trials.csv",
                   "number,value,datetime_start,datetime_complete,duration,params_lr,params_units,state\n"
                   "0,0.91,2026-01-01 10:00:00,2026-01-01 10:01:00,0 days 00:01:00,0.1,64,COMPLETE\n"
                   "1,0.93,2026-01-01 10:01:00,2026-01-01 10:03:00,0 days 00:02:00,0.01,32,COMPLETE\n"}});
  ASSERT_EQ(read.runs.size(), 2u);
  EXPECT_EQ(read.parameter("lr", 1), "0.01");
  EXPECT_EQ(read.parameter("units", 1), "32");
  EXPECT_EQ(value_of(read, "value", 1), "0.93");
  EXPECT_EQ(read.run(1).started_at, "2026-01-01 10:01:00");
}

TEST(ToolColumns, OfMlflow) {
  const ReadResult read = read_files(
      {{"runs.csv",
        "run_id,status,metrics.r2,metrics.gain,params.alpha,params.kind,tags.mlflow.runName,tags.mlflow.user\n"
        "a1,FINISHED,0.5,12,0.1,ridge,calm-cat-1,u\nb2,FINISHED,0.6,13,0.2,lasso,brave-dog-2,u\n"}});
  ASSERT_EQ(read.runs.size(), 2u);
  EXPECT_EQ(read.run(1).name, "brave-dog-2");
  EXPECT_EQ(read.parameter("kind", 1), "lasso");
  EXPECT_EQ(value_of(read, "metrics.gain", 1), "13");
}

TEST(ToolColumns, OfDvc) {
  const ReadResult read = read_files(
      {{"experiments.csv",
        "Experiment,rev,typ,Created,State,results.json:acc,params.yaml:train.lr,params.yaml:aug\n"
        ",workspace,baseline,,,0.90,0.001,flip\nmain,1111111,baseline,2026-01-10T10:00:00,Success,0.90,0.001,flip\n"
        "calm-one,2222222,branch_commit,2026-01-10T11:00:00,Success,0.91,0.01,!\n"}});
  ASSERT_EQ(read.runs.size(), 2u);
  EXPECT_EQ(read.run(1).name, "calm-one");
  EXPECT_EQ(read.parameter("train.lr", 1), "0.01");
  EXPECT_EQ(read.parameter("aug", 1), "(none)");
  EXPECT_EQ(read.parameter("typ", 1), "(none)");
  EXPECT_EQ(value_of(read, "acc", 1), "0.91");
  EXPECT_EQ(read.place_of("table-row-again"), "runs/experiments.csv:2:1 note");
}

TEST(ToolColumns, OfAutoGluon) {
  const ReadResult read = read_files({{"leaderboard.csv",
                                       "model,score_test,score_val,fit_time,stack_level,can_infer,fit_order\n"
                                       "A_L2,0.91,0.92,20.1,2,True,12\nB,0.90,0.915,10.1,1,True,5\n"}});
  ASSERT_EQ(read.runs.size(), 2u);
  EXPECT_EQ(value_of(read, "score_val"), "0.92");
  EXPECT_EQ(value_of(read, "fit_order"), "(none)");
  EXPECT_EQ(read.parameter("can_infer"), "(none)");
}

TEST(ToolColumns, ResultsWithAFewWordsStayResults) {
  const ReadResult read = read_files({{"s.csv",
                                       "algorithm,seed,steps_to_goal,success_rate\nppo,1,1775,1.0\nppo,2,failed,0.0\n"
                                       "ppo,3,2441,0.9\ndqn,1,4455,0.88\ndqn,2,failed,0.0\ndqn,3,slow(1691),0.97\n"}});
  ASSERT_EQ(read.runs.size(), 6u);
  EXPECT_EQ(read.parameter("steps_to_goal"), "(none)");
  EXPECT_EQ(value_of(read, "steps_to_goal"), "1775");
  ASSERT_EQ(read.with_code("cell-word").size(), 1u);
  EXPECT_THAT(read.with_code("cell-word")[0].what, HasSubstr("words in 3 cells (here \"failed\")"));
}

TEST(ToolColumns, NumbersThatNobodySetsAreResults) {
  const ReadResult read =
      read_files({{"r.csv", "model,zork,val_acc\na,0.343120179149042,0.7\nb,0.4441403334162727,0.8\n"}});
  ASSERT_EQ(read.runs.size(), 2u);
  EXPECT_EQ(read.parameter("zork"), "(none)");
  EXPECT_EQ(value_of(read, "zork"), "0.343120179149042");
}

TEST(ToolColumns, AHeaderlessTableIsNotToldToNameItsColumns) {
  const ReadResult read = read_files({{"x.csv", "0.69,1\n0.68,2\n"}});
  ASSERT_EQ(read.with_code("table-not-runs").size(), 1u);
  EXPECT_THAT(read.with_code("table-not-runs")[0].what, HasSubstr("first line holds numbers"));
  EXPECT_THAT(read.with_code("table-not-runs")[0].what, testing::Not(HasSubstr("name the columns")));
}

}  // namespace
