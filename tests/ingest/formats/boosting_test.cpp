/// generator/ingest/formats/{catboost,boosting_history}.cpp.

#include <gmock/gmock.h>

#include <map>
#include <string>

#include "ingest/read_support.h"

namespace {

using support::read_files;
using support::ReadResult;
using testing::ElementsAre;
using testing::IsEmpty;

const std::map<std::string, std::string> kCatboost{
    {"m/catboost_info/catboost_training.json",
     "{\n\"meta\":{\"test_sets\":[\"test\"],\"test_metrics\":[{\"best_value\":\"Min\",\"name\":\"Logloss\"}],"
     "\"learn_metrics\":[{\"best_value\":\"Min\",\"name\":\"Logloss\"}],\"iteration_count\":9,\"learn_sets\":"
     "[\"learn\"]},\n\"iterations\":[\n{\"learn\":[0.5],\"iteration\":0,\"passed_time\":0.25,\"test\":[0.75]},\n"
     "{\"learn\":[0.25],\"iteration\":1,\"passed_time\":0.5,\"test\":[0.625]}\n]}"},
    {"m/catboost_info/learn_error.tsv", "iter\tLogloss\n0\t0.5\n1\t0.25\n"},
    {"m/catboost_info/test_error.tsv", "iter\tLogloss\n0\t0.75\n1\t0.625\n"},
    {"m/catboost_info/time_left.tsv", "iter\tPassed\tRemaining\n0\t250\t100\n1\t500\t0\n"}};

void expect_curves(const ReadResult& read) {
  ASSERT_EQ(read.runs.size(), 1u);
  EXPECT_EQ(read.run().format, "catboost");
  EXPECT_THAT(read.values("learn/Logloss"), ElementsAre(0.5, 0.25));
  EXPECT_THAT(read.values("test/Logloss"), ElementsAre(0.75, 0.625));
  EXPECT_THAT(read.run().axes.step, ElementsAre(0, 1));
  EXPECT_THAT(read.run().axes.wall_time_s, ElementsAre(0.25, 0.5));
  EXPECT_EQ(read.run().series.size(), 2u);
}

TEST(Catboost, ReadsTheDocumentOfTheWholeTraining) {
  const ReadResult read = read_files(kCatboost);
  expect_curves(read);
  EXPECT_EQ(read.parameter("iterations"), "9");
  EXPECT_THAT(read.notices, IsEmpty());
}

TEST(Catboost, TablesStandInForADocumentThatWasNeverClosed) {
  std::map<std::string, std::string> files = kCatboost;
  std::string& json = files["m/catboost_info/catboost_training.json"];
  json.resize(json.size() - 2);
  const ReadResult read = read_files(files);
  expect_curves(read);
  EXPECT_EQ(read.with_code("json-syntax").size(), 1u);
}

TEST(BoostingHistory, RoundsAreStepsAndDataSetsPrefixes) {
  const ReadResult read =
      read_files({{"evals.json", "{\"train\": {\"auc\": [0.5, 0.75]}, \"valid\": {\"auc\": [0.25, NaN]}}"},
                  {"params.json", "{\"eta\": 0.3}"}});
  ASSERT_EQ(read.runs.size(), 1u);
  EXPECT_EQ(read.run().format, "boosting-history");
  EXPECT_EQ(read.run().id, "evals");
  EXPECT_THAT(read.values("train/auc"), ElementsAre(0.5, 0.75));
  EXPECT_THAT(read.values("valid/auc"), ElementsAre(0.25, testing::IsNan()));
  EXPECT_THAT(read.run().axes.step, ElementsAre(0, 1));
  EXPECT_EQ(read.parameter("eta"), "0.3");
}

TEST(BoostingHistory, LeavesOtherDocumentsAlone) {
  const ReadResult read = read_files({{"a.json", "{\"train\": {\"auc\": [0.5, 0.75]}, \"valid\": {\"auc\": [0.25]}}"},
                                      {"b.json", "{\"loss\": {\"steps\": [0], \"values\": [1]}}"},
                                      {"c.json", "{\"train\": {\"auc\": [0.5, 0.7"}});
  EXPECT_THAT(read.runs, IsEmpty());
}

}  // namespace
