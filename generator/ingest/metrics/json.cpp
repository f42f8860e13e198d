#include "ingest/metrics/json.h"

#include <algorithm>
#include <cstddef>
#include <string_view>
#include <utility>
#include <vector>

#include "base/text/utf8.h"
#include "ingest/files/file_text.h"
#include "ingest/files/notice_log.h"
#include "ingest/metrics/jsonl.h"
#include "ingest/metrics/metric_columns.h"
#include "model/config.h"

namespace ingest {
namespace {

using base::Json;
using base::Severity;

/// A metric's values, whichever way they were dumped.
struct JsonColumn {
  std::string name;
  std::vector<const Json*> values;
};

bool is_scalar(const Json& value) {
  return !value.is_array() && !value.is_object();
}

bool holds_scalars(const Json& value) {
  if (value.is_array()) return std::all_of(value.items().begin(), value.items().end(), is_scalar);
  return value.is_object() && !value.members().empty() &&
         std::all_of(value.members().begin(), value.members().end(), [](const Json::Member& member) {
           return is_scalar(member.second) && member.first.find_first_not_of("0123456789") == std::string::npos;
         });
}

std::vector<JsonColumn> columns_of(const Json& object) {
  std::vector<JsonColumn> columns;
  for (const auto& [name, value] : object.members()) {
    if (!holds_scalars(value)) continue;
    JsonColumn column{.name = name};
    for (const Json& item : value.items()) column.values.push_back(&item);
    for (const Json::Member& member : value.members()) column.values.push_back(&member.second);
    columns.push_back(std::move(column));
  }
  return columns;
}

class JsonPass {
 public:
  JsonPass(const ReadContext& context, const std::string& path, model::Run& run)
      : context_(context), path_(path), run_(run), table_(path, context.notice) {}

  void read(const Json& document) {
    if (document.is_array()) {
      read_rows(document);
    } else if (document.is_object()) {
      const Json* history = document.find("history");
      read_object(history != nullptr && history->is_object() ? *history : document);
    } else {
      say(Severity::error, "json-wrong-root", document.where(), "a list of rows or an object of lists is expected");
    }
  }

 private:
  void say(Severity severity, const char* code, base::Position at, std::string what) const {
    context_.notice({.severity = severity, .code = code, .file = path_, .at = at, .what = std::move(what)});
  }

  void read_rows(const Json& document) {
    for (const Json& row : document.items()) {
      if (row.is_object()) {
        add_json_row(row, table_);
      } else {
        say(Severity::warning, "json-row-not-object", row.where(), "a row that is not an object; left out");
      }
    }
    table_.finish(run_);
  }

  void read_object(const Json& object) {
    const std::vector<JsonColumn> columns = columns_of(object);
    if (columns.empty()) return read_final_values(object);
    say_left_out(object, columns);
    std::size_t rows = 0;
    bool equal = true;
    for (const JsonColumn& column : columns) {
      equal = equal && column.values.size() == columns[0].values.size();
      rows = std::max(rows, column.values.size());
    }
    if (!equal) {
      say(Severity::warning, "json-unequal-lists", object.where(),
          "lists of unequal length; each is read from the first row on");
    }
    bool axis = false;
    for (const JsonColumn& column : columns) axis = axis || vocabulary::is_curve_axis(column.name);
    if (!axis) {
      table_.use_rows_as_epochs();
      say(Severity::note, "json-rows-are-epochs", object.where(), "lists without steps; rows count epochs from 0");
    }
    // Rows are put together again so that one set of rules reads every kind of JSON.
    for (std::size_t i = 0; i < rows; ++i) {
      Json row = Json::object();
      for (const JsonColumn& column : columns) {
        if (i < column.values.size()) row.members().emplace_back(column.name, *column.values[i]);
      }
      add_json_row(row, table_);
    }
    table_.finish(run_);
  }

  void say_left_out(const Json& object, const std::vector<JsonColumn>& columns) const {
    for (const auto& [name, value] : object.members()) {
      const auto is_this = [&key = name](const JsonColumn& column) { return column.name == key; };
      if (std::any_of(columns.begin(), columns.end(), is_this)) continue;
      say(Severity::note, "json-not-a-list", value.where(),
          "\"" + base::make_visible(base::shorten(name, 40)) + "\" is no list of values; left out");
    }
  }

  void read_final_values(const Json& object) {
    model::Config values = model::make_config(object);
    if (values.parameters.empty()) {
      say(Severity::warning, "json-empty-metrics", object.where(), "no metric in it");
      return;
    }
    say(Severity::note, "json-final-values", object.where(), "no list of values; read as final values");
    for (model::Parameter& value : values.parameters) run_.summary.push_back(std::move(value));
  }

  const ReadContext& context_;
  std::string path_;
  model::Run& run_;
  MetricColumns table_;
};

/// The first line is an object of its own and another one follows.
bool is_lines(std::string_view text) {
  const std::size_t end = text.find('\n');
  if (end == std::string_view::npos || !base::trim(text).starts_with('{')) return false;
  const std::size_t next = text.find_first_not_of(" \t\r\n", end);
  if (next == std::string_view::npos || text[next] != '{') return false;
  return base::parse_json(text.substr(0, end)).ok;
}

}  // namespace

std::optional<base::JsonParse> read_metrics_document(const ReadContext& context, const std::string& path,
                                                     model::Run& run, const std::string& consequence) {
  const std::optional<std::string> text = read_document(context, path, kMaxMetricsJsonBytes, consequence);
  if (!text) return std::nullopt;
  run.files.push_back(path);
  run.bytes_read += text->size();
  base::JsonParse parsed = base::parse_json(*text);
  for (const base::TextIssue& issue : parsed.issues) {
    // NaN and infinities are values of a metric like others.
    if (issue.code != "json-non-finite") context.notice(notice_of(issue, path));
  }
  return parsed;
}

void read_metrics_json(const ReadContext& context, const std::string& path, model::Run& run) {
  const std::string head = read_start(context.files, path, 64u << 10);
  if (is_lines(head)) {
    context.notice({.severity = Severity::note,
                    .code = "json-is-lines",
                    .file = path,
                    .at = {1, 1},
                    .what = "JSON Lines, not one document; read line by line"});
    read_metrics_jsonl(context, path, run);
    return;
  }
  const std::optional<base::JsonParse> parsed =
      read_metrics_document(context, path, run, "no metric of it is read; metrics.jsonl has no such limit");
  if (parsed && parsed->ok) JsonPass(context, path, run).read(parsed->value);
}

}  // namespace ingest
