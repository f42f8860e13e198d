#include "analysis/config/evaluation.h"

#include <gtest/gtest.h>

#include <vector>

#include "base/json/json.h"

namespace analysis {
namespace {

TEST(DefinesEvaluation, WhatTheSettingsAdd) {
  EXPECT_TRUE(defines_evaluation("model.resolution", {"resolution"}));
  EXPECT_TRUE(defines_evaluation("model.resolution", {"model.resolution"}));
  EXPECT_FALSE(defines_evaluation("resolution_scale", {"resolution"}));
}

TEST(DefinesEvaluation, WhatTheSettingsTakeOff) {
  EXPECT_FALSE(defines_evaluation("data.version", {"!data.version"}));
  EXPECT_FALSE(defines_evaluation("train.dataset", {"!dataset"}));
  EXPECT_TRUE(defines_evaluation("data.name", {"!data.version"}));
}

TEST(MeasuredOn, LeavesOfTheConfigInItsOrder) {
  const base::JsonParse tree =
      base::parse_json(R"({"lr": 0.1, "task": "ner", "dataset": {"name": "conll", "workers": 4}})");
  const std::vector<model::Parameter> found = measured_on(model::make_config(tree.value), {});
  ASSERT_EQ(found.size(), 2u);
  EXPECT_EQ(found[0].path, "task");
  EXPECT_EQ(found[1].path, "dataset.name");
  EXPECT_EQ(found[1].value.text, "conll");
}

}  // namespace
}  // namespace analysis
