#include "ingest/metrics/metric_columns.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <optional>
#include <utility>

#include "base/json/json.h"
#include "base/text/number_text.h"
#include "base/text/utf8.h"
#include "ingest/files/timestamps.h"
#include "ingest/metrics/divide_by_data.h"
#include "ingest/metrics/settle_rows.h"
#include "ingest/metrics/split_repeats.h"
#include "vocabulary/column_roles.h"
#include "vocabulary/metric_names.h"
#include "vocabulary/seed_names.h"
#include "vocabulary/words/missing_words.h"

namespace ingest {
namespace {

using base::Position;
using base::Severity;
using vocabulary::Axis;

constexpr double kLargestAxisStep = 9'007'199'254'740'992.0;  // 2^53
constexpr std::size_t kShownCharacters = 40;
constexpr std::size_t kShownNames = 5;
constexpr std::size_t kMaxRowPlaces = 1'000;
constexpr std::size_t kMaxRepeatWords = 1'000;
constexpr std::size_t kMaxTrainingWords = 50;  // in a column whose name does not say that it counts trainings

std::size_t index(Axis axis) {
  return static_cast<std::size_t>(axis);
}

std::string quoted_cell(std::string_view text) {
  return '"' + base::make_visible(base::shorten(base::repair_utf8(text), kShownCharacters)) + '"';
}

/// "1,25" as 1.25.
std::optional<double> parse_decimal_comma(std::string_view text) {
  const std::size_t comma = text.find(',');
  if (comma == std::string_view::npos || text.find('.') != std::string_view::npos) return std::nullopt;
  std::string with_point(text);
  with_point[comma] = '.';
  return base::parse_number(with_point);
}

std::string times(std::uint64_t count, const char* noun) {
  return std::to_string(count) + " " + noun + (count == 1 ? "" : "s");
}

/// Whether a report may need it by name: an objective or a role, see metric_names.h.
bool is_favoured(std::string_view name) {
  const vocabulary::MetricName described = vocabulary::describe_metric(name);
  return described.role.has_value() || described.objective < vocabulary::ObjectiveClass::anything;
}

/// Seconds of a value that counts seconds, milli-, micro- or nanoseconds since 1970.
double scale_of_time(double value) {
  if (value > 1e17) return 1e-9;
  if (value > 1e14) return 1e-6;
  if (value > 1e11) return 1e-3;
  return 1;
}

}  // namespace

MetricColumns::MetricColumns(std::string file, Sink notice) : file_(std::move(file)), notice_(std::move(notice)) {}

std::size_t MetricColumns::add_column(std::string name) {
  by_name_.try_emplace(name, columns_.size());
  columns_.push_back({.series = {.name = std::move(name)}});
  return columns_.size() - 1;
}

std::size_t MetricColumns::column(std::string_view name) {
  std::string key(name);
  const auto found = by_name_.find(key);
  if (found != by_name_.end()) return found->second;
  if (columns_.size() >= kMaxMetricColumns) return column_beyond_limit(std::move(key));
  return add_column(std::move(key));
}

std::size_t MetricColumns::column_beyond_limit(std::string name) {
  constexpr std::size_t kMostRemembered = 200'000;  // names, whatever a file does
  const bool full = refused_.size() >= kMostRemembered || columns_.size() >= kMaxMetricColumns + kMaxFavouredColumns;
  if (refused_.count(name) > 0) return kNoColumn;
  if (!full && is_favoured(name)) return add_column(std::move(name));
  if (refused_.size() < kMostRemembered) refused_.insert(std::move(name));
  return kNoColumn;
}

void MetricColumns::drop_least_wanted() {
  if (refused_.empty() && columns_.size() <= kMaxMetricColumns) return;
  std::size_t kept = columns_.size();
  for (std::size_t i = columns_.size(); i-- > 0 && kept > kMaxMetricColumns;) {
    Column& column = columns_[i];
    if (column.axis != Axis::none || is_favoured(column.series.name)) continue;
    refused_.insert(column.series.name);
    column = {.dropped = true};
    --kept;
  }
}

void MetricColumns::use_as_axis(std::size_t column, Axis axis) {
  if (axis == Axis::none || has_axis(axis)) return;
  axis_column_[index(axis)] = column;
  columns_[column].axis = axis;
  // Rows before the axis was first said have no place on it.
  axis_values_[index(axis)].assign(rows_, model::kMissing);
}

void MetricColumns::begin_row() {
  ++rows_;
  for (const Axis axis : {Axis::step, Axis::epoch, Axis::wall_time}) {
    if (has_axis(axis)) axis_values_[index(axis)].push_back(model::kMissing);
  }
}

void MetricColumns::add_sparse(Column& column, double value) {
  std::vector<double>& values = column.series.values;
  if (column.last_row == rows_) {
    values.back() = value;
    return;
  }
  if (!column.sparse) {
    column.sparse = true;
    for (std::size_t i = 0; i < values.size(); ++i) column.series.rows.push_back(static_cast<std::uint32_t>(i));
  }
  column.last_row = rows_;
  column.series.rows.push_back(static_cast<std::uint32_t>(rows_ - 1));
  values.push_back(value);
}

void MetricColumns::add_to_axis(Column& column, double value, const CellPlace& at) {
  column.last_row = rows_;
  ++cells_;
  if (column.axis == Axis::step) return add_step(value, at);
  if (!std::isfinite(value)) return;
  axis_values_[index(column.axis)].back() = value;
  if (column.axis == Axis::epoch && !has_axis(Axis::step)) follow(value, at);
}

void MetricColumns::add_step(double value, const CellPlace& at) {
  if (!std::isfinite(value) || std::floor(value) != value) {
    say(Severity::warning, "step-not-whole", at.position(),
        "step is not a whole number: " + base::number_text(value) + "; the row is kept without a step");
    return;
  }
  if (std::fabs(value) > kLargestAxisStep) {
    say(Severity::warning, "step-range", at.position(),
        "step out of range: beyond 2^53 steps cannot be told apart; the row is kept without a step");
    return;
  }
  axis_values_[index(Axis::step)].back() = value;
  follow(value, at);
}

void MetricColumns::follow(double value, const CellPlace& at) {
  if (value < last_place_ && went_back_.size() < kMaxRowPlaces) {
    went_back_.push_back({static_cast<std::uint32_t>(rows_ - 1), at.position()});
  }
  last_place_ = value;
}

void MetricColumns::add_text(std::size_t column, std::string_view text, const CellPlace& at) {
  const std::string_view trimmed = base::trim(text);
  if (trimmed.empty()) return;
  if (vocabulary::is_missing_word(trimmed)) {
    if (missing_++ == 0) {
      first_missing_ = trimmed;
      first_missing_at_ = at.position();
    }
    return;
  }
  if (const std::optional<double> value = base::parse_number(trimmed)) {
    const bool finite_text = trimmed.find_first_of("0123456789") != std::string_view::npos;
    if (finite_text && !std::isfinite(*value)) {
      say(Severity::warning, "number-range", at.position(),
          "number out of range: " + quoted_cell(trimmed) + "; read as infinite");
    }
    return add(column, *value, at);
  }
  if (add_special(column, trimmed, at)) return;
  if (columns_[column].axis == Axis::step) {
    say(Severity::warning, "step-not-whole", at.position(),
        "step is not a whole number: " + quoted_cell(trimmed) + "; the row is kept without a step");
    return;
  }
  Column& target = columns_[column];
  if (target.texts++ == 0) {
    target.first_text = quoted_cell(trimmed);
    target.first_text_at = at.position();
    target.names_repeats = vocabulary::names_a_repeat(target.series.name);
    target.names_trainings = target.axis == Axis::none;
  }
  if (target.names_trainings) add_word(target, trimmed);
}

/// "fold_0", "a_1" below "fold" or "run_id", "sgd" below "optimizer": which training a row is of; or which data, if all
/// say that. A column that is called "split" mostly holds such.
void MetricColumns::add_word(Column& column, std::string_view text) {
  std::string word = base::repair_utf8(text);
  const bool data = vocabulary::split_of(base::to_lower(word)) != vocabulary::Split::none;
  if (column.words.empty()) column.names_data = data;
  const bool odd = data != column.names_data || (!data && column.series.name.find("split") != std::string::npos &&
                                                 !vocabulary::is_repeat_label(word));
  const auto [place, is_new] = column.word_at.try_emplace(word, column.words.size());
  const std::size_t most = column.names_repeats ? kMaxRepeatWords : kMaxTrainingWords;
  column.names_trainings = !odd && column.word_of_row.size() + 1 == rows_ && place->second < most;
  if (!column.names_trainings) {
    column.words.clear();
    column.word_at.clear();
    return;
  }
  if (is_new) column.words.push_back(std::move(word));
  column.word_of_row.push_back(static_cast<double>(place->second));
}

bool MetricColumns::add_special(std::size_t column, std::string_view text, const CellPlace& at) {
  Column& target = columns_[column];
  if (target.axis == Axis::wall_time) {
    const std::optional<double> seconds = parse_timestamp(text);
    if (!seconds) return false;
    dates_ = true;
    add(column, *seconds, at);
    return true;
  }
  if (text.back() == '%') {
    const std::optional<double> value = base::parse_number(text.substr(0, text.size() - 1));
    if (!value || !std::isfinite(*value)) return false;
    if (target.percents++ == 0) target.first_percent_at = at.position();
    add(column, *value, at);
    return true;
  }
  const std::string word = text.size() <= 5 ? base::to_lower(text) : std::string();
  if (target.axis == Axis::none && (word == "true" || word == "false")) {
    add(column, word == "true" ? 1 : 0, at);
    return true;
  }
  if (!decimal_commas_) return false;
  const std::optional<double> value = parse_decimal_comma(text);
  if (!value) return false;
  if (decimal_commas_seen_++ == 0) first_decimal_comma_ = text;
  add(column, *value, at);
  return true;
}

void MetricColumns::add_other(std::size_t column, std::string_view what, const CellPlace& at) {
  if (columns_[column].axis == Axis::step) {
    say(Severity::warning, "step-not-whole", at.position(),
        "step is not a whole number but " + std::string(what) + "; the row is kept without a step");
    return;
  }
  Column& target = columns_[column];
  if (target.texts++ == 0) {
    target.first_text = what;
    target.first_text_at = at.position();
  }
}

void MetricColumns::say(Severity severity, const char* code, Position at, std::string what, std::uint64_t count) const {
  notice_({.severity = severity, .code = code, .file = file_, .at = at, .what = std::move(what), .count = count});
}

/// Mostly rising; a step back ends a training, and there are fewer of these than steps on.
bool MetricColumns::counts_up(const Column& column) const {
  const std::vector<double>& values = column.series.values;
  if (values.empty() || column.texts > 0 || 10 * values.size() < 9 * rows_) return false;
  std::size_t ascents = 0, descents = 0;
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (!std::isfinite(values[i]) || std::floor(values[i]) != values[i]) return false;
    if (std::fabs(values[i]) > kLargestAxisStep) return false;
    if (i == 0) continue;
    ascents += values[i] > values[i - 1] ? 1 : 0;
    descents += values[i] < values[i - 1] ? 1 : 0;
  }
  return values.size() == 1 || (ascents > 0 && 2 * descents <= ascents);
}

