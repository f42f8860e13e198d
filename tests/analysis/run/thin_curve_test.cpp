#include "analysis/run/thin_curve.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <numeric>
#include <vector>

namespace analysis {
namespace {

std::vector<double> count_to(std::size_t n) {
  std::vector<double> x(n);
  std::iota(x.begin(), x.end(), 0.0);
  return x;
}

model::Curve thin(const std::vector<double>& x, const std::vector<double>& y) {
  model::Curve curve;
  thin_curve(x, y, curve);
  return curve;
}

double at(const model::Curve& curve, double x) {
  const auto found = std::find(curve.x.begin(), curve.x.end(), x);
  EXPECT_NE(found, curve.x.end()) << "no point at " << x;
  return found == curve.x.end() ? -1 : curve.y[static_cast<std::size_t>(found - curve.x.begin())];
}

TEST(ThinCurve, UpToTheLimitKeepsEveryPoint) {
  const auto x = count_to(model::kMaxCurvePoints);
  const model::Curve curve = thin(x, x);
  EXPECT_FALSE(curve.thinned);
  EXPECT_EQ(curve.x, x);
  EXPECT_TRUE(curve.column_means.empty());
}

TEST(ThinCurve, KeepsOnePointSpikesInBothDirections) {
  const auto x = count_to(100'000);
  std::vector<double> y(x.size());
  for (std::size_t i = 0; i < y.size(); ++i) y[i] = std::sin(static_cast<double>(i) / 900);
  y[31'234] = 50;
  y[77'777] = -50;
  const model::Curve curve = thin(x, y);
  EXPECT_TRUE(curve.thinned);
  EXPECT_EQ(at(curve, 31'234), 50);
  EXPECT_EQ(at(curve, 77'777), -50);
  EXPECT_LE(curve.x.size(), model::kMaxCurvePoints + 2);
}

TEST(ThinCurve, KeepsBothEnds) {
  const auto x = count_to(5'000);
  std::vector<double> y(x.size(), 1.0);
  y.front() = 1.5;
  y.back() = std::nan("");
  const model::Curve curve = thin(x, y);
  EXPECT_EQ(curve.x.front(), 0);
  EXPECT_EQ(curve.x.back(), 4'999);
  EXPECT_TRUE(std::isnan(curve.y.back()));
}

TEST(ThinCurve, MarksEveryGapBetweenPointsThatStay) {
  const auto x = count_to(50'000);  // 100 points a column
  std::vector<double> y = x;
  y[10'050] = std::nan("");  // inside a column: rising values keep its first and last point
  for (std::size_t i = 20'000; i < 20'400; ++i) y[i] = std::nan("");  // four whole columns
  const model::Curve curve = thin(x, y);
  EXPECT_TRUE(std::isnan(at(curve, 10'050)));
  EXPECT_TRUE(std::isnan(at(curve, 20'000)));
  EXPECT_EQ(std::count_if(curve.y.begin(), curve.y.end(), [](double v) { return std::isnan(v); }), 2);
}

TEST(ThinCurve, KeepsInfinitiesAsMarksAndNotAsExtremes) {
  const auto x = count_to(50'000);
  std::vector<double> y = x;
  y[10'050] = HUGE_VAL;
  const model::Curve curve = thin(x, y);
  EXPECT_EQ(at(curve, 10'050), HUGE_VAL);
  EXPECT_EQ(at(curve, 10'099), 10'099);
}

TEST(ThinCurve, StaysBoundedWhenEveryOtherValueIsMissing) {
  const auto x = count_to(100'000);
  std::vector<double> y(x.size());
  for (std::size_t i = 0; i < y.size(); ++i) y[i] = i % 2 ? std::nan("") : std::sin(static_cast<double>(i));
  const model::Curve curve = thin(x, y);
  EXPECT_LE(curve.x.size(), 2 * (model::kMaxCurvePoints + 2));
  EXPECT_TRUE(std::is_sorted(curve.x.begin(), curve.x.end(), std::less_equal<double>()));
}

TEST(ThinCurve, AllMissingKeepsTheEnds) {
  const auto x = count_to(3'000);
  const model::Curve curve = thin(x, std::vector<double>(x.size(), std::nan("")));
  EXPECT_EQ(curve.x.front(), 0);
  EXPECT_EQ(curve.x.back(), 2'999);
  EXPECT_TRUE(std::isnan(curve.column_means.front()));
}

TEST(ThinCurve, ColumnMeansAreOverFiniteValues) {
  // 250 columns of 10 values each: column k holds 10k … 10k + 9, so its mean is 10k + 4.5. The edges are at
  // multiples of 2499.6 / 250, which no whole number but 0 meets within the range.
  const auto x = count_to(2'500);
  std::vector<double> y = x;
  y[9] = std::nan("");  // the first column loses its largest value: (0 + … + 8) / 9 = 4
  const model::Curve curve = thin(x, y);
  ASSERT_EQ(curve.column_means.size(), model::kMeanColumns);
  EXPECT_DOUBLE_EQ(curve.column_means[0], 4.0);
  EXPECT_DOUBLE_EQ(curve.column_means[1], 14.5);
  EXPECT_DOUBLE_EQ(curve.column_means[100], 1004.5);
}

TEST(ThinCurve, UnevenStepsLeaveColumnsEmpty) {
  std::vector<double> x = count_to(2'000), y = x;
  x.back() = 1e9;  // everything else falls into the first column
  const model::Curve curve = thin(x, y);
  EXPECT_EQ(curve.x, (std::vector<double>{0, 1'998, 1e9}));
  EXPECT_TRUE(std::isnan(curve.column_means[5]));
  EXPECT_EQ(curve.column_means.back(), 1'999);
}

TEST(ThinCurve, NoValueIsNoCurve) {
  EXPECT_TRUE(thin({}, {}).x.empty());
}

}  // namespace
}  // namespace analysis
