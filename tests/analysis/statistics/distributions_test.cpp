#include "analysis/statistics/distributions.h"

#include <gtest/gtest.h>

#include <cmath>

namespace analysis {
namespace {

// Numbers by scipy, see reference/student_t.py, reference/f_distribution.py, reference/selection.py and what they
// printed.
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

TEST(StudentT, ProbabilitiesAgreeWithScipy) {
  expect_near_relative(two_sided_p(0.5, 1), 0.7048327646991336);
  expect_near_relative(two_sided_p(2.0, 3.7), 0.12181720190523394);
  expect_near_relative(two_sided_p(-3.0, 10), 0.013343655022569565);
  expect_near_relative(two_sided_p(12.0, 4), 0.000276428548502973);
  expect_near_relative(two_sided_p(40.0, 2), 0.0006244146721847406);
  EXPECT_NEAR(two_sided_p(2.0, 1e5), 0.045502963457506436, 1e-10);
  expect_near_relative(two_sided_p(0.001, 5), 0.9992407867721976);
}

TEST(StudentT, QuantilesAndProbabilitiesAreInverse) {
  for (const double p : {1e-9, 0.003, 0.05, 0.4, 0.999}) {
    for (const double v : {0.7, 1.0, 3.0, 12.5, 400.0})
      expect_near_relative(two_sided_p(two_sided_quantile(p, v), v), p);
  }
}

TEST(StudentT, EdgesAreWhatTheHeaderSays) {
  EXPECT_EQ(two_sided_p(0, 3), 1);
  EXPECT_EQ(two_sided_p(HUGE_VAL, 3), 0);
  EXPECT_EQ(two_sided_p(-HUGE_VAL, 3), 0);
  EXPECT_EQ(two_sided_p(1e200, 3), 0);
  EXPECT_TRUE(std::isnan(two_sided_p(std::nan(""), 3)));
  EXPECT_TRUE(std::isnan(two_sided_p(1, 0)));
  EXPECT_TRUE(std::isnan(two_sided_p(1, std::nan(""))));
  EXPECT_TRUE(std::isnan(two_sided_quantile(0, 3)));
  EXPECT_TRUE(std::isnan(two_sided_quantile(1, 3)));
  EXPECT_TRUE(std::isnan(two_sided_quantile(0.05, -1)));
  EXPECT_TRUE(std::isnan(two_sided_quantile(std::nan(""), 3)));
}

TEST(FDistribution, ProbabilitiesAgreeWithScipy) {
  expect_near_relative(f_upper_p(1, 1, 1), 0.5);
  expect_near_relative(f_upper_p(4.5, 2, 10), 0.040386107340619246);
  expect_near_relative(f_upper_p(9.25, 2, 8), 0.008305704050234706);
  expect_near_relative(f_upper_p(0.3, 5, 7), 0.8981557643278846);
  expect_near_relative(f_upper_p(25, 3, 3), 0.012656489330502724);
  expect_near_relative(f_upper_p(2.1, 30, 200), 0.0014064492062373696);
  expect_near_relative(f_upper_p(80, 2, 40), 1.0485760000000012e-14);
  expect_near_relative(f_upper_p(3.3, 1.5, 6.7), 0.10703147994219733);
}

// I_x(a, b) is the probability of F >= (a / b) (1 - x) / x with 2b and 2a degrees of freedom.
TEST(FDistribution, AgreesWithScipysIncompleteBetaFunction) {
  expect_near_relative(f_upper_p(4 * 0.7 / 0.3, 1, 4), 0.037840969485813114);
  expect_near_relative(f_upper_p(0.1 / 0.9, 1, 1), 0.7951672353008662);
  expect_near_relative(f_upper_p(10 * 0.99 / (3 * 0.01), 6, 20), 6.480550000000002e-19);
  expect_near_relative(f_upper_p(100 * 0.001 / 0.999, 1, 100), 0.7523690199653768);
}

TEST(FDistribution, EdgesAreWhatTheHeaderSays) {
  EXPECT_EQ(f_upper_p(0, 2, 3), 1);
  EXPECT_EQ(f_upper_p(HUGE_VAL, 2, 3), 0);
  EXPECT_TRUE(std::isnan(f_upper_p(-1, 2, 3)));
  EXPECT_TRUE(std::isnan(f_upper_p(std::nan(""), 2, 3)));
  EXPECT_TRUE(std::isnan(f_upper_p(1, 0, 3)));
  EXPECT_TRUE(std::isnan(f_upper_p(1, 2, HUGE_VAL)));
}

TEST(NormalQuantile, AgreesWithScipy) {
  EXPECT_NEAR(normal_quantile(1e-12), -7.034483825301131, 1e-12);
  EXPECT_NEAR(normal_quantile(0.025), -1.9599639845400545, 1e-14);
  EXPECT_NEAR(normal_quantile(0.5), 0, 1e-15);
  EXPECT_NEAR(normal_quantile(0.999999), 4.753424308817087, 1e-9);
}

TEST(NormalQuantile, EdgesAreWhatTheHeaderSays) {
  EXPECT_EQ(normal_quantile(1), HUGE_VAL);
  EXPECT_EQ(normal_quantile(0), -HUGE_VAL);
  EXPECT_TRUE(std::isnan(normal_quantile(1.5)) && std::isnan(normal_quantile(std::nan(""))));
}

}  // namespace
}  // namespace analysis
