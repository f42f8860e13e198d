#include "analysis/history/since_last.h"

#include <gtest/gtest.h>

#include <cmath>
#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include "analysis/compute_findings.h"
#include "support/all_findings.h"
#include "support/digest_builder.h"

namespace analysis {
namespace {

using model::Index;
using model::SinceLast;
using support::RunBuilder;
using Runs = std::vector<model::RunDigest>;

/// Three repeats, 0.01 apart; `day` gives their date. Without an id the experiment's is made.
void add(Runs& runs, const std::string& name, double rate, double mean, int day, const std::string& id) {
  for (int seed = 1; seed <= 3; ++seed) {
    const std::string run = name + std::to_string(seed);
    runs.push_back(support::digest(RunBuilder(run)
                                       .param("lr", rate)
                                       .param("seed", seed)
                                       .metric("val/accuracy", {mean + 0.01 * (seed - 2)})
                                       .experiment(id)
                                       .times("2026-01-0" + std::to_string(day) + "T10:00:00Z")));
  }
}

SinceLast since(Runs runs, const model::PreviousSite& before) {
  const std::vector<ExperimentNotes> notes;
  const model::Settings settings;
  return *compute_findings({.runs = &runs, .notes = &notes, .settings = &settings, .previous = &before}).since_last;
}

model::PreviousExperiment then(const std::string& id, std::vector<std::string> runs,
                               model::Verdict verdict = model::Verdict::none) {
  return {.id = id,
          .runs = std::move(runs),
          .decision = model::Decision::open,
          .verdict = verdict,
          .objective = "val/accuracy",
          .direction = model::Direction::maximize};
}

Runs two() {
  Runs runs;
  add(runs, "a", 0.1, 0.70, 1, "A");
  add(runs, "b", 0.2, 0.80, 2, "B");
  return runs;
}

model::PreviousSite two_before() {
  model::PreviousSite site;
  site.experiments = {then("A", {"a1", "a2", "a3"}), then("B", {"b1", "b2", "b3"}, model::Verdict::clearly_better)};
  site.best[""] = "B";
  return site;
}

TEST(SinceLast, NothingChangedWhereNothingDid) {
  EXPECT_FALSE(since(two(), two_before()).any());
}

TEST(SinceLast, ANewBestIsComparedWithTheOneBefore) {
  Runs runs = two();
  add(runs, "c", 0.3, 0.90, 3, "C");
  const SinceLast found = since(runs, two_before());
  EXPECT_EQ(found.new_experiments, std::vector<Index>{2});
  ASSERT_EQ(found.new_bests.size(), 1u);
  EXPECT_EQ(found.new_bests[0].before, "B");
  EXPECT_NEAR(found.new_bests[0].difference.estimate, 0.10, 1e-12);
  EXPECT_TRUE(found.regressions.empty());
}

/// The configuration of a run with one parameter more.
void set_dataset(Runs& runs, std::size_t from, std::size_t to, const char* dataset) {
  for (std::size_t i = from; i < to; ++i) {
    runs[i].config.parameters.push_back({"dataset", {.kind = model::ParameterValue::Kind::text, .text = dataset}});
  }
}

TEST(SinceLast, ANewBestOnOtherDataIsNotComparedWithTheOneBefore) {
  Runs runs = two();
  add(runs, "c", 0.3, 0.50, 3, "C");
  add(runs, "d", 0.4, 0.60, 4, "D");
  add(runs, "e", 0.5, 0.55, 5, "E");
  set_dataset(runs, 0, 6, "v1");
  set_dataset(runs, 6, 15, "v2");
  const SinceLast found = since(runs, two_before());
  ASSERT_EQ(found.new_bests.size(), 1u);
  EXPECT_EQ(found.new_bests[0].before, "B");
  EXPECT_TRUE(std::isnan(found.new_bests[0].difference.estimate));
}

TEST(SinceLast, TheFirstRunsOnASecondDataSetMakeNoNewBest) {
  Runs runs;
  const std::string names[] = {"first-of-many-runs-with-a-long-name-", "other-of-many-runs-with-a-long-name-",
                               "later-of-many-runs-with-a-long-name-"};
  for (int i = 0; i < 3; ++i) add(runs, names[i], 0.1 * (i + 1), 0.9 - 0.1 * i, i + 1, "");
  set_dataset(runs, 0, 6, "mnist");
  set_dataset(runs, 6, 9, "cifar10");
  model::PreviousSite site;
  for (int i = 0; i < 2; ++i) {
    site.experiments.push_back(then("EXP00" + std::to_string(i + 1), {names[i] + "1", names[i] + "2", names[i] + "3"}));
    site.experiments.back().project = "net";
  }
  site.best["net"] = "EXP001";
  for (model::RunDigest& run : runs) run.project = "net";
  const SinceLast found = since(runs, site);
  EXPECT_EQ(found.new_experiments.size(), 1u);
  EXPECT_TRUE(found.new_bests.empty());
  EXPECT_TRUE(found.gone_experiments.empty());
}

TEST(SinceLast, MadeIdsThatMoveOnAreNoChange) {
  Runs runs;
  const std::string names[] = {"first-of-many-runs-with-a-long-name-", "other-of-many-runs-with-a-long-name-",
                               "later-of-many-runs-with-a-long-name-"};
  add(runs, names[2], 0.3, 0.75, 1, "");
  add(runs, names[0], 0.1, 0.70, 2, "");
  add(runs, names[1], 0.2, 0.80, 3, "");
  model::PreviousSite site;
  for (int i = 0; i < 2; ++i) {
    site.experiments.push_back(then("EXP00" + std::to_string(i + 1), {names[i] + "1", names[i] + "2", names[i] + "3"}));
  }
  site.best[""] = "EXP002";
  const SinceLast found = since(runs, site);
  EXPECT_EQ(found.new_experiments, std::vector<Index>{0});
  EXPECT_TRUE(found.gone_experiments.empty());
  EXPECT_TRUE(found.new_bests.empty());
}

TEST(SinceLast, AVerdictThatTurnedToRegressedIsARegression) {
  Runs runs = two();
  add(runs, "c", 0.3, 0.50, 3, "C");
  model::PreviousSite site = two_before();
  site.experiments.push_back(then("C", {"c1", "c2", "c3"}, model::Verdict::too_close));
  const SinceLast found = since(runs, site);
  ASSERT_EQ(found.flipped.size(), 1u);
  EXPECT_EQ(found.flipped[0].before, model::Verdict::too_close);
  EXPECT_EQ(found.flipped[0].now, model::Verdict::clearly_worse);
  EXPECT_EQ(found.regressions, std::vector<Index>{2});
}

/// As two_before, with a third that was too close to call, and with the values that all still have.
model::PreviousSite three_before() {
  model::PreviousSite site = two_before();
  site.experiments.push_back(then("C", {"c1", "c2", "c3"}, model::Verdict::too_close));
  const double means[] = {0.70, 0.80, 0.50};
  for (std::size_t i = 0; i < 3; ++i) site.experiments[i].estimate.mean = means[i];
  return site;
}

TEST(SinceLast, AVerdictThatOnlyOthersTurnedIsNoChange) {
  Runs runs = two();
  add(runs, "c", 0.3, 0.50, 3, "C");
  EXPECT_FALSE(since(runs, three_before()).any());
  add(runs, "d", 0.4, 0.95, 4, "D");
  const SinceLast found = since(runs, three_before());
  EXPECT_EQ(found.new_experiments, std::vector<Index>{3});
  EXPECT_TRUE(found.flipped.empty());
  EXPECT_EQ(found.regressions, std::vector<Index>{});
}

TEST(SinceLast, AnotherValueOfItsOwnOrOfItsParentTurnsAVerdict) {
  Runs runs = two();
  add(runs, "c", 0.3, 0.50, 3, "C");
  model::PreviousSite own = three_before();
  own.experiments[2].estimate.mean = 0.69;
  EXPECT_EQ(since(runs, own).regressions, std::vector<Index>{2});
  model::PreviousSite parents = three_before();
  for (const std::size_t i : {0, 1}) parents.experiments[i].estimate.mean = 0.51;
  EXPECT_EQ(since(runs, parents).regressions, std::vector<Index>{2});
  model::PreviousSite more_runs = three_before();
  more_runs.experiments[2].runs.pop_back();
  EXPECT_EQ(since(runs, more_runs).regressions, std::vector<Index>{2});
}

TEST(SinceLast, NothingIsComparedAcrossObjectives) {
  model::PreviousSite site = two_before();
  for (auto& experiment : site.experiments) experiment.objective = "val/loss";
  site.experiments[1].verdict = model::Verdict::clearly_worse;
  site.best[""] = "A";
  const SinceLast found = since(two(), site);
  ASSERT_EQ(found.objectives.size(), 1u);
  EXPECT_EQ(found.objectives[0].before, "val/loss");
  EXPECT_TRUE(found.flipped.empty());
  EXPECT_TRUE(found.new_bests.empty());
}

TEST(SinceLast, AProjectThatWasRenamedIsTheSame) {
  model::PreviousSite site = two_before();
  for (auto& experiment : site.experiments) experiment.project = "old name";
  site.best = {{"old name", "B"}};
  EXPECT_FALSE(since(two(), site).any());
}

TEST(SinceLast, NewRunsAndGoneExperimentsAreTold) {
  model::PreviousSite site = two_before();
  site.experiments[0].runs = {"a1", "a2"};
  site.experiments.push_back(then("Z", {"z1"}));
  const SinceLast found = since(two(), site);
  EXPECT_EQ(found.new_runs, std::vector<Index>{2});
  EXPECT_EQ(found.gone_experiments, std::vector<std::string>{"Z"});
}

}  // namespace
}  // namespace analysis
