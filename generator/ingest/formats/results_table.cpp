/// A table of results: *.csv or *.tsv (also .gz, .zst), one header, one row per run, parameters and results in columns,
/// or the same as JSON Lines, a list of objects, an object of lists or one of objects (json_rows.h):
///
///   run,learning_rate,batch_size,val_accuracy,train_time_s
///   a,0.001,32,0.91,120
///
/// Which column is which: results_table.h. Separated by , ; tab or |; UTF-8 or UTF-16. Tables
/// of one folder with the same header are one project, called after the folder; others are called after the file.
/// A table that trialpress.json names under "tables" is read in any case; others must look like one, and what has a
/// step or epoch column is a curve (csv_curve.cpp). Tables that are left alone are said once per folder and reason
/// (table-not-runs: note).

#include "ingest/tables/results_table.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/contains.h"
#include "base/text/utf8.h"
#include "ingest/documents/run_files.h"
#include "ingest/files/damage.h"
#include "ingest/files/file_text.h"
#include "ingest/files/path_text.h"
#include "ingest/formats/formats.h"
#include "ingest/run_format.h"
#include "ingest/tables/json_rows.h"

namespace ingest {
namespace {

constexpr std::size_t kResultsTableHeadBytes = 64u << 10;
constexpr std::size_t kHeadRows = 200;

bool is_delimited(std::string_view path) {
  const std::string extension = extension_of(path);
  return extension == "csv" || extension == "tsv";
}

bool may_be_table(const base::FolderEntry& entry) {
  if (entry.kind != base::FileKind::file || !entry.refusal.empty()) return false;
  const std::string extension = extension_of(entry.name);
  return is_delimited(entry.name) || extension == "jsonl" || extension == "ndjson" ||
         (extension == "json" && !base::contains(config_names(), entry.name));
}

/// Whether the text can hold a table at all.
bool is_table_text(std::string_view path, std::string_view head) {
  return is_delimited(path) || shape_of_json(head) != JsonShape::none;
}

const model::TableSettings* said_of(const model::Settings* settings, const std::string& path) {
  if (settings == nullptr) return nullptr;
  auto found = settings->tables.find(printable(path));
  if (found == settings->tables.end()) found = settings->tables.find(printable(name_of(path)));
  return found == settings->tables.end() ? nullptr : &found->second;
}

/// By its first rows, then, if these would do, by all of them.
ResultsTable look_at(const FolderView& view, const std::string& path, const model::TableSettings* said) {
  const std::string head = read_start(view.files, path, kResultsTableHeadBytes);
  const bool cut_head = head.size() == kResultsTableHeadBytes;
  ResultsTable table;
  if (cut_head && !is_delimited(path) && shape_of_json(head) == JsonShape::columns) {
    table.has_result = true;  // nothing can be said before the whole is read
  } else {
    table = decide_table(read_grid_of(path, head, kHeadRows), said);
  }
  const bool cut = cut_head || table.table.too_long;
  if (!cut || !table.has_result) return table;
  const std::string text = read_start(view.files, path, kMaxDocumentBytes + 1);
  if (text.size() <= kMaxDocumentBytes) {
    return decide_table(read_grid_of(path, text, kMaxTableRuns), said);
  }
  table.refusal = "more than 16 MiB are data rather than runs";
  return table;
}

/// Tables that were left alone, by the reason.
class Refusals {
 public:
  void add(const std::string& name, const ResultsTable& table) {
    names_[table.refusal].push_back(name);
    if (table.headerless) headerless_ = table.refusal;
  }

  void say(const std::string& folder, std::vector<model::Notice>& notices) const {
    for (const auto& [why, names] : names_) {
      const std::string first = "\"" + base::make_visible(printable(join_path(folder, names[0]))) + "\"";
      const std::string count = std::to_string(names.size() - 1);
      notices.push_back({.severity = base::Severity::note,
                         .code = "table-not-runs",
                         .what = first +
                                 (names.size() > 1 ? " and " + count + " more tables in its folder are" : " is") +
                                 " not read as runs: " + why + "; " +
                                 (why == headerless_ ? "to have it read, write a first line with their names"
                                                     : "if rows are runs, name the columns: \"tables\": {" + first +
                                                           ": {\"parameters\": […], \"results\": […]}} in "
                                                           "trialpress.json"),
                         .count = names.size()});
    }
  }

