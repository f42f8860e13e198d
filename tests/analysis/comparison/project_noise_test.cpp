#include "analysis/comparison/project_noise.h"

#include <gtest/gtest.h>

#include <cmath>
#include <cstddef>
#include <string>
#include <vector>

#include "support/all_findings.h"
#include "support/findings_case.h"

namespace analysis {
namespace {

using model::Findings;
using model::NoiseGap;
using model::Project;
using model::Verdict;
using support::Case;
using support::run;

/// Four experiments of the seeds 1 to 3, which are worth -0.02, 0 and 0.02, with residuals of a few thousandths.
const std::vector<std::vector<double>> kBySeed{
    {0.880, 0.902, 0.921}, {0.891, 0.909, 0.930}, {0.899, 0.921, 0.940}, {0.912, 0.929, 0.951}};

Case of_seeds() {
  Case c;
  for (std::size_t i = 0; i < kBySeed.size(); ++i) c.add_repeats("m", static_cast<double>(i + 1), kBySeed[i]);
  return c;
}

// Numbers of reference/seed_blocks.py.
TEST(ProjectNoise, SeedsThatRunThroughALogAndMatterAreTakenOut) {
  const Findings findings = of_seeds().findings();
  const Project& project = findings.projects.at(0);
  EXPECT_EQ(project.seed_block.experiments, 4u);
  EXPECT_EQ(project.seed_block.seeds, 3u);
  EXPECT_TRUE(std::isinf(project.seed_block.noise.prior_degrees));
  EXPECT_NEAR(project.seed_block.noise.variance, 1.75e-06, 1e-15);
  EXPECT_NEAR(project.noise[0].variance, 0.00040133333333333329, 1e-15);
  const model::Comparison& change = *findings.experiments[1].versus_parent;
  EXPECT_NEAR(change.objective.estimate, 0.009, 1e-12);  // means stay
  EXPECT_NEAR(change.objective.low, 0.006509230858381037, 1e-9);
  EXPECT_NEAR(change.objective.high, 0.0114907691416192, 1e-9);
  EXPECT_NEAR(change.objective.p, 3.253878794072213e-05, 1e-9);
}

TEST(ProjectNoise, AnExperimentOfOtherSeedsIsComparedByThePlainNoise) {
  Case c = of_seeds();
  for (const int seed : {4, 5, 6})
    c.add(run("r").param("model", "m").param("lr", 5.0).param("seed", seed), 0.93 + 0.02 * (seed - 5));
  const Findings findings = c.findings();
  EXPECT_EQ(findings.projects[0].seed_block.experiments, 4u);
  EXPECT_EQ(findings.experiments[4].without_seeds.n, 0u);
  const model::Difference other = findings.experiments[4].versus_parent->objective;
  const model::Difference member = findings.experiments[1].versus_parent->objective;
  EXPECT_GT(other.standard_error, 5 * member.standard_error);
}

TEST(ProjectNoise, ThreeExperimentsOfTheSameSeedsAreNoBlock) {
  Case c = of_seeds();
  c.runs.resize(9);
  const Findings findings = c.findings();
  EXPECT_EQ(findings.projects[0].seed_block.experiments, 0u);
  EXPECT_EQ(findings.experiments[1].without_seeds.n, 0u);
}

TEST(ProjectNoise, SeedsThatDoNotMatterStay) {
  Case c;
  const std::vector<std::vector<double>> values{
      {0.880, 0.902, 0.921}, {0.930, 0.891, 0.909}, {0.921, 0.940, 0.899}, {0.929, 0.912, 0.951}};
  for (std::size_t i = 0; i < values.size(); ++i) c.add_repeats("m", static_cast<double>(i + 1), values[i]);
  EXPECT_EQ(c.findings().projects[0].seed_block.experiments, 0u);
}

TEST(ProjectNoise, WithoutRepeatsThereIsNone) {
  Case c;
  c.add(run("a").param("lr", 0.1), 0.9).add(run("b").param("lr", 0.2), 0.8);
  EXPECT_EQ(c.findings().projects[0].noise[0].gap, NoiseGap::no_repeats);
}

TEST(ProjectNoise, RunsThatDoNotCountSayNothingOfIt) {
  // A repeat that diverged would be the noise of the whole log.
  const auto repeats = [](bool diverged) {
    Case c;
    for (const double lr : {0.1, 0.2, 0.3}) c.add_repeats("m", lr, {0.90 + lr / 10, 0.91 + lr / 10, 0.905 + lr / 10});
    if (diverged) {
      c.runs.push_back(support::digest(run("r")
                                           .key("0:2000")
                                           .param("model", "m")
                                           .param("lr", 0.1)
                                           .param("seed", 9)
                                           .metric("train_loss", {1, std::nan("")})
                                           .metric("val_acc", {0.3, 0.1})));
    }
    return c.findings();
  };
  const Findings without = repeats(false), with = repeats(true);
  EXPECT_EQ(with.experiments[0].runs.size(), 4u);
  EXPECT_EQ(with.projects[0].noise[0].variance, without.projects[0].noise[0].variance);
  EXPECT_EQ(with.experiments[0].find(0)->at_best.n, 3u);
}

TEST(ProjectNoise, ConstantsThatAreLoggedAsMetricsHaveNoInterval) {
  Case c;
  int key = 0;
  for (const double rate : {0.001, 0.01}) {
    for (const int seed : {1, 2, 3}) {
      c.runs.push_back(support::digest(run("r")
                                           .key("0:" + std::to_string(1000 + key++))
                                           .param("model", rate < 0.005 ? "a" : "b")
                                           .param("seed", seed)
                                           .metric("val_acc", {0.9 + 0.001 * seed * seed + rate})
                                           .metric("learning_rate", {rate})));
    }
  }
  const Findings findings = c.findings();
  const Project& project = findings.projects.at(0);
  for (model::Index i = 0; i < project.metrics.size(); ++i) {
    if (project.metrics[i].name != "learning_rate") continue;
    EXPECT_EQ(project.noise[i].gap, NoiseGap::all_equal);
    const model::MetricDifference* difference = findings.experiments[1].versus_parent->find(i);
    ASSERT_NE(difference, nullptr);
    EXPECT_NEAR(difference->difference.estimate, 0.009, 1e-12);
    EXPECT_TRUE(std::isnan(difference->difference.low));
    EXPECT_TRUE(std::isnan(difference->difference.p));
    return;
  }
  FAIL() << "no learning rate";
}

// Whose noise it is says nothing of other tasks.
TEST(ProjectNoise, OfOneExperimentSaysNothingOfSingleRuns) {
  Case c;
  c.add_repeats("repeated", 0.1, {0.4, 0.5, 0.6, 0.7});
  c.add(run("b").param("model", "one").param("lr", 0.1), 0.920)
      .add(run("c").param("model", "two").param("lr", 0.1), 0.052);
  const Findings findings = c.findings();
  for (const model::Index i : {1, 2}) {
    ASSERT_TRUE(findings.experiments[i].versus_parent);
    EXPECT_EQ(findings.experiments[i].versus_parent->verdict, Verdict::not_tested) << i;
    EXPECT_TRUE(std::isnan(findings.experiments[i].versus_parent->objective.low));
  }
}

// The true difference may be below a point although the estimate is above.
TEST(ProjectNoise, ADifferenceIsHeldAgainstTheSmallestEffectByItsInterval) {
  Case c;
  c.settings.defaults.smallest_effect = 0.01;
  c.add_repeats("a", 0.1, {0.900, 0.901, 0.902});
  c.add_repeats("a", 0.2, {0.910, 0.912, 0.914});
  const Findings findings = c.findings();
  const model::Comparison& change = *findings.experiments[1].versus_parent;
  EXPECT_NEAR(change.objective.estimate, 0.011, 1e-12);
  EXPECT_NEAR(change.objective.low, 0.007240675556168162, 1e-9);
  EXPECT_NEAR(change.objective.p, 0.5011693674202045, 1e-9);
  EXPECT_EQ(change.verdict, Verdict::too_close);
}

}  // namespace
}  // namespace analysis
