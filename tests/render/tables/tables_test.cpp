#include "render/tables/tables.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>

#include "render/render.h"
#include "render/theme/template.h"

namespace render {
namespace {

using model::TableCell;
using testing::HasSubstr;
using testing::Not;

std::string html_of(const model::Table& table) {
  auto templates = TemplateSet::compile(built_in_theme());
  EXPECT_TRUE(templates);
  auto html = render_table(*templates, table);
  EXPECT_TRUE(html);
  return html ? *html : "";
}

model::Table two_columns() {
  model::Table table{.id = "t", .title = "A title", .empty = "Nothing yet."};
  table.columns = {{.title = "Name", .sort = model::SortKey::text},
                   {.title = "Effect",
                    .unit = "points",
                    .align = model::Align::right,
                    .sort = model::SortKey::number,
                    .note = "Right is better."}};
  return table;
}

model::TableRow row(std::string name, TableCell value) {
  return {.cells = {TableCell{.text = std::move(name)}, std::move(value)}};
}

TEST(RenderTable, NamesColumnsWithUnitsAndNotes) {
  model::Table table = two_columns();
  table.rows = {row("a", {.text = "+1.5", .value = 1.5})};
  const std::string html = html_of(table);
  EXPECT_THAT(html, HasSubstr("<caption class=\"unseen\">A title</caption>"));
  EXPECT_THAT(html, HasSubstr("<th scope=\"col\">Name</th>"));
  EXPECT_THAT(html, HasSubstr("<th scope=\"col\" class=\"num\" title=\"Right is better.\">Effect, points</th>"));
  EXPECT_THAT(html, HasSubstr("<th scope=\"row\">a</th><td class=\"num\" data-value=\"1.5\">+1.5</td>"));
}

TEST(RenderTable, CanBeSortedFromTwoRowsOn) {
  model::Table table = two_columns();
  table.sortable = true;
  table.rows = {row("a", {.text = "1", .value = 1})};
  EXPECT_THAT(html_of(table), Not(HasSubstr("data-sort")));
  table.rows.push_back(row("b", {.text = "2", .value = 2}));
  EXPECT_THAT(html_of(table), HasSubstr("<th scope=\"col\" data-sort=\"text\">Name</th>"));
  EXPECT_THAT(html_of(table), HasSubstr("data-sort=\"number\""));
}

TEST(RenderTable, WritesEveryKindOfCellWithItsToneAndEscapesIt) {
  model::Table table = two_columns();
  table.rows = {row("<a>", {.text = "x<y", .secondary = "± 1", .tone = model::Tone::bad}),
                row("b", {.kind = TableCell::Kind::chip, .text = "keep", .tone = model::Tone::good}),
                row("c", {.kind = TableCell::Kind::code, .text = "lr"}), row("d", {.text = "e", .link = "e.html"}),
                row("f", {.markup = "<b>made</b>"})};
  const std::string html = html_of(table);
  EXPECT_THAT(html, HasSubstr("<th scope=\"row\">&lt;a&gt;</th>"));
  EXPECT_THAT(html, HasSubstr("<td class=\"num bad\">x&lt;y <span class=\"pm\">± 1</span></td>"));
  EXPECT_THAT(html, HasSubstr("<td class=\"num\"><span class=\"chip good\">keep</span></td>"));
  EXPECT_THAT(html, HasSubstr("<code>lr</code>"));
  EXPECT_THAT(html, HasSubstr("<a href=\"e.html\">e</a>"));
  EXPECT_THAT(html, HasSubstr("<b>made</b>"));
}

TEST(RenderTable, SpansColumns) {
  model::Table table = two_columns();
  table.columns.push_back({.title = "Last"});
  table.rows = {row("a", {.text = "not logged", .tone = model::Tone::muted, .span = 2})};
  EXPECT_THAT(html_of(table), HasSubstr("<td class=\"muted\" colspan=\"2\">not logged</td></tr>"));
}

TEST(RenderTable, SaysWhyThereIsNoRow) {
  EXPECT_THAT(html_of(two_columns()), HasSubstr("<p class=\"empty\">Nothing yet.</p>"));
  EXPECT_THAT(html_of(two_columns()), Not(HasSubstr("<table")));
}

TEST(RenderTable, WritesLongTablesWhole) {
  model::Table table = two_columns();
  for (int i = 0; i < 450; ++i) table.rows.push_back(row("row " + std::to_string(i), {.text = "x"}));
  const std::string html = html_of(table);
  std::size_t rows = 0;
  constexpr std::string_view kName = "<th scope=\"row\">row ";
  for (std::size_t at = html.find(kName); at != std::string::npos; at = html.find(kName, at + 1)) ++rows;
  EXPECT_EQ(rows, 450u);
  EXPECT_LT(html.find(">row 199<"), html.find(">row 200<"));
  EXPECT_LT(html.find(">row 399<"), html.find(">row 400<"));
}

TEST(TableDefinitions, AreThoseThatPagesMayEmbed) {
  std::string ids;
  for (const TableDefinition& one : table_definitions()) ids += std::string(one.id) + " ";
  EXPECT_EQ(ids,
            "quick-results experiment-log performance best hardware parameter-impact gains results suite "
            "suite-overall ten-best ");
}

}  // namespace
}  // namespace render
