#include "base/text/iso_time.h"

#include <gtest/gtest.h>

#include <optional>

namespace {

using base::iso_date;
using base::parse_timestamp;
using base::timestamp_text;

// Expected numbers by `date -u -d TEXT +%s`.
TEST(IsoTime, ReadsTheFormsThatScriptsWrite) {
  EXPECT_EQ(parse_timestamp("1970-01-01"), 0);
  EXPECT_EQ(parse_timestamp("2024-05-01T10:00:00Z"), 1714557600);
  EXPECT_EQ(parse_timestamp("2024-05-01t10:00:00z"), 1714557600);
  EXPECT_EQ(parse_timestamp("2024-05-01 10:00:00"), 1714557600);
  EXPECT_EQ(parse_timestamp(" 2024-05-01 10:00 "), 1714557600);
  EXPECT_EQ(parse_timestamp("2024-05-01T12:00:00+02:00"), 1714557600);
  EXPECT_EQ(parse_timestamp("2024-05-01 12:00:00 +02"), 1714557600);
  EXPECT_EQ(parse_timestamp("2024-05-01T05:30:00-0430"), 1714557600);
  EXPECT_EQ(parse_timestamp("2024-05-01T10:00:00.25"), 1714557600.25);
  EXPECT_EQ(parse_timestamp("2024-05-01 10:00:00,25"), 1714557600.25);
  EXPECT_EQ(parse_timestamp("20240501_100000"), 1714557600);
  EXPECT_EQ(parse_timestamp("2024-05-01"), 1714521600);
  EXPECT_EQ(parse_timestamp("2024-02-29"), 1709164800);
  EXPECT_EQ(parse_timestamp("1969-12-31T23:59:59Z"), -1);
  EXPECT_EQ(parse_timestamp("2000-02-29T00:00:00Z"), 951782400);
}

TEST(IsoTime, AnythingElseIsNone) {
  for (const char* text : {"", "yesterday", "2024-13-01", "0000-01-01", "2023-02-29", "2024-05-01T25:00", "12:30",
                           "2024-05-01T10:00:00 CET", "20240501", "1714557600", "2024-05-01T", "2024-05-01T10:00:00.",
                           "2024-05-01T10:00+99:00", "2025-03-01T08:00:00 and more"}) {
    EXPECT_EQ(parse_timestamp(text), std::nullopt) << text;
  }
}

TEST(IsoTime, WritesAndReadsBack) {
  EXPECT_EQ(timestamp_text(1714557600), "2024-05-01T10:00:00Z");
  EXPECT_EQ(timestamp_text(1714557600.9), "2024-05-01T10:00:00.900Z");
  EXPECT_EQ(timestamp_text(1714557600.99999), "2024-05-01T10:00:01Z");
  EXPECT_EQ(timestamp_text(-0.25), "1969-12-31T23:59:59.750Z");
  EXPECT_EQ(timestamp_text(0), "1970-01-01T00:00:00Z");
  EXPECT_EQ(timestamp_text(-1), "1969-12-31T23:59:59Z");
  EXPECT_EQ(timestamp_text(1e18), std::nullopt);
  for (double day = -719'162; day < 2'932'896; day += 997) {
    EXPECT_EQ(parse_timestamp(*timestamp_text(day * 86'400)), day * 86'400);
  }
}

TEST(IsoTime, TheDateIsTheOneThatWasWritten) {
  EXPECT_EQ(iso_date("2025-03-01T23:30:00-05:00"), "2025-03-01");
  EXPECT_EQ(iso_date("2025-03-01 late in the evening"), "2025-03-01");
  EXPECT_EQ(iso_date("20250301_233000"), "2025-03-01");
  EXPECT_EQ(iso_date("20250301"), "");
  EXPECT_EQ(iso_date("2025-03-011"), "");
  EXPECT_EQ(iso_date("2025-02-30"), "");
  EXPECT_EQ(iso_date("March 2025"), "");
}

}  // namespace
