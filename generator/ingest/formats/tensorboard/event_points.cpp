#include "ingest/formats/tensorboard/event_points.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <tuple>
#include <utility>

#include "base/text/utf8.h"
#include "ingest/metrics/metric_columns.h"

namespace ingest {
namespace {

constexpr std::int64_t kLargestEventStep = std::int64_t{1} << 53;

bool is_epoch_axis(std::string_view tag) {
  return tag == "epoch" || tag == "trainer/epoch" || tag == "train/epoch";
}

/// "train/epoch_loss".
bool counts_epochs(std::string_view tag) {
  const std::size_t slash = tag.rfind('/');
  return tag.substr(slash == std::string_view::npos ? 0 : slash + 1).starts_with("epoch_");
}

bool is_default_only(const EventTag& tag) {
  return tag.name == "hp_metric" &&
         std::all_of(tag.points.begin(), tag.points.end(), [](const EventPoint& point) { return point.value == -1; });
}

/// A row of the run: a place on one of the two axes.
struct Row {
  bool counts_epochs = false;
  double place = 0;
  double wall_time_s = 0;  // not said
  double epoch = model::kMissing;
};

auto order_of(const Row& row) {
  return std::tie(row.counts_epochs, row.place);
}

class RowMaker {
 public:
  explicit RowMaker(const std::vector<EventTag>& tags) {
    for (const EventTag& tag : tags) add(tag);
    sort_out();
  }

  void fill_axes(model::RowAxes& axes) const {
    const auto any = [this](auto has) { return std::any_of(rows_.begin(), rows_.end(), has); };
    axes.rows = rows_.size();
    if (any([](const Row& row) { return !row.counts_epochs; })) {
      for (const Row& row : rows_) axes.step.push_back(row.counts_epochs ? model::kMissing : row.place);
    }
    if (any([](const Row& row) { return !std::isnan(row.epoch); })) {
      for (const Row& row : rows_) axes.epoch.push_back(row.epoch);
    }
    if (any([](const Row& row) { return row.wall_time_s > 0; })) {
      for (const Row& row : rows_) axes.wall_time_s.push_back(row.wall_time_s > 0 ? row.wall_time_s : model::kMissing);
    }
  }

  void set_epochs(const EventTag& tag) {
    for (const EventPoint& point : tag.points) rows_[row_of(false, point.step)].epoch = point.value;
  }

  model::Series make_series(EventTag& tag) const {
    model::Series series{.name = std::move(tag.name)};
    const bool epochs = counts_epochs(series.name);
    for (const EventPoint& point : tag.points) {
      series.rows.push_back(static_cast<std::uint32_t>(row_of(epochs, point.step)));
      series.values.push_back(point.value);
    }
    tag.points = {};
    if (series.values.size() == rows_.size()) series.rows = {};
    series.rows.shrink_to_fit();
    series.values.shrink_to_fit();
    return series;
  }

 private:
  void add(const EventTag& tag) {
    const bool epochs = counts_epochs(tag.name);
    for (const EventPoint& point : tag.points) {
      rows_.push_back({epochs, point.step, point.wall_time_s, epochs ? point.step : model::kMissing});
    }
    if (rows_.size() > rows_sorted_ * 2 + kSortEvery) sort_out();
  }

  /// Rows of one place become one, at the earliest time. Done now and then, so that memory stays that of the steps.
  void sort_out() {
    std::sort(rows_.begin(), rows_.end(), [](const Row& a, const Row& b) {
      return std::tie(a.counts_epochs, a.place, a.wall_time_s) < std::tie(b.counts_epochs, b.place, b.wall_time_s);
    });
    const auto same = [](const Row& a, const Row& b) { return order_of(a) == order_of(b); };
    rows_.erase(std::unique(rows_.begin(), rows_.end(), same), rows_.end());
    rows_sorted_ = rows_.size();
  }

  std::size_t row_of(bool epochs, double place) const {
    const Row wanted{.counts_epochs = epochs, .place = place};
    const auto found = std::lower_bound(rows_.begin(), rows_.end(), wanted,
                                        [](const Row& a, const Row& b) { return order_of(a) < order_of(b); });
    return static_cast<std::size_t>(found - rows_.begin());
  }

  static constexpr std::size_t kSortEvery = 100'000;
  std::vector<Row> rows_;
  std::size_t rows_sorted_ = 0;
};

/// Numbers the points of tags that have one step for all of them; returns how many points that are.
std::uint64_t number_equal_steps(std::vector<EventTag>& tags) {
  std::uint64_t numbered = 0;
  for (EventTag& tag : tags) {
    if (tag.points.size() < 2 || tag.points.front().step != tag.points.back().step) continue;
    numbered += tag.points.size();
    for (std::size_t i = 0; i < tag.points.size(); ++i) tag.points[i].step = static_cast<double>(i);
  }
  return numbered;
}

}  // namespace

EventTag* EventTags::find_or_add(std::string_view tag) {
  std::string name = base::repair_utf8(tag);
  const auto found = by_name_.find(name);
  if (found != by_name_.end()) return &tags_[found->second];
  if (tags_.size() >= kMaxMetricColumns) return nullptr;
  by_name_.emplace(name, tags_.size());
  return &tags_.emplace_back(EventTag{.name = std::move(name), .points = {}});
}

void EventTags::add(std::string_view tag, std::int64_t step, double value, double wall_time_s) {
  ++points_read_;
  if (step > kLargestEventStep || step < -kLargestEventStep) {
    ++out_of_range_;
    return;
  }
  EventTag* target = find_or_add(tag);
  if (target == nullptr) {
    ++tags_refused_;
    return;
  }
  std::vector<EventPoint>& points = target->points;
  const double place = static_cast<double>(step);
  if (!(wall_time_s > 0) || !std::isfinite(wall_time_s)) wall_time_s = 0;
  const bool all_equal = !points.empty() && points.front().step == points.back().step;
  if (all_equal && points.size() > 1 && place > points.back().step) {
    superseded_ += points.size() - 1;
    points.erase(points.begin(), points.end() - 1);
  }
  if (!all_equal || place != points.back().step) {
    while (!points.empty() && points.back().step >= place) {
      // The same value at the same step, as some loggers write it with each kind of metric, replaces nothing.
      if (points.back().step > place || points.back().value != value) ++superseded_;
      points.pop_back();
    }
  }
  points.push_back({place, value, wall_time_s});
}

void EventTags::restart(std::int64_t step) {
  const auto place = static_cast<double>(step);
  for (EventTag& tag : tags_) {
    superseded_ += std::erase_if(tag.points, [&](const EventPoint& point) { return point.step >= place; });
  }
}

void move_event_points(std::vector<EventTag> tags, const std::string& file,
                       const std::function<void(model::Notice)>& notice, model::Run& run) {
  std::erase_if(tags, [](const EventTag& tag) { return tag.points.empty() || is_default_only(tag); });
  if (const std::uint64_t numbered = number_equal_steps(tags); numbered > 0) {
    notice({.severity = model::Severity::warning,
            .code = "event-steps-equal",
            .file = file,
            .what = "metrics whose points all have one step; the points are numbered in their order instead",
            .count = numbered});
  }
  RowMaker rows(tags);
  for (const EventTag& tag : tags) {
    run.cells_read += 2 * tag.points.size();
    if (is_epoch_axis(tag.name)) rows.set_epochs(tag);
  }
  rows.fill_axes(run.axes);
  for (EventTag& tag : tags) {
    if (!is_epoch_axis(tag.name)) run.series.push_back(rows.make_series(tag));
  }
}

}  // namespace ingest
