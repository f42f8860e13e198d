#include "ingest/formats/loops/said_changes.h"

#include <gmock/gmock.h>

#include <string>
#include <string_view>
#include <vector>

namespace {

using testing::ElementsAre;
using testing::IsEmpty;

std::vector<std::string> changes_in(std::string_view text) {
  std::vector<std::string> out;
  for (const model::SaidChange& change : ingest::find_said_changes(text)) {
    out.push_back(change.parameter + ": " + change.old_value + " > " + change.new_value);
  }
  return out;
}

TEST(SaidChanges, OldAndNewValues) {
  EXPECT_THAT(changes_in("LR 0.04 -> 0.06"), ElementsAre("LR: 0.04 > 0.06"));
  EXPECT_THAT(changes_in("weight_decay 0.2->0.4"), ElementsAre("weight_decay: 0.2 > 0.4"));
  EXPECT_THAT(changes_in("embedding LR 0.6 to 0.8"), ElementsAre("embedding LR: 0.6 > 0.8"));
  EXPECT_THAT(changes_in("increase depth from 8 to 10"), ElementsAre("depth: 8 > 10"));
  EXPECT_THAT(changes_in("halve batch 524K to 262K"), ElementsAre("batch: 524K > 262K"));
  EXPECT_THAT(changes_in("lr=1e-3→3e-4, batch 4 → 8"), ElementsAre("lr: 1e-3 > 3e-4", "batch: 4 > 8"));
  EXPECT_THAT(changes_in("dense units [32] -> [32, 32]"), ElementsAre("dense units: [32] > [32, 32]"));
  EXPECT_THAT(changes_in("activation gelu -> swiglu"), ElementsAre("activation: gelu > swiglu"));
}

TEST(SaidChanges, WithoutAnOldValueOnlyAfterAVerb) {
  EXPECT_THAT(changes_in("increase LR to 0.04"), ElementsAre("LR:  > 0.04"));
  EXPECT_THAT(changes_in("close to 0.04"), IsEmpty());
  EXPECT_THAT(changes_in("switch to GeLU activation"), IsEmpty());
}

TEST(SaidChanges, ResultsSeedsAndTimesAreNoSettings) {
  EXPECT_THAT(changes_in("val_loss 1.50 → 5.15"), IsEmpty());
  EXPECT_THAT(changes_in("cooldown: loss 1.50→5.15 during warmdown"), IsEmpty());
  EXPECT_THAT(changes_in("seed 42 → 137"), IsEmpty());
  EXPECT_THAT(changes_in("fused kernel, 300ms -> 190ms"), IsEmpty());
  EXPECT_THAT(changes_in("faster attention 0.78 -> 0.28 ms"), IsEmpty());
  EXPECT_THAT(changes_in("Removing the CMD2 -> CPU -> CMD3 copy"), IsEmpty());
  EXPECT_THAT(changes_in("moved the softmax CPU -> GPU"), IsEmpty());
  EXPECT_THAT(changes_in("-> "), IsEmpty());
  EXPECT_THAT(changes_in(" to to -> -> ="), IsEmpty());
}

}  // namespace
