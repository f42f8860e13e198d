#include "vocabulary/place_names.h"

#include <gtest/gtest.h>

#include <string>

namespace vocabulary {
namespace {

bool is_place(const std::string& path, const char* value) {
  model::Parameter parameter{.path = path};
  parameter.value = {.kind = model::ParameterValue::Kind::text, .text = value};
  return is_named_as_place(parameter);
}

TEST(PlaceNames, NamesOfFoldersAndFilesThatRunsWrite) {
  for (const char* name : {"save_dir", "log_path", "output_file", "outputDir", "ckpt_dir", "checkpoint_folder",
                           "hydra.run.dir", "logger.path", "checkpoints.dir", "cache_dir", "experiment_root",
                           "overwrite_output_dir", "filepaths.curve_points_fn", "paths.root_dir"}) {
    EXPECT_TRUE(is_place(name, "x/y.csv")) << name;
  }
}

TEST(PlaceNames, NamesOfWhatARunResumesFrom) {
  for (const char* name : {"resume", "resume_from_checkpoint", "trainer.resume_path", "ckpt_to_resume"}) {
    EXPECT_TRUE(is_place(name, "x")) << name;
  }
  for (const char* name : {"resume_lr", "restore_best_weights", "load_from", "init_from"}) {
    EXPECT_FALSE(is_place(name, "x")) << name;
  }
}

TEST(PlaceNames, DataConfigurationsAndWeightsAreSettings) {
  for (const char* name : {"data.path", "data_dir", "dataset_root", "paths.data_dir", "paths.model_path", "pretrained",
                           "weights", "model_path", "config_file", "tokenizer_path", "experiment.train_file", "loss_fn",
                           "output_fn", "output_activation", "checkpoint", "path"}) {
    EXPECT_FALSE(is_place(name, "softmax")) << name;
  }
}

TEST(PlaceNames, NumbersAreNoPlaces) {
  model::Parameter units{.path = "output"};
  units.value = {.kind = model::ParameterValue::Kind::number, .text = "10", .number = 10};
  EXPECT_FALSE(is_named_as_place(units));
  EXPECT_TRUE(is_place("output", "out"));
}

TEST(PlaceNames, WhatANameSpeaksOf) {
  EXPECT_TRUE(PlaceName("data.root_dir").speaks_of_data());
  EXPECT_FALSE(PlaceName("train.root_dir").speaks_of_data());  // a section that says nothing
  EXPECT_TRUE(PlaceName("teacher.path").speaks_of_weights());
  EXPECT_TRUE(PlaceName("target_path").ends_in_place());
  EXPECT_TRUE(PlaceName("load_from_file").says_only_place());
  EXPECT_FALSE(PlaceName("ckpt_file").says_only_place());
  EXPECT_TRUE(PlaceName("ckpt_file").says_only_place_or_checkpoint());
  EXPECT_TRUE(PlaceName("a.").is_empty());
}

}  // namespace
}  // namespace vocabulary
