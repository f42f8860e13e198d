#include "ingest/formats/tensorboard/event_log.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <memory>
#include <optional>
#include <utility>

#include "base/binary/protobuf_wire.h"
#include "base/text/utf8.h"
#include "ingest/files/file_text.h"
#include "ingest/files/notice_log.h"
#include "ingest/metrics/metric_columns.h"
#include "ingest/metrics/trained_time.h"
#include "model/run.h"

namespace ingest {
namespace {

using base::Json;
using base::Severity;
using base::WireField;
using base::WireReader;
using base::WireType;

constexpr std::size_t kMaxTextBytes = 1u << 20;  // of a run
constexpr std::size_t kMaxTextParts = 1'000;
constexpr std::string_view kTextEnd = "/text_summary";

/// google.protobuf.Value; lists of scalars; anything deeper is left out as null.
Json json_of_scalar(const WireField& field) {
  if (field.is(2, WireType::fixed64)) return Json::number(field.as_double());
  if (field.is(3, WireType::bytes)) return Json::string(base::repair_utf8(field.content));
  if (field.is(4, WireType::varint)) return Json::boolean(field.bits != 0);
  return {};
}

Json json_of_value(std::string_view message) {
  Json value;
  WireReader reader(message);
  WireField field;
  while (reader.next(field)) {
    if (!field.is(6, WireType::bytes)) {
      value = json_of_scalar(field);
      continue;
    }
    value = Json::array();
    WireReader list(field.content);
    WireField item;
    while (list.next(item)) {
      if (!item.is(1, WireType::bytes)) continue;
      WireReader scalar(item.content);
      WireField said;
      value.push(scalar.next(said) ? json_of_scalar(said) : Json());
    }
  }
  return value;
}

/// The map of a SessionStartInfo.
Json read_session_start(std::string_view message) {
  Json parameters = Json::object();
  WireReader reader(message);
  WireField field;
  while (reader.next(field)) {
    if (!field.is(1, WireType::bytes) || parameters.members().size() >= kMaxMetricColumns) continue;
    std::string key;
    Json value;
    WireReader entry(field.content);
    WireField part;
    while (entry.next(part)) {
      if (part.is(1, WireType::bytes)) key = base::repair_utf8(part.content);
      if (part.is(2, WireType::bytes)) value = json_of_value(part.content);
    }
    parameters.set(std::move(key), std::move(value));
  }
  std::sort(parameters.members().begin(), parameters.members().end(),
            [](const Json::Member& a, const Json::Member& b) { return a.first < b.first; });
  return parameters;
}

}  // namespace

double find_trained_time(std::vector<EventSpan> spans) {
  if (spans.empty()) return model::kMissing;
  std::sort(spans.begin(), spans.end(),
            [](const EventSpan& a, const EventSpan& b) { return a.begin_s() < b.begin_s(); });
  const auto moments =
      std::count_if(spans.begin(), spans.end(), [](const EventSpan& span) { return span.first_s == span.last_s; });
  if (spans.size() >= 3 && 2 * static_cast<std::size_t>(moments) > spans.size()) {
    model::RowAxes axes;
    for (const EventSpan& span : spans) {
      axes.wall_time_s.push_back(span.first_s);
      axes.wall_time_s.push_back(span.last_s);
    }
    std::sort(axes.wall_time_s.begin(), axes.wall_time_s.end());
    const double without_pauses = find_trained_time(axes, 0, {});
    return std::isnan(without_pauses) ? axes.wall_time_s.back() - axes.wall_time_s.front() : without_pauses;
  }
  double total = 0, until = spans.front().begin_s();
  for (const EventSpan& span : spans) {
    if (span.last_s <= until) continue;
    total += span.last_s - std::max(span.begin_s(), until);
    until = span.last_s;
  }
  return total;
}

void EventLog::read(const ReadContext& context, const std::string& path) {
  std::unique_ptr<base::ByteStream> stream = open_file(context, path, "nothing of it is read");
  if (!stream) return;
  EventRecords records(std::move(stream));
  bad_records_ = 0;
  span_ = {};
  while (const std::optional<std::string_view> record = records.next()) take_event(*record);
  if (span_.last_s > 0) spans.push_back(span_);
  bytes_read += records.bytes_read();
  others += records.stepped_over();
  say_end(context, path, records);
}

void EventLog::say_end(const ReadContext& context, const std::string& path, const EventRecords& records) {
  const std::string place = "at byte " + std::to_string(records.place());
  if (records.end() == EventRecords::End::failed) {
    context.notice(notice_of(*records.error(), path, "the events before it are kept"));
  } else if (records.end() == EventRecords::End::cut) {
    context.notice({.severity = Severity::note,
                    .code = "event-cut",
                    .file = path,
                    .what = "ends inside a record (" + place +
                            "), as when training was ended by force or goes on; the "
                            "events before it are kept"});
  } else if (records.end() == EventRecords::End::damaged) {
    context.notice({.severity = Severity::warning,
                    .code = "event-damaged",
                    .file = path,
                    .what = "a wrong checksum (" + place +
                            "); the events before it are kept, the rest cannot be "
                            "trusted"});
  }
  if (bad_records_ == 0) return;
  context.notice({.severity = Severity::warning,
                  .code = "event-not-readable",
                  .file = path,
                  .what = "records that hold no readable event; left out",
                  .count = bad_records_});
}

void EventLog::take_event(std::string_view record) {
  const std::optional<Event> event = parse_event(record);
  if (!event) {
    ++bad_records_;
    return;
  }
  if (event->wall_time_s > 0 && std::isfinite(event->wall_time_s)) {
    first_time_s = first_time_s > 0 ? std::min(first_time_s, event->wall_time_s) : event->wall_time_s;
    last_time_s = std::max(last_time_s, event->wall_time_s);
    if (!(span_.opened_s > 0)) span_.opened_s = event->wall_time_s;
  }
  if (event->session_start) scalars.restart(event->step);
  for (const std::string_view bytes : event->values) {
    const std::optional<EventValue> value = parse_event_value(bytes);
    if (value) {
      take_value(*event, *value);
    } else {
      ++bad_records_;
    }
  }
}

const std::string& EventLog::plugin_of(const EventValue& value) {
  static const std::string kNone;
  const auto known = plugins_.find(value.tag);
  if (known != plugins_.end()) return known->second;
  if (!value.plugin || plugins_.size() >= 2 * kMaxMetricColumns) return kNone;
  return plugins_.emplace(std::string(value.tag), std::string(*value.plugin)).first->second;
}

void EventLog::take_value(const Event& event, const EventValue& value) {
  using Form = EventValue::Form;
  if (value.plugin == "hparams") return take_hparams(value.plugin_content);
  switch (value.form) {
    case Form::number:
      return take_scalar(event, value, value.number);
    case Form::tensor:
      return take_tensor(event, value, plugin_of(value));
    case Form::image:
      ++images;
      return;
    case Form::histogram:
      ++histograms;
      return;
    case Form::audio:
      ++audio_clips;
      return;
    case Form::nothing:
      return;
  }
}

void EventLog::take_scalar(const Event& event, const EventValue& value, double number) {
  scalars.add(value.tag, event.step, number, event.wall_time_s);
  if (!(event.wall_time_s > 0) || !std::isfinite(event.wall_time_s)) return;
  if (span_.last_s > 0 && event.wall_time_s > span_.last_s) {
    span_.longest_gap_s = std::max(span_.longest_gap_s, event.wall_time_s - span_.last_s);
  }
  span_.first_s = span_.first_s > 0 ? std::min(span_.first_s, event.wall_time_s) : event.wall_time_s;
  span_.last_s = std::max(span_.last_s, event.wall_time_s);
}

void EventLog::take_tensor(const Event& event, const EventValue& value, const std::string& plugin) {
  if (plugin == "text") return take_text(value);
  if (plugin.empty() || plugin == "scalars") {
    if (const std::optional<double> number = tensor_number(value.tensor)) {
      return take_scalar(event, value, *number);
    }
  }
  if (plugin == "images") {
    ++images;
  } else if (plugin == "histograms") {
    ++histograms;
  } else if (plugin == "audio") {
    ++audio_clips;
  } else {
    ++others;
  }
}

void EventLog::take_text(const EventValue& value) {
  ++texts_read;
  std::string text;
  for (const std::string_view part : tensor_texts(value.tensor, kMaxTextParts)) {
    if (text.size() + part.size() > kMaxTextBytes) break;
    text += (text.empty() ? "" : "\n\n") + base::repair_utf8(part);
  }
  std::string_view tag = value.tag;
  if (tag.ends_with(kTextEnd)) tag.remove_suffix(kTextEnd.size());
  const std::string name = base::repair_utf8(tag);
  const auto known =
      std::find_if(texts.begin(), texts.end(), [&](const EventText& other) { return other.tag == name; });
  const std::size_t replaced = known != texts.end() ? known->text.size() : 0;
  const bool is_too_much = text_bytes_ - replaced + text.size() > kMaxTextBytes || texts.size() >= kMaxTextParts;
  if (is_too_much) {
    ++others;
    return;
  }
  text_bytes_ += text.size();
  text_bytes_ -= replaced;
  if (known != texts.end()) {
    known->text = std::move(text);
  } else {
    texts.push_back({name, std::move(text)});
  }
}

void EventLog::take_hparams(std::string_view content) {
  WireReader reader(content);
  WireField field;
  while (reader.next(field)) {
    if (field.is(3, WireType::bytes)) {
      is_hparams_session = true;
      parameters = read_session_start(field.content);
    } else if (field.is(4, WireType::bytes)) {
      take_session_end(field.content);
    }
  }
}

/// Some writers say "success" when they write the parameters; only with a time is it the end of the run.
void EventLog::take_session_end(std::string_view message) {
  std::uint64_t said = 0;
  double end_time_s = 0;
  WireReader reader(message);
  WireField field;
  while (reader.next(field)) {
    if (field.is(1, WireType::varint)) said = field.bits;
    if (field.is(2, WireType::fixed64)) end_time_s = field.as_double();
  }
  if (said == 2) status = model::RunStatus::failed;
  if (said == 1 && end_time_s > 0) status = model::RunStatus::finished;
}

}  // namespace ingest
