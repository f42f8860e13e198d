/// Run folders of Weights & Biases, beside each other in a folder mostly called wandb:
///
///   run-20260101_120000-ab12cd34/           also offline-run-…; the last part is the run's id
///     run-ab12cd34.wandb                    the log: history, config, summary, exit, notes, tags (log.h); the
///                                           only place of the curves
///     files/config.yaml                     {key: {desc, value}}, and _wandb, which is bookkeeping
///     files/wandb-summary.json              final values; _step, _runtime and _timestamp are bookkeeping
///     files/wandb-metadata.json             environment, start, commit
///     files/media/                          images and tables: artifacts
///   latest-run                              a link to one of them
///
/// config.yaml and the summary are what the run ended with, so they go before the log, which fills in what they lack:
/// offline runs have only the log. Folders with one id are one resumed run: read in the order of their times. A folder
/// without a log is a run without curves (wandb-no-log: note), and of the project that the logs beside it agree on.

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/text/utf8.h"
#include "base/yaml/yaml.h"
#include "ingest/documents/native_config.h"
#include "ingest/documents/run_files.h"
#include "ingest/files/file_text.h"
#include "ingest/files/notice_log.h"
#include "ingest/files/path_text.h"
#include "ingest/files/timestamps.h"
#include "ingest/formats/formats.h"
#include "ingest/formats/shared/logger_files.h"
#include "ingest/formats/wandb/log.h"
#include "ingest/formats/wandb/records.h"
#include "ingest/formats/wandb/same_run.h"
#include "ingest/formats/wandb/siblings.h"
#include "ingest/privacy/redact.h"

