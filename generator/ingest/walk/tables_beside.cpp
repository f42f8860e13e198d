#include "ingest/walk/tables_beside.h"

#include <algorithm>
#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/text/utf8.h"
#include "ingest/files/file_text.h"
#include "ingest/files/path_text.h"
#include "ingest/run_format.h"
#include "ingest/tables/json_rows.h"
#include "ingest/tables/results_table.h"

namespace ingest {
namespace {

constexpr std::size_t kComparedHeadBytes = 4u << 10;

/// A log in the template's shape is read also where its repository holds runs: what it says of them is added to them.
bool is_kept_log(const Unit& unit) {
  return unit.format->gives == Gives::kept_log;
}

/// The folders of units of other formats, and all folders above them.
struct RunPlaces {
  std::set<std::string> repositories;
  std::set<std::string, std::less<>> folders;

  void add(const Unit& unit, const Repositories& all) {
    repositories.insert(all.of(unit.folder));
    std::string_view folder = unit.folder;
    while (folders.insert(std::string(folder)).second && !folder.empty()) folder = folder_of(folder);
  }
};

/// What a table says, as far as another may repeat it.
struct TableContent {
  std::string file;
  std::uint64_t size = 0;
  std::set<std::string> ids;  ///< of its runs; empty: no column of ids
  std::string head;           ///< of a log that may be copied while it grows; else empty
};

std::set<std::string> ids_in(const base::FileReader& files, const std::string& path) {
  const std::string text = read_start(files, path, kMaxDocumentBytes);
  const ResultsTable table = decide_table(read_grid_of(path, text, kMaxTableRuns), nullptr);
  std::set<std::string> ids;
  if (table.id_column == SIZE_MAX) return ids;
  for (const TableRow& row : table.table.rows) ids.insert(row.cells[table.id_column]);
  ids.erase("");
  return ids;
}

bool same_text(const base::FileReader& files, const TableContent& a, const TableContent& b) {
  if (a.size != b.size || a.size > kMaxDocumentBytes) return false;
  return read_start(files, a.file, kMaxDocumentBytes) == read_start(files, b.file, kMaxDocumentBytes);
}

/// Whether `longer` begins with all of `log`, which ends with a whole line.
bool begins_with(const base::FileReader& files, const TableContent& longer, const TableContent& log) {
  if (log.head.empty() || longer.size <= log.size || log.size > kMaxDocumentBytes) return false;
  const std::size_t shared = std::min(log.head.size(), longer.head.size());
  if (std::string_view(log.head).substr(0, shared) != std::string_view(longer.head).substr(0, shared)) return false;
  const std::string text = read_start(files, log.file, kMaxDocumentBytes);
  const std::string other = read_start(files, longer.file, kMaxDocumentBytes);
  return text.ends_with('\n') && other.starts_with(text);
}

bool repeats(const base::FileReader& files, const TableContent& table, const TableContent& earlier) {
  if (same_text(files, table, earlier) || begins_with(files, earlier, table)) return true;
  return !table.ids.empty() &&
         std::includes(earlier.ids.begin(), earlier.ids.end(), table.ids.begin(), table.ids.end());
}

/// Of a few files each, of many alike in one folder once.
void say_beside_runs(const std::vector<std::string>& files, const std::function<void(model::Notice)>& say) {
  constexpr std::size_t kMostNamed = 5;
  const std::string why = ", since such tables mostly repeat the runs (to read ";
  const std::string how = " name it under \"tables\" in trialpress.json)";
  if (files.size() > kMostNamed) {
    const std::string count = std::to_string(files.size());
    return say({.severity = model::Severity::note,
                .code = "table-beside-runs",
                .file = std::string(folder_of(files.front())),
                .what = count + " tables or files of results in a project that holds runs; they are left out" + why +
                        "one," + how,
                .count = files.size()});
  }
  for (const std::string& file : files) {
    say({.severity = model::Severity::note,
         .code = "table-beside-runs",
         .file = file,
         .what = "a table or log in a project that holds runs; it is left out" + why + "it," + how});
  }
}

}  // namespace

bool is_table_of_settings(const std::string& file, const model::Settings& settings) {
  return std::any_of(settings.tables.begin(), settings.tables.end(),
                     [&](const auto& table) { return table.first == file || table.first == name_of(file); });
}

void drop_tables_beside_runs(std::vector<Unit>& units, std::size_t first, const Repositories& repositories,
                             const model::Settings& settings, const std::function<void(model::Notice)>& say) {
  RunPlaces runs;
  for (std::size_t i = first; i < units.size(); ++i) {
    if (!is_table_or_log(*units[i].format)) runs.add(units[i], repositories);
  }
  std::map<std::pair<std::string, const RunFormat*>, std::vector<std::string>> left_out;  // by folder; in order of walk
  std::vector<const std::vector<std::string>*> groups;
  const auto is_left_out = [&](const Unit& unit) {
    if (!is_table_or_log(*unit.format) || is_table_of_settings(unit.files.front(), settings) || is_kept_log(unit))
      return false;
    if (runs.folders.count(unit.folder) == 0 && runs.repositories.count(repositories.of(unit.folder)) == 0) {
      return false;
    }
    std::vector<std::string>& group = left_out[{unit.folder, unit.format}];
    if (group.empty()) groups.push_back(&group);
    group.push_back(unit.files.front());
    return true;
  };
  const auto begin = units.begin() + static_cast<std::ptrdiff_t>(first);
  units.erase(std::remove_if(begin, units.end(), is_left_out), units.end());
  for (const std::vector<std::string>* group : groups) say_beside_runs(*group, say);
}

void drop_repeated_tables(std::vector<Unit>& units, std::size_t first, const Repositories& repositories,
                          const model::Settings& settings, const base::FileReader& files,
                          const std::function<void(model::Notice)>& say) {
  std::vector<std::size_t> order;
  for (std::size_t i = first; i < units.size(); ++i) {
    if (units[i].format->copies != Copies::are_read) order.push_back(i);
  }
  const auto place = [&](std::size_t i) -> const auto& {
    return units[i].files;
  };
  // Longer logs first, so that those that they begin with are found to be copies.
  std::map<std::size_t, std::uint64_t> sizes;
  for (const std::size_t i : order) {
    const bool grows = units[i].format->copies == Copies::by_beginning && !units[i].files.empty();
    const base::Result<base::FileInfo> info =
        grows ? files.info(units[i].files.front()) : base::Result<base::FileInfo>(base::FileInfo{});
    sizes[i] = info ? info->size_bytes : 0;
  }
  std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    return sizes[a] != sizes[b] ? sizes[a] > sizes[b] : place(a) < place(b);
  });
  std::map<std::string, std::vector<TableContent>> seen;  // by repository
  for (const std::size_t i : order) {
    std::vector<TableContent>& earlier = seen[repositories.of(units[i].folder)];
    std::erase_if(units[i].files, [&](const std::string& file) {
      const base::Result<base::FileInfo> info = files.info(file);
      if (!info) return false;
      TableContent table{.file = file, .size = info->size_bytes, .ids = {}, .head = {}};
      if (units[i].format->copies == Copies::by_beginning) table.head = read_start(files, file, kComparedHeadBytes);
      if (units[i].format->copies == Copies::by_run_ids) table.ids = ids_in(files, file);
      const auto found = std::find_if(earlier.begin(), earlier.end(),
                                      [&](const TableContent& known) { return repeats(files, table, known); });
      if (found == earlier.end() || is_table_of_settings(file, settings)) {
        earlier.push_back(std::move(table));
        return false;
      }
      const std::string other = "\"" + base::make_visible(printable(found->file)) + "\"";
      if (!is_table_or_log(*units[i].format)) {
        say({.severity = model::Severity::note,
             .code = "text-log-beside",
             .file = file,
             .what = "a text log with the content of " + other + "; not read"});
        return true;
      }
      say({.severity = model::Severity::note,
           .code = "table-repeated",
           .file = file,
           .what = "repeats the runs of " + other +
                   "; it is left out (to read it, name it under \"tables\" in trialpress.json)"});
      return true;
    });
  }
  const auto begin = units.begin() + static_cast<std::ptrdiff_t>(first);
  const auto is_emptied = [&](const Unit& unit) {
    return unit.files.empty() && unit.format->copies != Copies::are_read;
  };
  units.erase(std::remove_if(begin, units.end(), is_emptied), units.end());
}

}  // namespace ingest
