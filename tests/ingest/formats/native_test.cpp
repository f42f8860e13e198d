/// A run folder, whole and damaged: generator/ingest/formats/native.cpp and what it reads documents with.

#include <gmock/gmock.h>

#include <cstddef>
#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "ingest/documents/run_files.h"
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

TEST(NativeRun, ReadsEverythingItHolds) {
  const ReadResult read = read_files({
      {"exp/r1/config.json",
       "{\"run_id\": \"R1\", \"name\": \"first\", \"project\": \"digits\", \"experiment\": \"EXP001\",\n"
       " \"tags\": [\"a\", 2], \"started_at\": \"2024-05-01T10:00:00Z\", \"finished_at\": \"2024-05-01T11:00:00Z\",\n"
       " \"status\": \"finished\", \"seed\": 7, \"params\": {\"lr\": 1e-3, \"net\": {\"layers\": [64, 32]}}}"},
      {"exp/r1/metrics.csv", kMetrics},
      {"exp/r1/summary.json", "{\"training_time_s\": 12.5, \"status\": \"failed\"}"},
      {"exp/r1/environment.json", "{\"gpu\": \"none\", \"versions\": {\"python\": \"3.11\"}}"},
      {"exp/r1/notes.md", "# Notes\n\nText.\n"},
      {"exp/r1/artifacts/confusion.json", "{}"},
      {"exp/r1/artifacts/images/a.png", "x"},
  });
  ASSERT_EQ(read.runs.size(), 1u);
  const model::Run& run = read.run();
  EXPECT_EQ(run.key, "0:exp/r1");
  EXPECT_EQ(run.id, "R1");
  EXPECT_EQ(run.name, "first");
  EXPECT_EQ(run.format, "native");
  EXPECT_EQ(run.folder, "exp/r1");
  EXPECT_EQ(run.project, "digits");
  EXPECT_EQ(run.experiment, "EXP001");
  EXPECT_THAT(run.tags, ElementsAre("a", "2"));
  EXPECT_EQ(run.started_at, "2024-05-01T10:00:00Z");
  EXPECT_EQ(run.status, model::RunStatus::finished) << "the config says it first";
  EXPECT_EQ(run.seed, "7");
  EXPECT_EQ(read.parameter("lr"), "1e-3");
  EXPECT_EQ(read.parameter("run_id"), "(none)");
  ASSERT_EQ(run.summary.size(), 1u);
  EXPECT_EQ(run.summary[0].path, "training_time_s");
  ASSERT_EQ(run.environment.size(), 2u);
  EXPECT_EQ(run.environment[1].path, "versions.python");
  ASSERT_EQ(run.note_texts.size(), 1u);
  EXPECT_EQ(run.note_texts[0].file, "runs/exp/r1/notes.md");
  EXPECT_EQ(run.note_texts[0].folder, "exp/r1");
  EXPECT_EQ(read.runs[0].notes.size(), 1u);
  ASSERT_EQ(run.artifacts.size(), 2u);
  EXPECT_EQ(run.artifacts[0].name, "confusion.json");
  EXPECT_EQ(run.artifacts[1].name, "images/a.png");
  EXPECT_EQ(run.artifacts[1].kind, model::Artifact::Kind::image);
  EXPECT_EQ(run.artifacts[1].size_bytes, 1u);
  EXPECT_THAT(read.notices, IsEmpty());
}

TEST(NativeRun, APlainTreeIsParametersAndNamesTheSeed) {
  const ReadResult read = read_files({
      {"a/config.json",
       "{\"trainer\": {\"seed\": 5}, \"lr\": 0.1, \"architectures\": [\"Bert\"], \"model_type\": \"bert\"}"},
      {"b/config.json", "{\"data\": {\"random_state\": 1}, \"seed\": 3}"},
  });
  EXPECT_EQ(read.run(0).seed, "5");
  EXPECT_EQ(read.parameter("model_type", 0), "bert");
  EXPECT_EQ(read.run(1).seed, "3") << "the shallowest counts";
  EXPECT_THAT(read.ids(), ElementsAre("a", "b"));
}