namespace ingest {
namespace {

using base::FileKind;
using base::FolderEntry;
using base::Json;
using base::Severity;

constexpr std::string_view kWandbLog = ".wandb";
constexpr std::string_view kWandbConfig = "config.yaml", kWandbSummary = "wandb-summary.json",
                           kMetadata = "wandb-metadata.json";
constexpr std::string_view kFiles = "files";

/// "ab12cd34" of "offline-run-20260101_120000-ab12cd34"; "" of any other name.
std::string_view id_in_name(std::string_view name) {
  for (const std::string_view start : {std::string_view("offline-run-"), std::string_view("run-")}) {
    if (!name.starts_with(start)) continue;
    name.remove_prefix(start.size());
    constexpr std::size_t kStamp = 15;
    const bool fits = name.size() > kStamp + 1 && is_time_stamp(name.substr(0, kStamp)) && name[kStamp] == '-';
    return fits ? name.substr(kStamp + 1) : std::string_view();
  }
  return {};
}

/// "20260101_120000", by which folders of one run are ordered; "" where the name has none.
std::string start_stamp(std::string_view folder) {
  const std::string_view name = name_of(folder);
  const std::string_view id = id_in_name(name);
  if (id.empty()) return "";
  return std::string(name.substr(name.size() - id.size() - 16, 15));
}

struct RunFolder {
  std::string folder;
  std::string log_name;  ///< empty: none
  std::vector<std::string> files;
};

/// What a folder holds of a run; no files if it is none.
RunFolder look_at_run(const base::FileReader& files, const std::string& folder,
                      const std::vector<FolderEntry>& entries) {
  RunFolder found{.folder = folder, .log_name = {}, .files = {}};
  bool has_files = false;
  for (const FolderEntry& entry : entries) {
    has_files = has_files || (entry.kind == FileKind::folder && entry.name == kFiles && entry.refusal.empty());
    if (!is_readable_file(entry) || !entry.name.ends_with(kWandbLog)) continue;
    const std::string path = join_path(folder, entry.name);
    const std::string head = read_start(files, path, 16);
    // A log of no bytes is that of a run that ended at once; only a run's folder tells it from any empty file.
    const bool is_log = starts_like_wandb_log(head) || (head.empty() && !id_in_name(name_of(folder)).empty());
    if (!is_log) continue;
    found.log_name = entry.name;
    found.files.push_back(path);
  }
  if (!has_files || (found.files.empty() && id_in_name(name_of(folder)).empty())) return found;
  const std::string documents = join_path(folder, kFiles);
  for (const std::string_view name : {kWandbConfig, kWandbSummary, kMetadata}) {
    std::string path = join_path(documents, name);
    const base::Result<base::FileInfo> info = files.info(path);
    if (info && info->kind == FileKind::file) found.files.push_back(std::move(path));
  }
  return found;
}

/// The id in the name of the log, which says it also where the folder was renamed; else in that of the folder.
std::string id_of_run(const RunFolder& run) {
  std::string_view log = run.log_name;
  if (log.starts_with("run-") && log.size() > 4 + kWandbLog.size()) {
    return std::string(log.substr(4, log.size() - 4 - kWandbLog.size()));
  }
  return std::string(id_in_name(name_of(run.folder)));
}

/// The folder itself is a run: it was given as a source, or is called otherwise than the client calls it.
Claim claim_own(const FolderView& view, RunFolder run) {
  Claim claim;
  claim.units.push_back({.folder = view.folder, .files = std::move(run.files)});
  for (const FolderEntry& entry : view.entries) {
    constexpr std::array<std::string_view, 3> kInside{kFiles, "logs", "tmp"};
    const bool is_inside = std::find(kInside.begin(), kInside.end(), entry.name) != kInside.end();
    if (entry.kind == FileKind::folder && is_inside) claim.folders.push_back(entry.name);
    if (entry.kind == FileKind::file && entry.name.find(kWandbLog) != std::string::npos)
      claim.files.push_back(entry.name);
  }
  return claim;
}

Claim claim_wandb(const FolderView& view) {
  const bool may_be_run = std::any_of(view.entries.begin(), view.entries.end(), [](const FolderEntry& entry) {
    return entry.name == kFiles || entry.name.ends_with(kWandbLog);
  });
  if (may_be_run) {
    RunFolder own = look_at_run(view.files, view.folder, view.entries);
    if (!own.files.empty()) return claim_own(view, std::move(own));
  }
  Claim claim;
  std::map<std::string, std::vector<RunFolder>> by_id;
  const auto look = [&](const FolderEntry& entry) {
    const std::string folder = join_path(view.folder, entry.name);
    const base::Result<std::vector<FolderEntry>> entries = view.files.list(folder);
    return entries ? look_at_run(view.files, folder, *entries) : RunFolder();
  };
  for (const FolderEntry& entry : view.entries) {
    if (entry.kind != FileKind::folder || entry.is_link || id_in_name(entry.name).empty()) continue;
    RunFolder run = look(entry);
    if (run.files.empty()) continue;
    claim.folders.push_back(entry.name);
    std::string id = id_of_run(run);
    by_id[std::move(id)].push_back(std::move(run));
  }
  for (const FolderEntry& entry : view.entries) {
    const bool may_repeat = entry.kind == FileKind::folder && (entry.is_link || entry.name == "latest-run");
    if (!may_repeat || by_id.empty() || !entry.refusal.empty()) continue;
    if (by_id.count(id_of_run(look(entry))) > 0) claim.folders.push_back(entry.name);
  }
  for (auto& [id, runs] : by_id) {
    std::stable_sort(runs.begin(), runs.end(), [](const RunFolder& a, const RunFolder& b) {
      return start_stamp(a.folder) < start_stamp(b.folder);
    });
    Unit unit{.folder = runs.front().folder, .files = {}};
    for (const RunFolder& run : runs) unit.files.insert(unit.files.end(), run.files.begin(), run.files.end());
    claim.units.push_back(std::move(unit));
  }
  return claim;
}

/// Values of `over` replace those of `tree` key by key.
void put_over(Json& tree, Json over) {
  for (auto& [key, value] : over.members()) tree.set(key, std::move(value));
}

class WandbReader {
 public:
  explicit WandbReader(const ReadContext& context)
      : context_(context), file_(context.unit.files.front()), found_(file_, context.notice) {}

