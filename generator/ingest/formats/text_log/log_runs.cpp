#include "ingest/formats/text_log/log_runs.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <map>
#include <optional>
#include <string_view>
#include <tuple>
#include <utility>

#include "base/text/number_text.h"
#include "base/text/utf8.h"
#include "ingest/documents/native_config.h"
#include "ingest/documents/python_literal.h"
#include "ingest/files/path_text.h"
#include "ingest/files/timestamps.h"
#include "ingest/formats/text_log/log_facts.h"
#include "ingest/formats/text_log/log_places.h"
#include "ingest/formats/text_log/log_trainings.h"
#include "ingest/metrics/metric_columns.h"
#include "vocabulary/metric_names.h"

namespace ingest {
namespace {

using base::Severity;
using vocabulary::Split;

constexpr std::size_t kMostTrainings = 12;
constexpr std::size_t kMostFinalValues = 40;

/// One series to be.
struct SeriesSlot {
  std::string name;
  std::size_t column = kNoColumn;  ///< in the table of the run
  std::uint64_t values = 0, percents = 0;
  double largest = -std::numeric_limits<double>::infinity();
  std::size_t row = 0;  ///< the last that has a value, from 1
  double value = kNoNumber;
};

/// A name of a column, as its line, the words before it, and its conflicts with other lines make it.
struct LogColumnUse {
  std::size_t slot = kNoColumn;                           ///< without context
  std::size_t context_slots[2] = {kNoColumn, kNoColumn};  ///< said before to be of validation, of test data
  std::uint64_t conflicts = 0;
  bool left_out = false;
};

class LogRunMaker {
 public:
  LogRunMaker(const ReadContext& context, std::string path, const LogEvents& log, const model::Run& start)
      : context_(context),
        path_(std::move(path)),
        log_(log),
        start_(start),
        judged_(judge_log_shapes(log)),
        trainings_(log, judged_.facts),
        places_(log, judged_) {}

  std::vector<model::Run> make() {
    name_columns();
    const std::vector<std::size_t>& begins = trainings_.begins();
    std::vector<model::Run> runs;
    const bool named = trainings_.are_named() || !trainings_.titles().empty();
    if (begins.size() > kMostTrainings && !named) {
      say(Severity::warning, "text-log-nested", 0,
          "counts from the start again " + std::to_string(begins.size() - 1) +
              " times, and no word tells the parts apart: what is a training is not known; not read");
      return runs;
    }
    const bool each = begins.size() > 1 && (named || trainings_.settings_differ());
    const std::size_t first = each ? 0 : begins.size() - 1;
    if (!each && begins.size() > 1) {
      say(Severity::warning, "text-log-restarted", log_.events[begins.back()].line,
          "holds " + std::to_string(begins.size()) +
              " trainings, each of which counts from the start again; the last one is shown",
          begins.size() - 1);
    }
    for (std::size_t i = first; i < begins.size(); ++i) {
      const std::size_t end = i + 1 < begins.size() ? begins[i + 1] : log_.events.size();
      runs.push_back(make_run(begins[i], end, begins.size() == 1));
      if (each) name_part(i, end, runs.back());
    }
    if (places_.counted_through()) {
      say(Severity::note, "text-log-batches", 0,
          "lines say the epoch and the place within it; steps are these places counted through all epochs");
    }
    if (places_.counted_lines()) {
      say(Severity::note, "text-log-lines-counted", 0,
          "many lines of each epoch say no place within it; steps count these lines");
    }
    if (log_.cut) {
      say(Severity::warning, "text-log-cut", log_.events.back().line,
          "more than " + std::to_string(kMaxLogEvents) + " lines with metrics; what follows is not read");
    }
    return runs;
  }

 private:
  void say(Severity severity, const char* code, std::uint32_t line, std::string what, std::uint64_t count = 1) const {
    context_.notice({.severity = severity,
                     .code = code,
                     .file = path_,
                     .at = {.line = line, .column = line > 0 ? 1U : 0U},
                     .what = std::move(what),
                     .count = count});
  }

  const LogShape& shape_of(const LogEvent& event) const { return log_.shapes[event.shape].shape; }

  // Names.

  std::size_t slot_of(const std::string& name, bool percent) {
    const std::string key = log_name_key(name) + (percent ? "%" : "");
    const auto [found, is_new] = slot_by_key_.try_emplace(key, slots_.size());
    if (is_new) slots_.push_back({.name = name});
    return found->second;
  }

