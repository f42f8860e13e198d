#include "vocabulary/runs/said_by_name.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace vocabulary {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

/// "lr=0.1" of a setting, "model:resnet18" of a known name, words as they are.
std::vector<std::string> said(const std::string& name, bool sure = false) {
  std::vector<std::string> result;
  for (const SaidByName& one : said_by_name(name, sure)) {
    if (one.kind == SaidByName::Kind::setting) result.push_back(one.name + "=" + one.text);
    if (one.kind == SaidByName::Kind::known) result.push_back(std::string(parameter_of(one.known)) + ":" + one.text);
    if (one.kind == SaidByName::Kind::word) result.push_back(one.text);
  }
  return result;
}

TEST(SaidByName, SettingsModelsAndWords) {
  EXPECT_THAT(said("resnet18_lr0.1_bs128_randaug_ls_seed0"),
              ElementsAre("model:resnet18", "lr=0.1", "bs=128", "randaug", "ls"));
  EXPECT_THAT(said("mistral-lora-lr2e-05-r8"), ElementsAre("model:mistral", "lora", "lr=2e-05", "r=8"));
  EXPECT_THAT(said("lr_1e-3-wd5e-4"), ElementsAre("lr=1e-3", "wd=5e-4"));
  EXPECT_THAT(said("batch_size_64"), ElementsAre("batch_size=64"));
  EXPECT_THAT(said("vit-b16"), ElementsAre("model:vit-b16"));
}

TEST(SaidByName, DataSetsAlgorithmsAndOptimisers) {
  EXPECT_THAT(said("fashion-mnist_adam"), ElementsAre("dataset:fashion-mnist", "optimizer:adam"));
  EXPECT_THAT(said("cifar-10"), ElementsAre("dataset:cifar-10"));
  EXPECT_THAT(said("stl10_mobile_v1"), ElementsAre("dataset:stl10", "mobile", "v1"));
}

TEST(SaidByName, Environments) {
  EXPECT_THAT(said("ppo_CartPole-v1_3"), ElementsAre("algo:ppo", "env:CartPole-v1"));
  EXPECT_THAT(said("PongNoFrameskip-v4"), ElementsAre("env:PongNoFrameskip-v4"));
  EXPECT_THAT(said("ppo-LunarLander-v2"), ElementsAre("algo:ppo", "env:LunarLander-v2"));
  EXPECT_THAT(said("MobileNet-v2"), ElementsAre("model:MobileNet", "v2"));
  EXPECT_THAT(said("Bandit-v0"), ElementsAre("Bandit", "v0"));
  EXPECT_THAT(said("Bandit-v0", true), ElementsAre("env:Bandit-v0"));
  EXPECT_THAT(said("MobileNet-v2", true), ElementsAre("model:MobileNet", "v2"));
}

TEST(SaidByName, WhatWasDrawnSaysNothing) {
  EXPECT_THAT(said("wandering-sky-12"), IsEmpty());
  EXPECT_THAT(said("run-20240101_101112-2fv8dn1k"), IsEmpty());
  EXPECT_THAT(said("2024-01-01_10-11-12"), IsEmpty());
}

TEST(SaidByName, ACopyIsNoOtherThing) {
  EXPECT_THAT(said("net copy 2"), ElementsAre("net"));
  EXPECT_THAT(said("net_backup"), ElementsAre("net"));
  EXPECT_THAT(said("copy"), ElementsAre("copy"));
}

TEST(SaidByName, OfOneSettingThereAreSeveralNames) {
  EXPECT_EQ(setting_of("lr"), setting_of("learning rate"));
  EXPECT_NE(setting_of("lr"), setting_of("weight decay"));
  EXPECT_EQ(setting_of("something else"), 0);
  EXPECT_TRUE(says_known(KnownName::model, "modelName"));
  EXPECT_FALSE(says_known(KnownName::model, "learning_rate"));
}

}  // namespace
}  // namespace vocabulary
