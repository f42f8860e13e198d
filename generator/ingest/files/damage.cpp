#include "ingest/files/damage.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <utility>

#include "base/binary/sqlite_reader.h"
#include "base/contains.h"
#include "base/json/json.h"
#include "base/text/utf16.h"
#include "base/text/utf8.h"
#include "ingest/files/file_text.h"
#include "ingest/files/path_text.h"

namespace ingest {
namespace {

constexpr std::array<std::string_view, 12> kTextExtensions{"csv", "tsv", "json", "jsonl", "ndjson", "log",
                                                           "txt", "out", "err",  "yaml",  "yml",    "md"};
constexpr std::array<std::string_view, 4> kLineExtensions{"jsonl", "ndjson", "log", "txt"};
constexpr std::size_t kDamageHeadBytes = 64u << 10, kDamageJsonBytes = 1u << 20;
constexpr std::array<std::string_view, 4> kDatabaseExtensions{"db", "db3", "sqlite", "sqlite3"};

constexpr std::string_view kLargeFilePointer = "version https://git-lfs.github.com/spec/";

bool is_of_text(char c) {
  const auto byte = static_cast<unsigned char>(c);
  constexpr std::string_view kLayout = "\a\b\t\n\v\f\r\x1a\x1b";  // 0x1A ends texts of DOS
  return (byte >= 0x20 && byte != 0x7f) || kLayout.find(c) != std::string_view::npos;
}

std::string in_hexadecimal(char c) {
  constexpr std::string_view kDigits = "0123456789ABCDEF";
  const auto byte = static_cast<unsigned char>(c);
  return {'0', 'x', kDigits[byte >> 4u], kDigits[byte & 15u]};
}

std::optional<Damage> cut_json(std::string_view text) {
  const base::JsonParse parsed = base::parse_json(text);
  if (parsed.ok || parsed.issues.empty()) return std::nullopt;
  const base::TextIssue& issue = parsed.issues.back();
  if (!issue.what.starts_with(base::kUnexpectedEnd)) return std::nullopt;
  return Damage{.at = issue.at, .what = "it ends within its JSON document"};
}

/// A file of one line that begins as an object and is none.
std::optional<Damage> cut_json_line(std::string_view text) {
  const std::string_view line = base::trim(text);
  if (!line.starts_with("{\"") || line.find('\n') != std::string_view::npos) return std::nullopt;
  std::optional<Damage> damage = cut_json(line);
  if (damage) damage->what = "it ends within its first line of JSON";
  return damage;
}

std::optional<Damage> cut_header(std::string_view text, bool tabs) {
  if (text.find_first_of("\r\n") != std::string_view::npos || text.find(tabs ? '\t' : ',') == std::string_view::npos) {
    return std::nullopt;
  }
  return Damage{.severity = base::Severity::warning, .at = {1, 0}, .what = "it ends within its first line"};
}

std::uint32_t number_at(std::string_view bytes, std::size_t at) {
  std::uint32_t number = 0;
  for (std::size_t i = at; i < at + 4; ++i) number = number << 8u | static_cast<unsigned char>(bytes[i]);
  return number;
}

/// By the header of SQLite's file format: the page size at 16, the number of pages at 28, which counts if the numbers
/// of the last change at 24 and 92 agree (https://www.sqlite.org/fileformat2.html#the_database_header).
std::optional<Damage> database_damage(std::string_view head, std::size_t size_bytes) {
  constexpr std::size_t kHeaderBytes = 100, kLargestPage = 65536;
  if (!head.starts_with(base::kSqliteMagic)) {
    // Three bytes that are the same in every database, or the text of its schema.
    const bool has_fractions = head.size() > 24 && head.substr(21, 3) == "\x40\x20\x20";
    if (!has_fractions && head.find("CREATE TABLE") == std::string_view::npos) return std::nullopt;
    return Damage{.what = "it holds tables of SQLite, but does not begin like a database"};
  }
  if (head.size() < kHeaderBytes) return Damage{.what = "it ends within the header of the database"};
  std::size_t page = (number_at(head, 16) >> 16u);
  if (page == 1) page = kLargestPage;
  const std::uint64_t said = std::uint64_t{number_at(head, 28)} * page;
  if (number_at(head, 24) != number_at(head, 92) || said <= size_bytes) return std::nullopt;
  return Damage{.what = "it holds " + std::to_string(size_bytes) + " bytes of a database of " + std::to_string(said)};
}

}  // namespace

model::Notice notice_of(const Damage& damage, std::string file) {
  return {.severity = damage.severity,
          .code = "file-damaged",
          .file = std::move(file),
          .at = damage.at,
          .what = "the file is damaged: " + damage.what};
}

std::optional<Damage> find_damaged_beginning(std::string_view name, std::string_view head) {
  if (!base::contains(kTextExtensions, extension_of(name)) || base::is_utf16(head)) return std::nullopt;
  head = head.substr(0, kBytesOfBeginning);
  const auto odd = std::find_if_not(head.begin(), head.end(), is_of_text);
  if (odd == head.end()) return std::nullopt;
  const auto zeros =
      static_cast<std::size_t>(std::find_if(head.begin(), head.end(), [](char c) { return c != 0; }) - head.begin());
  std::string what =
      "its byte " + std::to_string(odd - head.begin() + 1) + " is " + in_hexadecimal(*odd) + ", which no text has";
  if (zeros == head.size() && zeros > 1)
    what = "its first bytes are NUL, as after a power cut";
  else if (zeros > 1)
    what = "its first " + std::to_string(zeros) + " bytes are NUL, as after a power cut";
  return Damage{.at = {1, 1}, .what = std::move(what)};
}

std::optional<Damage> find_damage(const base::FileReader& files, const std::string& path) {
  const std::string_view name = name_of(path);
  const std::string extension = extension_of(name);
  const bool is_database = base::contains(kDatabaseExtensions, extension);
  if (read_start(files, path, kLargeFilePointer.size()) == kLargeFilePointer) {
    return Damage{.at = {1, 1},
                  .what = "it is a pointer of Git LFS, and its content was not fetched (git lfs pull)",
                  .is_absent = true};
  }
  if (!is_database && !base::contains(kTextExtensions, extension)) return std::nullopt;
  const std::size_t limit = is_database || extension == "json" ? kDamageJsonBytes : kDamageHeadBytes;
  const std::string head = read_start(files, path, limit);
  if (is_database) {
    const base::Result<base::FileInfo> info = files.info(path);
    return info ? database_damage(head, info->size_bytes) : std::nullopt;
  }
  std::optional<Damage> damage = find_damaged_beginning(name, head);
  if (damage || head.size() == limit) return damage;
  const std::size_t first = head.find_first_not_of(" \t\r\n");
  if (first == std::string_view::npos) return std::nullopt;
  if (extension == "json" && (head[first] == '{' || head[first] == '[')) return cut_json(head);
  if (base::contains(kLineExtensions, extension)) return cut_json_line(head);
  if (extension == "csv" || extension == "tsv") return cut_header(head, extension == "tsv");
  return std::nullopt;
}

}  // namespace ingest