void MetricColumns::adopt_axis() {
  if (has_axis(Axis::step) || has_axis(Axis::epoch)) return;
  Column* best = nullptr;
  vocabulary::AxisName best_name;
  std::size_t numeric = 0;
  for (Column& column : columns_) {
    if (column.axis == Axis::none && !column.series.values.empty()) ++numeric;
    const vocabulary::AxisName found = vocabulary::possible_axis_of(column.series.name);
    if (found.axis != Axis::step && found.axis != Axis::epoch) continue;
    if (best != nullptr && found.sureness >= best_name.sureness) continue;
    if (!counts_up(column)) continue;
    best = &column;
    best_name = found;
  }
  if (best == nullptr || numeric < 2) return;
  const model::Series series = std::move(best->series);
  best->series = {.name = series.name};
  best->axis = best_name.axis;
  axis_column_[index(best->axis)] = static_cast<std::size_t>(best - columns_.data());
  std::vector<double>& places = axis_values_[index(best->axis)];
  places.assign(rows_, model::kMissing);
  cells_ += series.values.size();
  for (std::size_t i = 0; i < series.values.size(); ++i) {
    places[series.row_of(i)] = series.values[i];
    follow(series.values[i], base::Position{});
  }
}

void MetricColumns::say_of_axes() {
  if (decimal_commas_seen_ > 0) {
    say(Severity::error, "csv-decimal-comma", {1, 1},
        "semicolon-separated with decimal commas; " + quoted_cell(first_decimal_comma_) +
            " and its like are read with the comma as the point. Write points: \"1,250\" could also be 1250",
        decimal_commas_seen_);
  }
  if (missing_ > 0) {
    say(Severity::note, "missing-marker", first_missing_at_,
        times(missing_, "cell") + " such as " + quoted_cell(first_missing_) + " read as no value", missing_);
  }
  if (!refused_.empty()) {
    say(Severity::warning, "too-many-columns", {},
        times(refused_.size(), "column") + " more than " + std::to_string(kMaxMetricColumns) +
            " are left out: the last ones that could not be an objective",
        refused_.size());
  }
}

