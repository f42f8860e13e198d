/// Names with numbers in lines of text logs: generator/ingest/formats/text_log/log_items.h.

#include "ingest/formats/text_log/log_items.h"

#include <gmock/gmock.h>

#include <cmath>
#include <cstddef>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "base/text/number_text.h"

namespace {

using ingest::LogItem;
using testing::ElementsAre;
using testing::IsEmpty;

/// "name=value" of each number; a unit behind it, "/total", "(average)", "(percent %)"; words in brackets.
std::vector<std::string> items_of(std::string_view line) {
  std::vector<LogItem> items;
  ingest::read_log_items(line, items);
  std::vector<std::string> out;
  for (const LogItem& item : items) {
    if (item.is_words) {
      out.push_back("<" + std::string(item.name) + ">");
      continue;
    }
    std::string text = std::string(item.name) + "=" + base::number_text(item.value) + std::string(item.unit);
    if (!std::isnan(item.total)) text += "/" + base::number_text(item.total);
    if (!std::isnan(item.average)) text += "(" + base::number_text(item.average) + ")";
    if (!std::isnan(item.percent)) text += "(" + base::number_text(item.percent) + "%)";
    if (item.crowded) text += "?";
    out.push_back(text);
  }
  return out;
}

TEST(LogItems, NamesAndNumbersAreJoinedInManyWays) {
  EXPECT_THAT(items_of("epoch=1 train_loss=0.8 lr=1e-3"), ElementsAre("epoch=1", "train_loss=0.8", "lr=0.001"));
  EXPECT_THAT(items_of("Epoch 8/35, Train Loss: 0.8957, Test Acc: 79.04%"),
              ElementsAre("Epoch=8/35", "Train Loss=0.8957", "Test Acc=79.04%"));
  EXPECT_THAT(items_of("step 250: train loss 2.1, val loss -2.2"),
              ElementsAre("step=250", "train loss=2.1", "val loss=-2.2"));
  EXPECT_THAT(items_of("[Epoch 3] loss 0.12 | acc 0.9"), ElementsAre("Epoch=3", "loss=0.12", "acc=0.9"));
  EXPECT_THAT(items_of("{'loss': 0.5, \"lr\": \"1e-05\", 'epoch': 0.3}"),
              ElementsAre("loss=0.5", "lr=1e-05", "epoch=0.3"));
  EXPECT_THAT(items_of("Epoch 1 -> loss -> 0.5"), ElementsAre("Epoch=1", "loss=0.5"));
}

TEST(LogItems, BracketsHoldPlaces) {
  EXPECT_THAT(items_of("Train Epoch: 1 [640/60000 (1%)]\tLoss: 2.1"),
              ElementsAre("Train Epoch=1", "=640/60000(1%)", "Loss=2.1"));
  EXPECT_THAT(items_of("Epoch: [0][  10/5005]\tTime 0.1 ( 0.2)\tAcc@1 0.5 (  0.25)"),
              ElementsAre("Epoch=0", "=10/5005", "Time=0.1(0.2)", "Acc@1=0.5(0.25)"));
  EXPECT_THAT(items_of("Epoch(train)  [1][ 50/120]  lr: 2.0e-02"), ElementsAre("Epoch(train)=1", "=50/120", "lr=0.02"));
  EXPECT_THAT(items_of("Test set: Average loss: 0.05, Accuracy: 9820/10000 (98%)"),
              ElementsAre("<Test set>", "Average loss=0.05", "Accuracy=9820/10000(98%)"));
}

TEST(LogItems, UnitsStandBehindNumbers) {
  EXPECT_THAT(items_of("time 12ms, mfu 30.1%, ips: 32.5 images/sec, lr: 5"),
              ElementsAre("time=12ms", "mfu=30.1%", "ips=32.5images/sec", "lr=5"));
  EXPECT_THAT(items_of("elapsed time per iteration (ms): 500.1 | x: 1"),
              ElementsAre("elapsed time per iteration (ms)=500.1", "x=1"));
}

TEST(LogItems, WhatOnlyLooksLikeANumberIsPassedOver) {
  EXPECT_THAT(items_of("at 2024-05-01 10:00:00"), testing::Not(testing::Contains(testing::HasSubstr("10"))));
  EXPECT_THAT(items_of("eta: 1:02:03, loss: 0.5"), ElementsAre("loss=0.5"));
  EXPECT_THAT(items_of("torch 1.13.1 on 3x gpus"), testing::Each(testing::StartsWith("<")));
  EXPECT_THAT(items_of("tokens: 1,700,000 loss: 2"), ElementsAre("loss=2"));
  EXPECT_THAT(items_of("D(G(z)): 0.1 / 0.05"), IsEmpty());
}

TEST(LogItems, NamesMayEndInNumbers) {
  EXPECT_THAT(items_of("top 1: 70.5, mAP@0.5:0.95: 0.25, F1 0.75"),
              ElementsAre("top 1=70.5", "mAP@0.5:0.95=0.25", "F1=0.75"));
}

TEST(LogItems, SeveralNumbersOfOneNameAreNotSure) {
  EXPECT_THAT(items_of("map_copypaste: 0.3 0.5 0.2"), testing::Contains("map_copypaste=0.3?"));
  EXPECT_THAT(items_of("dice [0.75, 0.5]"), ElementsAre("dice=0.75", "dice=0.5"));
}

TEST(LogItems, MarksBeyondAsciiPartNames) {
  EXPECT_THAT(items_of("损失：0.5，准确率：0.75"), ElementsAre("损失=0.5", "准确率=0.75"));
}

TEST(LogItems, NotANumberIsAValue) {
  EXPECT_THAT(items_of("loss: nan, x: inf, y=-inf"), ElementsAre("loss=nan", "x=inf", "y=-inf"));
}

/// Any bytes: items point into the line, and there are no more than promised.
TEST(LogItems, AnyLineIsSurvived) {
  std::mt19937 random(7);
  const std::string_view pieces[] = {
      "loss", ":",  "=",  "0.5", "1e-3", "[",  "]",   "(", ")",     "/",           "%",
      " ",    "  ", "\t", "-",   "->",   "=>", "nan", "|", "epoch", "12/30",       "\xe2\x96\x88",
      "\xff", "'",  "\"", ",",   "+/-",  ".",  "==",  "{", "}",     "np.float32(", "\xe2"};
  std::vector<LogItem> items;
  for (int round = 0; round < 20'000; ++round) {
    std::string line;
    for (std::size_t i = 0, n = random() % 24; i < n; ++i) line += pieces[random() % std::size(pieces)];
    ingest::read_log_items(line, items);
    ASSERT_LE(items.size(), ingest::kMaxLogItems + 64) << line;
    for (const LogItem& item : items) {
      if (item.name.empty() || item.name == "#") continue;
      ASSERT_TRUE(item.name.data() >= line.data() && item.name.data() + item.name.size() <= line.data() + line.size())
          << line;
    }
  }
}

}  // namespace
