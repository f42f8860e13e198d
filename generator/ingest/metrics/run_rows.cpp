#include "ingest/metrics/run_rows.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace ingest {
namespace {

constexpr double kLargestStep = 9'007'199'254'740'992.0;  // 2^53

std::vector<double>& axis_values(model::RowAxes& axes, vocabulary::Axis axis) {
  if (axis == vocabulary::Axis::step) return axes.step;
  return axis == vocabulary::Axis::epoch ? axes.epoch : axes.wall_time_s;
}

bool is_same(const std::vector<double>& a, const std::vector<double>& b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [](double x, double y) { return x == y || (std::isnan(x) && std::isnan(y)); });
}

bool share_rows(const model::RowAxes& a, const model::RowAxes& b) {
  if (a.rows != b.rows || !is_same(a.step, b.step)) return false;
  return is_same(a.epoch, b.epoch) || (!a.step.empty() && (a.epoch.empty() || b.epoch.empty()));
}

using AxisOf = std::vector<double> model::RowAxes::*;

/// The place of each row, that of the row before where it has none; empty if places go back.
std::vector<double> places_in_order(const std::vector<double>& axis, std::size_t rows) {
  std::vector<double> places(rows);
  double last = -HUGE_VAL;
  for (std::size_t i = 0; i < rows; ++i) {
    const double place = i < axis.size() ? axis[i] : model::kMissing;
    if (place < last) return {};
    if (!std::isnan(place)) last = place;
    places[i] = last;
  }
  return places;
}

/// Where the rows of two files go among each other.
struct RowMerge {
  std::vector<std::uint32_t> of_run, of_more;
  std::uint32_t rows = 0;
};

bool share_a_name(const model::Run& run, const model::Run& more) {
  std::vector<std::string_view> names;
  for (const model::Series& series : run.series) names.push_back(series.name);
  std::sort(names.begin(), names.end());
  return std::any_of(more.series.begin(), more.series.end(), [&](const model::Series& series) {
    return std::binary_search(names.begin(), names.end(), std::string_view(series.name));
  });
}

RowMerge merge_places(const std::vector<double>& run, const std::vector<double>& more, bool may_share) {
  RowMerge merge;
  merge.of_run.reserve(run.size());
  merge.of_more.reserve(more.size());
  std::size_t a = 0, b = 0;
  while (a < run.size() || b < more.size()) {
    const double place = std::min(a < run.size() ? run[a] : HUGE_VAL, b < more.size() ? more[b] : HUGE_VAL);
    std::size_t in_run = 0, in_more = 0;
    while (a + in_run < run.size() && run[a + in_run] == place) ++in_run;
    while (b + in_more < more.size() && more[b + in_more] == place) ++in_more;
    a += in_run;
    b += in_more;
    if (in_run == in_more && may_share) {
      for (; in_run > 0; --in_run) {
        merge.of_run.push_back(merge.rows);
        merge.of_more.push_back(merge.rows++);
      }
      continue;
    }
    const bool more_first = in_more > in_run && may_share;
    if (!more_first) {
      for (; in_run > 0; --in_run) merge.of_run.push_back(merge.rows++);
    }
    for (; in_more > 0; --in_more) merge.of_more.push_back(merge.rows++);
    for (; in_run > 0; --in_run) merge.of_run.push_back(merge.rows++);
  }
  return merge;
}

RowMerge find_merge(const model::Run& run, const model::Run& more) {
  for (const AxisOf axis : {&model::RowAxes::step, &model::RowAxes::epoch, &model::RowAxes::wall_time_s}) {
    if ((run.axes.*axis).empty() || (more.axes.*axis).empty()) continue;
    const std::vector<double> ours = places_in_order(run.axes.*axis, run.axes.rows);
    const std::vector<double> theirs = places_in_order(more.axes.*axis, more.axes.rows);
    if (ours.size() != run.axes.rows || theirs.size() != more.axes.rows) break;
    return merge_places(ours, theirs, !share_a_name(run, more));
  }
  return {};
}

RowMerge one_after_the_other(std::size_t run, std::size_t more) {
  RowMerge merge;
  for (std::size_t i = 0; i < run; ++i) merge.of_run.push_back(merge.rows++);
  for (std::size_t i = 0; i < more; ++i) merge.of_more.push_back(merge.rows++);
  return merge;
}

void merge_axis(const RowMerge& merge, const std::vector<double>& more, std::vector<double>& axis) {
  if (axis.empty() && more.empty()) return;
  std::vector<double> merged(merge.rows, model::kMissing);
  for (std::size_t i = 0; i < more.size(); ++i) merged[merge.of_more[i]] = more[i];
  for (std::size_t i = 0; i < axis.size(); ++i) {
    if (!std::isnan(axis[i])) merged[merge.of_run[i]] = axis[i];
  }
  axis = std::move(merged);
}

void place_rows(const std::vector<std::uint32_t>& rows, std::size_t all_rows, model::Series& series) {
  std::vector<std::uint32_t> placed(series.values.size());
  for (std::size_t i = 0; i < placed.size(); ++i) placed[i] = rows[series.row_of(i)];
  if (placed.size() == all_rows) placed.clear();
  series.rows = std::move(placed);
}

/// The values of both in the order of their rows, of which they share none.
void go_on_in(model::Series more, model::Series& series) {
  model::Series both{.name = std::move(series.name)};
  std::size_t a = 0, b = 0;
  while (a < series.values.size() || b < more.values.size()) {
    const bool ours = b == more.values.size() || (a < series.values.size() && series.row_of(a) < more.row_of(b));
    both.rows.push_back(ours ? series.row_of(a) : more.row_of(b));
    both.values.push_back(ours ? series.values[a++] : more.values[b++]);
  }
  series = std::move(both);
}

