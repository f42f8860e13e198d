#include "vocabulary/evaluation_names.h"

#include <gtest/gtest.h>

namespace vocabulary {
namespace {

TEST(EvaluationNames, NamesOfDataEnvironmentAndMetric) {
  for (const char* name : {"dataset", "data.dataset", "dataset.name", "data.name", "env_id", "env.id", "hydra.envName",
                           "evalSplit", "num_classes", "metric", "task"}) {
    EXPECT_TRUE(names_evaluation(name)) << name;
  }
}

TEST(EvaluationNames, NotHowAModelIsTrained) {
  for (const char* name : {"lr", "data.augment", "data.num_workers", "dataset.batch_size", "environment.gpu",
                           "model.name", "optimizer.name", "env.num_envs", "target_update", "multi_task", ""}) {
    EXPECT_FALSE(names_evaluation(name)) << name;
  }
}

}  // namespace
}  // namespace vocabulary
