#include "ingest/formats/text_log/log_characters.h"

#include <algorithm>
#include <charconv>
#include <limits>
#include <string>
#include <system_error>

#include "base/contains.h"
#include "base/text/utf8.h"

namespace ingest {
namespace {

using base::is_letter;

constexpr std::array<std::string_view, 54> kUnits{
    "s",          "sec",     "secs",     "second",    "seconds",    "ms",          "us",          "ns",     "m",
    "min",        "mins",    "minutes",  "h",         "hr",         "hrs",         "hours",       "hour",   "it/s",
    "s/it",       "img/s",   "imgs/s",   "images/s",  "images/sec", "samples/s",   "samples/sec", "tok/s",  "tokens/s",
    "tokens/sec", "step/s",  "steps/s",  "steps/sec", "batch/s",    "batches/s",   "ms/step",     "s/step", "us/step",
    "ms/batch",   "s/batch", "ms/epoch", "s/epoch",   "fps",        "G",           "GB",          "GiB",    "M",
    "MB",         "MiB",     "KB",       "KiB",       "B",          "sequences/s", "it/sec",      "s/iter", "ms/iter"};

}  // namespace

LogMark log_mark_at(std::string_view line, std::size_t i) {
  const auto byte = [&](std::size_t k) { return i + k < line.size() ? static_cast<unsigned char>(line[i + k]) : 0U; };
  const unsigned first = byte(0);
  if (first == 0xE2) {
    const unsigned second = byte(1), third = byte(2);
    if (second == 0x80 && third >= 0x98 && third <= 0x9F) return {3, '"'};
    if (second == 0x86 || second == 0x87) return {3, '>'};
    if (second == 0x80 || (second >= 0x88 && second <= 0x8B)) return {3, '|'};
    if (second >= 0x8C && second <= 0xAF) return {3, '|'};  // drawn lines, blocks, signs
  }
  if (first == 0xEF && byte(1) == 0xBC) {
    switch (byte(2)) {
      case 0x9A:
        return {3, ':'};
      case 0x8C:
      case 0x9B:
        return {3, ','};
      case 0x88:
        return {3, '('};
      case 0x89:
        return {3, ')'};
      case 0x9D:
        return {3, '='};
      case 0x85:
        return {3, '%'};
      default:
        return {};
    }
  }
  if (first == 0xEF && byte(1) == 0xB8) return {3, ' '};
  if (first == 0xE3 && byte(1) == 0x80) return {3, byte(2) == 0x80 ? ' ' : ','};
  if (first == 0xF0) return {4, '|'};  // emoji
  if (first == 0xC2 && byte(1) == 0xB1) return {2, '+'};
  if (first == 0xC2 && byte(1) == 0xA0) return {2, ' '};
  return {};
}

bool LogCharacters::parse(std::size_t i, LogNumber& number) const {
  const std::size_t begin = at(i) == '+' ? i + 1 : i;
  const char* const end = s_.data() + s_.size();
  const auto read = std::from_chars(s_.data() + begin, end, number.value);
  if (read.ec == std::errc::invalid_argument) return false;
  number.end = static_cast<std::size_t>(read.ptr - s_.data());
  if (read.ec == std::errc::result_out_of_range) return false;
  number.whole = s_.substr(begin, number.end - begin).find_first_not_of("-0123456789") == std::string_view::npos;
  return true;
}

bool LogCharacters::parse_word(std::size_t i, LogNumber& number) const {
  std::size_t begin = i;
  const bool negative = at(begin) == '-';
  if (negative) ++begin;
  if (!is_letter(at(begin))) return false;
  std::size_t end = begin;
  while (is_letter(at(end))) ++end;
  const std::size_t size = end - begin;
  if ((size != 3 && size != 8) || log_character(at(end)) == 1) return false;
  const std::string word = base::to_lower(s_.substr(begin, size));
  if (word == "nan") {
    number.value = std::numeric_limits<double>::quiet_NaN();
  } else if (word == "inf" || word == "infinity") {
    number.value = negative ? -std::numeric_limits<double>::infinity() : std::numeric_limits<double>::infinity();
  } else {
    return false;
  }
  number.end = end;
  number.whole = false;
  return true;
}

std::size_t LogCharacters::behind_wrapper(std::size_t i) const {
  const std::string_view rest = s_.substr(std::min(i, s_.size()), 24);
  for (const std::string_view start : {"np.float", "np.int", "numpy.float", "tensor(", "array(", "Tensor(", "float("}) {
    if (!rest.starts_with(start)) continue;
    const std::size_t open = rest.find('(');
    return open == std::string_view::npos ? i : i + open + 1;
  }
  return i;
}

std::size_t LogCharacters::unit_at(std::size_t begin) const {
  std::size_t end = begin;
  while (end < s_.size() && (is_letter(s_[end]) || s_[end] == '/') && end - begin < 14) ++end;
  if (log_character(at(end)) == 1) return 0;
  return base::contains(kUnits, s_.substr(begin, end - begin)) ? end : 0;
}

std::size_t LogCharacters::close_of_name(std::size_t open) const {
  int depth = 0;
  const std::size_t limit = std::min(s_.size(), open + 28);
  for (std::size_t i = open; i < limit; ++i) {
    const char c = s_[i];
    if (c == '(') {
      ++depth;
    } else if (c == ')') {
      if (--depth > 0) continue;
      const std::size_t next = after_blanks(i + 1);
      const char follows = at(next);
      return follows == ':' || follows == '=' || follows == '[' || starts_number(next) ? i + 1 : 0;
    } else if (c == ':' || c == '=' || c == ',' || c == '|' || c == '[') {
      return 0;
    }
  }
  return 0;
}

std::size_t LogCharacters::skip_deviation(std::size_t end) const {
  const std::size_t next = after_blanks(end);
  std::size_t number_at = 0;
  if (s_.substr(std::min(next, s_.size()), 3) == "+/-") number_at = after_blanks(next + 3);
  if (s_.substr(std::min(next, s_.size()), 2) == "+-") number_at = after_blanks(next + 2);
  if (log_character(at(next)) == 3 && log_mark_at(s_, next).means == '+') number_at = after_blanks(next + 2);
  LogNumber deviation;
  if (number_at == 0 || !starts_number(number_at) || !parse(number_at, deviation)) return end;
  return deviation.end;
}

}  // namespace ingest
