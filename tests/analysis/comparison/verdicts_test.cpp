#include "analysis/comparison/verdicts.h"

#include <gtest/gtest.h>

#include <cmath>
#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include "analysis/comparison/comparison.h"
#include "analysis/statistics/estimate.h"
#include "analysis/statistics/pooled_deviation.h"
#include "support/all_findings.h"

namespace analysis {
namespace {

using model::Agreement;
using model::Comparison;
using model::Experiment;
using model::ExperimentStatus;
using model::Project;
using model::Verdict;
using model::VerdictReason;
using Values = std::vector<double>;

/// A project with one metric; the first experiment is the parent and the baseline of all others.
struct Log {
  Project project;
  std::vector<Experiment> experiments;

  explicit Log(model::Direction direction = model::Direction::maximize) {
    project.metrics = {{.name = "val/accuracy", .direction = direction}};
    project.objective = 0;
  }

  Experiment& add(const Values& values) {
    Experiment one;
    one.status = ExperimentStatus::finished;
    one.metrics = {{.metric = 0, .at_best = estimate(values), .per_run = values}};
    experiments.push_back(std::move(one));
    return experiments.back();
  }

  void decide() {
    project.pooled = pool_metrics(project, experiments);
    const HardwareInventory hardware;
    for (Experiment& one : experiments) {
      if (&one == &experiments.front()) continue;
      one.versus_parent = compare(project, experiments[0], 0, one, hardware);
      one.versus_baseline = one.versus_parent;
    }
    decide_verdicts(project, experiments);
  }

