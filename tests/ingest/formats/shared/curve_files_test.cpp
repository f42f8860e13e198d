/// Lone curve files: generator/ingest/formats/{curve_files,csv_curve,jsonl_curve}.cpp.

#include "ingest/formats/shared/curve_files.h"

#include <gmock/gmock.h>

#include <algorithm>
#include <map>
#include <memory>
#include <string>

#include "ingest/read_support.h"

namespace {

using support::MemoryFiles;
using support::read_files;
using support::ReadResult;
using testing::ElementsAre;
using testing::IsEmpty;

TEST(CurveFiles, EachTableWithAnEpochIsARunCalledByItsPath) {
  const ReadResult read =
      read_files({{"logs/vgg.csv", "epoch,loss\n1,0.5\n"}, {"logs/resnet.tsv", "Epoch\tloss\n1\t0.25\n"}});
  EXPECT_THAT(read.ids(), ElementsAre("logs/resnet", "logs/vgg"));
  EXPECT_EQ(read.run(0).key, "0:logs/resnet.tsv");
  EXPECT_EQ(read.run(0).format, "csv-curve");
  EXPECT_THAT(read.values("loss", 0), ElementsAre(0.25));
}

TEST(CurveFiles, TablesWithoutAStepAreNone) {
  const ReadResult read = read_files({{"times.csv", "gpu,cpu\n0.5,1.5\n"}, {"labels.csv", "epoch,phase\n1,warm\n"}});
  EXPECT_TRUE(read.runs.empty());
}

TEST(CurveFiles, ATableOfResultsBesideRunsIsLeftOutWithANote) {
  const ReadResult alone = read_files({{"runs.csv", "lr,accuracy\n0.1,0.5\n0.2,0.6\n"}});
  EXPECT_EQ(alone.runs.size(), 2u);
  const ReadResult beside =
      read_files({{"runs.csv", "lr,accuracy\n0.1,0.5\n0.2,0.6\n"}, {"logs/a.csv", "step,accuracy\n1,0.5\n2,0.6\n"}});
  EXPECT_THAT(beside.ids(), ElementsAre("logs/a"));
  EXPECT_TRUE(std::any_of(beside.found.notices.begin(), beside.found.notices.end(),
                          [](const model::Notice& notice) { return notice.code == "table-beside-runs"; }));
}

TEST(CurveFiles, JsonLinesAreKnownByTheirFirstLine) {
  const ReadResult read = read_files({{"a_log.txt", "{\"loss\": 2.5, \"it\": 0}\n{\"it\": 5000, \"loss\": 1.5}\n"},
                                      {"b.log", "Epoch 1 loss 2.5\n"},
                                      {"c.jsonl", "{\"name\": \"x\"}\n"}});
  EXPECT_THAT(read.ids(), ElementsAre("a_log"));
  EXPECT_EQ(read.run().format, "jsonl-curve");
  EXPECT_THAT(read.run().axes.step, ElementsAre(0, 5000));
}

TEST(CurveFiles, ASingleCurveTakesTheDocumentsBesideIt) {
  const ReadResult read = read_files({{"r/history.csv", "epoch,loss\n0,1\n"},
                                      {"r/args.yaml", "lr: 0.5\nseed: 3\n"},
                                      {"r/notes.md", "# N\n"},
                                      {"r/artifacts/a.txt", ""}});
  ASSERT_EQ(read.runs.size(), 1u);
  EXPECT_EQ(read.run().id, "r/history");
  EXPECT_EQ(read.parameter("lr"), "0.5");
  EXPECT_EQ(read.run().seed, "3");
  EXPECT_EQ(read.run().note_texts.size(), 1u);
  EXPECT_EQ(read.run().artifacts.size(), 1u);
}

TEST(CurveFiles, ADocumentBesideSeveralCurvesBelongsToNone) {
  const ReadResult read = read_files({{"r/a.csv", "epoch,loss\n0,1\n"},
                                      {"r/b.jsonl", "{\"step\": 0, \"loss\": 1}\n"},
                                      {"r/config.json", "{\"lr\": 1}"}});
  EXPECT_THAT(read.ids(), ElementsAre("r/a", "r/b"));
  EXPECT_EQ(read.place_of("documents-unattached"), "runs/r/config.json:0:0 warning");
}

TEST(CurveFiles, AMetricsFileAmongOtherCurvesIsOneOfThem) {
  const ReadResult read =
      read_files({{"logs/metrics.csv", "epoch,loss\n0,1\n"}, {"logs/other.csv", "epoch,loss\n0,2\n"}});
  EXPECT_THAT(read.ids(), ElementsAre("logs/metrics", "logs/other"));
}

TEST(CurveFiles, ASourceMayBeOneFile) {
  const ReadResult read = support::read_source(
      std::make_unique<MemoryFiles>(std::map<std::string, std::string>{{"a.csv", "step,loss\n0,x\n1,2\n"}}), {},
      "a.csv");
  EXPECT_THAT(read.ids(), ElementsAre("a"));
  EXPECT_EQ(read.place_of("not-a-number"), "a.csv:2:3 warning");
}

TEST(CurveFiles, AFolderAndAFileOfOneNameAreTwoRuns) {
  const ReadResult read = read_files({{"a/metrics.csv", "step,loss\n0,1\n"}, {"a.csv", "step,loss\n0,2\n"}});
  ASSERT_EQ(read.runs.size(), 2u);
  EXPECT_NE(read.run(0).key, read.run(1).key);
}

TEST(CurveFiles, EpisodeLogsAreNumberedByRow) {
  const ReadResult read = read_files({{"episodes.csv", "#{\"t_start\": 1.5}\nr,l,t\n22.0,22,0.35\n"}});
  ASSERT_EQ(read.runs.size(), 1u);
  EXPECT_THAT(read.values("r"), ElementsAre(22));
  EXPECT_EQ(read.with_code("no-step").size(), 1u);
}

}  // namespace
