#include "analysis/log/experiment_ids.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include "analysis/log/names/group_names.h"
#include "model/findings/experiment.h"
#include "support/digest_builder.h"

namespace analysis {
namespace {

using support::digest;
using support::run;
using testing::Contains;
using testing::ElementsAre;
using testing::Not;

/// Runs, the groups of which are named by hand: each inner list is one group.
struct Grouped {
  std::vector<model::RunDigest> runs;
  std::vector<Group> groups;

  explicit Grouped(const std::vector<std::vector<support::RunBuilder>>& lists) {
    for (const auto& list : lists) {
      groups.emplace_back();
      for (const support::RunBuilder& one : list) {
        groups.back().runs.push_back(runs.size());
        runs.push_back(digest(one));
      }
      groups.back().explicit_id = runs.back().experiment;
    }
  }
  std::vector<std::string> ids() const { return make_experiment_ids(groups, name_groups(runs, groups)); }
};

std::vector<std::string> ids_of(const std::vector<std::vector<support::RunBuilder>>& lists) {
  return Grouped(lists).ids();
}

TEST(ExperimentIds, AreWhatFoldersAndFilesAreCalled) {
  EXPECT_THAT(ids_of({{run("logs/resnet18")}, {run("logs/resnet50")}}), ElementsAre("resnet18", "resnet50"));
  EXPECT_THAT(ids_of({{run("a/net/metrics")}, {run("a/big/net2/metrics")}}), ElementsAre("net", "big/net2"));
  EXPECT_THAT(ids_of({{run("ppo/CartPole-v1/x")}, {run("a2c/CartPole-v1/y")}}), ElementsAre("ppo/x", "a2c/y"));
}

TEST(ExperimentIds, LoseWhatTellsRepeatsApart) {
  EXPECT_THAT(ids_of({{run("ddpg/ddpg_s0")}, {run("sac/sac_s0")}}), ElementsAre("ddpg", "sac"));
  EXPECT_THAT(ids_of({{run("runs/run4")}, {run("output")}}), ElementsAre("runs/run4", "output"));
  EXPECT_THAT(
      ids_of({{run("net_lr0.1_seed0"), run("net_lr0.1_seed1")}, {run("net_lr0.2_seed0"), run("net_lr0.2_seed1")}}),
      ElementsAre("net_lr0.1", "net_lr0.2"));
  EXPECT_THAT(ids_of({{run("ppo/Cart-v1_1"), run("ppo/Cart-v1_2")}, {run("dqn/Cart-v1_1"), run("dqn/Cart-v1_2")}}),
              ElementsAre("ppo", "dqn"));
  EXPECT_THAT(ids_of({{run("net/version_0")}, {run("vit/version_3")}}), ElementsAre("net", "vit"));
}

TEST(ExperimentIds, OfLoneFilesEndInTheNamesOfTheFiles) {
  Grouped grouped({{run("logs/m0/history")}, {run("logs/m1/history")}});
  for (model::RunDigest& one : grouped.runs) one.files = {one.folder + ".csv"};
  const std::vector<std::string> ids = grouped.ids();
  EXPECT_THAT(ids, ElementsAre("m0/history", "m1/history"));
  std::vector<model::Experiment> experiments(2);
  for (std::size_t i = 0; i < 2; ++i) {
    experiments[i].id = ids[i];
    experiments[i].runs = grouped.groups[i].runs;
  }
  name_experiments(grouped.runs, experiments, {true, true});
  EXPECT_EQ(experiments[0].name, "m0");
  EXPECT_EQ(experiments[1].name, "m1");
}

TEST(ExperimentIds, OfEqualNamesTakeTheirFoldersOrCounters) {
  EXPECT_THAT(ids_of({{run("logs/net_history").name("net")}, {run("old/logs/net_history").name("net")}}),
              ElementsAre("logs/net", "old/logs/net"));
  EXPECT_THAT(ids_of({{run("logs/model")}, {run("scratch/logs/model")}}), ElementsAre("logs", "scratch/logs"));
  EXPECT_THAT(ids_of({{run("net/version_0")}, {run("net/version_1")}, {run("vit/version_0")}}),
              ElementsAre("net/version_0", "net/version_1", "vit"));
  EXPECT_THAT(ids_of({{run("logs/version_0")}, {run("logs/version_1")}}), ElementsAre("version_0", "version_1"));
}

TEST(ExperimentIds, AreNamesThatLoggersAndTablesGive) {
  const std::string hash = "d41d8cd98f00b204e9800998ecf8427e", other = "0cc175b9c0f1b6a831c399e269772661";
  EXPECT_THAT(ids_of({{run(hash).name("dark-salad-12")}, {run(other).name("svm")}}),
              ElementsAre("dark-salad-12", "svm"));
  EXPECT_THAT(ids_of({{run("t/1").name("svm").folder("t")}, {run("t/2").name("SVM").folder("t")}}),
              ElementsAre("svm", "SVM (2)"));
  EXPECT_THAT(ids_of({{run("1").name("probe").folder("runs/1x")}, {run("2").name("probe").folder("runs/2x")}}),
              ElementsAre("1", "2"));
}

TEST(ExperimentIds, OfEqualNamesEndInTheSettingsThatDiffer) {
  EXPECT_THAT(ids_of({{run("t/1").name("vit").folder("t").param("size", 224).param("seed", 1)},
                      {run("t/2").name("vit").folder("t").param("size", 384).param("seed", 2)},
                      {run("t/3").name("net").folder("t").param("size", 224)}}),
              ElementsAre("vit (size 224)", "vit (size 384)", "net"));
}

TEST(ExperimentIds, AreNumbersOnlyWhereThereIsNoName) {
  const std::string hash = "d41d8cd98f00b204e9800998ecf8427e";
  EXPECT_THAT(ids_of({{run("0/" + hash).name("d41d8cd9")}, {run("2024-01-01/10-11-12")}, {run("net")}}),
              ElementsAre("EXP001", "EXP002", "net"));
  EXPECT_THAT(ids_of({{run("runs/version_0"), run("runs/version_1")}}), ElementsAre("EXP001"));
}

TEST(ExperimentIds, AreNoNumbersOfTheFolderThatHoldsTheRuns) {
  EXPECT_THAT(ids_of({{run("mlruns/13/0f"), run("mlruns/13/1e")}}), ElementsAre("mlruns/13"));
  EXPECT_THAT(ids_of({{run("wandb/run-20240101_101112-3k2j9x1a")}}), ElementsAre("EXP001"));
}

TEST(ExperimentIds, ThatWereGivenStay) {
  EXPECT_THAT(ids_of({{run("x/a").experiment("EXP001")}, {run("2024-01-01")}, {run("exp002")}}),
              ElementsAre("EXP001", "EXP003", "exp002"));
}

TEST(ExperimentIds, DoNotChangeWhenARunIsAddedBeside) {
  std::vector<std::vector<support::RunBuilder>> lists{{run("logs/net_lr0.1")}, {run("logs/vit_lr0.1")}};
  const std::vector<std::string> before = ids_of(lists);
  lists.push_back({run("logs/gru_lr0.1")});
  std::vector<std::string> after = ids_of(lists);
  after.pop_back();
  EXPECT_EQ(after, before);
}

TEST(ExperimentNames, LongIdsAreShownByWhatDiffersAndFoundByTheirAliases) {
  const std::string before = "imagenet_pretrained_for_three_hundred_epochs_";
  const std::vector<model::RunDigest> runs{digest(run("a1").name(before + "lr0.1")), digest(run("a2")),
                                           digest(run("shared")), digest(run("shared"))};
  std::vector<model::Experiment> experiments(3);
  experiments[0].id = before + "lr0.1";
  experiments[0].runs = {0, 2};
  experiments[1].id = before + "lr0.01";
  experiments[1].runs = {1, 3};
  experiments[2].id = before + "sgd";
  name_experiments(runs, experiments, {true, true, false});
  EXPECT_EQ(experiments[0].shown(), "lr0.1");
  EXPECT_EQ(experiments[2].shown(), "sgd");
  EXPECT_THAT(experiments[0].aliases, Contains("a1"));
  EXPECT_THAT(experiments[1].aliases, Contains("EXP002"));
  EXPECT_THAT(experiments[1].aliases, Not(Contains("shared")));
}

}  // namespace
}  // namespace analysis
