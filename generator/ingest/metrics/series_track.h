#pragma once
/// One series while its values are told from those that were trained over.

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <utility>
#include <vector>

#include "model/run.h"

namespace ingest {

/// Values are taken in their order; what is kept of those taken so far is a list of stretches. Places are NaN where a
/// value has none, kNowhere where nothing stands anywhere.
class SeriesTrack {
 public:
  static constexpr double kNowhere = -std::numeric_limits<double>::infinity();

  /// By its steps where it has any, else by its epochs. Both must outlive it.
  SeriesTrack(const model::Series& series, const model::RowAxes& axes);

  std::size_t size() const { return series_->values.size(); }
  std::uint32_t row(std::size_t i) const { return series_->row_of(i); }
  double place(std::size_t i) const { return on(*axis_, i); }
  /// On the axis of this series; NaN: none.
  double place_of_row(std::uint32_t row) const { return row < axis_->size() ? (*axis_)[row] : model::kMissing; }
  bool counts(const std::vector<double>& axis) const { return axis_ == &axis; }

  /// Keeps the values before `row`.
  void advance(std::size_t row);

  /// The place of the last kept value that has one.
  double top() const;

  /// The place of the next value that has one and is not kept yet; NaN: none.
  double upcoming(std::size_t after = 0) const;
  /// Whether the next value is of this row.
  bool stands_in(std::uint32_t row) const { return next_ < size() && this->row(next_) == row; }

  /// Leaves out what is kept from the first value at `from` or past it on. Places of kept values never go back.
  void cut(double from);
  /// Keeps nothing of what was taken.
  void clear() { kept_.clear(); }
  void start_over() {
    kept_.clear();
    next_ = 0;
  }

  /// Whether everything that is kept is said again by the values that come next, place by place.
  bool is_said_again() const;
  bool has_kept() const { return !kept_.empty(); }
  /// Whether a kept value stands exactly there.
  bool visited(double where) const;
  /// From the first value to behind the last of each stretch.
  const std::vector<std::pair<std::size_t, std::size_t>>& kept() const { return kept_; }
  std::size_t kept_values() const;

  /// Whether the places of what is kept go back.
  bool goes_back() const;

  bool disordered = false;  ///< its own places say nothing of how the run went

 private:
  bool says_same(std::size_t i, std::size_t j) const {
    const double a = series_->values[i], b = series_->values[j];
    return place(i) == place(j) && (a == b || (std::isnan(a) && std::isnan(b)));
  }
  double on(const std::vector<double>& axis, std::size_t i) const {
    const std::uint32_t r = row(i);
    return r < axis.size() ? axis[r] : model::kMissing;
  }
  void cut_at(std::size_t stretch, std::size_t value);

  const model::Series* series_;
  const std::vector<double>* axis_;
  std::vector<std::pair<std::size_t, std::size_t>> kept_;
  std::size_t next_ = 0;
};

}  // namespace ingest
