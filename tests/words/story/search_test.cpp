#include "words/story/search.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <optional>
#include <string>
#include <vector>

#include "model/findings/impact.h"
#include "model/findings/project.h"
#include "model/findings/search.h"
#include "support/findings_log.h"
#include "words/parts/phrase.h"

namespace {

using model::Direction;
using model::NoiseSource;
using support::once;
using testing::ElementsAre;
using testing::HasSubstr;

/// Four trials by a loss, of which t2 is the best; two settings were weighed, lr matters.
class SearchOfFour : public support::FindingsLog {
 public:
  SearchOfFour() {
    model::Project& project = this->project("", Direction::minimize);
    project.metrics[0] = {.name = "val_loss", .label = "Validation loss", .direction = Direction::minimize};
    for (const double loss : {2.0, 1.443, 1.48, 3.0})
      experiment("t" + std::to_string(findings().experiments.size() + 1), once(loss));
    best(1);
    project.search = model::Search{.trials = 4, .best = 1, .typical = 1.74, .improved = 1, .since = 2};
    project.search->noise = {.source = NoiseSource::close_pairs, .sd = 0.03, .experiments = 12};
    project.search->as_good = {1, 2};
    project.search->leaders = {1, 2, 0, 3};
    project.search->repeat = {1, 0, 2};
    add_setting("lr", 3.14);
    add_setting("dropout", std::nullopt);
  }
  void add_setting(const std::string& name, std::optional<double> importance) {
    model::ParameterImpact& impact = findings().projects[0].parameters.emplace_back();
    impact.parameter = name;
    impact.weighed = true;
    impact.importance = importance;
  }
  model::Search& search() { return *findings().projects[0].search; }
  std::string headline() const {
    return support::with_spaces(words::search_story(findings(), findings().projects[0]).headline);
  }
  std::vector<std::string> story() const {
    std::vector<std::string> sentences;
    for (const words::Phrase& sentence : words::search_story(findings(), findings().projects[0]).story)
      sentences.push_back(support::with_spaces(words::plain_text(sentence)));
    return sentences;
  }
};

TEST(SearchInWords, TellsTheBestWhatIsAsGoodAndWhatToRunAgain) {
  const SearchOfFour log;
  EXPECT_EQ(log.headline(), "t2 is the best of 4 trials with validation loss 1.443, but 1 other may be as good");
  EXPECT_THAT(
      log.story(),
      ElementsAre(
          "The 12 pairs of trials with the closest settings differ as if one run varied by ± 0.03 or less, so that 2 "
          "of 4 trials, up to 1.48, cannot be told from the best.",
          "To settle it, run t2, t1 and t3 again with two more seeds each: the best, and the two after "
          "it that differ most from it.",
          "lr (3.1 times what chance reaches) sets the best tenth of the trials apart.",
          "The last improvement was t2; 2 trials since brought none."));
  const words::KindStory told = words::search_story(log.findings(), log.findings().projects[0]);
  EXPECT_EQ(
      support::with_spaces(words::plain_text(told.lede)),
      "A search over 2 settings: 4 experiments with 4 runs, compared by validation loss (lower is better). The best, "
      "t2, reached 1.443; the median of all is 1.74.");
}

TEST(SearchInWords, SaysHowTheNoiseIsKnown) {
  SearchOfFour log;
  log.search().noise = {.source = NoiseSource::repeats, .sd = 0.03, .degrees_of_freedom = 3, .experiments = 3};
  EXPECT_THAT(log.story()[0], HasSubstr("One run varies by about ± 0.03 (3 trials were run again), so that 2 of 4"));
  log.search().noise.source = NoiseSource::set;
  EXPECT_THAT(log.story()[0], HasSubstr("One run varies by ± 0.03, as the settings say, so that 2 of 4"));
  log.search().as_good = {1};
  EXPECT_EQ(log.story()[0],
            "One run varies by ± 0.03, as the settings say: no other trial comes that near to the best.");
  EXPECT_EQ(log.headline(), "t2 is the best of 4 trials with validation loss 1.443");
  log.search().as_good = {};
  log.search().noise = {};
  EXPECT_EQ(log.story()[0],
            "Which of the others are as good cannot be said: no trial was run twice, and too few have nearly the same "
            "settings.");
}

TEST(SearchInWords, NamesTheSettingsThatDoNoMoreThanChance) {
  SearchOfFour log;
  const auto below = [&] {
    return support::with_spaces(words::plain_text(words::below_chance_sentence(log.findings().projects[0])));
  };
  EXPECT_EQ(below(), "One setting does no more than chance beside these: dropout.");
  log.add_setting("l2", std::nullopt);
  EXPECT_EQ(below(), "2 settings do no more than chance beside these: dropout and l2.");
  log.findings().projects[0].parameters[0].importance.reset();
  EXPECT_EQ(below(), "3 settings do no more than chance: lr, dropout and l2.");
  EXPECT_EQ(log.story()[2], "No setting sets the best trials apart by more than chance would.");
  log.findings().projects[0].parameters.clear();
  EXPECT_EQ(below(), "");
}

}  // namespace
