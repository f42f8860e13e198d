#include "ingest/formats/text_log/log_characters.h"

#include <gtest/gtest.h>

#include <cmath>
#include <cstddef>
#include <string>
#include <string_view>

namespace {

using ingest::LogCharacters;
using ingest::LogNumber;

TEST(LogCharacters, NumbersBeginWhereNoWordGoesOn) {
  const auto starts = [](std::string_view line, std::size_t at) { return LogCharacters(line).starts_number(at); };
  EXPECT_TRUE(starts("loss -0.5", 5));
  EXPECT_TRUE(starts("loss .5", 5));
  EXPECT_TRUE(starts("loss: -.5", 6));
  EXPECT_FALSE(starts("epoch-5", 5));  // a dash in a word
  EXPECT_FALSE(starts("loss - 5", 5));
  EXPECT_FALSE(starts("loss", 4));  // behind the end
}

TEST(LogCharacters, NumbersEndWhereTheyAreNoMore) {
  LogNumber number;
  ASSERT_TRUE(LogCharacters("1e-3,").parse(0, number));
  EXPECT_EQ(number.value, 1e-3);
  EXPECT_EQ(number.end, 4u);
  EXPECT_FALSE(number.whole);
  ASSERT_TRUE(LogCharacters("+12/30").parse(0, number));
  EXPECT_EQ(number.value, 12);
  EXPECT_EQ(number.end, 3u);
  EXPECT_TRUE(number.whole);
  EXPECT_FALSE(LogCharacters("1e999").parse(0, number));  // no double holds it
}

TEST(LogCharacters, WordsMayBeNumbers) {
  LogNumber number;
  ASSERT_TRUE(LogCharacters("loss NaN |").parse_word(5, number));
  EXPECT_TRUE(std::isnan(number.value));
  EXPECT_EQ(number.end, 8u);
  ASSERT_TRUE(LogCharacters("-inf").parse_word(0, number));
  EXPECT_EQ(number.value, -HUGE_VAL);
  ASSERT_TRUE(LogCharacters("Infinity").parse_word(0, number));
  EXPECT_EQ(number.value, HUGE_VAL);
  EXPECT_FALSE(LogCharacters("info").parse_word(0, number));
  EXPECT_FALSE(LogCharacters("nano").parse_word(0, number));
}

TEST(LogCharacters, UnitsAndWrappersAndDeviationsAreKnown) {
  EXPECT_EQ(LogCharacters("3ms/step").unit_at(1), 8u);
  EXPECT_EQ(LogCharacters("3rd").unit_at(1), 0u);
  EXPECT_EQ(LogCharacters("tensor(0.5)").behind_wrapper(0), 7u);
  EXPECT_EQ(LogCharacters("np.float32(0.5)").behind_wrapper(0), 11u);
  EXPECT_EQ(LogCharacters("loss").behind_wrapper(0), 0u);
  EXPECT_EQ(LogCharacters("0.5 +/- 0.1 x").skip_deviation(3), 11u);
  EXPECT_EQ(LogCharacters("0.5 \xc2\xb1 0.1").skip_deviation(3), 10u);
  EXPECT_EQ(LogCharacters("0.5 0.1").skip_deviation(3), 3u);
  EXPECT_EQ(LogCharacters("time (ms): 5").close_of_name(5), 9u);
  EXPECT_EQ(LogCharacters("D(G(z)): 0.1").close_of_name(1), 7u);
  EXPECT_EQ(LogCharacters("loss (a, b): 0.1").close_of_name(5), 0u);
}

TEST(LogCharacters, MarksBeyondAsciiMeanWhatTheyLookLike) {
  EXPECT_EQ(ingest::log_mark_at("\xef\xbc\x9a", 0).means, ':');
  EXPECT_EQ(ingest::log_mark_at("\xe2\x94\x82", 0).means, '|');
  EXPECT_EQ(ingest::log_mark_at("\xe2\x86\x92", 0).means, '>');
  EXPECT_EQ(ingest::log_mark_at("\xc3\xa9", 0).length, 0u);  // a letter
  EXPECT_EQ(ingest::log_mark_at("\xe2", 0).length, 0u);      // cut
}

}  // namespace
