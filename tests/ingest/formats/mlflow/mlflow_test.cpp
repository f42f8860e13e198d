/// MLflow stores, as folders and as databases, whole and damaged.

#include <gmock/gmock.h>

#include <cmath>
#include <cstddef>
#include <limits>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "ingest/read_support.h"
#include "support/sqlite_bytes.h"

namespace {

using support::MemoryFiles;
using support::read_files;
using support::read_source;
using support::ReadResult;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

const std::string kExperiment = "artifact_location: x\nexperiment_id: '7'\nlifecycle_stage: active\nname: digits\n";
const std::string kRun = "mlruns/7/12e34567890123456789012345678901/";

std::string run_meta(const std::string& more) {
  return "artifact_uri: x\nexperiment_id: '7'\nrun_id: 12e34567890123456789012345678901\n" + more;
}

std::map<std::string, std::string> small_store() {
  return {
      {"mlruns/7/meta.yaml", kExperiment},
      {kRun + "meta.yaml", run_meta("end_time: 1700000100500\nlifecycle_stage: active\nrun_name: crab\n"
                                    "start_time: 1700000000000\nstatus: 3\n")},
      {kRun + "metrics/loss", "1700000001000 0.5 0\n1700000003000 nan 2\n1700000002000 0.25 1 my data set abc1\n"},
      {kRun + "metrics/val/acc", "1700000003500 0.75 2\n"},
      {kRun + "metrics/test_acc", "1700000009000 0.7\n"},
      {kRun + "metrics/plain", "1700000001000 3\n1700000002000 5\n"},
      {kRun + "metrics/system/cpu", "1700000000500 10 0\n1700000060500 20 1\n"},
      {kRun + "params/lr", "1e-3"},
      {kRun + "params/bias", "True"},
      {kRun + "params/layers", "(64, 'a')"},
      {kRun + "params/seed", "7"},
      {kRun + "params/note", "two\nlines"},
      {kRun + "tags/mlflow.note.content", "# Why\n\nTo see.\n"},
      {kRun + "tags/mlflow.source.git.commit", "0123abc"},
      {kRun + "tags/mlflow.log-model.history", "[]"},
      {kRun + "tags/team", "blue"},
      {kRun + "artifacts/plot.png", "x"},
      {kRun + "artifacts/model/config.json", "{}"},
  };
}

TEST(MlflowFiles, ReadsEverythingARunHolds) {
  const ReadResult read = read_files(small_store());
  ASSERT_EQ(read.runs.size(), 1u);
  const model::Run& run = read.run();
  EXPECT_EQ(run.id, "12e34567890123456789012345678901") << "an id, not infinity";
  EXPECT_EQ(run.name, "crab");
  EXPECT_EQ(run.project, "digits");
  EXPECT_EQ(run.status, model::RunStatus::finished);
  EXPECT_EQ(run.started_at, "2023-11-14T22:13:20Z");
  EXPECT_EQ(run.finished_at, "2023-11-14T22:15:00.500Z");
  EXPECT_EQ(run.seed, "7");
  EXPECT_EQ(read.parameter("lr"), "1e-3");
  EXPECT_EQ(read.parameter("bias"), "true");
  EXPECT_EQ(read.parameter("layers"), "[64, \"a\"]");
  EXPECT_EQ(read.parameter("note"), "two\nlines");
  EXPECT_THAT(run.tags, ElementsAre("team: blue"));
  ASSERT_THAT(run.environment, SizeIs(1));
  EXPECT_EQ(run.environment[0].path, "git.commit");
  ASSERT_THAT(run.note_texts, SizeIs(1));
  EXPECT_THAT(run.note_texts[0].text, HasSubstr("To see."));
  EXPECT_THAT(run.artifacts, SizeIs(2));
  EXPECT_THAT(read.notices, IsEmpty());
}

TEST(MlflowFiles, TheDescriptionOfTheExperimentIsQuotedInANote) {
  std::map<std::string, std::string> store = small_store();
  store["mlruns/7/tags/mlflow.note.content"] = "# Digits\n\n**Decision:** keep\n";
  const ReadResult read = read_files(store);
  ASSERT_EQ(read.runs.size(), 1u);
  ASSERT_THAT(read.run().note_texts, SizeIs(2));
  EXPECT_EQ(read.run().note_texts[1].text, "About the project:\n\n> # Digits\n> \n> **Decision:** keep\n");
  EXPECT_EQ(read.runs[0].notes[1].title, "") << "it is the project's title, not the run's";
  EXPECT_FALSE(read.runs[0].notes[1].decision_said);
}

TEST(MlflowFiles, DataSetsStandInTheEnvironment) {
  std::map<std::string, std::string> store = small_store();
  store[kRun + "inputs/0a/meta.yaml"] =
      "destination_id: x\nsource_id: d1\nsource_type: DATASET\ntags:\n  mlflow.data.context: train\n";
  store[kRun + "inputs/0b/meta.yaml"] = "source_id: ../../escape\n";
  store[kRun + "inputs/0c/meta.yaml"] = "source_id: [\n";
  store["mlruns/7/datasets/d1/meta.yaml"] = "digest: 12ab\nname: mnist\nsource_type: local\n";
  const ReadResult read = read_files(store);
  ASSERT_EQ(read.runs.size(), 1u);
  ASSERT_THAT(read.run().environment, SizeIs(2));
  EXPECT_EQ(read.run().environment[1].path, "dataset.train");
  EXPECT_EQ(read.run().environment[1].value.text, "mnist (digest 12ab)");
}

TEST(MlflowFiles, LaysMetricsOutByTheirSteps) {
  const ReadResult read = read_files(small_store());
  const std::vector<double> loss = read.values("loss");
  ASSERT_THAT(loss, SizeIs(3));
  EXPECT_EQ(loss[1], 0.25) << "lines are not sorted; the name of a data set may hold blanks";
  EXPECT_TRUE(std::isnan(loss[2]));
  const model::Run& run = read.run();
  const model::Series& accuracy = *read.series("val/acc");
  EXPECT_EQ(run.axes.step[accuracy.row_of(0)], 2);
  EXPECT_EQ(accuracy.row_of(0), read.series("loss")->row_of(2));
  EXPECT_EQ(run.axes.wall_time_s[accuracy.row_of(0)], 1700000003.0);
  const model::Series& cpu = *read.series("system/cpu");
  EXPECT_NE(cpu.row_of(1), read.series("loss")->row_of(1)) << "samples count steps of their own";
  EXPECT_EQ(run.axes.wall_time_s[cpu.row_of(1)], 1700000060.5);
  EXPECT_TRUE(std::isnan(run.axes.step[read.series("plain")->row_of(1)])) << "logged twice without steps";
  ASSERT_THAT(run.summary, SizeIs(1));
  EXPECT_EQ(run.summary[0].path, "test_acc");
  EXPECT_EQ(run.summary[0].value.number, 0.7);
}

TEST(MlflowFiles, LeavesDeletedRunsOutWithACount) {
  auto files = small_store();
  files["mlruns/7/b/meta.yaml"] = "run_uuid: b\nartifact_uri: x\nlifecycle_stage: deleted\n";
  files["mlruns/7/b/params/lr"] = "1";
  files["mlruns/.trash/9/meta.yaml"] = kExperiment;
  files["mlruns/.trash/9/c/meta.yaml"] = "run_uuid: c\nartifact_uri: x\n";
  const ReadResult read = read_files(std::move(files));
  EXPECT_THAT(read.runs, SizeIs(1));
  const auto deleted = read.with_code("mlflow-deleted");
  ASSERT_THAT(deleted, SizeIs(2));
  EXPECT_THAT(deleted[0].what, HasSubstr("1 experiment with 1 run deleted"));
  EXPECT_THAT(deleted[1].what, HasSubstr("1 run marked as deleted"));
}

TEST(MlflowFiles, KeepsWhatIsGoodOfADamagedRun) {
  auto files = small_store();
  files[kRun + "meta.yaml"] = "";
  files[kRun + "metrics/loss"] = "1 0.5 0\nhello\n2 0.25 1\n3 0.12";
  files[kRun + "metrics/none"] = "";
  const ReadResult read = read_files(std::move(files));
  ASSERT_THAT(read.runs, SizeIs(1));
  EXPECT_EQ(read.run().id, "12e34567890123456789012345678901");
  EXPECT_THAT(read.values("loss"), ElementsAre(0.5, 0.25));
  EXPECT_EQ(read.place_of("mlflow-meta"), "runs/" + kRun + "meta.yaml:0:0 error");
  EXPECT_EQ(read.place_of("mlflow-bad-line"), "runs/" + kRun + "metrics/loss:2:0 error");
  EXPECT_EQ(read.place_of("mlflow-cut-line"), "runs/" + kRun + "metrics/loss:4:0 warning");
  EXPECT_EQ(read.place_of("mlflow-empty-metric"), "runs/" + kRun + "metrics/none:0:0 note");
}

const char kDatabase[] = R"(
CREATE TABLE experiments(experiment_id INTEGER PRIMARY KEY, name TEXT, lifecycle_stage TEXT);
CREATE TABLE runs(run_uuid TEXT PRIMARY KEY, name TEXT, status TEXT, start_time BIGINT, end_time BIGINT,
                  lifecycle_stage TEXT, experiment_id INTEGER);
CREATE TABLE metrics(key TEXT, value REAL, timestamp BIGINT, step BIGINT, is_nan BOOLEAN, run_uuid TEXT);
CREATE TABLE latest_metrics(key TEXT, value REAL, timestamp BIGINT, step BIGINT, is_nan BOOLEAN, run_uuid TEXT);
CREATE TABLE params(key TEXT, value TEXT, run_uuid TEXT);
CREATE TABLE tags(key TEXT, value TEXT, run_uuid TEXT);
CREATE TABLE experiment_tags(key TEXT, value TEXT, experiment_id INTEGER);
INSERT INTO experiment_tags VALUES ('mlflow.note.content', 'All digits.', 1), ('team', 'x', 1);
INSERT INTO experiments VALUES (1, 'digits', 'active'), (2, 'old', 'deleted');
INSERT INTO runs VALUES ('a0', 'first', 'FINISHED', 1700000000000, 1700000060500, 'active', 1),
                        ('a1', NULL, 'KILLED', 1700000100000, NULL, 'active', 1),
                        ('a2', 'gone', 'FINISHED', 1, 2, 'deleted', 1), ('b0', 'gone', 'FINISHED', 1, 2, 'active', 2);
INSERT INTO metrics VALUES ('loss', 1, 1700000002000, 1, 0, 'a0'), ('loss', 2, 1700000001000, 0, 0, 'a0'),
                           ('loss', 0, 1700000003000, 2, 1, 'a0'), ('loss', 1.7976931348623157e308, 1, 3, 0, 'a0'),
                           ('loss', 9, 1, 1, 0, 'a2'), ('test', 0.25, 1700000009000, 0, 0, 'a1');
INSERT INTO params VALUES ('lr', '0.1', 'a0'), ('lr', '0.2', 'a1');
INSERT INTO tags VALUES ('mlflow.note.content', '# Why', 'a0'), ('mlflow.parentRunId', 'a0', 'a1');
)";

