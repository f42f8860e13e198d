#pragma once
/// One pass over a text log: its lines as events, shape by shape.

#include <cstddef>
#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "ingest/formats/text_log/log_items.h"
#include "ingest/formats/text_log/log_line.h"
#include "ingest/formats/text_log/log_settings.h"
#include "ingest/formats/text_log/log_shape.h"

namespace ingest {

/// A line with numbers. Places that the line does not say itself are those of the last line that said one.
struct LogEvent {
  std::uint32_t shape = 0;
  std::uint32_t line = 0;
  std::size_t values = 0;  ///< index of the first: one a column, then the unaveraged ones of averaged columns
  double epoch = kNoNumber, step = kNoNumber;
  double batch = kNoNumber, total = kNoNumber;  ///< place within the epoch, or of a bar; of how many
  double time_s = kNoNumber;
  double block = kNoNumber;                             ///< fold, run or trial that is under way
  vocabulary::Split context = vocabulary::Split::none;  ///< a line of words right before said so
  bool own_axis = false;                                ///< the line itself says where it stands
};

struct LogShapeUse {
  LogShape shape;
  std::uint64_t events = 0;
};

/// Settings printed before an event.
struct LogSettingsGroup {
  std::size_t before = 0;  ///< index of the event
  std::vector<LogSetting> settings;
};

/// The last lines of words before an event that does not go on from the one before it.
struct LogTitle {
  std::size_t before = 0;          ///< index of the event
  std::vector<std::string> lines;  ///< kMostTitleLines at most, the last one last
};
inline constexpr std::size_t kMostTitleLines = 4;

struct LogEvents {
  std::vector<LogShapeUse> shapes;
  std::vector<LogEvent> events;
  std::vector<double> values;
  std::vector<LogSettingsGroup> settings;
  std::vector<LogTitle> titles;
  std::string block_name;
  double first_time_s = kNoNumber, last_time_s = kNoNumber;  ///< of any line
  std::uint64_t lines = 0, lines_with_numbers = 0;
  std::size_t headers = 0;  ///< lines that say a place and nothing measured
  std::size_t paths = 0;    ///< lines with numbers that name a file
  bool cut = false;         ///< more than kMaxLogEvents: the rest is not read
};

inline constexpr std::size_t kMaxLogEvents = 8'000'000;
inline constexpr std::size_t kMaxLogValues = 40'000'000;
inline constexpr std::size_t kMaxLogShapes = 2'000;
inline constexpr std::size_t kMaxShapeColumns = 20'000;  ///< of all shapes

class LogPass {
 public:
  /// A line without its line end. REQUIRES: called in the order of the file.
  void add_line(std::string_view line, std::uint32_t number);
  /// What was found. REQUIRES: called once, after the last line.
  LogEvents take();

 private:
  void add_state(std::string_view line);
  bool add_table_row(std::string_view text);
  void see_header(std::string_view text);
  bool add_box_line(std::string_view text);
  void flush_box();
  void use_items(std::string_view text, bool starred);
  void add_event(std::uint32_t shape);
  void take_places(const LogShape& shape, LogEvent& event);
  void see_words(std::string_view text);
  void take_settings();
  void take_title(const LogEvent& event);
  std::uint32_t shape_of(bool starred);

  LogEvents out_;
  std::unordered_map<std::uint64_t, std::uint32_t> shapes_;  // looked up, never iterated
  std::vector<LogItem> items_, box_;
  std::deque<std::string> kept_;     ///< text that items of a table or a box point to
  std::vector<std::string> header_;  ///< of a table that is under way
  bool class_header_ = false;        ///< its rows are classes, of which "all" counts
  std::string box_group_;
  std::string buffer_;
  std::size_t shape_columns_ = 0;
  LogSettings settings_;
  std::deque<std::string> title_;  ///< the last lines of words
  double title_place_ = kNoNumber;
  std::uint32_t line_ = 0;
  double time_s_ = kNoNumber;
  double epoch_ = kNoNumber, step_ = kNoNumber, block_ = kNoNumber;
  vocabulary::Split context_ = vocabulary::Split::none, last_split_ = vocabulary::Split::none;
  std::vector<std::uint32_t> since_words_;  ///< shapes of the lines since the words that gave the context
};

}  // namespace ingest
