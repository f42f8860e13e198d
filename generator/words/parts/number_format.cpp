#include "words/parts/number_format.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <utility>

#include "base/text/number_text.h"
#include "model/findings/metric_info.h"

namespace words {
namespace {

using model::ValueKind;

constexpr const char* kMinus = "−";
constexpr const char* kGap = "\u202f";
constexpr double kExactIntegers = 1e15;
constexpr double kMinute = 60;
constexpr double kHour = 3600;
constexpr double kDay = 86400;
constexpr double kLongestInHours = 2 * kDay;

std::string non_finite(double value) {
  if (std::isnan(value)) return "NaN";
  return value > 0 ? "+∞" : std::string(kMinus) + "∞";
}

/// 1234567.5 → "1,234,567.5"; a leading '-' becomes a true minus.
std::string grouped(std::string_view digits) {
  const bool negative = digits.starts_with('-');
  if (negative) digits.remove_prefix(1);
  const std::size_t whole = std::min(digits.find('.'), digits.size());
  std::string out = negative ? kMinus : "";
  for (std::size_t i = 0; i < whole; ++i) {
    if (i > 0 && (whole - i) % 3 == 0) out += ',';
    out += digits[i];
  }
  out += digits.substr(whole);
  return out;
}

std::string fixed(double value, int decimals) {
  return grouped(base::fixed_text(value, std::clamp(decimals, 0, 17)));
}

std::string without_trailing_zeros(std::string text) {
  if (text.find('.') == std::string::npos) return text;
  text.erase(text.find_last_not_of('0') + 1);
  if (text.ends_with('.')) text.pop_back();
  return text;
}

/// Position of the first significant digit: 0 for 1 to 9.99, 2 for 100, −2 for 0.05.
int magnitude(double value) {
  return value == 0 ? 0 : static_cast<int>(std::floor(std::log10(std::fabs(value))));
}

std::string exponent_form(double value, int digits) {
  std::array<char, 64> buffer{};
  const auto end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value, std::chars_format::scientific,
                                 std::max(0, digits - 1))
                       .ptr;
  const std::string_view text(buffer.data(), static_cast<std::size_t>(end - buffer.data()));
  const std::size_t e = text.find('e');
  std::string out = grouped(without_trailing_zeros(std::string(text.substr(0, e))));
  std::string_view exponent = text.substr(e + 1);
  const bool negative = exponent.starts_with('-');
  exponent.remove_prefix(1);
  while (exponent.size() > 1 && exponent.front() == '0') exponent.remove_prefix(1);
  return out + "e" + (negative ? kMinus : "") + std::string(exponent);
}

std::string plain(double value, int digits) {
  const double size = std::fabs(value);
  if (value == std::round(value) && size < kExactIntegers) return fixed(value, 0);
  if (size < 1e-4 || size >= 1e7) return exponent_form(value, digits);
  return without_trailing_zeros(fixed(value, std::max(0, digits - 1 - magnitude(value))));
}

double rounded(double value, int decimals) {
  return base::parse_number(base::fixed_text(value, decimals)).value_or(value);
}

/// Decimals of a percentage: one, and more where one would say 0 or 100 of something that is not.
int percent_decimals(double percent) {
  const double size = std::fabs(percent);
  if (size == 0 || size == 100) return 1;
  int decimals = 1;
  while (decimals < 4) {
    const double shown = std::fabs(rounded(size, decimals));
    if (shown != 0 && !(shown == 100 && size < 100) && !(shown < 1 && magnitude(size) + decimals < 1)) break;
    ++decimals;
  }
  return decimals;
}

struct Unit {
  double scale;
  const char* name;
};

Unit byte_unit(double bytes) {
  constexpr std::array<Unit, 6> kUnits{{{1e15, "PB"}, {1e12, "TB"}, {1e9, "GB"}, {1e6, "MB"}, {1e3, "kB"}, {1, "B"}}};
  for (const Unit& unit : kUnits) {
    // 999.6 kB would be written "1000 kB".
    if (std::fabs(bytes) >= unit.scale * 0.9995) return unit;
  }
  return kUnits.back();
}

/// For durations below a minute.
Unit short_time_unit(double seconds) {
  constexpr std::array<Unit, 4> kUnits{{{1, "s"}, {1e-3, "ms"}, {1e-6, "µs"}, {1e-9, "ns"}}};
  for (const Unit& unit : kUnits) {
    if (std::fabs(seconds) >= unit.scale * 0.9995) return unit;
  }
  return kUnits.back();
}

std::string with_unit(std::string number, const char* unit) {
  return std::move(number) + kGap + unit;
}

/// In a unit of its own size: 4.1, 41, 412.
std::string scaled(double value, const Unit& unit) {
  const double amount = value / unit.scale;
  const bool small = std::fabs(amount) < 9.95 && unit.scale != 1.0;
  return fixed(amount, small ? 1 : 0);
}

std::string two_parts(double large, const char* large_unit, double small, const char* small_unit, bool pad) {
  std::string low = fixed(small, 0);
  if (pad && low.size() < 2) low.insert(0, "0");
  return with_unit(fixed(large, 0), large_unit) + " " + with_unit(low, small_unit);
}

std::string long_duration(double seconds) {
  if (std::round(seconds) < kHour) {
    const double whole = std::round(seconds);
    return two_parts(std::floor(whole / kMinute), "min", std::fmod(whole, kMinute), "s", false);
  }
  const double minutes = std::round(seconds / kMinute);
  if (minutes * kMinute < kLongestInHours) {
    return two_parts(std::floor(minutes / 60), "h", std::fmod(minutes, 60), "min", true);
  }
  const double hours = std::round(seconds / kHour);
  return two_parts(std::floor(hours / 24), "d", std::fmod(hours, 24), "h", true);
}

std::string positive_duration(double seconds) {
  if (seconds == 0) return with_unit("0", "s");
  if (seconds >= 59.95) return long_duration(seconds);
  const Unit unit = short_time_unit(seconds);
  if (unit.scale == 1) return with_unit(fixed(seconds, 1), unit.name);
  return with_unit(scaled(seconds, unit), unit.name);
}

/// Decimals that show two significant digits of `width`, at most `most`.
int decimals_for(double width, int most) {
  if (!(width > 0) || !std::isfinite(width)) return most;
  return std::clamp(1 - magnitude(width), 0, most);
}

/// Percent points: one decimal unless that shows nothing of `width`.
int point_decimals(double width) {
  if (!(width > 0) || !std::isfinite(width)) return 1;
  int decimals = 1;
  while (decimals < 4 && rounded(width, decimals) == 0) ++decimals;
  return decimals;
}

double percent_scale(ValueKind kind) {
  return kind == ValueKind::fraction ? 100 : 1;
}

std::string with_sign(double value, const std::string& size) {
  return (value < 0 ? kMinus : "+") + size;
}

EstimateText estimate_in(const model::Estimate& estimate, const Unit& unit, int most_decimals) {
  const double mean = estimate.mean / unit.scale;
  const double sd = estimate.sd / unit.scale;
  const int decimals = decimals_for(sd, most_decimals);
  return {with_unit(fixed(mean, decimals), unit.name), fixed(sd, decimals)};
}

EstimateText estimate_of_time(const model::Estimate& estimate) {
  const double size = std::fabs(estimate.mean);
  if (size >= 59.95) return {format_duration(estimate.mean), format_duration(estimate.sd)};
  return estimate_in(estimate, short_time_unit(size), size >= 1 ? 2 : 1);
}

}  // namespace

