#include "ingest/formats/loops/loop_cells.h"

#include <gmock/gmock.h>

#include <string>
#include <string_view>
#include <vector>

namespace {

using ingest::LoopLines;
using testing::ElementsAre;
using testing::IsEmpty;

std::vector<std::vector<std::string>> cells_of(std::string_view text, bool tabs = false) {
  std::vector<std::string> comments;
  std::vector<std::vector<std::string>> out;
  for (const ingest::LoopLine& line : LoopLines(text, tabs).read(100, comments)) out.push_back(line.cells);
  return out;
}

TEST(LoopCells, BetweenTabsNothingIsQuotedButAWholeCell) {
  EXPECT_THAT(cells_of("a\tb\n\"x \"\"y\"\"\"\t 2 \n\n5\" tyre\t3\r\n", true),
              ElementsAre(ElementsAre("a", "b"), ElementsAre("x \"y\"", "2"), ElementsAre("5\" tyre", "3")));
}

TEST(LoopCells, TheDelimiterIsTheOneOfMostCells) {
  EXPECT_EQ(LoopLines("a;b;c,d\n", false).delimiter(), ';');
  EXPECT_EQ(LoopLines("# a,b,c,d\na|b|c\n", false).delimiter(), '|');
  EXPECT_EQ(LoopLines("a,b\tc\n", true).delimiter(), '\t');
  EXPECT_EQ(LoopLines("a,b\n", true).delimiter(), ',');
}

TEST(LoopCells, TablesOfMarkdownLoseTheirRules) {
  EXPECT_THAT(cells_of("| a | b |\n|---|:-:|\n| 1 | 2 |\n"), ElementsAre(ElementsAre("a", "b"), ElementsAre("1", "2")));
}

TEST(LoopCells, CommasAreDecimalsBetweenSemicolons) {
  EXPECT_THAT(cells_of("a;b;c\n1,5;x, y;1,234,5\n"),
              ElementsAre(ElementsAre("a", "b", "c"), ElementsAre("1.5", "x, y", "1,234,5")));
}

TEST(LoopCells, CommentsAreToldAndLimitsKept) {
  std::vector<std::string> comments;
  const LoopLines lines("\xef\xbb\xbf# metric_direction: lower\na\tb\n1\t2\n3\t4", true);
  EXPECT_EQ(lines.read(2, comments).size(), 2u);
  EXPECT_THAT(comments, ElementsAre("# metric_direction: lower"));
  const std::vector<ingest::LoopLine> all = lines.read(9, comments);
  ASSERT_EQ(all.size(), 3u);
  EXPECT_EQ(all[2].line, 4u);
  EXPECT_TRUE(all[1].complete);
  EXPECT_FALSE(all[2].complete);
  EXPECT_THAT(cells_of(""), IsEmpty());
}

TEST(LoopCells, NumbersAreReadThroughTheirSigns) {
  const auto number = [](std::string_view cell, bool expected_mark) {
    bool marked = false;
    const auto value = ingest::read_loop_number(cell, marked);
    EXPECT_EQ(marked, expected_mark) << cell;
    return value ? value->number : -1;
  };
  EXPECT_EQ(number("0.12", false), 0.12);
  EXPECT_EQ(number("~0.12", true), 0.12);
  EXPECT_EQ(number("+6.4", true), 6.4);
  EXPECT_EQ(number("73.3%", true), 73.3);
  EXPECT_EQ(number("151K", true), 151'000);
  EXPECT_EQ(number("2M", true), 2e6);
  EXPECT_EQ(number("1.5x", true), 1.5);
  EXPECT_EQ(number("keep", false), -1);
  EXPECT_EQ(number("%", false), -1);
  bool marked = false;
  EXPECT_EQ(ingest::read_loop_number("1.50", marked)->text, "1.50");
  EXPECT_TRUE(ingest::is_loop_number("-3e-4"));
  EXPECT_FALSE(ingest::is_loop_number("3 of 4"));
}

}  // namespace
