#pragma once
/// Names of moments: when a run started or ended.

#include <cstdint>
#include <string_view>

namespace vocabulary {

enum class Moment : std::uint8_t { none, start, finish };

/// "date", "created_at", "Start Time", "time-stamp" and anything that ends in "timestamp" are a start. Without regard
/// to case, and to the difference of " ", "-" and "_".
Moment moment_of(std::string_view name);

}  // namespace vocabulary
