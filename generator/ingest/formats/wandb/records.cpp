#include "ingest/formats/wandb/records.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <map>
#include <memory>
#include <optional>
#include <utility>

#include "base/binary/protobuf_wire.h"
#include "base/text/number_text.h"
#include "base/text/utf8.h"
#include "ingest/files/file_text.h"
#include "ingest/files/notice_log.h"
#include "ingest/formats/wandb/log.h"

namespace ingest {
namespace {

using base::Json;
using base::Severity;
using base::WireField;
using base::WireReader;
using base::WireType;

constexpr std::size_t kMaxKeyParts = 64;

/// An item of a history, config or summary: where it belongs and its value as JSON.
struct Item {
  std::vector<std::string> path;
  std::string_view value;
};

Item parse_item(std::string_view message) {
  Item item;
  std::string_view key;
  WireReader reader(message);
  WireField field;
  while (reader.next(field)) {
    if (field.is(1, WireType::bytes)) key = field.content;
    if (field.is(2, WireType::bytes) && item.path.size() < kMaxKeyParts) {
      item.path.push_back(base::repair_utf8(field.content));
    }
    if (field.is(16, WireType::bytes)) item.value = field.content;
  }
  if (item.path.empty()) item.path.push_back(base::repair_utf8(key));
  return item;
}

std::string field_text(const WireField& field) {
  return field.type == WireType::bytes ? base::repair_utf8(field.content) : std::string();
}

/// google.protobuf.Timestamp.
double seconds_of(std::string_view message) {
  double seconds = 0;
  WireReader reader(message);
  WireField field;
  while (reader.next(field)) {
    if (field.is(1, WireType::varint)) seconds += static_cast<double>(field.as_integer());
    if (field.is(2, WireType::varint)) seconds += static_cast<double>(field.as_integer()) * 1e-9;
  }
  return seconds;
}

/// Puts or takes away (`value` null pointer) the member at `path`.
void apply_item(Json& tree, const std::vector<std::string>& path, Json* value) {
  Json* at = &tree;
  for (std::size_t i = 0; i + 1 < path.size(); ++i) {
    if (at->find(path[i]) == nullptr) at->set(path[i], Json::object());
    auto& members = at->members();
    const auto next = std::find_if(members.begin(), members.end(), [&](const auto& m) { return m.first == path[i]; });
    if (!next->second.is_object()) next->second = Json::object();
    at = &next->second;
  }
  if (value != nullptr) {
    at->set(path.back(), std::move(*value));
  } else {
    std::erase_if(at->members(), [&](const auto& member) { return member.first == path.back(); });
  }
}

class RecordReader {
 public:
  RecordReader(const ReadContext& context, const std::string& path, WandbRun& run)
      : context_(context), path_(path), run_(run) {}

  std::uint64_t read() {
    std::unique_ptr<base::ByteStream> stream = open_file(context_, path_, "nothing of it is read");
    if (!stream) return 0;
    run_.status = model::RunStatus::unknown;
    WandbRecords records(std::move(stream));
    while (const std::optional<std::string_view> record = records.next()) take_record(*record);
    say_end(records);
    return records.bytes_read();
  }

 private:
  void say(Severity severity, const char* code, std::uint64_t count, std::string what) {
    context_.notice({.severity = severity, .code = code, .file = path_, .what = std::move(what), .count = count});
  }

  void say_end(const WandbRecords& records) {
    if (records.error()) context_.notice(notice_of(*records.error(), path_, "what stands before is kept"));
    if (records.cut()) {
      say(Severity::note, "wandb-cut", 1,
          "the log ends inside a record: the run was open or killed; what stands before is kept");
    }
    if (const std::uint64_t damaged = records.damaged() + bad_records_; damaged > 0) {
      say(Severity::warning, "wandb-damaged", damaged, "damaged places in the log; what stands there is left out");
    }
  }

