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

void append_axis(std::vector<double> more, std::size_t more_rows, std::size_t rows, std::vector<double>& axis) {
  if (axis.empty() && more.empty()) return;
  axis.resize(rows, model::kMissing);
  more.resize(more_rows, model::kMissing);
  axis.insert(axis.end(), more.begin(), more.end());
}

/// Rows written out, moved on by `offset`.
std::vector<std::uint32_t> rows_of(const model::Series& series, std::size_t offset) {
  std::vector<std::uint32_t> rows;
  rows.reserve(series.values.size());
  for (std::size_t i = 0; i < series.values.size(); ++i) {
    rows.push_back(series.row_of(i) + static_cast<std::uint32_t>(offset));
  }
  return rows;
}

void append_series(model::Series more, std::size_t offset, model::Run& run) {
  more.rows = rows_of(more, offset);
  model::Series* known = offset > 0 ? find_series(run, more.name) : nullptr;
  if (known == nullptr) {
    run.series.push_back(std::move(more));
    return;
  }
  if (known->rows.empty()) known->rows = rows_of(*known, 0);
  known->rows.insert(known->rows.end(), more.rows.begin(), more.rows.end());
  known->values.insert(known->values.end(), more.values.begin(), more.values.end());
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
  return {context.files, context.unit, context.settings, pass};
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
    return;
  }
  model::RowAxes& axes = run.axes;
  if (axes.wall_time_s.empty()) axes.relative_time = more.axes.relative_time;
  if (axes.relative_time != more.axes.relative_time) more.axes.wall_time_s.clear();
  std::size_t offset = 0;
  if (share_rows(axes, more.axes)) {
    if (axes.epoch.empty()) axes.epoch = std::move(more.axes.epoch);
    if (axes.wall_time_s.empty()) axes.wall_time_s = std::move(more.axes.wall_time_s);
  } else {
    offset = axes.rows;
    append_axis(std::move(more.axes.step), more.axes.rows, offset, axes.step);
    append_axis(std::move(more.axes.epoch), more.axes.rows, offset, axes.epoch);
    append_axis(std::move(more.axes.wall_time_s), more.axes.rows, offset, axes.wall_time_s);
    axes.rows += more.axes.rows;
  }
  for (model::Series& series : more.series) append_series(std::move(series), offset, run);
}

}  // namespace ingest
