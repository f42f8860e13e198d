#include "analysis/iso_time.h"

#include <gtest/gtest.h>

namespace analysis {
namespace {

// Expected numbers: date -u -d … +%s
TEST(IsoTime, ReadsTheFormsThatRunsWrite) {
  EXPECT_EQ(unix_seconds("1970-01-01"), 0);
  EXPECT_EQ(unix_seconds("2025-03-01T08:00:00Z"), 1740816000);
  EXPECT_EQ(unix_seconds("2025-03-01 08:00:00"), 1740816000);
  EXPECT_EQ(unix_seconds("2025-03-01T10:00:00+02:00"), 1740816000);
  EXPECT_EQ(unix_seconds("2025-03-01T08:00:00.25Z"), 1740816000.25);
  EXPECT_EQ(unix_seconds("2024-02-29"), 1709164800);
  EXPECT_EQ(unix_seconds("1969-12-31T23:59:59Z"), -1);
}

TEST(IsoTime, RefusesWhatNoCalendarHas) {
  EXPECT_EQ(unix_seconds("2025-02-29"), std::nullopt);
  EXPECT_EQ(unix_seconds("2025-13-01"), std::nullopt);
  EXPECT_EQ(unix_seconds("2025-03-01T08:00:00 and more"), std::nullopt);
  EXPECT_EQ(unix_seconds("yesterday"), std::nullopt);
  EXPECT_EQ(unix_seconds(""), std::nullopt);
}

TEST(IsoTime, TheDateIsTheOneThatWasWritten) {
  EXPECT_EQ(iso_date("2025-03-01T23:30:00-05:00"), "2025-03-01");
  EXPECT_EQ(iso_date("2025-03-011"), "");
  EXPECT_EQ(iso_date("March 2025"), "");
}

}  // namespace
}  // namespace analysis
