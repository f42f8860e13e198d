#pragma once
/// The shape of a line: its names without its numbers. Lines of one shape are the rows of a table.

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "ingest/formats/text_log/log_items.h"
#include "vocabulary/metric_names.h"

namespace ingest {

inline constexpr std::size_t kNoItem = static_cast<std::size_t>(-1);

/// A number of a line that is measured.
struct LogColumn {
  enum class Takes : std::uint8_t {
    value,
    average,           ///< of "6.9 (7.0)"
    share,             ///< 0.982 of "9820/10000"
    share_in_percent,  ///< 98.2 of "9820/10000 (98%)"
  };
  std::size_t item = 0;
  std::string name;  ///< "Train Loss", "val/acc", "time (ms)"
  Takes takes = Takes::value;
  bool percent = false;     ///< written with a per cent sign
  bool is_measure = false;  ///< the vocabulary knows what is measured
  bool has_split = false;   ///< the name says train, validation or test
};

struct LogShape {
  std::size_t epoch = kNoItem, step = kNoItem, batch = kNoItem;  ///< items
  std::size_t block = kNoItem;                                   ///< "Fold 2", "Run 3", "seed: 4"
  std::string block_name;                                        ///< "fold"
  vocabulary::Split split = vocabulary::Split::none;             ///< of the line as a whole
  std::string lead;                                              ///< the words it begins with: "cur metric"
  bool bar = false;                                              ///< the state of a progress bar
  bool starred = false;                                          ///< " * Acc@1 70.1": sums up what was said before
  bool measures = false;                                         ///< some column is a measure
  bool known = false;        ///< of some column the vocabulary knows what it is: "lr", "time"
  bool of_the_best = false;  ///< speaks of the best so far; says nothing of the present
  std::vector<LogColumn> columns;

  bool has_axis() const { return epoch != kNoItem || step != kNoItem || batch != kNoItem; }
};

/// What the items of a line are. `starred`: the line begins with "*".
LogShape make_log_shape(const std::vector<LogItem>& items, bool starred);

/// Two lines of one shape have one key. Items that are words count.
std::uint64_t log_shape_key(const std::vector<LogItem>& items, bool starred);

/// The value of a column in a line of its shape.
double column_value(const LogColumn& column, const LogItem& item);

/// Names that are one metric: without regard to case, and to the difference of blanks, "_", "-" and ".".
std::string log_name_key(std::string_view name);

}  // namespace ingest
