#include "base/text/number_text.h"

#include <gtest/gtest.h>

#include <cmath>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>

namespace base {
namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();
constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();

TEST(NumberText, IsTheShortestThatReadsBackEqual) {
  EXPECT_EQ(number_text(0.1), "0.1");
  EXPECT_EQ(number_text(1e-5), "1e-05");
  EXPECT_EQ(number_text(3), "3");
  EXPECT_EQ(number_text(-0.0625), "-0.0625");
  EXPECT_EQ(number_text(1.0 / 3), "0.3333333333333333");
  EXPECT_EQ(number_text(5e-324), "5e-324");
}

TEST(NumberText, WritesNonFiniteValuesAsWords) {
  EXPECT_EQ(number_text(kNaN), "nan");
  EXPECT_EQ(number_text(kInfinity), "inf");
  EXPECT_EQ(number_text(-kInfinity), "-inf");
}

TEST(FixedText, RoundsHalfToEvenOfTheExactValue) {
  EXPECT_EQ(fixed_text(2.5, 0), "2");
  EXPECT_EQ(fixed_text(3.5, 0), "4");
  EXPECT_EQ(fixed_text(0.125, 2), "0.12");
  EXPECT_EQ(fixed_text(2.675, 2), "2.67");  // 2.675 is 2.67499999… as a double
  EXPECT_EQ(fixed_text(1e22, 1), "10000000000000000000000.0");
}

TEST(FixedText, NeverWritesAMinusBeforeZero) {
  EXPECT_EQ(fixed_text(-0.0004, 3), "0.000");
  EXPECT_EQ(fixed_text(-0.0, 0), "0");
  EXPECT_EQ(fixed_text(-0.0006, 3), "-0.001");
}

TEST(FixedText, HoldsTheLargestDouble) {
  const std::string text = fixed_text(-std::numeric_limits<double>::max(), 17);
  EXPECT_EQ(text.size(), 1u + 309 + 1 + 17);
  EXPECT_EQ(text.substr(0, 6), "-17976");
}

TEST(ParseNumber, TakesTheFormsThatScriptsPrint) {
  EXPECT_EQ(parse_number("0.5"), 0.5);
  EXPECT_EQ(parse_number(" 0.5\t"), 0.5);
  EXPECT_EQ(parse_number("1e-05"), 1e-5);
  EXPECT_EQ(parse_number("+5"), 5);
  EXPECT_EQ(parse_number(".5"), 0.5);
  EXPECT_EQ(parse_number("5."), 5);
  EXPECT_EQ(parse_number("-2E+3"), -2000);
}

TEST(ParseNumber, TakesTheWordsForNonFiniteValues) {
  for (const char* word : {"nan", "NaN", "NAN", "-nan", "NA"})
    EXPECT_TRUE(std::isnan(parse_number(word).value())) << word;
  for (const char* word : {"inf", "+inf", "Infinity", "INF"}) EXPECT_EQ(parse_number(word), kInfinity) << word;
  EXPECT_EQ(parse_number("-Infinity"), -kInfinity);
}

TEST(ParseNumber, TakesNoNumberOfWhichOnlyAPartIsOne) {
  for (const char* text :
       {"",    " ",   "-",   "+",   ".",      "e5",      "0x1F", "1_000",       "1,5", "1.5.2", "1e",
        "1e+", "--1", "+-1", "N/A", "nan(1)", "infinit", "5 %",  "tensor(0.5)", "1 2", "None",  "True"}) {
    EXPECT_EQ(parse_number(text), std::nullopt) << text;
  }
}

TEST(ParseNumber, RoundsWhatIsOutOfRange) {
  EXPECT_EQ(parse_number("1e999"), kInfinity);
  EXPECT_EQ(parse_number("-1e999"), -kInfinity);
  EXPECT_EQ(parse_number("1e-999"), 0);
  EXPECT_EQ(parse_number("0e999"), 0);
  EXPECT_EQ(parse_number("0.000001e400"), kInfinity);
  EXPECT_EQ(parse_number("100000e-400"), 0);
  EXPECT_EQ(parse_number("1e99999999999999999999"), kInfinity);
  EXPECT_EQ(parse_number(std::string(400, '9')), kInfinity);
  EXPECT_EQ(parse_number("0." + std::string(400, '0') + "1"), 0);
}

TEST(ParseNumber, KeepsTheEndsOfTheRange) {
  EXPECT_EQ(parse_number("1.7976931348623157e308"), std::numeric_limits<double>::max());
  EXPECT_EQ(parse_number("5e-324"), std::numeric_limits<double>::denorm_min());
}

TEST(ParseInteger, TakesWholeNumbersThatFit) {
  EXPECT_EQ(parse_integer("42"), 42);
  EXPECT_EQ(parse_integer(" -7 "), -7);
  EXPECT_EQ(parse_integer("+7"), 7);
  EXPECT_EQ(parse_integer("9223372036854775807"), std::numeric_limits<std::int64_t>::max());
  for (const char* text : {"", "9223372036854775808", "1.0", "1e3", "+-1", "0x1", "seven"}) {
    EXPECT_EQ(parse_integer(text), std::nullopt) << text;
  }
}

}  // namespace
}  // namespace base
