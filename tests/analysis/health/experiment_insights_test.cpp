#include "analysis/health/experiment_insights.h"

#include <gtest/gtest.h>

#include <cmath>
#include <cstddef>
#include <vector>

#include "analysis/statistics/estimate.h"
#include "support/all_findings.h"

namespace analysis {
namespace {

using model::Experiment;
using model::ExperimentInsight;
using model::Index;
using model::MetricEstimate;
using model::Project;
using Kind = ExperimentInsight::Kind;

const double kNaN = std::nan("");

/// A project with one metric and an experiment for each list of repeats.
struct Case {
  Project project;
  std::vector<model::RunDigest> runs;
  std::vector<Experiment> experiments;

  explicit Case(const std::vector<std::vector<double>>& values) {
    project.metrics = {{.name = "val/acc", .direction = model::Direction::maximize}};
    project.objective = 0;
    for (const std::vector<double>& repeats : values) {
      Experiment experiment;
      for (std::size_t i = 0; i < repeats.size(); ++i) {
        experiment.runs.push_back(runs.size());
        runs.emplace_back();
      }
      MetricEstimate metric{.at_best = estimate(repeats), .per_run = repeats};
      experiment.metrics.push_back(metric);
      experiments.push_back(experiment);
    }
  }

  void find() { find_experiment_insights(project, runs, experiments); }
};

const std::vector<std::vector<double>> kSteady = {
    {0.90, 0.91, 0.92}, {0.80, 0.82, 0.81}, {0.85, 0.84, 0.86}, {0.70, 0.71, 0.69}};

TEST(ExperimentInsights, HalfOfTheRunsMakeAnInsightOfAllWithTheMedianAmount) {
  Case c({{1, 2, 3, 4}});
  for (const Index run : {1u, 3u}) {
    c.runs[run].insights.push_back(
        {.kind = model::Insight::Kind::plateau, .metric = "val/acc", .amount = run == 1 ? 0.5 : 0.7});
  }
  c.runs[0].insights.push_back({.kind = model::Insight::Kind::diverged, .metric = "loss"});
  c.project.objective.reset();
  c.find();
  ASSERT_EQ(c.experiments[0].insights.size(), 1u);
  const ExperimentInsight& found = c.experiments[0].insights[0];
  EXPECT_EQ(found.kind, Kind::of_runs);
  EXPECT_EQ(found.insight, model::Insight::Kind::plateau);
  EXPECT_EQ(found.runs, (std::vector<Index>{1, 3}));
  EXPECT_DOUBLE_EQ(found.amount, 0.6);
}

// Ratio and p by scipy, see reference/f_distribution.py and what it printed.
TEST(ExperimentInsights, WhatIsSaidOfTheEndIsOfRunsThatCount) {
  Case one({{0.9, 0.91, 0.5}});
  for (model::RunDigest& run : one.runs)
    run.insights = {{.kind = model::Insight::Kind::still_improving, .metric = "val/acc", .amount = 0.1}};
  one.experiments[0].counted = {{.takes_part = true}, {.takes_part = true}, {.takes_part = false}};
  one.find();
  ASSERT_EQ(one.experiments[0].insights.size(), 1u);
  EXPECT_EQ(one.experiments[0].insights[0].runs, (std::vector<Index>{0, 1}));
}

TEST(ExperimentInsights, RepeatsThatSpreadMuchMoreThanOthersAreUnstable) {
  std::vector<std::vector<double>> values = kSteady;
  values.push_back({0.60, 0.80, 0.95});
  Case c(values);
  c.find();
  ASSERT_EQ(c.experiments[4].insights.size(), 1u);
  EXPECT_EQ(c.experiments[4].insights[0].kind, Kind::unstable);
  EXPECT_NEAR(c.experiments[4].insights[0].amount, 17.559422921421238, 1e-9);
  for (std::size_t i = 0; i < 4; ++i) EXPECT_TRUE(c.experiments[i].insights.empty());
}

TEST(ExperimentInsights, ThreeTimesTheSpreadMayBeChanceAfterCorrection) {
  // F = 4 with 2 and 8 degrees: p = 0.0625 (= (1 + 2·4/8)^-4), above the level before correction already.
  std::vector<std::vector<double>> values = kSteady;
  values.push_back({0.60, 0.62, 0.64});
  Case c(values);
  c.find();
  EXPECT_TRUE(c.experiments[4].insights.empty());
}

TEST(ExperimentInsights, WithoutOtherRepeatsNothingIsUnstable) {
  Case alone({{0.6, 0.8, 0.95}, {0.5}, {0.7}});
  alone.find();
  EXPECT_TRUE(alone.experiments[0].insights.empty());
  Case equal({{0.6, 0.8, 0.95}, {0.5, 0.5, 0.5}, {0.7, 0.7, 0.7, 0.7}});
  equal.find();
  EXPECT_TRUE(equal.experiments[0].insights.empty());
}

TEST(ExperimentInsights, OneRepeatFarFromTheOthersIsAnOutlier) {
  Case c({{0.90, 0.91, 0.92, 0.89, 0.50}});
  c.find();
  ASSERT_EQ(c.experiments[0].insights.size(), 1u);
  EXPECT_EQ(c.experiments[0].insights[0].kind, Kind::outlier);
  EXPECT_EQ(c.experiments[0].insights[0].runs, (std::vector<Index>{4}));
  EXPECT_NEAR(c.experiments[0].insights[0].amount, 0.405, 1e-12);
}

TEST(ExperimentInsights, FewEqualOrNonFiniteRepeatsHaveNoOutlier) {
  for (const std::vector<double>& values : {std::vector<double>{0.90, 0.91, 0.50},
                                            {0.9, 0.9, 0.9, 0.9, 0.5},
                                            {0.90, 0.91, 0.92, kNaN, 0.50},
                                            {0.90, 0.91, 0.92, 0.89, 0.85},
                                            {1, 1, 1, 1},
                                            {0.9},
                                            {}}) {
    Case c({values});
    c.find();
    EXPECT_TRUE(c.experiments[0].insights.empty()) << values.size();
  }
}

}  // namespace
}  // namespace analysis
