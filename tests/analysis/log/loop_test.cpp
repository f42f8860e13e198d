#include "analysis/log/loop.h"

#include <gmock/gmock.h>

#include <optional>
#include <vector>

#include "analysis/metrics/ranked_experiments.h"
#include "support/all_findings.h"

namespace {

using model::Decision;
using model::Experiment;
using testing::ElementsAre;

Experiment tried(double value, Decision decision) {
  Experiment one{.decision = decision};
  one.loop.number = 1;
  one.runs = {0};
  one.metrics.push_back({.metric = 0, .at_best = {.mean = value, .n = 1}});
  return one;
}

model::Project project_of_a_loop() {
  model::Project project;
  project.metrics.push_back({.name = "score", .direction = model::Direction::maximize});
  project.objective = 0;
  return project;
}

/// kept 1, discarded 9 (a guard failed), failed, kept 2, open 3
std::vector<Experiment> five_tries() {
  std::vector<Experiment> tries{tried(1, Decision::keep), tried(9, Decision::discard), tried(0, Decision::open),
                                tried(2, Decision::keep), tried(3, Decision::open)};
  tries[2].metrics.clear();
  tries[2].status = model::ExperimentStatus::failed;
  return tries;
}

TEST(Loop, EachTryStartsFromTheLastKeptOne) {
  const std::vector<Experiment> tries = five_tries();
  EXPECT_THAT(analysis::find_last_kept(tries), ElementsAre(std::nullopt, 0u, 0u, 0u, 3u));
}

TEST(Loop, ChampionsWereKept) {
  const model::Loop loop = analysis::find_loop(project_of_a_loop(), five_tries());
  EXPECT_THAT(loop.champions, ElementsAre(0u, 3u));
  EXPECT_EQ(loop.evidence.kept, 1u);
  EXPECT_EQ(loop.evidence.discarded, 1u);
}

TEST(Loop, CountsWhatBecameOfTheTries) {
  const model::LoopOutcomes outcomes = analysis::find_loop(project_of_a_loop(), five_tries()).outcomes;
  EXPECT_EQ(outcomes.kept, 2u);
  EXPECT_EQ(outcomes.discarded, 1u);
  EXPECT_EQ(outcomes.failed, 1u);
  EXPECT_EQ(outcomes.open, 1u);
}

TEST(Loop, TheBestChampionIsTheFirstOfEqualOnesAndNeedsADirection) {
  const std::vector<Experiment> tries{tried(1, Decision::keep), tried(5, Decision::keep), tried(5, Decision::keep),
                                      tried(2, Decision::keep)};
  model::Project project = project_of_a_loop();
  EXPECT_EQ(analysis::find_loop(project, tries).best, 1u);
  project.metrics[0].direction = model::Direction::minimize;
  EXPECT_EQ(analysis::find_loop(project, tries).best, 0u);
  project.metrics[0].direction = model::Direction::unknown;
  EXPECT_EQ(analysis::find_loop(project, tries).best, std::nullopt);
}

TEST(Loop, WhatWasDiscardedIsNoCandidateForTheBest) {
  const std::vector<Experiment> tries = five_tries();
  model::Project project = project_of_a_loop();
  project.loop = analysis::find_loop(project, tries);
  std::vector<model::Index> ranked;
  for (const analysis::RankedExperiment& one : analysis::find_ranked(project, tries)) ranked.push_back(one.experiment);
  EXPECT_THAT(ranked, ElementsAre(0u, 3u, 4u));
  EXPECT_EQ(analysis::find_measured(project, tries).size(), 4u);
}

TEST(Loop, ASaidChangeNeedsBothValues) {
  std::vector<Experiment> tries = five_tries();
  tries[1].versus_parent = model::Comparison{};
  tries[1].loop.changes = {{"LR", "0.04", "0.06"}, {"depth", "", "8"}};
  analysis::add_said_changes(tries);
  ASSERT_EQ(tries[1].versus_parent->changes.size(), 1u);
  EXPECT_TRUE(tries[1].versus_parent->changes[0].from_prose);
  EXPECT_EQ(tries[1].versus_parent->changes[0].old_value->number, 0.04);
}

}  // namespace