TEST(NativeRun, AYamlConfigReadsLikeJson) {
  const ReadResult read = read_files({{"a/config.yaml", "run_id: r\nparams:\n  lr: 1e-3\n  net: {depth: 18}\n"}});
  EXPECT_EQ(read.run().id, "r");
  EXPECT_EQ(read.parameter("net.depth"), "18");
}

TEST(NativeRun, AnyOneFileMakesARun) {
  const std::map<std::string, std::string> files{
      {"config.json", "{}"},
      {"config.yml", "lr: 1"},
      {"summary.json", "{\"a\": 1}"},
      {"metrics.csv", kMetrics},
      {"metrics.jsonl", "{\"step\": 0}\n"},
      {"environment.json", "{}"},
  };
  for (const auto& [name, text] : files) {
    EXPECT_EQ(read_files({{"x/" + name, text}}).runs.size(), 1u) << name;
  }
  EXPECT_TRUE(read_files({{"x/notes.md", "# Notes\n"}}).runs.empty());
  EXPECT_EQ(read_files({{"e/experiment.md", "# E\n"}, {"e/x/notes.md", "# Notes\n"}}).runs.size(), 1u);
}

TEST(NativeRun, TheSourceItselfMayBeARun) {
  const ReadResult read = read_files({{"metrics.csv", kMetrics}});
  EXPECT_THAT(read.ids(), ElementsAre("runs"));
  EXPECT_EQ(read.run().key, "0:");
}

TEST(NativeRun, ADamagedFileCostsNothingElse) {
  const ReadResult read =
      read_files({{"a/config.json", "{\"lr\": 0.1,}"}, {"a/metrics.csv", kMetrics}, {"a/summary.json", "{\"x"}});
  EXPECT_THAT(read.values("loss"), ElementsAre(2, 1));
  const std::vector<model::Notice> faults = read.with_code("json-syntax");
  ASSERT_EQ(faults.size(), 2u);
  EXPECT_EQ(faults[0].file, "runs/a/config.json");
  EXPECT_EQ(faults[0].run_key, "0:a");
  EXPECT_EQ(read.run().id, "a");
}

TEST(NativeRun, WrongTypesInTheEnvelopeAreWarnings) {
  const ReadResult read = read_files({{"a/config.json",
                                       "{\"run_id\": \"bad\",\n\"name\": 17,\n\"tags\": \"baseline\",\n"
                                       "\"params\": [1, 2],\n\"started_at\": {\"t\": 1},\n\"note\": 1}"}});
  EXPECT_EQ(read.run().name, "17");
  EXPECT_THAT(read.run().tags, ElementsAre("baseline"));
  EXPECT_TRUE(read.run().config.parameters.empty());
  EXPECT_EQ(read.with_code("wrong-type").size(), 4u);
  EXPECT_EQ(read.place_of("envelope-unknown-key"), "runs/a/config.json:6:9 note");
}

TEST(NativeRun, AnArrayIsNoConfig) {
  EXPECT_EQ(read_files({{"a/config.json", "[1]"}}).place_of("json-wrong-root"), "runs/a/config.json:1:1 error");
}

TEST(NativeRun, OfTwoMetricFilesTheTableIsReadAndThatIsSaid) {
  const ReadResult read =
      read_files({{"a/metrics.csv", kMetrics}, {"a/metrics.jsonl", "{\"step\": 0, \"loss\": 9}\n"}});
  EXPECT_THAT(read.values("loss"), ElementsAre(2, 1));
  EXPECT_EQ(read.place_of("two-metric-files"), "runs/a:0:0 warning");
}

