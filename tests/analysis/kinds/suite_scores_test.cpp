#include "analysis/kinds/suite_scores.h"

#include <gmock/gmock.h>

#include <cmath>
#include <vector>

namespace analysis {
namespace {

using testing::DoubleEq;
using testing::DoubleNear;
using testing::ElementsAre;
using testing::IsEmpty;

constexpr double kExact = 1e-12;

/// dqn, ppo and a2c of reference/suite_scores.py, by score.
SuiteValues three_algorithms() {
  return {{{192, 160, 230}, {-9.3, -12.4, -10.1, -8.8}},
          {{181, 203, 195, 188, 210}, {-10.8, -11.5, -10.1, -11.0}},
          {{150, 149, 171, 166}, {-17.6, -16.2, -18.1, -17.0, -17.5}}};
}

TEST(SuiteScores, ZeroAndOneAreTheWorstAndTheBestRunOfATask) {
  const SuiteValues scores = normalise_by_task({{{10, 20}, {5}}, {{30}, {5, 5}}});
  ASSERT_EQ(scores.size(), 2u);
  // The second task says nothing.
  ASSERT_EQ(scores[0].size(), 1u);
  EXPECT_THAT(scores[0][0], ElementsAre(DoubleEq(0), DoubleEq(0.5)));
  EXPECT_THAT(scores[1][0], ElementsAre(DoubleEq(1)));
  EXPECT_THAT(normalise_by_task({}), IsEmpty());
}

// Numbers by scipy and by a bootstrap of their own, see reference/suite_scores.py and what it printed.
TEST(SuiteScores, AgreeWithAnotherProgram) {
  const SuiteValues scores = normalise_by_task(three_algorithms());
  EXPECT_THAT(score_rows(scores),
              ElementsAre(DoubleNear(0.7900438072481084, kExact), DoubleNear(0.6921545201115095, kExact),
                          DoubleNear(0.09064117881322192, kExact)));
  const std::vector<SuiteScore> compared = compare_rows(scores, 0, 0.95);
  ASSERT_EQ(compared.size(), 3u);
  EXPECT_NEAR(compared[0].score.low, 0.5381919553962565, kExact);
  EXPECT_NEAR(compared[0].score.high, 0.9720430107526882, kExact);
  EXPECT_TRUE(std::isnan(compared[0].chance.value));
  EXPECT_NEAR(compared[1].score.low, 0.594221425726802, kExact);
  EXPECT_NEAR(compared[1].score.high, 0.7507765830346476, kExact);
  EXPECT_NEAR(compared[1].chance.value, 0.40729166666666666, kExact);
  EXPECT_NEAR(compared[1].chance.low, 0.1, kExact);
  EXPECT_NEAR(compared[1].chance.high, 0.75, kExact);
  EXPECT_FALSE(compared[1].told);
  EXPECT_NEAR(compared[2].score.low, 0.023974512146555153, kExact);
  EXPECT_NEAR(compared[2].score.high, 0.17970330545599322, kExact);
  EXPECT_NEAR(compared[2].chance.value, 0.08333333333333333, kExact);
  EXPECT_NEAR(compared[2].chance.high, 0.3333333333333333, kExact);
  EXPECT_TRUE(compared[2].told);
}

TEST(SuiteScores, ClaimsAreWiderThanTheInterval) {
  // Of three runs an interval at 95 % ends at 0.45 or so; √(3/2) times as far it holds one half.
  const SuiteValues scores{{{0.9, 0.6, 0.75}, {0.8, 0.55, 0.9}}, {{0.7, 0.5, 0.72}, {0.3, 0.85, 0.7}}};
  const std::vector<SuiteScore> compared = compare_rows(scores, 0, 0.95);
  const double widened =
      compared[1].chance.value + std::sqrt(1.5) * (compared[1].chance.high - compared[1].chance.value);
  EXPECT_EQ(compared[1].told, widened < 0.5);
}

TEST(SuiteScores, TwoRunsGiveNoInterval) {
  const SuiteValues scores{{{0.9, 0.6, 0.75}, {0.8, 0.55, 0.9}}, {{0.1, 0.2, 0.3}, {0.1, 0.2}}};
  const std::vector<SuiteScore> compared = compare_rows(scores, 0, 0.95);
  EXPECT_TRUE(std::isfinite(compared[0].score.low));
  EXPECT_TRUE(std::isnan(compared[1].score.low));
  EXPECT_DOUBLE_EQ(compared[1].chance.value, 0);
  EXPECT_TRUE(std::isnan(compared[1].chance.high));
  EXPECT_FALSE(compared[1].told);
}

}  // namespace
}  // namespace analysis
