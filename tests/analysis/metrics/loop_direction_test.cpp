#include "analysis/metrics/loop_direction.h"

#include <gtest/gtest.h>

#include <vector>

namespace {

using analysis::DecidedTry;
using analysis::direction_of;
using analysis::weigh_decisions;
using model::Decision;
using model::Direction;

constexpr Decision k = Decision::keep, d = Decision::discard, o = Decision::open;

TEST(LoopDirection, TriesAreHeldAgainstTheChampionBefore) {
  // champion 5; 4 kept (lower); 6 discarded (not lower than 4); open and failed ones count for nothing; 3 kept
  const std::vector<DecidedTry> tries{{5, k}, {4, k}, {6, d}, {1, o}, {model::kMissing, d}, {3, k}};
  const model::DecisionEvidence evidence = weigh_decisions(tries);
  EXPECT_EQ(evidence.kept, 2u);
  EXPECT_EQ(evidence.kept_lower, 2u);
  EXPECT_EQ(evidence.discarded, 1u);
  EXPECT_EQ(evidence.discarded_lower, 0u);
  EXPECT_EQ(direction_of(evidence, false), Direction::minimize);
  EXPECT_EQ(direction_of(evidence, true), Direction::unknown);  // two kept tries do not outweigh a name
}

TEST(LoopDirection, NineOfTenKeptTriesHaveToImprove) {
  EXPECT_EQ(direction_of({.kept = 10, .kept_lower = 1}, true), Direction::maximize);
  EXPECT_EQ(direction_of({.kept = 10, .kept_lower = 2}, true), Direction::unknown);
}

TEST(LoopDirection, DiscardedTriesThatAreBetterSpeakAgainstIt) {
  EXPECT_EQ(direction_of({.kept = 3, .kept_lower = 3, .discarded = 4, .discarded_lower = 1}, false),
            Direction::minimize);
  EXPECT_EQ(direction_of({.kept = 3, .kept_lower = 3, .discarded = 4, .discarded_lower = 2}, false),
            Direction::unknown);
}

TEST(LoopDirection, FewDecisionsSayNothing) {
  EXPECT_EQ(direction_of({.kept = 1, .kept_lower = 1, .discarded = 1}, false), Direction::unknown);
  EXPECT_EQ(direction_of({.kept = 0, .discarded = 9, .discarded_lower = 0}, false), Direction::unknown);
}

}  // namespace
