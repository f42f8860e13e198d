#pragma once
/// Dates and times as training scripts write them.

#include <optional>
#include <string>
#include <string_view>

namespace ingest {

/// Unix seconds of "2024-05-01", "2024-05-01T10:00:00Z", "2024-05-01 10:00:00.25+02:00" and "20240501_100000"; without
/// an offset the time is taken as UTC. Nothing for any other text, or a day the calendar does not have.
std::optional<double> parse_timestamp(std::string_view text);

/// "2024-05-01T10:00:00Z"; whole seconds, rounded down. Nothing outside the years 1 to 9999.
std::optional<std::string> timestamp_text(double unix_seconds);

}  // namespace ingest