  model::Run read() {
    run_.folder = context_.unit.folder;
    for (const std::string& path : context_.unit.files) {
      const std::string_view name = name_of(path);
      if (name.ends_with(kWandbLog)) {
        has_log_ = true;
        run_.files.push_back(path);
        read_wandb_log(context_, path, found_, run_.bytes_read);
        list_media(std::string(folder_of(path)));
      } else if (name == kWandbConfig) {
        take_config(path);
      } else if (name == kWandbSummary) {
        take_tree(path, summary_, "no final value is read");
      } else if (name == kMetadata) {
        take_tree(path, metadata_, "no environment is read");
      }
    }
    finish();
    return std::move(run_);
  }

 private:
  /// Not redacted here: of the metadata only a part is taken, and nothing need be said about the rest.
  void take_tree(const std::string& path, Json& tree, const std::string& consequence) {
    const std::optional<std::string> text = read_document(context_, path, kMaxDocumentBytes, consequence);
    if (!text) return;
    run_.files.push_back(path);
    run_.bytes_read += text->size();
    base::JsonParse parsed = path.ends_with(".yaml") ? base::parse_yaml(*text) : base::parse_json(*text);
    for (const base::TextIssue& issue : parsed.issues) context_.notice(notice_of(issue, path));
    if (parsed.ok) put_over(tree, std::move(parsed.value));
  }

  void take_config(const std::string& path) {
    Json wrapped;
    take_tree(path, wrapped, "no parameter is read");
    for (auto& [key, value] : wrapped.members()) {
      if (key == "wandb_version" && value.is_number()) continue;
      auto& members = value.members();
      const auto inner = std::find_if(members.begin(), members.end(),
                                      [](const Json::Member& member) { return member.first == "value"; });
      config_.set(key, inner != members.end() && members.size() <= 2 ? std::move(inner->second) : std::move(value));
    }
  }

  void list_media(const std::string& folder) {
    const std::string media = join_path(join_path(folder, kFiles), "media");
    const base::Result<base::FileInfo> info = context_.files.info(media);
    if (info && info->kind == FileKind::folder) list_artifacts(context_, media, run_);
  }

  void finish() {
    take_settings();
    take_summary();
    take_environment();
    take_fields();
    take_times();
    if (found_.history.rows() > 0) found_.history.finish(run_);
    say_counts();
  }

  void take_settings() {
    Json tree = found_.config.is_null() ? Json::object() : std::move(found_.config);
    put_over(tree, std::move(config_));
    std::erase_if(tree.members(), [](const Json::Member& member) { return member.first == "_wandb"; });
    if (tree.members().empty()) return;
    context_.redactor.redact_tree(tree, file_, context_.notice);
    run_.config = model::make_config(std::move(tree));
    for (const char* name : {"seed", "random_seed", "random_state"}) {
      const model::ParameterValue* seed = run_.config.find(name);
      if (seed != nullptr && run_.seed.empty()) run_.seed = seed->text;
    }
  }

  void take_summary() {
    Json tree = found_.summary.is_null() ? Json::object() : std::move(found_.summary);
    put_over(tree, std::move(summary_));
    const auto number = [&](const char* name) {
      const Json* value = tree.find(name);
      return value != nullptr && value->is_number() && std::isfinite(value->as_number()) ? value->as_number() : 0;
    };
    runtime_s_ = number("_runtime");
    last_s_ = std::max(found_.last_s, number("_timestamp"));
    std::erase_if(tree.members(), [&](const Json::Member& member) {
      const bool is_media = member.second.find("_type") != nullptr;
      return member.first.starts_with('_') || is_media;
    });
    context_.redactor.redact_tree(tree, file_, context_.notice);
    run_.summary = model::make_config(std::move(tree)).parameters;
  }

