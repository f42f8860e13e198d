#include "analysis/config/name_parameters.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <numeric>
#include <string>
#include <utility>
#include <vector>

#include "analysis/config/config_key.h"
#include "analysis/log/grouping.h"
#include "model/settings.h"
#include "support/digest_builder.h"

namespace analysis {
namespace {

using model::Index;
using support::digest;
using support::run;
using testing::ElementsAre;
using testing::IsEmpty;

struct Grouped {
  std::vector<std::string> added;
  std::vector<std::vector<Index>> groups;
  std::vector<model::RunDigest> runs;

  std::string parameter(Index run, const std::string& path) const {
    const model::ParameterValue* value = runs[run].config.find(path);
    return value != nullptr ? value->text : "(none)";
  }
};

Grouped grouped(std::vector<model::RunDigest> runs, const std::vector<std::string>& named = {}) {
  std::vector<Index> members(runs.size());
  std::iota(members.begin(), members.end(), Index{0});
  model::ProjectSettings settings;
  settings.seed_keys = named;
  Grouped result;
  result.added = add_name_parameters(runs, members, settings);
  for (const Group& group : group_runs(runs, members, find_seed_keys(runs, members, named)).groups)
    result.groups.push_back(group.runs);
  result.runs = std::move(runs);
  return result;
}

model::RunDigest of(const std::string& folder, int seed) {
  return digest(run(folder).param("lr", 0.1).param("seed", seed).seed(std::to_string(seed)).metric("acc", {1}));
}

TEST(NameParameters, FoldersOfEqualConfigurationsThatNameOtherThingsAreNoRepeats) {
  const Grouped found = grouped({of("logs/big/seed1", 1), of("logs/big/seed2", 2), of("logs/wide/seed1", 1),
                                 of("logs/wide/seed2", 2), of("logs/slim/seed1", 1), of("logs/slim/seed2", 2)});
  EXPECT_THAT(found.groups, ElementsAre(ElementsAre(0, 1), ElementsAre(2, 3), ElementsAre(4, 5)));
  EXPECT_THAT(found.added, ElementsAre("folder"));
  EXPECT_EQ(found.parameter(4, "folder"), "slim");
}

TEST(NameParameters, TheSettingsCanMakeThemRepeatsAgain) {
  EXPECT_THAT(grouped({of("big/seed1", 1), of("wide/seed1", 1)}, {"folder"}).groups, ElementsAre(ElementsAre(0, 1)));
}

TEST(NameParameters, ModelsAreCalledModels) {
  const Grouped found = grouped({of("resnet18/seed1", 1), of("vit-b16/seed1", 1), of("resnet50/seed1", 1)});
  EXPECT_THAT(found.groups, testing::SizeIs(3));
  EXPECT_THAT(found.added, ElementsAre("model"));
  EXPECT_EQ(found.parameter(1, "model"), "vit-b16");
}

TEST(NameParameters, CountersSeedsDatesAndRandomIdsSayNothing) {
  for (const std::vector<std::string>& names : std::vector<std::vector<std::string>>{
           {"run1", "run2", "run3"},
           {"r0", "r1", "r2"},
           {"a", "b", "c"},
           {"101", "117", "250"},
           {"327bc033", "1c936b75", "879ef2bb"},
           {"exp_1", "exp_2", "exp_4"},
           {"train2", "train3", "train5"},
           {"exp12", "exp20", "exp25"},
           {"ppo_s1", "ppo_s20", "ppo_s300"},
           {"2024-01-01_10-00-00", "2024-01-02_11-12-13", "20240103-111213"},
           {"wandering-sky-12", "fresh-snow-3", "dainty-breeze-101"},
           {"capable-shrew-461", "bold-ant-7", "silent-crane-88"},
           {"net-3f2a9c1e-0b1c-4d2e-8f3a-0123456789ab", "net-4f2a9c1e-0b1c-4d2e-8f3a-0123456789ab",
            "net-5f2a9c1e-0b1c-4d2e-8f3a-0123456789ab"}}) {
    const Grouped found = grouped({of("out/" + names[0], 1), of("out/" + names[1], 2), of("out/" + names[2], 3)});
    EXPECT_THAT(found.groups, ElementsAre(ElementsAre(0, 1, 2))) << names[0];
    EXPECT_THAT(found.added, IsEmpty()) << names[0];
  }
}

TEST(NameParameters, ALetterAndACounterBesideASeedSayNothing) {
  const Grouped found = grouped({of("a_1", 1), of("a_2", 2), of("a_3", 3)});
  EXPECT_THAT(found.groups, ElementsAre(ElementsAre(0, 1, 2)));
  EXPECT_THAT(found.added, IsEmpty());
}

TEST(NameParameters, NumbersThatAreNoCountersKeepRunsApart) {
  for (const std::vector<std::string>& names : std::vector<std::vector<std::string>>{{"net18", "net50"},
                                                                                     {"model_1", "model_2"},
                                                                                     {"stage1", "stage2"},
                                                                                     {"unit_v1", "unit_v2"},
                                                                                     {"v_1", "v_2"},
                                                                                     {"tau0.1", "tau0.5"}})
    EXPECT_THAT(grouped({of(names[0], 1), of(names[1], 2)}).groups, testing::SizeIs(2)) << names[0];
}

TEST(NameParameters, ANumberThatIsTheSeedIsNoSettingBehindALetter) {
  EXPECT_THAT(grouped({of("b_1", 1), of("b_2", 2), of("b_3", 3)}).groups, ElementsAre(ElementsAre(0, 1, 2)));
}

TEST(NameParameters, ASeedInANameIsTold) {
  EXPECT_THAT(
      grouped({digest(run("ppo_42").param("lr", 0.1).seed("42")), digest(run("ppo_1337").param("lr", 0.1).seed("1337")),
               digest(run("ppo_9").param("lr", 0.1).seed("9"))})
          .groups,
      ElementsAre(ElementsAre(2, 0, 1)));
}

TEST(NameParameters, SeedsThatComeAgainBelowAnotherCountedFolderAreOfAnotherExperiment) {
  EXPECT_THAT(grouped({of("exp_1/seed1", 1), of("exp_1/seed2", 2), of("exp_2/seed1", 1), of("exp_2/seed2", 2)}).groups,
              ElementsAre(ElementsAre(0, 1), ElementsAre(2, 3)));
  EXPECT_THAT(grouped({of("exp_1/seed1", 1), of("exp_1/seed2", 2), of("exp_2/seed3", 3), of("exp_2/seed4", 4)}).groups,
              ElementsAre(ElementsAre(0, 1, 2, 3)));
}

TEST(NameParameters, AnIncompleteConfigurationLetsNumbersCount) {
  std::vector<model::RunDigest> runs{of("m1", 1), of("m2", 1)};
  EXPECT_THAT(grouped(runs).groups, testing::SizeIs(1));
  for (model::RunDigest& run : runs) run.config_incomplete = true;
  EXPECT_THAT(grouped(runs).groups, testing::SizeIs(2));
}

TEST(NameParameters, EnvironmentsAreParametersWhateverElseIsKnown) {
  std::vector<model::RunDigest> runs;
  for (const char* folder : {"sac/Ant-v2/sac_s1", "sac/Ant-v2/sac_s2", "sac/Hopper-v2/sac_s1", "sac/Hopper-v2/sac_s2"})
    runs.push_back(digest(run(folder).param("lr", 0.1).metric("EpRet", {1})));
  runs.push_back(digest(run("sac/Hopper-v2/sac_s3").param("lr", 0.2).metric("EpRet", {1})));
  const Grouped found = grouped(runs);
  EXPECT_THAT(found.groups, ElementsAre(ElementsAre(0, 1), ElementsAre(2, 3), ElementsAre(4)));
  EXPECT_THAT(found.added, ElementsAre("env"));
  EXPECT_EQ(found.parameter(4, "env"), "Hopper-v2");
}

TEST(NameParameters, FoldersBesideThoseOfKnownDataSetsAreDataSetsToo) {
  const Grouped found = grouped({of("eval/cifar10/a", 1), of("eval/mnist/a", 1), of("eval/pebbles/a", 1)});
  EXPECT_THAT(found.added, ElementsAre("dataset"));
  EXPECT_EQ(found.parameter(2, "dataset"), "pebbles");
  const Grouped beside = grouped({of("eval/cifar10/a", 1), of("eval/mnist/a", 1), of("eval/pebbles/a", 1), of("b", 1)});
  EXPECT_EQ(beside.parameter(2, "dataset"), "pebbles");
  EXPECT_EQ(beside.parameter(3, "dataset"), "(none)");
}

TEST(NameParameters, WhatTheConfigurationSaysIsNotAddedAgain) {
  const auto with = [](const char* folder, double rate, int seed) {
    return digest(run(folder).param("learning_rate", rate).param("seed", seed).param("data.name", "cifar10"));
  };
  const Grouped found = grouped(
      {with("cifar10/lr0.1/seed1", 0.1, 1), with("cifar10/lr0.1/seed2", 0.1, 2), with("cifar10/lr0.2/seed1", 0.2, 1)});
  EXPECT_THAT(found.added, IsEmpty());
  EXPECT_THAT(found.groups, ElementsAre(ElementsAre(0, 1), ElementsAre(2)));
}

TEST(NameParameters, SettingsInNamesAreParametersWithoutAConfiguration) {
  std::vector<model::RunDigest> runs;
  for (const char* name : {"resnet18_lr0.1_bs128_seed0", "resnet18_lr0.1_bs128_seed1", "resnet18_lr1e-2_bs128_seed0",
                           "resnet18_lr1e-2_bs128_seed1", "resnet50_lr1e-2_bs128_seed0", "resnet50_lr1e-2_bs128_seed1"})
    runs.push_back(digest(run(name).metric("acc", {1})));
  const Grouped found = grouped(runs);
  EXPECT_THAT(found.added, ElementsAre("lr", "model"));
  EXPECT_EQ(found.runs[2].config.find("lr")->number, 0.01);
  EXPECT_EQ(found.runs[2].named_parameters, 2u);
  EXPECT_THAT(found.groups, ElementsAre(ElementsAre(0, 1), ElementsAre(2, 3), ElementsAre(4, 5)));
}

TEST(NameParameters, NamesOfRunsWithoutAnythingElseAreNoParameters) {
  EXPECT_THAT(grouped({digest(run("first").metric("acc", {1})), digest(run("second").metric("acc", {1}))}).added,
              IsEmpty());
}

TEST(NameParameters, DrawnNamesAreThoseWhoseWordsDoNotComeAgain) {
  const auto named = [](const char* folder, const char* name) {
    model::RunDigest made = digest(run(folder).param("lr", 0.1));
    made.format = "wandb";
    made.name = name;
    return made;
  };
  EXPECT_THAT(grouped({named("x1", "prime-totem-1"), named("x2", "apt-dune-2"), named("x3", "true-plum-3")}).groups,
              testing::SizeIs(1));
  EXPECT_THAT(grouped({named("x1", "wide-plan-1"), named("x2", "slim-plan-2"), named("x3", "long-plan-3")}).groups,
              testing::SizeIs(3));
}

}  // namespace
}  // namespace analysis
