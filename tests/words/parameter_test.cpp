#include "words/parameter.h"

#include <gtest/gtest.h>

#include <string>

#include "support/findings_log.h"
#include "words/parts/phrase.h"
#include "words/recommendation.h"

namespace {

using model::ParameterImpact;
using model::ParameterValue;
using support::once;
using support::with_spaces;
using Recommendation = ParameterImpact::Recommendation;

ParameterValue number(double value, const std::string& text) {
  return {ParameterValue::Kind::number, text, value};
}

/// The impact of lr, 0.001 or 0.01, over four experiments.
class ParameterText : public testing::Test {
 protected:
  ParameterText() {
    log_.project();
    for (const char* id : {"a", "b", "c", "d"}) log_.experiment(id, once(0.9));
    impact_.parameter = "lr";
    impact_.numeric = true;
    impact_.values = {{.value = number(0.001, "0.001"), .objective = once(0.9)},
                      {.value = number(0.01, "0.01"), .objective = once(0.95)}};
  }

  model::Project& project() { return log_.findings().projects[0]; }
  words::ImpactContext context() { return {log_.findings(), project(), impact_}; }

  /// Three pairs say that the larger value is better by 1.2 points.
  model::ValueEffect& compare() {
    impact_.pairs_found = 3;
    impact_.effects = {{.from = 0,
                        .to = 1,
                        .pairs = 3,
                        .objective = {.estimate = 0.012, .low = 0.004, .high = 0.02, .p = 0.01},
                        .p_adjusted = 0.01,
                        .verdict = model::Verdict::clearly_better,
                        .real = true}};
    impact_.largest_effect = 0;
    impact_.recommendation = Recommendation::by_pairs;
    impact_.recommended = {1};
    return impact_.effects[0];
  }

  /// Ten values from 1 to 10, as a search tries them.
  void search(model::Index first, model::Index last) {
    impact_.values.clear();
    for (int i = 1; i <= 10; ++i) {
      impact_.values.push_back({.value = number(i, std::to_string(i)), .objective = once(0.9)});
    }
    impact_.recommendation = Recommendation::best_tenth;
    impact_.recommended = {first, last};
    impact_.best_count = 2;
  }

  std::string impact() { return with_spaces(words::impact_sentence(context())); }
  std::string recommendation() { return with_spaces(words::recommendation_sentence(context())); }

