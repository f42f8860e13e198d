#include "ingest/documents/result_document.h"

#include <gmock/gmock.h>

#include <string>
#include <vector>

#include "base/json/json.h"

namespace {

using testing::ElementsAre;
using testing::IsEmpty;

ingest::ResultDocument decide(const std::string& text) {
  return ingest::decide_result_document(base::parse_json(text).value);
}

std::vector<std::string> names(const base::Json& object) {
  std::vector<std::string> out;
  for (const auto& member : object.members()) out.push_back(member.first);
  return out;
}

TEST(ResultDocument, WhatWasSetAndWhatWasMeasured) {
  const ingest::ResultDocument document =
      decide(R"({"model": "net", "lr": 0.01, "test_accuracy": 0.91, "metrics": {"f1": 0.5}, "args": {"depth": 3}})");
  EXPECT_EQ(document.refusal, "");
  EXPECT_THAT(names(document.results), ElementsAre("test_accuracy", "f1"));
  EXPECT_THAT(names(document.settings), ElementsAre("model", "lr", "depth"));
}

TEST(ResultDocument, SeveralObjectsWithResultsAreSeveralRuns) {
  const ingest::ResultDocument document = decide(R"({"net": {"accuracy": 0.5}, "tree": {"accuracy": 0.75}})");
  EXPECT_TRUE(document.holds_several);
  EXPECT_THAT(document.results.members(), IsEmpty());
  EXPECT_FALSE(decide(R"({"val": {"accuracy": 0.5}, "test": {"accuracy": 0.75}})").holds_several) << "splits of data";
}

TEST(ResultDocument, SettingsAloneAreNoResults) {
  EXPECT_NE(decide(R"({"lr": 0.1, "batch_size": 32, "min_accuracy": 0.9})").refusal, "");
  EXPECT_NE(decide("[0.5, 0.6]").refusal, "");
}

TEST(ResultDocument, NamesOfFilesThatHoldSomethingElse) {
  EXPECT_TRUE(ingest::may_hold_results("results.json"));
  EXPECT_TRUE(ingest::may_hold_results("run_1.json"));
  EXPECT_TRUE(ingest::may_hold_results("metrics.yaml"));
  EXPECT_FALSE(ingest::may_hold_results("train.yaml")) << "YAML is settings, if its name does not say results";
  EXPECT_FALSE(ingest::may_hold_results("tokenizer.json"));
  EXPECT_FALSE(ingest::may_hold_results("config.json"));
}

}  // namespace
