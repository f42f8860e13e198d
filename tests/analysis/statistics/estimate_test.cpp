#include "analysis/statistics/estimate.h"

#include <gtest/gtest.h>

#include <cmath>
#include <vector>

namespace analysis {
namespace {

const std::vector<double> kTwo{0.91, 0.93}, kThree{0.912, 0.905, 0.931}, kFive{1.5, 2.25, 1.75, 3.0, 2.5};

std::vector<double> thirty() {
  std::vector<double> values;
  for (int i = 0; i < 30; ++i) values.push_back(((i * 37) % 101) / 10.0);
  return values;
}

void expect_estimate(const model::Estimate& actual, double mean, double sd, double low, double high) {
  EXPECT_NEAR(actual.mean, mean, 1e-12);
  EXPECT_NEAR(actual.sd, sd, 1e-12);
  EXPECT_NEAR(actual.low, low, 1e-11);
  EXPECT_NEAR(actual.high, high, 1e-11);
}

// Numbers by scipy, see reference/student_t.py.
TEST(Estimate, IntervalsAgreeWithScipy) {
  expect_estimate(estimate(kTwo), 0.92, 0.014142135623730963, 0.792937952638253, 1.0470620473617471);
  expect_estimate(estimate(kThree), 0.916, 0.013453624047073722, 0.8825793451449531, 0.949420654855047);
  expect_estimate(estimate(kFive), 2.2, 0.5968668193156661, 1.458891958733345, 2.9411080412666553);
  expect_estimate(estimate(thirty()), 4.833333333333333, 2.959419017229603, 3.7282681110611744, 5.938398555605492);
  EXPECT_EQ(estimate(kFive).n, 5u);
}

TEST(Estimate, OneRunHasAMeanAndNoInterval) {
  const model::Estimate one = estimate(std::vector{0.5});
  EXPECT_EQ(one.mean, 0.5);
  EXPECT_EQ(one.n, 1u);
  EXPECT_TRUE(std::isnan(one.sd) && std::isnan(one.low) && std::isnan(one.high));
}

TEST(Estimate, NoRunIsNotANumber) {
  const model::Estimate none = estimate({});
  EXPECT_TRUE(std::isnan(none.mean));
  EXPECT_EQ(none.n, 0u);
}

TEST(Estimate, AMeanNeverDropsANonFiniteRepeat) {
  const model::Estimate diverged = estimate(std::vector{0.5, std::nan(""), HUGE_VAL});
  EXPECT_TRUE(std::isnan(diverged.mean));
  EXPECT_TRUE(std::isnan(diverged.low));
  EXPECT_EQ(diverged.n, 1u);
  EXPECT_EQ(diverged.non_finite, 2u);
}

TEST(Estimate, EqualRepeatsHaveNoSpread) {
  const model::Estimate equal = estimate(std::vector{0.1, 0.1, 0.1});
  EXPECT_EQ(equal.mean, 0.1);
  EXPECT_EQ(equal.sd, 0);
  EXPECT_EQ(equal.low, 0.1);
  EXPECT_EQ(equal.high, 0.1);
}

TEST(Estimate, OfFoldsTheIntervalIsWider) {
  // Four folds: t(0.975, 3) = 3.182446305284263 by scipy, and 1/4 + 1/3 in place of 1/4.
  const model::Estimate folds = estimate(std::vector{0.75, 0.85, 0.90, 0.95}, true);
  EXPECT_TRUE(folds.folds);
  EXPECT_NEAR(folds.high - folds.mean, 3.182446305284263 * folds.sd * std::sqrt(7.0 / 12), 1e-12);
}

TEST(Estimate, LargeValuesDoNotOverflowTheMean) {
  EXPECT_DOUBLE_EQ(estimate(std::vector{1.5e308, 1.7e308}).mean, 1.6e308);
}

}  // namespace
}  // namespace analysis
