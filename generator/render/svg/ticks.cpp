#include "render/svg/ticks.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <cmath>
#include <cstddef>
#include <initializer_list>
#include <utility>

#include "base/text/number_text.h"

namespace render {
namespace {

using model::AxisUnit;

struct ShownUnit {
  double factor = 1;
  const char* suffix = "";
};

ShownUnit seconds_unit(double seconds) {
  if (seconds < 1e-3) return {1e6, "\u202fµs"};
  if (seconds < 1) return {1e3, "\u202fms"};
  if (seconds < 180) return {1, "\u202fs"};
  if (seconds < 3 * 3600) return {1.0 / 60, "\u202fmin"};
  return {1.0 / 3600, "\u202fh"};
}

ShownUnit bytes_unit(double bytes) {
  if (bytes < 1e3) return {1, "\u202fB"};
  if (bytes < 1e6) return {1e-3, "\u202fkB"};
  if (bytes < 1e9) return {1e-6, "\u202fMB"};
  if (bytes < 1e12) return {1e-9, "\u202fGB"};
  return {1e-12, "\u202fTB"};
}

ShownUnit unit_for(double magnitude, AxisUnit unit) {
  switch (unit) {
    case AxisUnit::fraction_as_percent:
      return {100, "\u202f%"};
    case AxisUnit::percent:
      return {1, "\u202f%"};
    case AxisUnit::seconds:
      return seconds_unit(magnitude);
    case AxisUnit::milliseconds: {
      const ShownUnit shown = seconds_unit(magnitude / 1e3);
      return {shown.factor / 1e3, shown.suffix};
    }
    case AxisUnit::bytes:
      return bytes_unit(magnitude);
    case AxisUnit::plain:
      if (magnitude >= 1e6 && magnitude < 1e9) return {1e-6, "M"};
      return {};
    case AxisUnit::date:
      return {};
  }
  return {};
}

std::string with_separators(std::string digits) {
  const std::size_t start = digits.starts_with('-') ? 1 : 0;
  std::size_t end = std::min(digits.find('.'), digits.size());
  if (end - start >= 5) {
    while (end > start + 3) {
      end -= 3;
      digits.insert(end, 1, ',');
    }
  }
  if (start == 1) digits.replace(0, 1, "−");
  return digits;
}

std::string exponent_text(double value) {
  std::array<char, 32> buffer;
  const auto result =
      std::to_chars(buffer.data(), buffer.data() + buffer.size(), value, std::chars_format::scientific, 2);
  std::string text(buffer.data(), result.ptr);
  const std::size_t e = text.find('e');
  std::string mantissa = text.substr(0, e);
  while (mantissa.back() == '0') mantissa.pop_back();
  if (mantissa.back() == '.') mantissa.pop_back();
  int exponent = 0;
  const std::size_t digits = text[e + 1] == '+' ? e + 2 : e + 1;
  std::from_chars(text.data() + digits, text.data() + text.size(), exponent);
  std::string out = mantissa + "e" + std::to_string(exponent);
  for (std::size_t at = out.find('-'); at != std::string::npos; at = out.find('-')) out.replace(at, 1, "−");
  return out;
}

std::string label_with(double shown, int decimals, const char* suffix) {
  if (shown == 0) return std::string("0") + suffix;
  if (decimals > 5 || std::abs(shown) >= 1e9) return exponent_text(shown) + suffix;
  return with_separators(base::fixed_text(shown, decimals)) + suffix;
}

/// Up to 4 significant digits, without trailing zeros.
std::string label_in(double shown, const char* suffix) {
  if (shown == 0) return label_with(0, 0, suffix);
  const int magnitude = static_cast<int>(std::floor(std::log10(std::abs(shown)) + 1e-12));
  if (magnitude < -4 || magnitude > 8) return exponent_text(shown) + suffix;
  std::string text = base::fixed_text(shown, std::clamp(3 - magnitude, 0, 8));
  if (text.find('.') != std::string::npos) {
    text.erase(text.find_last_not_of('0') + 1);
    if (text.back() == '.') text.pop_back();
  }
  return with_separators(std::move(text)) + suffix;
}

/// The round number nearest to `raw`, never so small that half as many ticks again come out.
double round_step(double raw) {
  const double power = std::pow(10, std::floor(std::log10(raw)));
  for (const double multiple : {1.0, 2.0, 5.0}) {
    if (multiple * power >= raw * 0.7) return multiple * power;
  }
  return 10 * power;
}

int decimals_of(double step) {
  return std::max(0, static_cast<int>(-std::floor(std::log10(step) + 1e-9)));
}

std::vector<double> log_values(int first, int last, int every, std::initializer_list<double> multiples, double low,
                               double high) {
  std::vector<double> values;
  for (int exponent = first; exponent <= last; ++exponent) {
    if (exponent % every != 0) continue;
    for (const double multiple : multiples) {
      const double value = multiple * std::pow(10, exponent);
      if (value >= low * (1 - 1e-9) && value <= high * (1 + 1e-9)) values.push_back(value);
    }
  }
  return values;
}

using std::chrono::days;
using std::chrono::months;
using std::chrono::sys_days;
using std::chrono::year_month_day;

constexpr const char* kMonths[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};

std::string day_label(sys_days day, bool with_day) {
  const year_month_day date(day);
  const std::string month = kMonths[static_cast<unsigned>(date.month()) - 1];
  if (with_day) return std::to_string(static_cast<unsigned>(date.day())) + " " + month;
  return month + " " + std::to_string(static_cast<int>(date.year()));
}

std::vector<Tick> day_ticks(long first, long last, long step) {
  std::vector<Tick> ticks;
  const long monday = 4;  // 1970-01-05 was one
  long at = first;
  while ((at - monday) % step != 0) ++at;
  for (; at <= last; at += step) {
    ticks.push_back({static_cast<double>(at), day_label(sys_days(days(at)), true)});
  }
  return ticks;
}

std::vector<Tick> month_ticks(long first, long last, int step) {
  std::vector<Tick> ticks;
  const year_month_day start{sys_days(days(first))};
  for (auto month = start.year() / std::chrono::January / 1; sys_days(month) <= sys_days(days(last));
       month += months(step)) {
    const long day = sys_days(month).time_since_epoch().count();
    if (day < first) continue;
    const bool year_only = step % 12 == 0;
    ticks.push_back({static_cast<double>(day),
                     year_only ? std::to_string(static_cast<int>(month.year())) : day_label(sys_days(month), false)});
  }
  return ticks;
}

}  // namespace

std::vector<Tick> linear_ticks(double low, double high, int count, AxisUnit unit, double min_step) {
  const ShownUnit shown = unit_for(std::max(std::abs(low), std::abs(high)), unit);
  const double range = (high - low) * shown.factor;
  if (!std::isfinite(range) || !(range > 1e-290)) return {};
  const double step = round_step(std::max(range / count, min_step * shown.factor));
  const double first = std::ceil(low * shown.factor / step - 1e-9);
  const double last = std::floor(high * shown.factor / step + 1e-9);
  // Above 2^53 the multiples of the step cannot be told apart.
  if (!(std::max(std::abs(first), std::abs(last)) < 9e15) || !(last - first <= 2.0 * count + 1)) return {};
  const int decimals = decimals_of(step);
  std::vector<Tick> ticks;
  for (double i = first; i <= last; ++i) {
    ticks.push_back({i * step / shown.factor, label_with(i * step, decimals, shown.suffix)});
  }
  return ticks;
}

std::vector<Tick> log_ticks(double low, double high, int count, AxisUnit unit) {
  if (!(low > 0) || !(high > low) || !std::isfinite(high)) return {};
  const ShownUnit shown = unit_for(std::sqrt(low) * std::sqrt(high), unit);
  const double from = low * shown.factor, to = high * shown.factor;
  if (!(from > 0) || !std::isfinite(to)) return {};
  const int first = static_cast<int>(std::floor(std::log10(from)));
  const int last = static_cast<int>(std::ceil(std::log10(to)));
  std::vector<double> values = log_values(first, last, 1, {1, 2, 5}, from, to);
  if (static_cast<int>(values.size()) > 2 * count) values = log_values(first, last, 1, {1}, from, to);
  if (static_cast<int>(values.size()) > 2 * count) {
    values = log_values(first, last, static_cast<int>(values.size()) / count + 1, {1}, from, to);
  }
  if (values.size() < 2) return linear_ticks(low, high, count, unit);
  std::vector<Tick> ticks;
  for (const double value : values) ticks.push_back({value / shown.factor, label_in(value, shown.suffix)});
  return ticks;
}

std::vector<Tick> date_ticks(double low, double high, int count) {
  if (!(low > -700'000) || !(high < 2'900'000) || !(high >= low)) return {};
  const long first = static_cast<long>(std::ceil(low)), last = static_cast<long>(std::floor(high));
  for (const long step : {1L, 7L, 14L}) {
    if ((high - low) / static_cast<double>(step) <= count) return day_ticks(first, last, step);
  }
  int step = 1;
  for (const int candidate : {1, 3, 6, 12, 24, 60, 120, 240, 1200, 12'000}) {
    step = candidate;
    if ((high - low) / 30.4 / candidate <= count) break;
  }
  return month_ticks(first, last, step);
}

std::string tick_label(double value, AxisUnit unit) {
  if (!std::isfinite(value)) return std::isnan(value) ? "NaN" : value > 0 ? "+∞" : "−∞";
  if (unit == AxisUnit::date) {
    if (!(std::abs(value) < 700'000)) return exponent_text(value);
    const year_month_day date{sys_days(days(static_cast<long>(std::floor(value))))};
    return day_label(sys_days(date), true) + " " + std::to_string(static_cast<int>(date.year()));
  }
  const ShownUnit shown = unit_for(std::abs(value), unit);
  return label_in(value * shown.factor, shown.suffix);
}

}  // namespace render
