#include "render/tables/tables.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <string_view>
#include <utility>

#include "base/text/number_text.h"
#include "render/html/html.h"

namespace render {
namespace {

using base::Json;
using model::Align;
using model::SortKey;
using model::TableCell;

/// Rows rendered in one go: page data of a long table would be many times its HTML.
constexpr std::size_t kRowsAtOnce = 200;
/// Tables with more columns are set a little smaller.
constexpr std::size_t kDenseColumns = 8;

constexpr std::array kDefinitions{
    TableDefinition{"quick-results", quick_results_table},
    TableDefinition{"experiment-log", experiment_log_table},
    TableDefinition{"performance", performance_table},
    TableDefinition{"best", best_table},
    TableDefinition{"hardware", hardware_table},
    TableDefinition{"parameter-impact", parameter_impact_table},
    TableDefinition{"gains", gains_table},
    TableDefinition{"results", all_results_table},
    TableDefinition{"suite", suite_table},
    TableDefinition{"suite-overall", suite_overall_table},
    TableDefinition{"ten-best", ten_best_table},
};

/// Both of what a cell shows: of the best, and of the last values.
std::string switched_html(const std::string& best, const std::string& last) {
  return "<span class=\"of-best\">" + best + "</span><span class=\"of-last\">" + last + "</span>";
}

std::string content_html(const TableCell& cell) {
  if (!cell.markup.empty())
    return cell.last_markup.empty() ? cell.markup : switched_html(cell.markup, cell.last_markup);
  std::string out;
  if (!cell.link.empty()) {
    out = link_html(cell.link, cell.text);
  } else if (cell.kind == TableCell::Kind::chip) {
    out = cell.text.empty() ? "" : chip_html(cell.text, cell.tone);
  } else if (cell.kind == TableCell::Kind::code) {
    out = cell.text.empty() ? "" : code_html(cell.text);
  } else {
    out = escape_html(cell.text);
  }
  if (!cell.secondary.empty()) out += " <span class=\"pm\">" + escape_html(cell.secondary) + "</span>";
  if (cell.last_text.empty()) return out;
  std::string last = escape_html(cell.last_text);
  if (!cell.last_secondary.empty()) last += " <span class=\"pm\">" + escape_html(cell.last_secondary) + "</span>";
  return switched_html(out, last);
}

/// Whether there is anything to switch.
bool has_last_values(const model::Table& table) {
  return std::any_of(table.rows.begin(), table.rows.end(), [](const model::TableRow& row) {
    return std::any_of(row.cells.begin(), row.cells.end(),
                       [](const TableCell& cell) { return !cell.last_text.empty() || !cell.last_markup.empty(); });
  });
}

std::string cell_class(const TableCell& cell, const model::TableColumn* column) {
  std::string out;
  const auto add = [&out](std::string_view name) {
    if (name.empty()) return;
    if (!out.empty()) out += ' ';
    out += name;
  };
  if (column != nullptr && column->align == Align::right && cell.span == 1) add("num");
  if (column != nullptr && column->wraps) add("text");
  if (cell.kind != TableCell::Kind::chip) add(tone_class(cell.tone));
  return out;
}

Json row_data(const model::Table& table, const model::TableRow& row) {
  Json cells = Json::array();
  std::size_t at = 0;
  for (std::size_t i = 0; i < row.cells.size(); ++i) {
    const TableCell& cell = row.cells[i];
    const auto* column = at < table.columns.size() ? &table.columns[at] : nullptr;
    Json data = Json::object();
    data.set("is_name", Json::boolean(i == 0));
    data.set("cell_class", Json::string(cell_class(cell, column)));
    const bool has_value = column != nullptr && column->sort == SortKey::number && std::isfinite(cell.value);
    data.set("value", Json::string(has_value ? base::number_text(cell.value) : ""));
    data.set("span", Json::string(cell.span > 1 ? std::to_string(cell.span) : ""));
    data.set("cell_html", Json::string(content_html(cell)));
    cells.push(std::move(data));
    at += cell.span;
  }
  Json out = Json::object();
  out.set("row_id", Json::string(row.id));
  out.set("row_class", Json::string(std::string(tone_class(row.tone))));
  out.set("cells", std::move(cells));
  return out;
}

Json column_data(const model::TableColumn& column, bool sortable) {
  Json data = Json::object();
  data.set("column_title", Json::string(visible_text(column.title)));
  data.set("column_last", Json::string(visible_text(column.last_title)));
  data.set("column_unit", Json::string(visible_text(column.unit)));
  data.set("column_class", Json::string(column.align == Align::right ? "num" : ""));
  data.set("column_note", Json::string(visible_text(column.note)));
  const char* sort = column.sort == SortKey::number ? "number" : column.sort == SortKey::text ? "text" : "";
  data.set("sort", Json::string(sortable ? sort : ""));
  return data;
}

}  // namespace

std::span<const TableDefinition> table_definitions() {
  return kDefinitions;
}

base::Result<std::string> render_table(const TemplateSet& templates, const model::Table& table) {
  std::string rows;
  for (std::size_t from = 0; from < table.rows.size(); from += kRowsAtOnce) {
    Json piece = Json::array();
    const std::size_t to = std::min(table.rows.size(), from + kRowsAtOnce);
    for (std::size_t i = from; i < to; ++i) piece.push(row_data(table, table.rows[i]));
    auto text = templates.render("table_rows.mustache", Json::object().set("rows", std::move(piece)));
    if (!text) return text.error();
    rows += *text;
  }
  const bool sortable = table.sortable && table.rows.size() > 1;
  Json columns = Json::array();
  for (const auto& column : table.columns) columns.push(column_data(column, sortable));
  Json data = Json::object();
  data.set("table_id", Json::string(table.id));
  data.set("table_title", Json::string(visible_text(table.title)));
  data.set("sortable", Json::boolean(sortable));
  data.set("has_last", Json::boolean(has_last_values(table)));
  data.set("dense", Json::boolean(table.columns.size() > kDenseColumns));
  data.set("has_rows", Json::boolean(!table.rows.empty()));
  data.set("empty", Json::string(table.empty));
  data.set("columns", std::move(columns));
  data.set("rows_html", Json::string(std::move(rows)));
  return templates.render("table.mustache", data);
}

}  // namespace render
