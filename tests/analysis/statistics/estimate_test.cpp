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

void expect_difference(const model::Difference& actual, double estimate, double low, double high, double p,
                       double degrees_of_freedom) {
  EXPECT_NEAR(actual.estimate, estimate, 1e-12);
  EXPECT_NEAR(actual.low, low, 1e-10);
  EXPECT_NEAR(actual.high, high, 1e-10);
  EXPECT_NEAR(actual.p, p, 1e-11);
  EXPECT_NEAR(actual.degrees_of_freedom, degrees_of_freedom, 1e-8);
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

TEST(Estimate, LargeValuesDoNotOverflowTheMean) {
  EXPECT_DOUBLE_EQ(estimate(std::vector{1.5e308, 1.7e308}).mean, 1.6e308);
}

TEST(Difference, WelchAgreesWithScipy) {
  expect_difference(difference(estimate(kThree), estimate(kFive)), 1.284, 0.5430721402444862, 2.0249278597555143,
                    0.008559912385256706, 4.006771391125062);
  expect_difference(difference(estimate(kFive), estimate(thirty())), 2.633333333333333, 1.404767624958988,
                    3.8618990417076775, 0.00012710439050126143, 31.346160907267475);
  expect_difference(difference(estimate(kTwo), estimate(kThree)), -0.004, -0.054492036418035565, 0.04649203641803556,
                    0.7798478736314828, 2.174844073866921);
}

TEST(Difference, OneSideWithoutSpreadUsesTheOther) {
  const std::vector<double> constant{0.9, 0.9, 0.9, 0.9};
  expect_difference(difference(estimate(constant), estimate(kThree)), 0.016, -0.017420654856303806,
                    0.049420654856303835, 0.1755935361127285, 2.0);
}

TEST(Difference, WithoutSpreadOnBothSidesOnlyTheDifferenceIsKnown) {
  const model::Difference d = difference(estimate(std::vector{1.0, 1.0}), estimate(std::vector{3.0, 3.0}));
  EXPECT_EQ(d.estimate, 2.0);
  EXPECT_TRUE(std::isnan(d.low) && std::isnan(d.p) && std::isnan(d.degrees_of_freedom));
}

TEST(Difference, OneRunOnASideGivesOnlyTheDifference) {
  const model::Difference d = difference(estimate(std::vector{1.0}), estimate(std::vector{3.0, 4.0}));
  EXPECT_EQ(d.estimate, 2.5);
  EXPECT_TRUE(std::isnan(d.low) && std::isnan(d.high) && std::isnan(d.p));
}

TEST(Difference, AMissingMeanGivesNothing) {
  EXPECT_TRUE(std::isnan(difference(estimate({}), estimate(kThree)).estimate));
}

}  // namespace
}  // namespace analysis