  void name_columns() {
    uses_.resize(log_.shapes.size());
    for (std::size_t i = 0; i < log_.shapes.size(); ++i) {
      if (!judged_.facts[i].accepted) continue;
      const LogShape& shape = log_.shapes[i].shape;
      // Words before some of the lines of one shape tell training from testing; before one of many they mean nothing.
      const bool by_context =
          judged_.facts[i].in_context >= 2 && judged_.facts[i].in_context * 4 >= judged_.facts[i].events;
      for (const LogColumn& column : shape.columns) {
        LogColumnUse use;
        use.slot = slot_of(column.name, column.percent);
        if (by_context && !column.has_split) {
          use.context_slots[0] = slot_of("val/" + column.name, column.percent);
          use.context_slots[1] = slot_of("test/" + column.name, column.percent);
        }
        uses_[i].push_back(use);
      }
    }
    for (const auto& [key, slot] : slot_by_key_) {
      const bool both = key.ends_with('%') && slot_by_key_.count(key.substr(0, key.size() - 1)) > 0;
      if (both && !slots_[slot].name.ends_with(')')) slots_[slot].name += " (%)";
    }
  }

  std::size_t slot_in(const LogEvent& event, const LogColumnUse& use) const {
    if (event.context == Split::validation && use.context_slots[0] != kNoColumn) return use.context_slots[0];
    if (event.context == Split::test && use.context_slots[1] != kNoColumn) return use.context_slots[1];
    return use.slot;
  }

  void name_part(std::size_t training, std::size_t end, model::Run& run) {
    (void)end;
    const double block = log_.events[trainings_.begins()[training]].block;
    std::string part = std::to_string(training + 1);
    const bool called = !trainings_.are_named() && !trainings_.titles().empty();
    if (called) {
      part = trainings_.titles()[training];
    } else if (!std::isnan(block)) {
      part = log_.block_name + " " + base::number_text(block);
      if (log_.block_name == "seed") {
        run.seed = base::number_text(block);
      } else {
        base::Json tree = run.config.tree.is_object() ? run.config.tree : base::Json::object();
        tree.set(log_.block_name, base::Json::number(block));
        take_parameters(std::move(tree), run);
      }
    }
    run.id = printable(run.folder) + " " + part;
    run.name = called ? part : printable(name_of(run.folder)) + " " + part;
  }

  // Rows.

  double value_of(const PlacedLogEvent& at, std::size_t column) const {
    const LogEvent& event = log_.events[at.event];
    const LogShape& shape = shape_of(event);
    std::size_t index = event.values + column;
    if (at.unaveraged && shape.columns[column].takes == LogColumn::Takes::average) {
      index = event.values + shape.columns.size();
      for (std::size_t k = 0; k < column; ++k) index += shape.columns[k].takes == LogColumn::Takes::average;
    }
    return log_.values[index];
  }

  /// Two kinds of lines that give one name to different numbers at one place: the later kind is called by the words it
  /// begins with, or left out.
  void settle_conflicts(const std::vector<PlacedLogEvent>& placed) {
    std::map<std::size_t, std::pair<double, std::uint32_t>> row;  // by slot: value, shape
    std::map<std::pair<std::uint32_t, std::size_t>, std::uint64_t> conflicts;
    for (std::size_t i = 0; i < placed.size(); ++i) {
      if (i > 0 && !same_place(placed[i - 1], placed[i])) row.clear();
      const LogEvent& event = log_.events[placed[i].event];
      const LogShape& shape = shape_of(event);
      for (std::size_t k = 0; k < shape.columns.size(); ++k) {
        const std::size_t slot = slot_in(event, uses_[event.shape][k]);
        const double value = value_of(placed[i], k);
        const auto [known, is_new] = row.try_emplace(slot, value, event.shape);
        if (is_new || known->second.second == event.shape) continue;
        const double before = known->second.first;
        if (before == value || (std::isnan(before) && std::isnan(value))) continue;
        ++conflicts[{event.shape, k}];
      }
    }
    for (const auto& [which, count] : conflicts) {
      if (count < 2) continue;
      const LogShape& shape = log_.shapes[which.first].shape;
      LogColumnUse& use = uses_[which.first][which.second];
      const LogColumn& column = shape.columns[which.second];
      if (shape.lead.empty() || shape.lead.size() > 32) {
        use.left_out = true;
      } else {
        const std::size_t slash = column.has_split ? column.name.find('/') : std::string::npos;
        const std::string name = slash == std::string::npos ? shape.lead + " " + column.name
                                                            : column.name.substr(0, slash + 1) + shape.lead + " " +
                                                                  column.name.substr(slash + 1);
        use = {.slot = slot_of(name, column.percent)};
      }
    }
  }

