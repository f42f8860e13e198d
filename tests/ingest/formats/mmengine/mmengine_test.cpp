/// MMEngine and MMCV: generator/ingest/formats/mmengine.cpp.

#include <gmock/gmock.h>

#include <string>

#include "ingest/read_support.h"

namespace {

using support::read_files;
using support::ReadResult;
using testing::ElementsAre;

constexpr const char* kFirst =
    "{\"lr\": 0.02, \"loss\": 1.5, \"time\": 0.5, \"epoch\": 1, \"iter\": 50, \"step\": 50}\n"
    "{\"lr\": 0.02, \"loss\": 1.25, \"time\": 0.5, \"epoch\": 1, \"iter\": 100, \"step\": 100}\n"
    "{\"coco/bbox_mAP\": 0.25, \"time\": 0.125, \"step\": 1}\n";
constexpr const char* kResumed =
    "{\"lr\": 0.01, \"loss\": 1, \"time\": 0.5, \"epoch\": 2, \"iter\": 150, \"step\": 150}\n"
    "{\"coco/bbox_mAP\": 0.5, \"time\": 0.125, \"step\": 150}\n";

TEST(MmEngine, AValidationLineStandsWhereItsEpochEnded) {
  const ReadResult read = read_files({{"work/r50/20260101_120000/vis_data/scalars.json", kFirst},
                                      {"work/r50/20260101_120000/vis_data/20260101_120000.json", kFirst},
                                      {"work/r50/20260101_120000/20260101_120000.json", "{\"coco/bbox_mAP\": 0.375}"}});
  ASSERT_EQ(read.runs.size(), 1u);
  EXPECT_EQ(read.run().format, "mmengine");
  EXPECT_EQ(read.run().started_at, "2026-01-01T12:00:00");
  EXPECT_THAT(read.run().axes.step, ElementsAre(50, 100));
  EXPECT_THAT(read.run().axes.epoch, ElementsAre(1, 1));
  EXPECT_THAT(read.series("coco/bbox_mAP")->rows, ElementsAre(1));
  EXPECT_THAT(read.values("time"), ElementsAre(0.5, 0.5));
  EXPECT_THAT(read.values("val/time"), ElementsAre(0.125));
  ASSERT_EQ(read.run().summary.size(), 1u);
  EXPECT_EQ(read.run().summary[0].value.text, "0.375");
}

TEST(MmEngine, AResumedLaunchGoesOnAndANewOneIsANewRun) {
  const ReadResult read = read_files({{"w/20260101_120000/vis_data/scalars.json", kFirst},
                                      {"w/20260101_130000/vis_data/scalars.json", kResumed},
                                      {"w/20260102_090000/vis_data/scalars.json", kFirst}});
  ASSERT_THAT(read.ids(), ElementsAre("w/20260101_120000", "w/20260102_090000"));
  EXPECT_THAT(read.run(0).axes.step, ElementsAre(50, 100, 150));
  EXPECT_THAT(read.values("coco/bbox_mAP", 0), ElementsAre(0.25, 0.5));
  EXPECT_THAT(read.values("loss", 1), ElementsAre(1.5, 1.25));
}

TEST(MmEngine, LaunchesKeptAsFilesAreReadOnce) {
  const ReadResult read = read_files({{"vis_data/20260101_120000.json", kFirst},
                                      {"vis_data/20260101_130000.json", kFirst},
                                      {"vis_data/scalars.json", std::string(kFirst) + kFirst}});
  EXPECT_THAT(read.ids(), ElementsAre("vis_data/20260101_120000", "vis_data/20260101_130000"));
  EXPECT_EQ(read.place_of("same-lines-again"), "runs/vis_data/scalars.json:0:0 note");
}

TEST(MmEngine, OldLogsCountIterationsWithinAnEpoch) {
  const ReadResult read =
      read_files({{"w/20220101_120000.log.json",
                   "{\"env_info\": \"CUDA 11\", \"seed\": 7, \"exp_name\": \"r50.py\"}\n"
                   "{\"mode\": \"train\", \"epoch\": 1, \"iter\": 50, \"loss\": 1.5}\n"
                   "{\"mode\": \"train\", \"epoch\": 1, \"iter\": 100, \"loss\": 1.25}\n"
                   "{\"mode\": \"val\", \"epoch\": 1, \"iter\": 30, \"bbox_mAP\": 0.25, \"loss\": 2}\n"
                   "{\"mode\": \"train\", \"epoch\": 2, \"iter\": 50, \"loss\": 1}\n{\"mode\": \"tr"}});
  ASSERT_EQ(read.runs.size(), 1u);
  EXPECT_THAT(read.run().axes.step, ElementsAre(50, 100, 150));
  EXPECT_THAT(read.values("loss"), ElementsAre(1.5, 1.25, 1));
  EXPECT_THAT(read.values("val/loss"), ElementsAre(2));
  EXPECT_THAT(read.series("bbox_mAP")->rows, ElementsAre(1));
  EXPECT_EQ(read.run().seed, "7");
  EXPECT_EQ(read.with_code("mmcv-iterations").size(), 1u);
  EXPECT_EQ(read.place_of("jsonl-cut-line"), "runs/w/20220101_120000.log.json:6:1 warning");
}

TEST(MmEngine, SettingsAndEnvironmentComeFromTheLaunch) {
  const ReadResult read =
      read_files({{"w/20260101_120000/vis_data/scalars.json", kFirst},
                  {"w/20260101_120000/vis_data/config.py", "optimizer = dict(lr=0.02, type='SGD')\nmax_epochs = 12\n"},
                  {"w/20260101_120000/20260101_120000.log",
                   "2026/01/01 12:00:00 - mmengine - INFO - \n-----\nSystem environment:\n    Python: 3.10.2\n"
                   "    PyTorch compiling details: PyTorch built with:\n  - GCC: 9\n\nRuntime environment:\n"
                   "    seed: 17\n    GPU number: 2\n-----\n    later: 1\n"},
                  {"w/r50.py", "max_epochs = 99\n"}});
  ASSERT_EQ(read.runs.size(), 1u);
  EXPECT_EQ(read.parameter("optimizer.lr"), "0.02");
  EXPECT_EQ(read.parameter("max_epochs"), "12");
  EXPECT_EQ(read.run().seed, "17");
  ASSERT_EQ(read.run().environment.size(), 2u);
  EXPECT_EQ(read.run().environment[0].path, "Python");
  EXPECT_EQ(read.run().environment[0].value.text, "3.10.2");
  EXPECT_EQ(read.run().environment[1].path, "GPU number");
}

TEST(MmEngine, AConfigBesideSeveralLaunchesIsOfNone) {
  const ReadResult one = read_files({{"w/20260101_120000/vis_data/scalars.json", kFirst}, {"w/r50.py", "lr = 1\n"}});
  EXPECT_EQ(one.parameter("lr"), "1");
  const ReadResult two = read_files({{"w/20260101_120000/vis_data/scalars.json", kFirst},
                                     {"w/20260102_090000/vis_data/scalars.json", kFirst},
                                     {"w/r50.py", "lr = 1\n"}});
  ASSERT_EQ(two.runs.size(), 2u);
  EXPECT_EQ(two.parameter("lr", 0), "(none)");
}

TEST(MmEngine, OldLogsHoldTheSettingsInTheirFirstLine) {
  const ReadResult read = read_files(
      {{"w/20220101_120000.log.json",
        "{\"env_info\": \"Python: 3.8\\nGPU 0: T4\", \"config\": \"lr = 0.5\\nmodel = dict(\", \"mmdet_version\": "
        "\"2.1\", \"seed\": 7}\n{\"mode\": \"train\", \"epoch\": 1, \"iter\": 50, \"loss\": 1.5}\n"}});
  ASSERT_EQ(read.runs.size(), 1u);
  EXPECT_EQ(read.parameter("lr"), "0.5");
  EXPECT_EQ(read.place_of("python-config"), "runs/w/20220101_120000.log.json:0:0 note");
  ASSERT_EQ(read.run().environment.size(), 3u);
  EXPECT_EQ(read.run().environment[1].path, "GPU 0");
  EXPECT_EQ(read.run().environment[2].path, "mmdet_version");
}

}  // namespace