  void take_record(std::string_view record) {
    WireReader reader(record);
    WireField field;
    while (reader.next(field)) {
      if (field.type != WireType::bytes) continue;
      switch (field.number) {
        case 2:
          take_history(field.content);
          break;
        case 3:
          take_changes(field.content, run_.summary);
          break;
        case 5:
          take_changes(field.content, run_.config);
          break;
        case 7:
          ++run_.samples;
          break;
        case 12:
          take_metric(field.content);
          break;
        case 17:
          take_run(field.content);
          break;
        case 18:
          take_exit(field.content);
          break;
        case 26:
          take_environment(field.content);
          break;
        default:
          break;
      }
    }
    if (reader.damaged()) ++bad_records_;
  }

  void take_changes(std::string_view message, Json& tree) {
    if (tree.is_null()) tree = Json::object();
    WireReader reader(message);
    WireField field;
    while (reader.next(field)) {
      if (field.type != WireType::bytes || field.number > 2) continue;
      const Item item = parse_item(field.content);
      if (field.number == 2) {
        apply_item(tree, item.path, nullptr);
        continue;
      }
      base::JsonParse parsed = base::parse_json(item.value);
      if (parsed.ok) {
        apply_item(tree, item.path, &parsed.value);
      } else {
        ++bad_records_;
      }
    }
  }

  /// define_metric("*", step_metric=…): the metric that counts steps for all others.
  void take_metric(std::string_view message) {
    std::string glob, step;
    WireReader reader(message);
    WireField field;
    while (reader.next(field)) {
      if (field.number == 2) glob = field_text(field);
      if (field.number == 4) step = field_text(field);
    }
    const std::size_t slash = step.rfind('/');
    const std::string last = step.substr(slash == std::string::npos ? 0 : slash + 1);
    if (glob == "*" && vocabulary::axis_of(last).axis == vocabulary::Axis::step) step_metric_ = step;
  }

  void take_history(std::string_view message) {
    std::vector<Item> items;
    std::optional<double> step;
    WireReader reader(message);
    WireField field;
    while (reader.next(field)) {
      if (field.is(1, WireType::bytes)) items.push_back(parse_item(field.content));
      if (!field.is(2, WireType::bytes)) continue;
      WireReader inner(field.content);
      WireField number;
      step = 0;
      while (inner.next(number)) {
        if (number.is(1, WireType::varint)) step = static_cast<double>(number.as_integer());
      }
    }
    run_.history.begin_row();
    for (const Item& item : items) take_item(item);
    const std::size_t column = step_column();
    if (step && column != kNoColumn && !run_.history.has_value(column) && step_metric_.empty()) {
      run_.history.add(column, *step, base::Position{});
    }
  }

  std::size_t step_column() {
    const std::size_t column = run_.history.column(step_metric_.empty() ? "_step" : step_metric_);
    if (column != kNoColumn) run_.history.use_as_axis(column, vocabulary::Axis::step);
    return column;
  }

  void take_item(const Item& item) {
    std::string name = item.path[0];
    for (std::size_t i = 1; i < item.path.size(); ++i) name += '.' + item.path[i];
    if (name == "_runtime" || (name == "_step" && !step_metric_.empty()) || name == "_wandb") return;
    if (const std::optional<double> value = base::parse_number(item.value)) return add_number(name, *value);
    base::JsonParse parsed = base::parse_json(item.value);
    if (!parsed.ok) {
      ++bad_records_;
      return;
    }
    if (parsed.value.is_object() && parsed.value.find("_type") != nullptr) {
      ++run_.media;
      return;
    }
    Json holder = Json::object();
    holder.set(std::move(name), std::move(parsed.value));
    for (const model::Parameter& leaf : model::make_config(std::move(holder)).parameters) add_leaf(leaf);
  }

  void add_leaf(const model::Parameter& leaf) {
    using Kind = model::ParameterValue::Kind;
    if (leaf.path.ends_with("._type")) ++run_.media;
    if (leaf.value.kind == Kind::number) return add_number(leaf.path, leaf.value.number);
    const std::size_t column = run_.history.column(leaf.path);
    if (column == kNoColumn) return;
    if (leaf.value.kind == Kind::list) {
      run_.history.add_other(column, "a list", base::Position{});
    } else if (leaf.value.kind != Kind::null) {
      run_.history.add_text(column, leaf.value.text, base::Position{});
    }
  }

