/// generator/ingest/formats/sacred.cpp.

#include <gmock/gmock.h>

#include <map>
#include <string>

#include "ingest/read_support.h"

namespace {

using support::read_files;
using support::ReadResult;
using testing::ElementsAre;
using testing::IsEmpty;

const std::map<std::string, std::string> kRun{
    {"runs/3/run.json",
     "{\"experiment\": {\"name\": \"demo\", \"repositories\": [{\"commit\": \"abc1\", \"dirty\": true}, {\"commit\": "
     "\"abc1\"}]}, \"host\": {\"cpu\": \"X\"}, \"meta\": {\"comment\": \"try more\"}, \"result\": 0.93, "
     "\"start_time\": "
     "\"2026-01-01T11:00:00\", \"status\": \"COMPLETED\", \"stop_time\": \"2026-01-01T12:00:10.5\"}"},
    {"runs/3/config.json",
     "{\"seed\": 5, \"params\": {\"lr\": 0.1}, \"shape\": {\"py/tuple\": [1, 2]}, \"rates\": {\"dtype\": \"float64\", "
     "\"py/object\": \"numpy.ndarray\", \"values\": [0.5]}, \"net\": {\"py/object\": \"m.Net\", \"w\": {\"py/reduce\": "
     "[]}}}"},
    {"runs/3/metrics.json",
     "{\"acc\": {\"steps\": [0, 1], \"timestamps\": [\"2026-01-01T11:00:01.5\", \"2026-01-01T11:00:02\"], \"values\": "
     "[0.5, NaN]}, \"loss\": {\"steps\": [0, 1], \"timestamps\": [\"2026-01-01T11:00:01.6\", "
     "\"2026-01-01T11:00:02.1\"],"
     " \"values\": [{\"dtype\": \"float64\", \"py/object\": \"numpy.float64\", \"value\": 2.5}, 1.5]}, \"test\": "
     "{\"steps\": [7], \"timestamps\": [\"2026-01-01T11:00:09\"], \"values\": [0.25]}}"},
    {"runs/3/info.json", "{\"curve\": [3, 2, 1], \"epochs_done\": 3}"},
    {"runs/3/cout.txt", "hello"}};

TEST(Sacred, ReadsCurvesWithTheirSteps) {
  const ReadResult read = read_files(kRun);
  ASSERT_EQ(read.runs.size(), 1u);
  EXPECT_EQ(read.run().format, "sacred");
  EXPECT_THAT(read.values("acc"), ElementsAre(0.5, testing::IsNan()));
  EXPECT_THAT(read.values("loss"), ElementsAre(2.5, 1.5));
  EXPECT_THAT(read.series("test")->rows, ElementsAre(3u));
  EXPECT_THAT(read.run().axes.step, ElementsAre(0, 1, 2, 7));
  EXPECT_EQ(read.run().axes.wall_time_s[0], 1767265201.5);
  EXPECT_THAT(read.values("curve"), ElementsAre(3, 2, 1));
}

TEST(Sacred, ReadsWhatTheRunSaysAboutItself) {
  const ReadResult read = read_files(kRun);
  EXPECT_EQ(read.run().project, "demo");
  EXPECT_EQ(read.run().status, model::RunStatus::finished);
  EXPECT_EQ(read.run().started_at, "2026-01-01T11:00:00Z");
  EXPECT_EQ(read.run().seed, "5");
  EXPECT_EQ(read.parameter("params.lr"), "0.1");
  EXPECT_EQ(read.parameter("shape"), "[1, 2]");
  EXPECT_EQ(read.parameter("rates"), "[0.5]");
  EXPECT_EQ(read.parameter("net.w"), "(an object)");
  ASSERT_EQ(read.run().summary.size(), 2u);
  EXPECT_EQ(read.run().summary[0].value.text, "0.93");
  EXPECT_EQ(read.run().environment[1].path, "git.commit");
  ASSERT_EQ(read.run().note_texts.size(), 1u);
  EXPECT_THAT(read.run().note_texts[0].text, testing::HasSubstr("try more"));
  EXPECT_EQ(read.run().artifacts.size(), 1u);
}

TEST(Sacred, ARunThatStillSaysRunningMayHaveBeenKilled) {
  const ReadResult read = read_files({{"1/run.json",
                                       "{\"experiment\": {\"name\": \"77\"}, \"heartbeat\": \"2026-01-01T11:00:00\", "
                                       "\"status\": \"RUNNING\"}"},
                                      {"1/config.json", "{}"},
                                      {"1/metrics.json", "{\"acc\": {\"steps\": [0, 1"}});
  ASSERT_EQ(read.runs.size(), 1u);
  EXPECT_EQ(read.run().status, model::RunStatus::unknown);
  EXPECT_EQ(read.run().project, "");
  EXPECT_EQ(read.with_code("status-running").size(), 1u);
  EXPECT_EQ(read.with_code("json-syntax").size(), 1u);
}

TEST(Sacred, AFailureSaysItsLastLine) {
  const ReadResult read =
      read_files({{"1/run.json",
                   "{\"experiment\": {}, \"fail_trace\": [\"Traceback\\n\", \"ValueError: no\\n\"], "
                   "\"status\": \"FAILED\"}"},
                  {"1/config.json", "{\"lr\": 1}"}});
  EXPECT_EQ(read.run().status, model::RunStatus::failed);
  ASSERT_EQ(read.with_code("run-failed").size(), 1u);
  EXPECT_THAT(read.with_code("run-failed")[0].what, testing::HasSubstr("ValueError: no"));
}

}  // namespace
