/// Ray Tune and RLlib. A folder a trial,
///
///   result.json    JSON Lines, one object a report: training_iteration (the step), timestamp (Unix seconds), metrics
///                  nested; repeats "config" on each line; the text "null" stands for NaN
///   progress.csv   the same flattened, with the columns of the first report only; read if result.json has no row
///   params.json    parameters
///   error.txt      only of a trial that failed
///
/// and above them experiment_state-<time>.json, the newest of which counts: its trials are JSON objects, or texts that
/// hold them, in "checkpoints", or pairs of texts in "trial_data". A trial whose folder is gone is shown with its last
/// result. Each experiment folder is a project. A folder with params.json alone beside such folders is a trial that
/// reported nothing.

#include <algorithm>
#include <array>
#include <optional>

#include "base/csv.h"
#include "base/utf8.h"
#include "ingest/envelope.h"
#include "ingest/file_text.h"
#include "ingest/line_reader.h"
#include "ingest/metric_table.h"
#include "ingest/metrics_csv.h"
#include "ingest/metrics_jsonl.h"
#include "ingest/notice_log.h"
#include "ingest/path_text.h"
#include "ingest/run_files.h"
#include "ingest/run_rows.h"
#include "ingest/timestamps.h"

namespace ingest {
namespace {

using base::Json;
using base::Severity;

constexpr std::size_t kHeadBytes = 256u << 10;
constexpr std::string_view kState = "experiment_state-", kResult = "result.json", kProgress = "progress.csv";
constexpr std::string_view kParams = "params.json", kError = "error.txt";
/// What Ray adds to each report and nobody draws.
constexpr std::array<std::string_view, 15> kBookkeeping{"config",
                                                        "pid",
                                                        "date",
                                                        "hostname",
                                                        "node_ip",
                                                        "trial_id",
                                                        "done",
                                                        "experiment_tag",
                                                        "experiment_id",
                                                        "iterations_since_restore",
                                                        "time_since_restore",
                                                        "timesteps_since_restore",
                                                        "should_checkpoint",
                                                        "trial_log_path",
                                                        "warmup_time"};

template <class List>
bool contains(const List& list, std::string_view text) {
  return std::find(list.begin(), list.end(), text) != list.end();
}

bool is_result(std::string_view head) {
  const base::JsonParse line = base::parse_json(head.substr(0, head.find('\n')));
  return line.value.find("training_iteration") != nullptr;
}

bool is_progress(std::string_view head) {
  const std::vector<std::string> header = look_at_csv(head.substr(0, head.rfind('\n') + 1), false).header;
  return contains(header, "training_iteration") && (contains(header, "trial_id") || contains(header, "time_total_s"));
}

/// The texts or objects of all trials.
std::vector<Json> trials_of(const Json& state) {
  std::vector<Json> trials;
  const auto add = [&](const Json& trial) {
    if (trial.is_object()) trials.push_back(trial);
    if (!trial.is_string()) return;
    base::JsonParse parsed = base::parse_json(trial.text());
    if (parsed.ok && parsed.value.is_object()) trials.push_back(std::move(parsed.value));
  };
  if (const Json* list = state.find("checkpoints")) {
    for (const Json& trial : list->items()) add(trial);
  }
  if (const Json* list = state.find("trial_data")) {
    for (const Json& pair : list->items()) add(pair.is_array() && !pair.items().empty() ? pair.items()[0] : pair);
  }
  return trials;
}

std::string text_of(const Json& object, std::string_view key) {
  const Json* value = object.find(key);
  return value != nullptr && (value->is_string() || value->is_number()) ? value->text() : "";
}

/// The trial's folder as the state file calls it; "" if it does not.
std::string folder_name(const Json& trial) {
  for (const std::string_view key : {"relative_logdir", "logdir"}) {
    const std::string path = text_of(trial, key);
    if (!path.empty()) return std::string(name_of(path));
  }
  return "";
}

bool is_shown_elsewhere(const FolderView& folder, const Json& trial) {
  const std::string name = folder_name(trial), id = text_of(trial, "trial_id");
  for (const base::FolderEntry& entry : folder.entries) {
    if (entry.kind != base::FileKind::folder) continue;
    if (entry.name != name && (id.empty() || entry.name.find(id) == std::string::npos)) continue;
    for (const std::string_view file : {kResult, kProgress}) {
      if (folder.files.info(join_path(join_path(folder.folder, entry.name), file))) return true;
    }
  }
  return false;
}

bool holds_trial(const base::FileReader& files, const std::string& folder) {
  const base::Result<std::vector<base::FolderEntry>> entries = files.list(folder);
  return entries && std::any_of(entries->begin(), entries->end(), [&](const base::FolderEntry& entry) {
           if (entry.kind != base::FileKind::file || !entry.refusal.empty()) return false;
           const auto head = [&] { return read_start(files, join_path(folder, entry.name), kHeadBytes); };
           if (entry.name == kResult) return is_result(head());
           if (entry.name == kProgress) return is_progress(head());
           return entry.name.starts_with(kState) && entry.name.ends_with(".json");
         });
}

/// A trial that reported nothing: params.json is a common name, so a folder beside it must be Ray's, and nothing in it
/// may hold metrics. Where there is a state file above, that file tells of the trial.
bool reported_nothing(const FolderView& folder) {
  const bool has_metrics =
      std::any_of(folder.entries.begin(), folder.entries.end(), [](const base::FolderEntry& entry) {
        constexpr std::array<std::string_view, 5> kMetrics{"csv", "tsv", "json", "jsonl", "txt"};
        if (entry.name.find("tfevents") != std::string::npos) return true;
        return entry.name != kParams && contains(kMetrics, extension_of(entry.name));
      });
  if (folder.folder.empty() || has_metrics) return false;
  const std::string parent(folder_of(folder.folder));
  const base::Result<std::vector<base::FolderEntry>> beside = folder.files.list(parent);
  if (!beside) return false;
  bool is_beside_trial = false;
  for (const base::FolderEntry& entry : *beside) {
    if (entry.kind == base::FileKind::file && entry.name.starts_with(kState)) return false;
    if (entry.kind != base::FileKind::folder || !entry.refusal.empty() || is_beside_trial) continue;
    is_beside_trial = entry.name != name_of(folder.folder) && holds_trial(folder.files, join_path(parent, entry.name));
  }
  return is_beside_trial;
}

Claim claim(const FolderView& folder) {
  Claim claim;
  Unit unit{.folder = folder.folder};
  std::string state;
  bool results = false, empty_result = false;
  const auto take = [&](const std::string& name) {
    claim.files.push_back(name);
    unit.files.push_back(join_path(folder.folder, name));
  };
  for (const base::FolderEntry& entry : folder.entries) {
    if (entry.kind != base::FileKind::file || !entry.refusal.empty()) continue;
    const auto head = [&] { return read_start(folder.files, join_path(folder.folder, entry.name), kHeadBytes); };
    if (entry.name == kResult || entry.name == kProgress) {
      const std::string start = head();
      const bool ours = entry.name == kResult ? is_result(start) : is_progress(start);
      results = results || ours;
      empty_result = empty_result || start.empty();
      if (ours || start.empty()) take(entry.name);
    } else if (entry.name.starts_with(kState) && entry.name.ends_with(".json")) {
      state = entry.name;
      claim.files.push_back(entry.name);
    }
  }
  const auto has = [&](std::string_view name) {
    return std::any_of(folder.entries.begin(), folder.entries.end(),
                       [&](const base::FolderEntry& entry) { return entry.name == name; });
  };
  const bool left_nothing =
      has(kParams) && !results && state.empty() && (empty_result ? has("params.pkl") : reported_nothing(folder));
  if (state.empty() && !results && !left_nothing) return {};
  if (!state.empty()) {
    const std::string path = join_path(folder.folder, state);
    const base::JsonParse parsed = base::parse_json(read_start(folder.files, path, kMaxDocumentBytes));
    const std::vector<Json> trials = trials_of(parsed.value);
    const bool missing = std::any_of(trials.begin(), trials.end(),
                                     [&](const Json& trial) { return !is_shown_elsewhere(folder, trial); });
    if (missing || !parsed.ok) unit.files.push_back(path);
  }
  for (const std::string_view name : {kParams, kError, std::string_view("notes.md")}) {
    if (has(name) && (results || left_nothing)) take(std::string(name));
  }
  if (!unit.files.empty()) claim.units.push_back(std::move(unit));
  return claim;
}

/// Lists are left out of a report: they are histograms and the like, not values. "null" is how NaN is written.
Json metrics_of(Json report) {
  std::vector<Json*> pending{&report};
  while (!pending.empty()) {
    Json& node = *pending.back();
    pending.pop_back();
    const bool top = &node == &report;
    std::erase_if(node.members(), [&](const Json::Member& member) {
      return member.second.is_array() || (top && contains(kBookkeeping, member.first));
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
    const auto has = [&](std::string_view name) { return contains(files, path(name)); };
    if (has(kResult)) read_result(path(kResult));
    if (has(kProgress) && run_.axes.rows == 0) read_progress(path(kProgress));
    if (has(kParams)) {
      std::optional<Json> tree = read_object(context_, path(kParams), run_, "no parameter is read");
      if (tree) take_parameters(std::move(*tree), run_);
    }
    if (has("notes.md")) read_note(context_, path("notes.md"), run_);
    describe(last_);
    if (has(kError)) {
      run_.status = model::RunStatus::failed;
      add_artifact(context_, path(kError), std::string(kError), run_);
    }
  }

  std::string trial() const { return text_of(last_, "trial_id"); }

 private:
  void read_result(const std::string& path) {
    std::unique_ptr<base::ByteStream> stream = open_file(context_, path, "no metric of it is read");
    if (!stream) return;
    run_.files.push_back(path);
    LineReader lines(std::move(stream));
    MetricTable table(path, context_.notice);
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
      if (key != "config" && contains(kBookkeeping, key)) last_.set(key, value);
    }
  }

  /// The same on every line; params.json, where there is one, takes its place.
  void take_config(const std::string& path, const Json& report) {
    const Json* config = report.find("config");
    if (config == nullptr || !config->is_object() || !run_.config.tree.is_null()) return;
    Json tree = *config;
    Redactor(context_.settings).redact_tree(tree, path, context_.notice);
    take_parameters(std::move(tree), run_);
  }

  void read_progress(const std::string& path) {
    read_metrics_csv(without_notices(context_, {"text-column", "empty-column"}), path, run_);
    std::erase_if(run_.series, [](const model::Series& series) { return contains(kBookkeeping, series.name); });
    const std::string head = read_start(context_.files, path, kHeadBytes);
    base::CsvReader reader = base::csv_over(head);
    const base::CsvRow* row = reader.next();
    std::vector<std::string> header;
    for (std::size_t i = 0; row != nullptr && i < row->cells.size(); ++i) header.emplace_back(row->cells[i]);
    row = reader.next();
    for (std::size_t i = 0; row != nullptr && i < row->cells.size() && i < header.size(); ++i) {
      if (contains(kBookkeeping, header[i])) last_.set(header[i], Json::string(std::string(row->cells[i])));
    }
    last_.set("done", Json());
  }

  void describe(const Json& report) {
    if (run_.name.empty()) run_.name = text_of(report, "trial_id");
    if (run_.name.empty() && run_.axes.rows == 0) run_.name = printable(name_of(context_.unit.folder));
    const std::string host = text_of(report, "hostname");
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
  const std::string status = text_of(trial, "status");
  if (status == "TERMINATED") run.status = model::RunStatus::finished;
  if (status == "ERROR") run.status = model::RunStatus::failed;
}

void take_state(const ReadContext& context, const std::string& path, const Json& trial, model::Run& run) {
  run.files.push_back(path);
  run.name = text_of(trial, "trial_id");
  run.id = run.name;
  const Redactor redactor(context.settings);
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

std::vector<model::Run> read(const ReadContext& context) {
  std::vector<model::Run> runs;
  const auto is_state = [](const std::string& path) { return name_of(path).starts_with(kState); };
  const std::vector<std::string>& files = context.unit.files;
  const auto state = std::find_if(files.begin(), files.end(), is_state);
  std::string own_trial;
  if (files.size() > (state != files.end() ? 1u : 0u)) {
    model::Run& run = runs.emplace_back();
    run.folder = context.unit.folder;
    TrialReader reader(context, run);
    reader.read();
    own_trial = reader.trial();
    run.project = printable(name_of(state != files.end() ? context.unit.folder : folder_of(context.unit.folder)));
  }
  if (state == files.end()) return runs;
  model::Run holder;
  const std::optional<Json> tree =
      read_object(without_notices(context, {"personal-withheld"}), *state, holder,  // hosts, which are not shown
                  "the trials whose folders are gone are not known");
  if (!tree) return runs;
  const base::Result<std::vector<base::FolderEntry>> entries = context.files.list(context.unit.folder);
  const std::vector<base::FolderEntry> none;
  const FolderView view{context.files, context.unit.folder, entries ? *entries : none, ""};
  for (const Json& trial : trials_of(*tree)) {
    if (!own_trial.empty() && text_of(trial, "trial_id") == own_trial) {
      model::Run said;
      take_state(context, *state, trial, said);
      runs[0].files.push_back(*state);
      if (runs[0].config.tree.is_null()) runs[0].config = std::move(said.config);
      if (runs[0].status == model::RunStatus::unknown) runs[0].status = said.status;
      if (runs[0].seed.empty()) runs[0].seed = said.seed;
      if (runs[0].finished_at.empty()) runs[0].finished_at = said.finished_at;
      continue;
    }
    if (is_shown_elsewhere(view, trial)) continue;
    model::Run& run = runs.emplace_back();
    run.folder = join_path(context.unit.folder, text_of(trial, "trial_id"));
    run.project = printable(name_of(context.unit.folder));
    take_state(context, *state, trial, run);
  }
  return runs;
}

}  // namespace

extern const RunFormat kRayTuneFormat;
const RunFormat kRayTuneFormat{.name = "ray-tune", .title = "Ray Tune", .claim = claim, .read = read};

}  // namespace ingest
