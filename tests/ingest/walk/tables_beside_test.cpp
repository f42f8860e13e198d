/// Which tables are read where a tree holds runs, and where it holds several projects.

#include <gmock/gmock.h>

#include <algorithm>
#include <cstddef>

#include "ingest/read_support.h"

namespace {

using support::read_files;
using support::ReadResult;
using testing::HasSubstr;
using testing::SizeIs;

const char kTable[] = "run,lr,accuracy\na,0.1,0.5\nb,0.2,0.6\n";
const char kCurve[] = "step,accuracy\n1,0.5\n2,0.6\n";

std::size_t table_rows(const ReadResult& read) {
  return static_cast<std::size_t>(std::count_if(read.runs.begin(), read.runs.end(),
                                                [](const auto& run) { return run.run.format == "results-table"; }));
}

TEST(TablesBeside, AProjectWithRunsKeepsItsTablesOut) {
  const ReadResult read = read_files({{"alpha/sheets/all.csv", kTable}, {"alpha/one/metrics.csv", kCurve}});
  EXPECT_EQ(table_rows(read), 0u);
  EXPECT_EQ(read.place_of("table-beside-runs"), "runs/alpha/sheets/all.csv:0:0 note");
}

TEST(TablesBeside, AProjectOfTablesBesideAnotherWithRunsIsRead) {
  const ReadResult read = read_files({{"README.md", "two projects\n"},
                                      {"alpha/all.csv", kTable},
                                      {"beta/runs/one/metrics.csv", kCurve},
                                      {"beta/summary.csv", kTable}});
  EXPECT_EQ(table_rows(read), 2u);
  EXPECT_THAT(read.runs, SizeIs(3));
  EXPECT_EQ(read.place_of("table-beside-runs"), "runs/beta/summary.csv:0:0 note");
}

TEST(TablesBeside, ProjectsMayStandInFoldersOfAKind) {
  const ReadResult read = read_files({{"MANIFEST.md", "by kind\n"},
                                      {"sheets/alpha/all.csv", kTable},
                                      {"sheets/gamma/deep/curve.csv", kCurve},
                                      {"loggers/beta/runs/one/metrics.csv", kCurve}});
  EXPECT_EQ(table_rows(read), 2u);
}

TEST(TablesBeside, FoldersCalledAfterPartsOfAProjectAreOneProject) {
  const ReadResult read = read_files({{"tables/all.csv", kTable}, {"runs/x/one/metrics.csv", kCurve}});
  EXPECT_EQ(table_rows(read), 0u);
}

TEST(TablesBeside, AFileAtTheRootMakesTheTreeOneProject) {
  const ReadResult read =
      read_files({{"train.py", "pass\n"}, {"alpha/all.csv", kTable}, {"beta/runs/one/metrics.csv", kCurve}});
  EXPECT_EQ(table_rows(read), 0u);
}

TEST(TablesBeside, RunFoldersAreNoProjects) {
  const ReadResult read =
      read_files({{"alpha/all.csv", kTable}, {"beta/metrics.csv", kCurve}, {"gamma/metrics.csv", kCurve}});
  EXPECT_EQ(table_rows(read), 0u);
}

TEST(TablesBeside, AFolderWithGitIsAProject) {
  const ReadResult read = read_files({{"train.py", "pass\n"},
                                      {"vendor/alpha/.git/HEAD", "ref\n"},
                                      {"vendor/alpha/all.csv", kTable},
                                      {"one/metrics.csv", kCurve}});
  EXPECT_EQ(table_rows(read), 2u);
}

TEST(ProjectsOfFolders, CopiesOfRepositoriesAreProjectsOfTheirOwn) {
  const ReadResult read = read_files({{"MANIFEST.md", "two copies\n"},
                                      {"ann__alpha/out/one/metrics.csv", kCurve},
                                      {"ben--beta/out/one/metrics.csv", kCurve}});
  ASSERT_THAT(read.runs, SizeIs(2));
  EXPECT_EQ(read.runs[0].run.project, "ann__alpha");
  EXPECT_EQ(read.runs[1].run.project, "ben--beta");
}

TEST(ProjectsOfFolders, FoldersWithALicenceAreProjectsAndOthersAreNot) {
  const ReadResult read = read_files({{"alpha/LICENSE", "as you like\n"},
                                      {"alpha/out/one/metrics.csv", kCurve},
                                      {"beta/out/one/metrics.csv", kCurve}});
  ASSERT_THAT(read.runs, SizeIs(2));
  EXPECT_EQ(read.runs[0].run.project, "alpha");
  EXPECT_EQ(read.runs[1].run.project, "");
}

TEST(ProjectsOfFolders, AFolderOfAKindMayHoldOneCopy) {
  const ReadResult read = read_files({{"MANIFEST.md", "by kind\n"},
                                      {"sheets/ann__alpha/out/one/metrics.csv", kCurve},
                                      {"loggers/ben__beta/out/one/metrics.csv", kCurve},
                                      {"loggers/cid__gamma/out/one/metrics.csv", kCurve}});
  ASSERT_THAT(read.runs, SizeIs(3));
  EXPECT_EQ(read.runs[0].run.project, "ben__beta");
  EXPECT_EQ(read.runs[2].run.project, "ann__alpha");
}

TEST(ProjectsOfFolders, EachEnvironmentOfGymIsOne) {
  const ReadResult read =
      read_files({{"ppo/Hopper-v2/1/metrics.csv", kCurve}, {"ppo/Swimmer-v2/1/metrics.csv", kCurve}});
  ASSERT_THAT(read.runs, SizeIs(2));
  EXPECT_EQ(read.runs[0].run.project, "Hopper-v2");
  EXPECT_EQ(read.runs[1].run.project, "Swimmer-v2");
}

TEST(ProjectsOfFolders, ExperimentsWithRepeatsAreNone) {
  const ReadResult read = read_files({{"EXP001/seed-1/metrics.csv", kCurve}, {"EXP002/seed-1/metrics.csv", kCurve}});
  ASSERT_THAT(read.runs, SizeIs(2));
  EXPECT_EQ(read.runs[0].run.project, "");
}

TEST(TablesBeside, ATableAboveRunsOfAnotherRepositoryIsLeftOut) {
  const ReadResult read =
      read_files({{"all.csv", kTable}, {"sub/alpha/.git/HEAD", "ref\n"}, {"sub/alpha/one/metrics.csv", kCurve}});
  EXPECT_EQ(table_rows(read), 0u);
}

TEST(TablesBeside, ATableThatRepeatsAnotherIsReadOnce) {
  const ReadResult read = read_files({{"train.py", ""}, {"a/all.csv", kTable}, {"b/copy.csv", kTable}});
  EXPECT_EQ(table_rows(read), 2u);
  EXPECT_EQ(read.place_of("table-repeated"), "runs/b/copy.csv:0:0 note");
  EXPECT_THAT(read.with_code("table-repeated").at(0).what, HasSubstr("a/all.csv"));
}

TEST(TablesBeside, RunIdsThatStandInAnEarlierTableAreReadOnce) {
  const ReadResult read = read_files({{"train.py", ""},
                                      {"a/all.csv", "Run ID,lr,accuracy\nr1,0.1,0.5\nr2,0.2,0.6\nr3,0.3,0.7\n"},
                                      {"b/best.csv", "Run ID,accuracy,lr,f1\nr3,0.7,0.3,0.1\nr2,0.6,0.2,0.2\n"},
                                      {"c/more.csv", "Run ID,accuracy,lr\nr3,0.7,0.3\nr4,0.6,0.2\n"}});
  EXPECT_EQ(table_rows(read), 5u);
  EXPECT_EQ(read.place_of("table-repeated"), "runs/b/best.csv:0:0 note");
}

}  // namespace
