#include "words/verdict.h"

#include <gtest/gtest.h>

#include <cmath>
#include <string>

#include "support/findings_log.h"

namespace {

using model::Agreement;
using model::Decision;
using model::Verdict;
using model::VerdictReason;
using support::once;
using support::repeats;
using support::with_spaces;

constexpr model::Difference kFivePoints{.estimate = 0.05, .low = 0.02, .high = 0.08, .p = 0.001};

/// An experiment against the baseline, three repeats each.
class VerdictText : public testing::Test {
 protected:
  VerdictText() {
    log_.project();
    log_.experiment("a", repeats(0.9, 0.01, 3));
    log_.experiment("b", repeats(0.95, 0.01, 3));
    judge(Verdict::clearly_better, VerdictReason::clear, kFivePoints);
  }

  model::Comparison& judge(Verdict verdict, VerdictReason reason, const model::Difference& difference = {}) {
    log_.change(after(), verdict, reason, difference);
    return *after().versus_parent;
  }
  model::Project& project() { return log_.findings().projects[0]; }
  model::Experiment& before() { return log_.findings().experiments[0]; }
  model::Experiment& after() { return log_.findings().experiments[1]; }
  std::string sentence() {
    return with_spaces(words::verdict_sentence(project(), before(), after(), *after().versus_parent));
  }
  std::string reason() { return with_spaces(words::verdict_reason(project(), *after().versus_parent)); }
  void measure(const model::Estimate& was, const model::Estimate& now) {
    before().metrics[0].at_best = was;
    after().metrics[0].at_best = now;
  }