void MetricColumns::say_of_column(const Column& column) const {
  const std::string name = quoted_cell(column.series.name);
  const bool numeric = column.axis != Axis::none || !column.series.values.empty();
  if (column.texts > 0 && numeric) {
    say(Severity::warning, "not-a-number", column.first_text_at,
        base::make_visible(base::shorten(column.series.name, kShownCharacters)) + " is not a number in " +
            times(column.texts, "cell") + ", here " + column.first_text + "; left out",
        column.texts);
  } else if (column.texts > 0) {
    say(Severity::note, "text-column", column.first_text_at,
        "column " + name + " holds no number (here " + column.first_text + "); it is not shown as a metric",
        column.texts);
  }
  if (column.percents == 0) return;
  const bool mixed = column.percents != column.series.values.size();
  say(mixed ? Severity::warning : Severity::note, mixed ? "percent-mixed" : "percent", column.first_percent_at,
      "column " + name + (mixed ? " has numbers with and without a per cent sign" : " is in per cent") +
          "; the sign is left out, the number kept",
      column.percents);
}

void MetricColumns::move_axes(model::RowAxes& axes) {
  const auto any_finite = [](const std::vector<double>& values) {
    return std::any_of(values.begin(), values.end(), [](double value) { return std::isfinite(value); });
  };
  const auto take = [&](Axis axis) {
    std::vector<double> values = std::move(axis_values_[index(axis)]);
    return any_finite(values) ? values : std::vector<double>();
  };
  axes.rows = rows_;
  axes.step = take(Axis::step);
  axes.epoch = take(Axis::epoch);
  axes.wall_time_s = take(Axis::wall_time);
  if (rows_are_epochs_ && axes.step.empty() && axes.epoch.empty()) {
    for (std::size_t i = 0; i < rows_; ++i) axes.epoch.push_back(static_cast<double>(i));
  }
  if (rows_ > 0 && axes.step.empty() && axes.epoch.empty() && !rows_counted_) {
    say(Severity::warning, "no-step", {}, "no step; row numbers are used. Write a column \"step\" or \"epoch\"");
  }
  const std::uint64_t without = static_cast<std::uint64_t>(
      std::count_if(axes.step.begin(), axes.step.end(), [](double v) { return std::isnan(v); }));
  if (without > 0 && axes.epoch.empty()) {
    say(Severity::note, "step-missing", {}, times(without, "row") + " without a step; not drawn in curves", without);
  }
  const auto first =
      std::find_if(axes.wall_time_s.begin(), axes.wall_time_s.end(), [](double v) { return !std::isnan(v); });
  if (first == axes.wall_time_s.end() || dates_) return;
  constexpr double kEarliestDate = 1e8;  // in 1973: before that it is a count of seconds
  axes.relative_time = *first < kEarliestDate;
  const double scale = scale_of_time(*first);
  if (scale == 1) return;
  for (double& value : axes.wall_time_s) value *= scale;
}

