#include "vocabulary/names/name_parts.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace vocabulary {
namespace {

using Names = std::vector<std::string>;

TEST(NameParts, WhatTellsRepeatsApartIsTakenOut) {
  EXPECT_EQ(name_without_repeat("resnet18_lr0.1_seed0"), "resnet18_lr0.1");
  EXPECT_EQ(name_without_repeat("resnet18_seed0-lr0.1"), "resnet18_lr0.1");
  EXPECT_EQ(name_without_repeat("2024-01-01_resnet"), "resnet");
  EXPECT_EQ(name_without_repeat("net [seed=3]"), "net");
  EXPECT_EQ(name_without_repeat("net(lr=0.1, seed=3)"), "net(lr=0.1)");
  EXPECT_EQ(name_without_repeat("version_3"), "");
  EXPECT_EQ(name_without_repeat("Exp 1: ResNet (frozen)"), "Exp 1: ResNet (frozen)");
}

TEST(NameParts, RepeatsAreCalledByWhatTheyShare) {
  EXPECT_EQ(common_name(Names{"adam_seed1", "adam_seed2"}), "adam");
  EXPECT_EQ(common_name(Names{"CartPole-v1_1", "CartPole-v1_2"}), "CartPole-v1");
  EXPECT_EQ(common_name(Names{"net_a_wide", "net_b_wide"}), "net_wide");
  EXPECT_EQ(common_name(Names{"train", "train2", "train13"}), "train");
  EXPECT_EQ(common_name(Names{"version_0", "version_1"}), "");
  EXPECT_EQ(common_name(Names{"dark-salad-12", "fluent-sweep-3"}), "");
  EXPECT_EQ(common_name(Names{"baseline", "baseline"}), "baseline");
  EXPECT_EQ(common_name(Names{"a", "a_b"}), "a");
}

TEST(NameParts, ShortNamesAreShownWhole) {
  EXPECT_EQ(telling_parts(Names{"cifar_a", "cifar_b"}, 40), (Names{"cifar_a", "cifar_b"}));
}

TEST(NameParts, LongNamesAreShownByWhatDiffers) {
  const std::string before = "imagenet_resnet50_pretrained_", after = "_cosine_final";
  EXPECT_EQ(telling_parts(Names{before + "lr0.1" + after, before + "lr0.01_wd0.1" + after}, 20),
            (Names{"lr0.1", "lr0.01_wd0.1"}));
  EXPECT_EQ(telling_parts(Names{before + "try_a_1", before + "try_a_2"}, 20), (Names{"a_1", "a_2"}));
}

TEST(NameParts, WhatStaysLongIsCutWhereItDoesNotDiffer) {
  EXPECT_EQ(
      telling_parts(Names{"prior=random, dynamics=noisy_replicator, param=0", "prior=even, dynamics=exact, param=1",
                          "prior=even, dynamics=noisy_replicator, param=0"},
                    36),
      (Names{"prior=random, dynamics=noi…, param=0", "prior=even, dynamics=exact, param=1",
             "prior=even, dynamics=noisy…, param=0"}));
  const std::string many(50, 'x');
  EXPECT_EQ(telling_parts(Names{"run-" + many + "-0", "run-" + many + "-1"}, 11),
            (Names{"xxxxxxxx…-0", "xxxxxxxx…-1"}));
  EXPECT_EQ(telling_parts(Names{many + "a" + many, many + "b" + many}, 11), (Names{"…xxaxxxxxx…", "…xxbxxxxxx…"}));
  EXPECT_EQ(telling_parts(Names{std::string(30, 'y')}, 11), (Names{"yyyyyyyyyy…"}));
}

TEST(NameParts, CharactersBeyondAsciiAreCutWhole) {
  std::string name;
  for (int i = 0; i < 20; ++i) name += "é";
  EXPECT_EQ(telling_parts(Names{name}, 5), (Names{"éé…éé"}));
}

}  // namespace
}  // namespace vocabulary
