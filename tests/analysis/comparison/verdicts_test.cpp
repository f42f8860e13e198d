#include "analysis/comparison/verdicts.h"

#include <gtest/gtest.h>

#include <cmath>
#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include "analysis/comparison/comparison.h"
#include "analysis/comparison/project_noise.h"
#include "analysis/statistics/estimate.h"
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

const Values kBase{0.900, 0.902, 0.904}, kBetter{0.950, 0.952, 0.954}, kWorse{0.850, 0.852, 0.854},
    kSame{0.901, 0.903, 0.902}, kLikely{0.905, 0.907, 0.909};

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
    find_noise({}, {}, project, experiments);
    const HardwareInventory hardware;
    for (Experiment& one : experiments) {
      if (&one == &experiments.front()) continue;
      one.versus_parent = compare(project, experiments[0], 0, one, hardware);
      one.versus_baseline = one.versus_parent;
    }
    decide_verdicts(project, experiments);
  }

  const Comparison& change(std::size_t i) const { return *experiments[i].versus_parent; }
  Verdict verdict(std::size_t i) const { return experiments[i].versus_parent->verdict; }
  VerdictReason reason(std::size_t i) const { return experiments[i].versus_parent->reason; }
};

/// Numbers of reference/verdicts.py: estimate, interval, p, adjusted p, chance.
void expect_change(const Comparison& actual, Verdict verdict, const std::vector<double>& expected) {
  EXPECT_EQ(actual.verdict, verdict);
  EXPECT_NEAR(actual.objective.estimate, expected[0], 1e-12);
  EXPECT_NEAR(actual.objective.low, expected[1], 1e-9);
  EXPECT_NEAR(actual.objective.high, expected[2], 1e-9);
  EXPECT_NEAR(actual.objective.p, expected[3], 1e-9);
  EXPECT_NEAR(actual.p_adjusted, expected[4], 1e-9);
  EXPECT_NEAR(actual.chance, expected[5], 1e-7);
}

TEST(Verdicts, TellBetterFromWorseFromTooClose) {
  Log log;
  log.add(kBase);
  log.add(kBetter);
  log.add(kWorse);
  log.add(kSame);
  log.decide();
  expect_change(log.change(1), Verdict::clearly_better,
                {0.05, 0.04623431101600113, 0.053765688983998736, 1.4061998622226942e-09, 2.1092997933340415e-09,
                 0.9999998940206969});
  expect_change(log.change(2), Verdict::clearly_worse,
                {-0.05, -0.05376568898399885, -0.04623431101600124, 1.406199862222669e-09, 2.1092997933340415e-09,
                 0.999999894020697});
  expect_change(log.change(3), Verdict::too_close,
                {0, -0.0035848291111732562, 0.0035848291111732562, 1, 1, 0.05272044786836764});
  EXPECT_EQ(log.reason(1), VerdictReason::clear);
  EXPECT_EQ(log.reason(3), VerdictReason::undecided);
}

TEST(Verdicts, LessIsBetterWhereTheObjectiveIsMinimised) {
  Log log(model::Direction::minimize);
  log.add(kBase);
  log.add(kBetter);
  log.add(kLikely);
  log.decide();
  EXPECT_EQ(log.verdict(1), Verdict::clearly_worse);
  EXPECT_EQ(log.verdict(2), Verdict::probably_worse);
}

TEST(Verdicts, NothingIsSaidOfAnObjectiveWithoutADirection) {
  Log log(model::Direction::unknown);
  log.add(kBase);
  log.add(kBetter);
  log.decide();
  EXPECT_EQ(log.verdict(1), Verdict::none);
  EXPECT_EQ(log.verdict(1), log.experiments[1].versus_baseline->verdict);
}

TEST(Verdicts, ProbablyHasAChance) {
  Log log;
  log.add(kBase);
  log.add(kLikely);
  log.add(kSame);
  log.decide();
  expect_change(log.change(1), Verdict::probably_better,
                {0.005, 0.0010042096794172003, 0.008995790320582809, 0.02217201435004231, 0.04434402870008462,
                 0.6046497811061657});
  EXPECT_EQ(log.reason(1), VerdictReason::likely);
}

