#include "vocabulary/run_names.h"

#include <gtest/gtest.h>

namespace vocabulary {
namespace {

TEST(RunNames, CountersOfRepeatsAndTimeStampsGo) {
  EXPECT_EQ(name_without_counters("run-2020-09-06-18-28-44-891406"),
            name_without_counters("run-2020-08-28-18-12-28-42"));
  EXPECT_EQ(name_without_counters("version_3"), name_without_counters("version_41"));
  EXPECT_EQ(name_without_counters("ppo_seed1"), name_without_counters("ppo_seed12"));
  EXPECT_EQ(name_without_counters("cmd_ppo_s0"), name_without_counters("cmd_ppo_s10"));
  EXPECT_EQ(name_without_counters("15-04-48"), name_without_counters("02-26-45"));
  EXPECT_EQ(name_without_counters("Aug25_11-06-34_host"),
            name_without_counters("Sep26_12-06-34_host").replace(0, 3, "Aug"));
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
