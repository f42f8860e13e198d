#include "words/story/loop.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstddef>
#include <string>
#include <vector>

#include "model/findings/experiment.h"
#include "model/findings/findings.h"
#include "model/findings/loop.h"
#include "model/findings/project.h"
#include "support/findings_log.h"
#include "words/parts/phrase.h"

namespace {

using model::Decision;
using model::Direction;
using support::once;
using testing::ElementsAre;

class LoopLog : public support::FindingsLog {
 public:
  explicit LoopLog(Direction direction = Direction::maximize) { project("", direction).loop.emplace(); }
  LoopLog& add(double value, Decision decision, const std::string& title = "") {
    model::Experiment& added = experiment("t" + std::to_string(findings().experiments.size() + 1), once(value));
    added.title = title;
    added.decision = decision;
    return *this;
  }
  model::Loop& loop() { return *findings().projects[0].loop; }
  std::string headline() const {
    return support::with_spaces(words::loop_headline(findings(), findings().projects[0]).value_or("none"));
  }
  std::vector<std::string> story() const {
    std::vector<std::string> sentences;
    for (const words::Phrase& sentence : words::loop_story(findings(), findings().projects[0])) {
      sentences.push_back(support::with_spaces(words::plain_text(sentence)));
    }
    return sentences;
  }
};

TEST(LoopInWords, TellsWhatWasKeptAndWhatCameSince) {
  LoopLog log;
  log.add(0.90, Decision::keep).add(0.95, Decision::keep, "wider layers");
  log.add(0.97, Decision::discard).add(0.92, Decision::discard);
  log.loop() = {.champions = {0, 1}, .outcomes = {.kept = 2, .discarded = 2}, .best = 1};
  log.loop().race.discarded_though_better = {2};
  EXPECT_EQ(log.headline(), "Validation accuracy went from 90.0 % to 95.0 % in 4 tries, 2 of which were kept");
  EXPECT_THAT(
      log.story(),
      ElementsAre("Of 4 tries, 2 were kept (50 %), 2 discarded.",
                  "Discarded, though better than what had been kept: t3.",
                  "Since the last one that was kept, t2 (wider layers), 2 were tried; the latest first: t4 and t3."));
}

TEST(LoopInWords, SaysThatNothingBetterWasKept) {
  LoopLog log(Direction::minimize);
  log.add(0.90, Decision::keep).add(0.95, Decision::discard).add(0.97, Decision::discard).add(0, Decision::open);
  log.findings().experiments[3].status = model::ExperimentStatus::failed;
  log.loop() = {.champions = {0}, .outcomes = {.kept = 1, .discarded = 2, .failed = 1}, .best = 0};
  EXPECT_EQ(log.headline(), "Validation accuracy 90.0 % at the start; nothing that was kept in 4 tries is better");
  EXPECT_EQ(log.story()[0], "Of 4 tries, 1 was kept (25 %), 2 discarded and 1 failed.");
}

TEST(LoopInWords, SaysThatWhatWasKeptLastIsNotTheBest) {
  LoopLog log;
  log.add(0.90, Decision::keep).add(0.97, Decision::keep).add(0.91, Decision::open).add(0.92, Decision::keep);
  log.loop() = {.champions = {0, 1, 3}, .outcomes = {.kept = 3, .open = 1}, .best = 1};
  EXPECT_THAT(log.story(),
              ElementsAre("Of 4 tries, 3 were kept (75 %), 1 has no decision.",
                          "What was kept last has 92.0 %, t2 before it has 97.0 %.", "The last try was kept: t4."));
}

/// A loss that went from 0.9979 to 0.9891 in five tries, where runs of the same differ by 0.001.
LoopLog raced() {
  LoopLog log(Direction::minimize);
  log.findings().projects[0].metrics[0] = {.name = "val_bpb", .label = "val_bpb", .direction = Direction::minimize};
  log.add(0.9979, Decision::keep, "baseline").add(0.9932, Decision::keep, "halve the batch");
  log.add(1.005, Decision::discard).add(0.9891, Decision::keep, "depth 9").add(0.991, Decision::discard);
  log.loop() = {.champions = {0, 1, 3}, .outcomes = {.kept = 3, .discarded = 2}, .best = 3};
  model::LoopRace& race = log.loop().race;
  race.noise = {.source = model::NoiseSource::repeats, .sd = 0.001, .degrees_of_freedom = 9};
  race.gain = 0.0088;
  race.rivals = 2;
  race.luck = 0.00056419;
  race.needed = 0.0035347;
  race.steps = {{.champion = 1, .gain = 0.0047, .needed = 0.0035347, .clear = true},
                {.champion = 3, .gain = 0.0041, .needed = 0.0035347, .clear = true}};
  race.since = {.clear = 3, .tries = 1, .chance_kept = 0.5, .chance_gain = 0.00056419};
  race.measure_again = {3, 0};
  return log;
}

TEST(LoopInWords, SaysHowMuchMayBeLuckAndWhichChangesAreClear) {
  EXPECT_THAT(
      raced().story(),
      ElementsAre("Of 5 tries, 3 were kept (60 %), 2 discarded.",
                  "About 0.0006 of the 0.0088 gained may be luck: 1 other try lies within noise of the best one.",
                  "2 changes are clear: t2 (halve the batch; −0.0047) and t4 (depth 9; −0.0041) (after one run "
                  "each, 0.004 is needed).",
                  "Measure again first: t4 (depth 9; the best) and t1 (baseline; the start).",
                  "Since the last one that was kept, t4 (depth 9), one was tried: t5."));
}

TEST(LoopInWords, HoldsWhatIsNotClearAgainstChance) {
  LoopLog log = raced();
  model::LoopRace& race = log.loop().race;
  race.steps[1].clear = false;
  race.since = {.clear = 1, .tries = 116, .kept = 15, .gain = 0.0058, .chance_kept = 4.34, .chance_gain = 0.00102};
  EXPECT_EQ(
      log.story()[2],
      "1 change is clear: t2 (halve the batch; −0.0047) (after one run each, 0.004 is needed). The other one that "
      "was kept, −0.0041, is too close to call.");
  EXPECT_EQ(
      log.story()[3],
      "Of 116 tries since the last clear one, t2, 15 were kept, which gained 0.0058; chance alone would keep about "
      "4 and gain about 0.001.");
  race.steps[0].clear = false;
  race.since.clear.reset();
  EXPECT_EQ(log.story()[2], "None of the 2 changes that were kept is clear: after one run each, 0.004 is needed.");
}

TEST(LoopInWords, SaysWhatToMeasureWhereNoNoiseIsKnown) {
  LoopLog log = raced();
  log.loop().race.noise = {};
  EXPECT_EQ(
      log.story()[1],
      "How much of that is luck cannot be said: nothing was measured twice. Measure t4 (depth 9) and t1 (baseline) "
      "once more each.");
  log.loop().race.noise = {.source = model::NoiseSource::same_again, .sd = 0, .degrees_of_freedom = 1};
  EXPECT_EQ(
      log.story()[1],
      "How much of that is luck cannot be said: what was measured again gave the same in every digit, as one seed "
      "always does. Measure t4 (depth 9) and t1 (baseline) with another seed each.");
}

TEST(LoopInWords, SaysWhatTheChampionGaveWhenMeasuredAgain) {
  LoopLog log = raced();
  log.findings().experiments[3].metrics[0].at_best.n = 3;
  log.loop().race.confirmed = 0.9899;
  EXPECT_EQ(log.story()[2], "Measured 2 more times, t4 gave 0.9899 on average, in which being chosen has no part.");
}

TEST(LoopInWords, GivesAllToLuckWhereItIsAsLargeAsTheGain) {
  LoopLog log = raced();
  log.loop().race.luck = 0.02;
  log.loop().race.rivals = 5;
  EXPECT_EQ(log.story()[1], "All of the 0.0088 gained may be luck: 4 other tries lie within noise of the best one.");
  log.loop().race.rivals = 1;
  EXPECT_EQ(log.story()[1], "Hardly any of the 0.0088 gained is luck: no other try comes near the best one.");
}

TEST(LoopInWords, NothingIsBetterWithoutADirection) {
  LoopLog log(Direction::unknown);
  log.add(0.90, Decision::keep).add(0.97, Decision::discard);
  log.loop() = {.champions = {0}, .outcomes = {.kept = 1, .discarded = 1}};
  EXPECT_EQ(log.headline(), "none");
  EXPECT_THAT(log.story(), ElementsAre("Of 2 tries, 1 was kept (50 %), 1 discarded.",
                                       "Since the last one that was kept, t1, one was tried: t2."));
}

TEST(LoopInWords, AnyOtherProjectHasNone) {
  LoopLog log;
  log.add(0.90, Decision::keep);
  log.findings().projects[0].loop.reset();
  EXPECT_EQ(log.headline(), "none");
  EXPECT_THAT(log.story(), ElementsAre());
}

}  // namespace
