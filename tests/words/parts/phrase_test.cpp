#include "words/parts/phrase.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/findings_log.h"

namespace {

using testing::ElementsAre;
using words::Phrase;
using words::Piece;

TEST(Phrase, JoinsNeighbouringTexts) {
  const words::Phrase phrase = Phrase("It is ") + words::strong("0.95") + " " + "of 1" + "";
  EXPECT_THAT(phrase.pieces, ElementsAre(Piece{.text = "It is "}, Piece{.kind = Piece::Kind::strong, .text = "0.95"},
                                         Piece{.text = " of 1"}));
}

TEST(Phrase, IsEmptyWithoutAnyText) {
  EXPECT_TRUE(Phrase().empty());
  EXPECT_TRUE(Phrase("").empty());
  EXPECT_FALSE(Phrase("a").empty());
}

TEST(Phrase, ReadsPlainlyOnOneLine) {
  const words::Phrase phrase =
      "Names of " + words::logged_name("a\nb") + " are kept in " + words::file_name("trialpress.json");
  EXPECT_EQ(words::plain_text(phrase), "Names of a\\u{000A}b are kept in trialpress.json");
}

TEST(Phrase, LeadsToExperimentsByTheirIndex) {
  support::FindingsLog log;
  log.project();
  for (const char* id : {"a", "b", "c", "d"}) log.experiment(id, support::once(0.5));
  const words::Phrase phrase = words::experiment_links(log.findings(), {1, 3, 0}, 2);
  EXPECT_THAT(
      phrase.pieces,
      ElementsAre(Piece{.kind = Piece::Kind::experiment, .text = "b", .target = 1}, Piece{.text = ", "},
                  Piece{.kind = Piece::Kind::experiment, .text = "d", .target = 3}, Piece{.text = " and 1 more"}));
}

}  // namespace
