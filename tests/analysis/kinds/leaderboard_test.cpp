#include "analysis/kinds/leaderboard.h"

#include <gmock/gmock.h>

#include <cstddef>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "support/all_findings.h"
#include "support/findings_case.h"

namespace analysis {
namespace {

using support::Case;
using support::run;
using testing::ElementsAre;
using testing::IsEmpty;

/// Models m0, m1, … with these accuracies, and with sizes.
model::Findings board(const std::vector<double>& accuracies, const std::vector<double>& sizes = {}) {
  Case c;
  for (std::size_t i = 0; i < accuracies.size(); ++i) {
    support::RunBuilder one = run("m").param("model", ("m" + std::to_string(i)).c_str()).param("img_size", 224);
    if (!sizes.empty()) one.summary("param_count", sizes[i]);
    c.add(std::move(one), accuracies[i]);
  }
  return c.findings();
}

TEST(Leaderboard, RanksByTheObjectiveAndSharesRanksOfTies) {
  const model::Findings findings = board({0.5, 0.9, 0.7, 0.9, 0.6, 0.4, 0.3, 0.2});
  const std::optional<model::Leaderboard>& leaderboard = findings.projects.at(0).leaderboard;
  ASSERT_TRUE(leaderboard);
  EXPECT_THAT(leaderboard->named_by, ElementsAre("model"));
  EXPECT_THAT(leaderboard->ranks, ElementsAre(1, 1, 3, 4, 5, 6, 7, 8));
  EXPECT_EQ(findings.experiments[leaderboard->ranked[0]].find(0)->at_best.mean, 0.9);
  EXPECT_EQ(findings.experiments[leaderboard->ranked[2]].find(0)->at_best.mean, 0.7);
  EXPECT_EQ(leaderboard->too_close, 0u);  // one decimal says nothing of the examples
  EXPECT_THAT(leaderboard->cheap, IsEmpty());
}

TEST(Leaderboard, NamesTheBestOfTheSmall) {
  const model::Findings findings =
      board({0.95, 0.90, 0.80, 0.85, 0.70, 0.60, 0.50, 0.40, 0.30}, {300, 200, 25, 40, 26, 5, 8, 60, 100});
  const model::Project& project = findings.projects.at(0);
  ASSERT_TRUE(project.leaderboard);
  ASSERT_EQ(project.leaderboard->cheap.size(), 1u);
  const model::CheapLeader& small = project.leaderboard->cheap[0];
  // Sorted 5, 8, 25, 26, 40, 60, …: the median is 40, the limit 30.
  EXPECT_EQ(project.metrics[small.metric].name, "param_count");
  EXPECT_DOUBLE_EQ(small.limit, 30);
  EXPECT_FALSE(small.at_least);
  EXPECT_EQ(small.within, 4u);
  EXPECT_DOUBLE_EQ(findings.experiments[small.experiment].find(0)->at_best.mean, 0.80);
}

TEST(Leaderboard, ALeaderThatIsSmallIsNotToldTwice) {
  const model::Findings findings =
      board({0.95, 0.90, 0.80, 0.85, 0.70, 0.60, 0.50, 0.40}, {10, 200, 25, 40, 26, 5, 8, 60});
  EXPECT_THAT(findings.projects.at(0).leaderboard->cheap, IsEmpty());
}

TEST(Leaderboard, TheFirstAreTooCloseToCallWithinTheErrorOfTheExamples) {
  // Of 320 examples: 0.9 and q below differ by chance up to 1.96·√((0.09 + q(1 − q))/320): 0.0492 for 279 of 320, which
  // is 0.0281 below, and 0.0516 for 270, which is 0.0563 below.
  std::vector<double> accuracies;
  for (const int count : {288, 286, 279, 270, 257, 255, 213, 205}) accuracies.push_back(count / 320.0);
  const model::Findings findings = board(accuracies);
  const std::optional<model::Leaderboard>& leaderboard = findings.projects.at(0).leaderboard;
  ASSERT_TRUE(leaderboard);
  ASSERT_TRUE(findings.projects.at(0).examples);
  EXPECT_EQ(findings.projects.at(0).examples->count, 320u);
  EXPECT_EQ(leaderboard->too_close, 3u);
  EXPECT_NEAR(leaderboard->examples_error, 1.959964 * 0.0237171, 1e-6);  // √(0.18/320)
}

}  // namespace
}  // namespace analysis
