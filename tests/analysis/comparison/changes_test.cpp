#include "analysis/comparison/changes.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "model/findings/comparison.h"

namespace analysis {
namespace {

using model::ParameterChange;

model::Config config(const char* json) {
  return model::make_config(base::parse_json(json).value);
}

std::string text(const std::vector<ParameterChange>& changes) {
  std::string out;
  for (const ParameterChange& change : changes) {
    out += change.parameter + ": " + (change.old_value ? change.old_value->text : "-") + " to " +
           (change.new_value ? change.new_value->text : "-") + "\n";
  }
  return out;
}

TEST(Changes, NestedListsAddedRemovedAndTypesAreFound) {
  EXPECT_EQ(
      text(find_changes(
          config(R"({"lr": 0.1, "units": [512, 256], "aug": {"rot": 0.2, "flip": true}, "old": 1, "n": 1, "same": 5})"),
          config(
              R"({"lr": 0.01, "units": [512], "aug": {"rot": 0.3, "flip": true}, "new": "x", "n": "1", "same": 5.0})"))),
      "lr: 0.1 to 0.01\nunits: [512, 256] to [512]\naug.rot: 0.2 to 0.3\nnew: - to x\nn: 1 to 1\nold: 1 to -\n");
}

TEST(Changes, NumbersCompareByValue) {
  EXPECT_TRUE(find_changes(config(R"({"lr": 0.001})"), config(R"({"lr": 1e-3})")).empty());
}

TEST(Changes, ALeafThatBecameATreeIsRemovedAndItsLeavesAdded) {
  EXPECT_EQ(text(find_changes(config(R"({"a": 1, "aug": null})"), config(R"({"a": 1, "aug": {"x": 2}})"))),
            "aug.x: - to 2\naug: null to -\n");
}

TEST(Changes, NoConfigurationSaysNothing) {
  EXPECT_TRUE(find_changes(config("{}"), config(R"({"a": 1})")).empty());
  EXPECT_TRUE(find_changes(config(R"({"a": 1})"), model::Config{}).empty());
}

}  // namespace
}  // namespace analysis
