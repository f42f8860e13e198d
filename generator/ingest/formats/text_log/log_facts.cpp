#include "ingest/formats/text_log/log_facts.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <string>

#include "base/text/utf8.h"
#include "ingest/files/path_text.h"

namespace ingest {
namespace {

using vocabulary::Split;

constexpr std::uint64_t kLeastLines = 3;

double place_of(const LogEvent& event) {
  if (!std::isnan(event.epoch)) return event.epoch;
  return std::isnan(event.step) ? event.batch : event.step;
}

std::vector<LogShapeFacts> gather_facts(const LogEvents& log) {
  std::vector<LogShapeFacts> facts(log.shapes.size());
  for (const LogEvent& event : log.events) {
    LogShapeFacts& of = facts[event.shape];
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
bool has_two_epochs_of_two(const LogEvents& log, const std::vector<LogShapeFacts>& facts) {
  int shapes = 0;
  for (std::size_t i = 0; i < facts.size(); ++i) {
    const LogShape& shape = log.shapes[i].shape;
    shapes += facts[i].events == 2 && facts[i].moves == 2 && shape.measures && shape.epoch != kNoItem;
  }
  return shapes >= 2;
}

bool is_primary(const LogShape& shape, const LogShapeFacts& facts, bool log_name, bool two_do) {
  const std::uint64_t least = two_do ? 2 : kLeastLines;
  if (facts.events < least || !facts.changes) return false;
  if (facts.placed < least || facts.moves < 2) return false;
  if (shape.measures) return true;
  return log_name && shape.epoch != kNoItem;
}

bool is_axisless(const LogShape& shape, const LogShapeFacts& facts) {
  return facts.events >= kLeastLines && facts.placed == 0 && facts.changes && shape.measures && has_loss(shape);
}

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
  const std::vector<LogShapeFacts> facts = gather_facts(events);
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

JudgedShapes judge_log_shapes(const LogEvents& events) {
  JudgedShapes judged{.facts = gather_facts(events)};
  std::vector<LogShapeFacts>& facts = judged.facts;
  bool any = false;
  const bool two_do = has_two_epochs_of_two(events, facts);
  for (std::size_t i = 0; i < facts.size(); ++i) {
    facts[i].accepted = is_primary(events.shapes[i].shape, facts[i], true, two_do);
    any = any || facts[i].accepted;
  }
  if (!any) {
    judged.without_places = true;
    for (std::size_t i = 0; i < facts.size(); ++i) {
      facts[i].accepted = is_axisless(events.shapes[i].shape, facts[i]);
    }
    return judged;
  }
  // Lines that come seldom, at places, with something that is measured: an evaluation now and then.
  std::map<std::string, bool> known;
  for (std::size_t i = 0; i < facts.size(); ++i) {
    if (!facts[i].accepted) continue;
    for (const LogColumn& column : events.shapes[i].shape.columns) known[log_name_key(column.name)] = true;
  }
  for (std::size_t i = 0; i < facts.size(); ++i) {
    const LogShape& shape = events.shapes[i].shape;
    if (facts[i].accepted || !(shape.measures || shape.known) || facts[i].placed == 0) continue;
    const bool all_known = std::all_of(shape.columns.begin(), shape.columns.end(), [&](const LogColumn& column) {
      return known.count(log_name_key(column.name)) > 0;
    });
    const bool repeated =
        facts[i].moves >= 2 && facts[i].placed == facts[i].events && (shape.measures || facts[i].events >= kLeastLines);
    facts[i].accepted = repeated || (all_known && shape.has_axis());
  }
  return judged;
}

}  // namespace ingest