bool is_percent(ValueKind kind) {
  return kind == ValueKind::fraction || kind == ValueKind::percent;
}

std::string format_value(double value, ValueKind kind, int digits) {
  if (!std::isfinite(value)) return non_finite(value);
  switch (kind) {
    case ValueKind::fraction:
    case ValueKind::percent: {
      const double percent = value * percent_scale(kind);
      return with_unit(fixed(percent, percent_decimals(percent)), "%");
    }
    case ValueKind::seconds:
      return format_duration(value);
    case ValueKind::milliseconds:
      return format_duration(value / 1000);
    case ValueKind::bytes:
      return format_bytes(value);
    case ValueKind::plain:
      break;
  }
  return plain(value, digits);
}

namespace {

/// Mean and deviation as bare numbers of the same digits.
EstimateText mean_and_deviation(const model::Estimate& estimate, ValueKind kind) {
  if (estimate.n < 2 || !std::isfinite(estimate.mean) || !std::isfinite(estimate.sd)) {
    return {format_value(estimate.mean, kind), ""};
  }
  if (is_percent(kind)) {
    const double scale = percent_scale(kind);
    const int decimals = std::max(percent_decimals(estimate.mean * scale), point_decimals(estimate.sd * scale));
    return {with_unit(fixed(estimate.mean * scale, decimals), "%"), fixed(estimate.sd * scale, decimals)};
  }
  if (kind == ValueKind::seconds) return estimate_of_time(estimate);
  if (kind == ValueKind::milliseconds) {
    model::Estimate in_seconds = estimate;
    in_seconds.mean /= 1000;
    in_seconds.sd /= 1000;
    return estimate_of_time(in_seconds);
  }
  if (kind == ValueKind::bytes) return estimate_in(estimate, byte_unit(estimate.mean), 1);
  if (estimate.sd == 0) return {plain(estimate.mean, 4), "0"};
  if (std::fabs(estimate.mean) >= 1e7 || (estimate.mean != 0 && std::fabs(estimate.mean) < 1e-4)) {
    return {exponent_form(estimate.mean, 4), plain(estimate.sd, 2)};
  }
  const int decimals = decimals_for(estimate.sd, 6);
  return {fixed(estimate.mean, decimals), fixed(estimate.sd, decimals)};
}

}  // namespace