/// The same words in every row of a file that has no configuration beside it: what the training was made with.
bool MetricColumns::take_setting(const Column& column, model::Run& run) {
  const bool constant = column.words.size() == 1 && column.word_of_row.size() == rows_ && column.series.values.empty();
  if (!constant || column.names_repeats || column.names_data || !vocabulary::may_name_a_training(column.series.name) ||
      (!run.config.parameters.empty() && !settings_taken_))
    return false;
  settings_taken_ = true;
  const std::string& name = column.series.name;
  base::Json tree = run.config.tree.is_null() ? base::Json::object() : std::move(run.config.tree);
  tree.set(name, base::Json::string(column.words.front()));
  run.config = model::make_config(std::move(tree));
  say(Severity::note, "text-column", column.first_text_at,
      "column " + quoted_cell(name) + " says " + column.first_text + " in every row; read as a parameter",
      column.texts);
  return true;
}

void MetricColumns::move_series(model::Run& run) {
  std::vector<std::string_view> empty;
  for (Column& column : columns_) {
    if (column.dropped) continue;
    model::Series& series = column.series;
    if (column.names_data && column.words.size() > 1 && column.word_of_row.size() == rows_ && series.values.empty()) {
      data_column_ = static_cast<std::size_t>(&column - columns_.data());
      continue;
    }
    if (column.words.size() > 1 && column.word_of_row.size() == rows_ && series.values.empty()) {
      run.series.push_back(
          {.name = series.name, .rows = {}, .values = std::move(column.word_of_row), .words = std::move(column.words)});
      continue;  // said of in drop_words(), where they tell nothing apart
    }
    if (take_setting(column, run)) continue;
    say_of_column(column);
    if (column.axis != Axis::none) continue;
    if (series.values.empty()) {
      if (column.texts == 0) empty.push_back(series.name);
      continue;
    }
    if (series.rows.empty() && series.values.size() < rows_) {
      for (std::size_t i = 0; i < series.values.size(); ++i) series.rows.push_back(static_cast<std::uint32_t>(i));
    }
    series.rows.shrink_to_fit();
    series.values.shrink_to_fit();
    cells_ += series.values.size();
    run.series.push_back(std::move(series));
  }
  if (empty.empty() || rows_ == 0) return;
  std::string names;
  for (std::size_t i = 0; i < empty.size() && i < kShownNames; ++i)
    names += (i == 0 ? "" : ", ") + quoted_cell(empty[i]);
  if (empty.size() > kShownNames) names += ", …";
  say(Severity::note, "empty-column", {}, times(empty.size(), "column") + " without a value: " + names, empty.size());
}

