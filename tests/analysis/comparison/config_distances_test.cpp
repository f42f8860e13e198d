#include "analysis/comparison/config_distances.h"

#include <gmock/gmock.h>

#include <string>
#include <vector>

#include "model/findings/experiment.h"
#include "support/run_builder.h"

namespace analysis {
namespace {

using model::Experiment;
using model::Index;
using support::run;
using testing::ElementsAre;
using testing::IsEmpty;

Experiment experiment(const support::RunBuilder& run) {
  Experiment one;
  one.config = run.build().config;
  return one;
}

TEST(ConfigDistances, CountDifferentAddedAndRemovedParameters) {
  const std::vector<Experiment> all{experiment(run("a").param("lr", 0.1).param("bs", 32).param("opt", "sgd")),
                                    experiment(run("b").param("lr", 0.2).param("bs", 32)),
                                    experiment(run("c").param("bs", 32).param("lr", 0.1).param("wd", 0)),
                                    experiment(run("d"))};
  ConfigDistances distances(all);
  EXPECT_THAT(distances.from_earlier(0), IsEmpty());
  EXPECT_THAT(distances.from_earlier(1), ElementsAre(2));
  EXPECT_THAT(distances.from_earlier(2), ElementsAre(2, 2));
  EXPECT_THAT(distances.from_earlier(3), ElementsAre(3, 2, 3));
  EXPECT_THAT(distances.from_earlier(1), ElementsAre(2));
  EXPECT_TRUE(distances.share_parameter(0, 2));
  EXPECT_FALSE(distances.share_parameter(0, 3));
}

TEST(ConfigDistances, SharedParametersNeedNotBeEqual) {
  const std::vector<Experiment> all{experiment(run("a").param("lr", 0.1).param("x", 1)),
                                    experiment(run("b").param("lr", 0.2)), experiment(run("c").param("bs", 32))};
  const ConfigDistances distances(all);
  EXPECT_TRUE(distances.share_parameter(0, 1));
  EXPECT_FALSE(distances.share_parameter(0, 2));
  EXPECT_FALSE(distances.share_parameter(2, 1));
}

TEST(ConfigDistances, RareValuesCountAsOthersDo) {
  // Of 40 experiments all have the same `common`, two their own, one none; two have `extra`, alike or not.
  std::vector<Experiment> all;
  for (int i = 0; i < 40; ++i) {
    support::RunBuilder one = run("r" + std::to_string(i));
    if (i != 7) one.param("common", i == 3 || i == 5 ? i : 0);
    if (i == 5 || i == 7 || i == 9) one.param("extra", i == 7 ? "this" : "that");
    one.param("index", i);
    all.push_back(experiment(one));
  }
  ConfigDistances distances(all);
  const auto apart = [&](Index later, Index earlier) { return distances.from_earlier(later)[earlier]; };
  EXPECT_EQ(apart(2, 1), 1U);   // index
  EXPECT_EQ(apart(4, 3), 2U);   // common
  EXPECT_EQ(apart(5, 3), 3U);   // common, which is rare on both sides, and extra
  EXPECT_EQ(apart(7, 5), 3U);   // common is set and not set, extra differs
  EXPECT_EQ(apart(9, 5), 2U);   // common; extra is the same
  EXPECT_EQ(apart(9, 7), 3U);   // common, extra
  EXPECT_EQ(apart(39, 7), 3U);  // common, extra
  EXPECT_EQ(apart(39, 9), 2U);  // extra
}

TEST(ConfigDistances, OfAPathGivenTwiceTheLastCounts) {
  std::vector<Experiment> all{experiment(run("a").param("lr", 0.1)), experiment(run("b").param("lr", 0.1))};
  std::vector<model::Parameter>& twice = all[1].config.parameters;
  twice.insert(twice.begin(), experiment(run("c").param("lr", 0.7)).config.parameters.at(0));
  EXPECT_THAT(ConfigDistances(all).from_earlier(1), ElementsAre(0));
}

}  // namespace
}  // namespace analysis
