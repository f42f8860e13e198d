#pragma once
/// SQLite databases (sqlite3 underneath), read and never touched: a private copy is opened, so the original is neither
/// locked nor written to, and rows that still wait in its write-ahead log are seen.

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/binary/sqlite_copy.h"
#include "base/files/files.h"
#include "base/result.h"

namespace base {

inline constexpr std::string_view kSqliteMagic{"SQLite format 3\0", 16};  ///< the first bytes of a database

/// The row of a result that is being looked at; views hold until the next row. REQUIRES: column < columns asked for.
class SqliteRow {
 public:
  enum class Kind : std::uint8_t { null, integer, real, text, blob };
  virtual ~SqliteRow() = default;
  virtual Kind kind(int column) const = 0;
  bool is_null(int column) const { return kind(column) == Kind::null; }
  bool is_number(int column) const { return kind(column) == Kind::integer || kind(column) == Kind::real; }
  /// 0 for null; other kinds as SQLite converts them.
  virtual std::int64_t integer(int column) const = 0;
  virtual double number(int column) const = 0;
  /// Bytes as stored, "" for null, a number as decimal text. May hold zero bytes and broken UTF-8.
  virtual std::string_view text(int column) const = 0;
};

/// One database. Not to be used from several threads at once.
class SqliteReader {
 public:
  virtual ~SqliteReader() = default;
  /// The file ends within a page, so it was cut; SQLite reads the missing bytes as zeros.
  virtual bool is_cut() const = 0;
  /// Names of ordinary tables (no views, no virtual tables), in byte order.
  virtual Result<std::vector<std::string>> tables() = 0;
  /// Names of the columns of a table, in its order; none if there is no such table.
  virtual Result<std::vector<std::string>> columns(std::string_view table) = 0;
  /// Calls `take` for each row of a SELECT, in its order, one row in memory at a time. Error::Kind::invalid with
  /// SQLite's own words when the database is damaged (rows before that were taken), Error::Kind::limit when the work
  /// is out of proportion to the size of the file, as only in databases made to be endless.
  virtual Result<void> query(const std::string& sql, const std::function<void(const SqliteRow&)>& take) = 0;
};

/// Opens a copy of `path` with its "-wal" or "-journal" (sqlite_copy.h), which is made in the folder `scratch`, or in
/// memory where that cannot be written. Error::Kind::limit beyond kMaxSqliteBytes, Error::Kind::invalid if it is no
/// database or damaged at the start, Error::Kind::unwritable if the copy cannot be made.
Result<std::unique_ptr<SqliteReader>> open_sqlite(const FileReader& files, const std::string& path,
                                                  const std::string& scratch);

}  // namespace base
