#include "analysis/run/insight_curve.h"

#include <gtest/gtest.h>

#include <cmath>
#include <cstdint>
#include <vector>

#include "model/findings/metric_info.h"
#include "support/digest_builder.h"

namespace analysis {
namespace {

using support::run;

const double kNaN = std::nan("");

// Noise and trend by numpy and scipy, see reference/insight_curve.py and what it printed.
TEST(InsightCurve, NoiseIsTheMedianDeviationOfSecondDifferences) {
  std::vector<double> values;
  for (int i = 0; i < 40; ++i) values.push_back((i * i * 37 % 101) / 10.0);
  EXPECT_NEAR(noise_of(values), 6.113216045961404, 1e-12);
}

TEST(InsightCurve, StraightLinesLeapsAndShortSeriesHaveNoNoise) {
  std::vector<double> line;
  for (int i = 0; i < 30; ++i) line.push_back(0.1 * i);
  EXPECT_NEAR(noise_of(line), 0, 1e-15);
  EXPECT_EQ(noise_of(std::vector<double>{1, 5}), 0);
  EXPECT_EQ(noise_of(std::vector<double>(20, 3.0)), 0);
}

TEST(InsightCurve, MostlyFlatSeriesHaveTheNoiseOfTheirMeanSecondDifference) {
  // Of nineteen second differences, each of two leaps makes 1, −2 and 1: mean 8/19, times 1.2533, over √6.
  std::vector<double> values(21, 0.0);
  values[5] = values[15] = 1;
  EXPECT_NEAR(noise_of(values), 8.0 / 19 * 1.2533 / std::sqrt(6.0), 1e-12);
}

TEST(InsightCurve, TrendsAgreeWithScipy) {
  const Trend trend = trend_of(std::vector<double>{1, 3, 2, 5, 4, 7, 9, 8});
  EXPECT_NEAR(trend.slope, 7.7, 1e-12);
  EXPECT_NEAR(trend.z, 2.721794126179664, 1e-12);
  EXPECT_EQ(trend_of(std::vector<double>{1}).z, 0);
  EXPECT_EQ(trend_of(std::vector<double>(10, 2.0)).slope, 0);
}

InsightCurve curve_of(const support::RunBuilder& builder, model::Direction direction) {
  const model::Run one = builder.build();
  const model::RunDigest digest = digest_run(one, {}).digest;
  return make_insight_curve(one, digest.series[0], 0, vocabulary::describe_metric(one.series[0].name), direction);
}

TEST(InsightCurve, RestartsAreSortedAndTheLastValueCounts) {
  const auto curve =
      curve_of(run("a").steps({0, 1, 2, 1, 2, 3}).metric("val_loss", {9, 8, 7, 6, 5, 4}), model::Direction::minimize);
  EXPECT_EQ(curve.cost, (std::vector<double>{9, 6, 5, 4}));
  EXPECT_EQ(curve.at, (std::vector<std::uint32_t>{0, 3, 4, 5}));
  EXPECT_EQ(curve.best, 3u);
}

TEST(InsightCurve, NonFiniteValuesAreLeftOutAndAccuraciesTurnedRound) {
  const auto curve = curve_of(run("a").metric("val_acc", {0.5, kNaN, 0.9, 0.7}), model::Direction::maximize);
  EXPECT_EQ(curve.cost, (std::vector<double>{-0.5, -0.9, -0.7}));
  EXPECT_EQ(curve.best, 1u);
  EXPECT_FALSE(curve.lost);
}

TEST(InsightCurve, OnlyAnUnusualEndIsLost) {
  const auto lost = curve_of(run("a").metric("loss", {1, kNaN, 2, kNaN, kNaN, kNaN}), model::Direction::minimize);
  ASSERT_TRUE(lost.lost);
  EXPECT_EQ(lost.lost->first, 3u);
  EXPECT_EQ(lost.lost->second, 5u);
  const auto habit = curve_of(run("a").metric("loss", {1, kNaN, 2, kNaN, kNaN}), model::Direction::minimize);
  EXPECT_FALSE(habit.lost);
}

}  // namespace
}  // namespace analysis
