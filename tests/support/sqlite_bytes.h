#pragma once
/// Databases for tests, made of SQL.

#include <sqlite3.h>

#include <cstddef>
#include <stdexcept>
#include <string>

namespace support {

/// The bytes of a database in which `sql` was carried out.
inline std::string sqlite_bytes(const std::string& sql) {
  sqlite3* database = nullptr;
  sqlite3_open(":memory:", &database);
  const std::string script = "PRAGMA page_size=1024;" + sql;
  char* said = nullptr;
  if (sqlite3_exec(database, script.c_str(), nullptr, nullptr, &said) != SQLITE_OK) throw std::runtime_error(said);
  sqlite3_int64 size = 0;
  unsigned char* bytes = sqlite3_serialize(database, "main", &size, 0);
  std::string text(reinterpret_cast<const char*>(bytes), static_cast<std::size_t>(size));
  sqlite3_free(bytes);
  sqlite3_close(database);
  return text;
}

}  // namespace support
