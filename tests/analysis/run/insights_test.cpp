#include "analysis/run/insights.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "support/digest_builder.h"

namespace analysis {
namespace {

using support::digest;
using support::run;
using Kind = model::Insight::Kind;

const double kNaN = std::nan("");

std::vector<double> curve(int n, const std::function<double(double)>& at) {
  std::vector<double> values;
  for (int i = 0; i < n; ++i) values.push_back(at(i));
  return values;
}

/// ±`size`, in a fixed order without a trend.
double wobble(double i, double size) {
  constexpr double kSigns[] = {1, -1, 0.4, -0.6, 0.9, -0.8, 0.2, -1, 0.7, -0.3};
  return size * kSigns[static_cast<int>(i) % 10];
}

const model::Insight* find(const model::RunDigest& digest, Kind kind, const std::string& metric) {
  for (const model::Insight& insight : digest.insights) {
    if (insight.kind == kind && insight.metric == metric) return &insight;
  }
  return nullptr;
}

// Falls from 2 to 0.5 at step 20, then rises to 0.8 at step 39.
double overfitted(double i) {
  return i <= 20 ? 2 - 1.5 * i / 20 : 0.5 + 0.3 * (i - 20) / 19;
}
double falling(double i) {
  return 2 * std::exp(-i / 12);
}

TEST(Overfitting, IsAValidationLossThatRisesWhileTheTrainingLossFalls) {
  const auto d =
      digest(run("a").metric("train_loss", curve(40, falling)).metric("val_loss", curve(40, [](double i) {
                                                                        return overfitted(i) + wobble(i, 0.005);
                                                                      })));
  const model::Insight* found = find(d, Kind::overfitting, "val_loss");
  ASSERT_TRUE(found);
  EXPECT_EQ(found->other, "train_loss");
  EXPECT_NEAR(found->from.step, 20, 1);
  EXPECT_EQ(found->to.step, 39);
  EXPECT_NEAR(found->amount, 0.3, 0.02);
  EXPECT_FALSE(find(d, Kind::plateau, "val_loss"));
}

TEST(Overfitting, IsNoneWithinNoise) {
  const auto d =
      digest(run("a").metric("train_loss", curve(40, falling)).metric("val_loss", curve(40, [](double i) {
                                                                        return overfitted(i) + wobble(i, 0.2);
                                                                      })));
  EXPECT_FALSE(find(d, Kind::overfitting, "val_loss"));
}

TEST(Overfitting, IsNoneWhereTheTrainingLossStopped) {
  const auto stopped = [](double i) { return falling(std::min(i, 20.0)); };
  const auto d = digest(run("a").metric("train_loss", curve(40, stopped)).metric("val_loss", curve(40, overfitted)));
  EXPECT_FALSE(find(d, Kind::overfitting, "val_loss"));
}

TEST(Overfitting, IsNoneForASmallPartOfTheGain) {
  // Back up from 0.5 by 0.1, of 1.5 gained: less than a tenth.
  const auto slightly = [](double i) { return i <= 20 ? 2 - 1.5 * i / 20 : 0.5 + 0.1 * (i - 20) / 19; };
  const auto d = digest(run("a").metric("train_loss", curve(40, falling)).metric("val_loss", curve(40, slightly)));
  EXPECT_FALSE(find(d, Kind::overfitting, "val_loss"));
}

TEST(Overfitting, IsNoneSinceALuckySpike) {
  std::vector<double> validation = curve(40, [](double i) { return 1 + 0.01 * i + wobble(i, 0.01); });
  validation[3] = 0.4;
  const auto d = digest(run("a").metric("train_loss", curve(40, falling)).metric("val_loss", validation));
  EXPECT_FALSE(find(d, Kind::overfitting, "val_loss"));
}

TEST(Overfitting, IsNoneWhenTheBestIsAtTheEnd) {
  const auto late = [](double i) { return i <= 35 ? 2 - 1.5 * i / 35 : 0.5 + 0.1 * (i - 35); };
  const auto d = digest(run("a").metric("train_loss", curve(40, falling)).metric("val_loss", curve(40, late)));
  EXPECT_FALSE(find(d, Kind::overfitting, "val_loss"));
}

TEST(Overfitting, OfAnAccuracyIsAFall) {
  const auto accuracy = [](double i) { return i <= 20 ? 0.5 + 0.4 * i / 20 : 0.9 - 0.1 * (i - 20) / 19; };
  const auto training = [](double i) { return 1 - 0.5 * std::exp(-i / 12); };
  const auto d = digest(run("a").metric("accuracy", curve(40, training)).metric("val_accuracy", curve(40, accuracy)));
  const model::Insight* found = find(d, Kind::overfitting, "val_accuracy");
  ASSERT_TRUE(found);
  EXPECT_EQ(found->other, "accuracy");
  EXPECT_EQ(found->from.step, 20);
  EXPECT_NEAR(found->amount, 0.1, 1e-12);
  // The same numbers as a loss only get better, then worse, then better: nothing to say.
  const auto up = digest(run("a").metric("loss", curve(40, falling)).metric("val_loss", curve(40, training)));
  EXPECT_FALSE(find(up, Kind::still_improving, "val_loss"));
}

TEST(Overfitting, LinesUpSeriesLoggedAtDifferentRates) {
  std::vector<std::uint32_t> epochs_end;
  for (std::uint32_t i = 0; i < 20; ++i) epochs_end.push_back(10 * i + 9);
  const auto validation = [](double i) { return overfitted(2 * i); };
  const auto d = digest(run("a")
                            .metric("train/loss", curve(200, [](double i) { return falling(i / 5) + wobble(i, 0.05); }))
                            .sparse("val/loss", epochs_end, curve(20, validation)));
  const model::Insight* found = find(d, Kind::overfitting, "val/loss");
  ASSERT_TRUE(found);
  EXPECT_EQ(found->from.step, 109);
}

TEST(Overfitting, SurvivesRestarts) {
  // Steps 0 to 24, then again from 15 on: what the restart replaced does not count.
  std::vector<double> steps, training, validation;
  for (int i = 0; i < 25; ++i) {
    steps.push_back(i);
    training.push_back(falling(i));
    validation.push_back(i > 20 ? 0.1 : overfitted(i));
  }
  for (int i = 15; i < 40; ++i) {
    steps.push_back(i);
    training.push_back(falling(i));
    validation.push_back(overfitted(i));
  }
  const auto d = digest(run("a").steps(steps).metric("train_loss", training).metric("val_loss", validation));
  const model::Insight* found = find(d, Kind::overfitting, "val_loss");
  ASSERT_TRUE(found);
  EXPECT_EQ(found->from.step, 20);
  EXPECT_EQ(found->from.value, 0.5);
}

TEST(Overfitting, IsFoundInALogWrittenBackwards) {
  std::vector<double> steps = curve(40, [](double i) { return 39 - i; });
  const auto d = digest(run("a")
                            .steps(steps)
                            .metric("train_loss", curve(40, [](double i) { return falling(39 - i); }))
                            .metric("val_loss", curve(40, [](double i) { return overfitted(39 - i); })));
  const model::Insight* found = find(d, Kind::overfitting, "val_loss");
  ASSERT_TRUE(found);
  EXPECT_EQ(found->from.step, 20);
  EXPECT_EQ(found->to.step, 39);
}

TEST(Divergence, IsALossThatEndsInNaN) {
  const auto d = digest(run("a").metric("train_loss", {2, 1, kNaN, kNaN}));
  ASSERT_EQ(d.insights.size(), 1u);
  EXPECT_EQ(d.insights[0].kind, Kind::diverged);
  EXPECT_EQ(d.insights[0].from.step, 2);
  EXPECT_EQ(d.insights[0].to.step, 3);
  EXPECT_TRUE(std::isnan(d.insights[0].amount));
}

TEST(Divergence, IsNoneWhereTheLossRecovers) {
  EXPECT_TRUE(digest(run("a").metric("train_loss", {2, kNaN, 1.5, 1.2})).insights.empty());
}

TEST(Divergence, IsNoneOfAnAccuracyOrWhereNothingWasFinite) {
  EXPECT_TRUE(digest(run("a").metric("val_acc", {0.5, kNaN, kNaN})).insights.empty());
  EXPECT_TRUE(digest(run("a").metric("train_loss", {kNaN, kNaN, kNaN})).insights.empty());
}

TEST(Divergence, IsATrainingLossAboveThreeTimesItsStart) {
  const auto up = [](double i) { return i < 20 ? 1.0 : 1 + 0.2 * (i - 20); };
  const auto d = digest(run("a").metric("train_loss", curve(40, up)));
  const model::Insight* found = find(d, Kind::diverged, "train_loss");
  ASSERT_TRUE(found);
  EXPECT_EQ(found->from.step, 31);        // the first above 3 is 1 + 0.2 × 11
  EXPECT_NEAR(found->amount, 4.5, 1e-9);  // median of steps 36 to 39: 4.5
  const auto near = [](double i) { return i < 20 ? 1.0 : 1 + 0.1 * (i - 20); };
  EXPECT_FALSE(find(digest(run("a").metric("train_loss", curve(40, near))), Kind::diverged, "train_loss"));
}

TEST(Divergence, IsNoneOfAnAgentsLoss) {
  const auto up = [](double i) { return i < 20 ? 1.0 : 1 + 0.2 * (i - 20); };
  const auto d = digest(run("a").metric("train/loss", curve(40, up)).metric("rollout/ep_rew_mean", curve(40, up)));
  EXPECT_FALSE(find(d, Kind::diverged, "train/loss"));
}

TEST(StillImproving, IsABestAtTheEndOfATrend) {
  const auto d = digest(run("a").metric("val_loss", curve(30, [](double i) { return 2 - 0.05 * i; })));
  const model::Insight* found = find(d, Kind::still_improving, "val_loss");
  ASSERT_TRUE(found);
  EXPECT_EQ(found->from.step, 24);
  EXPECT_EQ(found->to.step, 29);
  EXPECT_NEAR(found->amount, 0.25, 1e-12);
}

TEST(StillImproving, IsNoneForACurveThatLevelsOff) {
  const auto levels_off = [](double i) { return 2 * std::exp(-i / 4); };
  EXPECT_FALSE(find(digest(run("a").metric("val_loss", curve(40, levels_off))), Kind::still_improving, "val_loss"));
}

TEST(StillImproving, IsNoneForALuckyLastValue) {
  std::vector<double> values = curve(40, [](double i) { return 1 + wobble(i, 0.1); });
  values.back() = 0.8;
  EXPECT_FALSE(find(digest(run("a").metric("val_loss", values)), Kind::still_improving, "val_loss"));
}

TEST(StillImproving, OfAnAccuracyIsARise) {
  const auto d = digest(run("a").metric("val_acc", curve(30, [](double i) { return 0.3 + 0.02 * i; })));
  EXPECT_TRUE(find(d, Kind::still_improving, "val_acc"));
  const auto down = digest(run("a").metric("val_acc", curve(30, [](double i) { return 0.9 - 0.02 * i; })));
  EXPECT_TRUE(down.insights.empty());
}

TEST(Plateau, IsABestInTheFirstHalf) {
  const auto levels_off = [](double i) { return (i < 10 ? 2 - 0.15 * i : 0.55) + wobble(i, 0.01); };
  const auto d = digest(run("a").metric("val_loss", curve(41, levels_off)));
  const model::Insight* found = find(d, Kind::plateau, "val_loss");
  ASSERT_TRUE(found);
  EXPECT_EQ(found->from.step, 11);  // 0.55 − 0.01, the earliest
  EXPECT_DOUBLE_EQ(found->amount, 29.0 / 40);
}

TEST(Plateau, SharesAreOfWallTimeWhereItIsKnown) {
  const auto levels_off = [](double i) { return (i < 10 ? 2 - 0.15 * i : 0.55) + wobble(i, 0.01); };
  // Ten seconds a step up to step 11, then one: 29 of 139 seconds.
  const auto seconds = [](double i) { return i <= 11 ? 10 * i : 110 + (i - 11); };
  const auto d = digest(run("a").wall_times(curve(41, seconds)).metric("val_loss", curve(41, levels_off)));
  const model::Insight* found = find(d, Kind::plateau, "val_loss");
  ASSERT_TRUE(found);
  EXPECT_DOUBLE_EQ(found->amount, 29.0 / 139);
}

TEST(Plateau, IsNoneForABestInTheSecondHalf) {
  const auto later = [](double i) { return i < 25 ? 2 - 0.05 * i : 0.8; };
  EXPECT_FALSE(find(digest(run("a").metric("val_loss", curve(41, later))), Kind::plateau, "val_loss"));
}

TEST(Plateau, IsNoneWhereTheGainIsLostAgain) {
  const auto lost = [](double i) { return i < 10 ? 2 - 0.15 * i : 0.65 + 0.02 * (i - 10); };
  EXPECT_FALSE(find(digest(run("a").metric("val_loss", curve(41, lost))), Kind::plateau, "val_loss"));
}

TEST(Plateau, IsNoneForAGainOfLessThanAHundredth) {
  const auto hardly = [](double i) { return 1 - 0.0005 * std::min(i, 10.0); };
  EXPECT_TRUE(digest(run("a").metric("val_loss", curve(41, hardly))).insights.empty());
}

TEST(Plateau, IsNoneForASpike) {
  std::vector<double> values = curve(60, [](double i) { return 1 + wobble(i, 0.02); });
  values[12] = 0.5;
  EXPECT_TRUE(digest(run("a").metric("val_loss", values)).insights.empty());
}

TEST(Plateau, IsNotToldOfSpreads) {
  const auto levels_off = [](double i) { return i < 10 ? 0.15 * i : 1.5; };
  const auto d = digest(run("a").metric("std-episode-return", curve(41, levels_off)));
  EXPECT_TRUE(d.insights.empty());
}

TEST(Plateau, IsNoneForNoiseAlone) {
  const auto noise = [](double i) { return 100 * std::fmod(std::sin(i * 12.9898) * 43758.5453, 1.0); };
  EXPECT_FALSE(find(digest(run("a").metric("eval/mean_reward", curve(200, noise))), Kind::plateau, "eval/mean_reward"));
}

TEST(Gap, IsTwoPointsOfAccuracy) {
  const auto training = [](double i) { return 1 - 0.5 * std::exp(-i / 5); };
  const auto worse_by = [&](double gap) {
    return digest(run("a").metric("train/acc", curve(40, training)).metric("val/acc", curve(40, [&](double i) {
                                                                             return training(i) - gap;
                                                                           })));
  };
  const auto d = worse_by(0.03);
  const model::Insight* found = find(d, Kind::generalisation_gap, "val/acc");
  ASSERT_TRUE(found);
  EXPECT_EQ(found->from.step, 39);
  EXPECT_NEAR(found->amount, 0.03, 0.001);
  EXPECT_EQ(found->other, "train/acc");
  EXPECT_FALSE(find(worse_by(0.015), Kind::generalisation_gap, "val/acc"));
  EXPECT_FALSE(find(worse_by(-0.03), Kind::generalisation_gap, "val/acc"));
}

TEST(Gap, IsAQuarterOfALoss) {
  const auto times = [&](double factor) {
    return digest(run("a")
                      .metric("loss", curve(40, [](double i) { return 1 + falling(i); }))
                      .metric("val_loss", curve(40, [&](double i) { return factor * (1 + falling(i)); })));
  };
  EXPECT_TRUE(find(times(1.3), Kind::generalisation_gap, "val_loss"));
  EXPECT_FALSE(find(times(1.2), Kind::generalisation_gap, "val_loss"));
}

TEST(Gap, IsNoneOfAConstantSeries) {
  const auto d = digest(run("a")
                            .metric("acc", curve(40, [](double i) { return 0.5 + 0.01 * i; }))
                            .metric("val_acc", std::vector<double>(40, 0.0)));
  EXPECT_FALSE(find(d, Kind::generalisation_gap, "val_acc"));
}

TEST(Throughput, ChangesByAQuarter) {
  const auto slows_to = [](double seconds) {
    return digest(run("a")
                      .wall_times(curve(41, [&](double i) { return i <= 20 ? i : 20 + (i - 20) * seconds; }))
                      .metric("train_loss", curve(41, falling)));
  };
  const auto d = slows_to(2);
  const model::Insight* found = find(d, Kind::throughput_change, "");
  ASSERT_TRUE(found);
  EXPECT_EQ(found->from.row, 20u);
  EXPECT_DOUBLE_EQ(found->from.value, 1);
  EXPECT_DOUBLE_EQ(found->to.value, 0.5);
  EXPECT_DOUBLE_EQ(found->amount, 0.5);
  EXPECT_FALSE(find(slows_to(1.2), Kind::throughput_change, ""));
}

TEST(Throughput, IsNotChangedByOnePause) {
  const auto pause = [](double i) { return i < 30 ? i : i + 500; };
  const auto d = digest(run("a").wall_times(curve(41, pause)).metric("train_loss", curve(41, falling)));
  EXPECT_FALSE(find(d, Kind::throughput_change, ""));
}

TEST(Throughput, NeedsTwentyTimedRowsAndTimeThatRises) {
  const auto slower = [](double i) { return i <= 5 ? i : 5 + (i - 5) * 4; };
  EXPECT_FALSE(find(digest(run("a").wall_times(curve(19, slower)).metric("train_loss", curve(19, falling))),
                    Kind::throughput_change, ""));
  const auto back = [](double i) { return i <= 20 ? i : i == 30 ? 0 : 20 + (i - 20) * 4; };
  EXPECT_FALSE(find(digest(run("a").wall_times(curve(41, back)).metric("train_loss", curve(41, falling))),
                    Kind::throughput_change, ""));
}

TEST(LearningRate, IsTooHighWhereTheLossLeapsAgainAndAgain) {
  const auto leaps = [](double times) {
    return [times](double i) {
      const bool leap = std::fmod(i, 10) == 9 && i < 10 * (times + 1) && i > 10;
      return leap ? 1.5 : 2 * std::exp(-i / 4) + 0.1;
    };
  };
  const auto d = digest(run("a").metric("train_loss", curve(60, leaps(3))));
  const model::Insight* found = find(d, Kind::learning_rate_high, "train_loss");
  ASSERT_TRUE(found);
  EXPECT_EQ(found->from.step, 19);
  EXPECT_EQ(found->amount, 3);
  const auto twice = digest(run("a").metric("train_loss", curve(60, leaps(2))));
  EXPECT_FALSE(find(twice, Kind::learning_rate_high, "train_loss"));
}

TEST(LearningRate, IsTooLowWhereTheLossFallsInAStraightLine) {
  const auto d = digest(run("a").metric("train_loss", curve(60, [](double i) { return 2 - 0.01 * i; })));
  const model::Insight* found = find(d, Kind::learning_rate_low, "train_loss");
  ASSERT_TRUE(found);
  EXPECT_NEAR(found->amount, 0.1, 0.02);
  const auto bent = digest(run("a").metric("train_loss", curve(60, [](double i) { return 1 + std::exp(-i / 20); })));
  EXPECT_FALSE(find(bent, Kind::learning_rate_low, "train_loss"));
}

TEST(Insights, AreNoneOfConstantShortEmptyOrTimelessRuns) {
  EXPECT_TRUE(digest(run("a").metric("val_loss", std::vector<double>(50, 1.0))).insights.empty());
  EXPECT_TRUE(digest(run("a").metric("val_loss", {2, 1}).metric("train_loss", {2, 1})).insights.empty());
  EXPECT_TRUE(digest(run("a").metric("val_loss", {})).insights.empty());
  EXPECT_TRUE(digest(run("a")).insights.empty());
  EXPECT_TRUE(digest(run("a").metric("lr", curve(50, falling))).insights.empty());
}

TEST(Insights, OfInfiniteAndHugeValuesDoNotCrash) {
  std::vector<double> values = curve(40, [](double i) { return i / 2 == std::floor(i / 2) ? 1e308 : -1e308; });
  values[3] = HUGE_VAL;
  EXPECT_NO_THROW(digest(run("a").metric("val_loss", values).metric("train_loss", values)));
}

TEST(Insights, ComeInTheOrderOfKindsThenSeries) {
  const auto d = digest(run("a")
                            .metric("val_acc", curve(40, [](double i) { return 0.5 + 0.01 * i; }))
                            .metric("train_loss", curve(40, falling))
                            .metric("val_loss", curve(40, overfitted)));
  ASSERT_GE(d.insights.size(), 2u);
  EXPECT_EQ(d.insights[0].kind, Kind::overfitting);
  for (std::size_t i = 1; i < d.insights.size(); ++i) EXPECT_LE(d.insights[i - 1].kind, d.insights[i].kind);
}

}  // namespace
}  // namespace analysis