 private:
  std::map<std::string, std::vector<std::string>> names_;
  std::string headerless_;
};

void add_unit(const FolderView& view, const std::vector<std::string>& names, Claim& claim) {
  Unit unit{.folder = view.folder};
  for (const std::string& name : names) {
    unit.files.push_back(join_path(view.folder, name));
    claim.files.push_back(name);
  }
  claim.units.push_back(std::move(unit));
}

Claim claim_configured(const FolderView& view) {
  Claim claim;
  if (view.settings == nullptr || view.settings->tables.empty()) return claim;
  for (const base::FolderEntry& entry : view.entries) {
    const std::string path = join_path(view.folder, entry.name);
    const model::TableSettings* said = may_be_table(entry) ? said_of(view.settings, path) : nullptr;
    if (said == nullptr) continue;
    const ResultsTable table = look_at(view, path, said);
    if (table.refusal.empty()) {
      add_unit(view, {entry.name}, claim);
      continue;
    }
    claim.files.push_back(entry.name);
    claim.notices.push_back(
        {.severity = base::Severity::warning,
         .code = "table-setting",
         .file = path,
         .what = "trialpress.json says that this is a table of runs, but " + table.refusal + "; not read"});
  }
  return claim;
}

/// Rows of JSON that are like those of a table: of few columns, which most rows have, and at most one level deep.
/// Others are documents, of which a table would tell a part.
bool is_flat(const CellGrid& grid) {
  constexpr std::size_t kMostColumnsOfRows = 100;
  if (grid.header.size() > kMostColumnsOfRows) return false;
  const bool deep = std::any_of(grid.header.begin(), grid.header.end(),
                                [](const std::string& name) { return std::count(name.begin(), name.end(), '.') > 1; });
  std::size_t filled = 0;
  for (const TableRow& row : grid.rows) {
    filled += static_cast<std::size_t>(
        std::count_if(row.cells.begin(), row.cells.end(), [](const std::string& cell) { return !cell.empty(); }));
  }
  return !deep && 5 * filled >= 4 * grid.rows.size() * grid.header.size();
}

Claim claim_results_table(const FolderView& view) {
  Claim claim;
  Refusals refusals;
  std::map<std::vector<std::string>, std::vector<std::string>> by_header;
  for (const base::FolderEntry& entry : view.entries) {
    if (!may_be_table(entry)) continue;
    const std::string path = join_path(view.folder, entry.name);
    if (!is_delimited(path) && !is_table_text(path, read_start(view.files, path, kResultsTableHeadBytes))) continue;
    const ResultsTable table = look_at(view, path, nullptr);
    if (!is_delimited(path) && !is_flat(table.table)) continue;
    if (table.refusal.empty()) {
      by_header[table.table.header].push_back(entry.name);
    } else if (is_delimited(path) && !find_damage(view.files, path)) {
      refusals.add(entry.name, table);
    }
  }
  for (const auto& [header, names] : by_header) add_unit(view, names, claim);
  refusals.say(view.folder, claim.notices);
  return claim;
}

/// Rows that stand in two tables of a project, cell by cell; rows called "Run 1" are others in each.
void drop_copies(ResultsTable& table, std::set<std::vector<std::string>>& seen) {
  if (table.name_column == SIZE_MAX && table.id_column == SIZE_MAX) return;
  std::erase_if(table.table.rows, [&](const TableRow& row) {
    if (table.name_column != SIZE_MAX && vocabulary::is_repeat_label(row.cells[table.name_column])) return false;
    if (seen.insert(row.cells).second) return false;
    table.issues.push_back({base::Severity::note,
                            "table-row-again",
                            {row.line, 1},
                            "stands in another table of this folder with the same cells; read once"});
    return true;
  });
}

std::vector<model::Run> read_results_table(const ReadContext& context) {
  std::vector<model::Run> runs;
  std::set<std::vector<std::string>> seen;
  const std::vector<std::string>& files = context.unit.files;
  const bool alone = files.size() == 1 || context.unit.folder.empty();
  for (const std::string& path : files) {
    const std::optional<std::string> text = read_document(context, path, kMaxDocumentBytes, "no run of it is read");
    if (!text) continue;
    CellGrid cells = read_grid_of(path, in_utf8(context, path, *text), kMaxTableRuns);
    ResultsTable table = decide_table(std::move(cells), said_of(&context.settings, path));
    drop_copies(table, seen);
    const std::string project(alone ? without_extension(files[0]) : std::string_view(context.unit.folder));
    append_table_runs(context, path, table, printable(project), runs);
    if (!runs.empty()) runs.back().bytes_read = text->size();
  }
  return runs;
}

}  // namespace

const RunFormat kResultsTableFormat{
    .name = "results-table",
    .title = "table of results",
    .gives = Gives::table,
    .rank = LoggerRank::alone,
    .beside = nullptr,
    .claim = claim_results_table,
    .read = read_results_table,
    .claim_configured = claim_configured,
    .copies = Copies::by_run_ids,
};

}  // namespace ingest
