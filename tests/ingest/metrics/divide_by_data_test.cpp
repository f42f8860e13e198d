#include "ingest/metrics/divide_by_data.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "ingest/read_support.h"

namespace ingest {
namespace {

using support::read_files;
using support::ReadResult;
using testing::ElementsAre;

TEST(DivideByData, EachMetricIsOfTheDataOfItsRows) {
  const ReadResult read =
      read_files({{"a.csv", "epoch,phase,loss,lr\n0,train,4,0.1\n0,val,5,0.1\n1,train,2,0.1\n1,val,3,0.1\n"}});
  ASSERT_EQ(read.runs.size(), 1u);
  EXPECT_THAT(read.values("train/loss"), ElementsAre(4, 2));
  EXPECT_THAT(read.values("val/loss"), ElementsAre(5, 3));
  EXPECT_THAT(read.values("lr"), ElementsAre(0.1, 0.1, 0.1, 0.1));
  EXPECT_EQ(read.series("loss", 0), nullptr);
  EXPECT_TRUE(read.with_code("text-column").empty());
}

TEST(DivideByData, WhatOtherWordsOrNoneSayIsLeftWhole) {
  EXPECT_THAT(read_files({{"a.csv", "epoch,phase,loss\n0,warm,4\n1,cold,5\n2,cold,3\n"}}).values("loss"),
              ElementsAre(4, 5, 3));
  EXPECT_THAT(read_files({{"a.csv", "epoch,phase,loss\n0,train,4\n1,,5\n2,val,3\n"}}).values("loss"),
              ElementsAre(4, 5, 3));
  EXPECT_THAT(read_files({{"a.csv", "epoch,phase,val_loss\n0,train,4\n1,val,3\n"}}).values("val_loss"),
              ElementsAre(4, 3));
}

}  // namespace
}  // namespace ingest
