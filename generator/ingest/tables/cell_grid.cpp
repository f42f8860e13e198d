#include "ingest/tables/cell_grid.h"

#include <algorithm>
#include <cstddef>
#include <map>
#include <utility>

#include "base/csv/csv.h"
#include "base/text/utf8.h"

namespace ingest {
namespace {

using base::Severity;

constexpr std::string_view kUtf8Mark = "\xef\xbb\xbf";

bool is_blank(const std::vector<std::string>& cells) {
  return std::all_of(cells.begin(), cells.end(), [](const std::string& cell) { return cell.empty(); });
}

/// "# with dropout" alone in its line; "#1" is a place in a ranking, and a header may begin with "#".
bool is_comment(const std::vector<std::string>& cells) {
  const bool alone = std::all_of(cells.begin() + 1, cells.end(), [](const std::string& cell) { return cell.empty(); });
  return alone && (cells[0].starts_with("# ") || cells[0].starts_with("## "));
}

class TableReader {
 public:
  explicit TableReader(std::size_t max_rows) : max_rows_(max_rows) {}

  CellGrid read(std::string_view bytes, bool tabs) {
    if (bytes.starts_with(kUtf8Mark)) bytes.remove_prefix(kUtf8Mark.size());
    std::uint32_t skipped = 0;
    while (bytes.starts_with("# ") || bytes.starts_with("#\t")) {
      bytes.remove_prefix(std::min(bytes.find('\n'), bytes.size() - 1) + 1);
      ++skipped;
    }
    table_.delimiter = tabs ? '\t' : base::guess_delimiter(bytes.substr(0, kHeadBytes));
    base::CsvReader reader = base::csv_over(bytes, {.delimiter = table_.delimiter});
    while (const base::CsvRow* row = reader.next()) {
      if (!take(*row, row->line + skipped)) break;
    }
    for (base::TextIssue issue : reader.issues()) {
      if (issue.at.line > 0) issue.at.line += skipped;
      table_.issues.push_back(std::move(issue));
    }
    drop_empty_columns();
    name_columns();
    return std::move(table_);
  }

 private:
  static constexpr std::size_t kHeadBytes = 64u << 10;

  void say(Severity severity, const char* code, base::Position at, std::string what) {
    table_.issues.push_back({severity, code, at, std::move(what)});
  }

  bool take(const base::CsvRow& row, std::uint32_t line) {
    std::vector<std::string> cells;
    for (const std::string_view cell : row.cells) cells.emplace_back(base::trim(cell));
    if (is_blank(cells) || is_comment(cells)) return true;
    if (table_.header.empty()) {
      table_.header = std::move(cells);
      table_.header_line = line;
      return true;
    }
    if (table_.rows.size() >= max_rows_) {
      table_.too_long = true;
      return false;
    }
    const std::size_t expected = table_.header.size();
    while (cells.size() > expected && cells.back().empty()) cells.pop_back();
    if (cells.size() > expected) {
      ++table_.refused_rows;
      say(Severity::warning, "table-long-row", {line, row.column_of(expected)},
          std::to_string(cells.size()) + " cells, " + std::to_string(expected) +
              " expected; the row is left out, as nobody can tell which cell is which (put quotes around cells that "
              "hold a \"" +
              std::string(1, table_.delimiter) + "\")");
      return true;
    }
    if (cells.size() < expected && !row.complete) {
      say(Severity::warning, "csv-cut-line", {line, 1}, "last line is incomplete; it is left out");
      return true;
    }
    cells.resize(expected);
    if (cells == table_.header) {
      say(Severity::note, "csv-header-again", {line, 1}, "the header again; the line is skipped");
      return true;
    }
    table_.rows.push_back({line, std::move(cells), places_in(row, expected)});
    return true;
  }

  /// Of wide tables only the line is kept: a place costs the length of the row.
  static std::vector<std::uint32_t> places_in(const base::CsvRow& row, std::size_t expected) {
    constexpr std::size_t kMostPlaces = 64;
    std::vector<std::uint32_t> columns;
    for (std::size_t i = 0; i < expected && expected <= kMostPlaces && i < row.cells.size(); ++i) {
      columns.push_back(row.column_of(i));
    }
    return columns;
  }

  void drop_empty_columns() {
    for (std::size_t i = table_.header.size(); i-- > 0;) {
      if (!table_.header[i].empty()) continue;
      const auto is_empty = [i](const TableRow& row) { return row.cells[i].empty(); };
      if (!std::all_of(table_.rows.begin(), table_.rows.end(), is_empty)) continue;
      const auto at = static_cast<std::ptrdiff_t>(i);
      table_.header.erase(table_.header.begin() + at);
      for (TableRow& row : table_.rows) {
        row.cells.erase(row.cells.begin() + at);
        if (i < row.columns.size()) row.columns.erase(row.columns.begin() + at);
      }
    }
  }

  void name_columns() {
    std::map<std::string, int> seen;
    for (std::string& name : table_.header) {
      const int times = ++seen[name];
      if (times == 1 || name.empty()) continue;
      const std::string other = name + "#" + std::to_string(times);
      say(Severity::warning, "csv-duplicate-header", {table_.header_line, 1},
          "column \"" + base::make_visible(name) + "\" given twice; this one is called \"" + base::make_visible(other) +
              "\"");
      name = other;
    }
  }

  std::size_t max_rows_;
  CellGrid table_;
};

}  // namespace

CellGrid read_cell_grid(std::string_view bytes, bool tabs, std::size_t max_rows) {
  return TableReader(max_rows).read(bytes, tabs);
}

}  // namespace ingest
