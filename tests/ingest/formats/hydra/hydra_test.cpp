/// Hydra's folders around runs of other formats: generator/ingest/hydra.cpp.

#include "ingest/formats/hydra/hydra.h"

#include <gmock/gmock.h>

#include "ingest/read_support.h"

namespace {

using support::read_files;
using support::ReadResult;
using testing::ElementsAre;
using testing::IsEmpty;

TEST(Hydra, TheNearestJobGivesWhatTheRunDoesNotSay) {
  const ReadResult read =
      read_files({{"outputs/2024-05-01/10-00-00/.hydra/config.yaml",
                   "model:\n  size: 8\n  name: net_${model.size}\nlr: 0.5\nbatch: ${model.size}\nroot: "
                   "${oc.env:HOME,/x}\nseed: 4\n"},
                  {"outputs/2024-05-01/10-00-00/.hydra/overrides.yaml", "- model.size=8\n- +lr=0.5\n"},
                  {"outputs/2024-05-01/10-00-00/run/metrics.csv", "step,loss\n0,1\n"},
                  {"outputs/2024-05-01/10-00-00/run/config.json", "{\"lr\": 0.25}"}});
  ASSERT_EQ(read.runs.size(), 1u);
  EXPECT_EQ(read.parameter("lr"), "0.25");
  EXPECT_EQ(read.parameter("model.name"), "net_8");
  EXPECT_EQ(read.parameter("batch"), "8");
  EXPECT_EQ(read.parameter("root"), "${oc.env:HOME,/x}");
  EXPECT_EQ(read.run().seed, "4");
  EXPECT_THAT(read.run().tags, ElementsAre("model.size=8", "+lr=0.5"));
  EXPECT_EQ(read.run().started_at, "2024-05-01T10:00:00");
}

TEST(Hydra, AJobWithFilesButNoCurveIsARunWithoutMetrics) {
  const ReadResult read = read_files({{"multirun/lr=1/.hydra/config.yaml", "lr: 1\n"},
                                      {"multirun/lr=1/points.csv", "rate,distortion\n1,2\n"},
                                      {"multirun/lr=2/.hydra/config.yaml", "lr: 2\n"},
                                      {"multirun/lr=2/train.log", "died\n"}});
  EXPECT_THAT(read.ids(), ElementsAre("multirun/lr=1"));
  EXPECT_EQ(read.run().format, "hydra");
  EXPECT_EQ(read.parameter("lr"), "1");
  EXPECT_EQ(read.run().artifacts.size(), 1u);
  EXPECT_THAT(read.run().series, IsEmpty());
  ASSERT_EQ(read.with_code("hydra-empty-jobs").size(), 1u);
  EXPECT_EQ(read.with_code("hydra-empty-jobs")[0].file, "runs/multirun/lr=2");
}

TEST(Hydra, JobsOfASweepAreCalledByTheSettingsInWhichTheyDiffer) {
  const ReadResult read = read_files({{"multirun/data=mnist/game.model=cnn/lr=1/.hydra/config.yaml", "lr: 1\n"},
                                      {"multirun/data=mnist/game.model=cnn/lr=1/metrics.csv", "step,loss\n0,1\n"},
                                      {"multirun/data=mnist/game.model=cnn/lr=2/.hydra/config.yaml", "lr: 2\n"},
                                      {"multirun/data=mnist/game.model=cnn/lr=2/metrics.csv", "step,loss\n0,2\n"},
                                      {"multirun/data=mnist/game.model=mlp/lr=1/.hydra/config.yaml", "lr: 1\n"},
                                      {"multirun/data=mnist/game.model=mlp/lr=1/metrics.csv", "step,loss\n0,3\n"}});
  ASSERT_EQ(read.runs.size(), 3u);
  EXPECT_EQ(read.run(0).name, "model=cnn, lr=1");
  EXPECT_EQ(read.run(1).name, "model=cnn, lr=2");
  EXPECT_EQ(read.run(2).name, "model=mlp");
}

TEST(Hydra, NumberedJobsAreCalledByTheOverridesThatWereSwept) {
  const ReadResult read = read_files(
      {{"multirun/2024-05-01/10-00-00/multirun.yaml",
        "hydra:\n  overrides:\n    task:\n    - optim.lr=0.1,0.2\n    - +data=mnist\n    - model.layers=[8,8]\n"},
       {"multirun/2024-05-01/10-00-00/1/.hydra/config.yaml", "optim:\n  lr: 0.2\n"},
       {"multirun/2024-05-01/10-00-00/1/.hydra/overrides.yaml",
        "- optim.lr=0.2\n- +data=mnist\n- model.layers=[8,8]\n"},
       {"multirun/2024-05-01/10-00-00/1/metrics.csv", "step,loss\n0,1\n"}});
  ASSERT_EQ(read.runs.size(), 1u);
  EXPECT_EQ(read.run().name, "lr=0.2");
}

TEST(Hydra, ReferencesInACircleEnd) {
  const ReadResult read = read_files(
      {{".hydra/config.yaml", "a: x${b}\nb: y${a}\nc: ${c}\nd: ${d.e}\n"}, {"metrics.csv", "step,loss\n0,1\n"}});
  ASSERT_EQ(read.runs.size(), 1u);
  EXPECT_EQ(read.parameter("c"), "${c}");
  EXPECT_EQ(read.parameter("d"), "${d.e}");
}

TEST(Hydra, DamagedSettingsCostNoRun) {
  const ReadResult read = read_files({{".hydra/config.yaml", "a: [1\n"}, {"metrics.csv", "step,loss\n0,1\n"}});
  ASSERT_EQ(read.runs.size(), 1u);
  EXPECT_THAT(read.values("loss"), ElementsAre(1));
  EXPECT_EQ(read.with_code("yaml-syntax").size(), 1u);
}

}  // namespace
