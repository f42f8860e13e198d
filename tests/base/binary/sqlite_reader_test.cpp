/// generator/base/sqlite_reader.h

#include "base/binary/sqlite_reader.h"

#include <gmock/gmock.h>

#include <cstdint>
#include <filesystem>
#include <string>

#include "support/memory_files.h"
#include "support/sqlite_bytes.h"

namespace {

using support::MemoryFiles;
using testing::ElementsAre;

class SqliteReader : public testing::Test {
 protected:
  void SetUp() override { std::filesystem::create_directories(scratch_); }
  void TearDown() override { std::filesystem::remove_all(scratch_); }
  std::string scratch_ = testing::TempDir() + "trialpress-sqlite-test";
};

TEST_F(SqliteReader, GivesRowsAndLeavesNoFile) {
  const MemoryFiles files({{"a.db", support::sqlite_bytes("CREATE TABLE t(a, b); CREATE VIEW v AS SELECT 1;"
                                                          "INSERT INTO t VALUES (1, 'x'), (NULL, 2.5);")}});
  auto database = base::open_sqlite(files, "a.db", scratch_);
  ASSERT_TRUE(database) << database.error().what;
  EXPECT_TRUE(std::filesystem::is_empty(scratch_));
  EXPECT_THAT(*(*database)->tables(), ElementsAre("t"));
  EXPECT_THAT(*(*database)->columns("t"), ElementsAre("a", "b"));
  std::string seen;
  const auto done = (*database)->query("SELECT a, b FROM t ORDER BY rowid", [&](const base::SqliteRow& row) {
    seen += (row.is_null(0) ? "null" : std::string(row.text(0))) + ":" + std::string(row.text(1)) + " ";
  });
  EXPECT_TRUE(done.has_value());
  EXPECT_EQ(seen, "1:x null:2.5 ");
}

TEST_F(SqliteReader, RefusesWhatIsNoDatabaseAndStopsEndlessWork) {
  const MemoryFiles files({{"a.db", "SQLite format 3"}, {"b.db", support::sqlite_bytes("CREATE TABLE t(a)")}});
  auto broken = base::open_sqlite(files, "a.db", scratch_);
  ASSERT_FALSE(broken);
  EXPECT_EQ(broken.error().kind, base::Error::Kind::invalid);
  auto database = base::open_sqlite(files, "b.db", scratch_);
  ASSERT_TRUE(database);
  const auto endless = (*database)->query(
      "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i+1 FROM n) SELECT i FROM n", [](const base::SqliteRow&) {});
  ASSERT_FALSE(endless);
  EXPECT_EQ(endless.error().kind, base::Error::Kind::limit);
}

TEST_F(SqliteReader, NeedsNoFolderForItsCopy) {
  const MemoryFiles files({{"a.db", support::sqlite_bytes("CREATE TABLE t(a); INSERT INTO t VALUES (7);")}});
  auto database = base::open_sqlite(files, "a.db", "/nowhere/at/all");
  ASSERT_TRUE(database) << database.error().what;
  std::int64_t seen = 0;
  const auto done = (*database)->query("SELECT a FROM t", [&](const base::SqliteRow& row) { seen = row.integer(0); });
  EXPECT_TRUE(done.has_value());
  EXPECT_EQ(seen, 7);
}

}  // namespace
