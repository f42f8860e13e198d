/// Tables with one run a row: generator/ingest/results_table.h and formats/results_table.cpp.

#include <gmock/gmock.h>

#include <algorithm>
#include <cstddef>
#include <string>
#include <vector>

#include "ingest/read_support.h"
#include "vocabulary/metric_patterns.h"

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

/// Names of results as a program writes them: "map_50_95".
std::vector<std::string> metric_columns() {
  std::vector<std::string> columns;
  for (const vocabulary::MetricPattern& pattern : vocabulary::metric_patterns()) {
    if (pattern.family == vocabulary::Family::logged) continue;
    std::string name(pattern.words);
    std::replace(name.begin(), name.end(), ' ', '_');
    columns.push_back(name);
  }
  return columns;
}

TEST(ResultsTable, EveryMetricMakesATableOfRuns) {
  for (const std::string& metric : metric_columns()) {
    const ReadResult read =
        read_files({{"a.csv", "model,lr," + metric + "\nunet,0.1,0.71\nfpn,0.1,0.74\nsegformer,0.01,0.79\n"}});
    ASSERT_EQ(read.runs.size(), 3u) << metric;
    EXPECT_EQ(result_of(read, metric, 1), "0.74") << metric;
    EXPECT_EQ(read.parameter("lr", 1), "0.1") << metric;
    EXPECT_EQ(read.parameter(metric), "(none)") << metric;
  }
}

