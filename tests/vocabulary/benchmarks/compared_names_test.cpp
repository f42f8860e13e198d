#include "vocabulary/benchmarks/compared_names.h"

#include <gtest/gtest.h>

namespace vocabulary {
namespace {

TEST(ComparedNames, SayWhatIsCompared) {
  EXPECT_EQ(noun_of_compared("algo"), "algorithm");
  EXPECT_EQ(noun_of_compared("train.algorithm"), "algorithm");
  EXPECT_EQ(noun_of_compared("agent.name"), "agent");
  EXPECT_EQ(noun_of_compared("ModelName"), "model");
  EXPECT_EQ(noun_of_compared("backbone"), "model");
  EXPECT_EQ(noun_of_compared("estimator"), "estimator");
  EXPECT_EQ(noun_of_compared("learning_rate"), "");
  EXPECT_EQ(noun_of_compared("name"), "");
  EXPECT_EQ(noun_of_compared("model_dim"), "");
}

TEST(ComparedNames, SayWhatIsMeasuredOn) {
  EXPECT_EQ(noun_of_task("env_id"), "environment");
  EXPECT_EQ(noun_of_task("dataset.name"), "data set");
  EXPECT_EQ(noun_of_task("task"), "task");
  EXPECT_EQ(noun_of_task("optimizer"), "");
}

TEST(ComparedNames, HavePlurals) {
  EXPECT_EQ(plural_of("algorithm"), "algorithms");
  EXPECT_EQ(plural_of("data set"), "data sets");
  EXPECT_EQ(plural_of("task"), "tasks");
}

}  // namespace
}  // namespace vocabulary
