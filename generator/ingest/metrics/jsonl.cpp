#include "ingest/metrics/jsonl.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <utility>

#include "base/text/number_text.h"
#include "base/text/utf16.h"
#include "base/text/utf8.h"
#include "ingest/files/file_text.h"
#include "ingest/files/line_reader.h"
#include "ingest/files/notice_log.h"
#include "ingest/metrics/json.h"
#include "ingest/metrics/json_fast_row.h"

namespace ingest {
namespace {

using base::Json;
using base::Position;
using base::Severity;

/// A scalar of a flattened object.
struct FlatValue {
  std::string name;
  const Json* value = nullptr;
};

/// Depth first, in the order of the file.
std::vector<FlatValue> flatten(const Json& object) {
  std::vector<FlatValue> flat, stack;
  const auto push = [&stack](const Json& node, const std::string& prefix) {
    const Json::Object& members = node.members();
    for (std::size_t i = members.size(); i-- > 0;) stack.push_back({prefix + members[i].first, &members[i].second});
  };
  push(object, "");
  while (!stack.empty()) {
    FlatValue next = std::move(stack.back());
    stack.pop_back();
    if (next.value->is_object()) {
      push(*next.value, next.name + "/");
    } else {
      flat.push_back(std::move(next));
    }
  }
  return flat;
}

/// The axes that a row's names offer and the table does not have yet.
template <class Range, class Name>
void choose_axes(const Range& cells, Name name_of_cell, MetricColumns& table) {
  if (!table.take_new_columns()) return;
  for (const vocabulary::Axis axis : {vocabulary::Axis::step, vocabulary::Axis::epoch, vocabulary::Axis::wall_time}) {
    if (table.has_axis(axis)) continue;
    std::string_view best;
    int best_rank = 1000;
    for (const auto& cell : cells) {
      const std::string_view name = name_of_cell(cell);
      const vocabulary::AxisName found = vocabulary::axis_of(name);
      if (found.axis != axis || found.rank >= best_rank) continue;
      best = name;
      best_rank = found.rank;
    }
    if (best.empty()) continue;
    const std::size_t column = table.column(best);
    if (column != kNoColumn) table.use_as_axis(column, axis);
  }
}

void add_value(const Json& value, std::size_t column, MetricColumns& table) {
  switch (value.kind()) {
    case Json::Kind::null:
      return;
    case Json::Kind::boolean:
      if (table.axis_of_column(column) != vocabulary::Axis::none)
        return table.add_other(column, "true or false", value.where());
      return table.add(column, value.as_boolean() ? 1 : 0, value.where());
    case Json::Kind::number:
      return table.add(column, value.as_number(), value.where());
    case Json::Kind::string:
      return table.add_text(column, value.text(), value.where());
    case Json::Kind::array:
    case Json::Kind::object:
      return table.add_other(column, "a list", value.where());
  }
}

class JsonlPass {
 public:
  JsonlPass(const ReadContext& context, const std::string& path)
      : context_(context), path_(path), table_(path, context.notice) {}

  void run(model::Run& out) {
    std::unique_ptr<base::ByteStream> stream = open_file(context_, path_, "no metric of it is read");
    if (!stream) return;
    LineReader lines(std::move(stream));
    bool empty = true;
    while (const std::optional<TextLine> line = lines.next()) {
      if (line->number == 1 && stops_at_first(*line)) {
        if (is_array_) read_metrics_json(context_, path_, out);
        return;
      }
      if (line->too_long || !base::trim(line->text).empty()) empty = false;
      read_line(*line);
    }
    out.files.push_back(path_);
    out.bytes_read += lines.bytes_read();
    if (lines.error()) {
      context_.notice(notice_of(*lines.error(), path_, "the rows before it are kept"));
    } else if (empty) {
      say(Severity::warning, "jsonl-empty", {1, 1}, "file is empty; one object a line is expected");
    }
    table_.finish(out);
  }

 private:
  void say(Severity severity, const char* code, Position at, std::string what) const {
    context_.notice({.severity = severity, .code = code, .file = path_, .at = at, .what = std::move(what)});
  }

  bool stops_at_first(const TextLine& line) {
    if (base::is_utf16(line.text)) {
      say(Severity::error, "jsonl-utf16", {1, 1}, "UTF-16, not UTF-8; no row is read. Save the file as UTF-8");
      return true;
    }
    is_array_ = base::trim(line.text).starts_with('[');
    if (is_array_) {
      say(Severity::error, "jsonl-array", {1, 1}, "a JSON array, not one object a line; read as one document");
    }
    return is_array_;
  }

  void read_line(const TextLine& line) {
    if (line.too_long) {
      say(Severity::warning, "jsonl-long-line", {line.number, 1},
          "line too long: more than " + std::to_string(kMaxLineBytes >> 20) + " MiB; left out");
      return;
    }
    if (line.text.find('\0') == std::string_view::npos) return read_text(line.text, line);
    say(Severity::warning, "jsonl-nul", {line.number, 1}, "zero bytes, as a crash of a disk leaves them; skipped");
    std::string text(line.text);
    std::erase(text, '\0');
    read_text(text, line);
  }

