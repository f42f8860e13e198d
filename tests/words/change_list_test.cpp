#include "words/change_list.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "support/findings_log.h"

namespace {

using support::repeats;
using testing::ElementsAre;

constexpr model::Difference kFivePoints{.estimate = 0.05, .low = 0.02, .high = 0.08, .p = 0.001};

/// "b" improved on "a" since the last build.
class ChangeList : public testing::Test {
 protected:
  ChangeList() {
    log_.project();
    log_.experiment("a", repeats(0.9, 0.01, 3));
    log_.change(log_.experiment("b", repeats(0.95, 0.01, 3)), model::Verdict::clearly_better,
                model::VerdictReason::clear, kFivePoints);
    log_.findings().since_last.emplace();
  }

  model::SinceLast& since() { return *log_.findings().since_last; }
  std::vector<std::string> told() {
    std::vector<std::string> sentences;
    for (const words::ListedChange& change : words::list_changes(log_.findings())) {
      sentences.push_back(support::with_spaces(change.sentence));
    }
    return sentences;
  }

  support::FindingsLog log_;
};

TEST_F(ChangeList, TellsNewExperimentsWithTheirVerdict) {
  since().new_experiments = {1};
  EXPECT_THAT(told(),
              ElementsAre("b is new, 3 runs; against a: Validation accuracy 90.0 → 95.0 %, clearly better (+5.0 "
                          "points, 95 % interval +2.0 to +8.0, 3 repeats each)"));
}

TEST_F(ChangeList, CountsNewRunsOfAnExperiment) {
  log_.findings().experiment_of_run = {0, 0, 0, 1, 1, 1};
  since().new_runs = {4, 5};
  EXPECT_THAT(told(), ElementsAre("b has 2 new runs, now 3"));
}

TEST_F(ChangeList, TellsTheNewBestAgainstTheOneBefore) {
  since().new_bests = {{.experiment = 1, .before = "a", .before_now = 0, .difference = kFivePoints}};
  EXPECT_THAT(told(), ElementsAre("b is the new best for validation accuracy, before it was a: 90.0 → 95.0 % (+5.0 "
                                  "points, 95 % interval +2.0 to +8.0, 3 repeats each)"));
}

TEST_F(ChangeList, SaysWhyTheBestBeforeIsNotCompared) {
  since().new_bests = {{.experiment = 1, .before = "x"}};
  EXPECT_THAT(told(), ElementsAre("b is the new best for validation accuracy; the best before, x, is gone"));
  since().new_bests = {{.experiment = 1, .before = "a", .before_now = 0}};
  EXPECT_THAT(told(), ElementsAre("b is the new best for validation accuracy; the best before, a, has no value now"));
  log_.findings().experiments[0].measured_otherwise = {"dataset"};
  EXPECT_THAT(told(), ElementsAre("b is the new best for validation accuracy; the best before, a, was measured on "
                                  "something else"));
}

TEST_F(ChangeList, TellsANewObjective) {
  since().objectives = {{.before = "loss", .now = "val/accuracy"}, {.before = "loss"}, {.before = "r", .now = "r"}};
  EXPECT_THAT(
      told(),
      ElementsAre("The objective was loss and is now val/accuracy; bests and verdicts of before are not compared",
                  "The objective was loss, and there is none now; bests and verdicts of before are not compared",
                  "The objective, r, is now better in the other direction; bests and verdicts of before are not "
                  "compared"));
}

TEST_F(ChangeList, TellsWhatIsDoneAndWhatIsGone) {
  since().closed_tasks = {{.experiment = 1, .text = "Try more epochs"}};
  since().gone_experiments = {"EXP9"};
  EXPECT_THAT(told(), ElementsAre("b: done: Try more epochs", "EXP9 is gone"));
}

TEST_F(ChangeList, NamesTheProjectWhereThereAreSeveral) {
  log_.findings().projects[0].name = "cats";
  log_.project("dogs");
  since().closed_tasks = {{.experiment = 1, .text = "Try more epochs"}};
  EXPECT_THAT(told(), ElementsAre("b of cats: done: Try more epochs"));
}

TEST_F(ChangeList, ListsRegressionsAlone) {
  since().new_experiments = {0, 1};
  since().regressions = {1};
  const std::vector<words::ListedChange> worse = words::list_regressions(log_.findings());
  ASSERT_EQ(worse.size(), 1u);
  EXPECT_EQ(worse[0].experiment, 1u);
  EXPECT_TRUE(worse[0].regression);
}

}  // namespace
