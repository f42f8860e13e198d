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
void expect_shares(const std::vector<PedAnovaParameter>& parameters, const std::vector<double>& losses,
                   const std::vector<double>& expected) {
  const auto shares = ped_anova(parameters, losses);
  ASSERT_TRUE(shares);
  ASSERT_EQ(shares->size(), expected.size());
  for (std::size_t i = 0; i < expected.size(); ++i) EXPECT_NEAR((*shares)[i], expected[i], 1e-8) << i;
}

TEST(PedAnova, NumbersAndCategoriesAgreeWithNumericalIntegration) {
  std::vector<PedAnovaParameter> parameters(4);
  parameters[3].categorical = true;
  std::vector<double> losses;
  for (int i = 0; i < 61; ++i) {
    const double x = (i * 37 % 61) / 61.0;
    parameters[0].values.push_back(x);
    parameters[1].values.push_back((i * i * 7 % 61) / 61.0);
    parameters[2].values.push_back(i * 11 % 61);
    parameters[3].values.push_back(i % 3);
    losses.push_back((x - 0.3) * (x - 0.3));
  }
  expect_shares(parameters, losses, {0.828101432567, 0.0104840690367, 0.153813190636, 0.00760130776021});
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
  expect_shares(parameters, losses, {0.775654232143, 0.101125019075, 0.123220748782, 0});
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
  expect_shares(parameters, losses, {0.754791764603, 0.245208235397});
}

TEST(PedAnova, TheOnlyParameterThatMattersGetsNearlyAll) {
  std::mt19937 random(7);
  const auto uniform = [&] { return static_cast<double>(random()) / 4294967296.0; };
  std::vector<PedAnovaParameter> parameters(4);
  parameters[3].categorical = true;
  std::vector<double> losses;
  for (int i = 0; i < 1000; ++i) {
    for (int noise = 0; noise < 3; ++noise) parameters[noise].values.push_back(uniform());
    parameters[3].values.push_back(std::floor(uniform() * 4));
    const double x = parameters[1].values.back();
    losses.push_back(std::pow(x - 0.7, 2));
  }
  const auto shares = ped_anova(parameters, losses);
  ASSERT_TRUE(shares);
  EXPECT_GT((*shares)[1], 0.97);
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
  const std::vector<PedAnovaParameter> parameters{x, y};
  EXPECT_EQ(ped_anova(parameters, losses), ped_anova(parameters, wild));
}

TEST(PedAnova, SaysNothingWithoutEnoughToGoOn) {
  PedAnovaParameter x;
  std::vector<double> losses;
  EXPECT_FALSE(ped_anova({}, {}));
  for (int i = 0; i < 19; ++i) {
    x.values.push_back(i);
    losses.push_back(i);
  }
  EXPECT_FALSE(ped_anova({{x}}, losses));
  x.values.push_back(19);
  losses.push_back(19);
  EXPECT_TRUE(ped_anova({{x}}, losses));
  EXPECT_FALSE(ped_anova({{x}}, std::vector<double>(20, 0.5)));  // all equally good
  EXPECT_FALSE(ped_anova({}, losses));
}

}  // namespace
}  // namespace analysis
