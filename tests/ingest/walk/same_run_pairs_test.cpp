/// One run kept by two loggers: read once, and what only the second has is added.

#include <gmock/gmock.h>

#include <cmath>
#include <string>
#include <utility>

#include "ingest/assemble/merge_runs.h"
#include "ingest/event_support.h"
#include "ingest/read_support.h"

namespace {

using support::event_scalar;
using support::event_text;
using support::read_files;
using support::ReadResult;
using support::WandbLog;
using support::wire_bytes;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

const char kEvents[] = "events.out.tfevents.1700000000.host.1.0";
const char kTable[] = "epoch,step,train_loss\n0,10,2.5\n0,20,1.25\n1,30,0.5\n";
constexpr double kStart = 1700000000;

std::string state(const std::string& history) {
  return "{\"global_step\": 20, \"log_history\": [" + history + "], \"max_steps\": 20, \"train_batch_size\": 8}\n";
}
const std::string kState = state(R"({"epoch": 0.5, "loss": 0.9, "step": 10}, {"epoch": 1.0, "loss": 0.5, "step": 20})");

std::string wandb(const std::string& id, const std::string& file) {
  return "wandb/run-20260101_120000-" + id + "/" + file;
}

TEST(Beside, EventFilesAddSeriesTextsAndTimesToTheTable) {
  const ReadResult read =
      read_files({{"v/metrics.csv", kTable},
                  {"v/hparams.yaml", "lr: 0.1\n"},
                  {std::string("v/") + kEvents,
                   event_scalar("train_loss", 10, 2.5F, kStart + 1) + event_scalar("lr-Adam", 15, 0.5F, kStart + 2) +
                       event_scalar("lr-Adam", 20, 0.25F, kStart + 3) + event_text("remark", "Warmup *helps*.")}});
  ASSERT_THAT(read.ids(), ElementsAre("v"));
  EXPECT_EQ(read.run().format, "lightning-csv");
  EXPECT_THAT(read.values("train_loss"), ElementsAre(2.5, 1.25, 0.5));
  EXPECT_THAT(read.values("lr-Adam"), ElementsAre(0.5, 0.25));
  EXPECT_THAT(read.run().axes.step, ElementsAre(10, 15, 20, 30));
  EXPECT_THAT(read.series("lr-Adam")->rows, ElementsAre(1, 2));
  EXPECT_THAT(read.series("train_loss")->rows, ElementsAre(0, 2, 3));
  EXPECT_EQ(read.run().axes.wall_time_s.at(2), kStart + 3);
  EXPECT_TRUE(std::isnan(read.run().axes.wall_time_s.at(3)));
  ASSERT_THAT(read.run().note_texts, SizeIs(1));
  EXPECT_THAT(read.run().note_texts[0].text, HasSubstr("Warmup *helps*."));
  EXPECT_THAT(read.run().files, testing::Contains(std::string("v/") + kEvents));
  ASSERT_THAT(read.with_code("event-files-merged"), SizeIs(1));
  EXPECT_THAT(read.with_code("event-files-merged")[0].what, HasSubstr("1 series (\"lr-Adam\"), times, 1 text"));
}

TEST(Beside, NothingIsShownTwiceUnderAnotherSpelling) {
  const ReadResult read =
      read_files({{"out/trainer_state.json", kState},
                  {std::string("out/runs/Jan01_host/") + kEvents,
                   event_scalar("train/loss", 10, 0.9F) + event_scalar("train/epoch", 10, 0.5F) +
                       event_scalar("train/loss", 20, 0.5F) + event_scalar("train/epoch", 20, 1.F)}});
  ASSERT_THAT(read.ids(), ElementsAre("out"));
  EXPECT_THAT(read.run().series, SizeIs(1));
  EXPECT_THAT(read.values("loss"), ElementsAre(0.9, 0.5));
  EXPECT_THAT(read.with_code("event-files-merged"), SizeIs(1));
}

TEST(Beside, TheNoticeCountsTheEventFiles) {
  const ReadResult read = read_files({{"v/metrics.csv", kTable},
                                      {std::string("v/") + kEvents, event_scalar("extra", 10, 1.F)},
                                      {std::string("v/") + kEvents + ".1", event_scalar("extra", 20, 2.F)}});
  ASSERT_THAT(read.ids(), ElementsAre("v"));
  EXPECT_THAT(read.values("extra"), ElementsAre(1, 2));
  ASSERT_THAT(read.with_code("event-files-merged"), SizeIs(1));
  EXPECT_EQ(read.with_code("event-files-merged")[0].count, 2);
}

TEST(Beside, DamagedEventFilesDoNotCostTheRun) {
  const ReadResult read = read_files(
      {{"v/metrics.csv", kTable},
       {std::string("v/") + kEvents, event_scalar("extra", 10, 1.F) + event_scalar("extra", 20, 2.F).substr(0, 20)}});
  ASSERT_THAT(read.ids(), ElementsAre("v"));
  EXPECT_THAT(read.values("train_loss"), ElementsAre(2.5, 1.25, 0.5));
  EXPECT_THAT(read.values("extra"), ElementsAre(1));
}

TEST(Beside, EventFilesOfARunThatIsNotThereAreARun) {
  const ReadResult read =
      read_files({{"v/data.csv", "name,score\na,1\n"}, {std::string("v/") + kEvents, event_scalar("loss", 1, 2.F)}});
  EXPECT_THAT(read.ids(), ElementsAre("v"));
  EXPECT_EQ(read.run().format, "tensorboard");
}

TEST(Beside, AWandbRunBelowTheOnlyRunOfAFolderIsTheSame) {
  const ReadResult read = read_files(
      {{"out/trainer_state.json", kState},
       {"out/" + wandb("ab12cd34", "run-ab12cd34.wandb"),
        WandbLog()
            .run("ab12cd34", wire_bytes(3, "digits") + wire_bytes(10, "final") + wire_bytes(9, "Looks good."))
            .history(0, "train/loss", "0.9")
            .history(1, "gpu_hours", "3")
            .text()},
       {"out/" + wandb("ab12cd34", "files/config.yaml"), "train_batch_size:\n  value: 16\nwarmup:\n  value: 7\n"}});
  ASSERT_THAT(read.ids(), ElementsAre("out"));
  EXPECT_EQ(read.run().format, "huggingface");
  EXPECT_EQ(read.run().project, "digits");
  EXPECT_THAT(read.run().tags, ElementsAre("final"));
  EXPECT_EQ(read.parameter("train_batch_size"), "8");
  EXPECT_EQ(read.parameter("warmup"), "7");
  EXPECT_THAT(read.values("loss"), ElementsAre(0.9, 0.5));
  EXPECT_THAT(read.values("gpu_hours"), ElementsAre(3));
  EXPECT_THAT(read.with_code("wandb-merged"), SizeIs(1));
}

TEST(Beside, TheOutputFolderInTheConfigTellsWhoseAWandbRunIs) {
  const ReadResult read =
      read_files({{"outputs/a/trainer_state.json", kState},
                  {"outputs/b/trainer_state.json", kState},
                  {wandb("ab12cd34", "files/config.yaml"), "output_dir:\n  value: ./outputs/b\nx:\n  value: 1\n"}});
  ASSERT_THAT(read.ids(), ElementsAre("outputs/a", "outputs/b"));
  EXPECT_EQ(read.parameter("x", 0), "(none)");
  EXPECT_EQ(read.parameter("x", 1), "1");
}

TEST(Beside, WandbRunsThatCouldBeOfSeveralStayRuns) {
  const ReadResult read = read_files({{"out/trainer_state.json", kState},
                                      {"out/" + wandb("ab12cd34", "files/config.yaml"), "x:\n  value: 1\n"},
                                      {"out/" + wandb("ef56ab78", "files/config.yaml"), "x:\n  value: 2\n"}});
  EXPECT_THAT(read.runs, SizeIs(3));
  EXPECT_THAT(read.with_code("wandb-merged"), IsEmpty());
}

TEST(Beside, AWandbRunWithoutALogIsOfTheProjectBesideIt) {
  const ReadResult read =
      read_files({{wandb("ab12cd34", "run-ab12cd34.wandb"), WandbLog().run("ab12cd34", wire_bytes(3, "digits")).text()},
                  {wandb("ab12cd34", "files/config.yaml"), "x:\n  value: 1\n"},
                  {wandb("ef56ab78", "files/config.yaml"), "x:\n  value: 2\n"}});
  ASSERT_THAT(read.ids(), ElementsAre("ab12cd34", "ef56ab78"));
  EXPECT_EQ(read.run(1).project, "digits");
  EXPECT_EQ(read.parameter("x", 1), "2");
  EXPECT_THAT(read.run(1).series, IsEmpty());
}

TEST(MergeRuns, MetricsAreKnownByTheirWords) {
  EXPECT_EQ(ingest::metric_key("train/eval.Loss"), ingest::metric_key("eval_loss"));
  EXPECT_EQ(ingest::metric_key("validation/epoch_accuracy"), ingest::metric_key("val_accuracy"));
  EXPECT_EQ(ingest::metric_key("lr"), ingest::metric_key("train/learning_rate"));
  EXPECT_NE(ingest::metric_key("train_loss_epoch"), ingest::metric_key("train_loss"));
}

TEST(MergeRuns, TheSameNumbersUnderAnotherNameAreThere) {
  model::Run run, other;
  run.axes = {.step = {1, 2, 3}, .epoch = {}, .wall_time_s = {}, .rows = 3};
  run.series = {{.name = "score", .rows = {}, .values = {0.1, 0.2, 0.4}}};
  other.axes = run.axes;
  other.series = {{.name = "points", .rows = {}, .values = {0.1F, 0.2F, 0.4F}}};
  EXPECT_EQ(ingest::add_what_is_missing(std::move(other), run), "");
  EXPECT_THAT(run.series, SizeIs(1));
}

TEST(MergeRuns, StepsThatAreEpochsOfTheRunAreCountedAsEpochs) {
  model::Run run, other, further;
  run.axes = {.step = {}, .epoch = {1, 2}, .wall_time_s = {}, .rows = 2};
  run.series = {{.name = "loss", .rows = {}, .values = {3, 2}}};
  other.axes = {.step = {2}, .epoch = {}, .wall_time_s = {}, .rows = 1};
  other.series = {{.name = "extra", .rows = {}, .values = {7}}};
  further.axes = {.step = {500}, .epoch = {}, .wall_time_s = {}, .rows = 1};
  further.series = {{.name = "late", .rows = {}, .values = {8}}};
  EXPECT_EQ(ingest::add_what_is_missing(std::move(other), run), "1 series (\"extra\")");
  EXPECT_THAT(run.series[1].rows, ElementsAre(1));
  EXPECT_THAT(ingest::add_what_is_missing(std::move(further), run), HasSubstr("count other steps"));
  EXPECT_THAT(run.series, SizeIs(2));
  EXPECT_THAT(run.axes.step, IsEmpty());
}

}  // namespace
