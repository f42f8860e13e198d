#include "words/parts/enum_words.h"

#include <gtest/gtest.h>

#include "model/notice.h"
#include "model/run.h"
#include "support/all_findings.h"

namespace {

using model::Direction;
using model::Tone;

TEST(ToneOf, IsGoodOrBadWhereTheIntervalLeavesOutZero) {
  const model::Difference up{.estimate = 1, .low = 0.5, .high = 1.5}, down{.estimate = -1, .low = -1.5, .high = -0.5},
      open{.estimate = 1, .low = -0.5, .high = 2.5}, alone{.estimate = 1};
  EXPECT_EQ(words::tone_of(up, Direction::maximize), Tone::good);
  EXPECT_EQ(words::tone_of(up, Direction::minimize), Tone::bad);
  EXPECT_EQ(words::tone_of(down, Direction::minimize), Tone::good);
  EXPECT_EQ(words::tone_of(open, Direction::maximize), Tone::calm);
  EXPECT_EQ(words::tone_of(alone, Direction::maximize), Tone::calm);
  EXPECT_EQ(words::tone_of(up, Direction::unknown), Tone::calm);
}

TEST(ToneOf, FollowsTheVerdictOfAComparison) {
  model::Comparison comparison{.objective = {.estimate = 1, .low = 0.5, .high = 1.5}};
  EXPECT_EQ(words::tone_of(comparison, Direction::maximize), Tone::good);
  comparison.verdict = model::Verdict::too_close;
  EXPECT_EQ(words::tone_of(comparison, Direction::maximize), Tone::calm);
  comparison.verdict = model::Verdict::not_tested;
  EXPECT_EQ(words::tone_of(comparison, Direction::maximize), Tone::calm);
  comparison.verdict = model::Verdict::clearly_worse;
  EXPECT_EQ(words::tone_of(comparison, Direction::maximize), Tone::bad);
}

TEST(Words, GiveTheWorstTheWorstTone) {
  EXPECT_EQ(words::severity_word(model::Severity::error).tone, Tone::bad);
  EXPECT_EQ(words::severity_word(model::Severity::warning).tone, Tone::warn);
  EXPECT_EQ(words::severity_word(model::Severity::note).tone, Tone::calm);
  EXPECT_EQ(words::status_word(model::RunStatus::failed).tone, Tone::bad);
  EXPECT_EQ(words::status_word(model::ExperimentStatus::partly_failed).tone, Tone::warn);
  EXPECT_EQ(words::verdict_word(model::Verdict::clearly_worse).tone, Tone::bad);
  EXPECT_EQ(words::decision_word(model::Decision::keep).tone, Tone::good);
}

}  // namespace
