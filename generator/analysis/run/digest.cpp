#include "analysis/run/digest.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "analysis/run/best_point.h"
#include "analysis/run/insights.h"
#include "analysis/run/series_axis.h"
#include "base/binary/content_hash.h"
#include "base/json/json.h"
#include "base/text/iso_time.h"
#include "model/findings/metric_info.h"
#include "vocabulary/axis_names.h"
#include "vocabulary/metric_names.h"

namespace analysis {
namespace {

constexpr std::size_t kRegularStrides = 8;

std::uint64_t count_missing(std::span<const double> x) {
  if (x.size() <= kRegularStrides) return 0;
  double stride = HUGE_VAL, longest = 0;
  for (std::size_t i = 1; i < x.size(); ++i) {
    stride = std::min(stride, x[i] - x[i - 1]);
    longest = std::max(longest, x[i] - x[i - 1]);
  }
  if (!(stride < longest)) return 0;
  std::size_t leaps = 0;
  double missing = 0;
  for (std::size_t i = 1; i < x.size(); ++i) {
    const double strides = (x[i] - x[i - 1]) / stride;
    if (strides == 1) continue;
    if (strides != std::floor(strides)) return 0;
    ++leaps;
    missing += strides - 1;
  }
  const bool regular = 10 * leaps <= x.size() - 1 && x.size() - 1 - leaps >= kRegularStrides && missing < 1e15;
  return regular ? static_cast<std::uint64_t>(missing) : 0;
}

/// Of the finite values; NaN where there is none.
double mean_of_tail(std::span<const double> values) {
  const std::size_t tail = (values.size() + 9) / 10;
  double sum = 0;
  std::size_t finite = 0;
  for (const double value : values.last(tail)) {
    if (!std::isfinite(value)) continue;
    sum += value;
    ++finite;
  }
  return finite > 0 ? sum / static_cast<double>(finite) : model::kMissing;
}

/// √(mean squared second difference / 6) over the second half of the values: the deviation of what is not smooth, since
/// the second difference of independent values has six times their variance. NaN: fewer than four finite values there.
double wobble_of(const std::vector<double>& values) {
  double squares = 0;
  std::size_t count = 0;
  for (std::size_t i = values.size() / 2; i + 2 < values.size(); ++i) {
    const double second = values[i] - 2 * values[i + 1] + values[i + 2];
    if (!std::isfinite(second)) continue;
    squares += second * second;
    ++count;
  }
  return count >= 2 ? std::sqrt(squares / 6 / static_cast<double>(count)) : model::kMissing;
}

model::SeriesDigest digest_series(const model::Series& series, const model::RowAxes& axes, const SeriesAxis& axis) {
  model::SeriesDigest digest{.name = series.name, .points = series.values.size()};
  digest.axis = axis.axis;
  digest.restarts = axis.restarts.size();
  if (axis.rises && axis.axis != model::CurveAxis::row) digest.missing = count_missing(axis.x);
  if (series.values.empty()) return digest;
  std::size_t low = 0, high = 0;
  for (std::size_t i = 0; i < series.values.size(); ++i) {
    const double value = series.values[i];
    if (!std::isfinite(value)) {
      ++digest.non_finite;
    } else if (!digest.finite) {
      digest.finite = true;
      low = high = i;
    } else if (value < series.values[low]) {
      low = i;
    } else if (value > series.values[high]) {
      high = i;
    }
  }
  digest.tail = mean_of_tail(series.values);
  digest.wobble = wobble_of(series.values);
  digest.first = point_at(series, axes, 0);
  digest.last = point_at(series, axes, series.values.size() - 1);
  if (digest.finite) {
    digest.minimum = point_at(series, axes, low);
    digest.maximum = point_at(series, axes, high);
  }
  return digest;
}

std::optional<double> summary_duration(const std::vector<model::Parameter>& summary) {
  for (const model::Parameter& leaf : summary) {
    if (leaf.value.kind != model::ParameterValue::Kind::number) continue;
    const vocabulary::MetricName name = vocabulary::describe_metric(leaf.path);
    const bool whole = name.role == model::Role::training_time || name.pattern == "runtime";
    const bool known = name.kind == model::ValueKind::seconds || name.kind == model::ValueKind::milliseconds;
    if (whole && known && name.split != vocabulary::Split::validation && name.split != vocabulary::Split::test &&
        std::isfinite(leaf.value.number) && leaf.value.number >= 0) {
      return leaf.value.number * name.in_base_unit * (name.kind == model::ValueKind::milliseconds ? 1e-3 : 1);
    }
  }
  return std::nullopt;
}

/// The largest value of a series that counts the time of the whole training, as the logger writes it.
std::optional<double> series_duration(const model::Run& run) {
  for (const model::Series& series : run.series) {
    if (!vocabulary::counts_training_time(series.name)) continue;
    double largest = model::kMissing;
    for (const double value : series.values) {
      if (std::isfinite(value) && value >= 0 && !(value <= largest)) largest = value;
    }
    if (!std::isnan(largest)) return largest;
  }
  return std::nullopt;
}

double wall_time_span(const model::RowAxes& axes) {
  double low = model::kMissing, high = model::kMissing;
  for (const double time : axes.wall_time_s) {
    if (!std::isfinite(time)) continue;
    if (!(time >= low)) low = time;
    if (!(time <= high)) high = time;
  }
  const double span = axes.relative_time ? high : high - low;
  return span > 0 ? span : model::kMissing;
}

double find_duration(const model::Run& run) {
  if (const auto said = summary_duration(run.summary)) return *said;
  if (const auto counted = series_duration(run)) return *counted;
  if (std::isfinite(run.trained_s)) return run.trained_s;
  const auto start = base::parse_timestamp(run.started_at);
  const auto finish = base::parse_timestamp(run.finished_at);
  // Seconds since 1970 have some tenths of a microsecond in a double.
  if (start && finish && *finish >= *start) return std::round((*finish - *start) * 1e6) / 1e6;
  return wall_time_span(run.axes);
}

std::uint64_t hash_values(const std::vector<double>& values) {
  return base::content_hash({reinterpret_cast<const char*>(values.data()), values.size() * sizeof(double)});
}

std::uint64_t hash_rows(const std::vector<std::uint32_t>& rows) {
  return base::content_hash({reinterpret_cast<const char*>(rows.data()), rows.size() * sizeof(std::uint32_t)});
}

// Lengths go in front, so that no two different runs write the same text.
void append_text(std::string& out, std::string_view text) {
  out += std::to_string(text.size());
  out += ':';
  out += text;
}

std::uint64_t hash_content(const model::Run& run) {
  std::string text;
  append_text(text, base::write_json(run.config.tree));
  for (const model::Series& series : run.series) {
    append_text(text, series.name);
    append_text(text, base::hex_text(hash_values(series.values)));
    append_text(text, base::hex_text(hash_rows(series.rows)));
  }
  for (const model::Parameter& leaf : run.summary) {
    append_text(text, leaf.path);
    append_text(text, leaf.value.text);
  }
  return base::content_hash(text);
}

}  // namespace

Digested digest_run(const model::Run& run, const model::Settings& settings) {
  Digested result;
  static_cast<model::RunIdentity&>(result.digest) = run;
  result.digest.rows = run.axes.rows;
  result.digest.series.reserve(run.series.size());
  result.curves.reserve(run.series.size());
  std::vector<vocabulary::MetricName> names;
  for (const model::Series& series : run.series) {
    const SeriesAxis axis = find_axis(series, run.axes);
    result.digest.series.push_back(digest_series(series, run.axes, axis));
    result.curves.push_back(make_curve(series, axis));
    names.push_back(vocabulary::describe_metric(
        series.name, run.unsplit_is_validation ? vocabulary::Split::validation : vocabulary::Split::none));
  }
  result.digest.best_points = find_best_points(run, result.digest.series, names, settings);
  result.digest.insights = find_insights(run, result.digest.series, names, result.digest.best_points);
  result.digest.duration_s = find_duration(run);
  result.digest.content = hash_content(run);
  return result;
}

}  // namespace analysis