TEST(Verdicts, ManyComparisonsNeedMoreThanOne) {
  // The same change as above, which counts as one of two and not as one of twenty.
  Log many;
  many.add(kBase);
  for (int i = 0; i < 19; ++i) many.add(kSame);
  many.add(kLikely);
  many.decide();
  expect_change(many.change(20), Verdict::too_close,
                {0.005, 0.0017044863792318758, 0.008295513620768132, 0.0038276889495334012, 0.07655377899066802,
                 0.4163946504001332});
}

TEST(Verdicts, DifferencesInsideTheSmallestEffectDoNotMatter) {
  Log log;
  log.project.smallest_effect = 0.06;
  log.add(kBase);
  log.add(kBetter);
  log.add(kWorse);
  log.add(kSame);
  log.decide();
  for (const std::size_t i : {1, 2, 3}) {
    EXPECT_EQ(log.verdict(i), Verdict::no_difference);
    EXPECT_EQ(log.reason(i), VerdictReason::within_smallest);
    EXPECT_EQ(log.change(i).objective.p, 1);
    EXPECT_FALSE(log.change(i).repeats_needed);
  }
  EXPECT_LT(log.change(1).objective.p_of_none, 1e-8);
}

TEST(Verdicts, AreOfMoreThanTheSmallestEffectAndNotOfAnyDifference) {
  // 0.05 is five thousandths above it: the true difference may be below.
  Log log;
  log.project.smallest_effect = 0.045;
  log.add(kBase);
  log.add(kBetter);
  log.add(kWorse);
  log.add(kSame);
  log.decide();
  expect_change(log.change(1), Verdict::probably_better,
                {0.05, 0.04623431101600113, 0.053765688983998736, 0.015538612064146308, 0.023307918096219463,
                 0.6730734469346855});
}

TEST(Verdicts, AGradeIsOfTheAdjustedPAndTheChanceTogether) {
  Log log;
  const auto grade_of = [&](double estimate, double p, double chance) {
    return grade(log.project, {.estimate = estimate, .low = estimate - 0.1, .high = estimate + 0.1}, p, chance);
  };
  EXPECT_EQ(grade_of(0.2, 0.05, 0.8), Verdict::clearly_better);
  EXPECT_EQ(grade_of(-0.2, 0.05, 0.8), Verdict::clearly_worse);
  EXPECT_EQ(grade_of(0.2, 0.05, 0.79), Verdict::probably_better);
  EXPECT_EQ(grade_of(0.2, 0.051, 0.99), Verdict::probably_better);
  EXPECT_EQ(grade_of(-0.2, 0.051, 0.75), Verdict::probably_worse);
  EXPECT_EQ(grade_of(0.2, 0.051, 0.74), Verdict::too_close);
  EXPECT_EQ(grade_of(0, 0.01, 0.9), Verdict::too_close);
  EXPECT_EQ(grade_of(0.2, model::kMissing, model::kMissing), Verdict::not_tested);
  log.project.smallest_effect = 0.31;
  EXPECT_EQ(grade_of(0.2, 1, 0.1), Verdict::no_difference);
  EXPECT_EQ(grade_of(0.2, 1, 0.75), Verdict::no_difference);
  log.project.smallest_effect = 0.3;  // the interval ends there
  EXPECT_EQ(grade_of(0.2, 1, 0.1), Verdict::too_close);
  log.project.significance = 0.01;
  EXPECT_EQ(grade_of(0.4, 0.05, 0.8), Verdict::probably_better);
}

TEST(Verdicts, SayHowManyRepeatsWouldSettleADifferenceWorthFinding) {
  // Deviations of 0.01 each and a difference of 0.02; no finding, two tests: level 0.025. By statsmodels
  // TTestIndPower().solve_power(effect_size=2, alpha=0.025, power=0.8, ratio=1) = 6.2.
  Log log;
  log.project.smallest_effect = 0.02;
  log.add(Values{0.89, 0.90, 0.91});
  log.add(Values{0.91, 0.92, 0.93});
  log.add(Values{0.89, 0.90, 0.91});
  log.decide();
  EXPECT_EQ(log.project.worth_finding, 0.02);
  EXPECT_EQ(log.verdict(1), Verdict::too_close);
  EXPECT_EQ(log.change(1).repeats_needed, 7U);
  EXPECT_EQ(log.verdict(2), Verdict::no_difference);
  EXPECT_FALSE(log.change(2).repeats_needed);
}