/// Words that tell no trainings apart are text like any other.
void MetricColumns::drop_words(model::Run& run) const {
  std::erase_if(run.series, [](const model::Series& series) { return !series.words.empty(); });
  for (const Column& column : columns_) {
    if (column.dropped || column.word_at.size() < 2 || column.names_data) continue;
    if (column.word_of_row.empty()) say_of_column(column);  // moved into the series that are dropped here
  }
}

void MetricColumns::settle(model::Run& run) {
  const bool by_steps = !run.axes.step.empty();
  const auto place_of = [this](std::uint32_t row) {
    const auto found =
        std::find_if(went_back_.begin(), went_back_.end(), [&](const RowPlace& at) { return at.row == row; });
    return found == went_back_.end() ? Position() : found->at;
  };
  say_settled(settle_rows(run, launches_), by_steps, file_, place_of, notice_);
}

void MetricColumns::finish(model::Run& run) {
  drop_least_wanted();
  adopt_axis();
  say_of_axes();
  move_axes(run.axes);
  move_series(run);
  if (data_column_ != kNoColumn) divide_by_data(columns_[data_column_].words, columns_[data_column_].word_of_row, run);
  if (!holds_repeats(run)) {
    drop_words(run);
    settle(run);
  }
  run.cells_read += cells_;
}

}  // namespace ingest
