#include "base/text/natural_order.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

namespace base {
namespace {

using testing::ElementsAre;

std::vector<std::string> in_order(std::vector<std::string> names) {
  std::sort(names.begin(), names.end(), natural_less);
  return names;
}

TEST(NaturalOrder, NumbersStandByTheirSize) {
  EXPECT_THAT(in_order({"run10", "run2", "run1"}), ElementsAre("run1", "run2", "run10"));
  EXPECT_THAT(in_order({"v1.10", "v1.9"}), ElementsAre("v1.9", "v1.10"));
}

TEST(NaturalOrder, DecimalsStandByTheirSize) {
  EXPECT_THAT(in_order({"lr0.1_a", "lr0.01_b", "lr0.001", "lr0.002"}),
              ElementsAre("lr0.001", "lr0.002", "lr0.01_b", "lr0.1_a"));
  EXPECT_THAT(in_order({"lr0.0005", "lr0.005", "lr0.001"}), ElementsAre("lr0.0005", "lr0.001", "lr0.005"));
  EXPECT_THAT(in_order({"p0.25", "p0.05", "p0.0"}), ElementsAre("p0.0", "p0.05", "p0.25"));
}

}  // namespace
}  // namespace base
