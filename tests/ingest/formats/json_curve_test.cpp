/// Lone JSON documents of curves: generator/ingest/formats/json_curve.cpp.

#include <gmock/gmock.h>

#include <string>

#include "ingest/read_support.h"

namespace {

using support::read_files;
using support::ReadResult;
using testing::ElementsAre;
using testing::SizeIs;

TEST(JsonCurve, AListOfRowsIsACurve) {
  const ReadResult read =
      read_files({{"a.json", R"([{"epoch": 1, "loss": 0.9, "val_acc": 0.5}, {"epoch": 2, "loss": 0.7, "val_acc": 0.6},
                      {"epoch": 3, "loss": 0.6, "val_acc": 0.7}])"}});
  ASSERT_THAT(read.ids(), ElementsAre("a"));
  EXPECT_EQ(read.run().format, "json-curve");
  EXPECT_THAT(read.run().axes.epoch, ElementsAre(1, 2, 3));
  EXPECT_THAT(read.values("val_acc"), ElementsAre(0.5, 0.6, 0.7));
}

TEST(JsonCurve, SoIsAnObjectOfLists) {
  const ReadResult read =
      read_files({{"log/a.json", R"({"train_acc": [0.1, 0.2, 0.3, 0.4], "val_acc": [0.1, 0.15, 0.2, 0.2]})"}});
  ASSERT_THAT(read.ids(), ElementsAre("log/a"));
  EXPECT_THAT(read.values("train_acc"), ElementsAre(0.1, 0.2, 0.3, 0.4));
}

TEST(JsonCurve, SettingsBesideTheOnlyCurveAreItsOwn) {
  const std::string rows = R"([{"step": 1, "loss": 0.9}, {"step": 2, "loss": 0.7}, {"step": 3, "loss": 0.6}])";
  const ReadResult one = read_files({{"a/history.json", rows}, {"a/config.json", R"({"lr": 0.1})"}});
  ASSERT_THAT(one.runs, SizeIs(1));
  EXPECT_EQ(one.parameter("lr"), "0.1");
}

TEST(JsonCurve, OtherDocumentsAreNone) {
  EXPECT_THAT(read_files({{"a.json", R"([{"name": "x", "image": "y.png"}, {"name": "z", "image": "w.png"}])"}}).runs,
              SizeIs(0));
  EXPECT_THAT(read_files({{"package.json", R"({"name": "x", "version": "1.0.0"})"}}).runs, SizeIs(0));
}

}  // namespace
