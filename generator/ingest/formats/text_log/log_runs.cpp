#include "ingest/formats/text_log/log_runs.h"

#include <algorithm>
#include <array>
#include <cmath>
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
#include "ingest/metrics/metric_columns.h"
#include "vocabulary/metric_names.h"

namespace ingest {
namespace {

using base::Severity;
using vocabulary::Split;

constexpr std::uint64_t kLeastLines = 3;
constexpr std::size_t kMostTrainings = 12, kMostNamed = 200;
constexpr std::size_t kMostFinalValues = 40;
constexpr double kNearlyWhole = 0.9;  ///< of an epoch's batches: an average up to there is the epoch's

/// What all events of a shape have in common.
struct ShapeFacts {
  std::uint64_t events = 0, placed = 0, moves = 0;  ///< moves: the place differs from that of the event before
  std::uint64_t stays = 0;                          ///< says the same epoch as the event before, and no place within it
  std::uint64_t in_context = 0;                     ///< words before said validation or test
  double last_place = kNoNumber;
  double last_epoch = kNoNumber, last_step = kNoNumber;
  double total = kNoNumber;
  double first_batch = kNoNumber;
  bool total_varies = false, batch_varies = false;
  bool step_is_local = false;
  bool changes = false;  ///< some value differs from the first
  std::size_t first_values = 0;
  bool accepted = false;
};

double place_of(const LogEvent& event) {
  if (!std::isnan(event.epoch)) return event.epoch;
  return std::isnan(event.step) ? event.batch : event.step;
}

std::vector<ShapeFacts> gather_facts(const LogEvents& log) {
  std::vector<ShapeFacts> facts(log.shapes.size());
  for (const LogEvent& event : log.events) {
    ShapeFacts& of = facts[event.shape];
    ++of.events;
    const bool placed = !std::isnan(event.epoch) || !std::isnan(event.step) || !std::isnan(event.batch);
    of.placed += placed;
    const double place = std::isnan(event.epoch) ? place_of(event)
                                                 : event.epoch + (std::isnan(event.step) ? 0 : 1e-9 * event.step) +
                                                       (std::isnan(event.batch) ? 0 : 1e-9 * event.batch);
    if (placed && place != of.last_place) ++of.moves;
    of.last_place = place;
    of.in_context += event.context == Split::validation || event.context == Split::test;
    if (!std::isnan(event.step) && !std::isnan(event.epoch) && event.own_axis) {
      if (event.epoch > of.last_epoch && event.step <= of.last_step) of.step_is_local = true;
      of.last_step = event.step;
    }
    const bool only_epoch = event.own_axis && std::isnan(event.step) && std::isnan(event.batch);
    of.stays += only_epoch && event.epoch == of.last_epoch;
    of.last_epoch = event.epoch;
    if (of.events == 1) {
      of.total = event.total;
      of.first_batch = event.batch;
      of.first_values = event.values;
    }
    of.total_varies =
        of.total_varies || (event.total != of.total && !(std::isnan(event.total) && std::isnan(of.total)));
    of.batch_varies = of.batch_varies || event.batch != of.first_batch;
    const std::size_t columns = log.shapes[event.shape].shape.columns.size();
    for (std::size_t k = 0; k < columns && !of.changes; ++k) {
      of.changes = log.values[event.values + k] != log.values[of.first_values + k];
    }
  }
  return facts;
}

bool has_loss(const LogShape& shape) {
  return std::any_of(shape.columns.begin(), shape.columns.end(), [](const LogColumn& column) {
    return base::to_lower(column.name).find("loss") != std::string::npos;
  });
}

/// Two epochs make two lines of each shape: of a training and a validation, four lines in all.
bool has_two_epochs_of_two(const LogEvents& log, const std::vector<ShapeFacts>& facts) {
  int shapes = 0;
  for (std::size_t i = 0; i < facts.size(); ++i) {
    const LogShape& shape = log.shapes[i].shape;
    shapes += facts[i].events == 2 && facts[i].moves == 2 && shape.measures && shape.epoch != kNoItem;
  }
  return shapes >= 2;
}

bool is_primary(const LogShape& shape, const ShapeFacts& facts, bool log_name, bool two_do) {
  const std::uint64_t least = two_do ? 2 : kLeastLines;
  if (facts.events < least || !facts.changes) return false;
  if (facts.placed < least || facts.moves < 2) return false;
  if (shape.measures) return true;
  return log_name && shape.epoch != kNoItem;
}

bool is_axisless(const LogShape& shape, const ShapeFacts& facts) {
  return facts.events >= kLeastLines && facts.placed == 0 && facts.changes && shape.measures && has_loss(shape);
}

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

/// An event that counts, where it stands.
struct PlacedEvent {
  std::size_t event = 0;
  double epoch = kNoNumber, step = kNoNumber;
  bool unaveraged = false;
};

class LogRunMaker {
 public:
  LogRunMaker(const ReadContext& context, std::string path, const LogEvents& log, const model::Run& start)
      : context_(context), path_(std::move(path)), log_(log), start_(start), facts_(gather_facts(log)) {}

