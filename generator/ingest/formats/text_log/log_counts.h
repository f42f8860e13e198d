#pragma once
/// Names that count the place in training: "Epoch", "global_step", "batch".

#include <cstdint>
#include <string_view>

namespace ingest {

/// Whether a name says which number of a count this is: "Epoch", "Train Epoch", "end of epoch", "global_step".
enum class LogCount : std::uint8_t { none, epoch, step, batch };
struct LogCountName {
  LogCount kind = LogCount::none;
  int rank = 0;  ///< of several steps in a line the lowest counts: those of the whole training before others
};
LogCountName log_count_of(std::string_view name);

}  // namespace ingest
