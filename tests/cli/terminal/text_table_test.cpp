#include "cli/terminal/text_table.h"

#include <gtest/gtest.h>

namespace {

using cli::table_text;

TEST(TextTable, AlignsColumnsByCharacters) {
  EXPECT_EQ(table_text({{"id"}, {"title", true}, {"n"}}, {{"a", "ä", "1"}, {"bcd", "x", "12"}}, 80),
            "id   title  n\n"
            "a    ä      1\n"
            "bcd  x      12\n");
}

TEST(TextTable, LeavesOutColumnsThatSayNothing) {
  EXPECT_EQ(table_text({{"id"}, {"date"}, {"n"}}, {{"a", "", "1"}}, 80), "id  n\na   1\n");
}

TEST(TextTable, FlexibleColumnsGiveWayAndNarrowOnesKeepTheirWidth) {
  // 30 characters: 2 + 2 (gap) + 4 + 2 (gap) leave 20 for the long column.
  EXPECT_EQ(table_text({{""}, {"", true}, {"", true}}, {{"id", "1234567890123456789012345", "abcd"}}, 30),
            "id  1234567890123456789…  abcd\n");
}

TEST(TextTable, NoLineIsWiderThanTheTerminal) {
  EXPECT_EQ(table_text({{""}, {""}}, {{"1234567890", "1234567890"}}, 15), "1234567890  12…\n");
}

TEST(TextTable, ACellIsOneLine) {
  EXPECT_EQ(table_text({{""}}, {{"a\nb\x1b[31m"}}, 80), "a\\u{000A}b\\u{001B}[31m\n");
  EXPECT_EQ(table_text({{""}}, {{"4.1\u202fs"}}, 80), "4.1 s\n");
}

}  // namespace
