#pragma once
/// One execution of training, as read from disk and not changed in any number.

#include <cstddef>
#include <cstdint>
#include <limits>
#include <string>
#include <vector>

#include "model/run_identity.h"

namespace model {

inline constexpr double kMissing = std::numeric_limits<double>::quiet_NaN();

/// Row axes shared by the series of a run; each vector is empty (the axis was not logged) or has one entry a row.
/// NaN: this row has no value on the axis. Steps are whole numbers up to 2^53 in magnitude.
struct RowAxes {
  std::vector<double> step;
  std::vector<double> epoch;
  std::vector<double> wall_time_s;  ///< Unix seconds, or seconds since the start if `relative_time`
  bool relative_time = false;
  std::size_t rows = 0;
  /// Rows with which training went on from an earlier place; what had been logged from that place on is left out.
  /// Rising.
  std::vector<std::uint32_t> resumed;
  /// Rows with which another file begins that shares no axis with the rows before: which was logged first is not known.
  /// Rising.
  std::vector<std::uint32_t> apart;
};

/// One metric. values[i] was logged in row rows[i]; rows strictly rise; an empty `rows` means row i for value i
/// (every row has a value). A missing cell is no value; NaN and infinities are values.
struct Series {
  std::string name;
  std::vector<std::uint32_t> rows;
  std::vector<double> values;
  /// Of a column of text that tells trainings of one file apart, until they are divided: the value i stands for
  /// words[i]. Empty for all else.
  std::vector<std::string> words = {};
  std::uint32_t row_of(std::size_t i) const { return rows.empty() ? static_cast<std::uint32_t>(i) : rows[i]; }
};

struct Run : RunIdentity {
  RowAxes axes;
  std::vector<Series> series;
  double trained_s = kMissing;  ///< summed over launches, without the pauses between; NaN: one launch, or not known
};

}  // namespace model
