#include "base/text/utf16.h"

#include <gtest/gtest.h>

#include <string>

namespace base {
namespace {

using namespace std::string_literals;

// "aé€🔥" by the table of the Unicode standard: 0061, 00E9, 20AC, D83D DD25.
const std::string kLittle = "a\0\xe9\0\xac\x20\x3d\xd8\x25\xdd"s;
const std::string kBig = "\0a\0\xe9\x20\xac\xd8\x3d\xdd\x25"s;

TEST(Utf16, IsKnownByItsMarkOrByItsFirstLetters) {
  for (const std::string& bytes : {"\xff\xfe"s, "\xfe\xff"s, "\xff\xfe"s + kLittle, kLittle, kBig, "a\0b\0"s}) {
    EXPECT_TRUE(is_utf16(bytes)) << bytes;
  }
  for (const std::string& bytes : {""s, "a"s, "a\0"s, "a,b\n1,2\n"s, "\xef\xbb\xbfx"s, "a\0\0\0"s,
                                   "\xff\xfe\0\0a\0\0\0"s, "\x18\0\0\0\0\0\0\0"s, "\xff"s}) {
    EXPECT_FALSE(is_utf16(bytes)) << bytes;
  }
}

TEST(Utf16, IsReadInBothOrdersWithAndWithoutItsMark) {
  EXPECT_EQ(from_utf16("\xff\xfe" + kLittle), "aé€🔥");
  EXPECT_EQ(from_utf16("\xfe\xff" + kBig), "aé€🔥");
  EXPECT_EQ(from_utf16(kLittle), "aé€🔥");
  EXPECT_EQ(from_utf16(kBig), "aé€🔥");
  EXPECT_EQ(from_utf16("\xff\xfe"), "");
}

TEST(Utf16, TornPairsAndUnitsAreReplaced) {
  EXPECT_EQ(from_utf16("\xff\xfe\x3d\xd8x\0"s), "\uFFFDx");
  EXPECT_EQ(from_utf16("\xff\xfe\x25\xddx\0"s), "\uFFFDx");
  EXPECT_EQ(from_utf16("\xff\xfex\0\x3d\xd8"s), "x\uFFFD");
  EXPECT_EQ(from_utf16("\xff\xfex\0y"s), "x\uFFFD");
}

}  // namespace
}  // namespace base
