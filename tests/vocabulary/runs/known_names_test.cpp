#include "vocabulary/runs/known_names.h"

#include <gtest/gtest.h>

namespace vocabulary {
namespace {

TEST(KnownNames, DataSetsAlgorithmsAndEnvironmentsByTheirLetters) {
  EXPECT_EQ(known_name("fashionmnist"), KnownName::dataset);
  EXPECT_EQ(known_name("DDPG"), KnownName::algorithm);
  EXPECT_EQ(known_name("adamw"), KnownName::optimizer);
  EXPECT_EQ(known_name("hopper"), KnownName::environment);
  EXPECT_EQ(known_name("alien"), KnownName::none) << "a word of other things, too";
  EXPECT_EQ(known_name("baseline"), KnownName::none);
}

TEST(KnownNames, AnEnvironmentInAPartOfAPath) {
  EXPECT_EQ(environment_in("ppo_CartPole-v1_3", false), "CartPole-v1");
  EXPECT_EQ(environment_in("MobileNet-v2", false), "") << "models have versions, too";
  EXPECT_EQ(environment_in("Bandit-v0", false), "");
  EXPECT_EQ(environment_in("Bandit-v0", true), "Bandit-v0");
}

TEST(KnownNames, OneSettingUnderSeveralNames) {
  EXPECT_NE(setting_of("lr"), 0);
  EXPECT_EQ(setting_of("lr"), setting_of("learning rate"));
  EXPECT_NE(setting_of("lr"), setting_of("batch size"));
  EXPECT_EQ(setting_of("number of dragons"), 0);
}

}  // namespace
}  // namespace vocabulary
