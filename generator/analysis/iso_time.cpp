#include "analysis/iso_time.h"

#include <cstdint>

#include "base/number_text.h"
#include "base/utf8.h"

namespace analysis {
namespace {

struct Day {
  int year = 0, month = 0, day = 0;
};

/// `count` digits at the start of `text`, which is moved past them.
std::optional<int> take_digits(std::string_view& text, std::size_t count) {
  if (text.size() < count) return std::nullopt;
  int value = 0;
  for (std::size_t i = 0; i < count; ++i) {
    if (text[i] < '0' || text[i] > '9') return std::nullopt;
    value = value * 10 + (text[i] - '0');
  }
  text.remove_prefix(count);
  return value;
}

bool take(std::string_view& text, char c) {
  if (text.empty() || text[0] != c) return false;
  text.remove_prefix(1);
  return true;
}

int days_in_month(int year, int month) {
  constexpr int kDays[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  const bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
  return month == 2 && leap ? 29 : kDays[month - 1];
}

std::optional<Day> take_day(std::string_view& text) {
  const auto year = take_digits(text, 4);
  if (!year || !take(text, '-')) return std::nullopt;
  const auto month = take_digits(text, 2);
  if (!month || *month < 1 || *month > 12 || !take(text, '-')) return std::nullopt;
  const auto day = take_digits(text, 2);
  if (!day || *day < 1 || *day > days_in_month(*year, *month)) return std::nullopt;
  return Day{*year, *month, *day};
}

/// Days since 1970-01-01 in the proleptic Gregorian calendar; years count from March so that leap days come last.
std::int64_t days_since_epoch(const Day& date) {
  const std::int64_t year = date.month <= 2 ? date.year - 1 : date.year;
  const std::int64_t era = (year >= 0 ? year : year - 399) / 400;
  const std::int64_t year_of_era = year - era * 400;
  const std::int64_t month = (date.month + 9) % 12;
  const std::int64_t day_of_year = (153 * month + 2) / 5 + date.day - 1;
  return era * 146097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year - 719468;
}

/// Seconds of "08:00", "08:00:12" or "08:00:12.5".
std::optional<double> take_clock(std::string_view& text) {
  const auto hour = take_digits(text, 2);
  if (!hour || *hour > 24 || !take(text, ':')) return std::nullopt;
  const auto minute = take_digits(text, 2);
  if (!minute || *minute > 59) return std::nullopt;
  double seconds = *hour * 3600.0 + *minute * 60.0;
  if (!take(text, ':')) return seconds;
  const auto second = take_digits(text, 2);
  if (!second || *second > 60) return std::nullopt;
  seconds += *second;
  if (!take(text, '.') && !take(text, ',')) return seconds;
  std::size_t digits = 0;
  while (digits < text.size() && text[digits] >= '0' && text[digits] <= '9') ++digits;
  if (digits == 0) return std::nullopt;
  seconds += base::parse_number("0." + std::string(text.substr(0, digits))).value_or(0);
  text.remove_prefix(digits);
  return seconds;
}

/// Seconds east of UTC of "Z", "+02:00", "+0200" or "+02"; 0 for nothing.
std::optional<double> take_offset(std::string_view& text) {
  if (text.empty() || take(text, 'Z') || take(text, 'z')) return 0.0;
  const double sign = text[0] == '-' ? -1.0 : 1.0;
  if (!take(text, '+') && !take(text, '-')) return std::nullopt;
  const auto hour = take_digits(text, 2);
  if (!hour) return std::nullopt;
  take(text, ':');
  const auto minute = text.empty() ? std::optional<int>(0) : take_digits(text, 2);
  if (!minute) return std::nullopt;
  return sign * (*hour * 3600.0 + *minute * 60.0);
}

}  // namespace

std::optional<double> unix_seconds(std::string_view text) {
  text = base::trim(text);
  const auto day = take_day(text);
  if (!day) return std::nullopt;
  const double midnight = static_cast<double>(days_since_epoch(*day)) * 86400.0;
  if (text.empty()) return midnight;
  if (!take(text, 'T') && !take(text, 't') && !take(text, ' ')) return std::nullopt;
  const auto clock = take_clock(text);
  if (!clock) return std::nullopt;
  text = base::trim(text);
  const auto offset = take_offset(text);
  if (!offset || !text.empty()) return std::nullopt;
  return midnight + *clock - *offset;
}

std::string iso_date(std::string_view text) {
  text = base::trim(text);
  std::string_view rest = text;
  if (!take_day(rest)) return {};
  if (!rest.empty() && rest[0] != 'T' && rest[0] != 't' && rest[0] != ' ') return {};
  return std::string(text.substr(0, 10));
}

}  // namespace analysis