EstimateText format_estimate(const model::Estimate& estimate, ValueKind kind) {
  EstimateText text = mean_and_deviation(estimate, kind);
  if (text.spread.empty()) return text;
  // A deviation of two values tells less than the two.
  if (estimate.n == 2 && estimate.sd > 0) {
    const double half = estimate.sd / std::sqrt(2.0);
    const auto end = [&](double value) {
      return mean_and_deviation({.mean = value, .sd = estimate.sd, .n = estimate.n}, kind).mean;
    };
    text.spread = "(" + end(estimate.mean - half) + ", " + end(estimate.mean + half) + ")";
  } else {
    text.spread = "± " + text.spread;
  }
  return text;
}

std::string format_difference(double value, ValueKind kind) {
  if (!std::isfinite(value)) return non_finite(value);
  if (value == 0) return "0";
  if (is_percent(kind)) {
    const double points = std::fabs(value) * percent_scale(kind);
    const std::string size = fixed(points, point_decimals(points));
    return with_sign(value, size) + " " + (size == "1.0" ? "point" : "points");
  }
  if (kind == ValueKind::plain) return with_sign(value, plain(std::fabs(value), 3));
  return with_sign(value, format_value(std::fabs(value), kind));
}

std::string format_size(double value, ValueKind kind) {
  std::string text = format_difference(std::fabs(value), kind);
  if (text.starts_with('+')) text.erase(0, 1);
  return text;
}

std::string format_difference(const model::Difference& difference, ValueKind kind) {
  const double width = difference.high - difference.low;
  const bool supported = kind == ValueKind::plain && std::isfinite(difference.estimate) && std::isfinite(width) &&
                         width > 0 && std::fabs(difference.estimate) < 1e7;
  if (!supported) return format_difference(difference.estimate, kind);
  const std::string size = fixed(std::fabs(difference.estimate), decimals_for(width, 6));
  return size.find_first_not_of("0.") == std::string::npos ? size : with_sign(difference.estimate, size);
}

std::string format_interval(double low, double high, ValueKind kind) {
  if (!std::isfinite(low) || !std::isfinite(high)) return non_finite(low) + " to " + non_finite(high);
  const auto end = [&](double value, int decimals) {
    const std::string size = fixed(std::fabs(value), decimals);
    return value == 0 || size.find_first_not_of("0.,") == std::string::npos ? size : with_sign(value, size);
  };
  if (is_percent(kind)) {
    const double scale = percent_scale(kind);
    const int decimals = point_decimals((high - low) * scale);
    return end(low * scale, decimals) + " to " + end(high * scale, decimals);
  }
  if (kind == ValueKind::plain) {
    if (std::max(std::fabs(low), std::fabs(high)) >= 1e7) {
      return format_difference(low, kind) + " to " + format_difference(high, kind);
    }
    const int decimals = decimals_for(high - low, 6);
    return end(low, decimals) + " to " + end(high, decimals);
  }
  return format_difference(low, kind) + " to " + format_difference(high, kind);
}

std::string format_p(double p, double level) {
  constexpr int kMostDecimals = 6;
  constexpr double kSmallest = 0.001;
  if (std::isnan(p)) return "";
  const double least = std::min(kSmallest, level);
  if (p < least) return "p < " + plain(least, 4);
  for (int decimals = p < 0.1 ? 3 : 2; decimals <= kMostDecimals; ++decimals) {
    const double shown = rounded(p, decimals);
    const bool says_side = p == level ? shown == level : shown != level && (shown < level) == (p < level);
    if (says_side) return "p " + base::fixed_text(p, decimals);
  }
  return (p > level ? "p > " : p < level ? "p < " : "p ") + plain(level, 4);
}

std::string format_date(const std::string& iso) {
  constexpr std::array<const char*, 12> kMonths{"January", "February", "March",     "April",   "May",      "June",
                                                "July",    "August",   "September", "October", "November", "December"};
  const bool shaped =
      iso.size() >= 10 && iso[4] == '-' && iso[7] == '-' && (iso.size() == 10 || iso[10] == 'T' || iso[10] == ' ');
  if (!shaped) return iso;
  const auto year = base::parse_integer(iso.substr(0, 4));
  const auto month = base::parse_integer(iso.substr(5, 2));
  const auto day = base::parse_integer(iso.substr(8, 2));
  if (!year || !month || !day || *month < 1 || *month > 12 || *day < 1 || *day > 31) return iso;
  return std::to_string(*day) + " " + kMonths.at(static_cast<std::size_t>(*month - 1)) + " " + std::to_string(*year);
}

std::string format_count(std::uint64_t count) {
  return grouped(std::to_string(count));
}

std::string format_bytes(double bytes) {
  if (!std::isfinite(bytes)) return non_finite(bytes);
  const Unit unit = byte_unit(bytes);
  return with_unit(scaled(bytes, unit), unit.name);
}

std::string format_duration(double seconds) {
  if (!std::isfinite(seconds)) return non_finite(seconds);
  return seconds < 0 ? kMinus + positive_duration(-seconds) : positive_duration(seconds);
}

}  // namespace words
