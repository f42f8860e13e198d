#include "words/best.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "support/all_findings.h"
#include "support/findings_log.h"

namespace {

using model::Comparability;
using model::ValueKind;
using support::once;
using support::repeats;
using support::with_spaces;
using testing::ElementsAre;
using testing::IsEmpty;

TEST(CertaintyText, GivesTheDeviationOrSaysThatThereIsNone) {
  EXPECT_EQ(words::certainty_text(repeats(0.95, 0.01, 3), ValueKind::fraction), "± 1.0, 3 repeats");
  EXPECT_EQ(words::certainty_text(once(0.95), ValueKind::fraction), "1 run, no interval");
}

TEST(CostTitle, NamesEachCost) {
  EXPECT_EQ(words::cost_title(model::Role::training_time), "Training time");
  EXPECT_EQ(words::cost_title(model::Role::memory), "Memory");
  EXPECT_EQ(words::cost_title(model::Role::inference_time), "Inference time");
}

/// A change that took training from 10 s to `seconds`.
class BestText : public testing::Test {
 protected:
  BestText() {
    log_.project().metrics.push_back({.name = "time",
                                      .label = "Training time",
                                      .direction = model::Direction::minimize,
                                      .kind = ValueKind::seconds,
                                      .role = model::Role::training_time});
    log_.experiment("a", repeats(0.9, 0.01, 3));
    log_.experiment("b", repeats(0.95, 0.01, 3));
    log_.change(changed(), model::Verdict::clearly_better, model::VerdictReason::clear,
                {.estimate = 0.05, .low = 0.02, .high = 0.08, .p = 0.001});
  }

  model::Project& project() { return log_.findings().projects[0]; }
  model::Experiment& changed() { return log_.findings().experiments[1]; }
  std::vector<std::string> costs(double seconds, Comparability comparability = Comparability::comparable) {
    log_.findings().experiments[0].metrics.resize(1);
    log_.findings().experiments[0].metrics.push_back({.metric = 1, .at_best = once(10)});
    changed().metrics.resize(1);
    changed().metrics.push_back({.metric = 1, .at_best = once(seconds)});
    changed().versus_baseline->metrics = {
        {.metric = 1, .difference = {.estimate = seconds - 10}, .comparability = comparability}};
    std::vector<std::string> told = words::cost_changes(log_.findings(), changed());
    for (std::string& one : told) one = with_spaces(one);
    return told;
  }
  std::string progress() { return with_spaces(words::progress_text(log_.findings(), project())); }

  support::FindingsLog log_;
};

TEST_F(BestText, SetsItAgainstTheBaseline) {
  EXPECT_EQ(
      with_spaces(words::versus_baseline_text(log_.findings(), changed())),
      "Against the baseline a: Validation accuracy 90.0 → 95.0 %, clearly better (+5.0 points, 95 % interval +2.0 "
      "to +8.0, 3 repeats each).");
  EXPECT_EQ(words::versus_baseline_text(log_.findings(), log_.findings().experiments[0]), "");
}

TEST_F(BestText, TellsCostsInTheirUnitAndInPerCent) {
  EXPECT_THAT(costs(7), ElementsAre("Training time 10.0 → 7.0 s (−30 %; −3.0 s, 1 run each)."));
  EXPECT_THAT(costs(11), ElementsAre("Training time 10.0 → 11.0 s (+10 %; +1.0 s, 1 run each)."));
}

TEST_F(BestText, TellsHowManyTimesWhatMoreThanDoubled) {
  EXPECT_THAT(costs(24), ElementsAre("Training time 10.0 → 24.0 s (×2.4; +14.0 s, 1 run each)."));
}

TEST_F(BestText, ComparesNoCostsOfDifferentMachines) {
  EXPECT_THAT(costs(7, Comparability::other_hardware),
              ElementsAre("Training time 10.0 → 7.0 s: not comparable (other hardware)."));
}

TEST_F(BestText, LeavesSecondaryObjectivesToTheirOwnSentence) {
  project().secondary = {1};
  EXPECT_THAT(costs(7), IsEmpty());
}

TEST_F(BestText, GivesTheRuleOfTheBestMean) {
  model::BestConfiguration best;
  EXPECT_EQ(words::rule_text(project(), best), "Highest mean of Validation accuracy.");
  project().metrics[0].direction = model::Direction::minimize;
  best.left_out = 1;
  EXPECT_EQ(words::rule_text(project(), best),
            "Lowest mean of Validation accuracy; 1 of 2 experiments are left out, since they failed or have no finite "
            "mean.");
  project().ranked_on.resize(1);
  EXPECT_EQ(words::rule_text(project(), best),
            "Lowest mean of Validation accuracy; 1 of 2 experiments are left out, since they failed, have no finite "
            "mean or were measured on something else.");
}

TEST_F(BestText, GivesTheRuleOfTheLeastCostAndItsTolerance) {
  model::BestConfiguration best{.purpose = model::Purpose::speed, .tolerance = 0.01};
  EXPECT_EQ(words::rule_text(project(), best),
            "Shortest mean training time among experiments whose mean of Validation accuracy is within 1 % of the "
            "best.");
  best.purpose = model::Purpose::memory;
  best.tolerance = 0.0025;
  EXPECT_EQ(words::rule_text(project(), best),
            "Least mean memory among experiments whose mean of Validation accuracy is within 0.25 % of the best.");
  best.purpose = model::Purpose::inference;
  best.tolerance = 0.1;
  best.same_hardware = true;
  EXPECT_EQ(words::rule_text(project(), best),
            "Shortest mean inference time among experiments whose mean of Validation accuracy is within 10 % of the "
            "best, on the same hardware as the best.");
}

TEST_F(BestText, SaysOfWhatTheToleranceIsAShare) {
  const model::BestConfiguration best{.purpose = model::Purpose::speed, .tolerance = 0.01, .of_range = true};
  EXPECT_EQ(words::rule_text(project(), best),
            "Shortest mean training time among experiments whose mean of Validation accuracy is within 1 % of the best "
            "(of what lies between the worst and the best).");
}

TEST_F(BestText, CountsDecisionsAndTrainingTime) {
  EXPECT_EQ(progress(), "6 runs.");
  project().progress.open = 2;
  EXPECT_EQ(progress(), "6 runs.");  // nobody decides here
  project().progress.kept = 7;
  project().progress.discarded = 9;
  project().runs_with_time = 6;
  project().training_time_s = 11100;
  EXPECT_EQ(progress(), "7 of 18 changes kept, 9 discarded, 2 undecided. 6 runs, 3 h 05 min of training in total.");
  project().runs_with_time = 4;
  EXPECT_EQ(
      progress(),
      "7 of 18 changes kept, 9 discarded, 2 undecided. 6 runs, 3 h 05 min of training in total (4 of them say how "
      "long).");
}

}  // namespace
