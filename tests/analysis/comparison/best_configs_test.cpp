#include "analysis/comparison/best_configs.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <cstddef>
#include <utility>
#include <vector>

#include "analysis/statistics/estimate.h"
#include "support/all_findings.h"

namespace analysis {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

/// An accuracy and a time for each experiment; no time where it is NaN.
std::vector<model::BestConfiguration> best_of(const std::vector<std::vector<double>>& accuracies,
                                              const std::vector<double>& seconds, double tolerance) {
  model::Project project;
  project.metrics = {{.name = "accuracy", .direction = model::Direction::maximize},
                     {.name = "time", .role = model::Role::training_time}};
  project.objective = 0;
  std::vector<model::Experiment> experiments(seconds.size());
  for (std::size_t i = 0; i < seconds.size(); ++i) {
    experiments[i].status = model::ExperimentStatus::finished;
    experiments[i].metrics = {{.metric = 0, .at_best = estimate(accuracies[i])}};
    if (!std::isnan(seconds[i])) {
      experiments[i].metrics.push_back({.metric = 1, .at_best = estimate(std::vector{seconds[i]})});
    }
  }
  return find_best(project, experiments, {}, tolerance);
}

// Within 1 % of 0.90 is 0.891 and more. 1 is slower than 3 and no better than it, so no tolerance chooses it.
TEST(BestConfigurations, CandidatesAreThoseThatSomeToleranceChooses) {
  const auto best = best_of({{0.90}, {0.85}, {0.895}, {0.85}, {0.70}}, {40, 20, 30, 10, 5}, 0.01);
  ASSERT_EQ(best.size(), 2u);
  EXPECT_EQ(best[0].purpose, model::Purpose::accuracy);
  EXPECT_EQ(best[0].experiment, 0u);
  EXPECT_FALSE(best[0].cost);
  EXPECT_THAT(best[0].candidates, IsEmpty());
  EXPECT_EQ(best[1].purpose, model::Purpose::speed);
  EXPECT_EQ(best[1].cost, 1u);
  EXPECT_THAT(best[1].candidates, ElementsAre(4, 3, 2, 0));
  EXPECT_EQ(best[1].experiment, 2u);
}

TEST(BestConfigurations, AreTheFirstCandidateWithinTheTolerance) {
  const std::vector<std::vector<double>> accuracies{{0.82}, {0.92}, {0.93}};
  const std::vector<double> seconds{10, 20, 40};
  // 0.92 is 1.08 % below 0.93, and 0.82 is 11.8 % below it.
  for (const auto& [tolerance, chosen] : {std::pair{0.0, 2u}, {0.01, 2u}, {0.015, 1u}, {0.12, 0u}}) {
    const auto best = best_of(accuracies, seconds, tolerance);
    EXPECT_THAT(best[1].candidates, ElementsAre(0, 1, 2)) << tolerance;
    EXPECT_EQ(best[1].experiment, chosen) << tolerance;
  }
}

// A share of −2 says nothing: 1 % of what lies between −102 and −2 is 1, so that −2.9 is within and −3.1 is not.
TEST(BestConfigurations, TheToleranceIsAShareOfTheRangeWhereValuesPassZero) {
  const auto best = best_of({{-2}, {-2.9}, {-3.1}, {-102}}, {40, 20, 10, 5}, 0.01);
  ASSERT_EQ(best.size(), 2u);
  EXPECT_TRUE(best[1].of_range);
  EXPECT_NEAR(best[1].allowed, 1, 1e-12);
  EXPECT_EQ(best[1].experiment, 1u);
  EXPECT_FALSE(best_of({{0.9}, {0.8}}, {10, 5}, 0.01)[1].of_range);
}

TEST(BestConfigurations, OfEqualOnesTheOneWithMoreRepeatsIsPreferred) {
  const auto best = best_of({{0.9}, {0.9, 0.9}, {0.8}}, {10, 10, 20}, 0.01);
  EXPECT_THAT(best[1].candidates, ElementsAre(1, 0));
  EXPECT_EQ(best[1].experiment, 1u);
}

TEST(BestConfigurations, OfOneKnownCostThereIsNothingToChoose) {
  const auto best = best_of({{0.9}, {0.8}}, {10, NAN}, 0.01);
  ASSERT_EQ(best.size(), 2u);
  EXPECT_EQ(best[1].experiment, 0u);
  EXPECT_THAT(best[1].candidates, IsEmpty());
}

}  // namespace
}  // namespace analysis
