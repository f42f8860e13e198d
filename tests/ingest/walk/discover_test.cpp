#include <gmock/gmock.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "ingest/read_support.h"

namespace {

using support::MemoryFiles;
using support::read_files;
using support::read_source;
using support::ReadResult;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

const char kMetrics[] = "step,loss\n0,2\n1,1\n";

/// A folder on disk for what memory cannot stand for: links.
class LinkFolder {
 public:
  LinkFolder() {
    std::string pattern = (std::filesystem::temp_directory_path() / "discover-XXXXXX").string();
    root_ = ::mkdtemp(pattern.data());
  }
  ~LinkFolder() { std::filesystem::remove_all(root_); }
  void file(const std::string& path, const std::string& text) const {
    std::filesystem::create_directories((root_ / path).parent_path());
    std::ofstream(root_ / path, std::ios::binary) << text;
  }
  void link(const std::string& path, const std::string& to) const { std::filesystem::create_symlink(to, root_ / path); }
  ReadResult read() const { return read_source(std::move(*base::open_folder(root_.string()))); }

 private:
  std::filesystem::path root_;
};

TEST(Discover, FindsRunsInOrderAndCountsWhatItSaw) {
  const ReadResult read = read_files({{"b/metrics.csv", kMetrics},
                                      {"a/metrics.csv", kMetrics},
                                      {"a/b/summary.json", "{\"x\": 1}"},
                                      {"readme.txt", "text"}});
  EXPECT_THAT(read.ids(), ElementsAre("a", "a/b", "b"));
  EXPECT_EQ(read.found.folders, 4u);
  EXPECT_EQ(read.found.files, 4u);
  EXPECT_EQ(read.found.skipped_files, 1u);
}

TEST(Discover, HiddenAndToolFoldersAreNotLookedInto) {
  const ReadResult read = read_files({{".git/config.json", "{}"},
                                      {"node_modules/x/config.json", "{}"},
                                      {"r/metrics.csv", kMetrics},
                                      {"r/checkpoints/config.json", "{}"}});
  EXPECT_THAT(read.ids(), ElementsAre("r"));
}

TEST(Discover, AnExperimentFileAppliesToAllRunsBelowIt) {
  const ReadResult read = read_files({{"e1/experiment.md", "---\nid: EXP001\n---\n# First\n"},
                                      {"e1/s0/metrics.csv", kMetrics},
                                      {"e1/deep/s1/metrics.csv", kMetrics},
                                      {"e2/experiment.md", "# Second\n"},
                                      {"e2/metrics.csv", kMetrics},
                                      {"other/metrics.csv", kMetrics}});
  ASSERT_EQ(read.runs.size(), 4u);
  EXPECT_EQ(read.run(0).experiment, "EXP001");
  EXPECT_EQ(read.run(1).experiment, "EXP001");
  EXPECT_EQ(read.run(2).experiment, "e2");
  EXPECT_EQ(read.run(3).experiment, "");
  ASSERT_EQ(read.found.experiments.size(), 2u);
  EXPECT_EQ(read.found.experiments[0].experiment, "EXP001");
  EXPECT_EQ(read.found.experiments[0].text.file, "runs/e1/experiment.md");
  EXPECT_EQ(read.found.experiments[0].text.folder, "e1");
}

TEST(Discover, AnotherExperimentInTheConfigIsSaid) {
  const ReadResult read =
      read_files({{"e1/experiment.md", "# First\n"}, {"e1/r/config.json", "{\"experiment\": \"E9\", \"params\": {}}"}});
  EXPECT_EQ(read.run().experiment, "e1");
  EXPECT_EQ(read.place_of("experiment-differs"), "runs/e1/r/config.json:0:0 note");
}

TEST(Discover, AnEmptyFolderBesideRunsIsARunThatLeftNothing) {
  auto files = std::make_unique<MemoryFiles>();
  files->file("x/good/metrics.csv", kMetrics).folder("x/bad").folder("elsewhere");
  const ReadResult read = read_source(std::move(files));
  EXPECT_THAT(read.ids(), ElementsAre("x/bad", "x/good"));
  EXPECT_EQ(read.place_of("empty-run"), "runs/x/bad:0:0 warning");
}

TEST(Discover, AConfigAboveRunsIsNoRun) {
  const ReadResult read = read_files({{"sweep/config.json", "{}"}, {"sweep/r1/metrics.csv", kMetrics}});
  EXPECT_THAT(read.ids(), ElementsAre("sweep/r1"));
  EXPECT_EQ(read.place_of("documents-above-runs"), "runs/sweep/config.json:0:0 note");
}

TEST(Discover, RefusedEntriesAreSaid) {
  auto files = std::make_unique<MemoryFiles>();
  files->file("r/metrics.csv", kMetrics).refused("r/data", "permission denied").special("r/socket");
  const ReadResult read = read_source(std::move(files));
  ASSERT_EQ(read.with_code("entry-refused").size(), 1u);
  EXPECT_THAT(read.with_code("entry-refused")[0].what, HasSubstr("permission denied"));
  EXPECT_EQ(read.runs.size(), 1u);
}

TEST(Discover, FoldersNestedTooDeepAreSaid) {
  std::string path;
  for (int i = 0; i < 70; ++i) path += "d/";
  const ReadResult read = read_files({{path + "metrics.csv", kMetrics}});
  EXPECT_TRUE(read.runs.empty());
  EXPECT_EQ(read.with_code("walk-depth").size(), 1u);
}

TEST(Discover, ALinkToAFolderThatWasReadListsItsRunsOnce) {
  const LinkFolder folder;
  folder.file("run-1/metrics.csv", kMetrics);
  folder.file("run-2/metrics.csv", kMetrics);
  folder.link("latest", "run-2");
  folder.link("run-1/again", "..");
  const ReadResult read = folder.read();
  EXPECT_THAT(read.ids(), ElementsAre("run-1", "run-2"));
  EXPECT_EQ(read.with_code("folder-seen").size(), 2u);
}

TEST(Discover, ALinkToALoneCurveIsListedOnce) {
  const LinkFolder folder;
  folder.file("logs/run3.csv", kMetrics);
  folder.link("logs/latest.csv", "run3.csv");
  const ReadResult read = folder.read();
  EXPECT_THAT(read.ids(), ElementsAre("logs/run3"));
  EXPECT_EQ(read.place_of("file-seen"), "runs/logs/latest.csv:0:0 note");
}

TEST(Discover, ALinkOutOfTheSourceIsRefusedAndItsRunKept) {
  const LinkFolder folder;
  folder.file("r/config.json", "{\"lr\": 1}");
  folder.link("r/metrics.csv", "/etc/hostname");
  const ReadResult read = folder.read();
  ASSERT_EQ(read.runs.size(), 1u);
  EXPECT_EQ(read.place_of("file-unreadable"), "runs/r/metrics.csv:0:0 error");
}

TEST(Discover, TheOrderOfSourcesIsKept) {
  std::vector<ingest::Source> sources;
  sources.push_back(
      {"z", std::make_unique<MemoryFiles>(std::map<std::string, std::string>{{"a/metrics.csv", kMetrics}})});
  sources.push_back(
      {"y", std::make_unique<MemoryFiles>(std::map<std::string, std::string>{{"a/metrics.csv", kMetrics}})});
  const ingest::Discovery found = ingest::discover(sources, {}, ingest::Redactor({}));
  ASSERT_EQ(found.units.size(), 2u);
  EXPECT_EQ(found.units[0].source, 0u);
  EXPECT_EQ(found.units[1].source, 1u);
}

}  // namespace
