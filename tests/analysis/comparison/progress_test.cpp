#include "analysis/comparison/progress.h"

#include <gtest/gtest.h>

#include <cmath>
#include <cstddef>
#include <utility>
#include <vector>

#include "analysis/statistics/estimate.h"
#include "support/all_findings.h"

namespace analysis {
namespace {

using model::Comparison;
using model::Experiment;
using model::ExperimentStatus;
using model::Index;
using model::Progress;
using model::Project;
using model::Verdict;

struct Log {
  Project project;
  std::vector<Experiment> experiments;

  explicit Log(model::Direction direction = model::Direction::maximize) {
    project.metrics = {{.name = "accuracy", .direction = direction}};
    project.objective = 0;
    project.baseline = 0;
  }
  Experiment& add(double value, model::Decision decision = model::Decision::open) {
    Experiment one;
    one.decision = decision;
    one.metrics = {{.metric = 0, .at_best = estimate(std::vector{value})}};
    experiments.push_back(std::move(one));
    return experiments.back();
  }
  void improve(Index i, double gain, double seconds) {
    experiments[i].versus_parent = Comparison{.verdict = Verdict::clearly_better};
    experiments[i].versus_parent->objective.estimate = gain;
    experiments[i].training_time_s = seconds;
  }
};

TEST(LogProgress, StepsUpOnlyWhereTheBestIsBeaten) {
  Log log;
  for (const double value : {0.90, 0.92, 0.91, std::nan(""), 0.92, 0.95}) log.add(value);
  const Progress progress = find_progress(log.project, log.experiments);
  ASSERT_EQ(progress.steps.size(), 5u);
  const double best[] = {0.90, 0.92, 0.92, 0.92, 0.95};
  const bool is_new[] = {true, true, false, false, true};
  for (std::size_t i = 0; i < 5; ++i) {
    EXPECT_EQ(progress.steps[i].best, best[i]) << i;
    EXPECT_EQ(progress.steps[i].is_new_best, is_new[i]) << i;
  }
}

TEST(LogProgress, AFailedExperimentIsNoStep) {
  Log log;
  log.add(0.9);
  log.add(0.99).status = ExperimentStatus::failed;
  log.add(0.95);
  const Progress progress = find_progress(log.project, log.experiments);
  ASSERT_EQ(progress.steps.size(), 2u);
  EXPECT_EQ(progress.steps[1].experiment, Index{2});
  EXPECT_EQ(progress.steps[1].best, 0.95);
  EXPECT_TRUE(progress.steps[1].is_new_best);
}

TEST(LogProgress, CountsDecisionsButThatOfTheBaseline) {
  Log log;
  log.add(0.9, model::Decision::keep);
  log.add(0.9, model::Decision::keep);
  log.add(0.9, model::Decision::discard);
  log.add(0.9);
  const Progress progress = find_progress(log.project, log.experiments);
  EXPECT_EQ(progress.kept, 1u);
  EXPECT_EQ(progress.discarded, 1u);
  EXPECT_EQ(progress.open, 1u);
}

TEST(LogProgress, RanksGainsByTheHour) {
  Log log(model::Direction::minimize);
  for (int i = 0; i < 5; ++i) log.add(1);
  log.improve(1, -0.02, 7200);  // 0.01 an hour
  log.improve(2, -0.01, 1800);  // 0.02 an hour
  log.improve(3, -0.5, std::nan(""));
  log.improve(4, -0.5, 60);
  log.experiments[4].versus_parent->verdict = Verdict::probably_better;  // not certain to be one
  const Progress progress = find_progress(log.project, log.experiments);
  ASSERT_EQ(progress.gains.size(), 2u);
  EXPECT_EQ(progress.gains[0].experiment, 2u);
  EXPECT_DOUBLE_EQ(progress.gains[0].gain, 0.01);
  EXPECT_DOUBLE_EQ(progress.gains[0].hours, 0.5);
  EXPECT_EQ(progress.gains[1].experiment, 1u);
}

TEST(LogProgress, WithoutADirectionOnlyDecisionsCount) {
  Log log(model::Direction::unknown);
  log.add(1);
  log.add(2, model::Decision::keep);
  const Progress progress = find_progress(log.project, log.experiments);
  EXPECT_TRUE(progress.steps.empty() && progress.gains.empty());
  EXPECT_EQ(progress.kept, 1u);
}

}  // namespace
}  // namespace analysis
