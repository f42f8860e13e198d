#include "ingest/tables/column_content.h"

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/text/ascii.h"
#include "base/text/utf8.h"

namespace ingest {
namespace {

constexpr std::size_t kFewestGridRows = 4;
constexpr std::size_t kFewestGridColumns = 2;

bool has_long_decimal(std::string_view cell) {
  const std::size_t point = cell.find_first_of(".,");
  if (point == std::string_view::npos) return false;
  const std::string_view behind = cell.substr(point + 1);
  return std::min(behind.find_first_not_of("0123456789"), behind.size()) >= 5;
}

/// "plots/a.png", "out\\model.pt"; not "facebook/opt-1.3b".
bool is_file_path(std::string_view cell) {
  const std::size_t dot = cell.rfind('.');
  const std::size_t slash = cell.find_last_of("/\\");
  if (dot == std::string_view::npos || slash == std::string_view::npos || dot < slash) return false;
  const std::string_view ending = cell.substr(dot + 1);
  const auto is_letter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); };
  return ending.size() >= 2 && ending.size() <= 8 && is_letter(ending.front()) &&
         std::all_of(ending.begin(), ending.end(), [&](char c) { return is_letter(c) || base::is_digit(c); });
}

/// "2026-03-01 12:00", "(epoch 3) 2026-03-01".
bool holds_date(std::string_view cell) {
  constexpr std::string_view kShape = "dddd-dd-dd";
  for (std::size_t at = 0; at + kShape.size() <= cell.size(); ++at) {
    std::size_t same = 0;
    while (same < kShape.size() && (kShape[same] == 'd' ? base::is_digit(cell[at + same]) : cell[at + same] == '-'))
      ++same;
    if (same == kShape.size()) return true;
  }
  return false;
}

std::vector<std::string_view> cells_of(const TableRow& row, std::span<const std::size_t> columns) {
  std::vector<std::string_view> cells;
  for (const std::size_t column : columns) cells.emplace_back(row.cells[column]);
  return cells;
}

bool all_rows_differ(const CellGrid& table, std::span<const std::size_t> columns) {
  std::set<std::vector<std::string_view>> seen;
  return std::all_of(table.rows.begin(), table.rows.end(),
                     [&](const TableRow& row) { return seen.insert(cells_of(row, columns)).second; });
}

std::size_t count_different(const CellGrid& table, std::size_t column) {
  std::set<std::string_view> seen;
  for (const TableRow& row : table.rows) seen.insert(row.cells[column]);
  return seen.size();
}

}  // namespace

ColumnContent look_at_column(const CellGrid& table, std::size_t column, const CommaEvidence& commas) {
  ColumnContent content;
  std::set<std::string_view> seen, numbers, texts;
  for (const TableRow& row : table.rows) {
    const std::string& cell = row.cells[column];
    const CellValue value = read_cell(cell, commas);
    if (value.kind == CellValue::Kind::missing) continue;
    const std::string lower = base::to_lower(value.text);
    const bool number = value.kind == CellValue::Kind::number;
    if (number) ++content.numbers;
    if (!number) ++(lower == "true" || lower == "false" ? content.flags : content.texts);
    (number ? numbers : texts).insert(cell);
    content.long_decimals += has_long_decimal(cell) ? 1 : 0;
    content.places += !number && is_file_path(cell) ? 1 : 0;
    if (!number && holds_date(cell))
      ++(cell.find_first_not_of("0123456789-:.+/ TZ") == std::string::npos ? content.moments : content.dated);
    seen.insert(cell);
  }
  content.different = seen.size();
  content.different_numbers = numbers.size();
  content.different_texts = texts.size();
  return content;
}

bool is_measured(const ColumnContent& content) {
  return content.numbers >= 2 && content.numbers == content.filled() &&
         10 * content.different_numbers >= 9 * content.numbers && 5 * content.long_decimals >= 4 * content.numbers;
}

bool is_number_with_words(const ColumnContent& content) {
  return content.texts > 0 && content.numbers >= 2 && 2 * content.numbers >= content.filled() &&
         5 * content.different_numbers >= 4 * content.numbers && content.different_texts <= 5;
}

std::size_t end_of_grid(const CellGrid& table, std::span<const std::size_t> set) {
  const std::size_t rows = table.rows.size();
  std::vector<std::size_t> columns;
  std::size_t combinations = 1;
  for (const std::size_t column : rows < kFewestGridRows ? std::span<const std::size_t>() : set) {
    const std::size_t different = count_different(table, column);
    if (different < 2) continue;
    combinations *= different;  // at most rows²
    if (4 * combinations > 5 * rows) break;
    columns.push_back(column);
    if (columns.size() >= kFewestGridColumns && combinations >= rows && all_rows_differ(table, columns))
      return column + 1;
  }
  return table.header.size();
}

bool tell_rows_apart(const CellGrid& table, std::span<const std::size_t> set, std::size_t end) {
  const auto last = std::lower_bound(set.begin(), set.end(), end);
  const std::span<const std::size_t> before = set.first(static_cast<std::size_t>(last - set.begin()));
  return !before.empty() && all_rows_differ(table, before);
}

bool follows_one_column(const CellGrid& table, std::size_t column, std::span<const std::size_t> set, std::size_t end) {
  for (const std::size_t other : set) {
    if (other >= column || other >= end) break;
    std::map<std::string_view, std::string_view> value_of;
    const bool follows = std::all_of(table.rows.begin(), table.rows.end(), [&](const TableRow& row) {
      return value_of.emplace(row.cells[other], row.cells[column]).first->second == row.cells[column];
    });
    if (follows && value_of.size() < table.rows.size()) return true;
  }
  return false;
}

}  // namespace ingest
