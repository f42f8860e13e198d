#include "ingest/metrics/json.h"

#include <gmock/gmock.h>

#include <string>

#include "ingest/read_support.h"

namespace {

using support::read_files;
using support::ReadResult;
using testing::ElementsAre;
using testing::IsEmpty;

ReadResult read_json(const std::string& text) {
  return read_files({{"a/metrics.json", text}});
}

TEST(MetricsJson, AnArrayOfObjectsIsReadRowByRow) {
  const ReadResult read = read_json("[{\"step\": 0, \"loss\": 2}, {\"step\": 5, \"loss\": NaN, \"acc\": 0.5}]");
  EXPECT_THAT(read.run().axes.step, ElementsAre(0, 5));
  EXPECT_EQ(read.values("loss").size(), 2u);
  EXPECT_THAT(read.series("acc")->rows, ElementsAre(1));
  EXPECT_THAT(read.notices, IsEmpty());
}

TEST(MetricsJson, AKerasHistoryCountsEpochsFromZero) {
  const ReadResult read = read_json("{\"loss\": [2.5, 1.5, 1.25], \"val_loss\": [3, 2, 1]}");
  EXPECT_THAT(read.run().axes.epoch, ElementsAre(0, 1, 2));
  EXPECT_THAT(read.values("val_loss"), ElementsAre(3, 2, 1));
  EXPECT_EQ(read.place_of("json-rows-are-epochs"), "runs/a/metrics.json:1:1 note");
}

TEST(MetricsJson, AHistoryInsideAndADataFramesDumpReadAlike) {
  EXPECT_THAT(read_json("{\"history\": {\"loss\": [2, 1]}, \"params\": {\"epochs\": 2}}").values("loss"),
              ElementsAre(2, 1));
  const ReadResult frame = read_json("{\"epoch\": {\"0\": 1, \"1\": 2}, \"loss\": {\"0\": 0.5, \"1\": 0.25}}");
  EXPECT_THAT(frame.run().axes.epoch, ElementsAre(1, 2));
  EXPECT_THAT(frame.values("loss"), ElementsAre(0.5, 0.25));
}

TEST(MetricsJson, UnequalListsAreReadAndSaid) {
  const ReadResult read = read_json("{\"loss\": [2, 1], \"acc\": [0.5], \"model\": \"net\"}");
  EXPECT_THAT(read.values("acc"), ElementsAre(0.5));
  EXPECT_EQ(read.place_of("json-unequal-lists"), "runs/a/metrics.json:1:1 warning");
}

TEST(MetricsJson, WhatIsNoListIsASettingOrIsSaidToBeLeftOut) {
  const std::string text = "{\"loss\": [2, 1], \"acc\": [0.5], \"model\": \"net\"}";
  const ReadResult read = read_json(text);
  EXPECT_EQ(read.parameter("model"), "net");
  EXPECT_EQ(read.with_code("json-not-a-list").size(), 0u);
  // A document of final values beside it counts instead; a list of no metric makes no document of results.
  const ReadResult beside = read_files({{"a/metrics.json", text}, {"a/summary.json", "{\"f1\": 0.5}"}});
  EXPECT_EQ(beside.place_of("json-not-a-list"), "runs/a/metrics.json:1:41 note");
  const ReadResult unknown = read_json("{\"height\": [2, 1], \"colour\": \"red\"}");
  EXPECT_EQ(unknown.place_of("json-not-a-list"), "runs/a/metrics.json:1:30 note");
}

TEST(MetricsJson, LinesInSpiteOfTheNameAreReadAsLines) {
  const ReadResult read = read_json("{\"step\": 19, \"loss\": 2}\n{\"step\": 39, \"loss\": 1}\n");
  EXPECT_THAT(read.run().axes.step, ElementsAre(19, 39));
  EXPECT_EQ(read.place_of("json-is-lines"), "runs/a/metrics.json:1:1 note");
}

TEST(MetricsJson, PlainNumbersAreFinalValues) {
  const ReadResult read = read_json("{\"accuracy\": 0.5, \"f1\": {\"macro\": 0.25}}");
  ASSERT_EQ(read.run().summary.size(), 2u);
  EXPECT_EQ(read.run().summary[1].path, "f1.macro");
  EXPECT_TRUE(read.run().series.empty());
}

TEST(MetricsJson, ADamagedDocumentCostsTheMetricsAlone) {
  const ReadResult read = read_files({{"a/metrics.json", "[{\"step\": 0"}, {"a/summary.json", "{\"acc\": 1}"}});
  EXPECT_EQ(read.run().summary.size(), 1u);
  EXPECT_EQ(read.with_code("json-syntax").size(), 1u);
  EXPECT_EQ(read_json("17").place_of("json-wrong-root"), "runs/a/metrics.json:1:1 error");
}

}  // namespace
