/// MMEngine and MMCV: generator/ingest/formats/mmengine.cpp.

#include <gmock/gmock.h>

#include "read_support.h"

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

}  // namespace
