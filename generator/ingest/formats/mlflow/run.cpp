#include "ingest/formats/mlflow/run.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <cmath>
#include <cstddef>
#include <tuple>

#include "base/text/utf8.h"
#include "ingest/documents/native_config.h"
#include "ingest/documents/python_literal.h"
#include "ingest/files/timestamps.h"
#include "ingest/metrics/run_rows.h"
#include "ingest/metrics/settle_rows.h"
#include "ingest/privacy/redact.h"

namespace ingest {
namespace {

using base::Json;
using model::RunStatus;

constexpr double kLargestMlflowStep = 9'007'199'254'740'992.0;  // 2^53
constexpr std::string_view kOwnPrefix = "mlflow.";
constexpr std::int64_t kEarliestTimeMs = 100'000'000'000;  // in 1973
constexpr std::string_view kSystemPrefix = "system/";

enum class Clock : std::uint8_t { training, system, none };

/// Where a point belongs; rows are these in their order.
struct Place {
  Clock clock = Clock::training;
  double step = 0;
  std::uint32_t repeat = 0;  ///< of the step within its metric
  std::int64_t time_ms = 0;
  auto row() const { return std::tie(clock, step, repeat); }
};

void sort_points(std::vector<MlflowPoint>& points) {
  std::stable_sort(points.begin(), points.end(), [](const MlflowPoint& a, const MlflowPoint& b) {
    return std::tie(a.step, a.time_ms) < std::tie(b.step, b.time_ms);
  });
}

bool goes_back_in_time(const std::vector<MlflowPoint>& points) {
  for (std::size_t i = 1; i < points.size(); ++i) {
    if (points[i].step == points[i - 1].step) return true;
    if (points[i].time_ms > 0 && points[i].time_ms < points[i - 1].time_ms) return true;
  }
  return false;
}

bool is_final_value(const std::vector<MlflowPoint>& points) {
  return points.size() == 1 && points[0].step == 0;
}

std::vector<Place> places_of(std::string_view name, const std::vector<MlflowPoint>& points) {
  const bool one_step = points.size() > 1 && points.front().step == points.back().step;
  const Clock clock = one_step ? Clock::none : name.starts_with(kSystemPrefix) ? Clock::system : Clock::training;
  std::vector<Place> places;
  places.reserve(points.size());
  for (const MlflowPoint& point : points) {
    Place place{.clock = clock, .step = one_step ? 0 : point.step, .time_ms = point.time_ms};
    if (!places.empty() && places.back().step == place.step) place.repeat = places.back().repeat + 1;
    places.push_back(place);
  }
  return places;
}

/// The rows of a run, sorted; the time of a row is the first that is known.
std::vector<Place> merge_rows(std::vector<Place> all) {
  const auto order = [](const Place& a, const Place& b) {
    const std::int64_t at = a.time_ms > 0 ? a.time_ms : INT64_MAX, bt = b.time_ms > 0 ? b.time_ms : INT64_MAX;
    return a.row() != b.row() ? a.row() < b.row() : at < bt;
  };
  std::sort(all.begin(), all.end(), order);
  all.erase(std::unique(all.begin(), all.end(), [](const Place& a, const Place& b) { return a.row() == b.row(); }),
            all.end());
  return all;
}

void fill_axes(const std::vector<Place>& rows, model::RowAxes& axes) {
  axes.rows = rows.size();
  const bool steps = std::any_of(rows.begin(), rows.end(), [](const Place& row) { return row.clock != Clock::none; });
  const bool times = std::any_of(rows.begin(), rows.end(), [](const Place& row) { return row.time_ms > 0; });
  for (const Place& row : rows) {
    if (steps) axes.step.push_back(row.clock == Clock::none ? model::kMissing : row.step);
    if (times) axes.wall_time_s.push_back(row.time_ms > 0 ? static_cast<double>(row.time_ms) / 1000 : model::kMissing);
  }
}

model::Series make_series(std::string name, const std::vector<MlflowPoint>& points, const std::vector<Place>& rows) {
  model::Series series{.name = std::move(name)};
  const std::vector<Place> places = places_of(series.name, points);
  auto row = rows.begin();
  for (std::size_t i = 0; i < points.size(); ++i) {
    row =
        std::lower_bound(row, rows.end(), places[i], [](const Place& a, const Place& b) { return a.row() < b.row(); });
    series.rows.push_back(static_cast<std::uint32_t>(row - rows.begin()));
    series.values.push_back(points[i].value);
  }
  if (series.rows.back() + 1 == points.size()) series.rows.clear();
  return series;
}

void add_mlflow_leaves(Json tree, std::vector<model::Parameter>& leaves) {
  for (model::Parameter& leaf : model::make_config(std::move(tree)).parameters) leaves.push_back(std::move(leaf));
}

}  // namespace

void MlflowMetrics::add(const MlflowPoint& point) {
  assert(!metrics_.empty());
  MlflowPoint kept = point;
  if (!(std::abs(kept.step) <= kLargestMlflowStep)) {
    ++out_of_range_;
    kept.step = 0;
  }
  metrics_.back().points.push_back(kept);
}

/// Points are put in the order of their times, in which training wrote them, and settled as the rows of a file are.
void MlflowMetrics::leave_out_trained_over(const ReadContext& context, const std::string& file) {
  struct Written {
    std::int64_t time_ms = 0;
    std::uint32_t metric = 0, point = 0;
  };
  std::vector<Written> all;
  for (std::uint32_t m = 0; m < metrics_.size(); ++m) {
    const std::vector<MlflowPoint>& points = metrics_[m].points;
    if (metrics_[m].name.starts_with(kSystemPrefix) || points.empty() || points.front().step == points.back().step)
      continue;
    for (std::uint32_t i = 0; i < points.size(); ++i) {
      if (points[i].time_ms < kEarliestTimeMs) return;  // no clock: nothing says in which order
      all.push_back({points[i].time_ms, m, i});
    }
  }
  std::stable_sort(all.begin(), all.end(), [](const Written& a, const Written& b) { return a.time_ms < b.time_ms; });
  model::Run written;
  std::vector<std::size_t> series(metrics_.size(), SIZE_MAX);
  for (const Written& one : all) {
    if (series[one.metric] == SIZE_MAX) {
      series[one.metric] = written.series.size();
      written.series.push_back({.name = std::to_string(written.series.size())});
    }
    model::Series& own = written.series[series[one.metric]];
    own.rows.push_back(static_cast<std::uint32_t>(written.axes.rows++));
    own.values.push_back(one.point);
    written.axes.step.push_back(metrics_[one.metric].points[one.point].step);
  }
  const Settled settled = settle_rows(written);
  if (settled.values == 0) return;
  say_settled(
      settled, true, file, [](std::uint32_t) { return base::Position(); }, context.notice);
  for (Metric& metric : metrics_) {
    const std::size_t own = series[static_cast<std::size_t>(&metric - metrics_.data())];
    if (own == SIZE_MAX) continue;
    const model::Series* left = find_series(written, std::to_string(own));
    std::vector<MlflowPoint> kept;
    for (std::size_t i = 0; left != nullptr && i < left->values.size(); ++i) {
      kept.push_back(metric.points[static_cast<std::size_t>(left->values[i])]);
    }
    metric.points = std::move(kept);
    sort_points(metric.points);
  }
}

void MlflowMetrics::finish(const ReadContext& context, const std::string& file, model::Run& run) {
  if (out_of_range_ > 0) {
    context.notice({.severity = base::Severity::warning,
                    .code = "step-range",
                    .file = file,
                    .what = "a step beyond 2^53; read as 0",
                    .count = out_of_range_});
  }
  std::vector<Place> places;
  Json finals = Json::object();
  bool again = false;
  for (Metric& metric : metrics_) {
    run.cells_read += 3 * metric.points.size();
    sort_points(metric.points);
    again = again || goes_back_in_time(metric.points);
  }
  if (again) leave_out_trained_over(context, file);
  for (Metric& metric : metrics_) {
    if (metric.points.empty()) continue;
    if (is_final_value(metric.points)) {
      finals.members().emplace_back(metric.name, Json::number(metric.points[0].value));
      continue;
    }
    const std::vector<Place> own = places_of(metric.name, metric.points);
    places.insert(places.end(), own.begin(), own.end());
  }
  const std::vector<Place> rows = merge_rows(std::move(places));
  fill_axes(rows, run.axes);
  for (Metric& metric : metrics_) {
    if (metric.points.empty() || is_final_value(metric.points)) continue;
    run.series.push_back(make_series(std::move(metric.name), metric.points, rows));
    metric.points = {};
  }
  add_mlflow_leaves(std::move(finals), run.summary);
  metrics_.clear();
  out_of_range_ = 0;
}

void apply_mlflow_params(const ReadContext& context, const std::string& file, const MlflowTexts& params,
                         model::Run& run) {
  if (params.empty()) return;
  Json tree = Json::object();
  for (const auto& [key, value] : params) tree.members().emplace_back(base::repair_utf8(key), read_python_value(value));
  context.redactor.redact_tree(tree, file, context.notice);
  apply_config(context, file, Json::object().set("params", std::move(tree)), run);
}

std::string apply_mlflow_tags(const MlflowTexts& tags, model::Run& run) {
  struct Known {
    std::string_view tag, leaf;
  };
  constexpr std::array<Known, 6> kKnown{{{"mlflow.source.git.commit", "git.commit"},
                                         {"mlflow.source.git.branch", "git.branch"},
                                         {"mlflow.gitBranchName", "git.branch"},
                                         {"mlflow.source.git.repoURL", "git.repository"},
                                         {"mlflow.gitRepoURL", "git.repository"},
                                         {"mlflow.source.name", "program"}}};
  std::string parent;
  Json environment = Json::object();
  for (const auto& [key, value] : tags) {
    const auto known =
        std::find_if(kKnown.begin(), kKnown.end(), [&, name = key](const Known& k) { return k.tag == name; });
    if (known != kKnown.end()) {
      environment.set(std::string(known->leaf), Json::string(base::repair_utf8(value)));
    } else if (key == "mlflow.runName") {
      if (run.name.empty()) run.name = base::repair_utf8(value);
    } else if (key == "mlflow.parentRunId") {
      parent = value;
    } else if (!key.starts_with(kOwnPrefix)) {
      run.tags.push_back(base::repair_utf8(value.empty() ? key : key + ": " + value));
    }
  }
  add_mlflow_leaves(std::move(environment), run.environment);
  return parent;
}

std::string mlflow_time(std::int64_t unix_ms) {
  if (unix_ms <= 0) return "";
  return timestamp_text(static_cast<double>(unix_ms) / 1000).value_or("");
}

RunStatus mlflow_status(std::string_view text) {
  struct Word {
    std::string_view name, number;
    RunStatus status;
  };
  constexpr std::array<Word, 5> kWords{{{"RUNNING", "1", RunStatus::running},
                                        {"SCHEDULED", "2", RunStatus::running},
                                        {"FINISHED", "3", RunStatus::finished},
                                        {"FAILED", "4", RunStatus::failed},
                                        {"KILLED", "5", RunStatus::killed}}};
  for (const Word& word : kWords) {
    if (text == word.name || text == word.number) return word.status;
  }
  return RunStatus::unknown;
}

std::string short_run_id(const std::string& id) {
  return id.size() == 32 ? id.substr(0, 8) : id;
}

}  // namespace ingest
