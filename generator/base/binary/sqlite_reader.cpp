#include "base/binary/sqlite_reader.h"

#include <sqlite3.h>

#include <algorithm>
#include <cassert>
#include <cstddef>
#include <utility>

#include "base/binary/sqlite_copy.h"

namespace base {
namespace {

constexpr int kLongestValue = 64 << 20;
/// A whole row costs a few dozen steps of SQLite's machine and takes at least some bytes, so honest work stays far
/// below; a damaged tree of pages can make one page count as many without end.
constexpr std::uint64_t kStepsAtLeast = 20'000'000, kStepsPerByte = 256;
constexpr int kStepsPerCall = 10'000;

struct CloseDatabase {
  void operator()(sqlite3* database) const { sqlite3_close_v2(database); }
};
struct FinishStatement {
  void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
};

class StatementRow final : public SqliteRow {
 public:
  explicit StatementRow(sqlite3_stmt* statement) : statement_(statement) {}

  Kind kind(int column) const override {
    assert(has(column));
    switch (sqlite3_column_type(statement_, column)) {
      case SQLITE_INTEGER:
        return Kind::integer;
      case SQLITE_FLOAT:
        return Kind::real;
      case SQLITE_TEXT:
        return Kind::text;
      case SQLITE_BLOB:
        return Kind::blob;
      default:
        return Kind::null;
    }
  }
  std::int64_t integer(int column) const override {
    assert(has(column));
    return sqlite3_column_int64(statement_, column);
  }
  double number(int column) const override {
    assert(has(column));
    return sqlite3_column_double(statement_, column);
  }
  std::string_view text(int column) const override {
    assert(has(column));
    const bool blob = sqlite3_column_type(statement_, column) == SQLITE_BLOB;
    const void* bytes = blob ? sqlite3_column_blob(statement_, column)
                             : static_cast<const void*>(sqlite3_column_text(statement_, column));
    if (bytes == nullptr) return {};
    return {static_cast<const char*>(bytes), static_cast<std::size_t>(sqlite3_column_bytes(statement_, column))};
  }

 private:
  bool has(int column) const { return column >= 0 && column < sqlite3_column_count(statement_); }

  sqlite3_stmt* statement_;
};

class Database final : public SqliteReader {
 public:
  Database(std::string path, std::unique_ptr<SqliteCopy> copy)
      : copy_(std::move(copy)),
        path_(std::move(path)),
        steps_allowed_(kStepsAtLeast + kStepsPerByte * copy_->size_bytes()) {}

  Result<void> open() {
    sqlite3* opened = nullptr;
    const int code =
        sqlite3_open_v2(copy_->name().c_str(), &opened, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, nullptr);
    database_.reset(opened);
    if (code != SQLITE_OK) return failure(code);
    sqlite3_extended_result_codes(opened, 1);
    sqlite3_limit(opened, SQLITE_LIMIT_LENGTH, kLongestValue);
    sqlite3_limit(opened, SQLITE_LIMIT_ATTACHED, 0);
    sqlite3_db_config(opened, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
    sqlite3_db_config(opened, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, nullptr);
    sqlite3_db_config(opened, SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, nullptr);
    sqlite3_db_config(opened, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, nullptr);
    sqlite3_progress_handler(opened, kStepsPerCall, &Database::count_steps, this);
    // Exclusive: the index of the write-ahead log then lives in memory and needs no third file.
    for (const char* sql : {"PRAGMA locking_mode=EXCLUSIVE", "PRAGMA cell_size_check=ON",
                            "SELECT count(*) FROM sqlite_master", "PRAGMA query_only=ON"}) {
      if (Result<void> done = query(sql, [](const SqliteRow&) {}); !done) return done;
    }
    return query("PRAGMA page_size", [&](const SqliteRow& row) {
      const auto page = static_cast<std::uint64_t>(std::max<std::int64_t>(1, row.integer(0)));
      is_cut_ = copy_->database_bytes() % page != 0;
    });
  }

  bool is_cut() const override { return is_cut_; }

  Result<std::vector<std::string>> tables() override {
    return names(
        "SELECT name FROM sqlite_master WHERE type='table' AND sql NOT LIKE 'create virtual%' ORDER BY CAST(name AS "
        "BLOB)");
  }

  Result<std::vector<std::string>> columns(std::string_view table) override {
    std::string quoted = "'";
    for (const char c : table) quoted += c == '\'' ? std::string("''") : std::string(1, c);
    return names("SELECT name FROM pragma_table_info(" + quoted + "') ORDER BY cid");
  }

  Result<void> query(const std::string& sql, const std::function<void(const SqliteRow&)>& take) override {
    steps_ = 0;
    sqlite3_stmt* prepared = nullptr;
    const int code = sqlite3_prepare_v2(database_.get(), sql.data(), static_cast<int>(sql.size()), &prepared, nullptr);
    const std::unique_ptr<sqlite3_stmt, FinishStatement> statement(prepared);
    if (code != SQLITE_OK) return failure(code);
    const StatementRow row(prepared);
    for (;;) {
      const int step = sqlite3_step(prepared);
      if (step == SQLITE_DONE) return {};
      if (step != SQLITE_ROW) return failure(step);
      take(row);
    }
  }

 private:
  static int count_steps(void* self) {
    auto* database = static_cast<Database*>(self);
    database->steps_ += kStepsPerCall;
    return database->steps_ > database->steps_allowed_ ? 1 : 0;
  }

  Result<std::vector<std::string>> names(const std::string& sql) {
    std::vector<std::string> found;
    const Result<void> done = query(sql, [&](const SqliteRow& row) { found.emplace_back(row.text(0)); });
    if (!done) return done.error();
    return found;
  }

  Error failure(int code) const {
    if ((code & 0xff) == SQLITE_INTERRUPT) {
      return {Error::Kind::limit, path_, "reading goes on far longer than a file of this size can ask for"};
    }
    const char* said = database_ ? sqlite3_errmsg(database_.get()) : sqlite3_errstr(code);
    return {Error::Kind::invalid, path_, std::string("SQLite says: ") + said};
  }

  std::unique_ptr<SqliteCopy> copy_;  // outlives database_
  std::string path_;
  std::uint64_t steps_allowed_, steps_ = 0;
  bool is_cut_ = false;
  std::unique_ptr<sqlite3, CloseDatabase> database_;
};

}  // namespace

Result<std::unique_ptr<SqliteReader>> open_sqlite(const FileReader& files, const std::string& path,
                                                  const std::string& scratch) {
  auto copy = std::make_unique<SqliteCopy>();
  if (const Result<void> done = copy->take(files, path, scratch); !done) return done.error();
  auto database = std::make_unique<Database>(path, std::move(copy));
  if (const Result<void> done = database->open(); !done) return done.error();
  return std::unique_ptr<SqliteReader>(std::move(database));
}

}  // namespace base
