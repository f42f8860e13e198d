#include "analysis/comparison/selection_luck.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <cstddef>
#include <vector>

#include "analysis/comparison/project_noise.h"
#include "analysis/statistics/estimate.h"
#include "support/all_findings.h"

namespace analysis {
namespace {

using model::Experiment;
using model::ExperimentStatus;
using model::Index;
using model::Project;
using model::SelectionLuck;
using testing::ElementsAre;
using testing::IsEmpty;

SelectionLuck luck_of(const std::vector<std::vector<double>>& values, Index best) {
  Project project;
  project.metrics = {{.name = "accuracy", .direction = model::Direction::maximize}};
  project.objective = 0;
  project.best = {{.purpose = model::Purpose::accuracy, .experiment = best}};
  std::vector<Experiment> experiments;
  for (const std::vector<double>& one : values) {
    experiments.emplace_back();
    experiments.back().status = ExperimentStatus::finished;
    experiments.back().metrics = {{.metric = 0, .at_best = estimate(one), .per_run = one}};
  }
  find_noise({}, {}, project, experiments);
  return find_luck(project, experiments);
}

// Numbers by scipy and statsmodels, see reference/selection.py.
TEST(SelectionLuck, NamesThoseThatCannotBeToldFromTheBest) {
  const SelectionLuck luck =
      luck_of({{0.969, 0.971, 0.973}, {0.95, 0.952, 0.955}, {0.97, 0.972, 0.974}, {0.968, 0.975, 0.966}}, 2);
  EXPECT_EQ(luck.tried, 4u);
  EXPECT_EQ(luck.untested, 0u);
  EXPECT_THAT(luck.indistinguishable, ElementsAre(2, 0, 3));
  EXPECT_NEAR(luck.expected_luck, 0.0017993633321583486, 1e-12);
}

TEST(SelectionLuck, SaysWhenSomeCannotBeTested) {
  const SelectionLuck luck = luck_of({{0.97}, {0.95}, {0.96}}, 0);
  EXPECT_EQ(luck.tried, 3u);
  EXPECT_EQ(luck.untested, 2u);
  EXPECT_THAT(luck.indistinguishable, ElementsAre(0));
  EXPECT_TRUE(std::isnan(luck.expected_luck));
}

TEST(SelectionLuck, IsNotKnownWhereFewerThanThreeExperimentsHaveRepeats) {
  const SelectionLuck two = luck_of({{0.97, 0.98, 0.99}, {0.95, 0.96, 0.97}, {0.96}}, 0);
  EXPECT_EQ(two.tried, 3u);
  EXPECT_EQ(two.untested, 1u);
  EXPECT_TRUE(std::isnan(two.expected_luck));
  const SelectionLuck three = luck_of({{0.97, 0.98, 0.99}, {0.95, 0.96, 0.97}, {0.96, 0.97, 0.98}}, 0);
  EXPECT_EQ(three.untested, 0u);
  // Variances of 0.0001 each; the largest of three standard normal draws is 3/(2√π) = 0.8462843753 on average.
  EXPECT_NEAR(three.expected_luck, 0.8462843753 * 0.01 / std::sqrt(3), 1e-11);
}

TEST(SelectionLuck, WhatDidNotRunToItsEndIsNotHeldAgainstTheBest) {
  Project project;
  project.metrics = {{.name = "accuracy", .direction = model::Direction::maximize}};
  project.objective = 0;
  project.best = {{.purpose = model::Purpose::accuracy, .experiment = 0}};
  std::vector<Experiment> experiments(4);
  const std::vector<std::vector<double>> values{{0.97, 0.98}, {0.95, 0.96}, {0.96, 0.97}, {0.90, 0.91}};
  for (std::size_t i = 0; i < values.size(); ++i) {
    experiments[i].status = ExperimentStatus::finished;
    experiments[i].metrics = {{.metric = 0, .at_best = estimate(values[i]), .per_run = values[i]}};
  }
  experiments[3].unfinished = true;
  find_noise({}, {}, project, experiments);
  EXPECT_EQ(find_luck(project, experiments).untested, 1u);
}

TEST(SelectionLuck, OfAChangeOfTheLogItsVerdictCounts) {
  Project project;
  project.metrics = {{.name = "accuracy", .direction = model::Direction::maximize}};
  project.objective = 0;
  project.best = {{.purpose = model::Purpose::accuracy, .experiment = 1}};
  std::vector<Experiment> experiments(3);
  const std::vector<std::vector<double>> values{{0.90, 0.91, 0.92}, {0.95, 0.96, 0.97}, {0.89, 0.90, 0.91}};
  for (std::size_t i = 0; i < values.size(); ++i) {
    experiments[i].status = ExperimentStatus::finished;
    experiments[i].metrics = {{.metric = 0, .at_best = estimate(values[i]), .per_run = values[i]}};
  }
  find_noise({}, {}, project, experiments);
  EXPECT_THAT(find_luck(project, experiments).indistinguishable, ElementsAre(1));
  experiments[1].versus_parent = model::Comparison{.other = 0, .verdict = model::Verdict::too_close};
  EXPECT_THAT(find_luck(project, experiments).indistinguishable, ElementsAre(1, 0));
  experiments[1].versus_parent->verdict = model::Verdict::clearly_better;
  EXPECT_THAT(find_luck(project, experiments).indistinguishable, ElementsAre(1));
}

TEST(SelectionLuck, TheOnlyOneIsNotLucky) {
  const SelectionLuck luck = luck_of({{0.97, 0.98}}, 0);
  EXPECT_EQ(luck.tried, 1u);
  EXPECT_EQ(luck.untested, 0u);
  EXPECT_EQ(luck.expected_luck, 0);
}

TEST(SelectionLuck, WithoutABestThereIsNone) {
  Project project;
  const SelectionLuck luck = find_luck(project, {});
  EXPECT_EQ(luck.tried, 0u);
  EXPECT_THAT(luck.indistinguishable, IsEmpty());
}

}  // namespace
}  // namespace analysis
