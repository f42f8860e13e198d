#include "base/text/iso_time.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <cstdio>

#include "base/text/ascii.h"
#include "base/text/number_text.h"
#include "base/text/utf8.h"

namespace base {
namespace {

constexpr std::int64_t kDaySeconds = 86'400;

struct Day {
  int year = 0, month = 0, day = 0;
  bool compact = false;  ///< written without hyphens
};

/// Reads fixed-width numbers off the front of a text.
class Scanner {
 public:
  explicit Scanner(std::string_view text) : text_(text) {}
  bool done() const { return text_.empty(); }
  char peek() const { return text_.empty() ? '\0' : text_[0]; }
  bool skip(char c) { return skip_any({&c, 1}); }
  bool skip_any(std::string_view set) {
    if (done() || set.find(text_[0]) == std::string_view::npos) return false;
    text_.remove_prefix(1);
    return true;
  }
  std::optional<int> digits(std::size_t count) {
    if (text_.size() < count || !std::all_of(text_.begin(), text_.begin() + count, is_digit)) return std::nullopt;
    int value = 0;
    for (std::size_t i = 0; i < count; ++i) value = value * 10 + (text_[i] - '0');
    text_.remove_prefix(count);
    return value;
  }
  std::optional<double> fraction() {
    std::size_t end = 0;
    while (end < text_.size() && is_digit(text_[end])) ++end;
    if (end == 0) return std::nullopt;
    const std::optional<double> value = parse_number("0." + std::string(text_.substr(0, end)));
    text_.remove_prefix(end);
    return value;
  }

 private:
  std::string_view text_;
};

int days_in_month(int year, int month) {
  constexpr int kDays[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  const bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
  return month == 2 && leap ? 29 : kDays[month - 1];
}

std::optional<Day> scan_day(Scanner& in) {
  const auto year = in.digits(4);
  const bool compact = !in.skip('-');
  const auto month = in.digits(2);
  if (!year || *year < 1 || !month || *month < 1 || *month > 12) return std::nullopt;
  if (!compact && !in.skip('-')) return std::nullopt;
  const auto day = in.digits(2);
  if (!day || *day < 1 || *day > days_in_month(*year, *month)) return std::nullopt;
  return Day{*year, *month, *day, compact};
}

/// Days since 1970-01-01 in the proleptic Gregorian calendar.
std::int64_t days_since_epoch(int year, int month, int day) {
  const std::int64_t full = year - 1;
  std::int64_t days = full * 365 + full / 4 - full / 100 + full / 400 - 719'162;
  for (int m = 1; m < month; ++m) days += days_in_month(year, m);
  return days + day - 1;
}

/// Seconds of "08:00", "08:00:12", "08:00:12.5", or "080012" if `compact`.
std::optional<double> scan_clock(Scanner& in, bool compact) {
  const auto hour = in.digits(2);
  if (!compact && !in.skip(':')) return std::nullopt;
  const auto minute = in.digits(2);
  if (!hour || !minute || *hour > 24 || *minute > 59) return std::nullopt;
  double seconds = *hour * 3600.0 + *minute * 60.0;
  if (!(compact ? is_digit(in.peek()) : in.skip(':'))) return seconds;
  const auto second = in.digits(2);
  if (!second || *second > 60) return std::nullopt;
  seconds += *second;
  if (!in.skip_any(".,")) return seconds;
  const auto fraction = in.fraction();
  if (!fraction) return std::nullopt;
  return seconds + *fraction;
}

/// Seconds east of UTC of "Z", "+02:00", "+0200" or "+02"; 0 for nothing.
std::optional<double> scan_offset(Scanner& in) {
  while (in.skip(' ')) {
  }
  if (in.done() || in.skip_any("Zz")) return 0.0;
  const double sign = in.peek() == '-' ? -1.0 : 1.0;
  if (!in.skip_any("+-")) return std::nullopt;
  const auto hours = in.digits(2);
  if (!hours || *hours > 23) return std::nullopt;
  in.skip(':');
  const std::optional<int> minutes = in.done() ? 0 : in.digits(2);
  if (!minutes || *minutes > 59) return std::nullopt;
  return sign * (*hours * 3600.0 + *minutes * 60.0);
}

}  // namespace

std::optional<double> parse_timestamp(std::string_view text) {
  Scanner in(trim(text));
  const auto day = scan_day(in);
  if (!day) return std::nullopt;
  const double midnight = static_cast<double>(days_since_epoch(day->year, day->month, day->day) * kDaySeconds);
  // Eight digits alone are as likely a count or an id.
  if (in.done()) return day->compact ? std::nullopt : std::optional(midnight);
  if (!in.skip_any("Tt _-")) return std::nullopt;
  const auto clock = scan_clock(in, day->compact);
  if (!clock) return std::nullopt;
  const auto offset = scan_offset(in);
  if (!offset || !in.done()) return std::nullopt;
  return midnight + *clock - *offset;
}

std::optional<std::string> timestamp_text(double unix_seconds) {
  constexpr double kFirst = -62'135'596'800.0, kEnd = 253'402'300'800.0;
  if (!(unix_seconds >= kFirst && unix_seconds < kEnd - 1)) return std::nullopt;
  const auto milliseconds = static_cast<std::int64_t>(std::floor(unix_seconds * 1000 + 0.5));
  const std::int64_t thousandths = (milliseconds % 1000 + 1000) % 1000;
  const std::int64_t total = (milliseconds - thousandths) / 1000;
  const std::int64_t days = (total >= 0 ? total : total - (kDaySeconds - 1)) / kDaySeconds;
  const std::int64_t rest = total - days * kDaySeconds;
  // A year that is not later than the one sought; then a few steps forward.
  int year = std::max(1, static_cast<int>(1970 + (days < 0 ? days / 365 - 1 : days / 366)));
  while (days_since_epoch(year, 12, 31) < days) ++year;
  int month = 1;
  while (month < 12 && days_since_epoch(year, month + 1, 1) <= days) ++month;
  const auto day = days - days_since_epoch(year, month, 1) + 1;
  char buffer[32];
  std::snprintf(buffer, sizeof buffer, "%04d-%02d-%02dT%02d:%02d:%02d", year % 10'000, month % 100,
                static_cast<int>(day), static_cast<int>(rest / 3600), static_cast<int>(rest / 60 % 60),
                static_cast<int>(rest % 60));
  std::string text = buffer;
  if (thousandths != 0) text += "." + std::to_string(1000 + thousandths).substr(1);
  return text + "Z";
}

std::string iso_date(std::string_view text) {
  text = trim(text);
  Scanner in(text);
  const auto day = scan_day(in);
  if (!day) return {};
  if (!day->compact) return in.done() || in.skip_any("Tt _") ? std::string(text.substr(0, 10)) : std::string();
  if (!parse_timestamp(text)) return {};
  return std::string(text.substr(0, 4)) + "-" + std::string(text.substr(4, 2)) + "-" + std::string(text.substr(6, 2));
}

}  // namespace base
