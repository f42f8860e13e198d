#include "analysis/config/run_places.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <numeric>
#include <set>
#include <string>
#include <vector>

#include "support/digest_builder.h"

namespace analysis {
namespace {

using model::Index;
using support::digest;
using support::run;
using testing::ElementsAre;
using testing::IsEmpty;

std::set<std::string> places(const std::vector<model::RunDigest>& runs) {
  std::vector<model::Index> members(runs.size());
  std::iota(members.begin(), members.end(), model::Index{0});
  return find_run_places(runs, members);
}

/// Runs run1, run2, … with one parameter.
std::set<std::string> places_of(const std::string& path, const std::vector<const char*>& values) {
  std::vector<model::RunDigest> runs;
  for (const char* value : values) {
    runs.push_back(digest(run("train/run" + std::to_string(runs.size() + 1)).param(path, value)));
  }
  return places(runs);
}

TEST(RunPlaces, APathWithTheRunsOwnNameIsOne) {
  EXPECT_THAT(places_of("target_path", {"out/run1/x", "out/run2/x"}), ElementsAre("target_path"));
  EXPECT_THAT(places_of("target_path", {"out/run1.pt", "out/run2.pt"}), ElementsAre("target_path"));
  EXPECT_THAT(places_of("target_path", {"out\\run1", "out\\run2"}), ElementsAre("target_path"));
  // A folder above the runs is theirs, too; another run's name is not.
  EXPECT_THAT(places_of("target_path", {"./train/run1", "./train/run2"}), ElementsAre("target_path"));
  EXPECT_THAT(places_of("target_path", {"out/run2", "out/run1"}), IsEmpty());
  EXPECT_THAT(places_of("target_path", {"out/run1", "out/run1"}), IsEmpty());
  EXPECT_THAT(places_of("target_path", {"out/run11", "out/run22"}), IsEmpty());
}

TEST(RunPlaces, ABaseModelWithTheRunsNameIsASetting) {
  const std::vector<model::RunDigest> named_after{
      digest(run("resnet18").param("model_path", "zoo/resnet18.pth").param("data_path", "sets/resnet18/x")),
      digest(run("resnet50").param("model_path", "zoo/resnet50.pth").param("data_path", "sets/resnet50/x"))};
  EXPECT_THAT(places(named_after), IsEmpty());
  EXPECT_THAT(places_of("model_path", {"out/run1/model.pt", "out/run2/model.pt"}), ElementsAre("model_path"));
  EXPECT_THAT(places_of("task", {"nlp/run1", "nlp/run2"}), IsEmpty());
}

TEST(RunPlaces, ATimeStampOrHashOfTheRunGoesBeforeTheName) {
  const std::vector<model::RunDigest> runs{
      digest(run("20240501_100000").param("data_path", "tmp/20240501_100000/x").param("weights", "w/20240501")),
      digest(run("3f9a01bc").param("data_path", "tmp/3f9a01bc/x").param("weights", "w/3f9a"))};
  EXPECT_THAT(places(runs), ElementsAre("data_path"));
}

TEST(RunPlaces, DatedPathsAreOnesWhereNoTwoAreAlike) {
  EXPECT_THAT(places_of("scratch_path", {"/x/2024-05-01/a", "/x/2024-05-02/a"}), ElementsAre("scratch_path"));
  EXPECT_THAT(places_of("scratch_path", {"/x/2024-05-01/a", "/x/2024-05-01/a"}), IsEmpty());
  EXPECT_THAT(places_of("csv_path", {"/x/2024-05-01/a", "/x/2024-05-02/a"}), IsEmpty());
}

TEST(RunPlaces, ACheckpointOfAnEarlierRunIsOne) {
  EXPECT_THAT(places_of("path", {"results/93/final_state_dict.pt", "results/116/final_state_dict.pt",
                                 "results/93/final_state_dict.pt"}),
              ElementsAre("path"));
  EXPECT_THAT(places_of("ckpt_path", {"", "none", "lightning_logs/version_3/checkpoints/epoch=9.ckpt"}),
              ElementsAre("ckpt_path"));
  EXPECT_THAT(places_of("checkpoint", {"ckpts/last.pth"}), ElementsAre("checkpoint"));
  EXPECT_THAT(places_of("checkpoint", {"ckpts/last.pth", "bert-base-uncased"}), IsEmpty());
}

TEST(RunPlaces, ACheckpointOfOthersIsASetting) {
  for (const char* value :
       {"facebook/bart-base", "zoo/sam_vit_h.pth", "pretrained/mae_best.pth", "bert-base-uncased"}) {
    EXPECT_THAT(places_of("checkpoint", {value, value}), IsEmpty()) << value;
  }
  EXPECT_THAT(places_of("pretrained.checkpoint", {"results/1/last.pt", "results/2/last.pt"}), IsEmpty());
}

TEST(RunPlaces, APlainPathThatDiffersInEveryRunIsOne) {
  EXPECT_THAT(places_of("path", {"/a/x", "/a/y", "/a/z"}), ElementsAre("path"));
  EXPECT_THAT(places_of("path", {"/a/x", "/a/y", "/a/x"}), IsEmpty());
  EXPECT_THAT(places_of("path", {"/a/x", "/a/y"}), IsEmpty());
  EXPECT_THAT(places_of("graph_path", {"/a/x", "/a/y", "/a/z"}), IsEmpty());
  EXPECT_THAT(places_of("data.path", {"/a/x", "/a/y", "/a/z"}), IsEmpty());
}

TEST(RunPlaces, AnOutputNameWithATimeStampIsOne) {
  EXPECT_THAT(places_of("save", {"../e/search-a-20240101-123456", "../e/search-a-20240102-123456"}),
              ElementsAre("save"));
  EXPECT_THAT(places_of("exp.title", {"search 2024-01-01_12-00-00", "search 2024-01-02_12-00-00"}),
              ElementsAre("exp.title"));
  EXPECT_THAT(places_of("save", {"search-20240101-123456", "search-20240101-123456"}), IsEmpty());
  EXPECT_THAT(places_of("data_snapshot", {"crawl-20240101-000000", "crawl-20240201-000000"}), IsEmpty());
}

TEST(RunPlaces, RandomIdsNoTwoAlikeAreOnes) {
  EXPECT_THAT(
      places_of("token_of_job", {"3f2a9c1e-0b1c-4d2e-8f3a-0123456789ab", "4f2a9c1e-0b1c-4d2e-8f3a-0123456789ab"}),
      ElementsAre("token_of_job"));
  EXPECT_THAT(places_of("variant", {"resnet50", "resnet34"}), IsEmpty());
  EXPECT_THAT(places_of("spec", {"k8v4kb16vb16", "k4v4kb16vb32", "k2v4kb64vb16"}), IsEmpty());  // one shape: a code
}

}  // namespace
}  // namespace analysis
