#include "analysis/health/health.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <string>
#include <utility>
#include <vector>

#include "analysis/compute_findings.h"
#include "support/all_findings.h"
#include "support/digest_builder.h"

namespace analysis {
namespace {

using model::Findings;
using model::HealthFinding;
using model::Index;
using model::Project;
using support::digest;
using support::run;
using support::RunBuilder;
using Kind = HealthFinding::Kind;

const double kNaN = std::nan("");

Findings findings_of(std::vector<model::RunDigest>& runs) {
  std::sort(runs.begin(), runs.end(), [](const auto& a, const auto& b) { return a.key < b.key; });
  const model::Settings settings;
  const std::vector<ExperimentNotes> notes;
  return compute_findings({.runs = &runs, .notes = &notes, .settings = &settings, .source_labels = {"runs"}});
}

std::vector<HealthFinding> health_of(std::vector<model::RunDigest> runs, Kind kind) {
  const Findings findings = findings_of(runs);
  std::vector<HealthFinding> found;
  for (const Project& project : findings.projects) {
    for (const HealthFinding& one : project.health) {
      if (one.kind == kind) found.push_back(one);
    }
  }
  return found;
}

RunBuilder repeat(const std::string& id, int seed, std::vector<double> values) {
  return run(id).param("lr", 0.1).param("seed", seed).metric("val_acc", std::move(values));
}

TEST(Health, CountsValuesThatAreNotFinite) {
  const auto found = health_of(
      {digest(run("a").metric("val_acc", {0.1, kNaN, 0.3})), digest(run("b").metric("val_acc", {0.1, HUGE_VAL, kNaN})),
       digest(run("c").metric("val_acc", {0.1, 0.2}))},
      Kind::non_finite);
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].metric, "val_acc");
  EXPECT_EQ(found[0].amount, 3);
  EXPECT_EQ(found[0].of, 8);
  EXPECT_EQ(found[0].runs, (std::vector<Index>{0, 1}));
}

TEST(Health, CountsStepsMissingFromARegularSeries) {
  // Every 10th step to 200, of which 50, 60 and 170 are missing.
  std::vector<double> steps, values;
  for (int step = 0; step <= 400; step += 10) {
    if (step == 50 || step == 60 || step == 170) continue;
    steps.push_back(step);
    values.push_back(step);
  }
  const auto found = health_of({digest(run("a").steps(steps).metric("val_acc", values))}, Kind::gaps);
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].amount, 3);
  EXPECT_EQ(found[0].of, 41);
}

TEST(Health, SeriesWithoutARegularStrideHaveNoGaps) {
  EXPECT_TRUE(health_of({digest(run("a")
                                    .steps({0, 1, 3, 6, 10, 15, 21, 28, 36, 45, 55})
                                    .metric("val_acc", {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11}))},
                        Kind::gaps)
                  .empty());
  EXPECT_TRUE(health_of({digest(run("a").steps({0, 1, 5}).metric("val_acc", {1, 2, 3}))}, Kind::gaps).empty());
}

TEST(Health, RepeatsWantSeedsOfTheirOwn) {
  const auto found = health_of(
      {digest(repeat("a", 1, {0.1, 0.2})), digest(repeat("b", 1, {0.1, 0.3})), digest(repeat("c", 2, {0.1, 0.4}))},
      Kind::missing_seeds);
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].amount, 2);
  EXPECT_EQ(found[0].of, 3);
  EXPECT_EQ(found[0].runs, (std::vector<Index>{0, 1}));
  EXPECT_EQ(found[0].experiments, (std::vector<Index>{0}));
  EXPECT_TRUE(health_of({digest(repeat("a", 1, {0.1})), digest(repeat("b", 2, {0.1}))}, Kind::missing_seeds).empty());
}

TEST(Health, RepeatsOfUnequalLengthsAreNamed) {
  const auto found = health_of({digest(repeat("a", 1, {0.1, 0.2, 0.3, 0.4})), digest(repeat("b", 2, {0.1, 0.3}))},
                               Kind::unequal_lengths);
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].amount, 2);
  EXPECT_EQ(found[0].of, 4);
  EXPECT_EQ(found[0].runs, (std::vector<Index>{1}));
}

TEST(Health, AMetricThatHasNoValueYetAtTheBestStepIsNamed) {
  const auto found =
      health_of({digest(run("a").metric("val_acc", {0.9, 0.8, 0.7, 0.6}).sparse("f1", {2, 3}, {0.5, 0.6}))},
                Kind::different_rates);
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].metric, "f1");
  EXPECT_EQ(found[0].amount, 2);
  EXPECT_EQ(found[0].of, 4);
}

