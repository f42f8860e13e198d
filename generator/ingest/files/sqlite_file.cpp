#include "ingest/files/sqlite_file.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <system_error>
#include <utility>

#include "base/text/utf8.h"
#include "ingest/files/notice_log.h"
#include "ingest/files/path_text.h"

namespace ingest {
namespace {

constexpr std::size_t kBlockBytes = 1u << 20;
constexpr std::array<std::string_view, 5> kExtensions{"", "db", "db3", "sqlite", "sqlite3"};
constexpr std::array<std::string_view, 3> kSqliteLogs{"-wal", "-shm", "-journal"};

/// Removes from `wanted` what stands in the file; blocks overlap by the longest text.
void search(const base::FileReader& files, const std::string& path, std::vector<std::string>& wanted) {
  base::Result<std::unique_ptr<base::ByteStream>> stream = files.open(path);
  if (!stream) return;
  std::size_t longest = 0;
  for (const std::string& text : wanted) longest = std::max(longest, text.size());
  std::string block;
  std::uint64_t left = base::kMaxSqliteBytes;
  while (!wanted.empty()) {
    if (block.size() > longest) block.erase(0, block.size() - longest);
    const std::size_t kept = block.size();
    block.resize(kept + kBlockBytes);
    const base::Result<std::size_t> count = (*stream)->read(block.data() + kept, kBlockBytes);
    if (!count || *count == 0 || *count > left) return;
    left -= *count;
    block.resize(kept + *count);
    std::erase_if(wanted, [&](const std::string& text) { return block.find(text) != std::string::npos; });
  }
}

base::Result<std::unique_ptr<base::SqliteReader>> open_copy(const base::FileReader& files, const std::string& path) {
  std::error_code failed;
  const std::filesystem::path scratch = std::filesystem::temp_directory_path(failed);
  return base::open_sqlite(files, path, failed ? "/tmp" : scratch.string());
}

}  // namespace

bool has_tables(const FolderView& view, const base::FolderEntry& entry,
                std::initializer_list<std::string_view> tables) {
  if (entry.kind != base::FileKind::file || !entry.refusal.empty()) return false;
  const std::string extension = extension_of(entry.name);
  if (std::find(kExtensions.begin(), kExtensions.end(), extension) == kExtensions.end()) return false;
  const std::string path = join_path(view.folder, entry.name);
  const base::Result<std::string> head = view.files.read_head(path, base::kSqliteMagic.size());
  if (!head || *head != base::kSqliteMagic) return false;
  // A table's entry in the schema is the texts "table", name and name again, without anything between.
  std::vector<std::string> wanted;
  for (const std::string_view table : tables) wanted.push_back("table" + std::string(table) + std::string(table));
  search(view.files, path, wanted);
  if (!wanted.empty()) search(view.files, path + "-wal", wanted);
  return wanted.empty();
}

Claim claim_databases(const FolderView& view, std::initializer_list<std::string_view> tables) {
  Claim claim;
  for (const base::FolderEntry& entry : view.entries) {
    if (!has_tables(view, entry, tables)) continue;
    claim.files.push_back(entry.name);
    claim.units.push_back({.folder = view.folder, .files = {join_path(view.folder, entry.name)}});
    for (const std::string_view log : kSqliteLogs) claim.files.push_back(entry.name + std::string(log));
  }
  return claim;
}

SqliteFile::SqliteFile(const ReadContext& context, std::string path) : context_(context), path_(std::move(path)) {
  base::Result<std::unique_ptr<base::SqliteReader>> opened = open_copy(context.files, path_);
  if (opened) {
    database_ = std::move(*opened);
    if (database_->is_cut()) {
      context.notice({.severity = base::Severity::error,
                      .code = "sqlite-damaged",
                      .file = path_,
                      .what = "the database ends within a page: it was cut, and what is missing cannot be told"});
    }
  } else if (opened.error().kind == base::Error::Kind::invalid) {
    context.notice({.severity = base::Severity::error,
                    .code = "sqlite-damaged",
                    .file = path_,
                    .what = "the database cannot be opened: " + opened.error().what + "; no run of it is shown"});
  } else {
    context.notice(notice_of(opened.error(), path_, "no run of it is shown"));
  }
}

bool SqliteFile::has_table(const std::string& table) {
  const base::Result<std::vector<std::string>> names = database_->tables();
  return names && std::find(names->begin(), names->end(), table) != names->end();
}

bool SqliteFile::has_column(const std::string& table, std::string_view column) {
  const base::Result<std::vector<std::string>> names = database_->columns(table);
  return names && std::find(names->begin(), names->end(), column) != names->end();
}

std::string SqliteFile::select(const std::string& table, std::initializer_list<std::string_view> columns,
                               const std::string& rest) {
  std::string sql = "SELECT ";
  const base::Result<std::vector<std::string>> names = database_->columns(table);
  bool first = true;
  for (const std::string_view column : columns) {
    const bool has = names && std::find(names->begin(), names->end(), column) != names->end();
    sql += std::string(first ? "" : ", ") + (has ? "\"" : "NULL AS \"") + std::string(column) + "\"";
    first = false;
  }
  return sql + " FROM \"" + table + "\" " + rest;
}

bool SqliteFile::read(const std::string& sql, const std::string& consequence,
                      const std::function<void(const base::SqliteRow&)>& take) {
  const base::Result<void> done = database_->query(sql, take);
  if (done) return true;
  const bool limit = done.error().kind == base::Error::Kind::limit;
  context_.notice({.severity = base::Severity::error,
                   .code = limit ? "sqlite-limit" : "sqlite-damaged",
                   .file = path_,
                   .what = done.error().what + "; " + consequence});
  return false;
}

std::string cell_text(const base::SqliteRow& row, int column) {
  return base::repair_utf8(row.text(column));
}

}  // namespace ingest
