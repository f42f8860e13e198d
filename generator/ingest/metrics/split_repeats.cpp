#include "ingest/metrics/split_repeats.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <map>
#include <unordered_map>
#include <utility>

#include "base/json/json.h"
#include "base/text/number_text.h"
#include "vocabulary/column_roles.h"
#include "vocabulary/seed_names.h"

namespace ingest {
namespace {

constexpr std::size_t kMaxParts = 1'000;
constexpr double kLargestLabel = 1e15;

/// Which training each row belongs to.
struct RowParts {
  std::vector<std::size_t> columns;  // series that tell them apart
  std::vector<std::uint32_t> of_row;
  std::vector<std::uint32_t> first_row;  // of each training
};

bool is_label(double value) {
  return std::isfinite(value) && value == std::floor(value) && std::fabs(value) < kLargestLabel;
}

/// Groups the rows further by this series. False, and nothing changed, if it cannot tell trainings apart.
bool divide_by(const model::Series& series, RowParts& parts) {
  if (series.values.size() != parts.of_row.size()) return false;
  std::map<std::pair<std::uint32_t, double>, std::uint32_t> known;
  std::vector<std::uint32_t> of_row(parts.of_row.size()), first_row;
  for (std::size_t i = 0; i < of_row.size(); ++i) {
    if (!is_label(series.values[i])) return false;
    const auto [at, is_new] =
        known.try_emplace({parts.of_row[i], series.values[i]}, static_cast<std::uint32_t>(first_row.size()));
    if (is_new) first_row.push_back(static_cast<std::uint32_t>(i));
    if (first_row.size() > kMaxParts) return false;
    of_row[i] = at->second;
  }
  if (first_row.size() == parts.first_row.size()) return true;  // constant, or says the same
  parts.of_row = std::move(of_row);
  parts.first_row = std::move(first_row);
  return true;
}

struct Course {
  std::size_t back = 0, same = 0;
  void add(double last, double place) {
    back += place < last;
    same += place == last;
  }
};

bool tells_apart(const std::vector<double>& axis, const RowParts& parts, bool may_alternate) {
  Course all, within;
  double last = model::kMissing;
  std::vector<double> lasts(parts.first_row.size(), model::kMissing);
  for (std::size_t row = 0; row < axis.size() && row < parts.of_row.size(); ++row) {
    if (std::isnan(axis[row])) continue;
    all.add(last, axis[row]);
    double& own = lasts[parts.of_row[row]];
    within.add(own, axis[row]);
    last = own = axis[row];
  }
  if (all.back > 0) return 2 * within.back < all.back;
  return may_alternate && all.same > 0 && within.same == 0;
}

/// Whether every training has values of the same metrics: else the words say what the rows are ("epoch", "batch").
bool have_the_same_metrics(const model::Run& run, const RowParts& parts) {
  std::vector<char> seen(parts.first_row.size());
  for (const model::Series& series : run.series) {
    if (!series.words.empty()) continue;
    std::fill(seen.begin(), seen.end(), char{0});
    for (std::size_t i = 0; i < series.values.size(); ++i) {
      if (!std::isnan(series.values[i])) seen[parts.of_row[series.row_of(i)]] = 1;
    }
    if (std::find(seen.begin(), seen.end(), seen.front() == 0 ? 1 : 0) != seen.end()) return false;
  }
  return true;
}

/// Whether rows are trainings by words alone, which no name calls repeats.
bool says_how_made(const model::Series& series) {
  return !series.words.empty() && !vocabulary::names_a_repeat(series.name) &&
         vocabulary::may_name_a_training(series.name);
}

RowParts find_parts(const model::Run& run) {
  RowParts parts;
  bool settings = false;
  for (std::size_t i = 0; i < run.series.size(); ++i) {
    settings = settings || says_how_made(run.series[i]);
    if (says_how_made(run.series[i]) || vocabulary::names_a_repeat(run.series[i].name)) parts.columns.push_back(i);
  }
  if (parts.columns.empty() || run.axes.rows < 2) return {};
  std::stable_partition(parts.columns.begin(), parts.columns.end(),
                        [&](std::size_t column) { return says_how_made(run.series[column]); });
  parts.of_row.assign(run.axes.rows, 0);
  parts.first_row = {0};
  bool may_alternate = true;
  std::erase_if(parts.columns, [&](std::size_t i) {
    const std::size_t before = parts.first_row.size();
    if (!divide_by(run.series[i], parts)) return true;
    if (parts.first_row.size() > before && run.series[i].name.find("split") != std::string::npos) may_alternate = false;
    return false;
  });
  if (parts.first_row.size() < 2) return {};
  if (settings && (2 * parts.first_row.size() > run.axes.rows || !have_the_same_metrics(run, parts))) return {};
  const bool apart =
      tells_apart(run.axes.step, parts, may_alternate) || tells_apart(run.axes.epoch, parts, may_alternate);
  return apart ? parts : RowParts();
}

void take_rows(const std::vector<double>& from, const RowParts& parts, std::uint32_t part, std::vector<double>& to) {
  to.clear();
  for (std::size_t row = 0; row < from.size(); ++row) {
    if (parts.of_row[row] == part) to.push_back(from[row]);
  }
}

/// "fold 2"; the words of a column of text alone.
std::string value_label(const model::Series& series, std::uint32_t row) {
  if (!series.words.empty()) return series.words[static_cast<std::size_t>(series.values[row])];
  return series.name + ' ' + base::number_text(series.values[row]);
}

std::string label_of(const model::Run& run, const RowParts& parts, std::uint32_t row) {
  std::string label;
  for (const std::size_t column : parts.columns) {
    label += (label.empty() ? "" : ", ") + value_label(run.series[column], row);
  }
  return label;
}

void set_parameter(const std::string& name, const std::string& value, model::Run& run) {
  base::Json tree = run.config.tree.is_null() ? base::Json::object() : run.config.tree;
  if (run.config.find(name) == nullptr) tree.set(name, base::Json::string(value));
  run.config = model::make_config(std::move(tree));
}

}  // namespace

bool holds_repeats(const model::Run& run) {
  return !find_parts(run).columns.empty();
}

std::vector<RepeatPart> split_repeats(model::Run run) {
  std::vector<RepeatPart> out;
  const RowParts parts = find_parts(run);
  if (parts.columns.empty()) {
    out.push_back({.run = std::move(run), .label = "", .name = "", .seed = ""});
    return out;
  }
  const std::size_t count = parts.first_row.size();
  std::vector<std::uint32_t> row_in_part(run.axes.rows), rows(count, 0);
  for (std::size_t row = 0; row < run.axes.rows; ++row) row_in_part[row] = rows[parts.of_row[row]]++;
  out.resize(count);
  for (std::uint32_t part = 0; part < count; ++part) {
    model::Run& one = out[part].run;
    static_cast<model::RunIdentity&>(one) = run;
    one.summary.clear();
    one.summary_lines.clear();
    if (part > 0) {
      one.note_texts.clear();
      one.artifacts.clear();
      one.bytes_read = one.cells_read = 0;
    }
    one.axes.relative_time = run.axes.relative_time;
    one.axes.rows = rows[part];
    take_rows(run.axes.step, parts, part, one.axes.step);
    take_rows(run.axes.epoch, parts, part, one.axes.epoch);
    take_rows(run.axes.wall_time_s, parts, part, one.axes.wall_time_s);
    // The whole file's; a training's own are those of its rows.
    one.started_at.clear();
    one.finished_at.clear();
    out[part].label = label_of(run, parts, parts.first_row[part]);
    for (const std::size_t column : parts.columns) {
      if (!says_how_made(run.series[column])) continue;
      if (!out[part].name.empty()) out[part].name += ", ";
      out[part].name += value_label(run.series[column], parts.first_row[part]);
    }
    for (const std::size_t column : parts.columns) {
      const model::Series& series = run.series[column];
      const std::uint32_t row = parts.first_row[part];
      if (says_how_made(series)) set_parameter(series.name, value_label(series, row), one);
      if (!vocabulary::names_a_seed(series.name)) continue;
      out[part].seed = series.words.empty() ? base::number_text(series.values[row]) : value_label(series, row);
    }
  }
  for (std::size_t s = 0; s < run.series.size(); ++s) {
    if (std::find(parts.columns.begin(), parts.columns.end(), s) != parts.columns.end()) continue;
    model::Series& series = run.series[s];
    if (!series.words.empty()) continue;
    std::vector<model::Series> divided(count, model::Series{.name = series.name});
    for (std::size_t i = 0; i < series.values.size(); ++i) {
      const std::uint32_t row = series.row_of(i);
      model::Series& own = divided[parts.of_row[row]];
      own.rows.push_back(row_in_part[row]);
      own.values.push_back(series.values[i]);
    }
    for (std::size_t part = 0; part < count; ++part) {
      if (divided[part].values.empty()) continue;
      if (divided[part].values.size() == rows[part]) divided[part].rows.clear();
      out[part].run.series.push_back(std::move(divided[part]));
    }
    series = {};
  }
  return out;
}

}  // namespace ingest
