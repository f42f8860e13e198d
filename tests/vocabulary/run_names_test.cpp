#include "vocabulary/run_names.h"

#include <gtest/gtest.h>

#include <cstddef>
#include <string>
#include <string_view>

namespace vocabulary {
namespace {

/// "word resnet18 [resnet 18] | setting lr0.1 [lr 0.1]": what is between brackets are key and value.
std::string parts(std::string_view name) {
  constexpr std::string_view kNames[] = {"word", "number", "setting", "counter", "seed", "fold", "moment", "random"};
  std::string out;
  for (const NameToken& token : tokens_of_name(name)) {
    if (!out.empty()) out += " | ";
    out += kNames[static_cast<std::size_t>(token.part)];
    out.append(" ").append(name.substr(token.begin, token.end - token.begin));
    if (!token.value.empty()) out.append(" [").append(token.key).append(" ").append(token.value).append("]");
  }
  return out;
}

TEST(RunNames, NamesHaveParts) {
  EXPECT_EQ(parts("resnet18_lr0.1_bs128_randaug_seed0"),
            "word resnet18 [resnet 18] | setting lr0.1 [lr 0.1] | setting bs128 [bs 128] | word randaug | "
            "seed seed0 [seed 0]");
  EXPECT_EQ(parts("PPO_CartPole-v1_3"), "word PPO | word CartPole | word v1 [v 1] | number 3 [ 3]");
  EXPECT_EQ(parts("vit-b16 r64, 100epochs"),
            "word vit | word b16 [b 16] | setting r64 [r 64] | setting 100epochs [epochs 100]");
  EXPECT_EQ(parts("__ - "), "");
}

TEST(RunNames, SettingsAreFoundInEveryDress) {
  EXPECT_EQ(parts("lr1e-4"), "setting lr1e-4 [lr 1e-4]");
  EXPECT_EQ(parts("lr_1e-4-wd_0p05"), "setting lr_1e-4 [lr 1e-4] | setting wd_0p05 [wd 0.05]");
  EXPECT_EQ(parts("lr0p01"), "setting lr0p01 [lr 0.01]");
  EXPECT_EQ(parts("big_batch_size_64"), "word big | setting batch_size_64 [batch_size 64]");
  EXPECT_EQ(parts("mu0.5"), "setting mu0.5 [mu 0.5]");
  EXPECT_EQ(parts("model.name=unet,lr=-0.1"), "setting model.name=unet [model.name unet] | setting lr=-0.1 [lr -0.1]");
  EXPECT_EQ(parts("sac_lr=0.1_opt=adam_big"),
            "word sac | setting lr=0.1 [lr 0.1] | setting opt=adam [opt adam] | word big");
}

TEST(RunNames, VersionsAndModelsAreWords) {
  EXPECT_EQ(parts("llama3.1"), "word llama3.1 [llama 3.1]");
  EXPECT_EQ(parts("v1.5"), "word v1.5 [v 1.5]");
  EXPECT_EQ(parts("r50"), "word r50 [r 50]");
  EXPECT_EQ(parts("b16e100"), "word b16e100 [b16e 100]");
  EXPECT_EQ(parts("1080p 3e 5e3x"), "word 1080p | word 3e | word 5e3x");
}

TEST(RunNames, WhatCountsRunsIsTold) {
  EXPECT_EQ(parts("version_3"), "counter version_3 [version 3]");
  EXPECT_EQ(parts("seed=3"), "seed seed=3 [seed 3]");
  EXPECT_EQ(parts("cmd_ppo_s10"), "word cmd | word ppo | seed s10 [s 10]");
  EXPECT_EQ(parts("fold2"), "fold fold2 [fold 2]");
  EXPECT_EQ(parts("net (2)"), "word net | counter 2 [copy 2]");
}

TEST(RunNames, DatesAndRandomIdsAreTold) {
  EXPECT_EQ(parts("run-20240101_101112-abcdefg1"), "word run | moment 20240101_101112 | random abcdefg1");
  EXPECT_EQ(parts("Aug25_11-06-34_host"), "moment Aug25_11-06-34 | word host");
  EXPECT_EQ(parts("240115_1011"), "moment 240115_1011");
  EXPECT_EQ(parts("2f88dn1k"), "random 2f88dn1k");
  EXPECT_EQ(parts("0b7f6a62-3d39-4c3f-8e9d-2f1c50a1be0f"), "random 0b7f6a62-3d39-4c3f-8e9d-2f1c50a1be0f");
  EXPECT_EQ(parts("train_fn_a1b2c_00003"), "word train | word fn | random a1b2c_00003");
  EXPECT_EQ(parts("commit-3f36454"), "word commit | random 3f36454");  // alone it could be anything
  EXPECT_EQ(parts("commit-8683956"), "word commit | random 8683956");
  EXPECT_EQ(parts("commit-12"), "word commit | number 12 [ 12]");
  EXPECT_TRUE(is_random_name("d41d8cd98f00b204e9800998ecf8427e"));
  EXPECT_FALSE(is_random_name("fluent-sweep-3"));
  EXPECT_FALSE(is_random_name("efficientnet"));
}

TEST(RunNames, CountersOfRepeatsAndTimeStampsGo) {
  EXPECT_EQ(name_without_counters("run-2020-09-06-18-28-44-891406"),
            name_without_counters("run-2020-08-28-18-12-28-42"));
  EXPECT_EQ(name_without_counters("version_3"), name_without_counters("version_41"));
  EXPECT_EQ(name_without_counters("ppo_seed1"), name_without_counters("ppo_seed12"));
  EXPECT_EQ(name_without_counters("cmd_ppo_s0"), name_without_counters("cmd_ppo_s10"));
  EXPECT_EQ(name_without_counters("15-04-48"), name_without_counters("02-26-45"));
  EXPECT_EQ(name_without_counters("Aug25_11-06-34_host"), name_without_counters("Sep26_12-06-34_host"));
  EXPECT_EQ(name_without_counters("1"), name_without_counters("27"));
}

TEST(RunNames, OtherNumbersStay) {
  EXPECT_EQ(name_without_counters("resnet18"), "resnet18");
  EXPECT_EQ(name_without_counters("cifar10_mobile_v2"), "cifar10_mobile_v2");
  EXPECT_EQ(name_without_counters("monitor_improv1"), "monitor_improv1");
  EXPECT_EQ(name_without_counters("s_5fps_vitb16_log"), "s_5fps_vitb16_log");
  EXPECT_EQ(name_without_counters("lr0.01"), "lr0.01");
}

}  // namespace
}  // namespace vocabulary
