#include "ingest/formats/text_log/log_items.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstddef>
#include <string>
#include <system_error>

#include "base/contains.h"
#include "base/text/ascii.h"
#include "base/text/utf8.h"
#include "vocabulary/axis_names.h"
#include "vocabulary/metric_names.h"

namespace ingest {
namespace {

using base::is_digit;
using base::is_letter;

constexpr std::size_t kMaxItemNameBytes = 80;
constexpr std::size_t kMaxWordsBytes = 40;
constexpr std::size_t kMaxListed = 64;

constexpr std::array<std::string_view, 54> kUnits{
    "s",          "sec",     "secs",     "second",    "seconds",    "ms",          "us",          "ns",     "m",
    "min",        "mins",    "minutes",  "h",         "hr",         "hrs",         "hours",       "hour",   "it/s",
    "s/it",       "img/s",   "imgs/s",   "images/s",  "images/sec", "samples/s",   "samples/sec", "tok/s",  "tokens/s",
    "tokens/sec", "step/s",  "steps/s",  "steps/sec", "batch/s",    "batches/s",   "ms/step",     "s/step", "us/step",
    "ms/batch",   "s/batch", "ms/epoch", "s/epoch",   "fps",        "G",           "GB",          "GiB",    "M",
    "MB",         "MiB",     "KB",       "KiB",       "B",          "sequences/s", "it/sec",      "s/iter", "ms/iter"};

/// Characters beyond ASCII that part words or stand for marks of ASCII; 0: a letter like any other.
struct Mark {
  std::size_t length = 0;
  char means = 0;
};
Mark mark_at(std::string_view s, std::size_t i) {
  const auto byte = [&](std::size_t k) { return i + k < s.size() ? static_cast<unsigned char>(s[i + k]) : 0U; };
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

constexpr std::array<std::uint8_t, 256> make_kinds() {
  std::array<std::uint8_t, 256> kinds{};
  for (unsigned c = 0; c < 256; ++c) {
    const char as_char = static_cast<char>(c);
    if (is_letter(as_char) || is_digit(as_char) || as_char == '_' || as_char == '@' || as_char == '#' || as_char == '$')
      kinds[c] = 1;
    if (as_char == '.' || as_char == '-' || as_char == '/' || as_char == '\'' || as_char == '+' || as_char == '&' ||
        as_char == '^' || as_char == '~') {
      kinds[c] = 2;  // within a word only
    }
    if (c >= 0x80) kinds[c] = 3;
  }
  return kinds;
}
constexpr std::array<std::uint8_t, 256> kKinds = make_kinds();

std::uint8_t kind_of(char c) {
  return kKinds[static_cast<unsigned char>(c)];
}

bool is_blank(char c) {
  return c == ' ' || c == '\t';
}

struct Number {
  double value = 0;
  std::size_t end = 0;
  bool whole = false;
};

class ItemScanner {
 public:
  ItemScanner(std::string_view line, std::vector<LogItem>& items) : s_(line), items_(items) {}

  void run() {
    while (i_ < s_.size() && items_.size() < kMaxLogItems) {
      const char c = s_[i_];
      if (is_blank(c)) {
        skip_blanks();
        continue;
      }
      if (starts_number(i_)) {
        take_number(LogJoint::blank, false);
        continue;
      }
      const std::uint8_t kind = kind_of(c);
      if (kind == 1 && (c == 'n' || c == 'N' || c == 'i' || c == 'I') && take_number_word()) continue;
      if (kind == 1) {
        skip_word();
      } else if (kind == 3) {
        const Mark mark = mark_at(s_, i_);
        if (mark.length == 0) {
          skip_word();
        } else {
          take_mark(mark.means, mark.length);
        }
      } else {
        take_mark(c, 1);
      }
    }
    end_words(s_.size());
  }

 private:
  char at(std::size_t i) const { return i < s_.size() ? s_[i] : '\0'; }

  std::size_t after_blanks(std::size_t i) const {
    while (i < s_.size() && is_blank(s_[i])) ++i;
    return i;
  }

  /// A digit, or a sign or a point before one, where a word may begin.
  bool starts_number(std::size_t i) const {
    const char c = at(i);
    if (is_digit(c)) return true;
    if (c == '.') return is_digit(at(i + 1));
    if (c != '-' && c != '+') return false;
    if (i > 0 && (kind_of(s_[i - 1]) == 1 || kind_of(s_[i - 1]) == 3 || s_[i - 1] == ')')) return false;
    return is_digit(at(i + 1)) || (at(i + 1) == '.' && is_digit(at(i + 2)));
  }

  bool parse(std::size_t i, Number& number) const {
    const std::size_t begin = at(i) == '+' ? i + 1 : i;
    const char* const end = s_.data() + s_.size();
    const auto read = std::from_chars(s_.data() + begin, end, number.value);
    if (read.ec == std::errc::invalid_argument) return false;
    number.end = static_cast<std::size_t>(read.ptr - s_.data());
    if (read.ec == std::errc::result_out_of_range) return false;
    number.whole = s_.substr(begin, number.end - begin).find_first_not_of("-0123456789") == std::string_view::npos;
    return true;
  }

  /// Behind a word of a number's kind: "nan", "-inf".
  bool parse_word(std::size_t i, Number& number) const {
    std::size_t begin = i;
    const bool negative = at(begin) == '-';
    if (negative) ++begin;
    if (!is_letter(at(begin))) return false;
    std::size_t end = begin;
    while (is_letter(at(end))) ++end;
    const std::size_t size = end - begin;
    if ((size != 3 && size != 8) || kind_of(at(end)) == 1) return false;
    const std::string word = base::to_lower(s_.substr(begin, size));
    if (word == "nan") {
      number.value = kNoNumber;
    } else if (word == "inf" || word == "infinity") {
      number.value = negative ? -std::numeric_limits<double>::infinity() : std::numeric_limits<double>::infinity();
    } else {
      return false;
    }
    number.end = end;
    number.whole = false;
    return true;
  }

  void skip_blanks() {
    std::size_t end = i_;
    bool tab = false;
    for (; end < s_.size() && is_blank(s_[end]); ++end) tab = tab || s_[end] == '\t';
    const bool wide = tab || end - i_ >= 2;
    const char next = at(end);
    if (wide && !starts_number(end) && next != ':' && next != '=' && next != '[' && next != '(') end_words(i_);
    i_ = end;
  }

  void skip_word() {
    while (i_ < s_.size()) {
      const std::uint8_t kind = kind_of(s_[i_]);
      if (kind == 1) {
        ++i_;
      } else if (kind == 3) {
        if (mark_at(s_, i_).length > 0) return;
        ++i_;
      } else if (kind == 2 && i_ + 1 < s_.size() && joins(i_)) {
        ++i_;
      } else {
        return;
      }
    }
  }
  bool joins(std::size_t i) const {
    const std::uint8_t before = kind_of(s_[i - 1]), after = kind_of(s_[i + 1]);
    const bool word_follows = after == 1 || (after == 3 && mark_at(s_, i + 1).length == 0);
    return (before == 1 || before == 3) && word_follows;
  }

  std::string_view name_until(std::size_t end) const {
    return end > seg_ ? trim_log_name(s_.substr(seg_, end - seg_)) : std::string_view();
  }

  void end_words(std::size_t end) {
    const std::string_view words = name_until(end);
    seg_ = std::max(i_, end);
    if (text_value_) {
      text_value_ = false;
      return;
    }
    if (words.empty() || items_.size() >= kMaxLogItems) return;
    // Of a sentence, or of words with digits, which differ from line to line, the first word stands for all.
    const bool varies = words.size() > kMaxWordsBytes || words.find_first_of("0123456789") != std::string_view::npos;
    std::string_view kept = varies ? words.substr(0, words.find(' ')) : words;
    if (varies && (kept.size() > kMaxWordsBytes || kept.find_first_of("0123456789") != std::string_view::npos)) {
      kept = "#";
    }
    items_.push_back({.name = kept, .is_words = true});
  }

  void take_mark(char c, std::size_t length) {
    switch (c) {
      case ':':
      case '=':
        return take_joint(c, length);
      case '[':
        return open_bracket(length);
      case '(':
        return open_parenthesis(length);
      case '"':
      case '\'':
      case '.':
      case '/':
      case '`':
        i_ += length;
        if (name_until(i_).empty()) seg_ = i_;
        return;
      case ' ':
        i_ += length;
        return;
      case '%':
        if (at(i_ + 1) == '|' && !items_.empty()) items_.back().bar = true;
        i_ += length;
        return;
      case '>':
        return take_arrow(length);
      case '-':
      case '~':
        return take_dashes();
      default:
        if (c == '|' && !items_.empty() && items_.back().unit == "%" && items_.back().name.empty()) bar_open_ = true;
        if (c == '|' && length > 1 && !items_.empty() && counts_unnamed(items_.back())) items_.back().bar = true;
        end_words(i_);
        text_value_ = false;
        held_ = {};
        i_ += length;
        seg_ = i_;
    }
  }

  void take_arrow(std::size_t length) {
    const std::size_t next = after_blanks(i_ + length);
    if (!name_until(i_).empty() && starts_number(next)) {
      const std::size_t name_end = i_;
      i_ = next;
      return take_number_named(name_until(name_end), LogJoint::equals, false);
    }
    end_words(i_);
    i_ += length;
    seg_ = i_;
  }

  void take_dashes() {
    std::size_t end = i_;
    while (end < s_.size() && (s_[end] == '-' || s_[end] == '~')) ++end;
    if (at(end) == '>') {
      const std::size_t begin = i_;
      i_ = end;
      const std::size_t next = after_blanks(end + 1);
      const std::string_view name = name_until(begin);
      if (!name.empty() && starts_number(next)) {
        i_ = next;
        return take_number_named(name, LogJoint::equals, false);
      }
      i_ = begin;
      end_words(begin);
      i_ = end + 1;
      seg_ = i_;
      return;
    }
    end_words(i_);
    text_value_ = false;
    i_ = end;
    seg_ = end;
  }

  void take_joint(char c, std::size_t length) {
    std::size_t end = i_ + length;
    std::size_t signs = 1;
    while (c == '=' && at(end) == '=') ++end, ++signs;
    if (c == '=' && at(end) == '>') return i_ = end, take_arrow_behind(end);
    if (signs > 1) {
      end_words(i_);
      if (!items_.empty() && counts_unnamed(items_.back())) items_.back().bar = true;
      i_ = seg_ = end;
      return;
    }
    const std::string_view name = name_until(i_);
    std::size_t next = after_blanks(end);
    while (at(next) == '\'' || at(next) == '"') ++next;
    const std::size_t wrapped = behind_wrapper(next);
    const LogJoint joint = c == ':' ? LogJoint::colon : LogJoint::equals;
    Number word;
    if (!text_value_ && (starts_number(wrapped) || parse_word(wrapped, word)) && !name.empty()) {
      i_ = wrapped;
      return take_number_named(name, joint, false);
    }
    if (at(next) == '[' && !name.empty()) {
      const std::size_t name_end = i_;
      i_ = next;
      if (take_list(name)) return;
      held_ = name;
      i_ = next + 1;
      seg_ = i_;
      (void)name_end;
      return;
    }
    if (c == '=') {
      text_value_ = true;
    } else {
      end_words(i_);
    }
    i_ = end;
    seg_ = end;
  }

  void take_arrow_behind(std::size_t arrow) {
    const std::size_t begin = arrow - 1;
    const std::string_view name = name_until(begin);
    const std::size_t next = after_blanks(arrow + 1);
    if (!name.empty() && starts_number(next)) {
      i_ = next;
      return take_number_named(name, LogJoint::equals, false);
    }
    i_ = begin;
    end_words(begin);
    i_ = seg_ = arrow + 1;
  }

  /// Behind "tensor(", "np.float32(" and the like, which only wrap a number.
  std::size_t behind_wrapper(std::size_t i) const {
    const std::string_view rest = s_.substr(std::min(i, s_.size()), 24);
    for (const std::string_view start :
         {"np.float", "np.int", "numpy.float", "tensor(", "array(", "Tensor(", "float("}) {
      if (!rest.starts_with(start)) continue;
      const std::size_t open = rest.find('(');
      return open == std::string_view::npos ? i : i + open + 1;
    }
    return i;
  }

  /// "[0.7, 0.6]" behind a name. False, and nothing changed, if the bracket holds anything else.
  bool take_list(std::string_view name) {
    std::array<Number, kMaxListed> numbers;
    std::size_t count = 0;
    std::size_t i = i_ + 1;
    while (true) {
      while (is_blank(at(i)) || at(i) == ',') ++i;
      if (at(i) == ']') break;
      i = behind_wrapper(i);
      if (count == numbers.size() || !(starts_number(i) ? parse(i, numbers[count]) : parse_word(i, numbers[count])))
        return false;
      i = numbers[count++].end;
      if (at(i) == ')') ++i;
      if (at(i) != ',' && at(i) != ']' && !is_blank(at(i))) return false;
    }
    if (count == 0) return false;
    const bool unnamed_counts = name.empty() || log_count_of(name).kind != LogCount::none;
    for (std::size_t k = 0; k < count && items_.size() < kMaxLogItems; ++k) {
      LogItem item{.name = name, .value = numbers[k].value};
      item.joint = LogJoint::colon;
      item.whole = numbers[k].whole;
      item.first = items_.empty();
      item.bracketed = unnamed_counts || count == 1;
      item.place = count > 1 ? static_cast<std::uint8_t>(k + 1) : std::uint8_t{0};
      items_.push_back(item);
    }
    i_ = seg_ = i + 1;
    last_end_ = i_;
    held_ = {};
    return true;
  }

  void open_bracket(std::size_t length) {
    const std::string_view name = name_until(i_);
    if (take_list(name)) return;
    const std::size_t next = after_blanks(i_ + length);
    if (starts_number(next)) {
      // "Epoch [1/10]", "[640/60000 (1%)]"; what follows a number of a bar is its clock.
      i_ = next;
      seg_ = next;
      return take_number_named(name, LogJoint::colon, true);
    }
    end_words(i_);
    if (!items_.empty() && counts_unnamed(items_.back()) &&
        (at(next) == '=' || at(next) == '>' || at(next) == '.' || at(next) == '#' || at(next) == '-')) {
      items_.back().bar = true;
      const std::size_t close = s_.find(']', i_);
      i_ = seg_ = close == std::string_view::npos ? s_.size() : close + 1;
      return;
    }
    i_ += length;
    seg_ = i_;
  }

  static bool counts_unnamed(const LogItem& item) {
    return !item.is_words && item.name.empty() && item.whole && !std::isnan(item.total);
  }

  void open_parenthesis(std::size_t length) {
    if (!items_.empty() && last_end_ != 0 && after_blanks(last_end_) == i_ && take_remark(length)) return;
    const std::string_view name = name_until(i_);
    if (!name.empty()) {
      const std::size_t end = close_of_name(i_);
      if (end != 0) {
        i_ = end;
        return;
      }
    }
    end_words(i_);
    i_ += length;
    seg_ = i_;
  }

  /// The place behind ")" if the parentheses belong to a name: "elapsed time (ms): 5", "D(G(z)): 0.1"; else 0.
  std::size_t close_of_name(std::size_t open) const {
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

  /// "(7.0)" or "(98%)" behind a number.
  bool take_remark(std::size_t length) {
    const std::size_t begin = after_blanks(i_ + length);
    Number number;
    if (!starts_number(begin) || !parse(begin, number)) return false;
    std::size_t end = after_blanks(number.end);
    const bool percent = at(end) == '%';
    if (percent) end = after_blanks(end + 1);
    if (at(end) != ')') return false;
    LogItem& item = items_.back();
    (percent ? item.percent : item.average) = number.value;
    i_ = seg_ = last_end_ = end + 1;
    return true;
  }

  /// "loss nan".
  bool take_number_word() {
    Number word;
    const std::string_view name = name_until(i_);
    if (name.empty() || text_value_ || !parse_word(i_, word)) return false;
    take_number_named(name, LogJoint::blank, false);
    return true;
  }

  void take_number(LogJoint joint, bool bracketed) {
    const bool is_text = text_value_;
    const std::string_view name = name_until(i_);
    if (is_text) {
      Number number;
      i_ = parse(i_, number) ? number.end : i_ + 1;
      skip_word();
      return;
    }
    take_number_named(name, joint, bracketed);
  }

  /// Passes over what only looks like a number: the whole run of its characters.
  void pass_over(std::size_t end) {
    i_ = end;
    while (i_ < s_.size() && (kind_of(s_[i_]) == 1 || kind_of(s_[i_]) == 2 || s_[i_] == ':' || s_[i_] == ',')) {
      if ((s_[i_] == ':' || s_[i_] == ',') && !is_digit(at(i_ + 1))) break;
      ++i_;
    }
    seg_ = i_;
    held_ = {};
  }

  void take_number_named(std::string_view name, LogJoint joint, bool bracketed) {
    const std::size_t begin = i_;
    Number number;
    const bool digits = starts_number(begin);
    if (!(digits ? parse(begin, number) : parse_word(begin, number))) return pass_over(begin + 1);
    std::size_t end = number.end;
    LogItem item{.name = name, .value = number.value};
    item.joint = joint;
    item.whole = number.whole;
    item.bracketed = bracketed;
    item.first = items_.empty() && name.empty();
    if (name.size() > kMaxItemNameBytes) item.name = {};
    if (!digits) return emit(item, end);

    const char c = at(end);
    if (kind_of(c) == 1 || (kind_of(c) == 3 && mark_at(s_, end).length == 0)) {
      const std::size_t unit_end = unit_at(end);
      if (unit_end == 0) return continue_word(begin, end);
      item.unit = s_.substr(end, unit_end - end);
      end = unit_end;
    } else if (c == '%') {
      item.unit = s_.substr(end, 1);
      ++end;
    } else if (kind_of(c) == 3 && mark_at(s_, end).means == '%') {
      item.unit = "%";
      end += 3;
    } else if (c == ':' && is_digit(at(end + 1)) && !goes_on_as_name(name, end + 1)) {
      return pass_over(end);
    } else if ((c == '-' || c == '.' || c == '+') && is_digit(at(end + 1))) {
      if (c == '+' && !number.whole) {  // "0.1+0.01": the deviation of a cross-validation
        Number deviation;
        parse(end, deviation);
        return emit(item, deviation.end);
      }
      return pass_over(end);
    } else if (c == ',' && is_digit(at(end + 1)) && is_digit(at(end + 2)) && is_digit(at(end + 3)) &&
               !is_digit(at(end + 4)) && number.whole) {
      return pass_over(end);
    }
    if (item.unit.empty()) end = take_total(item, end);
    if (end == kPassedOver) return;
    if (item.unit.empty() && is_blank(at(end))) end = blank_unit(item, end);
    end = skip_deviation(end);
    const std::size_t next = after_blanks(end);
    const bool joint_follows = at(next) == ':' || (at(next) == '=' && at(next + 1) != '=' && at(next + 1) != '>') ||
                               (kind_of(at(next)) == 3 && mark_at(s_, next).means == ':');
    const bool part_of_name = joint_follows && !name.empty() && item.unit.empty() && std::isnan(item.total) &&
                              log_count_of(name).kind == LogCount::none && !bracketed;
    if (part_of_name) {
      i_ = end;
      return;
    }
    emit(item, end);
  }

  static constexpr std::size_t kPassedOver = static_cast<std::size_t>(-1);

  /// "mAP@0.5:0.95: 0.3": the second number ends the name, and a third follows.
  bool goes_on_as_name(std::string_view name, std::size_t i) const {
    Number number;
    if (name.empty() || name.find('@') == std::string_view::npos || !parse(i, number)) return false;
    return at(after_blanks(number.end)) == ':' || at(after_blanks(number.end)) == '=';
  }

  /// A word that begins with digits: "2nd", "3x".
  void continue_word(std::size_t begin, std::size_t end) {
    i_ = end;
    skip_word();
    if (name_until(begin).empty() && seg_ > begin) seg_ = begin;
  }

  std::size_t unit_at(std::size_t begin) const {
    std::size_t end = begin;
    while (end < s_.size() && (is_letter(s_[end]) || s_[end] == '/') && end - begin < 14) ++end;
    if (kind_of(at(end)) == 1) return 0;
    return base::contains(kUnits, s_.substr(begin, end - begin)) ? end : 0;
  }

  /// "50.0 s" before a mark or the end; "12 %".
  std::size_t blank_unit(LogItem& item, std::size_t end) const {
    const std::size_t begin = after_blanks(end);
    if (begin != end + 1) return end;
    if (at(begin) == '%') {
      item.unit = s_.substr(begin, 1);
      return begin + 1;
    }
    if (!is_letter(at(begin))) return end;
    const std::size_t unit_end = unit_at(begin);
    if (unit_end == 0) return end;
    const std::size_t next = after_blanks(unit_end);
    const bool ends = next >= s_.size() || next - unit_end >= 2 || kind_of(s_[next]) == 0 || s_[next] == '-';
    if (!ends || at(next) == ':' || at(next) == '=' || at(next) == '[') return end;
    item.unit = s_.substr(begin, unit_end - begin);
    return unit_end;
  }

  std::size_t take_total(LogItem& item, std::size_t end) {
    std::size_t slash = after_blanks(end);
    if (at(slash) != '/') return end;
    const std::size_t next = after_blanks(slash + 1);
    Number total;
    if (!starts_number(next) || !parse(next, total)) return end;
    if (!item.whole || !total.whole) {  // "D(G(z)): 0.1 / 0.05": two numbers of one name
      pass_over(total.end);
      return kPassedOver;
    }
    if (at(total.end) == '/' && is_digit(at(total.end + 1))) {  // a date
      pass_over(total.end);
      return kPassedOver;
    }
    item.total = total.value;
    return total.end;
  }

  std::size_t skip_deviation(std::size_t end) const {
    const std::size_t next = after_blanks(end);
    std::size_t number_at = 0;
    if (s_.substr(std::min(next, s_.size()), 3) == "+/-") number_at = after_blanks(next + 3);
    if (s_.substr(std::min(next, s_.size()), 2) == "+-") number_at = after_blanks(next + 2);
    if (kind_of(at(next)) == 3 && mark_at(s_, next).means == '+') number_at = after_blanks(next + 2);
    Number deviation;
    if (number_at == 0 || !starts_number(number_at) || !parse(number_at, deviation)) return end;
    return deviation.end;
  }

  void emit(LogItem& item, std::size_t end) {
    if (item.name.empty() && !held_.empty()) {
      item.name = held_;
      item.bracketed = true;
    }
    held_ = {};
    end = std::min(end, s_.size());
    const bool unnamed = item.name.empty();
    if (unnamed && !items_.empty() && last_end_ != 0 && last_end_ <= i_ && !item.bracketed &&
        s_.substr(last_end_, i_ - last_end_).find_first_not_of(" \t") == std::string_view::npos &&
        std::isnan(item.total)) {
      items_.back().crowded = true;
    }
    if (bar_open_ && unnamed) item.bar = true;
    if (bar_open_ && item.unit.empty()) bar_open_ = false;
    i_ = end;
    while (at(i_) == '\'' || at(i_) == '"') ++i_;
    if (at(i_) == ':' || (kind_of(at(i_)) == 3 && mark_at(s_, i_).means == ':')) i_ += at(i_) == ':' ? 1 : 3;
    seg_ = i_;
    last_end_ = end;
    items_.push_back(item);
  }

  std::string_view s_;
  std::vector<LogItem>& items_;
  std::size_t i_ = 0;
  std::size_t seg_ = 0;       ///< where the name under way begins
  std::size_t last_end_ = 0;  ///< behind the last number
  std::string_view held_;     ///< a name before an opened bracket
  bool text_value_ = false;   ///< behind "key=" that no number follows
  bool bar_open_ = false;     ///< behind "50%|"
};

constexpr std::array<std::string_view, 8> kEpochWords{
    "epoch", "epochs",        "ep",           "epoche",
    "epoca", "\xc3\xa9poque", "\xc3\xa9poca", "\xd1\x8d\xd0\xbf\xd0\xbe\xd1\x85\xd0\xb0"};
struct CountWord {
  std::string_view word;
  LogCount kind;
  int rank;
};
constexpr std::array<CountWord, 24> kStepWords{{
    {"updates", LogCount::step, 1},    {"update", LogCount::step, 1},     {"timesteps", LogCount::step, 2},
    {"timestep", LogCount::step, 2},   {"step", LogCount::step, 3},       {"steps", LogCount::step, 3},
    {"iteration", LogCount::step, 4},  {"iterations", LogCount::step, 4}, {"iter", LogCount::step, 4},
    {"iters", LogCount::step, 4},      {"itr", LogCount::step, 4},        {"it", LogCount::step, 4},
    {"episode", LogCount::step, 3},    {"episodes", LogCount::step, 3},   {"round", LogCount::step, 3},
    {"generation", LogCount::step, 3}, {"gen", LogCount::step, 3},        {"game", LogCount::step, 3},
    {"batch", LogCount::batch, 6},     {"batches", LogCount::batch, 6},   {"minibatch", LogCount::batch, 6},
    {"frames", LogCount::step, 3},     {"frame", LogCount::step, 3},      {"eps", LogCount::none, 9},
}};
/// Words that may stand before the word of a count without changing what it counts.
constexpr std::array<std::string_view, 34> kFillers{
    "end",     "of",        "after",   "at",         "start",  "starting",      "begin",    "beginning", "global",
    "current", "running",   "summary", "for",        "the",    "learning",      "training", "completed", "finished",
    "done",    "optimizer", "trainer", "mini",       "comm",   "communication", "in",       "on",        "results",
    "result",  "outer",     "metrics", "processing", "begins", "now",           "num"};

bool is_filler(std::string_view word) {
  return base::contains(kFillers, word) || vocabulary::split_of(word) != vocabulary::Split::none;
}

}  // namespace

std::string_view trim_log_name(std::string_view text) {
  const auto is_edge = [](char c) {
    return c == ' ' || c == '\t' || c == '\'' || c == '"' || c == '`' || c == ':' || c == '=' || c == '.' || c == '-' ||
           c == '*' || c == '#' || c == '>' || c == '/' || c == '!' || c == '~' || c == '+' || c == '&';
  };
  while (!text.empty() && is_edge(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_edge(text.back())) text.remove_suffix(1);
  return text;
}

void read_log_items(std::string_view line, std::vector<LogItem>& items) {
  items.clear();
  ItemScanner(line, items).run();
}

LogCountName log_count_of(std::string_view name) {
  if (name.empty() || name.size() > 48) return {};
  std::string words = base::to_lower(name);
  std::replace_if(
      words.begin(), words.end(), [](char c) { return c == '_' || c == '-' || c == '/' || c == '.' || c == '#'; }, ' ');
  std::string_view rest = base::trim(words);
  if (const std::size_t open = rest.find('('); open != std::string_view::npos && rest.ends_with(')')) {
    rest = base::trim(rest.substr(0, open));  // "Epoch(train)"
  }
  std::size_t blank = rest.rfind(' ');
  std::string_view last = blank == std::string_view::npos ? rest : rest.substr(blank + 1);
  std::string_view before = blank == std::string_view::npos ? std::string_view() : base::trim(rest.substr(0, blank));
  if ((last == "no" || last == "number" || last == "num" || last == "idx" || last == "index") && !before.empty()) {
    blank = before.rfind(' ');
    last = blank == std::string_view::npos ? before : before.substr(blank + 1);
    before = blank == std::string_view::npos ? std::string_view() : base::trim(before.substr(0, blank));
  }
  LogCountName count;
  if (base::contains(kEpochWords, last)) {
    count = {LogCount::epoch, 0};
  } else {
    const auto found =
        std::find_if(kStepWords.begin(), kStepWords.end(), [&](const CountWord& known) { return known.word == last; });
    if (found == kStepWords.end() || found->kind == LogCount::none) {
      const vocabulary::Axis axis = vocabulary::axis_of(name).axis;
      if (axis == vocabulary::Axis::step) return {LogCount::step, 2};
      if (axis == vocabulary::Axis::epoch) return {LogCount::epoch, 0};
      return {};
    }
    count = {found->kind, found->rank};
  }
  bool wide = true;
  while (!before.empty()) {
    const std::size_t end = before.find(' ');
    const std::string_view word = before.substr(0, end);
    before = end == std::string_view::npos ? std::string_view() : base::trim(before.substr(end + 1));
    const bool counts_all =
        (word == "num" || word == "total" || word == "env" || word == "environment") && count.kind == LogCount::step;
    if (word == "global") count.rank = 0;
    if (word == "num" && count.kind != LogCount::step) return {};
    wide = wide && (counts_all || is_filler(word));
  }
  if (wide) return count;
  // "time/total_timesteps"
  const bool is_step = vocabulary::axis_of(name).axis == vocabulary::Axis::step;
  return is_step ? LogCountName{LogCount::step, 2} : LogCountName{};
}

}  // namespace ingest
