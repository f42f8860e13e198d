#include "ingest/formats/text_log/log_facts.h"

#include <gmock/gmock.h>

#include <string>
#include <vector>

#include "ingest/formats/text_log/pass_support.h"

namespace {

using ingest::is_training_log;
using support::pass_of;

TEST(LogFacts, NamesPromiseLogs) {
  for (const char* name : {"train.log", "nohup.out", "slurm-12.out", "training_log.txt", "stdout.txt", "x.err.gz"}) {
    EXPECT_TRUE(ingest::is_log_name(name)) << name;
  }
  for (const char* name : {"results.txt", "notes.txt", "vocab.txt"}) EXPECT_FALSE(ingest::is_log_name(name)) << name;
}

TEST(LogFacts, ThreeLinesOfOneShapeMakeATraining) {
  const std::vector<std::string> three{"epoch 1 loss 0.5", "epoch 2 loss 0.4", "epoch 3 loss 0.3"};
  EXPECT_TRUE(is_training_log(pass_of(three), true));
  EXPECT_TRUE(is_training_log(pass_of(three), false));
  EXPECT_FALSE(is_training_log(pass_of({three[0], three[1]}), true));
  EXPECT_FALSE(is_training_log(pass_of({"epoch 1 loss 0.5", "epoch 1 loss 0.5", "epoch 1 loss 0.5"}), true));
  EXPECT_FALSE(is_training_log(pass_of({"line 1 has 5 words", "line 2 has 6 words", "line 3 has 7 words"}), true));
}

TEST(LogFacts, TwoEpochsOfTrainingAndValidationWillDo) {
  EXPECT_TRUE(is_training_log(
      pass_of({"epoch 1 train loss 0.5", "epoch 1 val loss 0.6", "epoch 2 train loss 0.4", "epoch 2 val loss 0.5"}),
      true));
}

TEST(LogFacts, OfATextMostOfWhichIsProseANameHasToPromiseALog) {
  std::vector<std::string> lines{"epoch 1 loss 0.5", "epoch 2 loss 0.4", "epoch 3 loss 0.3"};
  for (int i = 0; i < 13; ++i) lines.emplace_back("something else entirely");
  EXPECT_FALSE(is_training_log(pass_of(lines), false));  // 3 of 16 lines
  EXPECT_TRUE(is_training_log(pass_of(lines), true));
}

TEST(LogFacts, LossesWithoutPlacesCountWhereNothingHasAPlace) {
  const ingest::JudgedShapes bare = ingest::judge_log_shapes(pass_of({"loss: 0.5", "loss: 0.4", "loss: 0.3"}));
  EXPECT_TRUE(bare.without_places);
  EXPECT_TRUE(bare.facts.at(0).accepted);
  const ingest::LogEvents mixed =
      pass_of({"epoch 1 loss 0.5", "epoch 2 loss 0.4", "epoch 3 loss 0.3", "tokens read: 12000"});
  const ingest::JudgedShapes judged = ingest::judge_log_shapes(mixed);
  EXPECT_FALSE(judged.without_places);
  EXPECT_TRUE(judged.facts.at(0).accepted);
}

}  // namespace
