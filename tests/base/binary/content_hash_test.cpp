#include "base/binary/content_hash.h"

#include <gtest/gtest.h>

#include <set>
#include <string>

namespace base {
namespace {

// Expected values by the shared library of xxHash, called from another program.
TEST(ContentHash, IsXxh3) {
  EXPECT_EQ(hex_text(content_hash("")), "2d06800538d394c2");
  EXPECT_EQ(hex_text(content_hash("abc")), "78af5f94892f3950");
}

TEST(HexText, HasSixteenDigits) {
  EXPECT_EQ(hex_text(0), "0000000000000000");
  EXPECT_EQ(hex_text(0x1234ABCDu), "000000001234abcd");
}

bool is_fit_for_an_address(const std::string& slug) {
  return !slug.empty() && slug.size() <= 60 && slug.front() != '-' && slug.back() != '-' &&
         slug.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789-") == std::string::npos;
}

TEST(MakeSlug, KeepsIdsThatAreFitAlready) {
  EXPECT_EQ(make_slug("exp001"), "exp001");
  EXPECT_EQ(make_slug("lr-0-1"), "lr-0-1");
  EXPECT_EQ(make_slug("index"), "index");
  EXPECT_EQ(make_slug(std::string(60, 'a')), std::string(60, 'a'));
}

TEST(MakeSlug, KeepsThePlainPartOfOtherIds) {
  EXPECT_TRUE(make_slug("EXP001").starts_with("exp001-"));
  EXPECT_TRUE(make_slug("runs/lr=0.1 (warm)").starts_with("runs-lr-0-1-warm-"));
}

TEST(MakeSlug, MakesEveryIdFitAndDifferent) {
  const std::string long_id(255, 'x');
  const std::set<std::string> ids = {"Run-A",
                                     "run-a",
                                     "RUN-A",
                                     "run_a",
                                     "run a",
                                     "../../outside/evil",
                                     "%2e%2e%2f%2e%2e%2fevil",
                                     ".",
                                     "..",
                                     "",
                                     "-",
                                     "--",
                                     "a-",
                                     "-a",
                                     "a--b",
                                     "CON",
                                     "con",
                                     "nul",
                                     "aux",
                                     "prn",
                                     "com1",
                                     "COM1",
                                     "lpt9",
                                     "index.html",
                                     "é",
                                     "e\u0301",
                                     "字",
                                     "run\xFFn",
                                     "a\nb",
                                     std::string("a\0b", 3),
                                     long_id,
                                     long_id + "y",
                                     "<script>"};
  std::set<std::string> slugs;
  for (const std::string& id : ids) {
    const std::string slug = make_slug(id);
    EXPECT_TRUE(is_fit_for_an_address(slug)) << id << " gave " << slug;
    EXPECT_TRUE(slugs.insert(slug).second) << id << " gave " << slug << " again";
  }
}

TEST(MakeSlug, NeverGivesAnIdTheSlugOfAnother) {
  const std::string slug = make_slug("Run-A");
  EXPECT_NE(make_slug(slug), slug);
  EXPECT_NE(make_slug("con"), "con");
}

}  // namespace
}  // namespace base
