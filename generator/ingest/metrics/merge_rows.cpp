#include "ingest/metrics/merge_rows.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <utility>

#include "ingest/metrics/run_rows.h"

namespace ingest {
namespace {

constexpr std::uint32_t kNoRow = UINT32_MAX;

std::vector<double> known_values(const std::vector<double>& axis) {
  std::vector<double> values;
  std::copy_if(axis.begin(), axis.end(), std::back_inserter(values), [](double value) { return !std::isnan(value); });
  std::sort(values.begin(), values.end());
  values.erase(std::unique(values.begin(), values.end()), values.end());
  return values;
}

/// The axis both have, as a member; null: none. Steps that are all epochs of the run are counted as such.
std::vector<double> model::RowAxes::*shared_axis(model::RowAxes& more, const model::RowAxes& axes) {
  if (!axes.step.empty() && !more.step.empty()) return &model::RowAxes::step;
  if (!axes.step.empty() || axes.epoch.empty()) return nullptr;
  if (more.epoch.empty() && !more.step.empty()) {
    const std::vector<double> epochs = known_values(axes.epoch), steps = known_values(more.step);
    if (!std::includes(epochs.begin(), epochs.end(), steps.begin(), steps.end())) return nullptr;
    more.epoch = std::exchange(more.step, {});
  }
  return more.epoch.empty() ? nullptr : &model::RowAxes::epoch;
}

/// Where the rows of two files go in the rows of both.
class RowPlaces {
 public:
  RowPlaces(const std::vector<double>& places, const std::vector<double>& more) {
    std::vector<std::pair<double, std::uint32_t>> known;
    for (std::size_t i = 0; i < places.size(); ++i) {
      if (!std::isnan(places[i])) known.emplace_back(places[i], static_cast<std::uint32_t>(i));
    }
    const bool rises = std::is_sorted(known.begin(), known.end());
    std::sort(known.begin(), known.end());
    const auto find = [&](double place) {
      const auto at = std::lower_bound(known.begin(), known.end(), std::pair<double, std::uint32_t>(place, 0));
      return at != known.end() && at->first == place ? at->second : kNoRow;
    };
    std::vector<double> added = known_values(more);
    std::erase_if(added, [&](double place) { return find(place) != kNoRow; });
    std::vector<std::uint32_t> new_rows;
    const auto add_until = [&](double limit, bool all) {
      while (new_rows.size() < added.size() && (all || added[new_rows.size()] < limit)) new_rows.push_back(rows++);
    };
    for (const double place : places) {
      if (rises && !std::isnan(place)) add_until(place, false);
      of_run.push_back(rows++);
    }
    add_until(0, true);
    for (const double place : more) {
      const std::uint32_t row = std::isnan(place) ? kNoRow : find(place);
      if (std::isnan(place)) {
        of_more.push_back(kNoRow);
      } else if (row != kNoRow) {
        of_more.push_back(of_run[row]);
      } else {
        const auto at = std::lower_bound(added.begin(), added.end(), place);
        of_more.push_back(new_rows[static_cast<std::size_t>(at - added.begin())]);
      }
    }
  }

  std::uint32_t rows = 0;
  std::vector<std::uint32_t> of_run, of_more;
};

void spread(const RowPlaces& places, std::vector<double>& axis) {
  if (axis.empty()) return;
  std::vector<double> wider(places.rows, model::kMissing);
  for (std::size_t i = 0; i < axis.size(); ++i) wider[places.of_run[i]] = axis[i];
  axis = std::move(wider);
}

void fill(const RowPlaces& places, const std::vector<double>& more, std::vector<double>& axis) {
  if (more.empty()) return;
  axis.resize(places.rows, model::kMissing);
  for (std::size_t i = 0; i < more.size(); ++i) {
    const std::uint32_t row = places.of_more[i];
    if (row != kNoRow && std::isnan(axis[row])) axis[row] = more[i];
  }
}

void place_series(const std::vector<std::uint32_t>& rows, std::size_t all_rows, model::Series& series) {
  std::vector<std::pair<std::uint32_t, double>> points;
  for (std::size_t i = 0; i < series.values.size(); ++i) {
    const std::uint32_t row = rows[series.row_of(i)];
    if (row != kNoRow) points.emplace_back(row, series.values[i]);
  }
  std::stable_sort(points.begin(), points.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
  series.rows.clear();
  series.values.clear();
  for (const auto& [row, value] : points) {
    if (!series.rows.empty() && series.rows.back() == row) {
      series.values.back() = value;
      continue;
    }
    series.rows.push_back(row);
    series.values.push_back(value);
  }
  if (series.rows.size() == all_rows) series.rows.clear();
}

}  // namespace

bool add_series(model::Run& other, std::vector<model::Series> wanted, model::Run& run, bool& times_added) {
  if (run.axes.rows == 0) {
    times_added = !other.axes.wall_time_s.empty();
    run.axes = std::move(other.axes);
    run.series = std::move(wanted);
    return true;
  }
  const auto axis = shared_axis(other.axes, run.axes);
  if (axis == nullptr) return false;
  times_added = run.axes.wall_time_s.empty() && !other.axes.wall_time_s.empty();
  if (wanted.empty() && !times_added) return true;
  // Rows that only the other file has are of use to its series alone.
  std::vector<double> places = other.axes.*axis;
  if (wanted.empty()) {
    const std::vector<double> known = known_values(run.axes.*axis);
    for (double& place : places) {
      if (!std::binary_search(known.begin(), known.end(), place)) place = model::kMissing;
    }
  }
  const RowPlaces rows(run.axes.*axis, places);
  for (std::vector<double>* each : {&run.axes.step, &run.axes.epoch, &run.axes.wall_time_s}) spread(rows, *each);
  move_marks(rows.of_run, run.axes);
  for (model::Series& series : run.series) place_series(rows.of_run, rows.rows, series);
  run.axes.rows = rows.rows;
  fill(rows, places, run.axes.*axis);
  if (axis == &model::RowAxes::step && !run.axes.epoch.empty()) fill(rows, other.axes.epoch, run.axes.epoch);
  if (times_added) run.axes.relative_time = other.axes.relative_time;
  if (run.axes.relative_time == other.axes.relative_time) fill(rows, other.axes.wall_time_s, run.axes.wall_time_s);
  for (model::Series& series : wanted) {
    place_series(rows.of_more, rows.rows, series);
    if (!series.values.empty()) run.series.push_back(std::move(series));
  }
  return true;
}

}  // namespace ingest
