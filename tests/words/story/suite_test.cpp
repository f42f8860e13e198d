#include "words/story/suite.h"

#include <gmock/gmock.h>

#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "support/findings_log.h"
#include "words/story/project_story.h"

namespace {

using model::Standing;
using model::Suite;
using support::FindingsLog;
using testing::HasSubstr;
using testing::Not;

/// A row with a mean on each of two tasks.
model::SuiteRow row(const std::string& name, double first, double second, std::uint32_t runs) {
  model::SuiteRow out{.name = name, .complete = true};
  for (const double mean : {first, second}) {
    out.cells.push_back({.value = support::repeats(mean, runs > 1 ? 0.01 : model::kMissing, runs)});
  }
  return out;
}

/// ppo, a2c and dqn in two environments, five runs each; ppo is the reference.
FindingsLog three_algorithms(std::uint32_t runs = 5) {
  FindingsLog log;
  model::Project& project = log.project();
  for (int i = 0; i < 6; ++i) log.experiment("E" + std::to_string(i), support::repeats(0.5, 0.01, runs));
  project.baseline.reset();
  project.kind = model::Kind::suite;
  project.suite = Suite{.compared = {"algo"}, .tasks_by = {"env"}, .tasks = {"Hopper-v2", "Swimmer-v2"}};
  Suite& suite = *project.suite;
  suite.rows = {row("ppo", 0.9, 0.5, runs), row("a2c", 0.8, 0.6, runs), row("dqn", 0.2, 0.1, runs)};
  suite.rows[0].cells[0].standing = suite.rows[1].cells[1].standing = Standing::best;
  suite.rows[0].best_of = suite.rows[1].best_of = 1;
  suite.complete = 3;
  suite.reference = 0;
  suite.fewest = suite.most = runs;
  suite.rows[0].score = {0.71, 0.6, 0.8};
  suite.rows[1].score = {0.66, 0.55, 0.78};
  suite.rows[2].score = {0.1, 0.05, 0.2};
  if (runs > 2) {
    suite.rows[1].chance = {0.45, 0.3, 0.6};
    suite.rows[2].chance = {0.04, 0, 0.1};
    suite.rows[2].told = true;
    suite.rows[1].cells[0].standing = Standing::not_told;
    suite.rows[2].cells[0].standing = suite.rows[2].cells[1].standing = Standing::worse;
    suite.rows[0].cells[1].standing = Standing::worse;
  }
  return log;
}

Suite& suite_of(FindingsLog& log) {
  return *log.findings().projects[0].suite;
}

std::string headline(const FindingsLog& log) {
  return words::headline(log.findings(), log.findings().projects[0]);
}

std::string story(const FindingsLog& log) {
  std::string out;
  for (const words::Phrase& sentence : words::project_story(log.findings(), log.findings().projects[0]))
    out += words::plain_text(sentence) + "\n";
  return support::with_spaces(out);
}

TEST(SuiteStory, NamesWhatCannotBeToldFromTheBest) {
  EXPECT_EQ(headline(three_algorithms()), "ppo and a2c cannot be told apart over both environments; dqn is worse");
}

TEST(SuiteStory, CallsBestWhatIsToldFromAllOthers) {
  FindingsLog log = three_algorithms();
  suite_of(log).rows[1].told = true;
  EXPECT_EQ(headline(log), "ppo is best over both environments");
}

TEST(SuiteStory, ClaimsNothingThatIsNotTold) {
  FindingsLog log = three_algorithms();
  suite_of(log).rows[2].told = false;
  EXPECT_EQ(headline(log), "No algorithm is proven best over both environments");
}

TEST(SuiteStory, HoldsTheOthersAgainstTheBaselineThatIsSet) {
  FindingsLog log = three_algorithms();
  suite_of(log).reference_set = true;
  EXPECT_EQ(headline(log), "Nothing is proven better than ppo over both environments; dqn is worse");
  suite_of(log).rows[1].told = true;
  suite_of(log).rows[1].chance.value = 0.8;
  EXPECT_EQ(headline(log), "a2c beats ppo over both environments; dqn is worse");
  suite_of(log).rows[1].told = suite_of(log).rows[2].told = false;
  EXPECT_EQ(headline(log), "No algorithm is proven better or worse than ppo over both environments");
}

TEST(SuiteStory, OfOneRunEachCountsTasksAndSaysThatNothingWasTested) {
  const FindingsLog log = three_algorithms(1);
  EXPECT_EQ(headline(log), "ppo and a2c each have the best mean in 1 of 2 environments");
  EXPECT_THAT(story(log), HasSubstr("One run each: nothing can be told from run-to-run noise."));
  EXPECT_THAT(story(log), Not(HasSubstr("Clearly better")));
}

TEST(SuiteStory, TellsTheTaskTheClearOnesAndTheChances) {
  const FindingsLog log = three_algorithms();
  EXPECT_EQ(story(log),
            "It depends on the environment. The best mean: ppo in Hopper-v2 and a2c in Swimmer-v2.\n"
            "Clearly better than all others: a2c in Swimmer-v2.\n"
            "The chance that a run beats one of ppo in the same environment, with its 95 % interval: a2c 45 % (30 % to "
            "60 %) and dqn 4 % (0 % to 10 %).\n");
  EXPECT_EQ(
      support::with_spaces(words::plain_text(words::project_lede(log.findings(), log.findings().projects[0]))),
      "3 algorithms on 2 environments: 30 runs, 5 for each pair, compared by validation accuracy (higher is "
      "better). Scaled so that 0 and 1 are the worst and the best run of each environment, the middle half of all "
      "runs averages ppo 0.71, a2c 0.66 and dqn 0.10.");
}

TEST(SuiteStory, SaysWhatIsLeftOut) {
  FindingsLog log = three_algorithms();
  Suite& suite = suite_of(log);
  suite.rows.push_back(row("sac", 0.3, model::kMissing, 5));
  suite.rows.back().complete = false;
  suite.unplaced = 2;
  EXPECT_THAT(story(log), HasSubstr("Left out of what is told over all environments, for want of results: sac "
                                    "(Swimmer-v2)."));
  EXPECT_THAT(story(log), HasSubstr("2 runs say no environment or no algorithm, and are not in the table."));
}

}  // namespace