  model::Run make_run(std::size_t begin, std::size_t end, bool only) {
    model::Run run = start_;
    const std::vector<PlacedLogEvent> placed = places_.place(begin, end);
    settle_conflicts(placed);
    fill(placed, run);
    add_final_values(placed, end, run);
    add_settings(begin, run);
    add_times(begin, end, only, run);
    return run;
  }

  void fill(const std::vector<PlacedLogEvent>& placed, model::Run& run) {
    measure_slots(placed);
    MetricColumns table(path_, context_.notice);
    const auto any = [&](auto member) {
      return std::any_of(placed.begin(), placed.end(),
                         [&](const PlacedLogEvent& at) { return !std::isnan(member(at)); });
    };
    std::size_t step = kNoColumn, epoch = kNoColumn, time = kNoColumn;
    const auto add_axis = [&](const char* name, vocabulary::Axis axis) {
      const std::size_t column = table.add_column(name);
      table.use_as_axis(column, axis);
      return column;
    };
    if (any([](const PlacedLogEvent& at) { return at.step; })) step = add_axis("step", vocabulary::Axis::step);
    if (any([](const PlacedLogEvent& at) { return at.epoch; })) epoch = add_axis("epoch", vocabulary::Axis::epoch);
    if (any([&](const PlacedLogEvent& at) { return log_.events[at.event].time_s; })) {
      time = add_axis("time stamp", vocabulary::Axis::wall_time);
    }
    for (SeriesSlot& slot : slots_) slot.column = kNoColumn;
    for (std::size_t i = 0; i < placed.size(); ++i) {
      const LogEvent& event = log_.events[placed[i].event];
      const CellPlace at(base::Position{.line = event.line, .column = 1});
      if (i == 0 || !same_place(placed[i - 1], placed[i]) || contradicts_row(placed[i]) || judged_.without_places) {
        ++row_;
        table.begin_row();
        if (step != kNoColumn && !std::isnan(placed[i].step)) table.add(step, placed[i].step, at);
        if (epoch != kNoColumn && !std::isnan(placed[i].epoch)) table.add(epoch, placed[i].epoch, at);
        if (time != kNoColumn && !std::isnan(event.time_s)) table.add(time, event.time_s, at);
      }
      add_values(placed[i], at, table);
    }
    table.finish(run);
    say_percents();
  }

  /// Whether the row has another number under one of the names. Handlers of loggers print lines twice.
  bool contradicts_row(const PlacedLogEvent& at) const {
    const LogEvent& event = log_.events[at.event];
    for (std::size_t k = 0; k < uses_[event.shape].size(); ++k) {
      const LogColumnUse& use = uses_[event.shape][k];
      if (use.left_out) continue;
      const SeriesSlot& slot = slots_[slot_in(event, use)];
      const double value = value_of(at, k);
      if (slot.row == row_ && slot.value != value && !(std::isnan(slot.value) && std::isnan(value))) return true;
    }
    return false;
  }

  void measure_slots(const std::vector<PlacedLogEvent>& placed) {
    for (SeriesSlot& slot : slots_) slot.values = slot.percents = 0;
    for (const PlacedLogEvent& at : placed) {
      const LogEvent& event = log_.events[at.event];
      const LogShape& shape = shape_of(event);
      for (std::size_t k = 0; k < shape.columns.size(); ++k) {
        SeriesSlot& slot = slots_[slot_in(event, uses_[event.shape][k])];
        ++slot.values;
        slot.percents += shape.columns[k].percent;
        slot.largest = std::max(slot.largest, value_of(at, k));
      }
    }
  }

  /// Percentages of which none exceeds 1 would pass for shares.
  static bool becomes_share(const SeriesSlot& slot) {
    return slot.percents > 0 && slot.largest <= 1 && !slot.name.ends_with("(%)");
  }

