#include "ingest/formats/text_log/log_shape.h"

#include <gmock/gmock.h>

#include <string>
#include <string_view>
#include <vector>

namespace {

using ingest::LogItem;
using ingest::LogShape;
using testing::ElementsAre;

struct Line {
  explicit Line(std::string_view text) : line(text) {
    ingest::read_log_items(line, items);
    shape = ingest::make_log_shape(items, false);
  }
  std::vector<std::string> names() const {
    std::vector<std::string> out;
    for (const ingest::LogColumn& column : shape.columns) out.push_back(column.name);
    return out;
  }
  std::vector<double> values() const {
    std::vector<double> out;
    for (const ingest::LogColumn& column : shape.columns) out.push_back(column_value(column, items[column.item]));
    return out;
  }
  std::string line;
  std::vector<LogItem> items;
  LogShape shape;
};

TEST(LogShape, WhatCountsIsNoColumn) {
  const Line line("Epoch 3/10 step 250: train loss 1.96, val loss 2.06");
  EXPECT_NE(line.shape.epoch, ingest::kNoItem);
  EXPECT_NE(line.shape.step, ingest::kNoItem);
  EXPECT_THAT(line.names(), ElementsAre("train loss", "val loss"));
  EXPECT_THAT(line.values(), ElementsAre(1.96, 2.06));
  EXPECT_TRUE(line.shape.measures);
}

TEST(LogShape, WordsBeforeTheNumbersSayTheSplit) {
  const Line line("[Eval] Epoch 3 loss: 0.5 acc: 0.8");
  EXPECT_EQ(line.shape.split, vocabulary::Split::validation);
  EXPECT_THAT(line.names(), ElementsAre("val/loss", "val/acc"));
}

TEST(LogShape, CountsOutOfATotalAreSharesOnlyOfWhatIsAShare) {
  const Line test("Test set: Average loss: 0.05, Accuracy: 9820/10000 (98%)");
  ASSERT_EQ(test.shape.columns.size(), 2u);
  EXPECT_EQ(test.shape.columns[1].takes, ingest::LogColumn::Takes::share_in_percent);
  EXPECT_DOUBLE_EQ(test.values()[1], 98.2);
  const Line counts("epoch 2 loss 0.5 patience 3/10");
  EXPECT_THAT(counts.names(), ElementsAre("loss"));
}

TEST(LogShape, WhatIsSaidOfTheBestSaysNothingOfThePresent) {
  EXPECT_TRUE(Line("best val acc: 0.91 at epoch 7").shape.of_the_best);
  EXPECT_FALSE(Line("epoch 7 val acc: 0.91").shape.of_the_best);
}

TEST(LogShape, LinesOfOneShapeHaveOneKey) {
  const auto key = [](std::string_view text) { return ingest::log_shape_key(Line(text).items, false); };
  EXPECT_EQ(key("epoch 1 loss 0.5"), key("epoch 2 loss 0.25"));
  EXPECT_NE(key("epoch 1 loss 0.5"), key("epoch 1 loss 0.5%"));
  EXPECT_NE(key("epoch 1 loss 0.5"), key("epoch 1 acc 0.5"));
  EXPECT_NE(ingest::log_shape_key(Line("loss 0.5").items, true), key("loss 0.5"));
}

TEST(LogShape, NamesAreOneMetricHoweverTheyAreWritten) {
  EXPECT_EQ(ingest::log_name_key("Val Loss"), ingest::log_name_key("val_loss"));
  EXPECT_EQ(ingest::log_name_key("val.loss"), ingest::log_name_key("val-loss"));
  EXPECT_NE(ingest::log_name_key("val loss"), ingest::log_name_key("val/loss"));
}

TEST(LogShape, ANumberOfADataSplitIsOfTheOnlyMeasureOfTheLine) {
  EXPECT_THAT(Line("epoch 1/10 | train loss 1.5 (aux 1.4) | val 1.3").names(), testing::Contains("val loss"));
  EXPECT_THAT(Line("epoch 1 train loss 1.5 train acc 0.5 val 1.3").names(), testing::Contains("val"));  // which one?
}

}  // namespace
