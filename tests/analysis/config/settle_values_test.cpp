#include "analysis/config/settle_values.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <numeric>
#include <string>
#include <vector>

#include "support/digest_builder.h"

namespace analysis {
namespace {

using model::Index;
using support::digest;
using support::run;
using testing::ElementsAre;
using Kind = model::ParameterValue::Kind;

template <class... Values>
std::vector<model::ParameterValue> settled(Values... values) {
  std::vector<model::RunDigest> runs;
  (runs.push_back(digest(run("r" + std::to_string(runs.size())).param("p", values))), ...);
  std::vector<Index> members(runs.size());
  std::iota(members.begin(), members.end(), Index{0});
  settle_values(runs, members);
  std::vector<model::ParameterValue> result;
  for (const model::RunDigest& run : runs) result.push_back(*run.config.find("p"));
  return result;
}

TEST(SettleValues, NumbersAsTextAreNumbersBesideNumbers) {
  const auto values = settled(64, "64", 64.0, "auto");
  EXPECT_EQ(values[1], values[0]);
  EXPECT_EQ(values[2], values[0]);
  EXPECT_EQ(values[3].kind, Kind::text);
}

TEST(SettleValues, TextsWithAnExponentAreNumbers) {
  const auto values = settled("1e-4", "0.0001");
  EXPECT_EQ(values[0].kind, Kind::number);
  EXPECT_EQ(values[0], values[1]);
}

TEST(SettleValues, VersionsAndIdsStayTexts) {
  EXPECT_EQ(settled("1.10", "1.1")[0].kind, Kind::text);
  EXPECT_EQ(settled(7, "007")[1].kind, Kind::text);
}

TEST(SettleValues, TruthIsWrittenInOneWay) {
  const auto values = settled(true, "True", 1, "false");
  EXPECT_EQ(values[1], values[0]);
  EXPECT_EQ(values[2], values[0]);
  EXPECT_EQ(values[3].text, "false");
  EXPECT_EQ(values[3].kind, Kind::boolean);
  EXPECT_EQ(settled(true, 2, 1)[2].kind, Kind::number);
}

TEST(SettleValues, FoldsWithinTextsAreTakenOff) {
  const auto values = settled("a/fold_0/train.csv", "a/fold_1/train.csv", "b/fold_1/train.csv");
  EXPECT_EQ(values[0].text, "a/fold_*/train.csv");
  EXPECT_EQ(values[1], values[0]);
  EXPECT_EQ(values[2].text, "b/fold_*/train.csv");
  EXPECT_EQ(settled("a/fold_1.csv", "a/fold_1.csv")[0].text, "a/fold_1.csv");
  EXPECT_EQ(settled("net18/x.csv", "net34/x.csv")[0].text, "net18/x.csv");
}

}  // namespace
}  // namespace analysis
