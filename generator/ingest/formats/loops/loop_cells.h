#pragma once
/// The lines of the text form of a log as cells, and the numbers in these.

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/config.h"

namespace ingest {

inline constexpr std::size_t kMaxLoopColumns = 500;
/// Lines that may belong to a row, comments before the rows, values in a cell.
inline constexpr std::size_t kMostContinuations = 200;

struct LoopLine {
  std::uint32_t line = 0;
  bool complete = true;                     ///< its line end is there
  std::vector<std::string> cells;           ///< trimmed
  std::vector<std::uint32_t> columns = {};  ///< of the text, at which each of the first cells starts, from 1
};

/// Lines of a text as cells, by the delimiter that parts the first line into the most; a tab if `tabs` and there is
/// one. Between tabs nothing is quoted but a cell that is so as a whole; else it is CSV.
class LoopLines {
 public:
  LoopLines(std::string_view text, bool tabs);

  /// At most `limit` of them, blank ones aside; comments ("# …") are appended to `comments`. O(length).
  std::vector<LoopLine> read(std::size_t limit, std::vector<std::string>& comments) const;
  char delimiter() const { return delimiter_; }

 private:
  char find_delimiter(bool tabs) const;
  std::vector<LoopLine> read_quoted(std::size_t limit, std::vector<std::string>& comments) const;

  std::string_view text_;
  char delimiter_ = '\t';
};

/// A number with the signs that people put around it: "~0.12", "+6.4", "73.3%", "151K", "1.5x". `marked`: becomes true
/// if there were any.
std::optional<model::ParameterValue> read_loop_number(std::string_view cell, bool& marked);

/// Whether read_loop_number() finds one.
bool is_loop_number(std::string_view cell);

}  // namespace ingest