TEST(NativeRun, AMetricFileWithoutRowsGivesWay) {
  const ReadResult read =
      read_files({{"a/metrics.csv", "step,loss\n"}, {"a/metrics.jsonl", "{\"step\": 0, \"loss\": 9}\n"}});
  EXPECT_THAT(read.values("loss"), ElementsAre(9));
  EXPECT_THAT(read.with_code("two-metric-files").at(0).what, HasSubstr("metrics.jsonl is shown, metrics.csv is not"));
}

TEST(NativeRun, OfTwoConfigsTheFirstIsReadAndThatIsSaid) {
  const ReadResult read = read_files({{"a/config.json", "{\"lr\": 1}"}, {"a/hparams.yaml", "lr: 2"}});
  EXPECT_EQ(read.parameter("lr"), "1");
  EXPECT_EQ(read.place_of("two-config-files"), "runs/a/hparams.yaml:0:0 warning");
}

TEST(NativeRun, ALoggersParametersAreItsConfig) {
  const ReadResult read = read_files({{"logs/version_0/metrics.csv", kMetrics},
                                      {"logs/version_0/hparams.yaml", "lr: 0.5\n"},
                                      {"logs/version_1/hparams.yaml", "{}\n"},
                                      {"logs/other/hparams.yaml", "lr: 1\n"}});
  EXPECT_THAT(read.ids(), ElementsAre("logs/version_0"));
  EXPECT_EQ(read.with_code("run-without-metrics").size(), 1u);
  EXPECT_EQ(read.parameter("lr"), "0.5");
}

TEST(NativeRun, AFileThatCannotBeReadIsAnErrorOfItsRun) {
  auto files = std::make_unique<MemoryFiles>();
  files->file("a/config.json", "{}").refused("a/metrics.csv", "link leads out of the source");
  files->file("b/config.json", "{}").special("b/metrics.csv");
  files->file("c/config.json", "{}").file("c/metrics.csv/inner.txt", "");
  const ReadResult read = read_source(std::move(files));
  ASSERT_EQ(read.runs.size(), 3u);
  const std::vector<model::Notice> faults = read.with_code("file-unreadable");
  ASSERT_EQ(faults.size(), 3u);
  EXPECT_THAT(faults[0].what, HasSubstr("link leads out of the source"));
  EXPECT_EQ(faults[0].run_key, "0:a");
  EXPECT_THAT(faults[1].what, HasSubstr("not a regular file"));
  EXPECT_EQ(faults[2].file, "runs/c/metrics.csv");
}

TEST(NativeRun, AFinishBeforeTheStartIsLeftOut) {
  const ReadResult read =
      read_files({{"a/config.json",
                   "{\"started_at\": \"2099-01-01T10:00:00Z\", \"finished_at\": \"2098-12-31T23:00:00Z\","
                   " \"params\": {}}"}});
  EXPECT_EQ(read.run().finished_at, "");
  EXPECT_EQ(read.run().started_at, "2099-01-01T10:00:00Z");
  EXPECT_EQ(read.place_of("time-backwards"), "runs/a/config.json:0:0 note");
}

TEST(NativeRun, TimesThatAreNoDatesAreSaid) {
  const ReadResult read =
      read_files({{"a/config.json", "{\"started_at\": \"yesterday\", \"finished_at\": 1714557600, \"params\": {}}"}});
  EXPECT_EQ(read.run().started_at, "");
  EXPECT_EQ(read.run().finished_at, "2024-05-01T10:00:00Z");
  EXPECT_EQ(read.with_code("time-not-a-date").size(), 1u);
}

TEST(NativeRun, AnUnfitIdIsShownAndSaid) {
  const ReadResult read = read_files({{"a/config.json", "{\"run_id\": \"../../outside/evil\", \"params\": {}}"},
                                      {"b/config.json", "{\"run_id\": \"\", \"params\": {}}"}});
  EXPECT_THAT(read.ids(), ElementsAre("../../outside/evil", "b"));
  EXPECT_EQ(read.with_code("run-id-unfit").size(), 2u);
  EXPECT_EQ(read.with_code("run-id-unfit")[0].at, (base::Position{1, 12}));
}

