#include "ingest/formats/ray/trial.h"

#include <algorithm>
#include <cstddef>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

#include "base/csv/csv.h"
#include "base/text/utf8.h"
#include "ingest/documents/native_config.h"
#include "ingest/documents/run_files.h"
#include "ingest/files/file_text.h"
#include "ingest/files/line_reader.h"
#include "ingest/files/notice_log.h"
#include "ingest/files/path_text.h"
#include "ingest/files/timestamps.h"
#include "ingest/metrics/csv.h"
#include "ingest/metrics/jsonl.h"
#include "ingest/metrics/metric_columns.h"
#include "ingest/metrics/run_rows.h"
#include "vocabulary/word_list.h"

namespace ingest {
namespace {

using base::Json;
using base::Severity;

constexpr std::size_t kRayTrialHeadBytes = 256u << 10;
/// What Ray adds to each report and nobody draws.
constexpr std::string_view kBookkeeping =
    "config,pid,date,hostname,node_ip,trial_id,done,experiment_tag,experiment_id,iterations_since_restore,"
    "time_since_restore,timesteps_since_restore,should_checkpoint,trial_log_path,warmup_time";

/// Lists are left out of a report: they are histograms and the like, not values. "null" is how NaN is written.
Json metrics_of(Json report) {
  std::vector<Json*> pending{&report};
  while (!pending.empty()) {
    Json& node = *pending.back();
    pending.pop_back();
    const bool top = &node == &report;
    std::erase_if(node.members(), [&](const Json::Member& member) {
      return member.second.is_array() || (top && vocabulary::is_on_list(member.first, kBookkeeping));
    });
    for (auto& [key, value] : node.members()) {
      if (value.is_object()) pending.push_back(&value);
      if (!value.is_string() || value.text() != "null") continue;
      const base::Position where = value.where();
      value = Json::number(model::kMissing);
      value.set_where(where);
    }
  }
  return report;
}

class TrialReader {
 public:
  TrialReader(const ReadContext& context, model::Run& run) : context_(context), run_(run) {}

  void read() {
    const std::vector<std::string>& files = context_.unit.files;
    const auto path = [&](std::string_view name) { return join_path(context_.unit.folder, name); };
    const auto has = [&](std::string_view name) {
      return std::find(files.begin(), files.end(), path(name)) != files.end();
    };
    if (has(kRayResult)) read_result(path(kRayResult));
    if (has(kRayProgress) && run_.axes.rows == 0) read_progress(path(kRayProgress));
    if (has(kRayParams)) {
      std::optional<Json> tree = read_object(context_, path(kRayParams), run_, "no parameter is read");
      if (tree) take_parameters(std::move(*tree), run_);
    }
    if (has("notes.md")) read_note(context_, path("notes.md"), run_);
    describe(last_);
    if (has(kRayError)) {
      run_.status = model::RunStatus::failed;
      add_artifact(context_, path(kRayError), std::string(kRayError), run_);
    }
  }

  std::string trial() const { return ray_text(last_, "trial_id"); }

 private:
  void read_result(const std::string& path) {
    std::unique_ptr<base::ByteStream> stream = open_file(context_, path, "no metric of it is read");
    if (!stream) return;
    run_.files.push_back(path);
    LineReader lines(std::move(stream));
    MetricColumns table(path, context_.notice);
    while (const std::optional<TextLine> line = lines.next()) {
      if (base::trim(line->text).empty() && !line->too_long) continue;
      base::JsonParse parsed = base::parse_json(line->text, {.first_line = line->number});
      if (!parsed.ok || !parsed.value.is_object()) {
        say_bad_line(path, *line);
        continue;
      }
      take_config(path, parsed.value);
      remember(parsed.value);
      add_json_row(metrics_of(std::move(parsed.value)), table);
    }
    run_.bytes_read += lines.bytes_read();
    if (lines.error()) context_.notice(notice_of(*lines.error(), path, "the rows before it are kept"));
    table.finish(run_);
  }

  void say_bad_line(const std::string& path, const TextLine& line) const {
    context_.notice({.severity = line.complete ? Severity::error : Severity::warning,
                     .code = line.complete ? "jsonl-bad-line" : "jsonl-cut-line",
                     .file = path,
                     .at = {line.number, 1},
                     .what = line.complete ? "not a JSON object; the line is left out"
                                           : "last line is incomplete: the job may have died while writing; the line "
                                             "is left out"});
  }