void add_marks(const std::vector<std::uint32_t>& more, std::vector<std::uint32_t>& marks) {
  marks.insert(marks.end(), more.begin(), more.end());
  std::sort(marks.begin(), marks.end());
  marks.erase(std::unique(marks.begin(), marks.end()), marks.end());
}

void put_among(const RowMerge& merge, model::Run more, model::Run& run) {
  move_marks(merge.of_run, run.axes);
  move_marks(merge.of_more, more.axes);
  add_marks(more.axes.resumed, run.axes.resumed);
  add_marks(more.axes.apart, run.axes.apart);
  for (const AxisOf axis : {&model::RowAxes::step, &model::RowAxes::epoch, &model::RowAxes::wall_time_s}) {
    merge_axis(merge, more.axes.*axis, run.axes.*axis);
  }
  run.axes.rows = merge.rows;
  for (model::Series& series : run.series) place_rows(merge.of_run, merge.rows, series);
  for (model::Series& series : more.series) {
    place_rows(merge.of_more, merge.rows, series);
    if (model::Series* known = find_series(run, series.name)) {
      go_on_in(std::move(series), *known);
    } else {
      run.series.push_back(std::move(series));
    }
  }
}

}  // namespace

ReadContext without_notices(const ReadContext& context, std::initializer_list<std::string_view> codes) {
  return without_notices(context, std::span(codes.begin(), codes.size()));
}

ReadContext without_notices(const ReadContext& context, std::span<const std::string_view> codes) {
  const auto pass = [notice = context.notice,
                     quiet = std::vector<std::string_view>(codes.begin(), codes.end())](model::Notice said) {
    if (std::find(quiet.begin(), quiet.end(), said.code) == quiet.end()) notice(std::move(said));
  };
  return {context.files, context.unit, context.settings, pass, context.redactor};
}

model::Series* find_series(model::Run& run, std::string_view name) {
  const auto found = std::find_if(run.series.begin(), run.series.end(),
                                  [&](const model::Series& series) { return series.name == name; });
  return found == run.series.end() ? nullptr : &*found;
}

void move_to_axis(std::string_view name, vocabulary::Axis axis, model::Run& run) {
  const model::Series* series = find_series(run, name);
  if (series == nullptr || axis == vocabulary::Axis::none) return;
  const auto is_whole = [](double v) { return v == std::floor(v) && std::fabs(v) <= kLargestStep; };
  if (axis == vocabulary::Axis::step && !std::all_of(series->values.begin(), series->values.end(), is_whole)) return;
  std::vector<double> values(run.axes.rows, model::kMissing);
  for (std::size_t i = 0; i < series->values.size(); ++i) {
    if (std::isfinite(series->values[i])) values[series->row_of(i)] = series->values[i];
  }
  axis_values(run.axes, axis) = std::move(values);
  run.series.erase(run.series.begin() + (series - run.series.data()));
}

void add_rows(model::Run more, model::Run& run) {
  run.files.insert(run.files.end(), more.files.begin(), more.files.end());
  run.bytes_read += more.bytes_read;
  run.cells_read += more.cells_read;
  if (run.axes.rows == 0 && run.series.empty()) {
    run.axes = std::move(more.axes);
    run.series = std::move(more.series);
    run.trained_s = more.trained_s;
    return;
  }
  model::RowAxes& axes = run.axes;
  if (axes.wall_time_s.empty()) axes.relative_time = more.axes.relative_time;
  if (axes.relative_time != more.axes.relative_time) more.axes.wall_time_s.clear();
  if (std::isnan(run.trained_s)) run.trained_s = more.trained_s;
  if (share_rows(axes, more.axes)) {
    if (axes.epoch.empty()) axes.epoch = std::move(more.axes.epoch);
    if (axes.wall_time_s.empty()) axes.wall_time_s = std::move(more.axes.wall_time_s);
    add_marks(more.axes.resumed, axes.resumed);
    for (model::Series& series : more.series) run.series.push_back(std::move(series));
    return;
  }
  if (more.axes.rows == 0) return;
  const RowMerge among = find_merge(run, more);
  if (among.rows > 0) return put_among(among, std::move(more), run);
  const auto first = static_cast<std::uint32_t>(axes.rows);
  put_among(one_after_the_other(axes.rows, more.axes.rows), std::move(more), run);
  if (first > 0) add_marks({first}, axes.apart);
}

void add_all_rows(std::vector<model::Run> parts, model::Run& run) {
  while (parts.size() > 1) {
    for (std::size_t i = 0; i + 1 < parts.size(); i += 2) {
      add_rows(std::move(parts[i + 1]), parts[i]);
      if (i > 0) parts[i / 2] = std::move(parts[i]);
    }
    if (parts.size() % 2 == 1) parts[parts.size() / 2] = std::move(parts.back());
    parts.resize((parts.size() + 1) / 2);
  }
  if (!parts.empty()) add_rows(std::move(parts.front()), run);
}

void move_marks(const std::vector<std::uint32_t>& rows, model::RowAxes& axes) {
  for (std::vector<std::uint32_t>* marks : {&axes.resumed, &axes.apart}) {
    for (std::uint32_t& row : *marks) row = rows[row];
    marks->erase(std::unique(marks->begin(), marks->end()), marks->end());
  }
}

}  // namespace ingest
