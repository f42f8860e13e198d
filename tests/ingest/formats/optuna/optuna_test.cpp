/// Optuna studies from a database and from a journal.

#include <gmock/gmock.h>

#include <limits>
#include <string>

#include "ingest/read_support.h"
#include "support/sqlite_bytes.h"

namespace {

using support::read_files;
using support::ReadResult;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

const char kDatabase[] = R"(
CREATE TABLE studies(study_id INTEGER PRIMARY KEY, study_name TEXT);
CREATE TABLE study_directions(study_id INTEGER, direction TEXT, objective INTEGER);
CREATE TABLE trials(trial_id INTEGER PRIMARY KEY, number INTEGER, study_id INTEGER, state TEXT, datetime_start TEXT,
                    datetime_complete TEXT);
CREATE TABLE trial_params(param_id INTEGER PRIMARY KEY, trial_id INTEGER, param_name TEXT, param_value REAL,
                          distribution_json TEXT);
CREATE TABLE trial_values(trial_id INTEGER, objective INTEGER, value REAL, value_type TEXT);
CREATE TABLE trial_intermediate_values(trial_id INTEGER, step INTEGER, intermediate_value REAL,
                                       intermediate_value_type TEXT);
CREATE TABLE trial_user_attributes(trial_id INTEGER, key TEXT, value_json TEXT);
INSERT INTO studies VALUES (1, 'lstm'), (2, 'dense');
INSERT INTO study_directions VALUES (1, 'MINIMIZE', 0), (2, 'MAXIMIZE', 0), (2, 'MINIMIZE', 1);
INSERT INTO trials VALUES
  (1, 0, 1, 'COMPLETE', '2025-01-11 20:24:51.500000', '2025-01-11 20:30:26.000000'),
  (2, 0, 2, 'COMPLETE', '2025-01-11 20:24:51', '2025-01-11 20:30:26'),
  (3, 1, 1, 'PRUNED', '2025-01-12 08:00:00', '2025-01-12 08:01:00'), (4, 2, 1, 'WAITING', NULL, NULL);
INSERT INTO trial_params VALUES
  (1, 1, 'units', 2.0, '{"name": "CategoricalDistribution", "attributes": {"choices": [32, 64, "all"]}}'),
  (2, 1, 'depth', 5.0, '{"name": "IntDistribution", "attributes": {"low": 1, "high": 5}}'),
  (3, 1, 'rate', 0.001, '{"name": "LogUniformDistribution", "attributes": {"low": 1e-6, "high": 0.1}}'),
  (4, 3, 'units', 9.0, '{"name": "CategoricalDistribution", "attributes": {"choices": [32]}}');
INSERT INTO trial_values VALUES (1, 0, 1.5, 'FINITE'), (2, 0, 0.5, 'FINITE'), (2, 1, NULL, 'INF_POS');
INSERT INTO trial_intermediate_values VALUES (3, 5, 0.25, 'FINITE'), (3, 0, 0.5, 'FINITE');
INSERT INTO trial_user_attributes VALUES (1, 'accuracy', '0.875');
)";

