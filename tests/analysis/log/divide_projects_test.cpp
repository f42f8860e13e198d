#include "analysis/log/divide_projects.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstddef>
#include <string>
#include <vector>

#include "support/all_findings.h"
#include "support/findings_case.h"

namespace analysis {
namespace {

using model::Experiment;
using model::Findings;
using model::Project;
using support::Case;
using support::run;
using testing::ElementsAre;
using testing::IsEmpty;

std::vector<std::string> names(const Findings& findings) {
  std::vector<std::string> result;
  for (const Project& project : findings.projects) result.push_back(project.name);
  return result;
}

std::string best_of(const Findings& findings, std::size_t project) {
  const Project& one = findings.projects.at(project);
  return one.best.empty() ? "none" : findings.experiments[one.best[0].experiment].id;
}

Case two_data_sets() {
  Case c;
  c.add(run("a").project("net").param("dataset", "mnist").param("lr", 0.1), 0.97);
  c.add(run("b").project("net").param("dataset", "mnist").param("lr", 0.2), 0.98);
  c.add(run("c").project("net").param("dataset", "cifar10").param("lr", 0.1), 0.71);
  c.add(run("d").project("net").param("dataset", "cifar10").param("lr", 0.2), 0.73);
  return c;
}

TEST(DivideProjects, EachDataSetHasItsOwnBestAndBaseline) {
  const Findings findings = two_data_sets().findings();
  ASSERT_THAT(names(findings), ElementsAre("net · cifar10", "net · mnist"));
  EXPECT_EQ(findings.projects[0].ranked_on.at(0).value.text, "cifar10");
  EXPECT_EQ(findings.projects[0].experiments.size(), 2u);
  EXPECT_DOUBLE_EQ(findings.experiments[findings.projects[0].best[0].experiment].find(0)->at_best.mean, 0.73);
  EXPECT_DOUBLE_EQ(findings.experiments[findings.projects[1].best[0].experiment].find(0)->at_best.mean, 0.98);
  EXPECT_TRUE(findings.projects[0].evaluation_decided.guessed);
  EXPECT_EQ(findings.projects[0].evaluation_decided.how, model::How::project_for_each);
  EXPECT_THAT(findings.projects[0].evaluation_decided.names, ElementsAre("dataset"));
  EXPECT_EQ(findings.projects[0].evaluation_decided.setting, "\"split_evaluations\": false");
}

TEST(DivideProjects, ANumberIsNamedByItsParameter) {
  Case c;
  for (const int shots : {0, 5}) {
    c.add(run("a" + std::to_string(shots)).project("").param("num_fewshot", shots).param("lr", 0.1), 0.5);
    c.add(run("b" + std::to_string(shots)).project("").param("num_fewshot", shots).param("lr", 0.2), 0.6);
  }
  EXPECT_THAT(names(c.findings()), ElementsAre("num_fewshot 0", "num_fewshot 5"));
}

TEST(DivideProjects, PartsTakeTheSettingsOfTheProjectTheyWere) {
  Case c = two_data_sets();
  c.settings.projects["net"].smallest_effect = 0.25;
  const Findings findings = c.findings();
  EXPECT_EQ(findings.projects.at(1).smallest_effect, 0.25);
}

TEST(DivideProjects, SettingsKeepThemTogetherAndRankOneOfThem) {
  Case c = two_data_sets();
  c.settings.projects["net"].split_evaluations = false;
  c.add(run("e").project("net").param("dataset", "cifar10").param("lr", 0.3), 0.72);
  const Findings findings = c.findings();
  ASSERT_THAT(names(findings), ElementsAre("net"));
  // Three of five were measured on cifar10: the best is one of those, whatever mnist gives.
  EXPECT_EQ(findings.projects[0].ranked_on.at(0).value.text, "cifar10");
  const Experiment& best = findings.experiments[findings.projects[0].best.at(0).experiment];
  EXPECT_DOUBLE_EQ(best.find(0)->at_best.mean, 0.73);
  EXPECT_EQ(findings.projects[0].luck.tried, 3u);
  EXPECT_EQ(findings.projects[0].progress.steps.size(), 3u);
  EXPECT_TRUE(findings.experiments[*findings.projects[0].baseline].is_ranked());
  EXPECT_THAT(findings.experiments[0].measured_otherwise, ElementsAre("dataset"));
}

TEST(DivideProjects, ALogThatPeopleKeepStaysOne) {
  Case c;
  c.add(run("a").experiment("EXP1").param("dataset", "v1").param("lr", 0.1), 0.99);
  c.add(run("b").experiment("EXP2").param("dataset", "v2").param("lr", 0.1), 0.90);
  c.add(run("c").experiment("EXP3").param("dataset", "v2").param("lr", 0.2), 0.92);
  Findings findings = c.findings();
  ASSERT_EQ(findings.projects.size(), 1u);
  EXPECT_EQ(best_of(findings, 0), "EXP3");
  EXPECT_EQ(findings.projects[0].evaluation_decided.how, model::How::that_of_most_experiments);
  EXPECT_EQ(findings.projects[0].evaluation_decided.count, 1u);
  EXPECT_EQ(findings.experiments[*findings.projects[0].baseline].id, "EXP2");
  // The baseline that is set decides what is ranked.
  c.settings.defaults.baseline = "EXP1";
  findings = c.findings();
  EXPECT_EQ(best_of(findings, 0), "EXP1");
  EXPECT_EQ(findings.projects[0].evaluation_decided.how, model::How::that_of_baseline);
  EXPECT_EQ(findings.projects[0].evaluation_decided.count, 2u);
  EXPECT_THAT(findings.experiments[2].measured_otherwise, ElementsAre("dataset"));
}

TEST(DivideProjects, PathsAreCalledByTheirLastPartElseByThePartsThatDiffer) {
  Case c;
  for (const char* path : {"/data/a/train.csv", "/data/a/other.csv"}) {
    for (const double lr : {0.1, 0.2}) c.add(run("r").param("data.path", path).param("lr", lr), lr);
  }
  EXPECT_THAT(names(c.findings()), ElementsAre("other.csv", "train.csv"));
  Case same;
  for (const char* path : {"/data/a/train.csv", "/data/b/train.csv"}) {
    for (const double lr : {0.1, 0.2}) same.add(run("r").param("data.path", path).param("lr", lr), lr);
  }
  EXPECT_THAT(names(same.findings()), ElementsAre("a", "b"));  // else by the parts that differ
}

TEST(DivideProjects, NotWhereEveryRunWouldBeAlone) {
  Case c;
  c.add(run("a").param("test_size", 0.1), 0.5).add(run("b").param("test_size", 0.2), 0.6);
  EXPECT_EQ(c.findings().projects.size(), 1u);
}

TEST(DivideProjects, RunsThatDoNotSayAreTogether) {
  Case c = two_data_sets();
  c.add(run("x").project("net").param("lr", 0.1), 0.4).add(run("y").project("net").param("lr", 0.2), 0.5);
  EXPECT_THAT(names(c.findings()), ElementsAre("net · cifar10", "net · mnist", "net · no dataset"));
}

TEST(DivideProjects, OneValueOrNoneDividesNothing) {
  Case c;
  c.add(run("a").param("dataset", "mnist").param("lr", 0.1), 0.5);
  c.add(run("b").param("lr", 0.2), 0.6).add(run("c").param("dataset", "mnist").param("lr", 0.3), 0.7);
  const Findings findings = c.findings();
  EXPECT_EQ(findings.projects.size(), 1u);
  EXPECT_THAT(findings.projects[0].ranked_on, IsEmpty());
}

}  // namespace
}  // namespace analysis
