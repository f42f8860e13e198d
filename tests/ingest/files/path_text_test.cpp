#include "ingest/files/path_text.h"

#include <gtest/gtest.h>

namespace {

TEST(PathText, TakesPathsApart) {
  EXPECT_EQ(ingest::join_path("", "a"), "a");
  EXPECT_EQ(ingest::join_path("a/b", "c"), "a/b/c");
  EXPECT_EQ(ingest::name_of("a/b.csv"), "b.csv");
  EXPECT_EQ(ingest::folder_of("b.csv"), "");
  EXPECT_EQ(ingest::extension_of("x/a.CSV.gz"), "csv");
  EXPECT_EQ(ingest::extension_of("dir.x/a"), "");
  EXPECT_EQ(ingest::without_extension("logs.d/a.b.csv.zst"), "logs.d/a.b");
  EXPECT_EQ(ingest::without_extension("a"), "a");
}

TEST(PathText, OddBytesStayToldApart) {
  EXPECT_EQ(ingest::printable("ru\xffn"), "ru\\xffn");
  EXPECT_NE(ingest::printable("a\xfe"), ingest::printable("a\xff"));
  EXPECT_EQ(ingest::printable("caf\xc3\xa9"), "caf\xc3\xa9");
}

TEST(PathText, ANoticeSaysSourceAndPath) {
  EXPECT_EQ(ingest::notice_place("runs", "bad/config.json"), "runs/bad/config.json");
  EXPECT_EQ(ingest::notice_place("a.csv", "a.csv"), "a.csv");
  EXPECT_EQ(ingest::notice_place("runs", "a\x1b[31m"), "runs/a\\u{001B}[31m");
}

}  // namespace
