#include "ingest/formats/text_log/log_runs.h"

#include <gmock/gmock.h>

#include <cstddef>
#include <map>
#include <string>
#include <vector>

#include "ingest/formats/text_log/pass_support.h"
#include "support/memory_files.h"

namespace {

using testing::DoubleEq;
using testing::ElementsAre;
using testing::SizeIs;

struct Made {
  explicit Made(const std::vector<std::string>& lines) {
    const support::MemoryFiles files{std::map<std::string, std::string>()};
    const ingest::Unit unit{.folder = "a", .files = {"a/train.log"}};
    const model::Settings settings;
    const ingest::Redactor redactor(settings);
    const ingest::ReadContext context{files, unit, settings,
                                      [this](model::Notice notice) { codes.push_back(notice.code); }, redactor};
    model::Run start;
    start.folder = "a/train";
    runs = ingest::make_log_runs(context, "a/train.log", support::pass_of(lines), start);
  }
  std::vector<double> values(const std::string& name, std::size_t run = 0) const {
    for (const model::Series& series : runs.at(run).series) {
      if (series.name == name) return series.values;
    }
    return {};
  }
  std::vector<model::Run> runs;
  std::vector<std::string> codes;
};

TEST(LogRuns, LinesOfOnePlaceAreOneRow) {
  const Made made({"epoch 1 train loss 0.5", "epoch 1 val loss 0.6", "epoch 2 train loss 0.4", "epoch 2 val loss 0.5",
                   "epoch 3 train loss 0.3", "epoch 3 val loss 0.45"});
  ASSERT_THAT(made.runs, SizeIs(1));
  EXPECT_THAT(made.runs[0].axes.epoch, ElementsAre(1, 2, 3));
  EXPECT_THAT(made.values("train loss"), ElementsAre(0.5, 0.4, 0.3));
  EXPECT_THAT(made.values("val loss"), ElementsAre(0.6, 0.5, 0.45));
}

TEST(LogRuns, OfTrainingsThatNothingTellsApartTheLastIsShown) {
  const Made made({"epoch 1 loss 0.5", "epoch 2 loss 0.4", "epoch 3 loss 0.3", "epoch 1 loss 0.9", "epoch 2 loss 0.8"});
  ASSERT_THAT(made.runs, SizeIs(1));
  EXPECT_THAT(made.values("loss"), ElementsAre(0.9, 0.8));
  EXPECT_THAT(made.codes, ElementsAre("text-log-restarted"));
}

TEST(LogRuns, SeedsMakeRunsOfTheirOwn) {
  const Made made({"seed: 1", "epoch 1 loss 0.5", "epoch 2 loss 0.4", "epoch 3 loss 0.3", "seed: 2", "epoch 1 loss 0.9",
                   "epoch 2 loss 0.8", "epoch 3 loss 0.7"});
  ASSERT_THAT(made.runs, SizeIs(2));
  EXPECT_EQ(made.runs[0].seed, "1");
  EXPECT_EQ(made.runs[1].seed, "2");
  EXPECT_EQ(made.runs[1].name, "train seed 2");
  EXPECT_THAT(made.values("loss", 1), ElementsAre(0.9, 0.8, 0.7));
}

TEST(LogRuns, WhatIsSaidOnceAtTheEndIsAFinalValue) {
  const Made made({"epoch 1 loss 0.5", "epoch 2 loss 0.4", "epoch 3 loss 0.3", "Test accuracy: 0.91"});
  ASSERT_THAT(made.runs, SizeIs(1));
  ASSERT_THAT(made.runs[0].summary, SizeIs(1));
  EXPECT_EQ(made.runs[0].summary[0].path, "Test accuracy");
  EXPECT_EQ(made.runs[0].summary[0].value.number, 0.91);
}

TEST(LogRuns, PercentagesOfWhichNoneExceedsOneAreKeptAsShares) {
  const Made small({"epoch 1 acc 0.5%", "epoch 2 acc 0.6%", "epoch 3 acc 0.7%"});
  EXPECT_THAT(small.values("acc"), ElementsAre(DoubleEq(0.005), DoubleEq(0.006), DoubleEq(0.007)));
  const Made large({"epoch 1 acc 50%", "epoch 2 acc 60%", "epoch 3 acc 70%"});
  EXPECT_THAT(large.values("acc"), ElementsAre(50, 60, 70));
}

TEST(LogRuns, SettingsPrintedBeforeAreThoseOfTheRun) {
  const Made made({"Namespace(lr=0.1, batch_size=64)", "epoch 1 loss 0.5", "epoch 2 loss 0.4", "epoch 3 loss 0.3"});
  ASSERT_THAT(made.runs, SizeIs(1));
  ASSERT_NE(made.runs[0].config.find("batch_size"), nullptr);
  EXPECT_EQ(made.runs[0].config.find("batch_size")->number, 64);
}

}  // namespace