  support::FindingsLog log_;
};

TEST_F(VerdictText, GivesBothMeansTheDifferenceAndHowManyRepeats) {
  EXPECT_EQ(
      sentence(),
      "Validation accuracy 90.0 → 95.0 %, clearly better (+5.0 points, 95 % interval +2.0 to +8.0, 3 repeats each)");
  EXPECT_EQ(reason(), "");
}

TEST_F(VerdictText, SaysTheChanceWhereTheIntervalAloneWouldCount) {
  model::Comparison& comparison = judge(Verdict::too_close, VerdictReason::undecided, kFivePoints);
  comparison.chance = 0.72;
  EXPECT_EQ(with_spaces(words::verdict_text(comparison)), "too close to call (72 %)");
  EXPECT_EQ(sentence(),
            "Validation accuracy 90.0 → 95.0 %, too close to call (+5.0 points, chance 72 %, 95 % interval +2.0 to "
            "+8.0, 3 repeats each)");
  comparison.objective.low = -0.01;
  EXPECT_EQ(words::verdict_text(comparison), "too close to call");
}

TEST_F(VerdictText, GivesNoIntervalWhereThereIsNone) {
  measure(once(0.95), once(0.9));
  judge(Verdict::not_tested, VerdictReason::no_repeats, {.estimate = -0.05});
  EXPECT_EQ(sentence(), "Validation accuracy 95.0 → 90.0 %, one run each, not tested (−5.0 points)");
  EXPECT_EQ(reason(), "Nothing in this log was run twice, so how far results vary from run to run is not known.");
  measure(once(0.95), repeats(0.9, 0.01, 3));
  judge(Verdict::not_tested, VerdictReason::single_runs, {.estimate = -0.05});
  EXPECT_EQ(sentence(), "Validation accuracy 95.0 → 90.0 %, not tested (−5.0 points, 1 and 3 runs)");
  EXPECT_EQ(reason(),
            "One run on a side says nothing of the noise, and too few experiments have repeats to lend theirs.");
  judge(Verdict::not_tested, VerdictReason::too_few_repeats, {.estimate = -0.05});
  EXPECT_EQ(reason(), "The whole log has too few repeats to know the noise.");
}

TEST_F(VerdictText, SaysWhatCanBeSaidWithoutATest) {
  const std::string start = "Nothing in this log was run twice, so how far results vary from run to run is not known.";
  model::Comparison& change = judge(Verdict::not_tested, VerdictReason::no_repeats, {.estimate = 0.002});
  change.below_wobble = true;
  EXPECT_EQ(reason(),
            start +
                " The difference is smaller than what results wobble by from one evaluation to the next: too close "
                "to call.");
  change.below_wobble = false;
  change.contexts = 5;
  change.contexts_better = 4;
  EXPECT_EQ(reason(), start + " The same change came out better in 4 of 5 controlled pairs.");
  change.contexts_better = 1;
  EXPECT_EQ(reason(), start + " The same change came out no better in 4 of 5 controlled pairs.");
}

TEST_F(VerdictText, GivesTheChanceOfWhatIsProbable) {
  judge(Verdict::probably_better, VerdictReason::likely, {.estimate = 0.014, .low = 0.002, .high = 0.026, .p = 0.03})
      .chance = 0.783;
  measure(repeats(0.907, 0.01, 3), repeats(0.921, 0.01, 3));
  EXPECT_EQ(sentence(),
            "Validation accuracy 90.7 → 92.1 %, probably better (+1.4 points, chance 78 %, 95 % interval +0.2 to +2.6, "
            "3 repeats each)");
  EXPECT_EQ(with_spaces(words::verdict_text(*after().versus_parent)), "probably better (78 %)");
  EXPECT_EQ(with_spaces(words::chance_text(0.9999)), "99 %");
  EXPECT_EQ(with_spaces(words::chance_text(0.001)), "1 %");
}

TEST_F(VerdictText, SaysWhatIsTooCloseAndWhatDoesNotMatter) {
  measure(repeats(0.900, 0.01, 3), repeats(0.903, 0.01, 3));
  judge(Verdict::too_close, VerdictReason::undecided, {.estimate = 0.003, .low = -0.008, .high = 0.014, .p = 0.5});
  EXPECT_EQ(sentence(),
            "Validation accuracy 90.0 → 90.3 %, too close to call (+0.3 points, 95 % interval −0.8 to +1.4, 3 repeats "
            "each)");
  judge(Verdict::no_difference, VerdictReason::within_smallest,
        {.estimate = 0.003, .low = -0.001, .high = 0.007, .p = 1});
  EXPECT_EQ(sentence(),
            "Validation accuracy 90.0 → 90.3 %, no difference that matters (+0.3 points, 95 % interval −0.1 to +0.7, 3 "
            "repeats each)");
}

TEST_F(VerdictText, ADifferenceFromTheBaselineHasAnIntervalAndNoWord) {
  judge(Verdict::none, VerdictReason::none, kFivePoints);
  EXPECT_EQ(sentence(), "Validation accuracy 90.0 → 95.0 % (+5.0 points, 95 % interval +2.0 to +8.0, 3 repeats each)");
}

TEST_F(VerdictText, WhatDidNotRunToItsEndIsNotCompared) {
  judge(Verdict::not_comparable, VerdictReason::unfinished, {.estimate = 0.05});
  EXPECT_EQ(sentence(), "Validation accuracy 90.0 → 95.0 %: not comparable, since runs did not end");
  EXPECT_EQ(reason(), "No run of one side went to its end, so the two had not the same chance.");
}

TEST_F(VerdictText, CountsRunsOfBothSidesWhereTheyDiffer) {
  measure(repeats(0.9, 0.01, 3), repeats(0.95, 0.01, 5));
  EXPECT_EQ(
      sentence(),
      "Validation accuracy 90.0 → 95.0 %, clearly better (+5.0 points, 95 % interval +2.0 to +8.0, 3 and 5 runs)");
}

TEST_F(VerdictText, SaysThatAllFailed) {
  judge(Verdict::failed, VerdictReason::all_runs_failed);
  EXPECT_EQ(sentence(), "All 3 runs failed");
  after().runs.resize(1);
  EXPECT_EQ(sentence(), "Its run failed");
}

TEST_F(VerdictText, SaysThatItDiverged) {
  judge(Verdict::failed, VerdictReason::diverged);
  EXPECT_EQ(sentence(), "Validation accuracy has no finite value: failed");
  EXPECT_EQ(reason(), "No run has a finite value of the objective.");
}

TEST_F(VerdictText, SaysWhatWasMeasuredDifferently) {
  judge(Verdict::not_comparable, VerdictReason::evaluation_changed).evaluation_changes = {"dataset"};
  EXPECT_EQ(sentence(), "Validation accuracy 90.0 → 95.0 %: not comparable, since dataset differs");
  EXPECT_EQ(reason(), "Numbers are not comparable: dataset differs.");
  after().versus_parent->evaluation_changes = {"dataset", "split"};
  EXPECT_EQ(sentence(), "Validation accuracy 90.0 → 95.0 %: not comparable, since dataset and split differ");
}

TEST_F(VerdictText, SaysNothingWithoutADirection) {
  project().metrics[0].direction = model::Direction::unknown;
  judge(Verdict::none, VerdictReason::none);
  EXPECT_EQ(sentence(), "");
  EXPECT_EQ(reason(), "");
}

TEST_F(VerdictText, SaysWhichIsNotKnown) {
  measure({}, once(0.9));
  judge(Verdict::not_comparable, VerdictReason::no_value);
  EXPECT_EQ(sentence(), "Validation accuracy is not known on both sides: not comparable");
}

TEST_F(VerdictText, GivesTheSmallestEffectThatTheDifferenceIsBelow) {
  project().smallest_effect = 0.01;
  judge(Verdict::too_close, VerdictReason::within_smallest);
  EXPECT_EQ(reason(), "Whatever the true difference is, it is smaller than the smallest one of interest (1.0 point).");
}

TEST_F(VerdictText, TellsWhatCountsAloneFromWhatCountsInALog) {
  judge(Verdict::too_close, VerdictReason::undecided, {.estimate = 0.02, .p = 0.03}).p_adjusted = 0.12;
  EXPECT_EQ(reason(),
            "Alone it would count as an effect; among all changes of this log it may be chance (adjusted p 0.12).");
}

TEST_F(VerdictText, SaysWhoseNoiseIsLentToOneRun) {
  project().noise[0].experiments = 4;
  judge(Verdict::clearly_better, VerdictReason::clear, {.estimate = 0.05, .p = 0.01, .lent = true});
  EXPECT_EQ(reason(), "With one run on a side, the noise is that of the 4 experiments with repeats.");
}

TEST_F(VerdictText, SaysThatEqualRepeatsShowNoNoise) {
  judge(Verdict::not_tested, VerdictReason::no_spread);
  EXPECT_EQ(reason(), "What was run again has the same result or the same seed: other seeds would show the noise.");
}

TEST_F(VerdictText, SaysHowManyRepeatsWouldSettleADifferenceWorthFinding) {
  project().worth_finding = 0.01;
  EXPECT_EQ(words::repeats_needed_text(project(), *after().versus_parent), "");
  after().versus_parent->repeats_needed = 9;
  EXPECT_EQ(with_spaces(words::repeats_needed_text(project(), *after().versus_parent)),
            "About 9 repeats of each would settle a difference of 1.0 point.");
}

TEST_F(VerdictText, DescribesTheNoise) {
  EXPECT_EQ(words::noise_text(project()), "");
  project().noise[0] = {
      .gap = model::NoiseGap::none, .variance = 0.0001, .prior_degrees = INFINITY, .degrees = 81, .experiments = 30};
  const std::string start =
      "The noise is known from the repeats of 30 experiments (81 degrees of freedom), typically ± 1.0 point from run "
      "to run; ";
  EXPECT_EQ(with_spaces(words::noise_text(project())), start + "all experiments are about as noisy.");
  project().noise[0].prior_degrees = 15;
  EXPECT_EQ(with_spaces(words::noise_text(project())), start + "some experiments are noisier than others.");
  project().noise[0].prior_degrees = 2;
  EXPECT_EQ(with_spaces(words::noise_text(project())), start + "some experiments are far noisier than others.");
  project().seed_block = {.experiments = 12, .seeds = 3};
  EXPECT_EQ(
      with_spaces(words::noise_text(project())),
      start +
          "some experiments are far noisier than others. The same 3 seeds run through 12 experiments and matter; they "
          "were taken out of the comparisons of these.");
}

TEST_F(VerdictText, SetsADecisionAgainstTheVerdict) {
  const auto told = [&](Agreement agreement, Decision decision, Verdict verdict) {
    after().agreement = agreement;
    after().decision = decision;
    after().versus_parent->verdict = verdict;
    return words::agreement_text(after());
  };
  EXPECT_EQ(told(Agreement::disagrees, Decision::discard, Verdict::clearly_better),
            "Discarded, although clearly better.");
  EXPECT_EQ(told(Agreement::disagrees, Decision::keep, Verdict::failed), "Kept, although it failed.");
  EXPECT_EQ(told(Agreement::disagrees, Decision::keep, Verdict::clearly_worse), "Kept, although clearly worse.");
  EXPECT_EQ(told(Agreement::unproven, Decision::keep, Verdict::too_close), "Kept, although too close to call.");
  EXPECT_EQ(told(Agreement::agrees, Decision::keep, Verdict::clearly_better), "");
  EXPECT_EQ(told(Agreement::none, Decision::keep, Verdict::not_tested), "");
  after().versus_parent->reason = VerdictReason::likely;
  after().versus_parent->chance = 0.81;
  EXPECT_EQ(with_spaces(told(Agreement::disagrees, Decision::keep, Verdict::probably_worse)),
            "Kept, although probably worse (81 %).");
}

TEST(ValueInterval, HasTheDigitsOfTheDeviationAndTheUnitOnce) {
  const model::Estimate estimate{.mean = 0.972, .sd = 0.003, .low = 0.968, .high = 0.976, .n = 3};
  EXPECT_EQ(with_spaces(words::value_interval(estimate, model::ValueKind::fraction)), "96.8 to 97.6 %");
  EXPECT_EQ(words::value_interval(once(0.9), model::ValueKind::fraction), "");
}

TEST(ValueInterval, OfAShareIsCutAtItsEndsAndSaysSo) {
  const model::Estimate high{.mean = 0.99, .sd = 0.008, .low = 0.97, .high = 1.01, .n = 3};
  EXPECT_EQ(with_spaces(words::value_interval(high, model::ValueKind::fraction)), "97.0 to 100.0 % (cut at 100 %)");
  const model::Estimate low{.mean = 1, .sd = 0.8, .low = -1, .high = 3, .n = 3};
  EXPECT_EQ(with_spaces(words::value_interval(low, model::ValueKind::percent)), "0.0 to 3.0 % (cut at 0 %)");
  EXPECT_EQ(with_spaces(words::value_interval(low, model::ValueKind::plain)), "−1.00 to 3.00");
}

}  // namespace
