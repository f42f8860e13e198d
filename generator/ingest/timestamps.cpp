#include "ingest/timestamps.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <cstdio>

#include "base/number_text.h"
#include "base/utf8.h"

namespace ingest {
namespace {

constexpr std::int64_t kDaySeconds = 86'400;

/// Reads fixed-width numbers off the front of a text.
class Scanner {
 public:
  explicit Scanner(std::string_view text) : text_(text) {}
  bool done() const { return text_.empty(); }
  char peek() const { return text_.empty() ? '\0' : text_[0]; }
  bool skip(char c) {
    if (peek() != c || done()) return false;
    text_.remove_prefix(1);
    return true;
  }
  std::optional<int> digits(std::size_t count) {
    if (text_.size() < count) return std::nullopt;
    int value = 0;
    for (std::size_t i = 0; i < count; ++i) {
      if (text_[i] < '0' || text_[i] > '9') return std::nullopt;
      value = value * 10 + (text_[i] - '0');
    }
    text_.remove_prefix(count);
    return value;
  }
  double fraction() {
    std::size_t end = 0;
    while (end < text_.size() && text_[end] >= '0' && text_[end] <= '9') ++end;
    const std::optional<double> value = base::parse_number("0." + std::string(text_.substr(0, end)));
    text_.remove_prefix(end);
    return value.value_or(0);
  }

 private:
  std::string_view text_;
};

bool is_leap(int year) {
  return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

std::optional<std::int64_t> days_before(int year, int month, int day) {
  constexpr int kDays[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  if (year < 1 || month < 1 || month > 12 || day < 1) return std::nullopt;
  if (day > kDays[month - 1] + (month == 2 && is_leap(year) ? 1 : 0)) return std::nullopt;
  const std::int64_t full = year - 1;
  std::int64_t days = full * 365 + full / 4 - full / 100 + full / 400 - 719'162;
  for (int m = 1; m < month; ++m) days += kDays[m - 1] + (m == 2 && is_leap(year) ? 1 : 0);
  return days + day - 1;
}

std::optional<std::int64_t> scan_date(Scanner& in, bool& compact) {
  const auto year = in.digits(4);
  compact = !in.skip('-');
  const auto month = in.digits(2);
  if (!compact && !in.skip('-')) return std::nullopt;
  const auto day = in.digits(2);
  if (!year || !month || !day) return std::nullopt;
  return days_before(*year, *month, *day);
}

std::optional<double> scan_clock(Scanner& in, bool compact) {
  const auto hour = in.digits(2);
  if (!compact && !in.skip(':')) return std::nullopt;
  const auto minute = in.digits(2);
  if (!hour || !minute || *hour > 24 || *minute > 59) return std::nullopt;
  double seconds = *hour * 3600.0 + *minute * 60.0;
  if (compact ? (in.peek() >= '0' && in.peek() <= '9') : in.skip(':')) {
    const auto second = in.digits(2);
    if (!second || *second > 60) return std::nullopt;
    seconds += *second;
    if (in.skip('.') || in.skip(',')) seconds += in.fraction();
  }
  return seconds;
}

std::optional<double> scan_offset(Scanner& in) {
  in.skip(' ');
  if (in.skip('Z') || in.done()) return 0;
  const bool west = in.peek() == '-';
  if (!in.skip('-') && !in.skip('+')) return std::nullopt;
  const auto hours = in.digits(2);
  if (!hours || *hours > 23) return std::nullopt;
  in.skip(':');
  const int minutes = in.done() ? 0 : in.digits(2).value_or(99);
  if (minutes > 59) return std::nullopt;
  const double offset = *hours * 3600.0 + minutes * 60.0;
  return west ? -offset : offset;
}

}  // namespace

std::optional<double> parse_timestamp(std::string_view text) {
  Scanner in(base::trim(text));
  bool compact = false;
  const auto days = scan_date(in, compact);
  if (!days) return std::nullopt;
  const double midnight = static_cast<double>(*days * kDaySeconds);
  if (in.done()) return compact ? std::nullopt : std::optional(midnight);
  if (!in.skip('T') && !in.skip(' ') && !in.skip('t') && !in.skip('_') && !in.skip('-')) return std::nullopt;
  const auto clock = scan_clock(in, compact);
  if (!clock) return std::nullopt;
  const auto offset = scan_offset(in);
  if (!offset || !in.done()) return std::nullopt;
  return midnight + *clock - *offset;
}

std::optional<std::string> timestamp_text(double unix_seconds) {
  constexpr double kFirst = -62'135'596'800.0, kEnd = 253'402'300'800.0;
  if (!(unix_seconds >= kFirst && unix_seconds < kEnd)) return std::nullopt;
  const auto total = static_cast<std::int64_t>(std::floor(unix_seconds));
  const std::int64_t days = (total >= 0 ? total : total - (kDaySeconds - 1)) / kDaySeconds;
  const std::int64_t rest = total - days * kDaySeconds;
  // A year that is not later than the one sought; then a few steps forward.
  int year = std::max(1, static_cast<int>(1970 + (days < 0 ? days / 365 - 1 : days / 366)));
  while (*days_before(year, 12, 31) < days) ++year;
  int month = 1;
  while (month < 12 && *days_before(year, month + 1, 1) <= days) ++month;
  const auto day = days - *days_before(year, month, 1) + 1;
  char buffer[32];
  std::snprintf(buffer, sizeof buffer, "%04d-%02d-%02dT%02d:%02d:%02dZ", year % 10'000, month % 100,
                static_cast<int>(day), static_cast<int>(rest / 3600), static_cast<int>(rest / 60 % 60),
                static_cast<int>(rest % 60));
  return std::string(buffer);
}

}  // namespace ingest
