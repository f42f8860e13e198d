#include "analysis/run/continuations.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

#include "support/digest_builder.h"

namespace analysis {
namespace {

using support::digest;
using support::run;
using testing::ElementsAre;
using testing::IsEmpty;

support::RunBuilder version(int number, double lr, std::vector<double> epochs) {
  return run("logs/version_" + std::to_string(number))
      .param("lr", lr)
      .no_steps()
      .metric("acc", std::vector<double>(epochs.size(), 0.5))
      .epochs(std::move(epochs));
}

std::vector<std::vector<model::Index>> chains(const std::vector<support::RunBuilder>& builders) {
  std::vector<model::RunDigest> runs;
  for (const support::RunBuilder& one : builders) runs.push_back(digest(one));
  return find_continuations(runs);
}

TEST(Continuations, TheNextEpochInAFolderBesideGoesOn) {
  EXPECT_THAT(chains({version(0, 0.1, {0, 1, 2}), version(1, 0.1, {3, 4}), version(2, 0.1, {5}),
                      version(3, 0.2, {0, 1, 2, 3})}),
              ElementsAre(ElementsAre(0, 1, 2)));
}

TEST(Continuations, OtherSettingsGapsAndRepeatsAreNone) {
  EXPECT_THAT(chains({version(0, 0.1, {0, 1, 2}), version(1, 0.2, {3, 4})}), IsEmpty());
  EXPECT_THAT(chains({version(0, 0.1, {0, 1, 2}), version(1, 0.1, {4, 5})}), IsEmpty());
  EXPECT_THAT(chains({version(0, 0.1, {0, 1, 2}), version(1, 0.1, {0, 1, 2})}), IsEmpty());
  EXPECT_THAT(chains({version(0, 0.1, {0, 1}).seed("1"), version(1, 0.1, {2, 3}).seed("2")}), IsEmpty());
  EXPECT_THAT(chains({version(0, 0.1, {0, 1}), version(1, 0.1, {2, 3}).folder("other/version_1")}), IsEmpty());
  EXPECT_THAT(chains({version(0, 0.1, {0, 1}).folder("logs/fold_0").name("a"),
                      version(1, 0.1, {2, 3}).folder("logs/fold_1").name("a")}),
              IsEmpty());
}

TEST(Continuations, EachRunIsContinuedOnce) {
  EXPECT_THAT(chains({version(0, 0.1, {0, 1}), version(1, 0.1, {0, 1}), version(2, 0.1, {2}), version(3, 0.1, {2})}),
              ElementsAre(ElementsAre(0, 2), ElementsAre(1, 3)));
}

TEST(Continuations, WithoutEpochsTheStepsGoOn) {
  const auto steps = [](int number, const std::vector<double>& at) {
    return run("logs/version_" + std::to_string(number)).metric("acc", std::vector<double>(at.size(), 0.5)).steps(at);
  };
  EXPECT_THAT(chains({steps(0, {100, 200, 300}), steps(1, {400, 500})}), ElementsAre(ElementsAre(0, 1)));
  EXPECT_THAT(chains({steps(0, {100, 200, 300}), steps(1, {900, 1000})}), IsEmpty());
}

}  // namespace
}  // namespace analysis
