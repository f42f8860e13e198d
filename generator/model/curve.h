#pragma once
/// A series boiled down for drawing.

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace model {

enum class CurveAxis : std::uint8_t { step, epoch, row };

/// x[i] strictly rises (the last value logged at an x wins, restarts are noted in `restarts`); y[i] may be NaN (a gap
/// with a mark) or infinite. At most kMaxCurvePoints points plus gap marks and ends.
struct Curve {
  std::string metric;
  CurveAxis axis = CurveAxis::step;
  std::vector<double> x;
  std::vector<double> y;
  std::uint64_t source_points = 0;  ///< values logged
  bool thinned = false;             ///< min–max per column was applied
  std::vector<double> restarts;     ///< x at which the step went back
  /// For means over repeats of thinned curves: the mean of the finite values in each of kMeanColumns equal columns of
  /// [x.front(), x.back()]; NaN for a column without one. Empty if not thinned.
  std::vector<double> column_means;
};

inline constexpr std::size_t kMaxCurvePoints = 1000;
inline constexpr std::size_t kMeanColumns = 250;

/// Bytes for the spool, and back. Same machine only; decode returns nothing for bytes encode did not write.
std::string encode_curves(const std::vector<Curve>& curves);
std::vector<Curve> decode_curves(std::string_view bytes);

}  // namespace model
