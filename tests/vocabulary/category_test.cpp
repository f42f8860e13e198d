#include "vocabulary/category.h"

#include <gtest/gtest.h>

namespace vocabulary {
namespace {

TEST(Category, TheLastPartOfAPathDecides) {
  EXPECT_EQ(category_of("optimizer.lr"), "Learning rate");
  EXPECT_EQ(category_of("optimizer.name"), "Optimiser");
  EXPECT_EQ(category_of("model.dropout"), "Regularisation");
  EXPECT_EQ(category_of("model.hidden_dim"), "Architecture");
  EXPECT_EQ(category_of("augmentation.rotation_range"), "Data augmentation");
  EXPECT_EQ(category_of("augmentation.probability"), "Data augmentation");
}

TEST(Category, NamesOfCommonTrainersAreKnown) {
  EXPECT_EQ(category_of("lr0"), "Learning rate");
  EXPECT_EQ(category_of("learningRate"), "Learning rate");
  EXPECT_EQ(category_of("per_device_train_batch_size"), "Batch size");
  EXPECT_EQ(category_of("weight_decay"), "Regularisation");
  EXPECT_EQ(category_of("num_train_epochs"), "Training length");
  EXPECT_EQ(category_of("batch_norm"), "Architecture");
  EXPECT_EQ(category_of("freeze_backbone"), "Fine-tuning");
  EXPECT_EQ(category_of("imgsz"), "Data");
  EXPECT_EQ(category_of("ent_coef"), "Exploration");
  EXPECT_EQ(category_of("label_smoothing"), "Regularisation");
  EXPECT_EQ(category_of("num_workers"), "Hardware");
  EXPECT_EQ(category_of("loss_fn"), "Loss");
}

TEST(Category, WordsAreWholeWords) {
  EXPECT_EQ(category_of("color"), "Other");   // no "lr"
  EXPECT_EQ(category_of("option"), "Other");  // no "opt"
}

TEST(Category, WhatSaysNothingIsOther) {
  EXPECT_EQ(category_of(""), "Other");
  EXPECT_EQ(category_of("."), "Other");
  EXPECT_EQ(category_of("a..b."), "Other");
  EXPECT_EQ(category_of("42"), "Other");
}

}  // namespace
}  // namespace vocabulary