  Verdict verdict(std::size_t i) const { return experiments[i].versus_parent->verdict; }
  VerdictReason reason(std::size_t i) const { return experiments[i].versus_parent->reason; }
};

const Values kBase{0.900, 0.902, 0.904}, kBetter{0.950, 0.952, 0.954}, kSame{0.901, 0.903, 0.902};

TEST(Verdicts, TellImprovedFromRegressedFromNoise) {
  Log log;
  log.add(kBase);
  log.add(kBetter);
  log.add(Values{0.850, 0.852, 0.854});
  log.add(kSame);
  log.decide();
  EXPECT_EQ(log.verdict(1), Verdict::improved);
  EXPECT_EQ(log.verdict(2), Verdict::regressed);
  EXPECT_EQ(log.verdict(3), Verdict::within_noise);
  EXPECT_EQ(log.reason(3), VerdictReason::not_significant);
  EXPECT_EQ(log.experiments[1].versus_baseline->verdict, Verdict::improved);
}

TEST(Verdicts, LessIsBetterWhereTheObjectiveIsMinimised) {
  Log log(model::Direction::minimize);
  log.add(kBase);
  log.add(kBetter);
  log.decide();
  EXPECT_EQ(log.verdict(1), Verdict::regressed);
}

TEST(Verdicts, NothingIsSaidOfAnObjectiveWithoutADirection) {
  Log log(model::Direction::unknown);
  log.add(kBase);
  log.add(kBetter);
  log.decide();
  EXPECT_EQ(log.verdict(1), Verdict::none);
}

TEST(Verdicts, CertainButTinyEffectsAreWithinNoise) {
  Log log;
  log.project.smallest_effect = 0.06;
  log.add(kBase);
  log.add(kBetter);
  log.decide();
  EXPECT_EQ(log.verdict(1), Verdict::within_noise);
  EXPECT_EQ(log.reason(1), VerdictReason::below_smallest_effect);
}

TEST(Verdicts, ManyComparisonsNeedMoreThanOne) {
  // p of {0.900, 0.902, 0.904} against {0.906, 0.908, 0.9115} is 0.0219 by scipy: alone it counts, among 20 it does
  // not.
  const Values change{0.906, 0.908, 0.9115};
  Log alone;
  alone.add(kBase);
  alone.add(change);
  alone.decide();
  EXPECT_EQ(alone.verdict(1), Verdict::improved);
  Log many;
  many.add(kBase);
  for (int i = 0; i < 19; ++i) many.add(kSame);
  many.add(change);
  many.decide();
  EXPECT_EQ(many.verdict(20), Verdict::within_noise);
  EXPECT_NEAR(many.experiments[20].versus_parent->p_adjusted, 20 * many.experiments[20].versus_parent->objective.p,
              1e-12);
}

TEST(Verdicts, SayHowManyRepeatsADifferenceThatIsNotSignificantWouldNeed) {
  // Deviations 0.01 each and a difference of 0.02; no finding, two tests: level 0.025. By statsmodels
  // tt_ind_solve_power(effect_size=2, alpha=0.025, power=0.8, ratio=1) = 6.2.
  Log log;
  log.add(Values{0.89, 0.90, 0.91});
  log.add(Values{0.91, 0.92, 0.93});
  log.add(Values{0.89, 0.90, 0.91});
  log.decide();
  EXPECT_EQ(log.reason(1), VerdictReason::not_significant);
  EXPECT_EQ(log.experiments[1].versus_parent->repeats_needed, 7U);
  EXPECT_FALSE(log.experiments[2].versus_parent->repeats_needed);  // no difference at all
  Log real;
  real.add(kBase);
  real.add(kBetter);
  real.decide();
  EXPECT_FALSE(real.experiments[1].versus_parent->repeats_needed);
}

TEST(Verdicts, OneComparisonHasOneVerdictWhereTheBaselineIsTheParent) {
  // Among its siblings a change may be chance; against the baseline it would be one of two comparisons and count.
  const Values change{0.906, 0.908, 0.9115};
  Log log;
  log.add(kBase);
  log.add(change);
  for (int i = 0; i < 19; ++i) log.add(kSame);
  log.decide();
  for (std::size_t i = 2; i < log.experiments.size(); ++i) log.experiments[i].versus_baseline.reset();
  decide_verdicts(log.project, log.experiments);
  EXPECT_EQ(log.verdict(1), Verdict::within_noise);
  EXPECT_EQ(log.experiments[1].versus_baseline->verdict, Verdict::within_noise);
  EXPECT_EQ(log.experiments[1].versus_baseline->p_adjusted, log.experiments[1].versus_parent->p_adjusted);
}

TEST(Verdicts, SingleRunsNeedRepeatsSomewhere) {
  Log log;
  log.add(Values{0.90});
  log.add(Values{0.99});
  log.decide();
  EXPECT_EQ(log.verdict(1), Verdict::not_enough_repeats);
  EXPECT_EQ(log.reason(1), VerdictReason::too_few_repeats);

  Log with_repeats;
  with_repeats.add(kBase);
  with_repeats.add(kSame);
  with_repeats.add(Values{0.99});
  with_repeats.decide();
  EXPECT_EQ(with_repeats.verdict(2), Verdict::improved);
  EXPECT_TRUE(with_repeats.experiments[2].versus_parent->objective.pooled);
}

TEST(Verdicts, RepeatsEqualInEveryDigitSayNothingOfNoise) {
  Log log;
  log.add(Values{0.9, 0.9, 0.9});
  log.add(Values{0.95, 0.95, 0.95});
  log.decide();
  EXPECT_EQ(log.verdict(1), Verdict::not_enough_repeats);
  EXPECT_EQ(log.reason(1), VerdictReason::no_spread);
}

TEST(Verdicts, FailedAndDivergedExperimentsAreInNoFamily) {
  Log log;
  log.add(kBase);
  log.add(Values{}).status = ExperimentStatus::failed;
  log.add(Values{std::nan(""), std::nan("")});
  log.add(kBetter);
  log.decide();
  EXPECT_EQ(log.verdict(1), Verdict::failed);
  EXPECT_EQ(log.reason(1), VerdictReason::all_runs_failed);
  EXPECT_EQ(log.verdict(2), Verdict::failed);
  EXPECT_EQ(log.reason(2), VerdictReason::diverged);
  EXPECT_EQ(log.experiments[3].versus_parent->p_adjusted, log.experiments[3].versus_parent->objective.p);
}

TEST(Verdicts, OneDivergedRepeatLeavesNothingToCompare) {
  Log log;
  log.add(kBase);
  log.add(Values{0.95, std::nan("")});
  log.decide();
  EXPECT_EQ(log.verdict(1), Verdict::not_comparable);
  EXPECT_EQ(log.reason(1), VerdictReason::no_value);
}

TEST(Verdicts, AnotherDatasetIsNotComparable) {
  const auto with_dataset = [](Experiment& one, const char* name) {
    one.config.parameters = {{.path = "dataset", .value = {.kind = model::ParameterValue::Kind::text, .text = name}}};
  };
  Log log;
  with_dataset(log.add(kBase), "cifar10");
  with_dataset(log.add(kBetter), "cifar100");
  log.decide();
  EXPECT_EQ(log.verdict(1), Verdict::not_comparable);
  EXPECT_EQ(log.reason(1), VerdictReason::evaluation_changed);
  EXPECT_EQ(log.experiments[1].versus_parent->evaluation_changes, std::vector<std::string>{"dataset"});
}

Agreement agreement(model::Decision decision, Verdict verdict) {
  Experiment one;
  one.decision = decision;
  one.versus_parent = Comparison{.verdict = verdict};
  return agreement_of(one);
}

TEST(Agreement, IsOfDecisionAndVerdict) {
  using model::Decision;
  EXPECT_EQ(agreement(Decision::keep, Verdict::improved), Agreement::agrees);
  EXPECT_EQ(agreement(Decision::keep, Verdict::regressed), Agreement::disagrees);
  EXPECT_EQ(agreement(Decision::keep, Verdict::within_noise), Agreement::unproven);
  EXPECT_EQ(agreement(Decision::discard, Verdict::improved), Agreement::disagrees);
  EXPECT_EQ(agreement(Decision::discard, Verdict::within_noise), Agreement::agrees);
  EXPECT_EQ(agreement(Decision::discard, Verdict::not_enough_repeats), Agreement::unproven);
  EXPECT_EQ(agreement(Decision::open, Verdict::improved), Agreement::none);
  EXPECT_EQ(agreement(Decision::keep, Verdict::not_comparable), Agreement::none);
}

}  // namespace
}  // namespace analysis
