#include "ingest/formats/text_log/log_line.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <cstddef>
#include <cstring>
#include <optional>

#include "base/text/ascii.h"
#include "base/text/utf8.h"

namespace ingest {
namespace {

using base::is_digit;
using base::is_letter;

constexpr std::size_t kMaxPrefixBytes = 120;

char char_at(std::string_view s, std::size_t i) {
  return i < s.size() ? s[i] : '\0';
}

/// `count` digits at `i`, or -1.
int digits_at(std::string_view s, std::size_t i, std::size_t count) {
  int value = 0;
  for (std::size_t k = 0; k < count; ++k) {
    if (!is_digit(char_at(s, i + k))) return -1;
    value = value * 10 + (s[i + k] - '0');
  }
  return value;
}

double day_s(int year, int month, int day) {
  if (year < 1970 || month < 1 || day < 1) return kNoNumber;
  const std::chrono::year_month_day date{std::chrono::year(year), std::chrono::month(static_cast<unsigned>(month)),
                                         std::chrono::day(static_cast<unsigned>(day))};
  if (!date.ok()) return kNoNumber;
  return static_cast<double>(std::chrono::sys_days(date).time_since_epoch().count()) * 86400.0;
}

struct Stamp {
  std::size_t end = 0;  ///< 0: none
  double time_s = kNoNumber;
};

/// "10:00:00", "10:00:00,123", "10:00:00.123456+02:00" at `i`; time_s is of the day, and less the offset.
Stamp clock_at(std::string_view s, std::size_t i) {
  const int hour = digits_at(s, i, 2), minute = digits_at(s, i + 3, 2);
  if (hour < 0 || minute < 0 || hour > 23 || minute > 59 || char_at(s, i + 2) != ':') return {};
  std::size_t end = i + 5;
  double seconds = hour * 3600.0 + minute * 60.0;
  if (char_at(s, end) == ':') {
    const int second = digits_at(s, end + 1, 2);
    if (second < 0 || second > 60) return {};
    seconds += second;
    end += 3;
    if ((char_at(s, end) == '.' || char_at(s, end) == ',') && is_digit(char_at(s, end + 1))) {
      double unit = 0.1;
      for (++end; is_digit(char_at(s, end)); ++end, unit /= 10) seconds += unit * (s[end] - '0');
    }
  }
  if (char_at(s, end) == 'Z') return {end + 1, seconds};
  const std::size_t sign = char_at(s, end) == ' ' ? end + 1 : end;
  if (char_at(s, sign) == '+' || char_at(s, sign) == '-') {
    const int hours = digits_at(s, sign + 1, 2);
    const std::size_t at = char_at(s, sign + 3) == ':' ? sign + 4 : sign + 3;
    const int minutes = digits_at(s, at, 2);
    if (hours >= 0 && hours < 15 && minutes >= 0 && minutes < 60 && !is_digit(char_at(s, at + 2))) {
      return {at + 2, seconds - (s[sign] == '-' ? -1 : 1) * (hours * 3600.0 + minutes * 60.0)};
    }
  }
  return is_digit(char_at(s, end)) ? Stamp{} : Stamp{end, seconds};
}

/// A day and the clock behind it.
Stamp with_clock(std::string_view s, std::size_t end, double day) {
  std::size_t at = end;
  if (char_at(s, at) == 'T' || char_at(s, at) == '_' || char_at(s, at) == '-') {
    ++at;
  } else {
    while (char_at(s, at) == ' ') ++at;
  }
  const Stamp clock = at > end ? clock_at(s, at) : Stamp{};
  if (clock.end == 0) return {};
  return {clock.end, day + clock.time_s};
}

int month_of(std::string_view s, std::size_t i) {
  constexpr std::array<std::string_view, 12> kMonths{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                     "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  const auto found = std::find(kMonths.begin(), kMonths.end(), s.substr(std::min(i, s.size()), 3));
  return found == kMonths.end() ? -1 : static_cast<int>(found - kMonths.begin()) + 1;
}

/// "Wed May  1 10:00:00 2024".
Stamp weekday_stamp(std::string_view s) {
  constexpr std::array<std::string_view, 7> kDays{"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};
  if (std::find(kDays.begin(), kDays.end(), s.substr(0, 3)) == kDays.end()) return {};
  std::size_t i = char_at(s, 3) == ',' ? 4 : 3;
  if (char_at(s, i) != ' ') return {};
  const int month = month_of(s, ++i);
  if (month < 0) return {};
  i += 3;
  while (char_at(s, i) == ' ') ++i;
  const std::size_t width = is_digit(char_at(s, i + 1)) ? 2 : 1;
  const int day = digits_at(s, i, width);
  i += width;
  if (day < 0 || char_at(s, i) != ' ') return {};
  const Stamp clock = clock_at(s, i + 1);
  if (clock.end == 0) return {};
  i = clock.end;
  while (char_at(s, i) == ' ' || (is_letter(char_at(s, i)) && i - clock.end < 6)) ++i;
  const int year = digits_at(s, i, 4);
  if (year < 0) return {clock.end, kNoNumber};
  return {i + 4, day_s(year, month, day) + clock.time_s};
}

/// A stamp at the very beginning of `s`.
Stamp stamp_of(std::string_view s) {
  if (is_letter(char_at(s, 0))) return weekday_stamp(s);
  if (!is_digit(char_at(s, 0))) return {};
  const int year = digits_at(s, 0, 4);
  const char mark = char_at(s, 4);
  if (year >= 1970 && (mark == '-' || mark == '/' || mark == '.')) {
    const std::size_t month_width = is_digit(char_at(s, 6)) ? 2 : 1;
    const int month = digits_at(s, 5, month_width);
    std::size_t i = 5 + month_width;
    if (month < 0 || char_at(s, i) != mark) return {};
    const std::size_t day_width = is_digit(char_at(s, i + 2)) ? 2 : 1;
    const int day = digits_at(s, i + 1, day_width);
    i += 1 + day_width;
    return day < 0 ? Stamp{} : with_clock(s, i, day_s(year, month, day));
  }
  if (year >= 1970 && digits_at(s, 4, 4) > 0 &&
      (char_at(s, 8) == ' ' || char_at(s, 8) == '-' || char_at(s, 8) == '_')) {
    return with_clock(s, 8, day_s(year, digits_at(s, 4, 2), digits_at(s, 6, 2)));
  }
  const int first = digits_at(s, 0, 2), second = digits_at(s, 3, 2);
  const char between = char_at(s, 2);
  if (first >= 0 && second >= 0 && (between == '/' || between == '-' || between == '.')) {
    if (char_at(s, 5) != between) return {with_clock(s, 5, 0).end, kNoNumber};  // "05/01 10:00:00": no year
    const int last = digits_at(s, 6, 4);
    if (last < 1970) return {with_clock(s, 8, 0).end, kNoNumber};  // "24/05/01"
    const bool sure = (first > 12) != (second > 12);
    const double day = !sure ? kNoNumber : first > 12 ? day_s(last, second, first) : day_s(last, first, second);
    return with_clock(s, 10, day);
  }
  const Stamp clock = char_at(s, 5) == ':' ? clock_at(s, 0) : Stamp{};
  return {clock.end, kNoNumber};
}

bool is_filling(std::string_view s, std::size_t i) {
  const char c = s[i];
  if (c == ' ' || c == '\t' || c == '|' || c == ':' || c == ',' || c == ']' || c == '>' || c == ')') return true;
  return c == '-' && !is_digit(char_at(s, i + 1)) && char_at(s, i + 1) != '.';
}

std::string_view skip_filling(std::string_view s) {
  std::size_t i = 0;
  while (i < s.size() && is_filling(s, i)) ++i;
  return s.substr(i);
}

/// Length of the level at the beginning of `s`; 0: none.
std::size_t level_size(std::string_view s) {
  constexpr std::array<std::string_view, 14> kLevels{"INFO",     "WARNING", "WARN",  "DEBUG",   "ERROR",
                                                     "CRITICAL", "NOTICE",  "TRACE", "SUCCESS", "Info",
                                                     "info",     "Debug",   "debug", "warning"};
  for (const std::string_view level : kLevels) {
    if (s.starts_with(level) && !is_letter(char_at(s, level.size())) && char_at(s, level.size()) != '_') {
      return level.size();
    }
  }
  return 0;
}

/// Behind a level that stands within a logger's prefix: "- mmengine - INFO -", "[src.utils][INFO]", "ppcls INFO:".
/// The whole of `s` if there is none.
std::string_view behind_level(std::string_view s, bool& found) {
  const std::size_t limit = std::min(s.size(), kMaxPrefixBytes);
  for (std::size_t i = 0; i < limit; ++i) {
    const char c = s[i];
    if ((i == 0 || !is_letter(s[i - 1])) && (is_letter(c))) {
      if (const std::size_t size = level_size(s.substr(i)); size > 0) {
        // "info: loss 0.5" begins a text; a small level counts in brackets only.
        const bool small = c >= 'a';
        if (!small || (i > 0 && s[i - 1] == '[')) {
          found = true;
          return s.substr(i + size);
        }
      }
    }
    const bool in_prefix = is_letter(c) || is_digit(c) || c == ' ' || c == '_' || c == '.' || c == '-' || c == '[' ||
                           c == ']' || c == '(' || c == ')' || c == ':' || c == '|' || c == '/' || c == '<' || c == '>';
    if (!in_prefix) break;
  }
  return s;
}

/// "module:function:12 - ", "[file.py:12] ", "file.py:12] ", "(file.py:12): " behind a level: the text behind it.
std::string_view behind_place(std::string_view s) {
  const std::size_t begin = char_at(s, 0) == '[' || char_at(s, 0) == '(' ? 1 : 0;
  std::size_t end = begin;
  const auto in_place = [](char c) {
    return is_letter(c) || is_digit(c) || c == '_' || c == '.' || c == ':' || c == '<' || c == '>' || c == '/';
  };
  while (end < s.size() && end < kMaxPrefixBytes && in_place(s[end])) ++end;
  const std::string_view place = s.substr(begin, end - begin);
  const std::size_t colon = place.rfind(':');
  if (colon == std::string_view::npos || colon == 0) return s;
  // "loss:0.5 - acc" is no place: a line number is digits alone, behind the name of a file or of a function.
  const std::string_view line = place.substr(colon + 1), name = place.substr(0, colon);
  const bool is_line = !line.empty() && line.find_first_not_of("0123456789") == std::string_view::npos;
  const std::size_t dot = name.rfind('.');
  const bool is_file = dot != std::string_view::npos && is_letter(char_at(name, dot + 1));
  if (!is_line || (!is_file && name.find(':') == std::string_view::npos)) return s;
  const bool ends =
      char_at(s, end) == ']' || char_at(s, end) == ')' || s.substr(end, 3) == " - " || s.substr(end, 2) == " |";
  return ends ? skip_filling(s.substr(end)) : s;
}

/// "INFO:root:" and "WARNING:__main__:": behind the name.
std::string_view behind_name(std::string_view s) {
  if (char_at(s, 0) == '(') {  // "INFO(root): "
    const std::size_t close = s.substr(0, 64).find("):");
    return close == std::string_view::npos ? s : s.substr(close + 2);
  }
  if (char_at(s, 0) != ':') return s;
  std::size_t i = 1;
  while (i < s.size() && i < 64 && (is_letter(s[i]) || is_digit(s[i]) || s[i] == '_' || s[i] == '.')) ++i;
  return i > 1 && char_at(s, i) == ':' ? s.substr(i + 1) : s;
}

/// "I0501 10:00:00.123456 12345 file.cc:61] ".
std::string_view behind_glog(std::string_view s) {
  const char c = char_at(s, 0);
  if ((c != 'I' && c != 'W' && c != 'E') || digits_at(s, 1, 4) < 0 || char_at(s, 5) != ' ') return s;
  const std::size_t end = s.substr(0, kMaxPrefixBytes).find("] ");
  return end == std::string_view::npos ? s : s.substr(end + 2);
}

/// "[rank0]:", "[default0]:", "[1,0]<stdout>:", "(pid=123)".
std::string_view behind_process(std::string_view s) {
  const std::string_view head = s.substr(0, 48);
  if (head.starts_with("[rank") || head.starts_with("[Rank") || head.starts_with("[default") ||
      (head.starts_with("[1,") && head.find("]<std") != std::string_view::npos)) {
    const std::size_t end = head.find(']');
    if (end == std::string_view::npos) return s;
    const std::size_t stream = head.find(">:");
    return skip_filling(s.substr(stream != std::string_view::npos && head[end + 1] == '<' ? stream + 2 : end + 1));
  }
  if (head.starts_with('(') && head.find("pid=") < 40) {
    const std::size_t end = s.substr(0, kMaxPrefixBytes).find(')');
    return end == std::string_view::npos ? s : skip_filling(s.substr(end + 1));
  }
  return s;
}

}  // namespace

void for_each_state(std::string_view line, std::string& buffer, const std::function<void(std::string_view)>& take) {
  const auto has = [&](char c) { return std::memchr(line.data(), c, line.size()) != nullptr; };
  const bool coloured = !line.empty() && has('\x1b');
  const bool overwritten = !line.empty() && (has('\r') || has('\b'));
  if (!coloured && !overwritten) return take(line);
  buffer.clear();
  const auto flush = [&] {
    if (!buffer.empty()) take(buffer);
    buffer.clear();
  };
  for (std::size_t i = 0; i < line.size(); ++i) {
    const char c = line[i];
    if (c == '\r' || c == '\b') {
      flush();
    } else if (c == '\x1b') {
      if (char_at(line, i + 1) != '[') continue;
      std::size_t end = i + 2;
      while (end < line.size() && (line[end] < '@' || line[end] > '~')) ++end;
      if (end < line.size() && line[end] != 'm') flush();  // the cursor was moved
      i = end;
    } else {
      buffer += c;
    }
  }
  flush();
}

LogLine strip_log_prefix(std::string_view line) {
  LogLine out;
  std::string_view rest = base::trim(line);
  const bool may_have = !rest.empty() && (is_digit(rest[0]) || rest[0] == '[' || rest[0] == '(' || rest[0] == '<' ||
                                          base::is_upper(rest[0]));
  if (!may_have) {
    out.text = rest;
    return out;
  }
  rest = behind_process(behind_glog(rest));
  for (int round = 0; round < 3 && !rest.empty(); ++round) {
    const bool open = rest[0] == '[' || rest[0] == '(' || rest[0] == '<';
    const std::string_view inner = open ? base::trim(rest.substr(1)) : rest;
    const Stamp stamp = stamp_of(inner);
    if (stamp.end > 0) {
      if (out.time_s != out.time_s) out.time_s = stamp.time_s;
      const std::string_view after = inner.substr(stamp.end);
      // "[05/01 10:00:00 d2.utils.events]: eta …"
      const std::size_t close = open ? after.find(']') : std::string_view::npos;
      const bool names_logger =
          close != std::string_view::npos && close < 60 && close > 0 && level_size(base::trim(after)) == 0;
      std::string_view behind = skip_filling(names_logger ? after.substr(close + 1) : after);
      bool level = false;
      behind = behind_level(behind, level);
      out.has_level = out.has_level || level;
      rest = out.has_level ? behind_place(skip_filling(level ? behind_name(behind) : behind)) : behind;
      continue;
    }
    if (const std::size_t size = level_size(inner); size > 0) {
      const char next = char_at(inner, size);
      const bool ends = next == ':' || next == ']' || next == ' ' || next == '|' || next == '\t';
      const bool small = inner[0] >= 'a' && !open;
      if (!ends || small) break;
      out.has_level = true;
      rest = behind_place(skip_filling(behind_name(inner.substr(size))));
      continue;
    }
    break;
  }
  out.text = base::trim(rest);
  return out;
}

}  // namespace ingest