TEST(Verdicts, WithoutASmallestEffectAClearDifferenceOfTheLogIsWorthFinding) {
  Log log;
  log.add(kBase);
  for (const double up : {0.02, 0.05, 0.07}) log.add(Values{0.900 + up, 0.902 + up, 0.904 + up});
  log.add(kSame);
  log.decide();
  for (const std::size_t i : {1, 2, 3}) EXPECT_EQ(log.verdict(i), Verdict::clearly_better);
  EXPECT_NEAR(log.project.worth_finding, 0.05, 1e-12);
  EXPECT_FALSE(log.change(1).repeats_needed);
  EXPECT_EQ(log.verdict(4), Verdict::too_close);
  EXPECT_FALSE(log.change(4).repeats_needed);  // two would do, and both sides have three
  Log none;
  none.add(kBase);
  none.add(kSame);
  none.decide();
  EXPECT_TRUE(std::isnan(none.project.worth_finding));
  EXPECT_FALSE(none.change(1).repeats_needed);
}

TEST(Verdicts, TheBaselineIsNoSecondChance) {
  Log log;
  log.add(kBase);
  log.add(kBetter);
  log.add(kSame);
  log.decide();
  // Where the baseline is the parent it is the same comparison; elsewhere it has an interval and no word.
  EXPECT_EQ(log.experiments[1].versus_baseline->verdict, Verdict::clearly_better);
  EXPECT_EQ(log.experiments[1].versus_baseline->p_adjusted, log.change(1).p_adjusted);
  const HardwareInventory hardware;
  log.experiments[2].versus_parent = compare(log.project, log.experiments[1], 1, log.experiments[2], hardware);
  log.experiments[2].versus_baseline = compare(log.project, log.experiments[0], 0, log.experiments[2], hardware);
  decide_verdicts(log.project, log.experiments);
  EXPECT_EQ(log.verdict(2), Verdict::clearly_worse);
  const Comparison& baseline = *log.experiments[2].versus_baseline;
  EXPECT_EQ(baseline.verdict, Verdict::none);
  EXPECT_TRUE(std::isnan(baseline.p_adjusted));
  EXPECT_TRUE(std::isfinite(baseline.objective.low));
  // What needs no test is told of it, too.
  log.experiments[2].status = ExperimentStatus::failed;
  decide_verdicts(log.project, log.experiments);
  EXPECT_EQ(log.experiments[2].versus_baseline->verdict, Verdict::failed);
}

TEST(Verdicts, APairOutsideTheLogIsAFamilyOfItsOwn) {
  Log log;
  log.add(kBase);
  log.add(kBetter);
  log.add(kLikely);
  log.decide();
  const HardwareInventory hardware;
  Comparison pair = compare(log.project, log.experiments[2], 2, log.experiments[1], hardware);
  decide_verdict(log.project, log.experiments[2], log.experiments[1], pair);
  EXPECT_EQ(pair.verdict, Verdict::clearly_better);
  EXPECT_EQ(pair.p_adjusted, pair.objective.p);
  Comparison change = compare(log.project, log.experiments[0], 0, log.experiments[2], hardware);
  decide_verdict(log.project, log.experiments[0], log.experiments[2], change);
  EXPECT_EQ(change.verdict, log.verdict(2));
  EXPECT_EQ(change.p_adjusted, log.change(2).p_adjusted);
}

TEST(Verdicts, SingleRunsNeedRepeatsSomewhere) {
  Log log;
  log.add(Values{0.90});
  log.add(Values{0.99});
  log.decide();
  EXPECT_EQ(log.verdict(1), Verdict::not_tested);
  EXPECT_EQ(log.reason(1), VerdictReason::no_repeats);
  EXPECT_NEAR(log.change(1).objective.estimate, 0.09, 1e-12);
  EXPECT_TRUE(std::isnan(log.change(1).objective.low));
}

