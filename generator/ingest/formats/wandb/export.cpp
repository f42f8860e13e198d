/// Charts of Weights & Biases saved as CSV: a column for the x axis, then for each run (or group of runs) and metric
/// three columns, called
///
///   "<run> - <metric>", "<run> - <metric>__MIN", "<run> - <metric>__MAX"
///
/// or the first of these alone, as tables of charts and copies by hand have it. In that case the x axis must have a
/// known name, and all runs the same metrics.
///
/// Each run is one of the file, its id the path and what the run is called: other charts may show others of the name.
/// Where the range of a group is wider than its value it is kept as "<metric> (min)" and
/// "<metric> (max)". A group called "key: value" has that parameter. Cells are empty at most rows.

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/contains.h"
#include "base/text/utf8.h"
#include "ingest/documents/native_config.h"
#include "ingest/files/file_text.h"
#include "ingest/files/path_text.h"
#include "ingest/formats/formats.h"
#include "ingest/metrics/csv.h"
#include "ingest/metrics/run_rows.h"
#include "vocabulary/axis_names.h"
#include "vocabulary/metric_names.h"

namespace ingest {
namespace {

using base::Json;

constexpr std::string_view kMin = "__MIN", kMax = "__MAX", kDash = " - ";
constexpr std::size_t kMostColumns = 2'000;  // of a chart without bounds

/// One past the place of the last " - " that parts a run from its metric; npos: there is none.
std::size_t metric_at(std::string_view column) {
  const std::size_t dash = column.rfind(kDash);
  if (dash == std::string_view::npos || dash == 0) return std::string_view::npos;
  return dash + kDash.size();
}

bool has_bounds(const std::vector<std::string>& header) {
  return std::any_of(header.begin(), header.end(), [&](const std::string& name) {
    return name.find(kDash) != std::string::npos && base::contains(header, name + std::string(kMin)) &&
           base::contains(header, name + std::string(kMax));
  });
}

/// Without the bounds: an x axis of a known name, then nothing but "<run> - <metric>", each run with the same metrics,
/// or one run with a metric that is known. Several runs of one metric, or of several that all of them have.
bool is_chart_of_runs(const std::vector<std::string>& header) {
  if (header.size() < 2 || header.size() > kMostColumns) return false;
  if (vocabulary::possible_axis_of(header[0]).axis == vocabulary::Axis::none &&
      header[0] != "Relative Time (Process)" && header[0] != "Relative Time (Wall)" && header[0] != "Wall Time") {
    return false;
  }
  std::map<std::string, std::set<std::string>, std::less<>> metrics;  // by run
  for (std::size_t i = 1; i < header.size(); ++i) {
    const std::size_t at = metric_at(header[i]);
    if (at == std::string::npos) return false;
    metrics[header[i].substr(0, at - kDash.size())].insert(header[i].substr(at));
  }
  const std::set<std::string>& first = metrics.begin()->second;
  const bool shared = std::all_of(metrics.begin(), metrics.end(), [&](const auto& run) { return run.second == first; });
  if (metrics.size() > 1) return shared;
  return std::any_of(first.begin(), first.end(), [](const std::string& metric) {
    return vocabulary::find_measure(metric) != vocabulary::MeasureAt::nowhere;
  });
}

Claim claim_wandb_export(const FolderView& folder) {
  Claim claim;
  for (const base::FolderEntry& entry : folder.entries) {
    if (entry.kind != base::FileKind::file || !entry.refusal.empty() || extension_of(entry.name) != "csv") continue;
    const std::string path = join_path(folder.folder, entry.name);
    const std::string head = read_start(folder.files, path, 256u << 10);
    const std::string line = head.substr(0, head.find('\n') + 1);
    if (line.find(kDash) == std::string::npos) continue;
    const std::vector<std::string> header = look_at_csv(line, false).header;
    if (!has_bounds(header) && !is_chart_of_runs(header)) continue;
    claim.files.push_back(entry.name);
    claim.units.push_back({.folder = folder.folder, .files = {path}});
  }
  return claim;
}

/// {"algo": "A", "env": "B"} of "algo: A, env: B"; null of any other text.
Json parameters_in(std::string_view group) {
  Json parameters;
  while (!group.empty()) {
    const std::size_t comma = group.find(", ");
    const std::string_view part = group.substr(0, comma);
    const std::size_t colon = part.find(": ");
    if (colon == std::string_view::npos || colon == 0) return {};
    parameters.set(std::string(part.substr(0, colon)), Json::string(std::string(part.substr(colon + 2))));
    if (comma == std::string_view::npos) break;
    group.remove_prefix(comma + 2);
  }
  return parameters;
}

/// The x axis of the chart, whatever it measures: the step, if it is whole numbers.
void take_x(const std::string& x, model::Run& table) {
  const model::Series* series = find_series(table, x);
  if (series == nullptr || !table.axes.step.empty() || !table.axes.epoch.empty()) return;
  if (std::all_of(series->values.begin(), series->values.end(), [](double v) { return v == std::floor(v); })) {
    move_to_axis(x, vocabulary::Axis::step, table);
  }
}

/// Only the rows in which the run has a value, so that others leave no trace in it.
void keep_own_rows(const model::RowAxes& axes, model::Run& run) {
  std::vector<std::uint32_t> place(axes.rows, 0);
  for (const model::Series& series : run.series) {
    for (std::size_t i = 0; i < series.values.size(); ++i) place[series.row_of(i)] = 1;
  }
  const auto keep = [&](const std::vector<double>& all, std::vector<double>& own) {
    for (std::size_t i = 0; i < all.size(); ++i) {
      if (place[i] != 0) own.push_back(all[i]);
    }
  };
  keep(axes.step, run.axes.step);
  keep(axes.epoch, run.axes.epoch);
  keep(axes.wall_time_s, run.axes.wall_time_s);
  run.axes.relative_time = axes.relative_time;
  std::uint32_t rows = 0;
  for (std::uint32_t& row : place) row = row != 0 ? rows++ : 0;
  run.axes.rows = rows;
  for (model::Series& series : run.series) {
    if (series.rows.empty()) {
      for (std::size_t i = 0; i < series.values.size(); ++i) series.rows.push_back(static_cast<std::uint32_t>(i));
    }
    for (std::uint32_t& row : series.rows) row = place[row];
  }
}

void add_column(model::Run& table, const std::string& column, const std::string& metric, model::Run& run) {
  run.cells_read += find_series(table, column)->values.size();
  run.series.push_back(*find_series(table, column));
  run.series.back().name = metric;
  for (const auto& [suffix, word] : {std::pair{kMin, " (min)"}, std::pair{kMax, " (max)"}}) {
    const model::Series* bound = find_series(table, column + std::string(suffix));
    const model::Series* value = find_series(table, column);
    if (bound == nullptr || (bound->values == value->values && bound->rows == value->rows)) continue;
    run.series.push_back(*bound);
    run.series.back().name = metric + word;
  }
}

std::vector<model::Run> read_wandb_export(const ReadContext& context) {
  const std::string& path = context.unit.files.front();
  model::Run table;
  read_metrics_csv(without_notices(context, {"no-step", "steps-go-back"}), path, table);
  const std::vector<std::string> header = look_at_csv(read_start(context.files, path, 256u << 10), false).header;
  if (!header.empty()) take_x(header[0], table);
  std::vector<model::Run> runs;
  for (const std::string& column : header) {
    const std::size_t dash = column.rfind(kDash);
    if (dash == std::string::npos || column.ends_with(kMin) || column.ends_with(kMax)) continue;
    if (find_series(table, column) == nullptr || column[dash + kDash.size()] == '_') continue;  // "_step", "_runtime"
    const std::string name = column.substr(0, dash);
    auto run = std::find_if(runs.begin(), runs.end(), [&](const model::Run& known) { return known.name == name; });
    if (run == runs.end()) {
      run = runs.emplace(runs.end());
      run->name = name;
      run->folder = without_extension(path);
      run->id = printable(run->folder) + "/" + name;
      run->files = {path};
      Json parameters = parameters_in(name);
      if (!parameters.is_null()) take_parameters(std::move(parameters), *run);
    }
    add_column(table, column, column.substr(dash + kDash.size()), *run);
  }
  for (model::Run& run : runs) keep_own_rows(table.axes, run);
  if (!runs.empty()) runs[0].bytes_read = table.bytes_read;
  return runs;
}

}  // namespace

const RunFormat kWandbExportFormat{
    .name = "wandb-export",
    .title = "Weights & Biases chart as CSV",
    .gives = Gives::store,
    .rank = LoggerRank::alone,
    .beside = nullptr,
    .claim = claim_wandb_export,
    .read = read_wandb_export,
    .copies = Copies::by_content,
};

}  // namespace ingest
