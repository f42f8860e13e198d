#include "analysis/comparison/single_runs.h"

#include <gtest/gtest.h>

#include <cmath>
#include <string>
#include <vector>

#include "analysis/run/digest.h"
#include "support/all_findings.h"
#include "support/run_builder.h"

namespace analysis {
namespace {

model::ParameterValue number(double value) {
  return {model::ParameterValue::Kind::number, std::to_string(value), value};
}

/// Two experiments of one run each, which differ by `difference` and in the batch size alone.
struct Pair {
  model::Project project;
  std::vector<model::Experiment> experiments{2};

  explicit Pair(double difference, double wobble) {
    project.metrics = {{.name = "val/accuracy", .direction = model::Direction::maximize}};
    project.objective = 0;
    for (model::Experiment& one : experiments) {
      one.status = model::ExperimentStatus::finished;
      one.metrics = {{.metric = 0, .at_best = {.mean = 0.9, .n = 1}}};
      one.wobble = wobble;
    }
    experiments[1].metrics[0].at_best.mean = 0.9 + difference;
    experiments[1].versus_parent = model::Comparison{.other = 0};
    model::Comparison& comparison = *experiments[1].versus_parent;
    comparison.changes = {{.parameter = "batch_size", .old_value = number(16), .new_value = number(32)}};
    comparison.objective.estimate = difference;
    comparison.verdict = model::Verdict::not_tested;
    comparison.reason = model::VerdictReason::no_repeats;
    project.best = {{.purpose = model::Purpose::accuracy, .experiment = 1}};
  }
};

TEST(SingleRuns, TellsADifferenceBelowTheWobble) {
  // Two deviations of a difference of two values that wobble by 0.01: 2·√2·0.01 = 0.0283.
  Pair below(0.028, 0.01), above(0.029, 0.01);
  find_hints(below.project, below.experiments);
  find_hints(above.project, above.experiments);
  EXPECT_TRUE(below.experiments[1].versus_parent->below_wobble);
  EXPECT_FALSE(above.experiments[1].versus_parent->below_wobble);
}

TEST(SingleRuns, SaysNothingOfAWobbleThatIsNotKnown) {
  Pair pair(0.0001, model::kMissing);
  find_hints(pair.project, pair.experiments);
  EXPECT_FALSE(pair.experiments[1].versus_parent->below_wobble);
}

TEST(SingleRuns, CountsContextsInWhichTheSameChangeIsBetter) {
  Pair pair(0.05, model::kMissing);
  model::ParameterImpact impact{.parameter = "batch_size"};
  impact.values = {{.value = number(16)}, {.value = number(32)}};
  impact.effects = {{.from = 0, .to = 1, .pairs = 5, .better = 4, .worse = 1}};
  pair.project.parameters = {impact};
  find_hints(pair.project, pair.experiments);
  EXPECT_EQ(pair.experiments[1].versus_parent->contexts, 5u);
  EXPECT_EQ(pair.experiments[1].versus_parent->contexts_better, 4u);
  pair.experiments[1].versus_parent->changes = {
      {.parameter = "batch_size", .old_value = number(32), .new_value = number(16)}};
  find_hints(pair.project, pair.experiments);
  EXPECT_EQ(pair.experiments[1].versus_parent->contexts_better, 1u);
}

TEST(SingleRuns, NamesTheBestAndTheNextOneToRepeat) {
  Pair pair(0.05, model::kMissing);
  find_hints(pair.project, pair.experiments);
  EXPECT_EQ(pair.project.repeat_first, (std::vector<model::Index>{1, 0}));
}

TEST(SingleRuns, WobbleIsTheDeviationOfSecondDifferences) {
  // The second half of the values is 4, 6, 4, 6: second differences −4 and 4, √(16/6) = 1.633.
  model::Run run = support::run("a").metric("val/accuracy", {0, 1, 2, 3, 4, 6, 4, 6}).build();
  const Digested digested = digest_run(run, {});
  EXPECT_NEAR(digested.digest.series[0].wobble, std::sqrt(16.0 / 6), 1e-12);
}

}  // namespace
}  // namespace analysis
