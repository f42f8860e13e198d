#include "analysis/statistics/student_t.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

namespace analysis {
namespace {

// Numbers by scipy, see reference/student_t.py and what it printed.
void expect_near_relative(double actual, double expected) {
  EXPECT_NEAR(actual, expected, std::fabs(expected) * 1e-11);
}

TEST(StudentT, QuantilesAgreeWithScipyForWholeDegreesOfFreedom) {
  expect_near_relative(two_sided_quantile(0.05, 1), 12.706204736174705);
  expect_near_relative(two_sided_quantile(0.05, 2), 4.302652729749464);
  expect_near_relative(two_sided_quantile(0.05, 4), 2.7764451051977943);
  expect_near_relative(two_sided_quantile(0.05, 29), 2.0452296421327043);
  expect_near_relative(two_sided_quantile(0.01, 3), 5.840909309733356);
  expect_near_relative(two_sided_quantile(1e-6, 3), 130.154589558358);
}

TEST(StudentT, QuantilesAgreeWithScipyForFractionalAndLargeDegreesOfFreedom) {
  expect_near_relative(two_sided_quantile(0.05, 2.5), 3.5746548420036834);
  expect_near_relative(two_sided_quantile(0.05, 7.3), 2.3450667365477034);
  EXPECT_NEAR(two_sided_quantile(0.05, 1e6), 1.9599663568141064, 1e-9);
  EXPECT_NEAR(two_sided_quantile(0.05, HUGE_VAL), 1.959963984540054, 1e-12);  // normal distribution
}

TEST(StudentT, AQuantileAskedForAgainIsTheSame) {
  for (int round = 0; round < 2; ++round) {
    expect_near_relative(two_sided_quantile(0.05, 4), 2.7764451051977943);
    expect_near_relative(two_sided_quantile(0.01, 4), 4.604094871349993);
    expect_near_relative(two_sided_quantile(0.05, 2.5), 3.5746548420036834);
  }
  for (const double v : {1.0, 29.0, 255.0, 256.0, 7.3}) {
    EXPECT_EQ(two_sided_quantile(0.05, v), two_sided_quantile(0.05, v));
  }
}

TEST(StudentT, ProbabilitiesAgreeWithScipy) {
  expect_near_relative(two_sided_p(0.5, 1), 0.7048327646991336);
  expect_near_relative(two_sided_p(2.0, 3.7), 0.12181720190523394);
  expect_near_relative(two_sided_p(-3.0, 10), 0.013343655022569565);
  expect_near_relative(two_sided_p(12.0, 4), 0.000276428548502973);
  expect_near_relative(two_sided_p(40.0, 2), 0.0006244146721847406);
  EXPECT_NEAR(two_sided_p(2.0, 1e5), 0.045502963457506436, 1e-10);
  expect_near_relative(two_sided_p(0.001, 5), 0.9992407867721976);
}

TEST(StudentT, IncompleteBetaAgreesWithScipy) {
  expect_near_relative(incomplete_beta(0.3, 2, 0.5), 0.037840969485813114);
  expect_near_relative(incomplete_beta(0.9, 0.5, 0.5), 0.7951672353008662);
  expect_near_relative(incomplete_beta(0.01, 10, 3), 6.480550000000002e-19);
  expect_near_relative(incomplete_beta(0.999, 50, 0.5), 0.7523690199653768);
}

TEST(StudentT, EdgesAreWhatTheHeaderSays) {
  EXPECT_EQ(two_sided_p(0, 3), 1);
  EXPECT_EQ(two_sided_p(HUGE_VAL, 3), 0);
  EXPECT_TRUE(std::isnan(two_sided_p(std::nan(""), 3)));
  EXPECT_TRUE(std::isnan(two_sided_p(1, 0)));
  EXPECT_TRUE(std::isnan(two_sided_quantile(0, 3)));
  EXPECT_TRUE(std::isnan(two_sided_quantile(0.05, -1)));
  EXPECT_EQ(incomplete_beta(0, 2, 3), 0);
  EXPECT_EQ(incomplete_beta(1, 2, 3), 1);
}

}  // namespace
}  // namespace analysis