  support::FindingsLog log_;
  ParameterImpact impact_;
};

TEST_F(ParameterText, TellsTheLargestEffectAndWhatItRestsOn) {
  compare();
  EXPECT_EQ(impact(),
            "0.001 → 0.01 changed validation accuracy by +1.2 points (95 % interval +0.4 to +2.0, 3 controlled pairs, "
            "adjusted p 0.010): clearly better.");
}

TEST_F(ParameterText, TellsAnEffectWithoutAnInterval) {
  model::ValueEffect& effect = compare();
  effect.objective = {.estimate = 0.012};
  effect.p_adjusted = model::kMissing;
  effect.verdict = model::Verdict::not_tested;
  effect.pairs = 1;
  EXPECT_EQ(impact(),
            "0.001 → 0.01 changed validation accuracy by +1.2 points (no interval, 1 controlled pair): not tested.");
}

TEST_F(ParameterText, TellsTheRangeOfMeansAsConfoundedWithoutAPair) {
  EXPECT_EQ(impact(),
            "Mean validation accuracy of its values lies between 90.0 % and 95.0 % (2 experiments). No two experiments "
            "differ in this parameter alone, so that is confounded with what else was changed.");
}

TEST_F(ParameterText, SaysWhereThereIsNothingToCompare) {
  impact_.values[0].objective = {};
  EXPECT_EQ(impact(), "Only one of its values has experiments with a finite validation accuracy.");
  impact_.values[1].objective = {};
  EXPECT_EQ(impact(), "No experiment with this parameter has a finite validation accuracy.");
  project().objective.reset();
  EXPECT_EQ(impact(), "No metric looks like an objective, so there is nothing to compare values by.");
}

TEST_F(ParameterText, SaysTheGradeOfAnEffect) {
  model::ValueEffect effect = compare();
  EXPECT_EQ(words::effect_word(project(), effect).text, "clearly better");
  effect.verdict = model::Verdict::probably_worse;
  EXPECT_EQ(words::effect_word(project(), effect).text, "probably worse");
  EXPECT_EQ(words::effect_word(project(), effect).tone, model::Tone::bad);
  effect.verdict = model::Verdict::not_tested;
  EXPECT_EQ(words::effect_word(project(), effect).text, "not tested");
  project().metrics[0].direction = model::Direction::unknown;
  EXPECT_EQ(words::effect_word(project(), effect).text, "differs");
  effect.objective = {};
  EXPECT_EQ(words::effect_word(project(), effect).text, "no result");
}

TEST_F(ParameterText, TellsOnWhatAnEffectDepends) {
  impact_.pairs = {{.before = 0, .after = 1, .from = 0, .to = 1, .objective = {.estimate = 0.05}},
                   {.before = 2, .after = 3, .from = 0, .to = 1, .objective = {.estimate = -0.03}}};
  log_.findings().experiments[1].config.parameters = {{"optimizer", {ParameterValue::Kind::text, "adam"}}};
  log_.findings().experiments[3].config.parameters = {{"optimizer", {ParameterValue::Kind::text, "sgd"}}};
  const words::Phrase told = words::interaction_sentence(
      context(), {.from = 0, .to = 1, .better_pair = 0, .worse_pair = 1, .contexts = {"optimizer"}});
  EXPECT_EQ(words::plain_text(told),
            "What 0.001 → 0.01 does depends on optimizer: +5.0 points from a to b (optimizer adam), but −3.0 points "
            "from c to d (optimizer sgd).");
  EXPECT_EQ(
      words::plain_text(words::interaction_sentence(context(), {.to = 1, .worse_pair = 1})),
      "What 0.001 → 0.01 does depends on something that is not in the configuration: +5.0 points from a to b, but "
      "−3.0 points from c to d.");
}

TEST_F(ParameterText, SaysWhatOnlyEverChangesTogether) {
  EXPECT_EQ(words::together_sentence(impact_), "");
  impact_.together = {"momentum"};
  EXPECT_EQ(words::together_sentence(impact_),
            "It changes exactly when momentum does, so what each of them does cannot be told.");
  impact_.together = {"a", "b", "c", "d", "e", "f"};
  EXPECT_EQ(words::together_sentence(impact_),
            "It changes exactly when a, b, c and 3 more do, so what each of them does cannot be told.");
}

TEST_F(ParameterText, GivesItsImportanceOrWhyThereIsNone) {
  const auto told = [&] { return with_spaces(words::importance_text(project(), impact_)); };
  EXPECT_EQ(told(), "of searches alone");
  project().search.emplace();
  EXPECT_EQ(told(), "too few experiments");
  impact_.weighed = true;
  EXPECT_EQ(told(), "no more than chance");
  impact_.importance = 3.14;
  EXPECT_EQ(told(), "3.1 times chance");
  impact_.importance = 1.04;
  EXPECT_EQ(told(), "1.04 times chance");
  project().parameters = {impact_};
  project().parameters[0].parameter = "momentum";
  impact_.importance.reset();
  impact_.weighed = false;
  EXPECT_EQ(told(), "too few experiments per value");
  impact_.together = {"momentum"};
  EXPECT_EQ(told(), "counted with momentum");
  project().parameters.clear();
  project().objective.reset();
  EXPECT_EQ(told(), "no objective");
}

TEST_F(ParameterText, ShortensNumbersOfManyDigits) {
  impact_.values[0].value = number(0.1 + 0.2, "0.30000000000000004");
  EXPECT_EQ(words::step_text(impact_, 0, 1), "0.3 → 0.01");
  impact_.values[0].value.reset();
  EXPECT_EQ(words::value_text(impact_, 0), "not set");
}

TEST_F(ParameterText, RecommendsWhatPairsShow) {
  compare();
  EXPECT_EQ(words::recommended_text(impact_), "0.01");
  EXPECT_EQ(words::rule_text(impact_), "by 3 pairs");
  EXPECT_EQ(recommendation(),
            "Use 0.01: in 3 controlled pairs it is clearly better than 0.001. It is the largest one tested, so a "
            "larger one may be better still.");
}

TEST_F(ParameterText, NamesValuesThatNoPairCompares) {
  impact_.values.insert(impact_.values.begin(), {.value = number(0.0001, "0.0001")});
  compare();
  impact_.effects[0].from = 1;
  impact_.effects[0].to = 2;
  impact_.recommended = {2};
  EXPECT_EQ(recommendation(),
            "Use 0.01: in 3 controlled pairs it is clearly better than 0.001. No pair compares it with 0.0001. It is "
            "the largest one tested, so a larger one may be better still.");
}

TEST_F(ParameterText, NamesWhatIsAheadButNotClearly) {
  compare();
  impact_.values.push_back({.value = number(0.1, "0.1"), .objective = once(0.96)});
  impact_.effects.push_back({.from = 1,
                             .to = 2,
                             .pairs = 1,
                             .objective = {.estimate = 0.003, .low = -0.01, .high = 0.016, .p = 0.4},
                             .p_adjusted = 0.4,
                             .verdict = model::Verdict::probably_better});
  EXPECT_EQ(recommendation(),
            "Use 0.01: in 3 controlled pairs it is clearly better than 0.001. Ahead of it, though not clearly: 0.1 "
            "(0.3 points).");
}

TEST_F(ParameterText, NamesWhatIsNoWorseByMoreThanALittle) {
  compare();
  impact_.values.push_back({.value = number(0.1, "0.1"), .objective = once(0.952)});
  impact_.effects[0].to = 2;
  impact_.effects.push_back(
      {.from = 1, .to = 2, .pairs = 1, .objective = {.estimate = 0.002, .low = -0.004, .high = 0.008, .p = 0.4}});
  impact_.recommended = {1, 2};
  impact_.preferred = 2;
  EXPECT_EQ(words::recommended_text(impact_), "0.01 or 0.1");
  EXPECT_EQ(recommendation(),
            "Use 0.1: in 3 controlled pairs it is clearly better than 0.001. No worse by more than a little, with 95 % "
            "certainty: 0.01.");
}

TEST_F(ParameterText, SaysWhereNoPairShowsAClearDifference) {
  model::ValueEffect& effect = compare();
  effect.real = false;
  effect.verdict = model::Verdict::too_close;
  EXPECT_EQ(words::recommended_text(impact_), "0.01");
  EXPECT_EQ(words::rule_text(impact_), "no clear difference in 3 pairs");
  const std::string rest =
      " That does not rule one out: the largest, 0.001 → 0.01, gave +1.2 points (95 % interval +0.4 to +2.0).";
  EXPECT_EQ(recommendation(), "No clear difference in 3 controlled pairs; the best estimate is 0.01." + rest);
  impact_.used_by_best = 1;
  EXPECT_EQ(
      recommendation(),
      "No clear difference in 3 controlled pairs, so it may stay as it is in the best configuration: 0.01." + rest);
}

TEST_F(ParameterText, SaysThatTheBestConfigurationUsesAWorseValue) {
  compare();
  impact_.used_by_best = 0;
  EXPECT_EQ(recommendation(),
            "Use 0.01: in 3 controlled pairs it is clearly better than 0.001. It is the largest one tested, so a "
            "larger one may be better still. The best configuration uses 0.001, although another value is clearly "
            "better.");
}

TEST_F(ParameterText, HintsWherePairsAreTooFewToTest) {
  compare().p_adjusted = model::kMissing;
  EXPECT_EQ(words::rule_text(impact_), "a hint only, 3 pairs, too few repeats");
  EXPECT_EQ(recommendation(),
            "A hint only: 0.01 came out best in 3 controlled pairs, and nothing was repeated enough to tell that from "
            "noise.");
  impact_.used_by_best = 1;
  EXPECT_EQ(recommendation(),
            "The best configuration uses 0.01; in 3 controlled pairs nothing was repeated enough to tell a difference "
            "from noise.");
}

TEST_F(ParameterText, HintsAtTheBestMeanWithoutPairs) {
  impact_.recommendation = Recommendation::confounded;
  impact_.recommended = {1};
  EXPECT_EQ(words::rule_text(impact_), "a hint only, confounded");
  EXPECT_EQ(recommendation(),
            "A hint only: 0.01 (1 experiment) had the best mean validation accuracy. No two experiments differ in this "
            "parameter alone, so what it does is not known; such a pair would tell.");
  impact_.used_by_best = 1;
  EXPECT_EQ(words::rule_text(impact_), "used by the best, never changed alone");
  EXPECT_EQ(recommendation(),
            "The best configuration uses 0.01. No two experiments differ in this parameter alone, so what it does is "
            "not known; such a pair would tell.");
}

TEST_F(ParameterText, RecommendsWhereTheBestOfASearchLie) {
  search(2, 3);
  EXPECT_EQ(words::recommended_text(impact_), "3 to 4");
  EXPECT_EQ(words::rule_text(impact_), "best tenth of the search");
  EXPECT_EQ(recommendation(),
            "Search on between 3 and 4: there lie the best 2 of 10 experiments. Other parameters changed too.");
}

TEST_F(ParameterText, IsUndecidedWhereTheBestOfASearchLieAllOver) {
  search(0, 9);
  EXPECT_EQ(words::recommended_text(impact_), "undecided");
  EXPECT_EQ(words::rule_text(impact_), "the best tenth lies all over");
  EXPECT_EQ(recommendation(),
            "Undecided: the best 2 of 10 experiments lie between 1 and 10, which is most of what was tested. Other "
            "parameters changed too.");
}

TEST_F(ParameterText, SaysWhyItRecommendsNothing) {
  EXPECT_EQ(recommendation(), "Nothing can be recommended from these experiments.");
  project().metrics[0].direction = model::Direction::unknown;
  EXPECT_EQ(recommendation(), "Nothing can be recommended: it is not known which metric says what is better.");
}

}  // namespace
