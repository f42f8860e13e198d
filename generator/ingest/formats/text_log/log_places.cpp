#include "ingest/formats/text_log/log_places.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <utility>

namespace ingest {
namespace {

using vocabulary::Split;

constexpr double kNearlyWhole = 0.9;  ///< of an epoch's batches: an average up to there is the epoch's

bool is_evaluation(const LogShape& shape) {
  return shape.split == Split::validation || shape.split == Split::test;
}

}  // namespace

bool same_place(const PlacedLogEvent& a, const PlacedLogEvent& b) {
  const auto same = [](double x, double y) { return x == y || (std::isnan(x) && std::isnan(y)); };
  return same(a.epoch, b.epoch) && same(a.step, b.step);
}

std::vector<PlacedLogEvent> LogPlaces::place(std::size_t begin, std::size_t end) {
  std::vector<PlacedLogEvent> placed;
  double lowest_epoch = kNoNumber;
  bool any_epoch = false;
  std::map<std::uint32_t, std::vector<double>> epochs_of;  // of averaged shapes
  for (std::size_t i = begin; i < end; ++i) {
    const LogEvent& event = log_.events[i];
    if (!judged_.facts[event.shape].accepted || std::isnan(event.epoch)) continue;
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
    const LogShapeFacts& facts = judged_.facts[event.shape];
    if (!facts.accepted) continue;
    const LogShape& shape = log_.shapes[event.shape].shape;
    PlacedLogEvent at{.event = i, .epoch = event.epoch, .step = event.step};
    if (!event.own_axis) {
      at.step = std::isnan(event.step) || facts.step_is_local || !std::isnan(carried) ? carried : event.step;
      if (std::isnan(at.epoch) && std::isnan(at.step) && !judged_.without_places) continue;
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
bool LogPlaces::keeps_batch(std::size_t i, std::size_t end, const LogShape& shape, const LogShapeFacts& facts,
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
  const bool averaged = std::any_of(shape.columns.begin(), shape.columns.end(),
                                    [](const LogColumn& column) { return column.takes == LogColumn::Takes::average; });
  if (!averaged || !has_two_epochs(event.shape)) return true;
  const std::size_t next = next_of_shape(i, end);
  const bool last = next == end || log_.events[next].epoch != event.epoch;
  return last && (std::isnan(total) || event.batch >= kNearlyWhole * total);
}

/// The next event of the same shape before `end`; else `end`.
std::size_t LogPlaces::next_of_shape(std::size_t i, std::size_t end) const {
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

bool LogPlaces::has_two_epochs(std::uint32_t shape) const {
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

}  // namespace ingest
