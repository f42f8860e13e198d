#include "analysis/statistics/ped_anova.h"

#include <gtest/gtest.h>

#include <cmath>
#include <cstddef>
#include <random>
#include <vector>

namespace analysis {
namespace {

const double kNaN = std::nan("");

// Inputs and numbers of reference/ped_anova.py, by numerical integration.
void expect_explained(const std::vector<PedAnovaParameter>& parameters, const std::vector<double>& losses,
                      const std::vector<double>& expected) {
  ASSERT_EQ(parameters.size(), expected.size());
  for (std::size_t i = 0; i < expected.size(); ++i)
    EXPECT_NEAR(explained_variance(parameters[i], losses), expected[i], 1e-8) << i;
}

/// Of four parameters the first alone sets the loss.
struct OneMatters {
  std::vector<PedAnovaParameter> parameters{4};
  std::vector<double> losses;

  OneMatters() {
    parameters[3].categorical = true;
    for (int i = 0; i < 61; ++i) {
      const double x = (i * 37 % 61) / 61.0;
      parameters[0].values.push_back(x);
      parameters[1].values.push_back((i * i * 7 % 61) / 61.0);
      parameters[2].values.push_back(i * 11 % 61);
      parameters[3].values.push_back(i % 3);
      losses.push_back((x - 0.3) * (x - 0.3));
    }
  }
};

TEST(PedAnova, NumbersAndCategoriesAgreeWithNumericalIntegration) {
  const OneMatters log;
  expect_explained(log.parameters, log.losses, {3.92155508393, 0.0496483312482, 0.728397362924, 0.0359967341189});
}

TEST(PedAnova, IsHeldAgainstWhatChanceReaches) {
  const OneMatters log;
  // The other program shuffles 4,000 times.
  EXPECT_NEAR(times_chance(log.parameters[0], log.losses).value_or(0), 10.936, 1.6);
  EXPECT_NEAR(times_chance(log.parameters[2], log.losses).value_or(0), 2.037, 0.3);
  EXPECT_FALSE(times_chance(log.parameters[1], log.losses));
  EXPECT_FALSE(times_chance(log.parameters[3], log.losses));
  EXPECT_EQ(times_chance(log.parameters[0], log.losses), times_chance(log.parameters[0], log.losses));
}

TEST(PedAnova, OneOfTwentyThatDoNothingIsAboveChance) {
  std::mt19937 random(11);
  int above = 0;
  for (int log = 0; log < 400; ++log) {
    PedAnovaParameter parameter{.categorical = log % 2 == 1};
    std::vector<double> losses;
    for (int i = 0; i < 60; ++i) {
      parameter.values.push_back(log % 2 == 1 ? i % 4 : i);
      losses.push_back(static_cast<double>(random()));
    }
    above += times_chance(parameter, losses).has_value();
  }
  // Binomial of 400 and 0.05 (categories tie, and are then below it): 20 ± 3 · 4.4 at most.
  EXPECT_LE(above, 33);
  EXPECT_GE(above, 5);
}

TEST(PedAnova, MissingAndConstantValuesAgreeWithNumericalIntegration) {
  std::vector<PedAnovaParameter> parameters(4);
  parameters[1].categorical = true;
  std::vector<double> losses;
  const double of_layers[] = {0, 1, 2, 0.5};
  for (int i = 0; i < 40; ++i) {
    const double rate = std::log(std::pow(10, -5 + 4 * (i * 17 % 40) / 39.0));
    parameters[0].values.push_back(rate);
    parameters[1].values.push_back(i * 7 % 4);
    parameters[2].values.push_back(i % 4 == 3 ? kNaN : (i * 13 % 40) / 80.0);
    parameters[3].values.push_back(0.5);
    losses.push_back(std::fabs(rate + 7) + of_layers[i * 7 % 4]);
  }
  expect_explained(parameters, losses, {2.34368766494, 0.305555555556, 0.372319181689, 0});
}

TEST(PedAnova, ExperimentsTiedForTheBestAllCount) {
  std::vector<PedAnovaParameter> parameters(2);
  parameters[0].categorical = true;
  std::vector<double> losses;
  for (int i = 0; i < 20; ++i) {
    parameters[0].values.push_back(i % 2);
    parameters[1].values.push_back(i * 3 % 5);
    losses.push_back(i / 5);
  }
  expect_explained(parameters, losses, {0.0277777777778, 0.00902413114657});
}

TEST(PedAnova, WildLossesChangeNothing) {
  PedAnovaParameter x, y;
  std::vector<double> losses, wild;
  for (int i = 0; i < 30; ++i) {
    x.values.push_back(i);
    y.values.push_back(i * 7 % 30);
    losses.push_back(i);
    wild.push_back(i == 29 ? 1e300 : i);
  }
  EXPECT_EQ(explained_variance(x, losses), explained_variance(x, wild));
  EXPECT_EQ(explained_variance(y, losses), explained_variance(y, wild));
}

TEST(PedAnova, WhereAllAreEquallyGoodNothingIsExplained) {
  PedAnovaParameter x;
  for (int i = 0; i < 20; ++i) x.values.push_back(i);
  EXPECT_EQ(explained_variance(x, std::vector<double>(20, 0.5)), 0);
  EXPECT_FALSE(times_chance(x, std::vector<double>(20, 0.5)));
}

}  // namespace
}  // namespace analysis