  void add_number(const std::string& name, double value) {
    const std::size_t column = run_.history.column(name);
    if (column == kNoColumn) return;
    if (name == "_timestamp") {
      run_.history.use_as_axis(column, vocabulary::Axis::wall_time);
      if (std::isfinite(value)) run_.last_s = std::max(run_.last_s, value);
    } else if (run_.history.is_untouched(column) && vocabulary::axis_of(name).axis == vocabulary::Axis::epoch) {
      run_.history.use_as_axis(column, vocabulary::Axis::epoch);
    } else if (name == (step_metric_.empty() ? "_step" : step_metric_)) {
      run_.history.use_as_axis(column, vocabulary::Axis::step);
    }
    run_.history.add(column, value, base::Position{});
  }

  void take_run(std::string_view message) {
    std::vector<std::string> tags;
    WireReader reader(message);
    WireField field;
    while (reader.next(field)) {
      if (field.type != WireType::bytes || field.content.empty()) continue;
      switch (field.number) {
        case 1:
          run_.id = field_text(field);
          break;
        case 3:
          run_.project = field_text(field);
          break;
        case 4:
          take_changes(field.content, run_.config);
          break;
        case 5:
          take_changes(field.content, run_.summary);
          break;
        case 6:
          run_.group = field_text(field);
          break;
        case 7:
          run_.job_type = field_text(field);
          break;
        case 8:
          run_.name = field_text(field);
          break;
        case 9:
          run_.notes = field_text(field);
          break;
        case 10:
          tags.push_back(field_text(field));
          break;
        case 17:
          start_s_ = seconds_of(field.content);
          if (run_.started_s == 0) run_.started_s = start_s_;
          break;
        case 21:
          take_git(field.content);
          break;
        default:
          break;
      }
    }
    if (!tags.empty()) run_.tags = std::move(tags);
  }

  void take_git(std::string_view message) {
    WireReader reader(message);
    WireField field;
    while (reader.next(field)) {
      if (field.is(2, WireType::bytes) && !field.content.empty()) run_.commit = field_text(field);
    }
  }

  void take_exit(std::string_view message) {
    std::int64_t code = 0, runtime_s = 0;
    WireReader reader(message);
    WireField field;
    while (reader.next(field)) {
      if (field.is(1, WireType::varint)) code = field.as_integer();
      if (field.is(2, WireType::varint)) runtime_s = field.as_integer();
    }
    run_.status = code == 0 ? model::RunStatus::finished : model::RunStatus::failed;
    if (start_s_ > 0 && runtime_s > 0) run_.finished_s = start_s_ + static_cast<double>(runtime_s);
  }

  void take_environment(std::string_view message) {
    static const std::map<std::uint32_t, const char*> kFields{
        {1, "os"},   {2, "python"},     {6, "program"}, {16, "cpu_count"}, {17, "cpu_count_logical"},
        {18, "gpu"}, {19, "gpu_count"}, {25, "cuda"}};
    WireReader reader(message);
    WireField field;
    while (reader.next(field)) {
      if (field.is(9, WireType::bytes)) take_git(field.content);
      const auto known = kFields.find(field.number);
      if (known == kFields.end()) continue;
      run_.environment.set(known->second, field.type == WireType::varint ? Json::integer(field.as_integer())
                                                                         : Json::string(field_text(field)));
    }
  }

  const ReadContext& context_;
  const std::string& path_;
  WandbRun& run_;
  std::string step_metric_;
  double start_s_ = 0;
  std::uint64_t bad_records_ = 0;
};

}  // namespace

void read_wandb_log(const ReadContext& context, const std::string& path, WandbRun& run, std::uint64_t& bytes_read) {
  bytes_read += RecordReader(context, path, run).read();
}

}  // namespace ingest
