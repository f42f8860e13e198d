#include "words/verdict.h"

#include <gtest/gtest.h>

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
    judge(Verdict::improved, VerdictReason::significant, kFivePoints);
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
  EXPECT_EQ(sentence(),
            "Validation accuracy 90.0 → 95.0 % (+5.0 points, 95 % interval +2.0 to +8.0, 3 repeats each): improved");
  EXPECT_EQ(reason(), "");
}

TEST_F(VerdictText, GivesNoIntervalWhereThereIsNone) {
  measure(once(0.95), once(0.9));
  judge(Verdict::not_enough_repeats, VerdictReason::too_few_repeats, {.estimate = -0.05});
  EXPECT_EQ(sentence(), "Validation accuracy 95.0 → 90.0 % (−5.0 points, 1 run each): not enough repeats");
  EXPECT_EQ(reason(), "One run on a side says nothing of the noise, and the project has too few repeats to stand in.");
}

TEST_F(VerdictText, CountsRunsOfBothSidesWhereTheyDiffer) {
  measure(repeats(0.9, 0.01, 3), repeats(0.95, 0.01, 5));
  EXPECT_EQ(sentence(),
            "Validation accuracy 90.0 → 95.0 % (+5.0 points, 95 % interval +2.0 to +8.0, 3 and 5 runs): improved");
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

TEST_F(VerdictText, SaysNothingWithoutAVerdict) {
  judge(Verdict::none, VerdictReason::none);
  EXPECT_EQ(sentence(), "");
  EXPECT_EQ(reason(), "");
}

TEST_F(VerdictText, SaysWhichIsNotKnown) {
  measure({}, once(0.9));
  judge(Verdict::not_comparable, VerdictReason::no_value);
  EXPECT_EQ(sentence(), "Validation accuracy is not known on both sides: not comparable");
}

TEST_F(VerdictText, GivesTheSmallestEffectThatARealOneIsBelow) {
  project().smallest_effect = 0.01;
  judge(Verdict::within_noise, VerdictReason::below_smallest_effect);
  EXPECT_EQ(reason(), "The effect is real, but below the smallest one of interest (1.0 %).");
}

TEST_F(VerdictText, TellsWhatCountsAloneFromWhatCountsInALog) {
  judge(Verdict::within_noise, VerdictReason::not_significant, {.estimate = 0.02, .p = 0.03}).p_adjusted = 0.12;
  EXPECT_EQ(reason(),
            "Alone it would count as an effect; among all comparisons of this log it may be chance (adjusted p 0.12).");
}

TEST_F(VerdictText, SaysWhatStandsInForTheNoiseOfOneRun) {
  project().pooled[0].experiments = 4;
  judge(Verdict::improved, VerdictReason::significant, {.estimate = 0.05, .p = 0.01, .pooled = true});
  EXPECT_EQ(
      reason(),
      "With one run on a side, the deviation within the 4 experiments that have repeats stands in for the noise.");
}

TEST_F(VerdictText, SaysThatEqualRepeatsShowNoNoise) {
  judge(Verdict::not_enough_repeats, VerdictReason::no_spread);
  EXPECT_EQ(reason(), "The repeats are equal in every digit, so the noise is not known.");
}

TEST_F(VerdictText, SaysHowManyRepeatsWouldTell) {
  EXPECT_EQ(words::repeats_needed_text(*after().versus_parent), "");
  after().versus_parent->repeats_needed = 9;
  EXPECT_EQ(words::repeats_needed_text(*after().versus_parent),
            "About 9 repeats of each would tell a difference of this size from noise.");
}

TEST_F(VerdictText, SetsADecisionAgainstTheVerdict) {
  const auto told = [&](Agreement agreement, Decision decision, Verdict verdict) {
    after().agreement = agreement;
    after().decision = decision;
    after().versus_parent->verdict = verdict;
    return words::agreement_text(after());
  };
  EXPECT_EQ(told(Agreement::disagrees, Decision::discard, Verdict::improved), "Discarded, although it improved.");
  EXPECT_EQ(told(Agreement::disagrees, Decision::keep, Verdict::failed), "Kept, although it failed.");
  EXPECT_EQ(told(Agreement::disagrees, Decision::keep, Verdict::regressed), "Kept, although it got worse.");
  EXPECT_EQ(told(Agreement::unproven, Decision::keep, Verdict::within_noise),
            "Kept, although the difference is within noise.");
  EXPECT_EQ(told(Agreement::unproven, Decision::keep, Verdict::not_enough_repeats),
            "Kept without enough repeats to tell.");
  EXPECT_EQ(told(Agreement::unproven, Decision::discard, Verdict::not_enough_repeats),
            "Discarded without enough repeats to tell.");
  EXPECT_EQ(told(Agreement::agrees, Decision::keep, Verdict::improved), "");
}

TEST(ValueInterval, HasTheDigitsOfTheDeviationAndTheUnitOnce) {
  const model::Estimate estimate{.mean = 0.972, .sd = 0.003, .low = 0.968, .high = 0.976, .n = 3};
  EXPECT_EQ(with_spaces(words::value_interval(estimate, model::ValueKind::fraction)), "96.8 to 97.6 %");
  EXPECT_EQ(words::value_interval(once(0.9), model::ValueKind::fraction), "");
}

}  // namespace