TEST(ResultsTable, EveryMetricIsAResultBesideAnother) {
  for (const std::string& metric : metric_columns()) {
    const std::string other = metric == "accuracy" ? "f1" : "accuracy";
    const ReadResult read = read_files({{"before.csv", "model,lr," + metric + "," + other + "\nunet,0.1,0.71,0.8\n"},
                                        {"behind.csv", "model,lr," + other + "," + metric + "\nunet,0.1,0.8,0.71\n"}});
    ASSERT_EQ(read.runs.size(), 2u) << metric;
    for (const std::size_t run : {0, 1}) {
      EXPECT_EQ(result_of(read, metric, run), "0.71") << metric;
      EXPECT_EQ(result_of(read, other, run), "0.8") << metric;
      EXPECT_EQ(read.parameter(metric, run), "(none)") << metric;
    }
  }
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

TEST(ResultsTable, WhereMetricsAreRowsTheHeaderNamesTheRuns) {
  const ReadResult read = read_files({{"t.tsv",
                                       "Metric\tModel A\tModel B\nAccuracy\t91.2%\t93.4%\n"
                                       "Training time (s)\t120\t240\n"}});
  ASSERT_EQ(read.runs.size(), 2u);
  EXPECT_EQ(read.run(0).name, "Model A");
  EXPECT_EQ(read.run(1).name, "Model B");
  EXPECT_EQ(result_of(read, "Accuracy", 1), "0.934");
  EXPECT_EQ(result_of(read, "Training time (s)", 1), "240");
  EXPECT_TRUE(read.run(0).config.parameters.empty());
  EXPECT_THAT(read.with_code("results-table")[0].what, testing::StartsWith("read as a table of 2 runs, one a column;"));
}

TEST(ResultsTable, WhereMetricsAreRowsAParameterMayTellTheRunsApart) {
  const ReadResult read = read_files({{"t.csv", "seed,1,2,3\nval_acc,0.9,0.8,0.85\ntest_acc,0.88,0.79,0.82\n"}});
  ASSERT_EQ(read.runs.size(), 3u);
  EXPECT_EQ(read.parameter("seed", 2), "3");
  EXPECT_EQ(result_of(read, "test_acc", 2), "0.82");
}

TEST(ResultsTable, OneRunWithAMetricARowIsNoTableOfRuns) {
  const ReadResult read = read_files({{"t.csv", "metric,value\naccuracy,0.9\nloss,0.3\n"}});
  EXPECT_THAT(read.runs, IsEmpty());
  EXPECT_EQ(read.with_code("table-not-runs").size(), 1u);
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

TEST(ResultsTable, SaysWhichColumnOfTheSettingsIsNotThere) {
  model::Settings settings;
  settings.tables["c.csv"] = {.parameters = {"lr"}, .results = {"accuracy", "lozz"}, .id = "nmae"};
  const ReadResult read = read_files({{"c.csv", "name,lr,accuracy,loss\nx,1,0.5,2\n"}}, settings);
  ASSERT_EQ(read.runs.size(), 1u);
  const std::vector<model::Notice> said = read.with_code("table-setting");
  ASSERT_EQ(said.size(), 2u);
  EXPECT_EQ(said[0].file, "runs/c.csv");
  EXPECT_EQ(said[0].at.line, 1u);
  EXPECT_THAT(said[0].what, testing::AllOf(HasSubstr("\"lozz\""), HasSubstr("known: name, lr, accuracy, loss")));
  EXPECT_THAT(said[1].what, testing::AllOf(HasSubstr("\"nmae\""), HasSubstr("known: name,")));
}

TEST(ResultsTable, SaysThatASaidTableHasNoResult) {
  model::Settings settings;
  settings.tables["c.csv"] = {.parameters = {"a"}, .results = {"b"}};
  const ReadResult read = read_files({{"c.csv", "x,y\n1,2\n"}}, settings);
  EXPECT_THAT(read.runs, IsEmpty());
  EXPECT_EQ(read.place_of("table-setting"), "runs/c.csv:0:0 warning");
}

TEST(ResultsTable, TablesThatCallRunsTheSameHoldDifferentRuns) {
  const ReadResult read = read_files(
      {{"a.csv", "name,lr,acc\nr1,1,0.5\nr2,2,0.6\n"}, {"b.csv", "name,lr,acc,loss\nr1,1,0.7,1\nr2,2,0.8,1\n"}});
  EXPECT_THAT(read.ids(), ElementsAre("a/r1", "a/r2", "b/r1", "b/r2"));
  EXPECT_EQ(read.run(3).name, "r2");
}

TEST(ResultsTable, EqualRowsAreOneRunAndOthersOfTheNameRepeats) {
  const ReadResult read = read_files({{"a.csv", "run,acc\nx,0.5\nx,0.5\nx,0.6\ny,0.7\n"}});
  EXPECT_THAT(read.ids(), ElementsAre("a/1", "a/2", "a/3"));
  EXPECT_EQ(read.run(0).experiment, "x");
  EXPECT_EQ(read.run(1).experiment, "x");
  EXPECT_EQ(read.place_of("table-row-again"), "runs/a.csv:3:1 note");
}

TEST(ResultsTable, HowFarARunWentIsNoResult) {
  const ReadResult read = read_files({{"a.csv", "name,lr,best_epoch\nx,1,10\ny,2,20\n"},
                                      {"b.csv", "name,lr,best_step\nx,1,10\ny,2,20\n"},
                                      {"c.csv", "name,lr,seed_0_step,seed_1_step,avg_step\nx,1,10,20,15\n"}});
  EXPECT_THAT(read.runs, IsEmpty());
}

TEST(ResultsTable, KeepsAStatedDeviationAsAResultOfItsOwn) {
  const ReadResult read = read_files({{"a.csv", "name;lr;acc\nx;0,1;91,2 ± 0,5 %\ny;0,2;90 ± 1 %\n"}});
  ASSERT_EQ(read.runs.size(), 2u);
  EXPECT_EQ(result_of(read, "acc"), "0.912");
  EXPECT_EQ(result_of(read, "acc.sd"), "0.005");
  EXPECT_EQ(read.with_code("cell-deviation").size(), 1u);
}

TEST(ResultsTable, ColumnsOfSeedsAreRepeats) {
  const ReadResult read = read_files({{"a.csv",
                                       "method,lr,acc (run 1),acc (run 2),mean acc,loss (run 1),loss (run 2)\n"
                                       "m,0.1,0.5,0.7,0.6,2,3\nn,0.2,0.8,,0.8,1,\n"}});
  ASSERT_EQ(read.runs.size(), 3u);
  EXPECT_EQ(result_of(read, "acc", 1), "0.7");
  EXPECT_EQ(result_of(read, "loss", 1), "3");
  EXPECT_EQ(read.run(1).seed, "2");
  EXPECT_EQ(read.parameter("lr", 1), "0.1");
  EXPECT_EQ(result_of(read, "mean acc", 0), "(none)");
  EXPECT_EQ(read.place_of("table-repeats"), "runs/a.csv:1:1 note");
}

TEST(ResultsTable, BareColumnsOfSeedsHoldTheResult) {
  const ReadResult read = read_files({{"a.csv", "method,seed_1,seed_2\nm,0.5,0.7\nn,0.8,0.9\n"}});
  ASSERT_EQ(read.runs.size(), 4u);
  EXPECT_EQ(result_of(read, "result", 3), "0.9");
}

TEST(ResultsTable, SaysWhyColumnsOfSeedsStayColumns) {
  const ReadResult whole = read_files({{"a.csv", "method,seed_1,seed_2,acc\nm,1,2,0.5\nn,3,4,0.6\n"}});
  EXPECT_EQ(whole.runs.size(), 2u);
  EXPECT_THAT(whole.with_code("table-repeats").at(0).what, HasSubstr("whole numbers"));
  const ReadResult gap = read_files({{"a.csv", "method,acc_seed1,acc_seed2,loss_seed1\nm,0.1,0.2,0.5\n"}});
  EXPECT_EQ(gap.runs.size(), 1u);
  EXPECT_THAT(gap.with_code("table-repeats").at(0).what, HasSubstr("not every result"));
}

TEST(Declined, NamesTheToolOnce) {
  const ReadResult read =
      read_files({{".aim/run_metadata.sqlite", "x"}, {"swanlog/run-1/data", "x"}, {"w/model.pt", "x"}});
  EXPECT_THAT(read.runs, IsEmpty());
  std::vector<std::string> files;
  for (const model::Notice& notice : read.with_code("format-declined")) files.push_back(notice.file);
  EXPECT_THAT(files, ElementsAre("runs/.aim", "runs/swanlog", "runs"));
}

TEST(ResultsTable, WhatFollowsFromAFullGridOfSettingsWasMeasured) {
  const ReadResult read = read_files({{"a.csv",
                                       "size,solver,nodes,accuracy\n10,astar,14,0.5\n10,greedy,9,0.6\n50,astar,76,0.7\n"
                                       "50,greedy,31,0.8\n"}});
  ASSERT_EQ(read.runs.size(), 4u);
  EXPECT_EQ(result_of(read, "nodes", 2), "76");
  EXPECT_EQ(read.parameter("nodes", 2), "(none)");
  EXPECT_EQ(read.parameter("size", 2), "50");
  // One column decides it: it may be another name of the same setting. And no grid decides anything in a random search.
  const ReadResult label =
      read_files({{"a.csv", "size,solver,width,accuracy\n10,a,3,0.5\n10,b,3,0.6\n50,a,7,0.7\n50,b,7,0.8\n"}});
  EXPECT_EQ(label.parameter("width", 2), "7");
  const ReadResult search =
      read_files({{"a.csv", "p,q,k,accuracy\n1,5,3,0.5\n2,6,1,0.6\n3,9,7,0.7\n4,8,2,0.8\n5,1,9,0.8\n"}});
  EXPECT_EQ(search.parameter("k", 1), "1");
}

TEST(ResultsTable, WordsBehindTheResultsOfRowsThatAreToldApartAreNoSettings) {
  const ReadResult read = read_files({{"a.csv", "model,accuracy,worst class\nnet,0.5,cat\nbig,0.6,dog\n"}});
  EXPECT_EQ(read.parameter("worst class"), "(none)");
  EXPECT_THAT(read.with_code("results-table")[0].what, HasSubstr("left out: worst class"));
  const ReadResult set = read_files({{"a.csv", "accuracy,variant of net,lr\n0.5,a,0.1\n0.6,b,0.1\n"}});
  EXPECT_EQ(set.parameter("variant of net", 1), "b");  // nothing before tells the rows apart
}

TEST(ResultsTable, PlacesAndMomentsThatDifferInEachRowAreNoSettings) {
  const ReadResult read = read_files({{"a.csv",
                                       "lambda,test_accuracy,plot,finished\n0.5,43.1,out\\a.png,2026-03-01 10:00:00\n"
                                       "1.0,41.2,out\\b.png,2026-03-01 11:00:00\n"}});
  EXPECT_EQ(read.parameter("plot"), "(none)");
  EXPECT_EQ(read.parameter("finished"), "(none)");
  const ReadResult models = read_files({{"a.csv", "base,accuracy\norg/net-1.3b,0.5\norg/net-2.7b,0.6\n"}});
  EXPECT_EQ(models.parameter("base"), "org/net-1.3b");
  // Beside other words a moment tells runs apart: it is their name, and they are no repeats.
  const ReadResult named =
      read_files({{"a.csv", "when,lr,accuracy\n(epoch 5) 2026-03-01,0.1,0.5\n(epoch 9) 2026-03-02,0.1,0.6\n"}});
  EXPECT_EQ(named.run(1).name, "(epoch 9) 2026-03-02");
  EXPECT_EQ(named.parameter("when", 1), "(none)");
}

TEST(ResultsTable, LinesOfCommentAreNoRows) {
  const ReadResult read =
      read_files({{"a.csv", "run,lr,accuracy\n# first try\na,0.1,0.5\n# with dropout\nb,0.2,0.6\n#3,0.3,0.7\n"}});
  EXPECT_THAT(read.ids(), ElementsAre("a/a", "a/b", "a/#3"));
}

TEST(ResultsTable, WordsInAColumnOfErrorsSayWhatFailed) {
  const ReadResult read = read_files(
      {{"a.csv", "method,status,error,wall_time_sec,accuracy\nnet,ok,,1.5,0.5\nbig,failed,out of memory,0.2,\n"}});
  EXPECT_EQ(read.parameter("error", 1), "(none)");
  EXPECT_EQ(result_of(read, "wall_time_sec"), "1.5");
}

TEST(ResultsTable, OfHowManyTheMeansAreIsNoSetting) {
  const ReadResult read = read_files({{"a.csv", "net,n,f1_mean,f1_std\na,20,0.8,0.1\nb,10,0.9,0.1\n"}});
  EXPECT_EQ(read.parameter("n"), "(none)");
  EXPECT_EQ(read_files({{"a.csv", "net,n,f1\na,20,0.8\nb,10,0.9\n"}}).parameter("n"), "20");
}

TEST(ResultsTable, ObjectsOfModelsInJsonAreRuns) {
  const ReadResult read =
      read_files({{"r.json", R"({"resnet": {"accuracy": 0.9, "f1": 0.5}, "vgg": {"accuracy": 0.8, "f1": 0.4}})"}});
  EXPECT_THAT(read.ids(), ElementsAre("r/resnet", "r/vgg"));
  EXPECT_EQ(result_of(read, "f1", 1), "0.4");
  const ReadResult data =
      read_files({{"r.json", R"({"mnist": {"test_accuracy": 0.9}, "nih": {"test_accuracy": 0.8, "epochs": 3}})"}});
  EXPECT_EQ(data.parameter("dataset", 1), "nih");
}

/// Numbers with a slip, as in a table that a power cut, or a hand, went over.
TEST(ResultsTable, ADamagedCellIsNoValueAndIsSaidWithItsPlace) {
  const ReadResult read = read_files({{"results.csv",
                                       "name,lr,val_acc,val_loss\nr1,0.1,0.81,0.50\nr2,0.2,0.9x2,0.40\n"
                                       "r3,0.3,0.83,0.3.9\nr4,0.4,1e400,0.38\nr5,0.5,0.87,0.35\nr6,0.6,0.88,0.34\n"}});
  ASSERT_EQ(read.runs.size(), 6u);
  const auto notices = read.with_code("not-a-number");
  ASSERT_EQ(notices.size(), 3u);
  EXPECT_EQ(notices[0].at, (base::Position{3, 8}));
  EXPECT_EQ(notices[0].severity, base::Severity::warning);
  EXPECT_THAT(notices[0].what, HasSubstr("\"0.9x2\" in \"val_acc\""));
  EXPECT_EQ(notices[1].at, (base::Position{4, 13}));
  EXPECT_EQ(notices[2].at, (base::Position{5, 8}));
  for (const std::size_t run : {1u, 3u}) {
    for (const model::Parameter& leaf : read.run(run).summary) {
      if (leaf.path != "val_acc") continue;
      EXPECT_EQ(leaf.value.kind, model::ParameterValue::Kind::null) << run;
    }
  }
  EXPECT_EQ(result_of(read, "val_acc", 2), "0.83");
  EXPECT_THAT(read.with_code("cell-word"), IsEmpty());
}

TEST(ResultsTable, WordsAmongNumbersAreWords) {
  const ReadResult read =
      read_files({{"results.csv", "name,lr,val_acc\na,1,0.8\nb,2,failed\nc,3,0.7\nd,0.5x,nan\ne,4,inf\nf,5,0.6\n"}});
  EXPECT_THAT(read.with_code("not-a-number"), IsEmpty());
  EXPECT_EQ(read.with_code("cell-word").size(), 1u);
}

TEST(ResultsTable, SaysASettingThatIsNoNumberAmongTen) {
  std::string table = "name,lr,val_acc\n";
  for (int i = 1; i <= 10; ++i) {
    table += "r" + std::to_string(i) + "," + (i == 7 ? "0.0.7" : "0.0" + std::to_string(i)) + ",0." +
             std::to_string(i + 50) + "\n";
  }
  const ReadResult read = read_files({{"results.csv", table}});
  ASSERT_EQ(read.with_code("not-a-number").size(), 1u);
  EXPECT_EQ(read.with_code("not-a-number")[0].at, (base::Position{8, 4}));
  EXPECT_EQ(read.parameter("lr", 6), "0.0.7");
}

TEST(ResultsTable, SaysADelimiterThatTheNameDoesNot) {
  const ReadResult table = read_files({{"results.csv", "name\tlr\tval_acc\na\t1\t0.5\nb\t2\t0.6\n"}});
  ASSERT_EQ(table.with_code("csv-delimiter").size(), 1u);
  EXPECT_THAT(table.with_code("csv-delimiter")[0].what, HasSubstr("parted by tabs"));
  const ReadResult curves =
      read_files({{"c/metrics.csv", "step;loss\n1;0.5\n2;0.4\n"}, {"d/metrics.csv", "step,loss\n1,0.5\n2,0.4\n"}});
  ASSERT_EQ(curves.with_code("csv-delimiter").size(), 1u);
  EXPECT_THAT(curves.with_code("csv-delimiter")[0].what, HasSubstr("parted by semicolons"));
}

}  // namespace
