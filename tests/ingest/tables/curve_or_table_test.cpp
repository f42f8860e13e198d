/// Which lone files are the course of one training: generator/ingest/tables/curve_or_table.h.

#include "ingest/tables/curve_or_table.h"

#include <gtest/gtest.h>

#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include "ingest/read_support.h"
#include "ingest/tables/cell_grid.h"

namespace {

using support::read_files;
using support::ReadResult;

bool is_curve(const std::string& text, const char* name = "a.csv") {
  return ingest::is_curve_of_rows(ingest::read_cell_grid(text, false, ingest::kRowsJudged), name);
}

/// `header`, and a row for each of `values` with two measures that get better.
std::string course(const std::string& header, const std::vector<std::string>& values) {
  std::string text = header + "\n";
  double loss = 0.9;
  for (const std::string& value : values) {
    text += value + "," + std::to_string(loss) + "," + std::to_string(loss + 0.1) + "\n";
    loss -= 0.05;
  }
  return text;
}

const std::vector<std::string> kFromOne{"1", "2", "3", "4", "5"};

TEST(CurveOrTable, AnAxisThatCountsMakesACurve) {
  for (const char* axis :
       {"epoch", "round", "episode", "epochs", "iterations", "iters", "n_iter", "steps", "batch", "samples",
        "generation", "num_updates", "training_step", "current_epoch", "Epoche", "época"}) {
    EXPECT_TRUE(is_curve(course(std::string(axis) + ",loss,val_loss", kFromOne))) << axis;
  }
  EXPECT_TRUE(is_curve(course("env_steps,loss,val_loss", {"2048", "4096", "6144", "8192"})));
}

TEST(CurveOrTable, SizesThatDoubleCountNothing) {
  EXPECT_FALSE(is_curve("batch,acc\n16,0.8\n32,0.81\n64,0.83\n128,0.8\n"));
  EXPECT_FALSE(is_curve("epochs,accuracy\n10,0.8\n20,0.81\n50,0.83\n", "results.csv"));
  EXPECT_FALSE(is_curve("samples,accuracy\n100,0.6\n1000,0.8\n10000,0.9\n"));
}

TEST(CurveOrTable, AnEpochBesideAModelOfEachRowIsItsBest) {
  EXPECT_FALSE(is_curve("model,epoch,val_acc\na,12,0.8\nb,47,0.9\nc,33,0.7\n"));
  EXPECT_FALSE(is_curve("model,epoch,val_acc\na,12,0.8\n"));
  EXPECT_FALSE(is_curve("run,epoch,val_acc\n0,12,0.8\n1,47,0.9\n2,33,0.7\n3,10,0.8\n"));
  EXPECT_FALSE(is_curve("lr,batch_size,epoch,val_acc\n0.1,16,9,0.8\n0.1,32,47,0.9\n0.01,16,33,0.7\n0.01,32,12,0.7\n"));
}

TEST(CurveOrTable, SettingsThatRowsShareDivideTrainings) {
  EXPECT_TRUE(is_curve("fold,epoch,loss\n0,0,0.9\n0,1,0.8\n0,2,0.7\n1,0,0.9\n1,1,0.8\n1,2,0.7\n"));
  EXPECT_TRUE(is_curve("epoch,phase,loss\n0,train,0.9\n0,val,1.0\n1,train,0.8\n1,val,0.9\n2,train,0.7\n2,val,0.8\n"));
  EXPECT_FALSE(is_curve("epochs,batch_size,acc\n10,16,0.8\n10,32,0.81\n20,16,0.8\n20,32,0.82\n"));
}

TEST(CurveOrTable, WithoutAnAxisPairsThatImproveOrTheNameDecide) {
  EXPECT_TRUE(is_curve("train_loss,val_loss\n0.9,1.0\n0.8,0.9\n0.7,0.85\n", "out.csv"));
  EXPECT_TRUE(is_curve(",loss,val_loss\n0,0.9,1.0\n1,0.8,0.9\n2,0.7,0.85\n", "out.csv"));
  EXPECT_TRUE(is_curve("loss\n0.9\n0.8\n0.85\n", "loss.csv"));
  EXPECT_FALSE(is_curve("mse,mae\n0.9,1.0\n0.8,0.9\n0.85,0.85\n", "results.csv"));
  // Folds: neither gets better.
  EXPECT_FALSE(is_curve("train_score,test_score\n0.9,0.8\n0.91,0.78\n0.9,0.81\n0.89,0.79\n0.9,0.8\n", "cv.csv"));
}

TEST(CurveOrTable, ARateBehindTheMeasuresThatOnlyFallsWasLogged) {
  EXPECT_TRUE(is_curve("loss,val_loss,lr\n0.9,1.0,0.1\n0.8,0.9,0.1\n0.7,0.85,0.01\n"));
  EXPECT_FALSE(is_curve("lr,loss,val_loss\n0.1,0.9,1.0\n0.01,0.8,0.9\n0.001,0.7,0.85\n", "results.csv"));
  EXPECT_FALSE(is_curve("loss,val_loss,lr\n0.9,1.0,0.1\n0.8,0.9,0.01\n0.7,0.85,0.1\n"));
}

TEST(CurveOrTable, NamesAndCountersOfRunsMakeNone) {
  for (const char* counter : {"run", "id", "seed", "trial", "fold", "model"}) {
    EXPECT_FALSE(is_curve(course(std::string(counter) + ",loss,val_loss", kFromOne), "history.csv")) << counter;
  }
}

TEST(CurveOrTable, ALoneHistoryIsOneRunWhicheverWayItIsWritten) {
  for (const auto& [name, text] : std::vector<std::pair<std::string, std::string>>{
           {"history.csv", ",loss,val_loss\n0,0.9,1.0\n1,0.8,0.9\n2,0.7,0.85\n"},
           {"history.json", R"([{"loss": 0.9, "val_loss": 1.0}, {"loss": 0.8, "val_loss": 0.9},
                                {"loss": 0.7, "val_loss": 0.85}])"},
           {"out.json", R"({"train_losses": [0.9, 0.8, 0.7], "val_losses": [1.0, 0.9, 0.85]})"},
           {"out.jsonl",
            "{\"round\": 1, \"loss\": 0.9}\n{\"round\": 2, \"loss\": 0.8}\n{\"round\": 3, \"loss\": 0.7}\n"}}) {
    const ReadResult read = read_files({{name, text}});
    ASSERT_EQ(read.runs.size(), 1u) << name;
    EXPECT_EQ(read.run().axes.rows, 3u) << name;
    EXPECT_TRUE(read.run().config.parameters.empty()) << name;
  }
}

