#include "vocabulary/seed_names.h"

#include <gtest/gtest.h>

#include <string>

namespace vocabulary {
namespace {

bool tells(const std::string& path, const std::string& value = "x") {
  model::Parameter parameter{.path = path};
  parameter.value = {.kind = model::ParameterValue::Kind::text, .text = value};
  return tells_repeats_apart(parameter);
}

TEST(SeedNames, Seeds) {
  for (const char* name : {"seed", "np_seed", "Seeds", "random_state", "seed_everything", "modelSeed"}) {
    EXPECT_TRUE(names_a_seed(name)) << name;
  }
  for (const char* name : {"seed_lr", "seedling", "state", ""}) EXPECT_FALSE(names_a_seed(name)) << name;
}

TEST(SeedNames, WhatChangesFromRepeatToRepeat) {
  for (const char* path : {"train.seed", "run_name", "name", "run.id", "logger.name", "slurm_job_id", "created_at",
                           "start_time", "log.timestamp", "hostname", "local_rank", "log_dir", "resume"}) {
    EXPECT_TRUE(tells(path)) << path;
  }
}

TEST(SeedNames, WhatIsUnderTest) {
  for (const char* path : {"lr", "model.name", "optimizer.id", "data_dir", "update", "nodes", "a."}) {
    EXPECT_FALSE(tells(path)) << path;
  }
}

TEST(SeedNames, TheNumberOfAFoldButNotHowManyThereAre) {
  for (const char* path : {"fold", "data.fold_id", "cv_split", "split_idx", "rep_id", "outer_fold"}) {
    EXPECT_TRUE(tells(path, "3")) << path;
    EXPECT_TRUE(tells(path, "fold_3")) << path;
    EXPECT_FALSE(tells(path, "stratified")) << path;
  }
  for (const char* path : {"n_folds", "folds", "split", "rep", "kfold"}) EXPECT_FALSE(tells(path, "3")) << path;
  EXPECT_EQ(counts_repeats("rep"), Counts::if_dense);
  EXPECT_EQ(counts_repeats("partition_idx"), Counts::perhaps);
  for (const char* name : {"num_layers", "task_id", "n_repeats", "env_id"})
    EXPECT_EQ(counts_repeats(name), Counts::nothing) << name;
}

TEST(SeedNames, CommitsAndPackedBytes) {
  EXPECT_TRUE(tells("commit", "3f2a9c1"));
  EXPECT_TRUE(tells("git.sha", "3f2a9c1"));
  EXPECT_FALSE(tells("hash", "murmur"));
  EXPECT_TRUE(tells("data.state", "eJwt2Xc8l1v2wHF773FOSWgiKisKZW5fbgr5t9mqPZQ0yAkJ3eXsVtUMB4lFhWnG5s6T"));
  EXPECT_FALSE(tells("data.root", "/home/anna/projects/vision/datasets/imagenet/train/part1/images/all"));
}

TEST(SeedNames, TheNumberOfADeviceButNotItsKind) {
  EXPECT_TRUE(tells("device", "cuda:1"));
  EXPECT_FALSE(tells("device", "cuda"));
  model::Parameter device{.path = "gpu"};
  device.value = {.kind = model::ParameterValue::Kind::number, .text = "3", .number = 3};
  EXPECT_TRUE(tells_repeats_apart(device));
}

}  // namespace
}  // namespace vocabulary
