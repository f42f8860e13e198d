#include "vocabulary/loops/loop_words.h"

#include <gtest/gtest.h>

#include <string_view>

namespace {

using vocabulary::is_commit;
using vocabulary::LoopColumn;
using vocabulary::read_try_status;
using vocabulary::role_of_loop_column;
using vocabulary::TryStatus;

TEST(LoopWords, ReadAStatusInAnyDress) {
  for (const std::string_view cell : {"keep", "KEEP", " kept ", "keep (reworked)", "Keep — simpler", "confirmed-keep",
                                      "NEW_BEST", "baseline", "✅ keep", "**keep**", "保留✔", "基线（新评分）"}) {
    EXPECT_EQ(read_try_status(cell).status, TryStatus::keep) << cell;
  }
  for (const std::string_view cell :
       {"discard", "DISCARDED", "Revert", "rollback", "screen_discard", "checks_failed", "回滚"}) {
    EXPECT_EQ(read_try_status(cell).status, TryStatus::discard) << cell;
  }
  for (const std::string_view cell : {"crash", "CRASHED (OOM)", "fail", "timeout", "oom", "metric-error"}) {
    EXPECT_EQ(read_try_status(cell).status, TryStatus::failed) << cell;
  }
  for (const std::string_view cell : {"pending", "done", "no-op", "tentative"}) {
    EXPECT_EQ(read_try_status(cell).status, TryStatus::open) << cell;
  }
  EXPECT_EQ(read_try_status("-").status, TryStatus::none);
  EXPECT_EQ(read_try_status("").status, TryStatus::none);
  EXPECT_EQ(read_try_status("curriculum_0.67").status, TryStatus::unknown);
  EXPECT_EQ(read_try_status("keeper").status, TryStatus::unknown);
}

TEST(LoopWords, WordsOfTrainingLogsTellNoLoop) {
  EXPECT_TRUE(read_try_status("discard").tells_loop);
  EXPECT_TRUE(read_try_status("crash").tells_loop);
  for (const std::string_view cell : {"failed", "crashed", "error", "finished", "best", "running"}) {
    EXPECT_FALSE(read_try_status(cell).tells_loop) << cell;
  }
}

TEST(LoopWords, NamesOfColumns) {
  EXPECT_EQ(role_of_loop_column("git_sha"), LoopColumn::commit);
  EXPECT_EQ(role_of_loop_column("parent_best_commit"), LoopColumn::parent);
  EXPECT_EQ(role_of_loop_column("Description"), LoopColumn::title);
  EXPECT_EQ(role_of_loop_column("next_hypothesis"), LoopColumn::next_step);
  EXPECT_EQ(role_of_loop_column("delta_vs_best"), LoopColumn::derived);
  EXPECT_EQ(role_of_loop_column("cumulative_cost_usd"), LoopColumn::derived);
  EXPECT_EQ(role_of_loop_column("peak_vram_mb"), LoopColumn::cost);
  EXPECT_EQ(role_of_loop_column("runtime_minutes"), LoopColumn::cost);
  EXPECT_EQ(role_of_loop_column("tok_s"), LoopColumn::speed);
  EXPECT_EQ(role_of_loop_column("val_bpb"), LoopColumn::other);
  EXPECT_EQ(role_of_loop_column("score"), LoopColumn::other);
}

TEST(LoopWords, WordsAreNoCommits) {
  EXPECT_TRUE(is_commit("a1b2c3d"));
  EXPECT_TRUE(is_commit("0627384"));
  for (const std::string_view text : {"none", "HEAD", "-", "exp001", "001", "uncommitted", "baseline", ""}) {
    EXPECT_FALSE(is_commit(text)) << text;
  }
}

TEST(LoopWords, OneSeedIsThatOfTheTry) {
  const auto seed_of = [](std::string_view text) { return vocabulary::tried_words(text).seed_number; };
  EXPECT_EQ(seed_of("champion again, seed 2"), "2");
  EXPECT_EQ(seed_of("seed=7, wider"), "7");
  EXPECT_EQ(seed_of("lr 0.1"), "");
  EXPECT_EQ(seed_of("seeds 1, 2, 3"), "");
  EXPECT_EQ(seed_of("seed 1 vs 2"), "");
  EXPECT_EQ(seed_of("mean of 3 seeds"), "");
  EXPECT_EQ(seed_of("seed 1 for data, seed 2 for weights"), "");
}

TEST(LoopWords, RepeatsSayNothingElse) {
  const vocabulary::TriedWords seed = vocabulary::tried_words("random seed 42 → 137");
  EXPECT_TRUE(seed.seed);
  EXPECT_EQ(seed.words, " ");
  EXPECT_EQ(seed.seed_number, "137");
  const vocabulary::TriedWords again = vocabulary::tried_words("re-run of depth 8, no changes");
  EXPECT_TRUE(again.repeats);
  EXPECT_FALSE(again.seed);
  EXPECT_EQ(again.words, " depth 8 ");
  EXPECT_FALSE(vocabulary::tried_words("increase LR to 0.04").repeats);
}

}  // namespace