TEST(Verdicts, OneOrTwoExperimentsLendTheirNoiseToNobody) {
  Log two;
  two.add(kBase);
  two.add(kSame);
  two.add(Values{0.99});
  two.decide();
  EXPECT_EQ(two.verdict(1), Verdict::too_close);
  EXPECT_EQ(two.verdict(2), Verdict::not_tested);
  EXPECT_EQ(two.reason(2), VerdictReason::single_runs);
  EXPECT_TRUE(std::isnan(two.change(2).objective.p));
  Log three;
  three.add(kBase);
  three.add(kSame);
  three.add(kBetter);
  three.add(Values{0.99});
  three.decide();
  expect_change(three.change(3), Verdict::clearly_better,
                {0.088, 0.08290634679578074, 0.0930936532042192, 1.1723376885176824e-08, 3.517013065553047e-08,
                 0.9999991953090092});
  EXPECT_TRUE(three.change(3).objective.lent);
}

TEST(Verdicts, FewRepeatsInTheWholeLogAreNotEnough) {
  Log log;
  log.add(Values{0.90, 0.91});
  log.add(Values{0.95, 0.96});
  log.decide();
  EXPECT_EQ(log.verdict(1), Verdict::not_tested);
  EXPECT_EQ(log.reason(1), VerdictReason::too_few_repeats);
}

TEST(Verdicts, RepeatsEqualInEveryDigitSayNothingOfNoise) {
  Log log;
  log.add(Values{0.9, 0.9, 0.9});
  log.add(Values{0.95, 0.95, 0.95});
  log.decide();
  EXPECT_EQ(log.verdict(1), Verdict::not_tested);
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
  EXPECT_EQ(log.change(3).p_adjusted, log.change(3).objective.p);
}

TEST(Verdicts, OneDivergedRepeatLeavesNothingToCompare) {
  Log log;
  log.add(kBase);
  log.add(Values{0.95, std::nan("")});
  log.decide();
  EXPECT_EQ(log.verdict(1), Verdict::not_comparable);
  EXPECT_EQ(log.reason(1), VerdictReason::no_value);
}

TEST(Verdicts, WhatDidNotRunToItsEndIsNotComparable) {
  Log log;
  log.add(kBase);
  log.add(kBetter).unfinished = true;
  log.add(kSame);
  log.decide();
  EXPECT_EQ(log.verdict(1), Verdict::not_comparable);
  EXPECT_EQ(log.reason(1), VerdictReason::unfinished);
  EXPECT_EQ(log.verdict(2), Verdict::too_close);
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
  EXPECT_EQ(agreement(Decision::keep, Verdict::clearly_better), Agreement::agrees);
  EXPECT_EQ(agreement(Decision::keep, Verdict::probably_better), Agreement::agrees);
  EXPECT_EQ(agreement(Decision::keep, Verdict::clearly_worse), Agreement::disagrees);
  EXPECT_EQ(agreement(Decision::keep, Verdict::probably_worse), Agreement::disagrees);
  EXPECT_EQ(agreement(Decision::keep, Verdict::failed), Agreement::disagrees);
  EXPECT_EQ(agreement(Decision::keep, Verdict::too_close), Agreement::unproven);
  EXPECT_EQ(agreement(Decision::discard, Verdict::clearly_better), Agreement::disagrees);
  EXPECT_EQ(agreement(Decision::discard, Verdict::probably_better), Agreement::disagrees);
  EXPECT_EQ(agreement(Decision::discard, Verdict::probably_worse), Agreement::agrees);
  EXPECT_EQ(agreement(Decision::discard, Verdict::failed), Agreement::agrees);
  EXPECT_EQ(agreement(Decision::discard, Verdict::too_close), Agreement::agrees);
  EXPECT_EQ(agreement(Decision::discard, Verdict::no_difference), Agreement::agrees);
}

TEST(Agreement, IsNoneWhereThereIsNothingToSetAgainstEachOther) {
  using model::Decision;
  EXPECT_EQ(agreement(Decision::open, Verdict::clearly_better), Agreement::none);
  EXPECT_EQ(agreement(Decision::keep, Verdict::not_comparable), Agreement::none);
  for (const Decision decision : {Decision::keep, Decision::discard})
    EXPECT_EQ(agreement(decision, Verdict::not_tested), Agreement::none);
  EXPECT_EQ(agreement(Decision::keep, Verdict::no_difference), Agreement::none);
  Experiment baseline;
  baseline.decision = Decision::keep;
  EXPECT_EQ(agreement_of(baseline), Agreement::none);
}

}  // namespace
}  // namespace analysis
