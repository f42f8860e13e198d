#include "words/story/luck.h"

#include <gtest/gtest.h>

#include <string>

#include "support/findings_log.h"
#include "words/parts/phrase.h"

namespace {

using support::repeats;

/// The best of three, by 0.4 points of luck.
class Luck : public testing::Test {
 protected:
  Luck() {
    log_.project();
    log_.experiment("a", repeats(0.9, 0.01, 3));
    log_.change(log_.experiment("b", repeats(0.95, 0.01, 3)), model::Verdict::clearly_better,
                model::VerdictReason::clear, {.estimate = 0.05, .low = 0.02, .high = 0.08});
    log_.experiment("c", repeats(0.94, 0.01, 3));
    luck() = {.tried = 3, .indistinguishable = {1, 2}, .expected_luck = 0.004};
  }

  model::SelectionLuck& luck() { return log_.findings().projects[0].luck; }
  std::string sentences() {
    return support::with_spaces(words::plain_text(words::luck_sentences(log_.findings(), log_.findings().projects[0])));
  }
  std::string clause() {
    const model::Findings& findings = log_.findings();
    return words::plain_text(words::luck_clause(findings, findings.projects[0], findings.experiments[1]));
  }

  support::FindingsLog log_;
};

TEST_F(Luck, NamesThoseThatCannotBeToldFromTheBest) {
  EXPECT_EQ(sentences(),
            "b is the best of 3 tried: 95.0 % (± 1.0, 3 repeats). 1 other may be as good: c. Being the best of 3 "
            "flatters it: about 0.4 points may be luck.");
  EXPECT_EQ(clause(),
            " Of the 3 tried, c may be as good; being the best of 3 flatters it: about 0.4 points may be luck.");
}

TEST_F(Luck, SaysThatTheBestIsAheadOfAll) {
  luck().indistinguishable = {1};
  EXPECT_EQ(sentences(),
            "b is the best of 3 tried: 95.0 % (± 1.0, 3 repeats). All 2 others are worse, by more than run-to-run "
            "noise. Being the best of 3 flatters it: about 0.4 points may be luck.");
  EXPECT_EQ(
      clause(),
      " Of the 3 tried, it is ahead of every other by more than noise; being the best of 3 flatters it: about 0.4 "
      "points may be luck.");
}

TEST_F(Luck, ClaimsNoLeadThatTheIntervalLeavesOpen) {
  luck().indistinguishable = {1};
  log_.findings().experiments[1].versus_baseline->objective = {.estimate = 0.05, .low = -0.01, .high = 0.11};
  EXPECT_EQ(clause(), " Being the best of 3 flatters it: about 0.4 points may be luck.");
}

TEST_F(Luck, SaysThatNothingCouldBeTested) {
  luck() = {.tried = 3, .indistinguishable = {1}, .untested = 2};
  EXPECT_EQ(
      sentences(),
      "b is the best of 3 tried: 95.0 % (± 1.0, 3 repeats). Whether any of the others is as good cannot be told: "
      "there are too few repeats to test them against it. How much of that is luck cannot be said: too little was "
      "run twice.");
  EXPECT_EQ(clause(), "");
}

TEST_F(Luck, GivesTheIntervalOfTheBestWhereItHasOne) {
  log_.findings().experiments[1].metrics[0].at_best = {.mean = 0.95, .sd = 0.01, .low = 0.93, .high = 0.97, .n = 3};
  luck() = {.tried = 2, .indistinguishable = {1}};
  EXPECT_EQ(sentences(),
            "b is the best of 2 tried: 95.0 % (95 % interval 93.0 to 97.0 %, 3 repeats). The other one is worse, by "
            "more than run-to-run noise. How much of that is luck cannot be said: too little was run twice.");
}

TEST_F(Luck, SaysNothingOfOneAlone) {
  luck() = {.tried = 1, .indistinguishable = {1}};
  EXPECT_EQ(sentences(), "");
  EXPECT_EQ(clause(), "");
}

}  // namespace
