#include "analysis/kinds/suite.h"

#include <gmock/gmock.h>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <optional>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "support/all_findings.h"
#include "support/findings_case.h"

namespace analysis {
namespace {

using model::Standing;
using model::Suite;
using support::Case;
using support::run;
using testing::ElementsAre;

void add_cell(Case& c, const char* algo, const char* env, const std::vector<double>& values) {
  int seed = 0;
  for (const double value : values) c.add(run("r").param("algo", algo).param("env", env).param("seed", ++seed), value);
}

/// b is best in Hopper by far, a in Swimmer by little; c is far behind in both, and d has no runs in Swimmer.
Case four_algorithms() {
  Case c;
  add_cell(c, "a", "Swimmer", {0.80, 0.82, 0.81, 0.83});
  add_cell(c, "b", "Swimmer", {0.79, 0.82, 0.80, 0.81});
  add_cell(c, "c", "Swimmer", {0.20, 0.22, 0.25, 0.21});
  add_cell(c, "a", "Hopper", {0.50, 0.52, 0.51, 0.53});
  add_cell(c, "b", "Hopper", {0.90, 0.91, 0.92, 0.93});
  add_cell(c, "c", "Hopper", {0.10, 0.12, 0.13, 0.11});
  add_cell(c, "d", "Hopper", {0.95});
  return c;
}

std::optional<Suite> suite_of(Case c) {
  const model::Findings findings = c.findings();
  return findings.projects.at(0).suite;
}

TEST(Suite, HasACellForEachPairWithMeanDeviationAndRuns) {
  const std::optional<Suite> suite = suite_of(four_algorithms());
  ASSERT_TRUE(suite);
  EXPECT_THAT(suite->compared, ElementsAre("algo"));
  EXPECT_THAT(suite->tasks_by, ElementsAre("env"));
  EXPECT_THAT(suite->tasks, ElementsAre("Hopper", "Swimmer"));
  ASSERT_EQ(suite->rows.size(), 4u);
  const model::SuiteCell& cell = suite->rows[0].cells[0];
  EXPECT_EQ(suite->rows[0].name, "b");
  EXPECT_NEAR(cell.value.mean, 0.915, 1e-12);
  EXPECT_NEAR(cell.value.sd, 0.012909944487358, 1e-12);  // √(0.0005/3)
  EXPECT_EQ(cell.value.n, 4u);
  EXPECT_EQ(cell.experiments.size(), 1u);
  EXPECT_EQ(suite->fewest, 1u);
  EXPECT_EQ(suite->most, 4u);
}

TEST(Suite, MarksTheBestOfEachTaskAndWhatCannotBeToldFromIt) {
  const std::optional<Suite> suite = suite_of(four_algorithms());
  ASSERT_TRUE(suite);
  const auto standing = [&](std::size_t row, std::size_t task) { return suite->rows[row].cells[task].standing; };
  EXPECT_THAT(
      (std::vector<std::string>{suite->rows[0].name, suite->rows[1].name, suite->rows[2].name, suite->rows[3].name}),
      ElementsAre("b", "a", "c", "d"));
  EXPECT_EQ(standing(3, 0), Standing::best);  // d, with its one run
  // b against the one run of d, with the noise of the three that have repeats: adjusted p 0.0383 by the reference
  // program of the noise model.
  EXPECT_EQ(standing(0, 0), Standing::worse);
  EXPECT_NEAR(suite->rows[0].cells[0].p_adjusted, 0.03830340860429108, 1e-9);
  EXPECT_EQ(standing(1, 1), Standing::best);
  EXPECT_EQ(standing(0, 1), Standing::not_told);
  EXPECT_EQ(standing(2, 1), Standing::worse);
  EXPECT_EQ(standing(3, 1), Standing::none);
  EXPECT_EQ(suite->rows[3].best_of, 1u);
}

TEST(Suite, ComparesOverTasksWhatHasAllOfThem) {
  const std::optional<Suite> suite = suite_of(four_algorithms());
  ASSERT_TRUE(suite);
  EXPECT_EQ(suite->complete, 3u);
  EXPECT_FALSE(suite->rows[3].complete);
  EXPECT_TRUE(std::isnan(suite->rows[3].score.value));
  EXPECT_EQ(suite->reference, 0u);
  EXPECT_FALSE(suite->reference_set);
  // The middle half of b's eight runs; 0 and 1 are 0.1 and 0.93 in Hopper, 0.2 and 0.83 in Swimmer:
  // of 59, 60, 61 and 62 over 63 and 80, 81, 82 and 83 over 83 the four in the middle.
  EXPECT_NEAR(suite->rows[0].score.value, (61.0 / 63 + 62.0 / 63 + 80.0 / 83 + 81.0 / 83) / 4, 1e-12);
  EXPECT_NEAR(suite->rows[2].chance.value, 0, 1e-12);  // c never beats b
  EXPECT_TRUE(suite->rows[2].told);
  EXPECT_FALSE(suite->rows[1].told);  // a is worse in one, level in the other
  EXPECT_NEAR(suite->claim_level, 1 - 0.05 / 3, 1e-12);
}

TEST(Suite, IsHeldAgainstTheBaselineThatIsSet) {
  Case c = four_algorithms();
  c.settings.defaults.baseline = "a";
  const model::Findings findings = c.findings();
  const std::optional<Suite>& suite = findings.projects.at(0).suite;
  ASSERT_TRUE(suite);
  ASSERT_TRUE(suite->reference);
  EXPECT_EQ(suite->rows[*suite->reference].name, "a");
  EXPECT_TRUE(suite->reference_set);
  EXPECT_NEAR(suite->claim_level, 1 - 0.05 / 2, 1e-12);
  // The name is none of an experiment, and need not be.
  EXPECT_TRUE(std::none_of(findings.notices.begin(), findings.notices.end(),
                           [](const model::Notice& notice) { return notice.code == "unknown-baseline"; }));
}

TEST(Suite, OfLossesIsBestWhereLowest) {
  Case c;
  for (auto [model, data, value] : std::vector<std::tuple<const char*, const char*, double>>{
           {"a", "x", 0.1}, {"b", "x", 0.2}, {"a", "y", 0.3}, {"b", "y", 0.4}, {"a", "z", 0.9}, {"b", "z", 0.7}}) {
    c.runs.push_back(support::digest(run("r")
                                         .param("model", model)
                                         .param("dataset", data)
                                         .metric("val_loss", {value})
                                         .key("0:" + std::to_string(1000 + c.runs.size()))));
  }
  const std::optional<Suite> suite = suite_of(std::move(c));
  ASSERT_TRUE(suite);
  EXPECT_EQ(suite->rows[0].name, "a");
  EXPECT_EQ(suite->rows[0].best_of, 2u);
  // Normalised, a is 1, 1, 0 and b the reverse: the middle of three is 1 and 0 of all three; of b against a one in
  // three.
  EXPECT_NEAR(suite->rows[1].chance.value, 1.0 / 3, 1e-12);
  EXPECT_TRUE(std::isnan(suite->rows[0].score.low));  // one run each
}

}  // namespace
}  // namespace analysis