  void read_text(std::string_view text, const TextLine& line) {
    if (base::trim(text).empty()) return;
    if (read_flat_row(text, cells_) && add_flat_row(line)) return;
    const base::JsonParse parsed = base::parse_json(text, {.first_line = line.number});
    if (!parsed.ok) return say_bad_line(parsed, text, line);
    for (const base::TextIssue& issue : parsed.issues) {
      if (issue.severity != Severity::note) context_.notice(notice_of(issue, path_));
    }
    if (!parsed.value.is_object()) {
      say(Severity::error, "jsonl-not-object", parsed.value.where(), "not an object; the line is left out");
      return;
    }
    add_json_row(parsed.value, table_);
  }

  void say_bad_line(const base::JsonParse& parsed, std::string_view text, const TextLine& line) {
    if (!line.complete) {
      const auto end = static_cast<std::uint32_t>(base::count_characters(base::repair_utf8(text)) + 1);
      say(Severity::warning, "jsonl-cut-line", {line.number, end},
          "last line is incomplete: the job may have died while writing; the line is left out");
      return;
    }
    const base::TextIssue unknown{.at = {line.number, 1}, .what = "not JSON"};
    const base::TextIssue& why = parsed.issues.empty() ? unknown : parsed.issues.back();
    const std::string prefix = why.what.starts_with("not JSON") ? "" : "not JSON: ";
    say(Severity::error, "jsonl-bad-line", why.at, prefix + why.what + "; the line is left out");
  }

  /// False if a key comes twice: then the parser has something to say about the line.
  bool add_flat_row(const TextLine& line) {
    places_.clear();
    for (std::size_t i = 0; i < cells_.size(); ++i) {
      // Lines mostly repeat the keys of the line before in their order.
      const bool as_before = i < hints_.size() && hints_[i] != kNoColumn && table_.name(hints_[i]) == cells_[i].key;
      places_.push_back(as_before ? hints_[i] : table_.column(cells_[i].key));
    }
    sorted_ = places_;
    std::sort(sorted_.begin(), sorted_.end());
    const auto twice = std::adjacent_find(sorted_.begin(), sorted_.end());
    if (twice != sorted_.end() && *twice != kNoColumn) return false;
    std::swap(hints_, places_);
    choose_axes(
        cells_, [](const FlatCell& cell) { return cell.key; }, table_);
    table_.begin_row();
    for (std::size_t i = 0; i < cells_.size(); ++i) {
      if (hints_[i] == kNoColumn) continue;
      // Keys are ASCII here, so bytes are characters.
      const base::Position at{line.number, static_cast<std::uint32_t>(cells_[i].offset + 1)};
      table_.add(hints_[i], cells_[i].value, at);
    }
    return true;
  }

  const ReadContext& context_;
  std::string path_;
  MetricColumns table_;
  bool is_array_ = false;
  std::vector<FlatCell> cells_;
  std::vector<std::size_t> hints_, places_, sorted_;
};

}  // namespace

void read_metrics_jsonl(const ReadContext& context, const std::string& path, model::Run& run) {
  JsonlPass(context, path).run(run);
}

void add_json_row(const Json& object, MetricColumns& table) {
  const std::vector<FlatValue> flat = flatten(object);
  std::vector<std::size_t> columns;
  for (const FlatValue& cell : flat) columns.push_back(table.column(cell.name));
  choose_axes(
      flat, [](const FlatValue& cell) { return std::string_view(cell.name); }, table);
  table.begin_row();
  for (std::size_t i = 0; i < flat.size(); ++i) {
    if (columns[i] != kNoColumn) add_value(*flat[i].value, columns[i], table);
  }
}

LinesLook look_at_lines(std::string_view head) {
  // The first line may be lost to a power cut; its reader says so.
  const std::size_t end = head.find('\n');
  const std::string_view beginning = head.substr(0, end);
  const bool is_lost = beginning.find('\0') != std::string_view::npos || beginning.starts_with('\x7f');
  if (is_lost && end != std::string_view::npos) head.remove_prefix(end + 1);
  const std::size_t first = head.find_first_not_of(" \t\r\n");
  if (first == std::string_view::npos || head[first] != '{') return LinesLook::other;
  const std::string_view line = head.substr(first, head.find('\n', first) - first);
  const base::JsonParse parsed = base::parse_json(line);
  if (!parsed.ok || !parsed.value.is_object()) return LinesLook::other;
  bool axis = false, number = false, text = false;
  for (const FlatValue& cell : flatten(parsed.value)) {
    text = text || cell.value->is_string();
    if (cell.value->is_number()) (vocabulary::is_curve_axis(cell.name) ? axis : number) = true;
  }
  if (axis && number && !text) return LinesLook::metrics;
  return axis || number ? LinesLook::objects : LinesLook::other;
}

}  // namespace ingest
