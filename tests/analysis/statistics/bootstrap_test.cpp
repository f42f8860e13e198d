#include "analysis/statistics/bootstrap.h"

#include <gmock/gmock.h>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <vector>

namespace analysis {
namespace {

TEST(InterquartileMean, LeavesOutAQuarterAtEachEnd) {
  EXPECT_DOUBLE_EQ(interquartile_mean({8, 1, 2, 3, 4, 5, 6, 100}), 4.5);  // of 3, 4, 5, 6
  EXPECT_DOUBLE_EQ(interquartile_mean({5, 1, 9}), 5);                     // of all three
  EXPECT_DOUBLE_EQ(interquartile_mean({1, 2, 3, 10, 20}), 5);             // of 2, 3, 10
  EXPECT_DOUBLE_EQ(interquartile_mean({7}), 7);
  EXPECT_TRUE(std::isnan(interquartile_mean({})));
}

TEST(ChanceToExceed, CountsPairsAndHalvesOfTies) {
  const std::vector<double> high{3, 4}, low{1, 2, 3};
  EXPECT_DOUBLE_EQ(chance_to_exceed(high, low), 5.5 / 6);  // 3 > 1, 3 > 2, 3 = 3, and 4 above all
  EXPECT_DOUBLE_EQ(chance_to_exceed(low, high), 0.5 / 6);
  EXPECT_DOUBLE_EQ(chance_to_exceed(low, low), 0.5);
  EXPECT_TRUE(std::isnan(chance_to_exceed(high, {})));
}

TEST(QuantileOf, LiesBetweenNeighbours) {
  const std::vector<double> sorted{1, 2, 4, 8, 16};
  EXPECT_DOUBLE_EQ(quantile_of(sorted, 0), 1);
  EXPECT_DOUBLE_EQ(quantile_of(sorted, 0.5), 4);
  EXPECT_DOUBLE_EQ(quantile_of(sorted, 0.9), 12.8);  // place 3.6
  EXPECT_DOUBLE_EQ(quantile_of(sorted, 1), 16);
}

TEST(Redrawer, DrawsEachValueAboutAsOften) {
  Redrawer redrawer(3);
  const std::vector<double> values{0, 1, 2, 3};
  std::vector<std::size_t> counts(4);
  std::vector<double> out;
  for (int i = 0; i < 1000; ++i) {
    redrawer.redraw(values, out);
    ASSERT_EQ(out.size(), 4u);
    for (const double value : out) ++counts[static_cast<std::size_t>(value)];
  }
  // 1,000 each; a deviation of 27 or so.
  EXPECT_GT(*std::min_element(counts.begin(), counts.end()), 880u);
}

}  // namespace
}  // namespace analysis
