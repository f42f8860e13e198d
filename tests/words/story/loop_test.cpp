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
  log.loop() = {.champions = {0, 1}};
  EXPECT_EQ(log.headline(), "Validation accuracy went from 90.0 % to 95.0 % in 4 tries, 2 of which were kept");
  EXPECT_THAT(
      log.story(),
      ElementsAre("Of 4 tries, 2 were kept (50 %), 2 discarded.",
                  "Discarded, though better than all that was kept: t3.",
                  "Since the last one that was kept, t2 (wider layers), 2 were tried; the latest first: t4 and t3."));
}

TEST(LoopInWords, SaysThatNothingBetterWasKept) {
  LoopLog log(Direction::minimize);
  log.add(0.90, Decision::keep).add(0.95, Decision::discard).add(0.97, Decision::discard).add(0, Decision::open);
  log.findings().experiments[3].status = model::ExperimentStatus::failed;
  log.loop() = {.champions = {0}};
  EXPECT_EQ(log.headline(), "Validation accuracy 90.0 % at the start; nothing that was kept in 4 tries is better");
  EXPECT_EQ(log.story()[0], "Of 4 tries, 1 was kept (25 %), 2 discarded and 1 failed.");
}

TEST(LoopInWords, SaysThatWhatWasKeptLastIsNotTheBest) {
  LoopLog log;
  log.add(0.90, Decision::keep).add(0.97, Decision::keep).add(0.91, Decision::open).add(0.92, Decision::keep);
  log.loop() = {.champions = {0, 1, 3}};
  EXPECT_THAT(log.story(),
              ElementsAre("Of 4 tries, 3 were kept (75 %), 1 has no decision.",
                          "What was kept last has 92.0 %, t2 before it has 97.0 %.", "The last try was kept: t4."));
}

TEST(LoopInWords, NothingIsBetterWithoutADirection) {
  LoopLog log(Direction::unknown);
  log.add(0.90, Decision::keep).add(0.97, Decision::discard);
  log.loop() = {.champions = {0}};
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
