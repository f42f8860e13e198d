#include "analysis/statistics/f_distribution.h"

#include <gtest/gtest.h>

#include <cmath>

namespace analysis {
namespace {

// Numbers by scipy, see reference/f_distribution.py and what it printed.
void expect_near_relative(double actual, double expected) {
  EXPECT_NEAR(actual, expected, std::fabs(expected) * 1e-11);
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

TEST(FDistribution, EdgesAreWhatTheHeaderSays) {
  EXPECT_EQ(f_upper_p(0, 2, 3), 1);
  EXPECT_EQ(f_upper_p(HUGE_VAL, 2, 3), 0);
  EXPECT_TRUE(std::isnan(f_upper_p(-1, 2, 3)));
  EXPECT_TRUE(std::isnan(f_upper_p(std::nan(""), 2, 3)));
  EXPECT_TRUE(std::isnan(f_upper_p(1, 0, 3)));
  EXPECT_TRUE(std::isnan(f_upper_p(1, 2, HUGE_VAL)));
}

}  // namespace
}  // namespace analysis