  void take_environment() {
    constexpr std::array<std::array<const char*, 2>, 9> kNames{{{"os", "os"},
                                                                {"python", "python"},
                                                                {"program", "program"},
                                                                {"cpu_count", "cpu_count"},
                                                                {"cpu_count_logical", "cpu_count_logical"},
                                                                {"gpu", "gpu"},
                                                                {"gpu_count", "gpu_count"},
                                                                {"cudaVersion", "cuda"},
                                                                {"cuda", "cuda"}}};
    Json tree = found_.environment.is_null() ? Json::object() : std::move(found_.environment);
    for (const auto& [from, to] : kNames) {
      const Json* value = metadata_.find(from);
      if (value != nullptr && !value->is_null()) tree.set(to, *value);
    }
    const Json* git = metadata_.find("git");
    const Json* commit = git != nullptr ? git->find("commit") : nullptr;
    if (commit != nullptr && commit->is_string()) found_.commit = commit->text();
    if (!found_.commit.empty()) tree.set("commit", Json::string(found_.commit));
    if (!found_.job_type.empty()) tree.set("job_type", Json::string(found_.job_type));
    context_.redactor.redact_tree(tree, file_, context_.notice);
    run_.environment = model::make_config(std::move(tree)).parameters;
  }

  void take_fields() {
    const std::string_view in_name = id_in_name(name_of(context_.unit.folder));
    run_.id = !found_.id.empty() ? found_.id : printable(in_name);
    run_.name = found_.name;
    run_.project = found_.project;
    if (run_.project.empty()) run_.project = project_of_siblings(context_.files, context_.unit.folder);
    run_.experiment = found_.group;
    run_.tags = std::move(found_.tags);
    run_.status = found_.status;
    if (found_.notes.empty()) return;
    run_.note_texts.push_back({.file = file_, .folder = context_.unit.folder, .text = std::move(found_.notes)});
  }

  void take_times() {
    const Json* started = metadata_.find("startedAt");
    const std::string said = started != nullptr && started->is_string() ? started->text() : "";
    double start_s = found_.started_s;
    if (start_s == 0) start_s = parse_timestamp(said).value_or(0);
    if (start_s <= 0) return;
    double end_s = std::max(found_.finished_s, last_s_);
    if (end_s == 0 && runtime_s_ > 0) end_s = start_s + runtime_s_;
    run_.started_at = timestamp_text(start_s).value_or("");
    if (end_s > start_s) run_.finished_at = timestamp_text(end_s).value_or("");
  }

  void say(const char* code, std::uint64_t count, std::string what) {
    if (count == 0) return;
    context_.notice({.severity = Severity::note, .code = code, .file = file_, .what = std::move(what), .count = count});
  }

  void say_counts() {
    const bool is_empty = run_.series.empty() && run_.summary.empty();
    say("wandb-empty", is_empty ? 1 : 0, "the run logged nothing");
    say("wandb-no-log", has_log_ || is_empty ? 0 : 1,
        "no log (*.wandb) in the run's folder: settings and final values only, no curves");
    say("wandb-not-shown", found_.media + found_.samples,
        std::to_string(found_.media) + " media and " + std::to_string(found_.samples) +
            " samples of system metrics in the log are not shown");
  }

  const ReadContext& context_;
  std::string file_;  // the first, for notices
  WandbRun found_;
  model::Run run_;
  Json config_, summary_, metadata_;
  double runtime_s_ = 0, last_s_ = 0;
  bool has_log_ = false;
};

std::vector<model::Run> read_wandb(const ReadContext& context) {
  return {WandbReader(context).read()};
}

constexpr OwnName kWandbNames[]{{"run-*.wandb"}};

}  // namespace

const RunFormat kWandbFormat{
    .name = "wandb",
    .title = "Weights & Biases run folder",
    .gives = Gives::run_folder,
    .rank = LoggerRank::wandb,
    .beside = &kWandbBeside,
    .claim = claim_wandb,
    .read = read_wandb,
    .own_names = kWandbNames,
};

}  // namespace ingest
