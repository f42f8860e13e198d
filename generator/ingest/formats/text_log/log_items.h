#pragma once
/// What a line of a text log says: names with numbers, and the words that stand alone.

#include <cstddef>
#include <cstdint>
#include <limits>
#include <string_view>
#include <vector>

namespace ingest {

inline constexpr double kNoNumber = std::numeric_limits<double>::quiet_NaN();

/// How a name and its number are joined: "loss 0.5", "loss: 0.5", "loss=0.5".
enum class LogJoint : std::uint8_t { blank, colon, equals };

/// A number with what stands before it, or words without a number ("[Train]", "valid |").
struct LogItem {
  std::string_view name;       ///< as written, without blanks, quotes and joints around it; of words alone, these
  std::string_view unit;       ///< right behind the number: "%", "ms", "samples/s"; empty: none
  double value = kNoNumber;    ///< may be NaN, which the log then says
  double total = kNoNumber;    ///< 35 of "8/35"
  double average = kNoNumber;  ///< 7.0 of "6.9 (7.0)"
  double percent = kNoNumber;  ///< 98 of "9820/10000 (98%)"
  LogJoint joint = LogJoint::blank;
  std::uint8_t place = 0;  ///< from 1, in a list of several numbers: "dice [0.7, 0.6]"
  bool is_words = false;   ///< no number
  bool whole = false;      ///< written without point and exponent
  bool bracketed = false;  ///< "[3]", "[3/10]"
  bool first = false;      ///< nothing but blanks before it
  bool bar = false;        ///< counts a progress bar: "50%|####  | 50/100", "32/100 [====>...]"
  bool crowded = false;    ///< another number follows that has no name: which one is meant is not known
};

/// The items of `line` in order, at most kMaxLogItems. Numbers that are dates, times of the clock, ranges, versions or
/// parts of words are passed over, and so is "1,234", which may be two numbers. O(line).
void read_log_items(std::string_view line, std::vector<LogItem>& items);
inline constexpr std::size_t kMaxLogItems = 200;

/// Text of `text` without blanks, quotes and marks around it.
std::string_view trim_log_name(std::string_view text);

}  // namespace ingest
