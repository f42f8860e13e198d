#pragma once
/// Lines of a text log without what its logger and its terminal put around them.

#include <functional>
#include <string>
#include <string_view>

#include "ingest/formats/text_log/log_items.h"

namespace ingest {

/// A line without colours, the time stamp, the level and the logger's name in front of it.
struct LogLine {
  std::string_view text;
  double time_s = kNoNumber;  ///< Unix seconds of its stamp, as if in UTC where no offset is written; NaN: no stamp
  bool has_level = false;     ///< "INFO", "[WARNING]"
};

/// Calls `take` for the states of a line that a progress bar wrote over each other with carriage returns or
/// backspaces; for any other line once. Colours are taken out; `buffer` holds the text then. O(line).
void for_each_state(std::string_view line, std::string& buffer, const std::function<void(std::string_view)>& take);

/// Takes the prefix off. Stamps: "2024-05-01 10:00:00,123", with "/" too, in brackets, with an offset;
/// "Wed May  1 10:00:00 2024"; 05/01/2024 only where one of the numbers is no month. Stamps without a year or a day are
/// taken off and give no time. O(line).
LogLine strip_log_prefix(std::string_view line);

}  // namespace ingest
