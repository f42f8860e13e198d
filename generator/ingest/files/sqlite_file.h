#pragma once
/// Databases among the files of a source: recognised by their tables, opened with notices.

#include <functional>
#include <initializer_list>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/binary/sqlite_reader.h"
#include "ingest/run_format.h"

namespace ingest {

/// Whether the entry is a database that has all these tables. The extension must be .db, .db3, .sqlite, .sqlite3 or
/// none; then the bytes are searched, with those of the write-ahead log, for the tables' entries in the schema, so that
/// nothing is copied, and a damaged database is recognised too. O(size) at worst, at most kMaxSqliteBytes.
bool has_tables(const FolderView& view, const base::FolderEntry& entry, std::initializer_list<std::string_view> tables);
/// A claim of every such entry, with its log files beside it; a unit each.
Claim claim_databases(const FolderView& view, std::initializer_list<std::string_view> tables);

/// A database of a unit while it is read. Failures become notices (sqlite-damaged, sqlite-limit, file-unreadable:
/// errors); rows before the damage are kept.
class SqliteFile {
 public:
  SqliteFile(const ReadContext& context, std::string path);
  bool is_open() const { return database_ != nullptr; }
  const std::string& path() const { return path_; }
  /// Column names of a table joined for a SELECT: what the table does not have reads as NULL. Tables: [a-z_]+.
  std::string select(const std::string& table, std::initializer_list<std::string_view> columns,
                     const std::string& rest = "");
  bool has_table(const std::string& table);
  bool has_column(const std::string& table, std::string_view column);
  /// `consequence` ends the notice of a failure: "some metrics are missing". False after a failure.
  bool read(const std::string& sql, const std::string& consequence,
            const std::function<void(const base::SqliteRow&)>& take);

 private:
  const ReadContext& context_;
  std::string path_;
  std::unique_ptr<base::SqliteReader> database_;
};

/// Text of a cell in valid UTF-8; "" for null.
std::string cell_text(const base::SqliteRow& row, int column);

}  // namespace ingest
