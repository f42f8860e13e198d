#include "vocabulary/parameters/plan_names.h"

#include <gtest/gtest.h>

namespace vocabulary {
namespace {

TEST(PlanNames, EpochsAreToBeTrainedFor) {
  for (const char* path : {"epochs", "num_epochs", "max_epochs", "trainer.max_epochs", "nEpochs", "num_train_epochs",
                           "Epochs", "train.total-epochs"}) {
    EXPECT_EQ(planned_by(path), PlanUnit::epochs) << path;
  }
}

TEST(PlanNames, StepsAreToBeTrainedFor) {
  for (const char* path : {"max_steps", "total_timesteps", "num_iterations", "agent.total_env_steps", "maxIters"}) {
    EXPECT_EQ(planned_by(path), PlanUnit::steps) << path;
  }
}

TEST(PlanNames, OtherNumbersOfEpochsAndStepsPlanNothing) {
  for (const char* path : {"warmup_epochs", "epoch", "n_steps", "save_steps", "epochs.every", "eval_epochs",
                           "gradient_accumulation_steps", "lr", ""}) {
    EXPECT_EQ(planned_by(path), PlanUnit::none) << path;
  }
}

TEST(PlanNames, PatienceEndsTrainingEarly) {
  for (const char* path :
       {"patience", "early_stopping_patience", "early_stop", "callbacks.EarlyStopping.patience", "earlyStopping"}) {
    EXPECT_TRUE(stops_early(path)) << path;
  }
}

TEST(PlanNames, ThePatienceOfAScheduleEndsNothing) {
  for (const char* path : {"lr_patience", "scheduler.patience", "ReduceLROnPlateau.patience", "stop", "early_fusion"})
    EXPECT_FALSE(stops_early(path)) << path;
}

}  // namespace
}  // namespace vocabulary