  /// What the reports say about the trial; the last one that says it counts.
  void remember(const Json& report) {
    for (const auto& [key, value] : report.members()) {
      if (key != "config" && vocabulary::is_on_list(key, kBookkeeping)) last_.set(key, value);
    }
  }

  /// The same on every line; params.json, where there is one, takes its place.
  void take_config(const std::string& path, const Json& report) {
    const Json* config = report.find("config");
    if (config == nullptr || !config->is_object() || !run_.config.tree.is_null()) return;
    Json tree = *config;
    context_.redactor.redact_tree(tree, path, context_.notice);
    take_parameters(std::move(tree), run_);
  }

  void read_progress(const std::string& path) {
    read_metrics_csv(without_notices(context_, {"text-column", "empty-column"}), path, run_);
    std::erase_if(run_.series,
                  [](const model::Series& series) { return vocabulary::is_on_list(series.name, kBookkeeping); });
    const std::string head = read_start(context_.files, path, kRayTrialHeadBytes);
    base::CsvReader reader = base::csv_over(head);
    const base::CsvRow* row = reader.next();
    std::vector<std::string> header;
    for (std::size_t i = 0; row != nullptr && i < row->cells.size(); ++i) header.emplace_back(row->cells[i]);
    row = reader.next();
    for (std::size_t i = 0; row != nullptr && i < row->cells.size() && i < header.size(); ++i) {
      if (vocabulary::is_on_list(header[i], kBookkeeping))
        last_.set(header[i], Json::string(std::string(row->cells[i])));
    }
    last_.set("done", Json());
  }

  void describe(const Json& report) {
    if (run_.name.empty()) run_.name = ray_text(report, "trial_id");
    if (run_.name.empty() && run_.axes.rows == 0) run_.name = printable(name_of(context_.unit.folder));
    const std::string host = ray_text(report, "hostname");
    if (!host.empty()) {
      run_.environment.push_back(
          {.path = "hostname", .value = {.kind = model::ParameterValue::Kind::text, .text = host}});
    }
    const Json* done = report.find("done");
    if (done != nullptr && done->is_boolean() && done->as_boolean()) run_.status = model::RunStatus::finished;
    const std::vector<double>& times = run_.axes.wall_time_s;
    if (times.empty() || run_.axes.relative_time) return;
    const model::Series* taken = find_series(run_, "time_this_iter_s");
    const double first = taken != nullptr && !taken->values.empty() ? taken->values.front() : 0;
    run_.started_at = timestamp_text(times.front() - first).value_or("");
    if (run_.status == model::RunStatus::finished) run_.finished_at = timestamp_text(times.back()).value_or("");
  }

  const ReadContext& context_;
  model::Run& run_;
  Json last_ = Json::object();
};

void take_status(const Json& trial, model::Run& run) {
  const std::string status = ray_text(trial, "status");
  if (status == "TERMINATED") run.status = model::RunStatus::finished;
  if (status == "ERROR") run.status = model::RunStatus::failed;
}

}  // namespace

std::string ray_text(const Json& object, std::string_view key) {
  const Json* value = object.find(key);
  return value != nullptr && (value->is_string() || value->is_number()) ? value->text() : "";
}

std::string read_ray_trial(const ReadContext& context, model::Run& run) {
  TrialReader reader(context, run);
  reader.read();
  return reader.trial();
}

void take_ray_state(const ReadContext& context, const std::string& path, const Json& trial, model::Run& run) {
  run.files.push_back(path);
  run.name = ray_text(trial, "trial_id");
  run.id = run.name;
  const Redactor& redactor = context.redactor;
  if (const Json* config = trial.find("config")) {
    Json tree = *config;
    redactor.redact_tree(tree, path, context.notice);
    take_parameters(std::move(tree), run);
  }
  if (const Json* last = trial.find("last_result"); last != nullptr && last->is_object()) {
    Json tree = metrics_of(*last);
    redactor.redact_tree(tree, path, context.notice);
    model::Config leaves = model::make_config(std::move(tree));
    run.summary = std::move(leaves.parameters);
  }
  take_status(trial, run);
  const auto time = [&](const char* key) -> std::string {
    const Json* value = trial.find(key);
    return value != nullptr && value->is_number() ? timestamp_text(value->as_number()).value_or("") : "";
  };
  run.started_at = time("start_time");
  if (run.status != model::RunStatus::unknown) run.finished_at = time("last_update_time");
}

}  // namespace ingest