TEST(MlflowDatabase, ReadsRunsThatAreNotDeleted) {
  const ReadResult read = read_files(
      {{"mlflow.db", support::sqlite_bytes(kDatabase)}, {"mlruns/1/a0/artifacts/config.json", "{\"a\": 1}"}});
  EXPECT_THAT(read.ids(), ElementsAre("a0", "a1"));
  EXPECT_EQ(read.run(0).project, "digits");
  EXPECT_EQ(read.run(0).finished_at, "2023-11-14T22:14:20.500Z");
  EXPECT_EQ(read.run(1).status, model::RunStatus::killed);
  EXPECT_THAT(read.run(1).tags, ElementsAre("parent: first"));
  const std::vector<double> loss = read.values("loss", 0);
  ASSERT_THAT(loss, SizeIs(4));
  EXPECT_EQ(loss[0], 2);
  EXPECT_TRUE(std::isnan(loss[2]));
  EXPECT_EQ(loss[3], std::numeric_limits<double>::infinity());
  EXPECT_EQ(read.run(1).summary.at(0).value.number, 0.25);
  EXPECT_EQ(read.parameter("lr", 1), "0.2");
  ASSERT_THAT(read.run(0).note_texts, SizeIs(2));
  EXPECT_EQ(read.run(0).note_texts[0].text, "About the project:\n\n> All digits.\n");
  EXPECT_EQ(read.run(0).note_texts[1].text, "# Why");
  ASSERT_THAT(read.run(0).artifacts, SizeIs(1));
  EXPECT_EQ(read.run(0).artifacts[0].name, "config.json") << "and no run of its own";
  EXPECT_THAT(read.with_code("mlflow-deleted"), SizeIs(1));
}

TEST(MlflowDatabase, ADamagedOneGivesANoticeAtWhateverByteItIsCut) {
  const std::string whole = support::sqlite_bytes(kDatabase);
  for (std::size_t size = 100; size < whole.size(); size += 512) {
    const ReadResult read = read_files({{"mlflow.db", whole.substr(0, size)}});
    EXPECT_TRUE(read.found.units.empty() || !read.with_code("sqlite-damaged").empty()) << size;
  }
}

}  // namespace
