/// Trackio projects.

#include <gmock/gmock.h>

#include <cmath>
#include <string>
#include <vector>

#include "ingest/read_support.h"
#include "support/sqlite_bytes.h"

namespace {

using support::read_files;
using support::ReadResult;
using testing::ElementsAre;
using testing::SizeIs;

const char kDatabase[] = R"(
CREATE TABLE metrics(id INTEGER PRIMARY KEY, run_id TEXT, timestamp TEXT, run_name TEXT, step INTEGER, metrics TEXT);
CREATE TABLE configs(id INTEGER PRIMARY KEY, run_id TEXT, run_name TEXT, config TEXT);
INSERT INTO metrics(run_id, timestamp, run_name, step, metrics) VALUES
  ('r1', '2026-01-01T10:00:00Z', 'first', 0, '{"loss": 1.5, "img": {"_type": "trackio.image", "file_path": "a"}}'),
  ('r2', '2026-01-01T10:00:00Z', 'first', 0, '{"loss": 9}'),
  ('r1', '2026-01-01T10:00:10Z', 'first', 1, '{"loss": "NaN", "val": {"acc": 0.5}}');
INSERT INTO configs(run_id, run_name, config) VALUES
  ('r1', 'first', '{"lr": 0.1, "_Created": "2026-01-01T09:59:00Z", "_Username": "u", "_Group": "g"}');
)";

TEST(Trackio, RunsOfOneNameAreToldApartByTheirIds) {
  const ReadResult read = read_files({{"proj.db", support::sqlite_bytes(kDatabase)}});
  EXPECT_THAT(read.ids(), ElementsAre("r1", "r2"));
  const model::Run& run = read.run();
  EXPECT_EQ(run.name, "first");
  EXPECT_EQ(run.project, "proj");
  EXPECT_EQ(run.started_at, "2026-01-01T09:59:00Z");
  EXPECT_THAT(run.tags, ElementsAre("group: g"));
  ASSERT_THAT(run.config.parameters, SizeIs(1));
  EXPECT_EQ(read.parameter("lr"), "0.1");
  const std::vector<double> loss = read.values("loss");
  ASSERT_THAT(loss, SizeIs(2));
  EXPECT_EQ(loss[0], 1.5);
  EXPECT_TRUE(std::isnan(loss[1]));
  EXPECT_THAT(read.values("val/acc"), ElementsAre(0.5));
  EXPECT_THAT(run.axes.step, ElementsAre(0, 1));
  EXPECT_THAT(run.series, SizeIs(2)) << "no metric of a picture";
}

TEST(Trackio, ARowThatIsNoJsonCostsThatRow) {
  const ReadResult read = read_files(
      {{"proj.db", support::sqlite_bytes(std::string(kDatabase) + "UPDATE metrics SET metrics='{' WHERE id=1;")}});
  EXPECT_THAT(read.runs, SizeIs(2));
  EXPECT_THAT(read.values("loss"), SizeIs(1));
  EXPECT_THAT(read.with_code("trackio-row"), SizeIs(1));
}

}  // namespace
