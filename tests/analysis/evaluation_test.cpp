#include "analysis/evaluation.h"

#include <gtest/gtest.h>

namespace analysis {
namespace {

TEST(DefinesEvaluation, NamesOfDataEnvironmentAndMetric) {
  for (const char* name : {"dataset", "data.dataset", "dataset.name", "data.name", "env_id", "env.id", "hydra.envName",
                           "evalSplit", "num_classes", "metric", "task"}) {
    EXPECT_TRUE(defines_evaluation(name, {})) << name;
  }
}

TEST(DefinesEvaluation, NotHowAModelIsTrained) {
  for (const char* name : {"lr", "data.augment", "data.num_workers", "dataset.batch_size", "environment.gpu",
                           "model.name", "optimizer.name", "env.num_envs", "target_update", "multi_task", ""}) {
    EXPECT_FALSE(defines_evaluation(name, {})) << name;
  }
}

TEST(DefinesEvaluation, WhatTheSettingsAdd) {
  EXPECT_TRUE(defines_evaluation("model.resolution", {"resolution"}));
  EXPECT_TRUE(defines_evaluation("model.resolution", {"model.resolution"}));
  EXPECT_FALSE(defines_evaluation("resolution_scale", {"resolution"}));
}

}  // namespace
}  // namespace analysis
