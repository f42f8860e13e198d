#pragma once
/// Dates and times as training scripts write them.

#include <optional>
#include <string>
#include <string_view>

namespace base {

/// Unix seconds of "2024-05-01", "2024-05-01T10:00:00Z", "2024-05-01 10:00:00.25+02:00" and "20240501_100000"; a blank,
/// "_" or "-" may stand for the T, and blanks around the text and before the offset do not count. Without an offset the
/// time is taken as UTC. Nothing for any other text, or a day the calendar does not have.
std::optional<double> parse_timestamp(std::string_view text);

/// "2024-05-01T10:00:00Z", "2024-05-01T10:00:00.250Z": to the nearest millisecond. Nothing outside the years 1 to 9999.
std::optional<std::string> timestamp_text(double unix_seconds);

/// "YYYY-MM-DD" of a date or time that parse_timestamp reads, as written there (its own time zone); also of one whose
/// clock it does not read. Empty for any other text.
std::string iso_date(std::string_view text);

/// Seconds east of UTC of a time that says its zone ("…Z", "…+02:00"). Nothing for any other text.
std::optional<double> zone_offset(std::string_view text);

/// "YYYY-MM-DD" in UTC of a time that says its zone; of any other text what iso_date gives.
std::string utc_date(std::string_view text);

}  // namespace base
