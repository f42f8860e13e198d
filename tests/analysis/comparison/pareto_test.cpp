#include "analysis/comparison/pareto.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <utility>
#include <vector>

#include "analysis/comparison/best_configs.h"
#include "analysis/statistics/estimate.h"
#include "support/all_findings.h"

namespace analysis {
namespace {

using model::Experiment;
using model::ExperimentStatus;
using model::ParetoFront;
using model::Project;
using testing::ElementsAre;
using testing::IsEmpty;

struct Log {
  Project project;
  std::vector<Experiment> experiments;

  explicit Log(model::Direction direction = model::Direction::minimize) {
    project.metrics = {{.name = "loss", .direction = direction}, {.name = "time", .role = model::Role::training_time}};
    project.objective = 0;
  }
  void add(double objective, double cost) {
    Experiment one;
    one.status = ExperimentStatus::finished;
    one.metrics = {{.metric = 0, .at_best = estimate(std::vector{objective})},
                   {.metric = 1, .at_best = estimate(std::vector{cost})}};
    experiments.push_back(std::move(one));
  }
  std::vector<ParetoFront> fronts() {
    project.best = find_best(project, experiments, {}, kSpeedTolerance);
    return find_fronts(project, experiments, {});
  }
};

// Points and front by a comparison of all pairs, see reference/selection.py.
TEST(Pareto, KeepsWhatNoOtherBeatsInBoth) {
  constexpr double kPoints[][2] = {{11, 7}, {8, 10}, {6, 9},  {10, 2}, {0, 3}, {3, 10}, {10, 0}, {5, 9},
                                   {1, 9},  {1, 5},  {9, 3},  {4, 3},  {8, 3}, {11, 5}, {5, 6},  {6, 6},
                                   {6, 11}, {9, 9},  {8, 7},  {4, 11}, {5, 2}, {10, 1}, {10, 7}, {1, 0},
                                   {5, 0},  {1, 6},  {11, 5}, {9, 11}, {9, 7}, {5, 6}};
  Log log;
  for (const auto& [cost, loss] : kPoints) log.add(loss, cost);
  const std::vector<ParetoFront> fronts = log.fronts();
  ASSERT_EQ(fronts.size(), 1u);
  EXPECT_THAT(fronts[0].experiments, ElementsAre(4, 23));
  EXPECT_EQ(fronts[0].dominated.size(), 28u);
}

TEST(Pareto, HigherIsBetterWhereTheObjectiveIsMaximised) {
  Log log(model::Direction::maximize);
  log.add(0.9, 10);
  log.add(0.8, 5);
  log.add(0.85, 20);
  EXPECT_THAT(log.fronts()[0].experiments, ElementsAre(1, 0));
  EXPECT_THAT(log.fronts()[0].dominated, ElementsAre(2));
}

TEST(Pareto, EqualPointsAreAllOnTheFront) {
  Log log;
  log.add(1, 1);
  log.add(1, 1);
  log.add(1, 2);
  log.add(2, 1);
  EXPECT_THAT(log.fronts()[0].experiments, ElementsAre(0, 1));
  EXPECT_THAT(log.fronts()[0].dominated, ElementsAre(2, 3));
}

TEST(Pareto, LeavesOutWhatHasNoFiniteMean) {
  Log log;
  log.add(1, 1);
  log.add(std::nan(""), 0.5);
  log.add(0.5, HUGE_VAL);
  EXPECT_THAT(log.fronts(), IsEmpty());
  log.add(0.5, 3);
  EXPECT_THAT(log.fronts()[0].experiments, ElementsAre(0, 3));
}

TEST(Pareto, NeedsAnObjectiveWithADirection) {
  Log log(model::Direction::unknown);
  log.add(1, 1);
  log.add(2, 2);
  EXPECT_THAT(log.fronts(), IsEmpty());
}

}  // namespace
}  // namespace analysis
