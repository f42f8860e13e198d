#include "analysis/run/thin_curve.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <functional>

namespace analysis {
namespace {

constexpr std::size_t kColumns = model::kMaxCurvePoints / 2;
constexpr std::size_t kColumnsPerMean = kColumns / model::kMeanColumns;
static_assert(kColumnsPerMean * model::kMeanColumns == kColumns, "means are taken over whole columns");

constexpr std::size_t kNone = static_cast<std::size_t>(-1);

/// Appends points in order of index, each at most once, and a gap mark where non-finite values were passed over.
class Output {
 public:
  Output(std::span<const double> x, std::span<const double> y, model::Curve& curve) : x_(x), y_(y), curve_(curve) {}

  void put(std::size_t i) {
    if (last_ != kNone && i <= last_) return;
    if (gap_ != kNone && gap_ < i) append(gap_);
    append(i);
    gap_ = kNone;
  }
  /// A non-finite value at i, after every point put so far or between those still to be put.
  void note_gap(std::size_t i) {
    if (gap_ == kNone && (last_ == kNone || i > last_)) gap_ = i;
  }

 private:
  void append(std::size_t i) {
    curve_.x.push_back(x_[i]);
    curve_.y.push_back(y_[i]);
    last_ = i;
  }

  std::span<const double> x_, y_;
  model::Curve& curve_;
  std::size_t last_ = kNone;
  std::size_t gap_ = kNone;
};

/// First index that is not in the column whose right edge is `edge`; the last column takes the rest.
std::size_t column_end(std::span<const double> x, std::size_t from, std::size_t column) {
  if (column + 1 == kColumns) return x.size();
  const double share = static_cast<double>(column + 1) / static_cast<double>(kColumns);
  const double edge = x.front() * (1.0 - share) + x.back() * share;
  std::size_t end = from;
  while (end < x.size() && x[end] < edge) ++end;
  return end;
}

struct Column {
  std::size_t minimum = kNone, maximum = kNone;
  bool gaps = false;
  double sum = 0;
  std::uint64_t finite = 0;
};

Column scan_column(std::span<const double> y, std::size_t begin, std::size_t end) {
  Column column;
  double low = 0, high = 0;
  for (std::size_t i = begin; i < end; ++i) {
    const double value = y[i];
    if (!std::isfinite(value)) {
      column.gaps = true;
      continue;
    }
    column.sum += value;
    ++column.finite;
    if (column.minimum == kNone) {
      column.minimum = column.maximum = i;
      low = high = value;
    } else if (value < low) {
      column.minimum = i;
      low = value;
    } else if (value > high) {
      column.maximum = i;
      high = value;
    }
  }
  return column;
}

void put_column(std::span<const double> y, std::size_t begin, std::size_t end, const Column& column, Output& out) {
  const std::size_t first = std::min(column.minimum, column.maximum);
  const std::size_t second = column.minimum == kNone ? kNone : std::max(column.minimum, column.maximum);
  if (!column.gaps) {
    if (first != kNone) out.put(first);
    if (second != kNone) out.put(second);
    return;
  }
  for (std::size_t i = begin; i < end; ++i) {
    if (!std::isfinite(y[i])) out.note_gap(i);
    if (i == first || i == second) out.put(i);
  }
}

}  // namespace

void thin_curve(std::span<const double> x, std::span<const double> y, model::Curve& curve) {
  assert(x.size() == y.size());
  assert(std::adjacent_find(x.begin(), x.end(), std::greater_equal<>()) == x.end());
  curve.thinned = x.size() > model::kMaxCurvePoints;
  curve.column_means.clear();
  if (!curve.thinned) {
    curve.x.assign(x.begin(), x.end());
    curve.y.assign(y.begin(), y.end());
    return;
  }
  curve.x.clear();
  curve.y.clear();
  curve.column_means.reserve(model::kMeanColumns);
  Output out(x, y, curve);
  out.put(0);
  double sum = 0;
  std::uint64_t finite = 0;
  std::size_t begin = 0;
  for (std::size_t i = 0; i < kColumns; ++i) {
    const std::size_t end = column_end(x, begin, i);
    const Column column = scan_column(y, begin, end);
    put_column(y, begin, end, column, out);
    sum += column.sum;
    finite += column.finite;
    if ((i + 1) % kColumnsPerMean == 0) {
      curve.column_means.push_back(finite == 0 ? std::nan("") : sum / static_cast<double>(finite));
      sum = 0;
      finite = 0;
    }
    begin = end;
  }
  out.put(x.size() - 1);
}

}  // namespace analysis
