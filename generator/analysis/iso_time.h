#pragma once
/// Times as runs write them.

#include <optional>
#include <string>
#include <string_view>

namespace analysis {

/// Unix seconds of an ISO 8601 time: "2025-03-01", "2025-03-01T08:00:00", with a blank for the T, a fraction, "Z" or an
/// offset. A time without an offset counts as UTC. Nothing for any other text, or a day that no calendar has.
std::optional<double> unix_seconds(std::string_view text);

/// "YYYY-MM-DD" at the start of an ISO 8601 time, as written there (its own time zone); empty for any other text.
std::string iso_date(std::string_view text);

}  // namespace analysis