TEST(CurveOrTable, AListOfRunsIsATable) {
  const ReadResult read = read_files({{"results.json", R"([{"model": "a", "params": {"lr": 0.1}, "val_accuracy": 0.8},
                                                           {"model": "b", "params": {"lr": 0.2}, "val_accuracy": 0.9}])"}});
  ASSERT_EQ(read.runs.size(), 2u);
  EXPECT_EQ(read.run(1).name, "b");
  EXPECT_EQ(read.parameter("lr", 1), "0.2");
}

TEST(CurveOrTable, RowsThatCountOnARunsOwnAxis) {
  const ReadResult read =
      read_files({{"a/metrics.csv", "tokens_seen,val/loss\n10,2.0\n20,1.9\n"},
                  {"a/config.json", "{\"lr\": 0.1}"},
                  {"b/metrics.csv", "round,val/loss\n10,2.0\n20,1.9\n"},
                  {"b/config.json", "{\"lr\": 0.2}"},
                  {"c/metrics.jsonl", "{\"episode\": 10, \"loss\": 2}\n{\"episode\": 20, \"loss\": 1}\n"},
                  {"c/config.json", "{\"lr\": 0.3}"}});
  ASSERT_EQ(read.runs.size(), 3u);
  for (const std::size_t run : {0, 1, 2}) {
    EXPECT_EQ(read.run(run).axes.step, (std::vector<double>{10, 20})) << run;
    EXPECT_EQ(read.run(run).series.size(), 1u) << run;
  }
}

TEST(CurveOrTable, AColumnWithoutAHeaderIsCalledAfterItsFile) {
  const ReadResult read = read_files({{"run1/log_loss.csv", "0.69\n0.68\n0.66\n"}, {"run1/config.yaml", "lr: 0.1\n"}});
  ASSERT_EQ(read.runs.size(), 1u);
  EXPECT_EQ(read.values("log_loss"), (std::vector<double>{0.69, 0.68, 0.66}));
  EXPECT_EQ(read.parameter("lr"), "0.1");
  EXPECT_EQ(read.place_of("csv-no-header"), "runs/run1/log_loss.csv:1:1 note");
  EXPECT_TRUE(read_files({{"points.csv", "0.69\n0.68\n0.66\n"}}).runs.empty());
}

TEST(CurveOrTable, AMetricsFileWithAModelARowIsATable) {
  const ReadResult read = read_files({{"metrics.csv", "model,accuracy\na,0.8\nb,0.9\n"}});
  ASSERT_EQ(read.runs.size(), 2u);
  EXPECT_EQ(read.run(1).name, "b");
}

TEST(CurveOrTable, AHeaderAboveNumbersIsACurveWhateverTheFileIsCalled) {
  const std::string curve = "learn_step,loss\n1,0.9\n2,0.8\n3,0.7\n4,0.6\n";
  EXPECT_EQ(read_files({{"debug.txt", curve}}).values("loss").size(), 4u);
  EXPECT_TRUE(read_files({{"debug.txt", curve + "5,none of it\n"}}).runs.empty());
  EXPECT_TRUE(read_files({{"debug.txt", "Hello, you\n1,2\n3,4\n5,6\n"}}).runs.empty());
}

TEST(CurveOrTable, AnAxisMayBeCalledOneOrTheOther) {
  EXPECT_TRUE(is_curve(course("epoch_or_round,train_loss,val_loss", kFromOne)));
}

}  // namespace