TEST(NativeRun, ATooLargeNoteIsCutAndSaid) {
  const ReadResult read = read_files({{"a/config.json", "{}"}, {"a/notes.md", std::string((1u << 20) + 10, 'x')}});
  EXPECT_EQ(read.place_of("note-too-large"), "runs/a/notes.md:0:0 warning");
  EXPECT_LE(read.run().note_texts.at(0).text.size(), std::size_t{1} << 20);
}

TEST(NativeRun, OtherCurvesBesideTheMetricsAreItsArtifacts) {
  const ReadResult read =
      read_files({{"a/metrics.csv", kMetrics}, {"a/config.json", "{}"}, {"a/lr.csv", "step,lr\n0,1\n"}});
  ASSERT_EQ(read.runs.size(), 1u);
  ASSERT_EQ(read.run().artifacts.size(), 1u);
  EXPECT_EQ(read.run().artifacts[0].name, "lr.csv");
  EXPECT_EQ(read.run().artifacts[0].kind, model::Artifact::Kind::table);
}

TEST(NativeRun, ArtifactsAreListedWithinALimit) {
  std::map<std::string, std::string> files{{"a/config.json", "{}"}};
  for (int i = 0; i < 2'010; ++i) files["a/artifacts/" + std::to_string(i) + ".txt"] = "";
  const ReadResult read = read_files(files);
  EXPECT_EQ(read.run().artifacts.size(), 2'000u);
  EXPECT_EQ(read.place_of("artifacts-limit"), "runs/a/artifacts:0:0 note");
}

TEST(NativeRun, ANameThatIsNotUtf8IsShownWithItsBytes) {
  const ReadResult read = read_files({{"ru\xffn/metrics.csv", kMetrics}});
  EXPECT_THAT(read.ids(), ElementsAre("ru\\xffn"));
  EXPECT_EQ(read.run().folder, "ru\\xffn");
  EXPECT_EQ(read.place_of("name-utf8"), "runs/ru\\xffn:0:0 warning");
}

TEST(NativeRun, ASummarySaysWhatWasSetWhereNothingElseDoes) {
  const std::string summary = "{\"arch\": \"cnn\", \"seed\": 3, \"lr\": 0.1, \"test_accuracy\": 0.9, \"rounds\": 40}";
  const ReadResult read = read_files({{"a/history.csv", "round,val_auc\n0,0.5\n1,0.6\n"}, {"a/summary.json", summary}});
  ASSERT_EQ(read.runs.size(), 1u);
  EXPECT_EQ(read.parameter("arch"), "cnn");
  EXPECT_EQ(read.parameter("lr"), "0.1");
  EXPECT_EQ(read.run().seed, "3");
  const ReadResult beside =
      read_files({{"a/metrics.csv", "step,x\n0,1\n"}, {"a/summary.json", summary}, {"a/config.json", "{\"k\": 1}"}});
  EXPECT_EQ(beside.parameter("arch"), "(none)");
}

TEST(NativeRun, ALogWhoseValuesWereTrainedOverIsKeptForDownload) {
  const ReadResult resumed = read_files({{"a/metrics.csv", "step,loss\n0,9\n1,8\n2,7\n1,6\n2,5\n3,4\n"}});
  ASSERT_EQ(resumed.run().artifacts.size(), 1u);
  EXPECT_EQ(resumed.run().artifacts[0].path, "a/metrics.csv");
  EXPECT_EQ(resumed.run().artifacts[0].kind, model::Artifact::Kind::table);
  EXPECT_TRUE(read_files({{"a/metrics.csv", "step,loss\n0,9\n1,8\n"}}).run().artifacts.empty());
}

}  // namespace
