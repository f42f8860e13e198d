#include "words/parts/number_format.h"

#include <gtest/gtest.h>

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <string>

#include "model/findings/metric_info.h"

namespace {

using model::ValueKind;
using words::format_bytes;
using words::format_count;
using words::format_date;
using words::format_difference;
using words::format_duration;
using words::format_estimate;
using words::format_interval;
using words::format_p;
using words::format_value;

constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();
constexpr double kInfinity = std::numeric_limits<double>::infinity();

/// Narrow gaps are written as plain blanks here, so that expectations can be read.
std::string plain(std::string text) {
  const std::string gap = "\u202f";
  for (std::size_t at = text.find(gap); at != std::string::npos; at = text.find(gap)) text.replace(at, gap.size(), " ");
  return text;
}

std::string value(double number, ValueKind kind = ValueKind::plain) {
  return plain(words::format_value(number, kind));
}

TEST(NumberFormat, FractionsAreShownAsPerCentWithOneDecimal) {
  EXPECT_EQ(value(0.972, ValueKind::fraction), "97.2 %");
  EXPECT_EQ(value(0.5, ValueKind::fraction), "50.0 %");
  EXPECT_EQ(value(1, ValueKind::fraction), "100.0 %");
  EXPECT_EQ(value(0, ValueKind::fraction), "0.0 %");
  EXPECT_EQ(value(-0.25, ValueKind::fraction), "−25.0 %");
  EXPECT_EQ(value(97.25, ValueKind::percent), "97.2 %");
}

TEST(NumberFormat, PerCentNeverRoundsToAllOrNothingWhatIsNot) {
  EXPECT_EQ(value(0.9996, ValueKind::fraction), "99.96 %");
  EXPECT_EQ(value(0.0052, ValueKind::fraction), "0.52 %");
  EXPECT_EQ(value(0.00012, ValueKind::fraction), "0.012 %");
}

TEST(NumberFormat, UnitsAreSetOffByANarrowGap) {
  EXPECT_EQ(words::format_value(0.972, ValueKind::fraction), "97.2\u202f%");
}

TEST(NumberFormat, PlainNumbersHaveFourSignificantDigits) {
  EXPECT_EQ(value(0.0413), "0.0413");
  EXPECT_EQ(value(0.04128765), "0.04129");
  EXPECT_EQ(value(2.0), "2");
  EXPECT_EQ(value(2.5), "2.5");
  EXPECT_EQ(value(1234.567), "1,235");
  EXPECT_EQ(value(12345), "12,345");
  EXPECT_EQ(value(-0.5), "−0.5");
  EXPECT_EQ(value(0), "0");
  EXPECT_EQ(value(-0.0), "0");
}

TEST(NumberFormat, VerySmallAndVeryLargeNumbersTakeAnExponent) {
  EXPECT_EQ(value(0.0001), "0.0001");
  EXPECT_EQ(value(0.00001234), "1.234e−5");
  EXPECT_EQ(value(12345678.5), "1.235e7");
  EXPECT_EQ(value(1e20), "1e20");
  EXPECT_EQ(value(10000000), "10,000,000");
}

TEST(NumberFormat, WhatIsNotFiniteIsSaid) {
  for (const auto kind : {ValueKind::plain, ValueKind::fraction, ValueKind::seconds, ValueKind::bytes}) {
    EXPECT_EQ(value(kNaN, kind), "NaN");
    EXPECT_EQ(value(kInfinity, kind), "+∞");
    EXPECT_EQ(value(-kInfinity, kind), "−∞");
  }
}

TEST(NumberFormat, DurationsTakeTheUnitOfTheirSize) {
  EXPECT_EQ(plain(words::format_duration(0)), "0 s");
  EXPECT_EQ(plain(words::format_duration(4.1)), "4.1 s");
  EXPECT_EQ(plain(words::format_duration(0.412)), "412 ms");
  EXPECT_EQ(plain(words::format_duration(0.000041)), "41 µs");
  EXPECT_EQ(plain(words::format_duration(0.0041)), "4.1 ms");
  EXPECT_EQ(plain(words::format_duration(125)), "2 min 5 s");
  EXPECT_EQ(plain(words::format_duration(432)), "7 min 12 s");
  EXPECT_EQ(plain(words::format_duration(11100)), "3 h 05 min");
  EXPECT_EQ(plain(words::format_duration(187200)), "2 d 04 h");
  EXPECT_EQ(plain(words::format_duration(-4.1)), "−4.1 s");
  EXPECT_EQ(value(0.041, ValueKind::milliseconds), "41 µs");
}

TEST(NumberFormat, DurationsCarryWhenTheyRoundUp) {
  EXPECT_EQ(plain(words::format_duration(59.96)), "1 min 0 s");
  EXPECT_EQ(plain(words::format_duration(119.6)), "2 min 0 s");
  EXPECT_EQ(plain(words::format_duration(3599.7)), "1 h 00 min");
  EXPECT_EQ(plain(words::format_duration(0.9999)), "1.0 s");
}

TEST(NumberFormat, BytesCountInThousands) {
  EXPECT_EQ(plain(words::format_bytes(0)), "0 B");
  EXPECT_EQ(plain(words::format_bytes(999)), "999 B");
  EXPECT_EQ(plain(words::format_bytes(1234567)), "1.2 MB");
  EXPECT_EQ(plain(words::format_bytes(212000000)), "212 MB");
  EXPECT_EQ(plain(words::format_bytes(999600)), "1.0 MB");
}

TEST(NumberFormat, CountsAreGroupedByThousands) {
  EXPECT_EQ(words::format_count(0), "0");
  EXPECT_EQ(words::format_count(999), "999");
  EXPECT_EQ(words::format_count(1234), "1,234");
  EXPECT_EQ(words::format_count(18446744073709551615u), "18,446,744,073,709,551,615");
}

model::Estimate estimate(double mean, double sd, std::uint32_t n) {
  return {.mean = mean, .sd = sd, .n = n};
}

TEST(NumberFormat, EstimatesHaveTheDigitsTheirDeviationSupports) {
  const auto accuracy = words::format_estimate(estimate(0.9723, 0.0031, 3), ValueKind::fraction);
  EXPECT_EQ(plain(accuracy.mean), "97.2 %");
  EXPECT_EQ(accuracy.spread, "± 0.3");
  const auto loss = words::format_estimate(estimate(0.16618, 0.0123, 3), ValueKind::plain);
  EXPECT_EQ(loss.mean, "0.166");
  EXPECT_EQ(loss.spread, "± 0.012");
  const auto time = words::format_estimate(estimate(4.12, 0.11, 3), ValueKind::seconds);
  EXPECT_EQ(plain(time.mean), "4.12 s");
  EXPECT_EQ(time.spread, "± 0.11");
  const auto steps = words::format_estimate(estimate(8711.3, 594.2, 5), ValueKind::plain);
  EXPECT_EQ(steps.mean, "8,711");
  EXPECT_EQ(steps.spread, "± 594");
}

TEST(NumberFormat, OneRunHasNoSpread) {
  const auto text = words::format_estimate(estimate(0.5, kNaN, 1), ValueKind::fraction);
  EXPECT_EQ(plain(text.mean), "50.0 %");
  EXPECT_EQ(text.spread, "");
  const auto broken = words::format_estimate(estimate(kNaN, kNaN, 3), ValueKind::plain);
  EXPECT_EQ(broken.mean, "NaN");
  EXPECT_EQ(broken.spread, "");
}

TEST(NumberFormat, DifferencesCarryTheirSign) {
  EXPECT_EQ(plain(words::format_difference(0.012, ValueKind::fraction)), "+1.2 points");
  EXPECT_EQ(plain(words::format_difference(0.01, ValueKind::fraction)), "+1.0 point");
  EXPECT_EQ(plain(words::format_difference(-0.039, ValueKind::fraction)), "−3.9 points");
  EXPECT_EQ(plain(words::format_difference(0.0004, ValueKind::fraction)), "+0.04 points");
  EXPECT_EQ(plain(words::format_difference(-0.045, ValueKind::plain)), "−0.045");
  EXPECT_EQ(plain(words::format_difference(14, ValueKind::seconds)), "+14.0 s");
  EXPECT_EQ(plain(words::format_difference(0.0, ValueKind::plain)), "0");
}

TEST(NumberFormat, DifferencesWithAnIntervalHaveItsDigits) {
  const model::Difference difference{.estimate = -0.0764, .low = -0.41, .high = 0.26};
  EXPECT_EQ(words::format_difference(difference, ValueKind::plain), "−0.08");
  const model::Difference alone{.estimate = -0.0764};
  EXPECT_EQ(words::format_difference(alone, ValueKind::plain), "−0.0764");
}

TEST(NumberFormat, BothEndsOfAnIntervalHaveTheSameDecimals) {
  EXPECT_EQ(words::format_interval(0.004, 0.02, ValueKind::fraction), "+0.4 to +2.0");
  EXPECT_EQ(words::format_interval(-0.01, 0.02, ValueKind::fraction), "−1.0 to +2.0");
  EXPECT_EQ(words::format_interval(-0.0812, -0.0611, ValueKind::plain), "−0.081 to −0.061");
  EXPECT_EQ(words::format_interval(0, 0.02, ValueKind::plain), "0.000 to +0.020");
  EXPECT_EQ(plain(words::format_interval(1, 2.5, ValueKind::seconds)), "+1.0 s to +2.5 s");
}

TEST(NumberFormat, ProbabilitiesReadAsOnTheirSideOfTheLevel) {
  EXPECT_EQ(words::format_p(0.0123, 0.05), "p 0.012");
  EXPECT_EQ(words::format_p(0.052, 0.05), "p 0.052");
  EXPECT_EQ(words::format_p(0.344, 0.05), "p 0.34");
  EXPECT_EQ(words::format_p(0.0004, 0.05), "p < 0.001");
  EXPECT_EQ(words::format_p(0.0502, 0.05), "p 0.0502");
  EXPECT_EQ(words::format_p(0.0498, 0.05), "p 0.0498");
  EXPECT_EQ(words::format_p(0.05, 0.05), "p 0.050");
  EXPECT_EQ(words::format_p(0.1004, 0.1), "p 0.1004");
  EXPECT_EQ(words::format_p(0.05 + 1e-9, 0.05), "p > 0.05");
  EXPECT_EQ(words::format_p(0.05 - 1e-9, 0.05), "p < 0.05");
  EXPECT_EQ(words::format_p(0.0007, 0.0005), "p 0.001");
  EXPECT_EQ(words::format_p(0.0003, 0.0005), "p < 0.0005");
  EXPECT_EQ(words::format_p(kNaN, 0.05), "");
}

TEST(NumberFormat, DatesAreWrittenOut) {
  EXPECT_EQ(words::format_date("2026-03-03"), "3 March 2026");
  EXPECT_EQ(words::format_date("2026-12-24T10:00:00Z"), "24 December 2026");
  EXPECT_EQ(words::format_date("last Tuesday"), "last Tuesday");
  EXPECT_EQ(words::format_date("2026-13-01"), "2026-13-01");
  EXPECT_EQ(words::format_date(""), "");
}

}  // namespace
