#include "analysis/statistics/repeats_needed.h"

#include <gtest/gtest.h>

#include <cmath>

namespace analysis {
namespace {

struct Planned {
  double effect, level;
  int exact;
};

// ceil(statsmodels.stats.power.tt_ind_solve_power(effect_size=effect, alpha=level, power=0.8, ratio=1)), 0.13.5
constexpr Planned kPlanned[] = {{4, .05, 3}, {2, .05, 6},  {1, .05, 17},  {.5, .05, 64}, {.2, .05, 394}, {3, .01, 5},
                                {2, .01, 8}, {1, .01, 26}, {2, .002, 11}, {1, .002, 34}, {.7, .0017, 68}};

TEST(RepeatsNeeded, AsManyAsTheNoncentralTSaysOrOneLess) {
  for (const Planned& one : kPlanned) {
    const auto found = repeats_needed(one.effect, 1, 1, one.level);
    ASSERT_TRUE(found) << one.effect << " at " << one.level;
    EXPECT_LE(std::abs(static_cast<int>(*found) - one.exact), 1) << one.effect << " at " << one.level;
  }
}

TEST(RepeatsNeeded, OnlyTheSizeOfTheDifferenceBesideTheNoiseCounts) {
  const auto found = repeats_needed(0.02, 0.02, 0.02, 0.05);
  EXPECT_EQ(found, 17U);
  EXPECT_EQ(repeats_needed(-0.02, 0.02, 0.02, 0.05), found);
  EXPECT_EQ(repeats_needed(100, 1, 1, 0.05), 2U);
}

TEST(RepeatsNeeded, NoiseOnOneSideAloneHasHalfTheDegreesOfFreedom) {
  // scipy: the smallest n with n·1² ≥ 2·(t.ppf(.975, n − 1) + t.ppf(.8, n − 1))².
  EXPECT_EQ(repeats_needed(1, 0, std::sqrt(2.0), 0.05), 18U);
}

TEST(RepeatsNeeded, NothingWhereThereIsNothingToPlan) {
  const double nan = std::nan("");
  EXPECT_FALSE(repeats_needed(0, 1, 1, 0.05));
  EXPECT_FALSE(repeats_needed(nan, 1, 1, 0.05));
  EXPECT_FALSE(repeats_needed(INFINITY, 1, 1, 0.05));
  EXPECT_FALSE(repeats_needed(1, 0, 0, 0.05));
  EXPECT_FALSE(repeats_needed(1, nan, 1, 0.05));
  EXPECT_FALSE(repeats_needed(0.001, 1, 1, 0.05));  // some 16 million
}

}  // namespace
}  // namespace analysis
