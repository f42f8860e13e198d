#include "analysis/kinds/project_kind.h"

#include <gmock/gmock.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "support/all_findings.h"
#include "support/findings_case.h"

namespace analysis {
namespace {

using model::How;
using model::Kind;
using support::Case;
using support::run;
using testing::ElementsAre;
using testing::IsEmpty;

Kind kind_of(Case c) {
  const model::Findings findings = c.findings();
  EXPECT_EQ(findings.projects.size(), 1u);
  return findings.projects.at(0).kind;
}

/// Three algorithms in two environments, two runs each.
Case suite() {
  Case c;
  for (const char* algo : {"ppo", "a2c", "dqn"}) {
    for (const char* env : {"CartPole-v1", "Hopper-v4"}) {
      for (const int seed : {1, 2})
        c.add(run("r").param("algo", algo).param("env", env).param("seed", seed), 0.5 + seed);
    }
  }
  return c;
}

/// `count` trials of random search over four settings.
Case search(int count) {
  Case c;
  std::uint32_t drawn = 7;
  const auto draw = [&drawn](std::uint32_t below) {
    drawn = drawn * 1664525u + 1013904223u;
    return static_cast<int>((drawn >> 16) % below);
  };
  for (int i = 0; i < count; ++i) {
    const double value = 0.5 + 0.01 * draw(40);  // compilers order the arguments of a call as they like
    const int first = draw(7), second = draw(5);
    c.add(run("t" + std::to_string(i))
              .param("lr", 0.001 * (1 + first * second))
              .param("width", 16 << draw(5))
              .param("depth", 1 + draw(6))
              .param("dropout", 0.1 * draw(4)),
          value);
  }
  return c;
}

/// A table of models, one row each.
Case table(int rows) {
  Case c;
  for (int i = 0; i < rows; ++i) {
    c.add(run("m").param("model", ("net" + std::to_string(i)).c_str()).param("img_size", i % 2 == 0 ? 224 : 384),
          0.7 + 0.01 * i);
  }
  return c;
}

TEST(ProjectKind, AlgorithmsCrossedWithEnvironmentsAreASuite) {
  const model::Findings findings = suite().findings();
  ASSERT_EQ(findings.projects.size(), 1u);  // not one for each environment
  const model::Project& project = findings.projects[0];
  EXPECT_EQ(project.kind, Kind::suite);
  EXPECT_TRUE(project.kind_decided.guessed);
  EXPECT_EQ(project.kind_decided.how, How::crossed);
  EXPECT_THAT(project.kind_decided.names, ElementsAre("algo", "env"));
  EXPECT_EQ(project.kind_decided.count, 6u);
  EXPECT_EQ(project.kind_decided.of, 6u);
  EXPECT_EQ(project.kind_decided.setting, "\"kind\": \"suite\"");
}

TEST(ProjectKind, ASuiteHasNoParentsNoBaselineAndNoRankingOverItsTasks) {
  const model::Findings findings = suite().findings();
  EXPECT_FALSE(findings.projects[0].baseline);
  EXPECT_THAT(findings.projects[0].best, IsEmpty());
  EXPECT_THAT(findings.projects[0].fronts, IsEmpty());
  for (const model::Experiment& experiment : findings.experiments) {
    EXPECT_FALSE(experiment.versus_parent) << experiment.id;
    EXPECT_FALSE(experiment.versus_baseline) << experiment.id;
    EXPECT_EQ(experiment.parent_decided.how, How::not_of_kind);
    EXPECT_TRUE(experiment.is_ranked()) << experiment.id;
  }
}

TEST(ProjectKind, ASuiteMayStandInTheNamesOfFolders) {
  Case c;
  int number = 0;
  for (const char* algo : {"PPO", "PPO_SimHash", "RND"}) {
    for (const char* env : {"Hopper-v2", "Swimmer-v2"}) {
      for (const int run_number : {1, 2, 3}) {
        const std::string folder = std::string("logs/") + algo + "/" + env + "/run_" + std::to_string(run_number);
        c.add(run("r").folder(folder).name("run_" + std::to_string(run_number)), 0.01 * ++number);
      }
    }
  }
  const model::Findings findings = c.findings();
  ASSERT_EQ(findings.projects.size(), 1u);
  ASSERT_TRUE(findings.projects[0].suite);
  std::vector<std::string> names;
  for (const model::SuiteRow& row : findings.projects[0].suite->rows) names.push_back(row.name);
  EXPECT_THAT(names, testing::UnorderedElementsAre("PPO", "PPO SimHash", "RND"));
}

TEST(ProjectKind, ProjectsThatAreCalledAfterEnvironmentsAreOneSuite) {
  Case c = suite();
  for (model::RunDigest& one : c.runs) {
    one.project = one.config.find("env")->text;
    std::erase_if(one.config.parameters, [](const model::Parameter& parameter) { return parameter.path == "env"; });
  }
  Case log = c;
  const model::Findings findings = c.findings();
  ASSERT_EQ(findings.projects.size(), 1u);
  EXPECT_EQ(findings.projects[0].kind, Kind::suite);
  EXPECT_THAT(findings.projects[0].kind_decided.names, ElementsAre("algo", "env"));
  log.settings.defaults.kind = Kind::log;
  EXPECT_EQ(log.findings().projects.size(), 2u);
}

TEST(ProjectKind, WhatIsSaidTwiceOfATaskIsSaidOnce) {
  Case c = suite();
  for (model::RunDigest& one : c.runs) one.config.parameters.push_back({"env_id", *one.config.find("env")});
  const model::Findings findings = c.findings();
  ASSERT_TRUE(findings.projects.at(0).suite);
  EXPECT_THAT(findings.projects[0].suite->tasks_by, ElementsAre("env"));
  EXPECT_THAT(findings.projects[0].suite->tasks, ElementsAre("CartPole-v1", "Hopper-v4"));
}

TEST(ProjectKind, ATableWithManyHolesIsNoSuite) {
  Case c;
  // A diagonal of 4 and one more: 5 of 16 cells.
  for (const char* name : {"a", "b", "c", "d"}) {
    for (const int seed : {1, 2}) c.add(run("r").param("model", name).param("dataset", name).param("seed", seed), 0.5);
  }
  c.add(run("r").param("model", "a").param("dataset", "b").param("seed", 1), 0.5);
  EXPECT_EQ(c.findings().projects.size(), 4u);  // one for each data set
}

TEST(ProjectKind, SeveralSettingsInEachCellAreNoSuite) {
  Case c;
  for (const char* model : {"a", "b", "c"}) {
    for (const char* data : {"x", "y"}) {
      for (const double lr : {0.1, 0.2, 0.3})
        c.add(run("r").param("model", model).param("dataset", data).param("lr", lr), 0.5);
    }
  }
  EXPECT_EQ(c.findings().projects.size(), 2u);
}

TEST(ProjectKind, ManySingleRunsOverTheSameSettingsAreASearch) {
  const model::Findings findings = search(30).findings();
  const model::Project& project = findings.projects.at(0);
  EXPECT_EQ(project.kind, Kind::search);
  EXPECT_EQ(project.kind_decided.how, How::many_single_runs);
  EXPECT_EQ(project.kind_decided.count, 30u);
  EXPECT_THAT(project.kind_decided.names, ElementsAre("depth", "dropout", "lr", "width"));
  EXPECT_FALSE(project.baseline);
  EXPECT_FALSE(findings.experiments[7].versus_parent);
  EXPECT_FALSE(project.best.empty());
}

TEST(ProjectKind, AFullGridIsASearch) {
  Case c;
  for (const double lr : {0.1, 0.2, 0.3, 0.4, 0.5}) {
    for (const int width : {8, 16, 32, 64}) c.add(run("t").param("lr", lr).param("width", width), lr);
  }
  EXPECT_EQ(kind_of(std::move(c)), Kind::search);
}

TEST(ProjectKind, OneChangeAtATimeIsALog) {
  Case c;
  // Each of twelve settings is changed twice from the same start: 25 single runs.
  for (int i = 0; i < 25; ++i) {
    support::RunBuilder one = run("r");
    for (int p = 0; p < 12; ++p) one.param("p" + std::to_string(p), i > 0 && (i - 1) / 2 == p ? i : 0);
    c.add(std::move(one), 0.5);
  }
  EXPECT_EQ(kind_of(std::move(c)), Kind::log);
}

TEST(ProjectKind, AFewConfigurationsWithSeedsAreALog) {
  Case c;
  for (const char* model : {"a", "b", "c", "d", "e"}) c.add_repeats(model, 0.1, {0.5, 0.6, 0.7});
  EXPECT_EQ(kind_of(std::move(c)), Kind::log);
}

TEST(ProjectKind, ModelsWithOneResultEachAreALeaderboard) {
  const model::Findings findings = table(12).findings();
  const model::Project& project = findings.projects.at(0);
  EXPECT_EQ(project.kind, Kind::leaderboard);
  EXPECT_EQ(project.kind_decided.how, How::one_row_each);
  EXPECT_THAT(project.kind_decided.names, ElementsAre("model"));
  EXPECT_FALSE(findings.experiments[3].versus_parent);
  EXPECT_FALSE(project.baseline);
  EXPECT_EQ(kind_of(table(7)), Kind::log);
}

TEST(ProjectKind, DatesMakeNoLeaderboard) {
  Case c = table(12);
  for (std::size_t i = 0; i < 3; ++i) c.runs[i].started_at = "2026-03-0" + std::to_string(i + 1) + "T10:00:00Z";
  EXPECT_EQ(kind_of(std::move(c)), Kind::log);
}

TEST(ProjectKind, WhatSomebodyKeepsIsALog) {
  Case decided = search(30);
  decided.runs[4].notes.push_back({.decision = model::Decision::keep, .decision_said = true});
  EXPECT_EQ(kind_of(std::move(decided)), Kind::log);
  Case with_parent = table(12);
  with_parent.runs[4].notes.push_back({.parent = "EXP1"});
  EXPECT_EQ(kind_of(std::move(with_parent)), Kind::log);
  Case named = search(30);
  for (std::size_t i = 0; i < named.runs.size(); ++i) named.runs[i].experiment = "E" + std::to_string(i);
  EXPECT_EQ(kind_of(std::move(named)), Kind::log);
}

TEST(ProjectKind, IsWhatTheSettingsSay) {
  Case log = search(30);
  log.settings.defaults.kind = Kind::log;
  const model::Findings findings = log.findings();
  EXPECT_EQ(findings.projects[0].kind, Kind::log);
  EXPECT_FALSE(findings.projects[0].kind_decided.guessed);
  EXPECT_TRUE(findings.projects[0].baseline);
  EXPECT_TRUE(findings.experiments[7].versus_parent);
  Case divided = suite();
  divided.settings.defaults.kind = Kind::log;
  EXPECT_EQ(divided.findings().projects.size(), 2u);
}

TEST(ProjectKind, WhatCannotBeToldSoIsGuessedAndSaid) {
  Case c = search(30);
  c.settings.defaults.kind = Kind::suite;
  c.settings.file = "trialpress.json";
  const model::Findings findings = c.findings();
  EXPECT_EQ(findings.projects[0].kind, Kind::search);
  EXPECT_TRUE(std::any_of(findings.notices.begin(), findings.notices.end(),
                          [](const model::Notice& notice) { return notice.code == "unknown-kind"; }));
}

TEST(ProjectKind, SaidParentsStayInASearch) {
  Case c = search(30);
  c.settings.defaults.kind = Kind::search;
  c.runs[9].notes.push_back({.file = "n.md", .parent = "t3"});
  const model::Findings findings = c.findings();
  std::size_t with_parent = 0;
  for (const model::Experiment& experiment : findings.experiments) with_parent += experiment.versus_parent.has_value();
  EXPECT_EQ(with_parent, 1u);
}

}  // namespace
}  // namespace analysis
