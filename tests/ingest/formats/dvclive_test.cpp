/// DVCLive folders and DVC projects: generator/ingest/formats/{dvclive,dvc}.cpp.

#include <gmock/gmock.h>

#include "ingest/read_support.h"

namespace {

using support::read_files;
using support::ReadResult;
using testing::ElementsAre;
using testing::IsEmpty;

TEST(Dvclive, AFileIsAMetricCalledByItsPath) {
  const ReadResult read = read_files({{"a/dvclive/plots/metrics/epoch.tsv", "step\tepoch\n49\t0\n99\t1\n"},
                                      {"a/dvclive/plots/metrics/train/loss.tsv", "step\tloss\n49\t0.5\n99\tnan\n"},
                                      {"a/dvclive/plots/metrics/val/loss.tsv", "step\tloss\n99\t0.25\n"},
                                      {"a/dvclive/metrics.json",
                                       "{\n    \"train\": {\n        \"loss\": 0.5\n    },\n    \"f1\": 0.75,\n"
                                       "    \"step\": 99\n}"},
                                      {"a/dvclive/dvc.yaml", "metrics:\n- metrics.json\n"},
                                      {"a/dvclive/params.yaml", "seed: 4\nnet:\n  width: 32\n"}});
  ASSERT_THAT(read.ids(), ElementsAre("a/dvclive"));
  EXPECT_EQ(read.run().format, "dvclive");
  EXPECT_EQ(read.run().name, "a");
  ASSERT_NE(read.series("val/loss"), nullptr);
  EXPECT_EQ(read.run().axes.step.at(read.series("val/loss")->row_of(0)), 99);
  EXPECT_EQ(read.run().axes.epoch.at(read.series("train/loss")->row_of(1)), 1);
  EXPECT_EQ(read.values("train/loss").at(0), 0.5);
  EXPECT_EQ(read.parameter("net.width"), "32");
  EXPECT_EQ(read.run().seed, "4");
  ASSERT_EQ(read.run().summary.size(), 2u);
  EXPECT_EQ(read.run().summary[0].path, "train/loss");
  EXPECT_EQ(read.run().summary[1].path, "f1");
  EXPECT_THAT(read.notices, IsEmpty());
}

TEST(Dvclive, ParametersBesideTheProjectsFileAreTheRuns) {
  const ReadResult read =
      read_files({{"p/dvc.yaml", "params:\n- params.yaml\nplots:\n- dvclive/plots/metrics:\n"},
                  {"p/params.yaml", "lr: 0.5\n"},
                  {"p/dvclive/plots/metrics/loss.tsv", "timestamp\tstep\tloss\n2000000000000\t0\t1\n"}});
  ASSERT_THAT(read.ids(), ElementsAre("p/dvclive"));
  EXPECT_EQ(read.parameter("lr"), "0.5");
  EXPECT_THAT(read.run().axes.wall_time_s, ElementsAre(2e9));
}

TEST(Dvclive, ADamagedFileCostsItsMetricOnly) {
  const ReadResult read = read_files({{"dvclive/plots/metrics/a.tsv", "step\ta\n0\t1\n1"},
                                      {"dvclive/plots/metrics/b.tsv", ""},
                                      {"dvclive/metrics.json", "{\"a\": "}});
  EXPECT_THAT(read.values("a"), ElementsAre(1));
  EXPECT_EQ(read.with_code("csv-cut-line").size(), 1u);
  EXPECT_EQ(read.with_code("csv-empty").size(), 1u);
  EXPECT_EQ(read.with_code("json-syntax").size(), 1u);
}

TEST(Dvc, AProjectsFilesMakeOneRun) {
  const ReadResult read = read_files({{"p/dvc.yaml",
                                       "stages:\n  train:\n    cmd: python train.py\n    params:\n    - lr\n"
                                       "    metrics:\n    - eval/metrics.json:\n        cache: false\n"
                                       "plots:\n- eval/loss.csv:\n    x: epoch\n"},
                                      {"p/params.yaml", "lr: 0.5\nseed: 3\n"},
                                      {"p/eval/metrics.json", "{\"acc\": 0.75}"},
                                      {"p/eval/loss.csv", "epoch,loss\n0,1\n1,0.5\n"}});
  ASSERT_THAT(read.ids(), ElementsAre("p"));
  EXPECT_EQ(read.run().format, "dvc");
  EXPECT_THAT(read.values("loss"), ElementsAre(1, 0.5));
  EXPECT_EQ(read.parameter("lr"), "0.5");
  ASSERT_EQ(read.run().summary.size(), 1u);
  EXPECT_EQ(read.run().summary[0].path, "acc");
}

TEST(Dvc, AProjectThatNamesNothingThatIsThereIsNoRun) {
  EXPECT_TRUE(read_files({{"dvc.yaml", "metrics:\n- ../secret.json\n- gone.json\n"}}).runs.empty());
}

}  // namespace