TEST(Health, CopiesAreFound) {
  const auto copy = [](const std::string& id) {
    return digest(run(id).param("lr", 0.1).metric("val_acc", {0.1, 0.2}));
  };
  const auto found = health_of({copy("a"), copy("b"), copy("c"), digest(repeat("d", 1, {0.5}))}, Kind::duplicate_runs);
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].runs, (std::vector<Index>{0, 1, 2}));
  EXPECT_EQ(found[0].amount, 2);
  EXPECT_EQ(found[0].of, 4);
  // Runs without anything in them are no copies of each other.
  EXPECT_TRUE(health_of({digest(run("a")), digest(run("b"))}, Kind::duplicate_runs).empty());
}

TEST(Health, ExperimentsWithEqualResultsAreSuspicious) {
  const auto with = [](const std::string& id, double lr, double loss, double seconds) {
    return digest(run(id)
                      .param("lr", lr)
                      .metric("val_acc", {0.5, 0.75})
                      .metric("val_loss", {1, loss})
                      .metric("epoch_time", {1, seconds}));
  };
  const auto found =
      health_of({with("a", 0.1, 0.123, 2), with("b", 0.2, 0.123, 3), with("c", 0.3, 0.124, 2)}, Kind::equal_results);
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].experiments, (std::vector<Index>{0, 1}));
  EXPECT_EQ(found[0].amount, 2);
  EXPECT_EQ(found[0].of, 3);
}

TEST(Health, ABestFarFromTheLastIsNamedWithBoth) {
  const auto found = health_of({digest(run("a").metric("val_acc", {0.1, 0.9, 0.5})),
                                digest(run("b").param("lr", 1).metric("val_acc", {0.1, 0.9, 0.89}))},
                               Kind::best_far_from_last);
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].amount, 0.9);
  EXPECT_EQ(found[0].of, 0.5);
}

TEST(Health, MostExperimentsWithOneRunAreSaid) {
  std::vector<model::RunDigest> runs;
  for (int i = 0; i < 3; ++i)
    runs.push_back(digest(run("r" + std::to_string(i)).param("lr", i).metric("val_acc", {1})));
  const auto found = health_of(runs, Kind::few_repeats);
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].amount, 3);
  EXPECT_EQ(found[0].of, 3);
  EXPECT_TRUE(health_of({digest(repeat("a", 1, {1}))}, Kind::few_repeats).empty());
}

TEST(Health, ACopyOfARunIsNoRepeat) {
  const auto with = [](const std::string& id, double lr, double value) {
    return digest(run(id).param("lr", lr).metric("val_acc", {value}));
  };
  const auto found = health_of({with("a", 0.1, 0.5), with("b", 0.1, 0.5), with("c", 0.2, 0.6), with("d", 0.2, 0.6),
                                with("e", 0.3, 0.7), with("f", 0.3, 0.8)},
                               Kind::few_repeats);
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].amount, 2);
  EXPECT_EQ(found[0].of, 3);
  EXPECT_EQ(found[0].experiments, (std::vector<Index>{0, 1}));
}

TEST(Health, ManyOfAKindAreCutAndCounted) {
  std::vector<model::RunDigest> runs;
  for (int i = 0; i < 25; ++i) {
    runs.push_back(digest(run("r" + std::to_string(10 + i)).param("lr", i).metric("val_acc", {0.1, 0.9, 0.5})));
  }
  const auto found = health_of(runs, Kind::best_far_from_last);
  ASSERT_EQ(found.size(), kMaxHealth);
  EXPECT_EQ(found.back().more, 5u);
  EXPECT_EQ(found.front().more, 0u);
}

TEST(Health, OfNothingIsNothing) {
  EXPECT_TRUE(find_health({}, {}, {}).empty());
}

TEST(Health, ExperimentsOfASecondProjectKeepTheirPlace) {
  model::RunDigest a = digest(run("a").metric("val_acc", {0.5, 0.6}));
  model::RunDigest b = digest(run("b").metric("val_acc", {0.1, 0.9, 0.5}));
  a.project = "first";
  b.project = "second";
  const auto found = health_of({a, b}, Kind::best_far_from_last);
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].experiments, (std::vector<Index>{1}));
}

}  // namespace
}  // namespace analysis