  std::vector<model::Run> make() {
    accept_shapes();
    name_columns();
    find_trainings();
    std::vector<model::Run> runs;
    if (begins_.size() > kMostTrainings && !blocks_are_named()) {
      say(Severity::warning, "text-log-nested", 0,
          "counts from the start again " + std::to_string(begins_.size() - 1) +
              " times, and no word tells the parts apart: what is a training is not known; not read");
      return runs;
    }
    const bool each = begins_.size() > 1 && (blocks_are_named() || settings_differ());
    const std::size_t first = each ? 0 : begins_.size() - 1;
    if (!each && begins_.size() > 1) {
      say(Severity::warning, "text-log-restarted", log_.events[begins_.back()].line,
          "holds " + std::to_string(begins_.size()) +
              " trainings, each of which counts from the start again; the last one is shown",
          begins_.size() - 1);
    }
    for (std::size_t i = first; i < begins_.size(); ++i) {
      const std::size_t end = i + 1 < begins_.size() ? begins_[i + 1] : log_.events.size();
      runs.push_back(make_run(begins_[i], end, begins_.size() == 1));
      if (each) name_part(i, end, runs.back());
    }
    if (counted_through_) {
      say(Severity::note, "text-log-batches", 0,
          "lines say the epoch and the place within it; steps are these places counted through all epochs");
    }
    if (counted_lines_) {
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

  void accept_shapes() {
    bool any = false;
    const bool two_do = has_two_epochs_of_two(log_, facts_);
    for (std::size_t i = 0; i < facts_.size(); ++i) {
      facts_[i].accepted = is_primary(log_.shapes[i].shape, facts_[i], true, two_do);
      any = any || facts_[i].accepted;
    }
    if (!any) {
      without_places_ = true;
      for (std::size_t i = 0; i < facts_.size(); ++i) {
        facts_[i].accepted = is_axisless(log_.shapes[i].shape, facts_[i]);
      }
      return;
    }
    // Lines that come seldom, at places, with something that is measured: an evaluation now and then.
    std::map<std::string, bool> known;
    for (std::size_t i = 0; i < facts_.size(); ++i) {
      if (!facts_[i].accepted) continue;
      for (const LogColumn& column : log_.shapes[i].shape.columns) known[log_name_key(column.name)] = true;
    }
    for (std::size_t i = 0; i < facts_.size(); ++i) {
      const LogShape& shape = log_.shapes[i].shape;
      if (facts_[i].accepted || !(shape.measures || shape.known) || facts_[i].placed == 0) continue;
      const bool all_known = std::all_of(shape.columns.begin(), shape.columns.end(), [&](const LogColumn& column) {
        return known.count(log_name_key(column.name)) > 0;
      });
      const bool repeated = facts_[i].moves >= 2 && facts_[i].placed == facts_[i].events &&
                            (shape.measures || facts_[i].events >= kLeastLines);
      facts_[i].accepted = repeated || (all_known && shape.has_axis());
    }
  }

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
      if (!facts_[i].accepted) continue;
      const LogShape& shape = log_.shapes[i].shape;
      // Words before some of the lines of one shape tell training from testing; before one of many they mean nothing.
      const bool by_context = facts_[i].in_context >= 2 && facts_[i].in_context * 4 >= facts_[i].events;
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

  // Trainings.

  /// Where a count goes back to its start after it was past it, another training begins; so it does where the fold, the
  /// run or the seed changes.
  void find_trainings() {
    struct Count {
      double first = kNoNumber, last = kNoNumber, largest = kNoNumber;
      std::size_t training = 0;  ///< that it is of, from 1
    };
    std::vector<Count> counts(log_.shapes.size());
    double block = kNoNumber;
    bool any = false;
    for (std::size_t i = 0; i < log_.events.size(); ++i) {
      const LogEvent& event = log_.events[i];
      if (!facts_[event.shape].accepted) continue;
      const bool other_block = any && event.block != block && !std::isnan(event.block);
      const double place = std::isnan(event.epoch) && !std::isnan(event.step) ? event.step : event.epoch;
      const Count& before = counts[event.shape];
      const Count count = before.training == begins_.size() ? before : Count{};
      const bool again =
          !std::isnan(place) && place < count.last && place <= count.first && count.largest > count.first;
      if (!any || other_block || again) {
        begins_.push_back(i);
      }
      any = true;
      block = event.block;
      Count& now = counts[event.shape];
      if (now.training != begins_.size()) now = {.training = begins_.size()};
      if (std::isnan(place)) continue;
      if (std::isnan(now.first)) now.first = now.largest = place;
      now.last = place;
      now.largest = std::max(now.largest, place);
    }
    if (begins_.empty()) begins_.push_back(0);
  }

  bool blocks_are_named() const {
    if (begins_.size() > kMostNamed) return false;
    std::vector<double> seen;
    for (const std::size_t begin : begins_) {
      const double block = log_.events[begin].block;
      if (std::isnan(block) || std::find(seen.begin(), seen.end(), block) != seen.end()) return false;
      seen.push_back(block);
    }
    return begins_.size() > 1;
  }

  const LogSettingsGroup* settings_before(std::size_t training) const {
    const std::size_t from = training == 0 ? 0 : begins_[training - 1] + 1;
    const LogSettingsGroup* last = nullptr;
    for (const LogSettingsGroup& group : log_.settings) {
      if (group.before >= from && group.before <= begins_[training]) last = &group;
    }
    return last;
  }

  bool settings_differ() const {
    if (begins_.size() > kMostNamed) return false;
    std::vector<std::string> seen;
    for (std::size_t i = 0; i < begins_.size(); ++i) {
      const LogSettingsGroup* group = settings_before(i);
      if (group == nullptr) return false;
      std::string text;
      for (const LogSetting& setting : group->settings) text += setting.key + "=" + setting.value + "\n";
      if (std::find(seen.begin(), seen.end(), text) != seen.end()) return false;
      seen.push_back(std::move(text));
    }
    return true;
  }

  void name_part(std::size_t training, std::size_t end, model::Run& run) {
    (void)end;
    const double block = log_.events[begins_[training]].block;
    std::string part = std::to_string(training + 1);
    if (!std::isnan(block)) {
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
    run.name = printable(name_of(run.folder)) + " " + part;
  }

  // Places.

  bool is_evaluation(const LogShape& shape) const {
    return shape.split == Split::validation || shape.split == Split::test;
  }

  std::vector<PlacedEvent> place_events(std::size_t begin, std::size_t end) {
    std::vector<PlacedEvent> placed;
    double lowest_epoch = kNoNumber;
    bool any_epoch = false;
    std::map<std::uint32_t, std::vector<double>> epochs_of;  // of averaged shapes
    for (std::size_t i = begin; i < end; ++i) {
      const LogEvent& event = log_.events[i];
      if (!facts_[event.shape].accepted || std::isnan(event.epoch)) continue;
      any_epoch = true;
      if (!(event.epoch >= lowest_epoch)) lowest_epoch = event.epoch;
      std::vector<double>& epochs = epochs_of[event.shape];
      if (epochs.size() < 3 && (epochs.empty() || epochs.back() != event.epoch)) epochs.push_back(event.epoch);
    }
    const double base_epoch = lowest_epoch == 0 ? 0 : 1;
    double carried = kNoNumber;
    struct Through {
      double offset = 0, last = kNoNumber, epoch = kNoNumber;
    };
    std::vector<Through> through(log_.shapes.size());
    for (std::size_t i = begin; i < end; ++i) {
      const LogEvent& event = log_.events[i];
      const ShapeFacts& facts = facts_[event.shape];
      if (!facts.accepted) continue;
      const LogShape& shape = shape_of(event);
      PlacedEvent at{.event = i, .epoch = event.epoch, .step = event.step};
      if (!event.own_axis) {
        at.step = std::isnan(event.step) || facts.step_is_local || !std::isnan(carried) ? carried : event.step;
        if (std::isnan(at.epoch) && std::isnan(at.step) && !without_places_) continue;
        placed.push_back(at);
        continue;
      }
      const bool local = shape.step != kNoItem && shape.epoch != kNoItem && facts.step_is_local;
      const double position = local ? event.step : event.batch;
      if (std::isnan(position)) {
        if (facts.stays * 2 > facts.events && facts.in_context == 0) {
          // Many lines of one epoch, which say no place within it: they are counted.
          at.step = carried = std::isnan(carried) ? 1 : carried + 1;
          counted_lines_ = true;
        } else if (std::isnan(event.step)) {
          at.step = carried;
        } else {
          carried = event.step;
        }
        placed.push_back(at);
        continue;
      }
      if (!keeps_batch(i, end, shape, facts, any_epoch)) continue;
      const bool averaged = std::any_of(shape.columns.begin(), shape.columns.end(), [](const LogColumn& column) {
        return column.takes == LogColumn::Takes::average;
      });
      const bool whole_epoch =
          is_evaluation(shape) || (shape.bar && any_epoch) || (averaged && epochs_of[event.shape].size() >= 2);
      // What sums up an epoch stands where the batches before it ended.
      if (shape.step != kNoItem && !local) {
        carried = event.step;
      } else if (!is_evaluation(shape)) {
        Through& t = through[event.shape];
        const bool constant = !facts.total_varies && !std::isnan(facts.total) && any_epoch;
        if (constant) {
          carried = (event.epoch - base_epoch) * facts.total + position;
        } else {
          if (!std::isnan(t.last) && (position < t.last || event.epoch > t.epoch)) t.offset += t.last;
          t.last = position;
          t.epoch = event.epoch;
          carried = t.offset + position;
        }
        counted_through_ = counted_through_ || (any_epoch && !whole_epoch);
      }
      at.step = carried;
      at.unaveraged = averaged && !whole_epoch;
      placed.push_back(at);
    }
    return placed;
  }

  /// Of an evaluation, a progress bar, and of averages, only the last state before the next epoch says how it went.
  bool keeps_batch(std::size_t i, std::size_t end, const LogShape& shape, const ShapeFacts& facts,
                   bool any_epoch) const {
    const LogEvent& event = log_.events[i];
    const double total = event.total;
    const bool complete = !std::isnan(total) && (event.batch == total || event.batch + 1 == total);
    if (is_evaluation(shape)) return complete || (std::isnan(total) && !facts.batch_varies);
    if (shape.bar) {
      if (any_epoch) return event.batch == total;
      const std::size_t next = next_of_shape(i, end);
      return next == end || log_.events[next].batch != event.batch;
    }
    const bool averaged = std::any_of(shape.columns.begin(), shape.columns.end(), [](const LogColumn& column) {
      return column.takes == LogColumn::Takes::average;
    });
    if (!averaged || !has_two_epochs(event.shape)) return true;
    const std::size_t next = next_of_shape(i, end);
    const bool last = next == end || log_.events[next].epoch != event.epoch;
    return last && (std::isnan(total) || event.batch >= kNearlyWhole * total);
  }

  /// The next event of the same shape before `end`; else `end`.
  std::size_t next_of_shape(std::size_t i, std::size_t end) const {
    if (next_.empty()) {
      constexpr std::uint32_t kNone = static_cast<std::uint32_t>(-1);
      std::vector<std::uint32_t> following(log_.shapes.size(), kNone);
      next_.assign(log_.events.size(), kNone);
      for (std::size_t k = log_.events.size(); k-- > 0;) {
        next_[k] = following[log_.events[k].shape];
        following[log_.events[k].shape] = static_cast<std::uint32_t>(k);
      }
    }
    return std::min<std::size_t>(next_[i], end);
  }

  bool has_two_epochs(std::uint32_t shape) const {
    if (two_epochs_.empty()) {
      two_epochs_.assign(log_.shapes.size(), 0);
      std::vector<double> first(log_.shapes.size(), kNoNumber);
      for (const LogEvent& event : log_.events) {
        if (std::isnan(event.epoch)) continue;
        if (std::isnan(first[event.shape])) first[event.shape] = event.epoch;
        if (event.epoch != first[event.shape]) two_epochs_[event.shape] = 1;
      }
    }
    return two_epochs_[shape] != 0;
  }

  // Rows.

  static bool same_place(const PlacedEvent& a, const PlacedEvent& b) {
    const auto same = [](double x, double y) { return x == y || (std::isnan(x) && std::isnan(y)); };
    return same(a.epoch, b.epoch) && same(a.step, b.step);
  }

  double value_of(const PlacedEvent& at, std::size_t column) const {
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
  void settle_conflicts(const std::vector<PlacedEvent>& placed) {
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
    const std::vector<PlacedEvent> placed = place_events(begin, end);
    settle_conflicts(placed);
    fill(placed, run);
    add_final_values(placed, end, run);
    add_settings(begin, run);
    add_times(begin, end, only, run);
    return run;
  }

  void fill(const std::vector<PlacedEvent>& placed, model::Run& run) {
    measure_slots(placed);
    MetricColumns table(path_, context_.notice);
    const auto any = [&](auto member) {
      return std::any_of(placed.begin(), placed.end(), [&](const PlacedEvent& at) { return !std::isnan(member(at)); });
    };
    std::size_t step = kNoColumn, epoch = kNoColumn, time = kNoColumn;
    const auto add_axis = [&](const char* name, vocabulary::Axis axis) {
      const std::size_t column = table.add_column(name);
      table.use_as_axis(column, axis);
      return column;
    };
    if (any([](const PlacedEvent& at) { return at.step; })) step = add_axis("step", vocabulary::Axis::step);
    if (any([](const PlacedEvent& at) { return at.epoch; })) epoch = add_axis("epoch", vocabulary::Axis::epoch);
    if (any([&](const PlacedEvent& at) { return log_.events[at.event].time_s; })) {
      time = add_axis("time stamp", vocabulary::Axis::wall_time);
    }
    for (SeriesSlot& slot : slots_) slot.column = kNoColumn;
    for (std::size_t i = 0; i < placed.size(); ++i) {
      const LogEvent& event = log_.events[placed[i].event];
      const CellPlace at(base::Position{.line = event.line, .column = 1});
      if (i == 0 || !same_place(placed[i - 1], placed[i]) || contradicts_row(placed[i]) || without_places_) {
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
  bool contradicts_row(const PlacedEvent& at) const {
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

  void measure_slots(const std::vector<PlacedEvent>& placed) {
    for (SeriesSlot& slot : slots_) slot.values = slot.percents = 0;
    for (const PlacedEvent& at : placed) {
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

  void add_values(const PlacedEvent& at, const CellPlace& cell, MetricColumns& table) {
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
  void add_final_values(const std::vector<PlacedEvent>& placed, std::size_t end, model::Run& run) const {
    const std::size_t from = placed.empty() ? end : placed.back().event + 1;
    for (std::size_t i = from; i < end && run.summary.size() < kMostFinalValues; ++i) {
      const LogEvent& event = log_.events[i];
      const LogShape& shape = shape_of(event);
      if (facts_[event.shape].accepted || facts_[event.shape].events > 1) continue;
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
    const auto training = static_cast<std::size_t>(std::find(begins_.begin(), begins_.end(), begin) - begins_.begin());
    const LogSettingsGroup* group = settings_before(training);
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
  std::vector<ShapeFacts> facts_;
  std::vector<std::vector<LogColumnUse>> uses_;
  std::vector<SeriesSlot> slots_;
  std::map<std::string, std::size_t> slot_by_key_;
  std::vector<std::size_t> begins_;
  mutable std::vector<char> two_epochs_;
  mutable std::vector<std::uint32_t> next_;
  std::size_t row_ = 0;
  bool without_places_ = false, counted_through_ = false, counted_lines_ = false;
};

}  // namespace

bool is_log_name(std::string_view name) {
  const std::string lower = base::to_lower(without_compression(name));
  const std::string extension = extension_of(name);
  if (extension == "log" || extension == "out" || extension == "err") return true;
  for (const std::string_view word :
       {"log", "train", "output", "console", "stdout", "stderr", "nohup", "slurm", "progress"}) {
    if (lower.find(word) != std::string::npos) return true;
  }
  return false;
}

bool is_training_log(const LogEvents& events, bool log_name) {
  const std::vector<ShapeFacts> facts = gather_facts(events);
  const bool two_do = log_name && has_two_epochs_of_two(events, facts);
  std::uint64_t lines = 0;
  bool any = false;
  for (std::size_t i = 0; i < facts.size(); ++i) {
    const LogShape& shape = events.shapes[i].shape;
    if (!is_primary(shape, facts[i], log_name, two_do) && !(log_name && is_axisless(shape, facts[i]))) continue;
    any = true;
    lines += facts[i].events;
  }
  if (!any) return false;
  return log_name || (lines + events.headers) * 5 >= events.lines;
}

std::vector<model::Run> make_log_runs(const ReadContext& context, const std::string& path, const LogEvents& events,
                                      const model::Run& start) {
  if (events.events.empty()) return {};
  return LogRunMaker(context, path, events, start).make();
}

}  // namespace ingest
