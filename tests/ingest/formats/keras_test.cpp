/// Keras logs and histories: generator/ingest/formats/keras.cpp.

#include <gmock/gmock.h>

#include "ingest/read_support.h"

namespace {

using support::read_files;
using support::ReadResult;
using testing::ElementsAre;

TEST(Keras, LogsMayBeCalledAnythingAndCutAtAnyCharacter) {
  const ReadResult read =
      read_files({{"logs/resnet50_log.csv", "epoch;accuracy;loss;lr\r\n0;0.5;1.5;1e-04\r\n1;0.75;1.25;1e-04\r\n"},
                  {"logs/vgg/training.log", "epoch,loss,val_loss\n0,0.5,NA\n1,0.25,0.5\n"}});
  ASSERT_THAT(read.ids(), ElementsAre("logs/resnet50_log", "logs/vgg/training"));
  EXPECT_EQ(read.run(0).format, "keras");
  EXPECT_EQ(read.run(0).name, "resnet50");
  EXPECT_EQ(read.run(1).name, "vgg");
  EXPECT_THAT(read.run(0).axes.epoch, ElementsAre(0, 1));
  EXPECT_THAT(read.values("lr", 0), ElementsAre(1e-4, 1e-4));
  EXPECT_THAT(read.values("val_loss", 1), ElementsAre(0.5));
}

TEST(Keras, AHistoryCountsEpochsFromZero) {
  const ReadResult read = read_files({{"a/history.json", R"({"loss": [0.9, 0.7], "val_loss": [1.0, 0.8]})"},
                                      {"a/config.json", R"({"lr": 0.1})"},
                                      {"b/history.json", R"({"loss": {"0": 0.9, "1": 0.5}})"},
                                      {"c/h.json", R"({"history": {"loss": [3, 2]}, "epoch": [0, 1]})"}});
  ASSERT_EQ(read.runs.size(), 3u);
  EXPECT_EQ(read.run(0).format, "keras");
  EXPECT_THAT(read.run(0).axes.epoch, ElementsAre(0, 1));
  EXPECT_THAT(read.values("val_loss", 0), ElementsAre(1.0, 0.8));
  EXPECT_EQ(read.parameter("lr", 0), "0.1");
  EXPECT_THAT(read.values("loss", 1), ElementsAre(0.9, 0.5));
  EXPECT_THAT(read.values("loss", 2), ElementsAre(3, 2));
  EXPECT_EQ(read.run(2).format, "keras");
}

TEST(Keras, TablesOfOtherLoggersAreNotTaken) {
  EXPECT_EQ(read_files({{"a.csv", "epoch,step,loss\n0,1,1\n"}}).run().format, "csv-curve");
  EXPECT_EQ(read_files({{"a.csv", "epoch,train_loss,loss\n0,1,1\n"}}).run().format, "csv-curve");
  EXPECT_TRUE(read_files({{"a.json", "{\"loss\": \"mse\"}"}}).runs.empty());
}

TEST(Keras, ACutLogKeepsTheEpochsBefore) {
  const ReadResult read = read_files({{"m_log.csv", "epoch,accuracy,loss\n0,0.5,1.5\n1,0.7"}});
  EXPECT_THAT(read.values("accuracy"), ElementsAre(0.5));
  EXPECT_EQ(read.with_code("csv-cut-line").size(), 1u);
}

}  // namespace
