#include "ingest/walk/left_files.h"

#include <gmock/gmock.h>

#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "ingest/read_support.h"
#include "support/memory_files.h"

namespace {

using testing::HasSubstr;
using testing::SizeIs;

std::vector<ingest::LeftFilesText> left_of(std::map<std::string, std::string> files) {
  std::vector<ingest::Source> sources;
  sources.push_back({"runs", std::make_unique<support::MemoryFiles>(std::move(files))});
  return ingest::describe_left_files(sources, ingest::discover(sources, {}, ingest::Redactor({})).left);
}

TEST(LeftFiles, AreNamedByKindCountAndFolder) {
  const auto left = left_of({{"logs/a.txt", "Started\nvalue 12 of something\n"},
                             {"logs/b/c.txt", "x"},
                             {"plots/p.png", "\x89PNG"},
                             {"plots/q.jpg", "x"},
                             {"d/notes.xyz", "x"}});
  ASSERT_THAT(left, SizeIs(3));
  EXPECT_EQ(left[0].what, "2 text files");
  EXPECT_EQ(left[0].where, "runs/logs");
  EXPECT_EQ(left[0].inside, "a.txt: lines like \"value 12 of something\"");
  EXPECT_EQ(left[1].what, "2 pictures and films");
  EXPECT_EQ(left[1].where, "runs/plots");
  EXPECT_EQ(left[2].what, "1 other file");
  EXPECT_EQ(left[2].where, "runs/d/notes.xyz");
}

TEST(LeftFiles, SayWhatIsMissing) {
  const auto left = left_of({{"a.json", R"({"alpha": "x", "beta": 1})"}, {"t.csv", "name,colour\na,red\n"}});
  ASSERT_THAT(left, SizeIs(2));
  EXPECT_EQ(left[0].inside, "members \"alpha\", \"beta\"");
  EXPECT_THAT(left[0].advice, HasSubstr("no number in it is a result by its name"));
  EXPECT_EQ(left[1].inside, "columns \"name\", \"colour\"");
  EXPECT_THAT(left[1].advice, HasSubstr("step or epoch column"));
}

TEST(LeftFiles, SettingsAndPagesOfAWorkspaceAreNone) {
  const support::ReadResult read = support::read_files({{"trialpress.json", "{}"},
                                                        {"trialpress.schema.json", "{}"},
                                                        {"pages/about.md", "# About\n"},
                                                        {"other/pages/about.md", "# About\n"},
                                                        {"r/metrics.csv", "step,loss\n1,2\n"}});
  EXPECT_EQ(read.found.skipped_files, 1u);
  EXPECT_EQ(read.found.files, 5u);
}

}  // namespace
