#pragma once
/// Tables as a reader sees them: cells by the titles of their columns.

#include <cstddef>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "model/table.h"

namespace support {

/// Title of a column → text of its cell, with what stands muted behind it; a cell over several columns is under the
/// first.
using TableRowText = std::map<std::string, std::string>;

inline std::vector<TableRowText> rows_of(const model::Table& table) {
  std::vector<TableRowText> rows;
  for (const model::TableRow& row : table.rows) {
    TableRowText texts;
    std::size_t column = 0;
    for (const model::TableCell& cell : row.cells) {
      const std::string text = cell.markup.empty() ? cell.text : cell.markup;
      texts[table.columns.at(column).title] = text + (cell.secondary.empty() ? "" : " " + cell.secondary);
      column += cell.span;
    }
    rows.push_back(std::move(texts));
  }
  return rows;
}

/// By what the numbers of a column are sorted.
inline std::vector<double> sort_values(const model::Table& table, const std::string& title) {
  std::vector<double> values;
  for (std::size_t i = 0; i < table.columns.size(); ++i) {
    if (table.columns[i].title != title) continue;
    for (const model::TableRow& row : table.rows) values.push_back(row.cells.at(i).value);
  }
  return values;
}

}  // namespace support
