#include "base/text/utf8.h"

#include <gtest/gtest.h>

#include <string>
#include <string_view>

namespace base {
namespace {

TEST(Utf8, TellsWellFormedText) {
  EXPECT_TRUE(is_valid_utf8(""));
  EXPECT_TRUE(is_valid_utf8("plain text that is longer than a machine word"));
  EXPECT_TRUE(is_valid_utf8("é 字 🔥"));
  EXPECT_TRUE(is_valid_utf8("\xF4\x8F\xBF\xBF"));  // U+10FFFF
}

TEST(Utf8, RefusesOverlongFormsSurrogatesAndCutSequences) {
  for (const char* bytes : {"\x80", "\xC0\xAF", "\xE0\x80\xAF", "\xED\xA0\x80", "\xF4\x90\x80\x80",
                            "\xF8\x88\x80\x80\x80", "\xC3", "\xE5\xAD", "\xF0\x9F\x94", "ok then \xFF"}) {
    EXPECT_FALSE(is_valid_utf8(bytes)) << bytes;
  }
}

// The Unicode Standard, section 3.9, tables 3-8 to 3-11 (maximal subparts).
TEST(Utf8, RepairsAsTheUnicodeStandardRecommends) {
  const std::string r = "\xEF\xBF\xBD";
  EXPECT_EQ(repair_utf8("\xC0\xAF\xE0\x80\xBF\xF0\x81\x82\x41"), r + r + r + r + r + r + r + r + "A");
  EXPECT_EQ(repair_utf8("\xED\xA0\x80\xED\xBF\xBF\xED\xAF\x41"), r + r + r + r + r + r + r + r + "A");
  EXPECT_EQ(repair_utf8("\xF4\x91\x92\x93\xFF\x41\x80\xBF\x42"), r + r + r + r + r + "A" + r + r + "B");
  EXPECT_EQ(repair_utf8("\xE1\x80\xE2\xF0\x91\x92\xF1\xBF\x41"), r + r + r + r + "A");
}

TEST(Utf8, FindsTheFirstFaultAfterAPlace) {
  EXPECT_EQ(find_invalid_utf8("\xFF"
                              "ab\xFF",
                              1),
            3u);
  EXPECT_EQ(find_invalid_utf8("abc", 1), std::string_view::npos);
  EXPECT_EQ(find_non_ascii("0123456789é"), 10u);
}

TEST(Utf8, CountsAndShortensByCharacters) {
  EXPECT_EQ(count_characters("a字🔥"), 3u);
  EXPECT_EQ(shorten("a字🔥", 3), "a字🔥");
  EXPECT_EQ(shorten("a字🔥b", 3), "a字…");
  EXPECT_EQ(shorten("abc", 0), "");
}

TEST(Utf8, ShowsWhatWouldHideOrReorderText) {
  EXPECT_EQ(make_visible("a\nb\x1B[31m"), "a\\u{000A}b\\u{001B}[31m");
  EXPECT_EQ(make_visible("x\u202Ey\u200Bz\uFEFF"), "x\\u{202E}y\\u{200B}z\\u{FEFF}");
  EXPECT_EQ(make_visible("\u0085\u2028\u007F"), "\\u{0085}\\u{2028}\\u{007F}");
  EXPECT_EQ(make_visible("é 字 🔥"), "é 字 🔥");
  EXPECT_EQ(make_visible("run\xFFn"), "run\uFFFDn");
}

TEST(Utf8, LowersAndTrimsAsciiOnly) {
  EXPECT_EQ(to_lower("Val_ACC É"), "val_acc É");
  EXPECT_EQ(trim(" \t\r\n a b \v"), "a b");
  EXPECT_EQ(trim("   "), "");
}

}  // namespace
}  // namespace base