  void add_values(const PlacedLogEvent& at, const CellPlace& cell, MetricColumns& table) {
    const LogEvent& event = log_.events[at.event];
    const LogShape& shape = shape_of(event);
    for (std::size_t k = 0; k < shape.columns.size(); ++k) {
      const LogColumnUse& use = uses_[event.shape][k];
      if (use.left_out) continue;
      SeriesSlot& slot = slots_[slot_in(event, use)];
      if (slot.column == kNoColumn) slot.column = table.column(slot.name);
      if (slot.column == kNoColumn) continue;
      const double value = value_of(at, k);
      slot.row = row_;
      slot.value = value;
      table.add(slot.column, becomes_share(slot) ? value / 100 : value, cell);
    }
  }

  void say_percents() const {
    std::string names;
    std::uint64_t count = 0;
    for (const SeriesSlot& slot : slots_) {
      if (slot.percents == 0) continue;
      if (count++ < 5)
        names += (names.empty() ? "" : ", ") + slot.name + (becomes_share(slot) ? " (kept as a share)" : "");
    }
    if (count == 0) return;
    say(Severity::note, "percent", 0, "in per cent: " + base::make_visible(names) + (count > 5 ? ", …" : ""), count);
  }

  // The rest of a run.

  /// What is said once, after the last line of the training: "Test accuracy: 0.91".
  void add_final_values(const std::vector<PlacedLogEvent>& placed, std::size_t end, model::Run& run) const {
    const std::size_t from = placed.empty() ? end : placed.back().event + 1;
    for (std::size_t i = from; i < end && run.summary.size() < kMostFinalValues; ++i) {
      const LogEvent& event = log_.events[i];
      const LogShape& shape = shape_of(event);
      if (judged_.facts[event.shape].accepted || judged_.facts[event.shape].events > 1) continue;
      for (std::size_t k = 0; k < shape.columns.size(); ++k) {
        const LogColumn& column = shape.columns[k];
        if (!column.is_measure || vocabulary::find_measure(column.name) == vocabulary::MeasureAt::nowhere) continue;
        if (column.percent && log_.values[event.values + k] <= 1) continue;
        if (std::any_of(run.series.begin(), run.series.end(), [&](const model::Series& series) {
              return log_name_key(series.name) == log_name_key(column.name);
            })) {
          continue;
        }
        const double value = log_.values[event.values + k];
        run.summary.push_back(
            {.path = column.name,
             .value = {
                 .kind = model::ParameterValue::Kind::number, .text = base::number_text(value), .number = value}});
      }
    }
  }

  void add_settings(std::size_t begin, model::Run& run) const {
    const auto training = static_cast<std::size_t>(
        std::find(trainings_.begins().begin(), trainings_.begins().end(), begin) - trainings_.begins().begin());
    const LogSettingsGroup* group = trainings_.settings_before(training);
    if (group == nullptr || !run.config.parameters.empty()) return;
    base::Json tree = base::Json::object();
    for (const LogSetting& setting : group->settings) tree.set(setting.key, read_python_value(setting.value));
    take_parameters(std::move(tree), run);
  }

  void add_times(std::size_t begin, std::size_t end, bool only, model::Run& run) const {
    double first = only ? log_.first_time_s : kNoNumber, last = only ? log_.last_time_s : kNoNumber;
    for (std::size_t i = begin; i < end && !only; ++i) {
      const double time = log_.events[i].time_s;
      if (std::isnan(time)) continue;
      if (std::isnan(first)) first = time;
      last = time;
    }
    if (std::isnan(first) || last < first) return;
    const auto text = [](double time) {
      std::string iso = timestamp_text(time).value_or("");
      if (iso.ends_with('Z')) iso.pop_back();  // the log does not say which zone
      return iso;
    };
    if (run.started_at.empty()) run.started_at = text(first);
    if (run.finished_at.empty() && last > first) run.finished_at = text(last);
  }

  const ReadContext& context_;
  std::string path_;
  const LogEvents& log_;
  const model::Run& start_;
  JudgedShapes judged_;
  LogTrainings trainings_;
  LogPlaces places_;
  std::vector<std::vector<LogColumnUse>> uses_;
  std::vector<SeriesSlot> slots_;
  std::map<std::string, std::size_t> slot_by_key_;
  std::size_t row_ = 0;
};

}  // namespace

std::vector<model::Run> make_log_runs(const ReadContext& context, const std::string& path, const LogEvents& events,
                                      const model::Run& start) {
  if (events.events.empty()) return {};
  return LogRunMaker(context, path, events, start).make();
}

}  // namespace ingest
