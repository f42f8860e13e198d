#include "analysis/log/grouping.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <numeric>
#include <string>
#include <vector>

#include "analysis/config/config_key.h"
#include "model/findings/decided.h"
#include "support/digest_builder.h"

namespace analysis {
namespace {

using model::Index;
using support::digest;
using support::run;
using testing::ElementsAre;

std::vector<std::vector<Index>> groups_of(const std::vector<model::RunDigest>& runs,
                                          const std::vector<std::string>& named = {}) {
  std::vector<Index> members(runs.size());
  std::iota(members.begin(), members.end(), Index{0});
  const SeedKeys seed_keys = find_seed_keys(runs, members, named);
  std::vector<std::vector<Index>> result;
  for (const Group& group : group_runs(runs, members, seed_keys).groups) result.push_back(group.runs);
  return result;
}

TEST(Grouping, RunsThatDifferInSeedsPlacesNamesAndDevicesAreRepeats) {
  EXPECT_THAT(
      groups_of({digest(run("a").param("lr", 0.1).param("seed", 1).param("log_dir", "x").param("device", "cuda:0")),
                 digest(run("b").param("lr", 0.1).param("seed", 2).param("log_dir", "y").param("device", "cuda:1")),
                 digest(run("c").param("lr", 0.1).param("data.split_seed", 2).param("run_name", "c")),
                 digest(run("d").param("lr", 0.2).param("seed", 1))}),
      ElementsAre(ElementsAre(0, 1, 2), ElementsAre(3)));
}

TEST(Grouping, DevicesOfAnotherKindAndDataPathsAreSettings) {
  EXPECT_THAT(groups_of({digest(run("a").param("lr", 0.1).param("device", "cpu")),
                         digest(run("b").param("lr", 0.1).param("device", "cuda")),
                         digest(run("c").param("lr", 0.1).param("data_path", "x")),
                         digest(run("d").param("lr", 0.1).param("data_path", "y")),
                         digest(run("e").param("lr", 0.1).param("model.name", "r18")),
                         digest(run("f").param("lr", 0.1).param("model.name", "r34"))}),
              testing::SizeIs(6));
}

TEST(Grouping, PlacesFoundByTheirValuesAreNoSettings) {
  EXPECT_THAT(groups_of({digest(run("x/run1").param("lr", 0.1).param("path", "x/run1").param("data.path", "a")),
                         digest(run("x/run2").param("lr", 0.1).param("path", "x/run2").param("data.path", "a")),
                         digest(run("x/run3").param("lr", 0.1).param("path", "x/run3").param("data.path", "b"))}),
              ElementsAre(ElementsAre(0, 1), ElementsAre(2)));
}

TEST(Grouping, CopiesUnderOtherNamesGoWhereTheirOriginalsGo) {
  const auto of = [](const char* id) { return run(id).metric("loss", {1, .5, .25}); };
  EXPECT_THAT(groups_of({digest(of("resnet")), digest(of("resnet_best")), digest(of("vit").metric("acc", {1, 2, 3}))}),
              ElementsAre(ElementsAre(0, 1), ElementsAre(2)));
  // A name for an experiment was given on purpose.
  EXPECT_THAT(groups_of({digest(of("resnet").experiment("A")), digest(of("resnet_best").experiment("B"))}),
              testing::SizeIs(2));
  // Nothing in the names speaks of a copy.
  EXPECT_THAT(groups_of({digest(of("adam_seed1")), digest(of("sgd_seed1"))}), testing::SizeIs(2));
  EXPECT_THAT(groups_of({digest(of("exp1")), digest(of("exp12"))}), testing::SizeIs(2));
  // Two values, or one value over and over, may come out alike.
  EXPECT_THAT(
      groups_of({digest(run("resnet").metric("loss", {1, .5})), digest(run("resnet_b").metric("loss", {1, .5}))}),
      testing::SizeIs(2));
  EXPECT_THAT(
      groups_of({digest(run("resnet").metric("acc", {0, 0, 0})), digest(run("resnet_b").metric("acc", {0, 0, 0}))}),
      testing::SizeIs(2));
}

TEST(Grouping, NumbersCompareByValueAndTypesMatter) {
  base::Json written = base::Json::number_as_written(0.001, "1e-3");
  EXPECT_THAT(groups_of({digest(run("a").param("lr", 0.001)), digest(run("b").param("lr", written)),
                         digest(run("c").param("lr", "0.001"))}),
              ElementsAre(ElementsAre(0, 1), ElementsAre(2)));
}

TEST(Grouping, FoldsAndCrossedCountersAreRepeats) {
  EXPECT_THAT(
      groups_of({digest(run("a").param("lr", 0.1).param("fold", 0)), digest(run("b").param("lr", 0.1).param("fold", 1)),
                 digest(run("c").param("lr", 0.2).param("fold", 0))}),
      ElementsAre(ElementsAre(0, 1), ElementsAre(2)));
  const auto made = [](const char* name, const char* path, int number, double lr) {
    return digest(run(name).param("lr", lr).param(path, number));
  };
  EXPECT_THAT(groups_of({made("a", "split", 0, 0.1), made("b", "split", 1, 0.1), made("c", "split", 0, 0.2),
                         made("d", "split", 1, 0.2)}),
              ElementsAre(ElementsAre(0, 1), ElementsAre(2, 3)));
  // A grid over a setting is crossed likewise: the name decides.
  EXPECT_THAT(groups_of({made("a", "num_layers", 0, 0.1), made("b", "num_layers", 1, 0.1),
                         made("c", "num_layers", 0, 0.2), made("d", "num_layers", 1, 0.2)}),
              testing::SizeIs(4));
  EXPECT_THAT(groups_of({made("a", "split", 0, 0.1), made("b", "split", 1, 0.2)}), testing::SizeIs(2));
  EXPECT_THAT(groups_of({made("a", "repeat", 1, 0.1), made("b", "repeat", 2, 0.1), made("c", "repeat", 4, 0.1)}),
              testing::SizeIs(3));
}

TEST(Grouping, OtherCodeIsAnotherExperimentUnlessSeedsTellRunsApart) {
  const auto made = [](const char* name, const char* commit, const char* seed) {
    return digest(run(name).param("lr", 0.1).param("commit", commit).seed(seed));
  };
  EXPECT_THAT(groups_of({made("a", "aaaaaa1", ""), made("b", "bbbbbb1", ""), made("c", "aaaaaa1", "")}),
              ElementsAre(ElementsAre(0, 2), ElementsAre(1)));
  EXPECT_THAT(groups_of({made("a", "aaaaaa1", "1"), made("b", "bbbbbb1", "2")}), testing::SizeIs(1));
}

TEST(Grouping, ConfiguredSeedKeysCount) {
  const std::vector<model::RunDigest> runs{digest(run("a").param("lr", 0.1).param("data.part", 1)),
                                           digest(run("b").param("lr", 0.1).param("data.part", 2))};
  EXPECT_THAT(groups_of(runs), testing::SizeIs(2));
  EXPECT_THAT(groups_of(runs, {"data.part"}), testing::SizeIs(1));
  EXPECT_THAT(groups_of(runs, {"*.part"}), testing::SizeIs(1));
}

TEST(Grouping, SettingsTakeKeysOffTheSeedLikeOnes) {
  const std::vector<model::RunDigest> runs{digest(run("a").param("lr", 0.1).param("model_dir", "bert-base")),
                                           digest(run("b").param("lr", 0.1).param("model_dir", "bert-large"))};
  EXPECT_THAT(groups_of(runs), testing::SizeIs(1));
  EXPECT_THAT(groups_of(runs, {"!model_dir"}), testing::SizeIs(2));
  EXPECT_THAT(groups_of(runs, {"!*.model_dir", "*.model_dir"}), testing::SizeIs(2));
}

TEST(Grouping, AnExplicitExperimentWins) {
  EXPECT_THAT(groups_of({digest(run("a").param("lr", 0.1).experiment("E1")),
                         digest(run("b").param("lr", 0.2).experiment("E1")), digest(run("c").param("lr", 0.1))}),
              ElementsAre(ElementsAre(0, 1), ElementsAre(2)));
}

TEST(Grouping, RepeatsStandInOrderOfSeedByValue) {
  EXPECT_THAT(groups_of({digest(run("a").param("lr", 0.1).seed("10")), digest(run("b").param("lr", 0.1).seed("9")),
                         digest(run("c").param("lr", 0.1)), digest(run("d").param("lr", 0.1).seed("x"))}),
              ElementsAre(ElementsAre(1, 0, 3, 2)));
}

TEST(Grouping, WithoutConfigurationDatedRunsOfAFolderAreRepeats) {
  const std::vector<model::RunDigest> runs{
      digest(run("PPO/Hopper-v2/run-2020-08-31-01-17-19-443724").metric("rew", {1})),
      digest(run("PPO/Hopper-v2/run-2020-09-06-16-23-37-353280").metric("rew", {1})),
      digest(run("PPO/Swimmer-v2/run-2020-09-06-16-23-37-353280").metric("rew", {1})),
      digest(run("ES/Hopper-v2/run-2020-09-06-16-23-37-353280").metric("rew", {1}))};
  EXPECT_THAT(groups_of(runs), ElementsAre(ElementsAre(0, 1), ElementsAre(2), ElementsAre(3)));
}

TEST(Grouping, WithoutConfigurationOtherNumbersKeepRunsApart) {
  EXPECT_THAT(
      groups_of({digest(run("logs/resnet18").metric("acc", {1})), digest(run("logs/resnet34").metric("acc", {1})),
                 digest(run("logs/stl10_mobile_v1").metric("acc", {1})),
                 digest(run("logs/stl10_mobile_v2").metric("acc", {1})),
                 digest(run("logs/cifar10_mobile_v1").metric("acc", {1}))}),
      testing::SizeIs(5));
}

TEST(Grouping, WithoutConfigurationOtherMetricsKeepRunsApart) {
  EXPECT_THAT(groups_of({digest(run("logs/version_0").metric("train_loss", {1})),
                         digest(run("logs/version_1").metric("train_loss", {1})),
                         digest(run("logs/version_2").metric("test_acc", {1}))}),
              ElementsAre(ElementsAre(0, 1), ElementsAre(2)));
}

TEST(Grouping, WithoutConfigurationTheFirstRunOfAFileIsARepeatLikeTheOthers) {
  std::vector<model::RunDigest> runs;
  for (const int fold : {1, 2, 3}) {
    const std::string end = fold > 1 ? "#" + std::to_string(fold) : "";
    runs.push_back(digest(run("train fold " + std::to_string(fold))
                              .folder("train")
                              .key("0:train" + end)
                              .param("fold", fold)
                              .metric("loss", {1})));
  }
  EXPECT_THAT(groups_of(runs), testing::SizeIs(1));
}

TEST(Grouping, AHundredNumberedRunsAreNoRepeats) {
  std::vector<model::RunDigest> runs;
  for (int i = 0; i < 100; ++i) runs.push_back(digest(run("logs/version_" + std::to_string(i)).metric("loss", {1})));
  EXPECT_THAT(groups_of(runs), testing::SizeIs(100));
  runs.resize(32);
  EXPECT_THAT(groups_of(runs), testing::SizeIs(1));
}

TEST(Grouping, ACountedFolderAboveIsAnotherSetting) {
  EXPECT_THAT(
      groups_of({digest(run("trial_1/seed0").metric("acc", {1})), digest(run("trial_1/seed1").metric("acc", {1})),
                 digest(run("trial_2/seed0").metric("acc", {1}))}),
      ElementsAre(ElementsAre(0, 1), ElementsAre(2)));
}

TEST(Grouping, NothingButASeedIsNoConfiguration) {
  EXPECT_THAT(groups_of({digest(run("small/s0").param("seed", 0).metric("acc", {1})),
                         digest(run("small/s1").param("seed", 1).metric("acc", {1})),
                         digest(run("large/s0").param("seed", 0).metric("acc", {1}))}),
              ElementsAre(ElementsAre(0, 1), ElementsAre(2)));
}

TEST(Grouping, CountsRunsByWhatMadeThemExperiments) {
  const std::vector<model::RunDigest> runs{digest(run("a").experiment("EXP1").param("lr", 0.1)),
                                           digest(run("b").param("lr", 0.1).param("seed", 1)),
                                           digest(run("c").param("lr", 0.1).param("seed", 2)),
                                           digest(run("logs/version_0").metric("train_loss", {1})),
                                           digest(run("logs/version_1").metric("train_loss", {1})),
                                           digest(run("logs/version_2").metric("train_loss", {1})),
                                           digest(run("other").metric("test_acc", {1}))};
  const std::vector<Index> members{0, 1, 2, 3, 4, 5, 6};
  const model::Decided decided = group_runs(runs, members, find_seed_keys(runs, members, {})).decided;
  EXPECT_EQ(decided.how, model::How::by_grouping);
  EXPECT_EQ(decided.grouped.by_experiment, 1u);
  EXPECT_EQ(decided.grouped.by_config, 2u);
  EXPECT_EQ(decided.grouped.repeats_by_name, 3u);
  EXPECT_EQ(decided.grouped.alone, 1u);
  EXPECT_TRUE(decided.guessed);
  EXPECT_EQ(group_runs({}, {}, {}).decided.how, model::How::none);
}

TEST(Grouping, VaryingParametersOfAnExplicitExperimentAreNamed) {
  const std::vector<model::RunDigest> runs{digest(run("a").param("lr", 0.1).param("seed", 1).param("x", 1)),
                                           digest(run("b").param("lr", 0.2).param("seed", 2).param("x", 1)),
                                           digest(run("c").param("lr", 0.1).param("x", 1).param("extra", 1))};
  const std::vector<Index> members{0, 1, 2};
  EXPECT_THAT(find_varying(runs, members, {}), ElementsAre("lr", "extra"));
}

}  // namespace
}  // namespace analysis