TEST(OptunaDatabase, ReadsTrialsAsRunsOfTheirStudy) {
  const ReadResult read = read_files({{"any.db", support::sqlite_bytes(kDatabase)}});
  EXPECT_THAT(read.ids(), ElementsAre("lstm/0", "lstm/1", "dense/0"));
  const model::Run& first = read.run(0);
  EXPECT_EQ(first.project, "lstm");
  EXPECT_EQ(first.name, "trial 0");
  EXPECT_EQ(first.status, model::RunStatus::finished);
  EXPECT_EQ(first.started_at, "2025-01-11T20:24:51.500000");
  EXPECT_EQ(first.objective, "value");
  EXPECT_EQ(first.objective_direction, model::Direction::minimize);
  EXPECT_EQ(read.parameter("units"), "all") << "the choice, not its index";
  EXPECT_EQ(read.parameter("depth"), "5");
  EXPECT_EQ(read.parameter("rate"), "0.001");
  ASSERT_THAT(first.summary, SizeIs(2));
  EXPECT_EQ(first.summary[0].value.number, 1.5);
  EXPECT_EQ(first.summary[1].path, "accuracy");
  const model::Run& pruned = read.run(1);
  EXPECT_EQ(pruned.status, model::RunStatus::killed);
  EXPECT_THAT(pruned.tags, ElementsAre("pruned"));
  EXPECT_THAT(pruned.axes.step, ElementsAre(0, 5));
  EXPECT_THAT(read.values("intermediate_value", 1), ElementsAre(0.5, 0.25));
  ASSERT_THAT(read.run(2).summary, SizeIs(2));
  EXPECT_EQ(read.run(2).summary[1].path, "values.1");
  EXPECT_EQ(read.run(2).summary[1].value.number, std::numeric_limits<double>::infinity());
  EXPECT_EQ(read.run(2).objective, "");
  EXPECT_THAT(read.with_code("optuna-waiting"), SizeIs(1));
  EXPECT_THAT(read.with_code("optuna-parameter"), SizeIs(1)) << "a choice that is not there";
}

const std::string kJournal =
    R"({"op_code":0,"worker_id":"w","study_name":"s","directions":[2]}
{"op_code":0,"worker_id":"w","study_name":"s","directions":[1]}
{"op_code":4,"worker_id":"w","study_id":0,"datetime_start":"2026-01-01T12:00:00+00:00"}
{"op_code":5,"worker_id":"w","trial_id":0,"param_name":"lr","param_value_internal":0.01,"distribution":"{\"name\": \"FloatDistribution\", \"attributes\": {}}"}
{"op_code":7,"worker_id":"w","trial_id":0,"step":0,"intermediate_value":NaN}
{"op_code":7,"worker_id":"w","trial_id":0,"step":1,"intermediate_value":0.5}
{"op_code":8,"worker_id":"w","trial_id":0,"user_attr":{"epochs":3}}
{"op_code":6,"worker_id":"w","trial_id":0,"state":1,"values":[0.42],"datetime_complete":"2026-01-01T12:05:00+00:00"}
{"op_code":6,"worker_id":"w","trial_id":0,"state":3,"values":null}
{"op_code":4,"worker_id":"w","study_id":0,"datetime_start":"2026-01-01T13:00:00+00:00"}
)";

TEST(OptunaJournal, ReplaysTheEvents) {
  const ReadResult read = read_files({{"journal.log", kJournal}});
  EXPECT_THAT(read.ids(), ElementsAre("s/0", "s/1"));
  const model::Run& run = read.run();
  EXPECT_EQ(run.status, model::RunStatus::finished) << "what comes after the end does not count";
  EXPECT_EQ(run.objective_direction, model::Direction::maximize) << "of two studies of a name the first";
  EXPECT_EQ(read.parameter("lr"), "0.01");
  ASSERT_THAT(run.summary, SizeIs(2));
  EXPECT_EQ(run.summary[0].value.number, 0.42);
  ASSERT_THAT(read.values("intermediate_value"), SizeIs(2));
  EXPECT_EQ(read.values("intermediate_value")[1], 0.5);
  EXPECT_EQ(read.run(1).status, model::RunStatus::running);
  EXPECT_THAT(read.notices, IsEmpty());
}

TEST(OptunaJournal, KeepsWhatStandsBesideBadLines) {
  const ReadResult read =
      read_files({{"journal.log", kJournal + "{\"op_code\":5,\"trial_id\":99}\nrubbish\n{\"op_code\":4,\"work"}});
  EXPECT_THAT(read.runs, SizeIs(2));
  EXPECT_EQ(read.place_of("optuna-event"), "runs/journal.log:11:0 warning");
  EXPECT_EQ(read.place_of("jsonl-bad-line"), "runs/journal.log:12:0 error");
  EXPECT_EQ(read.place_of("jsonl-cut-line"), "runs/journal.log:13:0 warning");
}

}  // namespace
