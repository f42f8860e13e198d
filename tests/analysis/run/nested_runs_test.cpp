#include "analysis/run/nested_runs.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "support/digest_builder.h"

namespace analysis {
namespace {

using support::digest;
using support::run;
using testing::ElementsAre;
using testing::IsEmpty;

std::vector<std::string> settings(const model::RunDigest& run) {
  std::vector<std::string> result;
  for (const model::Parameter& one : run.config.parameters) result.push_back(one.path + "=" + one.value.text);
  return result;
}

std::vector<std::string> ids(const std::vector<model::RunDigest>& runs) {
  std::vector<std::string> result;
  for (const model::RunDigest& one : runs) result.push_back(one.id);
  return result;
}

TEST(NestedRuns, AParentIsNoRivalAndItsSettingsCountBelow) {
  std::vector<model::RunDigest> runs{
      digest(run("search").param("model", "svc").param("lr", "auto").param("best_lr", 0.2).summary("best_acc", 0.9)),
      digest(run("a").param("lr", 0.1).metric("acc", {0.8}).nested_in("search")),
      digest(run("b").param("lr", 0.2).metric("acc", {0.9}).nested_in("search"))};
  const std::vector<model::Notice> notices = fold_nested_runs(runs, {"runs"});
  EXPECT_THAT(ids(runs), ElementsAre("a", "b"));
  EXPECT_THAT(settings(runs[0]), ElementsAre("lr=0.1", "model=svc"));
  ASSERT_EQ(notices.size(), 1u);
  EXPECT_EQ(notices[0].code, "nested-runs");
  EXPECT_EQ(notices[0].what,
            "\"search\" holds 2 runs and is no run of training itself; not listed. Its parameters count for what it "
            "holds");
}

TEST(NestedRuns, TheNearestParentSaysMore) {
  std::vector<model::RunDigest> runs{digest(run("top").param("model", "svc").param("data", "a")),
                                     digest(run("middle").param("data", "b").nested_in("top").summary("mean", 1.0)),
                                     digest(run("leaf").param("lr", 0.1).metric("acc", {0.8}).nested_in("middle"))};
  fold_nested_runs(runs, {});
  EXPECT_THAT(ids(runs), ElementsAre("leaf"));
  EXPECT_THAT(settings(runs[0]), ElementsAre("lr=0.1", "data=b", "model=svc"));
}

TEST(NestedRuns, WhatTrainedItselfStaysAndSoDoesWhatHoldsNoValues) {
  std::vector<model::RunDigest> runs{digest(run("trained").param("lr", 0.1).metric("acc", {0.1, 0.8})),
                                     digest(run("evaluated").summary("acc", 0.8).nested_in("trained")),
                                     digest(run("holder").metric("acc", {0.5})),
                                     digest(run("step").param("file", "x").nested_in("holder"))};
  EXPECT_THAT(fold_nested_runs(runs, {}), IsEmpty());
  EXPECT_EQ(runs.size(), 4u);
}

TEST(NestedRuns, CirclesAndUnknownParentsAreLeftAlone) {
  std::vector<model::RunDigest> runs{
      digest(run("a").metric("acc", {0.5}).nested_in("b")), digest(run("b").metric("acc", {0.5}).nested_in("a")),
      digest(run("c").metric("acc", {0.5}).nested_in("c")), digest(run("d").metric("acc", {0.5}).nested_in("gone"))};
  EXPECT_THAT(fold_nested_runs(runs, {}), IsEmpty());
  EXPECT_EQ(runs.size(), 4u);
}

}  // namespace
}  // namespace analysis
