#include "base/text/shorten_apart.h"

#include <gtest/gtest.h>

#include <string>
#include <utility>

namespace base {
namespace {

using Pair = std::pair<std::string, std::string>;

TEST(ShortenApart, KeepsWhereTwoLongTextsBeginToDiffer) {
  const std::string start(50, 'x');
  EXPECT_EQ(shorten_apart(start + "a", start + "bc", 9), Pair("…xxxa", "…xxxbc"));
  EXPECT_EQ(shorten_apart(start + "a" + start, start + "b", 9), Pair("…xxxaxxx…", "…xxxb"));
  EXPECT_EQ(shorten_apart(start, start + "more", 9), Pair("…xxx", "…xxxmore"));
}

TEST(ShortenApart, IsShortenWhereThatTellsThemApart) {
  EXPECT_EQ(shorten_apart("adam", "sgd", 9), Pair("adam", "sgd"));
  EXPECT_EQ(shorten_apart("a-very-long-name", "b-very-long-name", 6), Pair("a-ver…", "b-ver…"));
  EXPECT_EQ(shorten_apart("the same long text", "the same long text", 6), Pair("the s…", "the s…"));
}

TEST(ShortenApart, CutsBetweenCharacters) {
  std::string start;
  for (int i = 0; i < 20; ++i) start += "ä";
  EXPECT_EQ(shorten_apart(start + "é", start + "è", 6), Pair("…ääé", "…ääè"));
}

}  // namespace
}  // namespace base
