#include "ingest/metrics/series_track.h"

#include <algorithm>
#include <cmath>

namespace ingest {
namespace {

constexpr std::size_t kLookedPast = 64;  // values without a place

}  // namespace

SeriesTrack::SeriesTrack(const model::Series& series, const model::RowAxes& axes)
    : series_(&series), axis_(&axes.epoch) {
  for (std::size_t i = 0; i < size() && axis_ != &axes.step; ++i) {
    if (std::isfinite(on(axes.step, i))) axis_ = &axes.step;
  }
}

void SeriesTrack::advance(std::size_t row) {
  const std::size_t end =
      series_->rows.empty()
          ? std::min(row, size())
          : static_cast<std::size_t>(
                std::lower_bound(series_->rows.begin() + static_cast<std::ptrdiff_t>(next_), series_->rows.end(), row) -
                series_->rows.begin());
  if (end <= next_) return;
  if (!kept_.empty() && kept_.back().second == next_) {
    kept_.back().second = end;
  } else {
    kept_.emplace_back(next_, end);
  }
  next_ = end;
}

double SeriesTrack::top() const {
  std::size_t looked = 0;
  for (std::size_t s = kept_.size(); s-- > 0;) {
    for (std::size_t i = kept_[s].second; i-- > kept_[s].first;) {
      if (const double at = place(i); !std::isnan(at)) return at;
      if (++looked == kLookedPast) return kNowhere;
    }
  }
  return kNowhere;
}

double SeriesTrack::upcoming(std::size_t after) const {
  for (std::size_t i = next_ + after; i < std::min(size(), next_ + after + kLookedPast); ++i) {
    if (const double at = place(i); !std::isnan(at)) return at;
  }
  return model::kMissing;
}

void SeriesTrack::cut(double from) {
  std::size_t looked = 0;
  std::pair<std::size_t, std::size_t> end{kept_.size(), 0};  // stretch and value that go first
  for (std::size_t s = kept_.size(); s-- > 0;) {
    for (std::size_t i = kept_[s].second; i-- > kept_[s].first;) {
      const double at = place(i);
      if (at >= from) {
        end = {s, i};
        looked = 0;
      } else if (!std::isnan(at) || ++looked == kLookedPast) {
        return cut_at(end.first, end.second);
      }
    }
  }
  cut_at(end.first, end.second);
}

bool SeriesTrack::is_said_again() const {
  std::size_t at = next_;
  for (const auto& [begin, end] : kept_) {
    for (std::size_t i = begin; i < end; ++i) {
      if (at < size() && says_same(i, at)) {
        ++at;
      } else if (at == next_ || !says_same(i, at - 1)) {  // else: a value that stands there twice already
        return false;
      }
    }
  }
  return true;
}

bool SeriesTrack::visited(double where) const {
  for (std::size_t s = kept_.size(); s-- > 0;) {
    std::size_t low = kept_[s].first, high = kept_[s].second;
    while (low < high) {
      const std::size_t middle = low + (high - low) / 2;
      if (place(middle) < where) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    if (low < kept_[s].second && place(low) == where) return true;
    if (place(kept_[s].first) < where) return false;
  }
  return false;
}

std::size_t SeriesTrack::kept_values() const {
  std::size_t values = 0;
  for (const auto& [begin, end] : kept_) values += end - begin;
  return values;
}

bool SeriesTrack::goes_back() const {
  double last = kNowhere;
  for (const auto& [begin, end] : kept_) {
    for (std::size_t i = begin; i < end; ++i) {
      const double at = place(i);
      if (at < last) return true;
      if (!std::isnan(at)) last = at;
    }
  }
  return false;
}

void SeriesTrack::cut_at(std::size_t stretch, std::size_t value) {
  if (stretch == kept_.size()) return;
  kept_.resize(stretch + 1);
  kept_[stretch].second = value;
  if (kept_[stretch].first == value) kept_.pop_back();
}

}  // namespace ingest
