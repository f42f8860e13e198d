#include "analysis/statistics/multiple_tests.h"

#include <gtest/gtest.h>

#include <cmath>
#include <cstddef>
#include <vector>

namespace analysis {
namespace {

const double kNaN = std::nan("");

// Numbers by statsmodels, see reference/verdicts.py.
TEST(AdjustPValues, AgreesWithStatsmodels) {
  const std::vector<double> adjusted = adjust_p_values(std::vector{0.001, 0.2, 0.04, 0.04, 0.8, 0.012, 1.0});
  const std::vector<double> expected{0.007, 0.27999999999999997, 0.07, 0.07, 0.9333333333333333, 0.042, 1.0};
  ASSERT_EQ(adjusted.size(), expected.size());
  for (std::size_t i = 0; i < expected.size(); ++i) EXPECT_NEAR(adjusted[i], expected[i], 1e-15) << i;
}

TEST(AdjustPValues, OneTestIsLeftAsItIs) {
  EXPECT_EQ(adjust_p_values(std::vector{0.03})[0], 0.03);
}

TEST(AdjustPValues, ComparisonsThatWereNotTestedDoNotCount) {
  const std::vector<double> adjusted = adjust_p_values(std::vector{kNaN, 0.03, kNaN, 0.01});
  EXPECT_TRUE(std::isnan(adjusted[0]) && std::isnan(adjusted[2]));
  EXPECT_EQ(adjusted[1], 0.03);
  EXPECT_EQ(adjusted[3], 0.02);
  EXPECT_TRUE(adjust_p_values({}).empty());
}

TEST(AdjustPValues, NeverExceedsOne) {
  for (const double p : adjust_p_values(std::vector{0.9, 1.0, 0.95})) EXPECT_LE(p, 1.0);
}

}  // namespace
}  // namespace analysis
