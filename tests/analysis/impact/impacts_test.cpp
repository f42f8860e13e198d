#include "analysis/impact/impacts.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <string>
#include <vector>

#include "analysis/impact/controlled_pairs.h"
#include "support/all_findings.h"
#include "support/findings_case.h"

namespace analysis {
namespace {

using model::Findings;
using model::Index;
using model::ParameterImpact;
using model::ValueEffect;
using support::Case;
using support::run;
using support::RunBuilder;
using testing::ElementsAre;
using testing::IsEmpty;
using Recommendation = ParameterImpact::Recommendation;

const ParameterImpact& impact(const Findings& findings, const std::string& parameter) {
  for (const ParameterImpact& one : findings.projects.at(0).parameters) {
    if (one.parameter == parameter) return one;
  }
  ADD_FAILURE() << "no parameter " << parameter;
  static const ParameterImpact kNone;
  return kNone;
}

std::vector<std::string> names(const Findings& findings) {
  std::vector<std::string> result;
  for (const ParameterImpact& one : findings.projects.at(0).parameters) result.push_back(one.parameter);
  return result;
}

std::vector<std::string> recommended(const ParameterImpact& of) {
  std::vector<std::string> result;
  for (const Index value : of.recommended)
    result.push_back(of.values[value].value ? of.values[value].value->text : "not set");
  return result;
}

// Numbers of reference/impacts.py.
void expect_difference(const model::Difference& actual, const std::vector<double>& expected) {
  EXPECT_NEAR(actual.estimate, expected[0], 1e-9);
  EXPECT_NEAR(actual.low, expected[1], 1e-9);
  EXPECT_NEAR(actual.high, expected[2], 1e-9);
  EXPECT_NEAR(actual.p, expected[3], 1e-9);
  EXPECT_NEAR(actual.degrees_of_freedom, expected[4], 1e-7);
}

Case two_models() {
  Case c;
  c.add_repeats("a", 0.01, {0.90, 0.91, 0.92});
  c.add_repeats("a", 0.1, {0.95, 0.97, 0.94});
  c.add_repeats("b", 0.01, {0.80, 0.82, 0.81});
  c.add_repeats("b", 0.1, {0.70, 0.71, 0.685});
  return c;
}

TEST(Impacts, EffectsOfRepeatedExperimentsAgreeWithScipy) {
  const Findings findings = two_models().findings();
  EXPECT_THAT(names(findings), ElementsAre("model", "lr"));
  const ParameterImpact& lr = impact(findings, "lr");
  ASSERT_EQ(lr.pairs.size(), 2u);
  expect_difference(lr.pairs[0].objective,
                    {0.043333333333333224, 0.017337461891638335, 0.06932920477502812, 0.004919543754465167, 8.0});
  expect_difference(lr.pairs[1].objective,
                    {-0.1116666666666668, -0.13496567856038574, -0.08836765477294785, 4.003256080409419e-06, 8.0});
  ASSERT_EQ(lr.effects.size(), 1u);
  EXPECT_EQ(lr.effects[0].pairs, 2u);
  EXPECT_EQ(lr.pairs_found, 2u);
  expect_difference(lr.effects[0].objective,
                    {-0.03416666666666679, -0.0516211022579197, -0.01671223107541388, 0.001965531963446551, 8.0});
}

TEST(Impacts, ValuesCarryTheirExperimentsAndMarginalMeans) {
  const Findings findings = two_models().findings();
  const ParameterImpact& lr = impact(findings, "lr");
  EXPECT_EQ(lr.category, "Learning rate");
  EXPECT_TRUE(lr.numeric);
  EXPECT_FALSE(lr.log_axis);  // one order of magnitude, not more
  ASSERT_EQ(lr.values.size(), 2u);
  EXPECT_EQ(lr.values[0].value->text, "0.01");
  EXPECT_THAT(lr.values[0].experiments, ElementsAre(0, 2));
  EXPECT_EQ(lr.values[0].runs, 6u);
  EXPECT_NEAR(lr.values[0].objective.mean, (0.91 + 0.81) / 2, 1e-12);
  EXPECT_EQ(lr.values[0].objective.n, 2u);
}

TEST(Impacts, OppositeRealEffectsAreAnInteraction) {
  const Findings findings = two_models().findings();
  const ParameterImpact& lr = impact(findings, "lr");
  ASSERT_EQ(lr.interactions.size(), 1u);
  EXPECT_EQ(lr.interactions[0].better_pair, 0u);
  EXPECT_EQ(lr.interactions[0].worse_pair, 1u);
  EXPECT_THAT(lr.interactions[0].contexts, ElementsAre("model"));
  EXPECT_THAT(impact(findings, "model").interactions, IsEmpty());
}

TEST(Impacts, RealLossesAreNotRecommended) {
  const Findings findings = two_models().findings();
  EXPECT_EQ(impact(findings, "lr").recommendation, Recommendation::by_pairs);
  EXPECT_THAT(recommended(impact(findings, "lr")), ElementsAre("0.01"));
  EXPECT_THAT(recommended(impact(findings, "model")), ElementsAre("a"));
}

TEST(Impacts, TheSmallestEffectOfInterestKeepsSmallLosses) {
  Case c = two_models();
  EXPECT_EQ(impact(c.findings(), "lr").preferred, 0u);
  // The loss of 0.1 is 3.4 points: not clearly beyond 5, so what the best configuration uses may stay.
  c.settings.defaults.smallest_effect = 0.05;
  EXPECT_EQ(impact(c.findings(), "lr").preferred, 1u);
  EXPECT_THAT(recommended(impact(c.findings(), "lr")), ElementsAre("0.01", "0.1"));
}

TEST(Impacts, AnUntestedLossIsNotRecommended) {
  Case c;
  c.add(run("a").param("lr", 0.1).param("n", 1), 0.1).add(run("b").param("lr", 0.01).param("n", 1), 0.9);
  const Findings findings = c.findings();
  EXPECT_EQ(impact(findings, "lr").recommendation, Recommendation::by_pairs);
  EXPECT_TRUE(std::isnan(impact(findings, "lr").effects.at(0).p_adjusted));
  EXPECT_THAT(recommended(impact(findings, "lr")), ElementsAre("0.01"));
}

TEST(Impacts, WithoutPairsMeansAreMarkedConfounded) {
  Case c;
  c.add(run("a").param("lr", 0.1).param("model", "x"), 0.7).add(run("b").param("lr", 0.01).param("model", "y"), 0.9);
  const Findings findings = c.findings();
  EXPECT_THAT(impact(findings, "lr").pairs, IsEmpty());
  EXPECT_EQ(impact(findings, "lr").recommendation, Recommendation::confounded);
  EXPECT_THAT(recommended(impact(findings, "model")), ElementsAre("y"));
}

TEST(Impacts, MeansOverDifferentDataRecommendNothing) {
  Case c;
  c.add(run("a").param("lr", 0.1).param("dataset", "easy"), 0.9);
  c.add(run("b").param("lr", 0.01).param("dataset", "hard"), 0.5);
  const Findings findings = c.findings();
  EXPECT_THAT(names(findings), ElementsAre("lr"));
  EXPECT_EQ(impact(findings, "lr").recommendation, Recommendation::none);
}

TEST(Impacts, NotSetIsAValueAndComesLast) {
  Case c;
  c.add(run("a").param("lr", 0.1), 0.7).add(run("b").param("lr", 0.1).param("aug", "flip"), 0.8);
  c.add(run("c").param("lr", 0.1).param("aug", 2), 0.9).add(run("d").param("lr", 0.1).param("aug", true), 0.6);
  const Findings findings = c.findings();
  const ParameterImpact& aug = impact(findings, "aug");
  EXPECT_FALSE(aug.numeric);
  ASSERT_EQ(aug.values.size(), 4u);
  EXPECT_EQ(aug.values[0].value->text, "2");
  EXPECT_EQ(aug.values[1].value->text, "true");
  EXPECT_EQ(aug.values[2].value->text, "flip");
  EXPECT_FALSE(aug.values[3].value);
  EXPECT_EQ(aug.pairs.size(), 6u);
  EXPECT_THAT(recommended(aug), ElementsAre("2"));
}

TEST(Impacts, ASearchOverNumbersRecommendsTheRangeOfItsBestTenth) {
  Case c;
  c.settings.defaults.kind = model::Kind::search;
  for (int i = 0; i < 40; ++i) {
    const double lr = std::pow(10.0, -5 + 4 * i / 39.0);
    c.add(run("r").param("lr", lr).param("dropout", (i * 13 % 40) / 80.0), 0.9 - std::fabs(i - 20) / 100.0);
  }
  const Findings findings = c.findings();
  const ParameterImpact& lr = impact(findings, "lr");
  EXPECT_TRUE(lr.log_axis);
  EXPECT_EQ(lr.recommendation, Recommendation::best_tenth);
  EXPECT_THAT(lr.recommended, ElementsAre(18, 19, 20, 21, 22));  // five of forty
  EXPECT_GT(lr.importance.value_or(0), 1.5);                     // times what chance reaches
  EXPECT_TRUE(impact(findings, "dropout").weighed);
  EXPECT_FALSE(impact(findings, "dropout").importance);
  EXPECT_EQ(names(findings).front(), "lr");
}

TEST(Impacts, PairsThatASearchMakesByAccidentDecideNothing) {
  Case c;
  for (int i = 0; i < 40; ++i) c.add(run("r").param("lr", i).param("n", -1 - i / 2), 0.5 + i / 100.0);
  for (int i = 40; i < 80; ++i) c.add(run("r").param("lr", i).param("n", i), 0.5 + i / 100.0);
  const Findings findings = c.findings();
  EXPECT_EQ(impact(findings, "lr").recommendation, Recommendation::by_pairs);  // every second experiment has a pair
  c.runs.erase(c.runs.begin());
  EXPECT_EQ(impact(c.findings(), "lr").recommendation, Recommendation::best_tenth);
  EXPECT_THAT(recommended(impact(c.findings(), "lr")), testing::SizeIs(8));
}

TEST(Impacts, OneLuckyTryIsNotRecommendedOverRepeatedValues) {
  Case c;
  const auto add = [&](const char* aug, double accuracy) {
    c.add(run("r").param("aug", aug).param("n", static_cast<int>(c.runs.size())), accuracy);
  };
  add("flip", 0.80);
  add("flip", 0.82);
  add("none", 0.30);
  add("none", 0.32);
  add("lucky", 0.9);
  EXPECT_THAT(recommended(impact(c.findings(), "aug")), ElementsAre("flip"));
  c.runs.erase(c.runs.begin());
  EXPECT_THAT(recommended(impact(c.findings(), "aug")), ElementsAre("lucky"));
}

TEST(Impacts, TextsThatNearlyEveryExperimentHasItsOwnOfTakeNoPartInImportance) {
  Case c;
  c.settings.defaults.kind = model::Kind::search;
  for (int i = 0; i < 30; ++i)
    c.add(run("r").param("lr", i).param("comment", ("try " + std::to_string(i)).c_str()), 0.5 + i / 100.0);
  const Findings findings = c.findings();
  EXPECT_FALSE(impact(findings, "comment").weighed);
  EXPECT_TRUE(impact(findings, "lr").importance);
}

TEST(Impacts, AnEffectThatIsAChangeOfTheLogHasTheLogsAdjustedP) {
  Case c;
  c.add_repeats("a", 0.01, {0.90, 0.91, 0.92});
  c.add_repeats("a", 0.1, {0.92, 0.94, 0.96});
  c.add_repeats("b", 0.1, {0.91, 0.93, 0.98});
  c.add_repeats("c", 1.0, {0.80, 0.81, 0.79});  // two changes at once: in the log, but no effect of one parameter
  const Findings findings = c.findings();
  const ValueEffect& lr = impact(findings, "lr").effects.at(0);
  ASSERT_EQ(lr.log_change, Index{1});
  EXPECT_DOUBLE_EQ(lr.p_adjusted, findings.experiments[1].versus_parent->p_adjusted);
  const ValueEffect& model = impact(findings, "model").effects.at(0);
  ASSERT_EQ(model.log_change, Index{2});
  EXPECT_DOUBLE_EQ(model.p_adjusted, findings.experiments[2].versus_parent->p_adjusted);
  // As one of three p values: 3/2 of it, where a family of the two effects would make it 2/1.
  EXPECT_DOUBLE_EQ(lr.p_adjusted, lr.objective.p * 3 / 2);
}

TEST(Impacts, BeingAmongTheBestIsJudgedOnTheSameData) {
  // Twenty experiments on easy data with small models, twenty on hard data with large ones: the learning rate matters.
  Case c;
  c.settings.defaults.kind = model::Kind::search;
  c.settings.defaults.split_evaluations = false;
  for (int i = 0; i < 40; ++i) {
    const bool easy = i < 20;
    c.add(
        run("r").param("dataset", easy ? "easy" : "hard").param("size", easy ? 1 : 2).param("lr", i % 20 * 7 % 20 + 1),
        (easy ? 0.9 : 0.3) + (i % 20 * 7 % 20) / 1000.0);
  }
  const Findings findings = c.findings();
  EXPECT_FALSE(impact(findings, "size").importance);
  EXPECT_TRUE(impact(findings, "lr").importance);
}

TEST(Impacts, ASweepOfOneNumberIsPairedByNeighboursWhenItIsLong) {
  Case c;
  for (int i = 0; i < 300; ++i) c.add(run("r").param("lr", i).param("n", 1), 0.5 + i / 1000.0);
  const Findings findings = c.findings();
  const ParameterImpact& lr = impact(findings, "lr");
  EXPECT_EQ(lr.pairs_found, 299u);  // 44,850 in all
  EXPECT_EQ(lr.effects.size(), 299u);
}

TEST(Impacts, PairsOfOneParameterAreKeptUpToALimitAndCounted) {
  Case c;
  for (int i = 0; i < 60; ++i) c.add(run("r").param("lr", i).param("n", 1), 0.5 + i / 1000.0);
  const Findings findings = c.findings();
  const ParameterImpact& lr = impact(findings, "lr");
  EXPECT_EQ(lr.pairs_found, 60u * 59 / 2);
  EXPECT_EQ(lr.pairs.size(), kMaxPairs);
  EXPECT_EQ(lr.effects.size(), 60u * 59 / 2);
}

TEST(Impacts, ParametersThatAlwaysChangeTogetherCountOnceAndSaySo) {
  Case c;
  c.settings.defaults.kind = model::Kind::search;
  for (int i = 0; i < 40; ++i) {
    const int model = i * 7 % 3;
    c.add(run("r")
              .param("abc", model == 0   ? "x"
                            : model == 1 ? "y"
                                         : "z")
              .param("model", model)
              .param("lr", i),
          0.5 + model / 10.0);
  }
  const Findings findings = c.findings();
  EXPECT_THAT(impact(findings, "model").together, ElementsAre("abc"));
  EXPECT_THAT(impact(findings, "abc").together, ElementsAre("model"));
  EXPECT_THAT(impact(findings, "lr").together, IsEmpty());
  EXPECT_TRUE(impact(findings, "model").importance);  // its category is known
  EXPECT_FALSE(impact(findings, "abc").importance);
}

TEST(Impacts, DefaultsThatSomeExperimentsWriteOutSayNothing) {
  Case c;
  c.settings.defaults.kind = model::Kind::search;
  for (int i = 0; i < 40; ++i) {
    RunBuilder builder = run("r").param("lr", i);
    if (i % 2) builder.param("dropout", 0.0);
    c.add(builder, 0.5 + i % 2 / 10.0);
  }
  const Findings findings = c.findings();
  EXPECT_FALSE(impact(findings, "dropout").importance);
  EXPECT_EQ(impact(findings, "dropout").recommendation, Recommendation::none);
}

TEST(Impacts, CategoriesCanBeNamed) {
  Case c = two_models();
  c.settings.defaults.categories["lr"] = "Speed";
  EXPECT_EQ(impact(c.findings(), "lr").category, "Speed");
}

TEST(Impacts, ValuesThatAreNotFiniteHaveNoMeanAndNoEffect) {
  Case c;
  c.add(run("a").param("lr", 0.1).param("n", 1), 0.7).add(run("b").param("lr", 10).param("n", 1), std::nan(""));
  const Findings findings = c.findings();
  const ParameterImpact& lr = impact(findings, "lr");
  ASSERT_EQ(lr.values.size(), 2u);
  EXPECT_EQ(lr.values[1].objective.non_finite, 1u);
  ASSERT_EQ(lr.effects.size(), 1u);
  EXPECT_EQ(lr.effects[0].pairs, 0u);
  EXPECT_FALSE(lr.largest_effect);
  EXPECT_EQ(lr.recommendation, Recommendation::none);
}

TEST(Impacts, RunsWithoutParametersAreNoValue) {
  Case c;
  c.add(run("a").param("lr", 0.1), 0.7).add(run("b"), 0.8);
  EXPECT_THAT(names(c.findings()), IsEmpty());
}

TEST(MeanDifference, LentOnesShareTheirDegreesOfFreedom) {
  const model::Difference own{.estimate = 0.04, .standard_error = 0.01, .degrees_of_freedom = 3.5};
  const model::Difference a{
      .estimate = 0.05, .standard_error = 0.0282842712474619, .degrees_of_freedom = 6, .lent = true};
  model::Difference b = a;
  b.estimate = 0.01;
  const model::Difference mean = mean_difference(std::vector{a, b, own});
  EXPECT_TRUE(mean.lent);
  expect_difference(
      mean, {0.03333333333333333, 0.0005668264918621338, 0.06609984017480453, 0.04711386974387115, 6.728381374722839});
}

TEST(MeanDifference, HasNoMoreDegreesOfFreedomThanTheLog) {
  const model::Difference one{.estimate = 0.04, .standard_error = 0.01, .degrees_of_freedom = 6};
  EXPECT_DOUBLE_EQ(mean_difference(std::vector{one, one}).degrees_of_freedom, 12);
  EXPECT_DOUBLE_EQ(mean_difference(std::vector{one, one}, {.most_degrees = 8}).degrees_of_freedom, 8);
}

TEST(MeanDifference, IsTestedForMoreThanTheSmallestOfInterest) {
  // Error 0.01/√2; t = 0.01·√2/0.01 = 1.41421356 with 12 degrees: p = 0.1827167627 by scipy.
  const model::Difference one{.estimate = 0.04, .standard_error = 0.01, .degrees_of_freedom = 6};
  const model::Difference mean = mean_difference(std::vector{one, one}, {.smallest = 0.03});
  EXPECT_NEAR(mean.p, 0.1827167627, 1e-10);
  EXPECT_LT(mean.p_of_none, 0.001);
}

TEST(MeanDifference, WithoutErrorsTheSpreadOfTheDifferencesTells) {
  std::vector<model::Difference> differences;
  for (const double d : {0.02, 0.03, 0.01, 0.025, std::nan("")}) differences.push_back({.estimate = d});
  expect_difference(mean_difference(differences),
                    {0.02125, 0.007662345581019924, 0.03483765441898008, 0.015587358121496144, 3});
}

TEST(MeanDifference, SaysNoMoreThanItKnows) {
  EXPECT_TRUE(std::isnan(mean_difference({}).estimate));
  const std::vector<model::Difference> one{{.estimate = 0.5}};
  EXPECT_EQ(mean_difference(one).estimate, 0.5);
  EXPECT_TRUE(std::isnan(mean_difference(one).p));
  const std::vector<model::Difference> equal{{.estimate = 0.5}, {.estimate = 0.5}};
  EXPECT_EQ(mean_difference(equal).estimate, 0.5);
  EXPECT_TRUE(std::isnan(mean_difference(equal).p));
}

}  // namespace
}  // namespace analysis
