#include "base/text/iso_time.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <cstdio>

#include "base/text/ascii.h"
#include "base/text/number_text.h"
#include "base/text/utf8.h"

namespace base {
namespace {

struct ScannedDay {
  std::chrono::sys_days day;
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

std::optional<ScannedDay> scan_day(Scanner& in) {
  const auto year = in.digits(4);
  const bool compact = !in.skip('-');
  const auto month = in.digits(2);
  if (!year || *year < 1 || !month) return std::nullopt;
  if (!compact && !in.skip('-')) return std::nullopt;
  const auto day = in.digits(2);
  if (!day) return std::nullopt;
  const std::chrono::year_month_day date{std::chrono::year(*year), std::chrono::month(static_cast<unsigned>(*month)),
                                         std::chrono::day(static_cast<unsigned>(*day))};
  if (!date.ok()) return std::nullopt;
  return ScannedDay{std::chrono::sys_days(date), compact};
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

struct ParsedTime {
  double unix_seconds = 0;
  std::optional<double> offset;  ///< if it says its zone
};

std::optional<ParsedTime> parse_time(std::string_view text) {
  Scanner in(trim(text));
  const auto day = scan_day(in);
  if (!day) return std::nullopt;
  const double midnight = static_cast<double>(std::chrono::sys_seconds(day->day).time_since_epoch().count());
  // Eight digits alone are as likely a count or an id.
  if (in.done()) return day->compact ? std::nullopt : std::optional(ParsedTime{midnight, std::nullopt});
  if (!in.skip_any("Tt _-")) return std::nullopt;
  const auto clock = scan_clock(in, day->compact);
  if (!clock) return std::nullopt;
  if (in.done()) return ParsedTime{midnight + *clock, std::nullopt};
  const auto offset = scan_offset(in);
  if (!offset || !in.done()) return std::nullopt;
  return ParsedTime{midnight + *clock - *offset, offset};
}

}  // namespace

std::optional<double> parse_timestamp(std::string_view text) {
  const std::optional<ParsedTime> time = parse_time(text);
  return time ? std::optional(time->unix_seconds) : std::nullopt;
}

std::optional<double> zone_offset(std::string_view text) {
  const std::optional<ParsedTime> time = parse_time(text);
  return time ? time->offset : std::nullopt;
}

std::optional<std::string> timestamp_text(double unix_seconds) {
  constexpr double kFirst = -62'135'596'800.0, kEnd = 253'402'300'800.0;
  if (!(unix_seconds >= kFirst && unix_seconds < kEnd - 1)) return std::nullopt;
  const std::chrono::sys_time<std::chrono::milliseconds> instant{
      std::chrono::milliseconds(static_cast<std::int64_t>(std::floor(unix_seconds * 1000 + 0.5)))};
  const auto midnight = std::chrono::floor<std::chrono::days>(instant);
  const std::chrono::year_month_day date(midnight);
  const std::chrono::hh_mm_ss clock(instant - midnight);
  char buffer[64];
  std::snprintf(buffer, sizeof buffer, "%04d-%02u-%02uT%02d:%02d:%02d", static_cast<int>(date.year()),
                static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()),
                static_cast<int>(clock.hours().count()), static_cast<int>(clock.minutes().count()),
                static_cast<int>(clock.seconds().count()));
  std::string text = buffer;
  const auto thousandths = clock.subseconds().count();
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

std::string utc_date(std::string_view text) {
  const std::optional<ParsedTime> time = parse_time(text);
  if (!time || !time->offset) return iso_date(text);
  const std::optional<std::string> instant = timestamp_text(time->unix_seconds);
  return instant ? instant->substr(0, 10) : iso_date(text);
}

}  // namespace base
