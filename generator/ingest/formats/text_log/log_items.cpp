#include "ingest/formats/text_log/log_items.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>

#include "base/text/ascii.h"
#include "ingest/formats/text_log/log_characters.h"
#include "ingest/formats/text_log/log_counts.h"

namespace ingest {
namespace {

using base::is_digit;
using base::is_letter;

constexpr std::size_t kMaxItemNameBytes = 80;
constexpr std::size_t kMaxWordsBytes = 40;
constexpr std::size_t kMaxListed = 64;

class ItemScanner {
 public:
  ItemScanner(std::string_view line, std::vector<LogItem>& items) : s_(line), text_(line), items_(items) {}

  void run() {
    while (i_ < s_.size() && items_.size() < kMaxLogItems) {
      const char c = s_[i_];
      if (is_log_blank(c)) {
        skip_blanks();
        continue;
      }
      if (text_.starts_number(i_)) {
        take_number(LogJoint::blank, false);
        continue;
      }
      const std::uint8_t kind = log_character(c);
      if (kind == 1 && (c == 'n' || c == 'N' || c == 'i' || c == 'I') && take_number_word()) continue;
      if (kind == 1) {
        skip_word();
      } else if (kind == 3) {
        const LogMark mark = log_mark_at(s_, i_);
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
  void skip_blanks() {
    std::size_t end = i_;
    bool tab = false;
    for (; end < s_.size() && is_log_blank(s_[end]); ++end) tab = tab || s_[end] == '\t';
    const bool wide = tab || end - i_ >= 2;
    const char next = text_.at(end);
    if (wide && !text_.starts_number(end) && next != ':' && next != '=' && next != '[' && next != '(') end_words(i_);
    i_ = end;
  }

  void skip_word() {
    while (i_ < s_.size()) {
      const std::uint8_t kind = log_character(s_[i_]);
      if (kind == 1) {
        ++i_;
      } else if (kind == 3) {
        if (log_mark_at(s_, i_).length > 0) return;
        ++i_;
      } else if (kind == 2 && i_ + 1 < s_.size() && joins(i_)) {
        ++i_;
      } else {
        return;
      }
    }
  }
  bool joins(std::size_t i) const {
    const std::uint8_t before = log_character(s_[i - 1]), after = log_character(s_[i + 1]);
    const bool word_follows = after == 1 || (after == 3 && log_mark_at(s_, i + 1).length == 0);
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
        if (text_.at(i_ + 1) == '|' && !items_.empty()) items_.back().bar = true;
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
    const std::size_t next = text_.after_blanks(i_ + length);
    if (!name_until(i_).empty() && text_.starts_number(next)) {
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
    if (text_.at(end) == '>') {
      const std::size_t begin = i_;
      i_ = end;
      const std::size_t next = text_.after_blanks(end + 1);
      const std::string_view name = name_until(begin);
      if (!name.empty() && text_.starts_number(next)) {
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
    while (c == '=' && text_.at(end) == '=') ++end, ++signs;
    if (c == '=' && text_.at(end) == '>') return i_ = end, take_arrow_behind(end);
    if (signs > 1) {
      end_words(i_);
      if (!items_.empty() && counts_unnamed(items_.back())) items_.back().bar = true;
      i_ = seg_ = end;
      return;
    }
    const std::string_view name = name_until(i_);
    std::size_t next = text_.after_blanks(end);
    while (text_.at(next) == '\'' || text_.at(next) == '"') ++next;
    const std::size_t wrapped = text_.behind_wrapper(next);
    const LogJoint joint = c == ':' ? LogJoint::colon : LogJoint::equals;
    LogNumber word;
    if (!text_value_ && (text_.starts_number(wrapped) || text_.parse_word(wrapped, word)) && !name.empty()) {
      i_ = wrapped;
      return take_number_named(name, joint, false);
    }
    if (text_.at(next) == '[' && !name.empty()) {
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
    const std::size_t next = text_.after_blanks(arrow + 1);
    if (!name.empty() && text_.starts_number(next)) {
      i_ = next;
      return take_number_named(name, LogJoint::equals, false);
    }
    i_ = begin;
    end_words(begin);
    i_ = seg_ = arrow + 1;
  }

  /// "[0.7, 0.6]" behind a name. False, and nothing changed, if the bracket holds anything else.
  bool take_list(std::string_view name) {
    std::array<LogNumber, kMaxListed> numbers;
    std::size_t count = 0;
    std::size_t i = i_ + 1;
    while (true) {
      while (is_log_blank(text_.at(i)) || text_.at(i) == ',') ++i;
      if (text_.at(i) == ']') break;
      i = text_.behind_wrapper(i);
      if (count == numbers.size() ||
          !(text_.starts_number(i) ? text_.parse(i, numbers[count]) : text_.parse_word(i, numbers[count])))
        return false;
      i = numbers[count++].end;
      if (text_.at(i) == ')') ++i;
      if (text_.at(i) != ',' && text_.at(i) != ']' && !is_log_blank(text_.at(i))) return false;
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
    const std::size_t next = text_.after_blanks(i_ + length);
    if (text_.starts_number(next)) {
      // "Epoch [1/10]", "[640/60000 (1%)]"; what follows a number of a bar is its clock.
      i_ = next;
      seg_ = next;
      return take_number_named(name, LogJoint::colon, true);
    }
    end_words(i_);
    if (!items_.empty() && counts_unnamed(items_.back()) &&
        (text_.at(next) == '=' || text_.at(next) == '>' || text_.at(next) == '.' || text_.at(next) == '#' ||
         text_.at(next) == '-')) {
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
    if (!items_.empty() && last_end_ != 0 && text_.after_blanks(last_end_) == i_ && take_remark(length)) return;
    const std::string_view name = name_until(i_);
    if (!name.empty()) {
      const std::size_t end = text_.close_of_name(i_);
      if (end != 0) {
        i_ = end;
        return;
      }
    }
    end_words(i_);
    i_ += length;
    seg_ = i_;
  }

  /// "(7.0)" or "(98%)" behind a number.
  bool take_remark(std::size_t length) {
    const std::size_t begin = text_.after_blanks(i_ + length);
    LogNumber number;
    if (!text_.starts_number(begin) || !text_.parse(begin, number)) return false;
    std::size_t end = text_.after_blanks(number.end);
    const bool percent = text_.at(end) == '%';
    if (percent) end = text_.after_blanks(end + 1);
    if (text_.at(end) != ')') return false;
    LogItem& item = items_.back();
    (percent ? item.percent : item.average) = number.value;
    i_ = seg_ = last_end_ = end + 1;
    return true;
  }

  /// "loss nan".
  bool take_number_word() {
    LogNumber word;
    const std::string_view name = name_until(i_);
    if (name.empty() || text_value_ || !text_.parse_word(i_, word)) return false;
    take_number_named(name, LogJoint::blank, false);
    return true;
  }

  void take_number(LogJoint joint, bool bracketed) {
    const bool is_text = text_value_;
    const std::string_view name = name_until(i_);
    if (is_text) {
      LogNumber number;
      i_ = text_.parse(i_, number) ? number.end : i_ + 1;
      skip_word();
      return;
    }
    take_number_named(name, joint, bracketed);
  }

  /// Passes over what only looks like a number: the whole run of its characters.
  void pass_over(std::size_t end) {
    i_ = end;
    while (i_ < s_.size() &&
           (log_character(s_[i_]) == 1 || log_character(s_[i_]) == 2 || s_[i_] == ':' || s_[i_] == ',')) {
      if ((s_[i_] == ':' || s_[i_] == ',') && !is_digit(text_.at(i_ + 1))) break;
      ++i_;
    }
    seg_ = i_;
    held_ = {};
  }

  void take_number_named(std::string_view name, LogJoint joint, bool bracketed) {
    const std::size_t begin = i_;
    LogNumber number;
    const bool digits = text_.starts_number(begin);
    if (!(digits ? text_.parse(begin, number) : text_.parse_word(begin, number))) return pass_over(begin + 1);
    std::size_t end = number.end;
    LogItem item{.name = name, .value = number.value};
    item.joint = joint;
    item.whole = number.whole;
    item.bracketed = bracketed;
    item.first = items_.empty() && name.empty();
    if (name.size() > kMaxItemNameBytes) item.name = {};
    if (!digits) return emit(item, end);

    const char c = text_.at(end);
    if (log_character(c) == 1 || (log_character(c) == 3 && log_mark_at(s_, end).length == 0)) {
      const std::size_t unit_end = text_.unit_at(end);
      if (unit_end == 0) return continue_word(begin, end);
      item.unit = s_.substr(end, unit_end - end);
      end = unit_end;
    } else if (c == '%') {
      item.unit = s_.substr(end, 1);
      ++end;
    } else if (log_character(c) == 3 && log_mark_at(s_, end).means == '%') {
      item.unit = "%";
      end += 3;
    } else if (c == ':' && is_digit(text_.at(end + 1)) && !goes_on_as_name(name, end + 1)) {
      return pass_over(end);
    } else if ((c == '-' || c == '.' || c == '+') && is_digit(text_.at(end + 1))) {
      if (c == '+' && !number.whole) {  // "0.1+0.01": the deviation of a cross-validation
        LogNumber deviation;
        text_.parse(end, deviation);
        return emit(item, deviation.end);
      }
      return pass_over(end);
    } else if (c == ',' && is_digit(text_.at(end + 1)) && is_digit(text_.at(end + 2)) && is_digit(text_.at(end + 3)) &&
               !is_digit(text_.at(end + 4)) && number.whole) {
      return pass_over(end);
    }
    if (item.unit.empty()) end = take_total(item, end);
    if (end == kPassedOver) return;
    if (item.unit.empty() && is_log_blank(text_.at(end))) end = blank_unit(item, end);
    end = text_.skip_deviation(end);
    const std::size_t next = text_.after_blanks(end);
    const bool joint_follows = text_.at(next) == ':' ||
                               (text_.at(next) == '=' && text_.at(next + 1) != '=' && text_.at(next + 1) != '>') ||
                               (log_character(text_.at(next)) == 3 && log_mark_at(s_, next).means == ':');
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
    LogNumber number;
    if (name.empty() || name.find('@') == std::string_view::npos || !text_.parse(i, number)) return false;
    return text_.at(text_.after_blanks(number.end)) == ':' || text_.at(text_.after_blanks(number.end)) == '=';
  }

  /// A word that begins with digits: "2nd", "3x".
  void continue_word(std::size_t begin, std::size_t end) {
    i_ = end;
    skip_word();
    if (name_until(begin).empty() && seg_ > begin) seg_ = begin;
  }

  /// "50.0 s" before a mark or the end; "12 %".
  std::size_t blank_unit(LogItem& item, std::size_t end) const {
    const std::size_t begin = text_.after_blanks(end);
    if (begin != end + 1) return end;
    if (text_.at(begin) == '%') {
      item.unit = s_.substr(begin, 1);
      return begin + 1;
    }
    if (!is_letter(text_.at(begin))) return end;
    const std::size_t unit_end = text_.unit_at(begin);
    if (unit_end == 0) return end;
    const std::size_t next = text_.after_blanks(unit_end);
    const bool ends = next >= s_.size() || next - unit_end >= 2 || log_character(s_[next]) == 0 || s_[next] == '-';
    if (!ends || text_.at(next) == ':' || text_.at(next) == '=' || text_.at(next) == '[') return end;
    item.unit = s_.substr(begin, unit_end - begin);
    return unit_end;
  }

  std::size_t take_total(LogItem& item, std::size_t end) {
    std::size_t slash = text_.after_blanks(end);
    if (text_.at(slash) != '/') return end;
    const std::size_t next = text_.after_blanks(slash + 1);
    LogNumber total;
    if (!text_.starts_number(next) || !text_.parse(next, total)) return end;
    if (!item.whole || !total.whole) {  // "D(G(z)): 0.1 / 0.05": two numbers of one name
      pass_over(total.end);
      return kPassedOver;
    }
    if (text_.at(total.end) == '/' && is_digit(text_.at(total.end + 1))) {  // a date
      pass_over(total.end);
      return kPassedOver;
    }
    item.total = total.value;
    return total.end;
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
    while (text_.at(i_) == '\'' || text_.at(i_) == '"') ++i_;
    if (text_.at(i_) == ':' || (log_character(text_.at(i_)) == 3 && log_mark_at(s_, i_).means == ':'))
      i_ += text_.at(i_) == ':' ? 1 : 3;
    seg_ = i_;
    last_end_ = end;
    items_.push_back(item);
  }

  std::string_view s_;
  LogCharacters text_;
  std::vector<LogItem>& items_;
  std::size_t i_ = 0;
  std::size_t seg_ = 0;       ///< where the name under way begins
  std::size_t last_end_ = 0;  ///< behind the last number
  std::string_view held_;     ///< a name before an opened bracket
  bool text_value_ = false;   ///< behind "key=" that no number follows
  bool bar_open_ = false;     ///< behind "50%|"
};

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

}  // namespace ingest
