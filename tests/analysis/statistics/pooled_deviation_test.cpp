#include "analysis/statistics/pooled_deviation.h"

#include <gtest/gtest.h>

#include <cmath>
#include <cstdint>
#include <vector>

#include "analysis/statistics/estimate.h"
#include "model/findings/experiment.h"

namespace analysis {
namespace {

const std::vector<double> kThree{0.912, 0.905, 0.931}, kFive{1.5, 2.25, 1.75, 3.0, 2.5}, kTwo{0.91, 0.93};

model::Estimate of(double mean, std::uint32_t n) {
  return {.mean = mean, .n = n};
}

// Numbers by scipy, see reference/verdicts.py.
TEST(Pool, IsTheMeanSquareWithinGroups) {
  const std::vector<model::Estimate> estimates{estimate(kThree), estimate(kFive), estimate(std::vector{7.0}),
                                               estimate(kTwo)};
  const model::PooledDeviation pooled = pool(estimates);
  EXPECT_NEAR(pooled.sd, 0.45127786815410553, 1e-13);
  EXPECT_EQ(pooled.degrees_of_freedom, 7);
  EXPECT_EQ(pooled.experiments, 3u);
}

TEST(Pool, NothingIsKnownWithoutRepeats) {
  const model::PooledDeviation pooled = pool(std::vector{estimate(std::vector{1.0}), estimate({})});
  EXPECT_TRUE(std::isnan(pooled.sd));
  EXPECT_EQ(pooled.degrees_of_freedom, 0);
}

TEST(Pool, EqualRepeatsSayThatNoiseIsSmall) {
  const model::PooledDeviation pooled =
      pool(std::vector{estimate(std::vector{1.0, 1.0}), estimate(std::vector{2.0, 2.2})});
  EXPECT_NEAR(pooled.sd, 0.1, 1e-15);  // sqrt((0 + 0.02) / 2)
  EXPECT_EQ(pooled.degrees_of_freedom, 2);
}

TEST(Pool, ExtremeDeviationsNeitherOverflowNorVanish) {
  EXPECT_NEAR(pool(std::vector{model::Estimate{.mean = 0, .sd = 1e300, .n = 3}}).sd / 1e300, 1, 1e-15);
  EXPECT_NEAR(pool(std::vector{model::Estimate{.mean = 0, .sd = 1e-300, .n = 3}}).sd / 1e-300, 1, 1e-15);
}

TEST(DifferenceWith, StandsInForASingleRun) {
  const model::PooledDeviation pooled{.sd = 0.01, .degrees_of_freedom = 6, .experiments = 3};
  const model::Difference three = difference_with(of(0.90, 1), of(0.916, 3), pooled);
  EXPECT_TRUE(three.pooled);
  EXPECT_NEAR(three.estimate, 0.016, 1e-15);
  EXPECT_NEAR(three.low, -0.012254504291663217, 1e-10);
  EXPECT_NEAR(three.high, 0.04425450429166325, 1e-10);
  EXPECT_NEAR(three.p, 0.21516458437557656, 1e-10);
  const model::Difference one = difference_with(of(0.90, 1), of(0.95, 1), pooled);
  EXPECT_NEAR(one.p, 0.012285120097469973, 1e-10);
}

TEST(DifferenceWith, RepeatsOfTheirOwnComeFirst) {
  const model::PooledDeviation pooled{.sd = 0.01, .degrees_of_freedom = 6, .experiments = 3};
  const model::Difference own = difference_with(estimate(kThree), estimate(kFive), pooled);
  EXPECT_FALSE(own.pooled);
  EXPECT_EQ(own.p, difference(estimate(kThree), estimate(kFive)).p);
}

TEST(DifferenceWith, TooFewDegreesOfFreedomStandInForNothing) {
  const model::PooledDeviation pooled{.sd = 0.01, .degrees_of_freedom = 2, .experiments = 2};
  const model::Difference alone = difference_with(of(0.90, 1), of(0.95, 1), pooled);
  EXPECT_FALSE(alone.pooled);
  EXPECT_NEAR(alone.estimate, 0.05, 1e-15);
  EXPECT_TRUE(std::isnan(alone.p) && std::isnan(alone.low));
  const model::PooledDeviation none{.sd = 0, .degrees_of_freedom = 9, .experiments = 3};
  EXPECT_TRUE(std::isnan(difference_with(of(0.90, 1), of(0.95, 1), none).p));
}

}  // namespace
}  // namespace analysis
