#include "words/story/leaderboard.h"

#include <gmock/gmock.h>

#include <string>
#include <utility>

#include "support/findings_log.h"
#include "words/story/project_story.h"

namespace {

using support::FindingsLog;
using testing::HasSubstr;
using testing::Not;

/// Three models with 90.0, 89.9 and 80.0 %, of 300, 100 and 20 million parameters.
FindingsLog three_models() {
  FindingsLog log;
  model::Project& project = log.project();
  project.metrics.push_back({.name = "param_count", .label = "param_count"});
  project.kind = model::Kind::leaderboard;
  const std::pair<double, double> values[] = {{0.9, 300}, {0.899, 100}, {0.8, 20}};
  for (int i = 0; i < 3; ++i) {
    model::Experiment& one = log.experiment("E" + std::to_string(i), support::once(values[i].first));
    const model::Estimate size = support::once(values[i].second);
    one.metrics.push_back({.metric = 1, .at_best = size, .best = size, .last = size});
    one.config = model::make_config(base::Json::object().set("model", base::Json::string("net" + std::to_string(i))));
  }
  project.baseline.reset();
  project.leaderboard = model::Leaderboard{.named_by = {"model"}, .ranked = {0, 1, 2}, .ranks = {1, 2, 3}};
  return log;
}

model::Leaderboard& board_of(FindingsLog& log) {
  return *log.findings().projects[0].leaderboard;
}

std::string headline(const FindingsLog& log) {
  return support::with_spaces(words::headline(log.findings(), log.findings().projects[0]));
}

std::string lede(const FindingsLog& log) {
  return support::with_spaces(words::plain_text(words::project_lede(log.findings(), log.findings().projects[0])));
}

TEST(LeaderboardStory, NamesTheLeader) {
  EXPECT_EQ(headline(three_models()), "net0 leads 3 models: validation accuracy 90.0 %");
  EXPECT_EQ(lede(three_models()), "3 models, ranked by validation accuracy (higher is better).");
}

TEST(LeaderboardStory, NamesTheBestOfTheSmall) {
  FindingsLog log = three_models();
  board_of(log).cheap = {{.metric = 1, .limit = 30, .within = 1, .experiment = 2}};
  EXPECT_THAT(headline(log), HasSubstr("; the best with param_count up to 30 reaches 80.0 %"));
  const auto story = words::project_story(log.findings(), log.findings().projects[0]);
  ASSERT_EQ(story.size(), 1u);
  EXPECT_EQ(support::with_spaces(words::plain_text(story[0])),
            "Of the 1 model with param_count up to 30, net2 is best: 80.0 % at 20; the leader has 15 times as many.");
}

TEST(LeaderboardStory, SaysWhatTheNumberOfExamplesLeavesOpen) {
  FindingsLog log = three_models();
  EXPECT_THAT(lede(log), Not(HasSubstr("chance")));
  log.findings().projects[0].examples = {{.count = 50000}};
  board_of(log).examples_error = 0.00372;
  board_of(log).too_close = 2;
  EXPECT_THAT(lede(log), HasSubstr("The first 2 are too close to call: measured on 50,000 examples (all values are "
                                   "multiples of 1/50,000), a difference below 0.37 points from the leader may be "
                                   "chance."));
  board_of(log).too_close = 1;
  EXPECT_THAT(lede(log), HasSubstr("The leader is ahead by more than chance"));
}

TEST(LeaderboardStory, WithoutAnObjectiveRanksNothing) {
  FindingsLog log = three_models();
  log.findings().projects[0].objective.reset();
  board_of(log).ranked.clear();
  board_of(log).ranks.clear();
  EXPECT_EQ(headline(log), "Results of 3 models, not ranked");
  EXPECT_THAT(lede(log), HasSubstr("No metric looks like an objective"));
}

TEST(LeaderboardStory, SharesTheFirstPlace) {
  FindingsLog log = three_models();
  board_of(log).ranks = {1, 1, 3};
  EXPECT_EQ(headline(log), "2 of 3 models share the first place: validation accuracy 90.0 %");
}

}  // namespace
