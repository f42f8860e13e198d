#include "ingest/formats/text_log/log_pass.h"

#include <gmock/gmock.h>

#include <cmath>
#include <string>
#include <vector>

#include "ingest/formats/text_log/pass_support.h"

namespace {

using ingest::LogEvents;
using support::pass_of;
using testing::ElementsAre;
using testing::SizeIs;

TEST(LogPass, LinesOfOneShapeAreEventsWithPlacesAndValues) {
  const LogEvents log = pass_of({"Epoch 1/3, loss: 0.9, acc: 0.5", "a word", "Epoch 2/3, loss: 0.7, acc: 0.6"});
  ASSERT_THAT(log.shapes, SizeIs(1));
  EXPECT_EQ(log.shapes[0].events, 2u);
  ASSERT_THAT(log.events, SizeIs(2));
  EXPECT_EQ(log.events[1].line, 3u);
  EXPECT_EQ(log.events[1].epoch, 2);
  EXPECT_TRUE(log.events[1].own_axis);
  EXPECT_TRUE(std::isnan(log.events[1].step));
  EXPECT_THAT(log.values, ElementsAre(0.9, 0.5, 0.7, 0.6));
  EXPECT_EQ(log.lines, 3u);
  EXPECT_EQ(log.lines_with_numbers, 2u);
}

TEST(LogPass, PlacesAreThoseOfTheLineAbove) {
  const LogEvents log = pass_of({"Epoch 4", "train_loss -0.5", "Epoch 5", "train_loss -0.6"});
  ASSERT_THAT(log.events, SizeIs(2));
  EXPECT_EQ(log.events[0].epoch, 4);
  EXPECT_EQ(log.events[1].epoch, 5);
  EXPECT_FALSE(log.events[1].own_axis);
  EXPECT_EQ(log.headers, 2u);
}

TEST(LogPass, AveragedColumnsKeepTheirSingleValuesBehind) {
  const LogEvents log = pass_of({"Epoch: [1][10/50] Time 0.5 Loss 6.9 (7.0) Acc 1.5 (1.2)"});
  ASSERT_THAT(log.events, SizeIs(1));
  // Averages first, column by column; then the values of the averaged ones.
  EXPECT_THAT(log.values, ElementsAre(0.5, 7.0, 1.2, 6.9, 1.5));
  EXPECT_EQ(log.events[0].batch, 10);
  EXPECT_EQ(log.events[0].total, 50);
}

TEST(LogPass, TimesAndBlocksGoOnUntilOthersAreSaid) {
  const LogEvents log = pass_of({"2024-05-01 10:00:00,000 - INFO - Fold 2", "Epoch 1 loss 0.5 acc 0.1",
                                 "2024-05-01 10:00:30,000 - INFO - Epoch 2 loss 0.4 acc 0.2"});
  ASSERT_THAT(log.events, SizeIs(2));
  EXPECT_EQ(log.events[0].block, 2);
  EXPECT_EQ(log.events[1].block, 2);
  EXPECT_EQ(log.block_name, "fold");
  EXPECT_EQ(log.last_time_s - log.first_time_s, 30);
}

TEST(LogPass, SettingsStandBeforeTheEventThatTheyAreOf) {
  const LogEvents log = pass_of({"lr: 0.1", "batch_size: 64", "Epoch 1 loss 0.5 acc 0.1", "Epoch 2 loss 0.4 acc 0.2"});
  ASSERT_THAT(log.settings, SizeIs(1));
  EXPECT_EQ(log.events.at(log.settings[0].before).epoch, 1);
  ASSERT_THAT(log.settings[0].settings, SizeIs(2));
  EXPECT_EQ(log.settings[0].settings[1].key, "batch_size");
  EXPECT_EQ(log.settings[0].settings[1].value, "64");
}

}  // namespace
