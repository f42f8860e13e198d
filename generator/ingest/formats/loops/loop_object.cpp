#include "ingest/formats/loops/loop_object.h"

#include <algorithm>
#include <cstddef>
#include <string_view>
#include <utility>
#include <vector>

#include "base/text/utf8.h"
#include "ingest/files/timestamps.h"
#include "vocabulary/loops/loop_words.h"
#include "vocabulary/word_list.h"

namespace ingest {
namespace {

using base::Json;
using vocabulary::LoopColumn;
using vocabulary::TryStatus;

constexpr std::size_t kMostMeasuredValues = 200;

/// Numbers below `value` under names joined by dots; lists are left out.
void add_all_measured(const std::string& prefix, const Json& value, LoopEntry& entry, int depth = 0) {
  if (depth > 4) return;
  for (const auto& [key, member] : value.members()) {
    const std::string name = prefix.empty() ? key : prefix + "." + key;
    if (member.is_number()) add_measured_value(name, member, entry);
    if (member.is_object()) add_all_measured(name, member, entry, depth + 1);
  }
}

std::string shown_json(const Json& value) {
  return value.is_string() || value.is_number() ? value.text() : base::write_json(value, base::JsonStyle::readable);
}

std::string joined_texts(const Json& list) {
  std::string out;
  for (const Json& item : list.items()) {
    if (item.is_string() && out.size() < 2'000) out += (out.empty() ? "" : "; ") + item.text();
  }
  return out;
}

std::string label_of_key(std::string_view key) {
  std::string label(key);
  std::replace(label.begin(), label.end(), '_', ' ');
  if (!label.empty() && label[0] >= 'a' && label[0] <= 'z') label[0] = static_cast<char>(label[0] - 'a' + 'A');
  return label;
}

void add_prose(std::string_view key, const std::string& text, LoopEntry& entry) {
  if (base::trim(text).empty()) return;
  const bool plain = vocabulary::is_on_list(base::to_lower(key), "note,notes,comment,comments,description,learned");
  entry.observations.push_back(plain ? text : label_of_key(key) + ": " + text);
}

/// {"MATRIX_LR": {"from": 0.04, "to": 0.03}, "DEVICE_BATCH_SIZE": "8"}
void add_changes(const Json& object, LoopEntry& entry) {
  for (const auto& [key, value] : object.members()) {
    if (entry.changes.size() >= kMostMeasuredValues) return;
    const Json* from = value.find("from");
    const Json* to = value.find("to");
    if (from == nullptr) from = value.find("old");
    if (to == nullptr) to = value.find("new");
    if (to != nullptr) {
      entry.changes.push_back({key, from != nullptr && !from->is_null() ? shown_json(*from) : "", shown_json(*to)});
    } else if (value.is_string() || value.is_number() || value.is_boolean()) {
      entry.changes.push_back({key, "", shown_json(value)});
    }
  }
}

/// A line without a common schema, key by key.
class LineTaker {
 public:
  explicit LineTaker(const Json& line, std::uint32_t number) : line_(line) { entry_.line = number; }

  LoopEntry take() {
    for (const auto& [key, value] : line_.members()) take_member(key, value);
    if (entry_.description.empty()) entry_.description = title_;
    return std::move(entry_);
  }

 private:
  void take_member(const std::string& key, const Json& value) {
    if (value.is_null()) return;
    if (value.is_object()) return take_object(key, value);
    const LoopColumn role = vocabulary::role_of_loop_column(key);
    if (value.is_array()) {
      const std::string text = joined_texts(value);
      return text.empty() ? void() : add_prose(key, text, entry_);
    }
    if (value.is_boolean()) {
      if (role == LoopColumn::kept_flag) entry_.status = vocabulary::read_kept_flag(value.as_boolean() ? "1" : "0");
      return;
    }
    const std::string text = json_text(&value);
    switch (role) {
      case LoopColumn::commit:
        return void(entry_.commit = text);
      case LoopColumn::parent:
        return void(entry_.parent = text);
      case LoopColumn::id:
        if (entry_.id.empty()) entry_.id = text;
        return;
      case LoopColumn::status:
        if (value.is_string() && (entry_.status.status == TryStatus::none || entry_.status.status == TryStatus::open))
          entry_.status = vocabulary::read_try_status(text);
        return;
      case LoopColumn::title:
        if (value.is_string()) return take_title(key, text);
        break;
      case LoopColumn::reason:
        return void(entry_.reason = text);
      case LoopColumn::issue:
        return void(entry_.issues.push_back(text));
      case LoopColumn::next_step:
        return void(entry_.next_steps.push_back(text));
      case LoopColumn::started:
        if (entry_.started_at.empty()) entry_.started_at = json_time(value);
        return;
      case LoopColumn::finished:
        return void(entry_.finished_at = json_time(value));
      case LoopColumn::seed:
        return void(entry_.seed = text);
      case LoopColumn::derived:
      case LoopColumn::session:
      case LoopColumn::metric_name:
      case LoopColumn::metric_direction:
        return;
      case LoopColumn::machine:
        return void(entry_.environment.push_back(
            {.path = key, .value = {.kind = model::ParameterValue::Kind::text, .text = text}}));
      case LoopColumn::kept_flag:
        entry_.status = vocabulary::read_kept_flag(text);
        return;
      default:
        break;
    }
    if (value.is_number()) return add_measured_value(key, value, entry_);
    if (role == LoopColumn::grouping && base::count_characters(base::repair_utf8(text)) <= 40)
      return void(entry_.tags.push_back(text));
    add_prose(key, text, entry_);
  }

  /// "title" before "description" before others, which then are notes.
  void take_title(const std::string& key, const std::string& text) {
    const std::string lower = base::to_lower(key);
    if (title_.empty() || lower == "title" || (lower == "description" && title_key_ != "title")) {
      if (!title_.empty()) add_prose(title_key_, title_, entry_);
      title_ = text;
      title_key_ = lower;
      return;
    }
    add_prose(key, text, entry_);
  }

  void take_object(const std::string& key, const Json& value) {
    const std::string lower = base::to_lower(key);
    if (vocabulary::is_on_list(lower, "results,result,metrics,scores,evaluation,eval"))
      return add_all_measured("", value, entry_);
    if (vocabulary::is_on_list(lower, "config,params,hyperparameters,hparams,parameters,settings")) {
      entry_.config = value;
    } else if (vocabulary::is_on_list(lower, "config_changes,exact_change,changes,change,param_changes,diff")) {
      add_changes(value, entry_);
    } else if (vocabulary::is_on_list(lower, "env,environment,hardware,system")) {
      for (model::Parameter& leaf : model::make_config(value).parameters) entry_.environment.push_back(std::move(leaf));
    } else if (lower == "meta" || lower == "asi") {
      for (const auto& [inner, member] : value.members()) {
        if (!member.is_number() && !member.is_object()) take_member(inner, member);
      }
    }
  }

  const Json& line_;
  LoopEntry entry_;
  std::string title_, title_key_;
};

}  // namespace

std::string json_text(const Json* value) {
  if (value == nullptr || !(value->is_string() || value->is_number())) return "";
  return value->text();
}

void add_measured_value(std::string name, const Json& value, LoopEntry& entry) {
  if (entry.values.size() >= kMostMeasuredValues) return;
  entry.values.push_back(
      {.path = std::move(name),
       .value = {.kind = model::ParameterValue::Kind::number, .text = value.text(), .number = value.as_number()}});
}

std::string json_time(const Json& value) {
  if (value.is_string()) return parse_timestamp(value.text()) ? value.text() : "";
  if (!value.is_number()) return "";
  constexpr double kMilliseconds = 1e11;  // the year 5138 in seconds
  const double number = value.as_number();
  return timestamp_text(number > kMilliseconds ? number / 1000 : number).value_or("");
}

void add_loop_note(const std::string& key, const Json& value, LoopEntry& entry) {
  const std::string text = value.is_array()                        ? joined_texts(value)
                           : value.is_boolean() || value.is_null() ? ""
                                                                   : shown_json(value);
  if (base::trim(text).empty()) return;
  const LoopColumn role = vocabulary::role_of_loop_column(key);
  if (role == LoopColumn::reason) {
    entry.reason = text;
  } else if (role == LoopColumn::issue) {
    entry.issues.push_back(text);
  } else if (role == LoopColumn::next_step) {
    entry.next_steps.push_back(text);
  } else {
    add_prose(key, text, entry);
  }
}

LoopEntry read_loop_object(const Json& object, std::uint32_t line) {
  return LineTaker(object, line).take();
}

}  // namespace ingest
