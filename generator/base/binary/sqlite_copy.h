#pragma once
/// A private copy of a database and its logs in files without names: however the program ends, nothing of it stays
/// behind. SQLite opens it by a name that only this process knows.

#include <cstdint>
#include <string>

#include "base/files/file_handle.h"
#include "base/files/files.h"
#include "base/result.h"

namespace base {

inline constexpr std::uint64_t kMaxSqliteBytes = 1ull << 30;  ///< of a database with its log

class SqliteCopy {
 public:
  SqliteCopy();
  SqliteCopy(const SqliteCopy&) = delete;
  SqliteCopy& operator=(const SqliteCopy&) = delete;
  ~SqliteCopy();

  /// Copies `path` with its "-wal" or "-journal" into nameless files of the folder `scratch`; into memory where that
  /// folder is not there or cannot be written. To be called once. Errors as of open_sqlite().
  Result<void> take(const FileReader& files, const std::string& path, const std::string& scratch);

  const std::string& name() const { return name_; }                 ///< for sqlite3_open_v2, while this lives
  std::uint64_t size_bytes() const { return size_bytes_; }          ///< with the log
  std::uint64_t database_bytes() const { return database_bytes_; }  ///< without

 private:
  Result<FileHandle> copy(const FileReader& files, const std::string& from, const std::string& scratch);

  std::string name_;
  std::uint64_t size_bytes_ = 0, database_bytes_ = 0;
};

}  // namespace base
