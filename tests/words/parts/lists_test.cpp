#include "words/parts/lists.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "words/parts/phrase.h"

namespace {

using words::counted;
using words::listed;
using words::listed_with_rest;
using words::listed_within;
using Texts = std::vector<std::string>;

TEST(Counted, TakesOneForOneAlone) {
  EXPECT_EQ(words::counted(0, "run", "runs"), "0 runs");
  EXPECT_EQ(words::counted(1, "run", "runs"), "1 run");
  EXPECT_EQ(words::counted(1204, "run", "runs"), "1,204 runs");
}

TEST(Listed, JoinsTheLastWithAWord) {
  EXPECT_EQ(words::listed(Texts{}), "");
  EXPECT_EQ(words::listed(Texts{"a"}), "a");
  EXPECT_EQ(words::listed(Texts{"a", "b"}), "a and b");
  EXPECT_EQ(words::listed(Texts{"a", "b", "c"}), "a, b and c");
  EXPECT_EQ(words::listed(Texts{"a", "b", "c"}, " or "), "a, b or c");
}

TEST(ListedWithRest, NamesAsManyAsItMayAndCountsTheRest) {
  EXPECT_EQ(words::listed_with_rest(Texts{"a", "b", "c"}, 3), "a, b and c");
  EXPECT_EQ(words::listed_with_rest(Texts{"a", "b", "c", "d"}, 3), "a, b, c and 1 more");
  EXPECT_EQ(words::listed_with_rest(Texts{"a", "b", "c", "d", "e"}, 3), "a, b, c and 2 more");
  EXPECT_EQ(words::listed_with_rest(Texts{"a", "b", "c"}, 2, {"other change", "other changes"}),
            "a, b and 1 other change");
}

TEST(ListedWithin, CountsTheRestInPlaceOfTheLast) {
  EXPECT_EQ(words::listed_within(Texts{"a", "b", "c"}, 3), "a, b and c");
  EXPECT_EQ(words::listed_within(Texts{"a", "b", "c", "d"}, 3), "a, b and 2 more");
  EXPECT_EQ(words::listed_within(Texts{"a", "b"}, 1), "2 more");
  EXPECT_EQ(words::listed_within(Texts{"a", "b", "c", "d"}, 3, {"other change", "other changes"}),
            "a, b and 2 other changes");
}

TEST(ListedWithRest, KeepsWhatPhrasesMark) {
  const words::Phrase phrase = words::listed_with_rest(std::vector<words::Phrase>{words::strong("a"), "b", "c"}, 1);
  ASSERT_EQ(phrase.pieces.size(), 2u);
  EXPECT_EQ(phrase.pieces[0].kind, words::Piece::Kind::strong);
  EXPECT_EQ(phrase.pieces[1].text, " and 2 more");
}

TEST(Capitalised, ChangesTheFirstLetterAlone) {
  EXPECT_EQ(words::capitalised("learning rate"), "Learning rate");
  EXPECT_EQ(words::capitalised("mAP"), "MAP");
  EXPECT_EQ(words::capitalised("Ärger"), "Ärger");
  EXPECT_EQ(words::capitalised(""), "");
}

}  // namespace
