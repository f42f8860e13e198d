/// MLflow's file store, usually a folder "mlruns":
///
///   .trash/                      deleted experiments, moved here; counted, not read
///   <experiment>/meta.yaml       experiment_id, name, lifecycle_stage, artifact_location: the project of its runs
///   <experiment>/tags, datasets, traces, models    no runs; tags/mlflow.note.content describes the experiment
///   <experiment>/<run>/meta.yaml run_id (or run_uuid), run_name, status 1 to 5, start_time and end_time in
///                                milliseconds, lifecycle_stage ("deleted" runs stay in place; counted, not read)
///   <run>/metrics/<name>         a line a point: time in ms, value, step; then maybe the data set. Two words: no step
///   <run>/params/<name>          the value as str() printed it, without a line end
///   <run>/tags/<name>            likewise; mlflow.note.content is a note in Markdown
///   <run>/inputs/<id>/meta.yaml  source_id: a folder of datasets, whose meta.yaml has name and digest
///   <run>/artifacts/             shown with the run, never searched for runs
///
/// A "/" in a name makes folders. Ids are hexadecimal digits and must not be read as numbers.

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/text/number_text.h"
#include "base/text/utf8.h"
#include "base/yaml/yaml.h"
#include "ingest/documents/run_files.h"
#include "ingest/files/file_text.h"
#include "ingest/files/line_reader.h"
#include "ingest/files/notice_log.h"
#include "ingest/files/path_text.h"
#include "ingest/formats/formats.h"
#include "ingest/formats/mlflow/project.h"
#include "ingest/formats/mlflow/run.h"

namespace ingest {
namespace {

using base::FileKind;
using base::FolderEntry;
using base::Severity;

constexpr std::string_view kMeta = "meta.yaml";
constexpr std::size_t kMaxMetaBytes = 1u << 20;
constexpr std::size_t kMaxValueBytes = 1u << 20;
constexpr std::size_t kMaxFolders = 10'000, kMaxStoreFiles = 100'000;
constexpr std::array<std::string_view, 4> kNoRuns{"tags", "datasets", "traces", "models"};
constexpr std::array<std::string_view, 3> kParts{"metrics", "params", "tags"};

enum class MetaKind : std::uint8_t { other, experiment, run };

/// A meta.yaml; texts are "" where the file has none.
struct Meta {
  MetaKind kind = MetaKind::other;
  base::Json tree;
  std::string text(std::string_view key) const {
    const base::Json* value = tree.find(key);
    return value != nullptr && (value->is_string() || value->is_number()) ? value->text() : "";
  }
  bool deleted() const { return text("lifecycle_stage") == "deleted"; }
};

MetaKind kind_of(const base::Json& tree) {
  if (!tree.is_object()) return MetaKind::other;
  const auto has = [&](std::string_view key) { return tree.find(key) != nullptr; };
  if (has("run_id") || has("run_uuid")) {
    return has("lifecycle_stage") || has("artifact_uri") ? MetaKind::run : MetaKind::other;
  }
  return has("experiment_id") && has("artifact_location") ? MetaKind::experiment : MetaKind::other;
}

Meta read_meta(const base::FileReader& files, const std::string& folder) {
  Meta meta;
  const base::Result<std::string> text = files.read_all(join_path(folder, kMeta), kMaxMetaBytes);
  if (!text) return meta;
  base::JsonParse parsed = base::parse_yaml(*text);
  meta.kind = kind_of(parsed.value);
  meta.tree = std::move(parsed.value);
  return meta;
}

bool has_entry(const std::vector<FolderEntry>& entries, std::string_view name, FileKind kind) {
  return std::any_of(entries.begin(), entries.end(),
                     [&](const FolderEntry& e) { return e.name == name && e.kind == kind; });
}

bool is_run_folder(const std::vector<FolderEntry>& entries) {
  return has_entry(entries, kMeta, FileKind::file) && std::any_of(kParts.begin(), kParts.end(), [&](auto part) {
           return has_entry(entries, part, FileKind::folder);
         });
}

std::string counted(std::size_t count, const char* noun) {
  return std::to_string(count) + " " + noun + (count == 1 ? "" : "s");
}

void say_deleted(const std::string& folder, std::size_t count, Claim& claim) {
  if (count == 0) return;
  claim.notices.push_back({.severity = Severity::note,
                           .code = "mlflow-deleted",
                           .file = folder,
                           .what = counted(count, "run") + " marked as deleted in MLflow; left out",
                           .count = count});
}

Unit unit_of(const std::string& folder) {
  return {.folder = folder, .files = {join_path(folder, kMeta)}};
}

/// Whether a folder of an experiment holds a run; one whose meta.yaml is damaged or empty is a run by its other parts.
bool may_be_run(const base::FileReader& files, const std::string& folder, const Meta& meta) {
  if (meta.kind != MetaKind::other) return meta.kind == MetaKind::run;
  const base::Result<std::vector<FolderEntry>> entries = files.list(folder);
  return entries && is_run_folder(*entries);
}

Claim claim_experiment(const FolderView& view, const Meta& experiment) {
  Claim claim;
  claim.files.emplace_back(kMeta);
  std::size_t deleted = 0;
  for (const FolderEntry& entry : view.entries) {
    if (entry.kind != FileKind::folder || !entry.refusal.empty()) continue;
    if (std::find(kNoRuns.begin(), kNoRuns.end(), entry.name) != kNoRuns.end()) {
      claim.folders.push_back(entry.name);
      continue;
    }
    const std::string folder = join_path(view.folder, entry.name);
    const Meta run = read_meta(view.files, folder);
    if (!may_be_run(view.files, folder, run)) continue;
    claim.folders.push_back(entry.name);
    if (experiment.deleted() || run.deleted()) {
      ++deleted;
    } else {
      claim.units.push_back(unit_of(folder));
    }
  }
  say_deleted(view.folder, deleted, claim);
  return claim;
}

Claim claim_run(const FolderView& view, const Meta& meta) {
  Claim claim;
  claim.files.emplace_back(kMeta);
  for (const FolderEntry& entry : view.entries) {
    if (entry.kind == FileKind::folder) claim.folders.push_back(entry.name);
  }
  if (meta.deleted()) {
    say_deleted(view.folder, 1, claim);
  } else {
    claim.units.push_back(unit_of(view.folder));
  }
  return claim;
}

/// Experiments in .trash, which the walk does not enter.
Claim count_trash(const FolderView& view) {
  Claim claim;
  const std::string trash = join_path(view.folder, ".trash");
  const base::Result<std::vector<FolderEntry>> experiments = view.files.list(trash);
  if (!experiments) return claim;
  std::size_t count = 0, runs = 0;
  for (const FolderEntry& entry : *experiments) {
    const std::string folder = join_path(trash, entry.name);
    if (entry.kind != FileKind::folder || read_meta(view.files, folder).kind != MetaKind::experiment) continue;
    ++count;
    const base::Result<std::vector<FolderEntry>> inside = view.files.list(folder);
    if (!inside) continue;
    for (const FolderEntry& run : *inside) {
      const std::string place = join_path(folder, run.name);
      if (run.kind == FileKind::folder && read_meta(view.files, place).kind == MetaKind::run) ++runs;
    }
  }
  if (count == 0) return claim;
  claim.notices.push_back(
      {.severity = Severity::note,
       .code = "mlflow-deleted",
       .file = trash,
       .what = counted(count, "experiment") + " with " + counted(runs, "run") + " deleted in MLflow; left out",
       .count = runs});
  return claim;
}

Claim claim_mlflow_files(const FolderView& view) {
  if (has_entry(view.entries, kMeta, FileKind::file)) {
    const Meta meta = read_meta(view.files, view.folder);
    if (meta.kind == MetaKind::experiment) return claim_experiment(view, meta);
    if (meta.kind == MetaKind::run && is_run_folder(view.entries)) return claim_run(view, meta);
    return {};
  }
  const base::Result<base::FileInfo> trash = view.files.info(join_path(view.folder, ".trash"));
  return trash && trash->kind == FileKind::folder ? count_trash(view) : Claim{};
}

/// Reads one run folder.
class RunReader {
 public:
  explicit RunReader(const ReadContext& context) : context_(context), folder_(context.unit.folder) {
    run_.folder = folder_;
  }

  model::Run read() {
    read_own_meta();
    read_params();
    read_tags();
    read_metrics();
    if (run_.id.empty()) run_.id = name_of(folder_);
    if (run_.name.empty()) run_.name = short_run_id(run_.id);
    read_project();
    add_mlflow_datasets(context_, folder_, run_);
    const std::string artifacts = join_path(folder_, "artifacts");
    if (is_folder(artifacts)) list_artifacts(context_, artifacts, run_);
    check_times(context_, meta_path(), run_);
    return std::move(run_);
  }

 private:
  std::string meta_path() const { return join_path(folder_, kMeta); }

  bool is_folder(const std::string& path) const {
    const base::Result<base::FileInfo> info = context_.files.info(path);
    return info && info->kind == FileKind::folder;
  }

  void read_own_meta() {
    run_.files.push_back(meta_path());
    const auto text = read_document(context_, meta_path(), kMaxMetaBytes, "name, status and times are not known");
    if (!text) return;
    run_.bytes_read += text->size();
    base::JsonParse parsed = base::parse_yaml(*text);
    for (const base::TextIssue& issue : parsed.issues) context_.notice(notice_of(issue, meta_path()));
    if (parsed.ok && kind_of(parsed.value) != MetaKind::run) {
      context_.notice({.severity = Severity::error,
                       .code = "mlflow-meta",
                       .file = meta_path(),
                       .what = "says nothing of a run (was it being written?); name, status and times are not known"});
      return;
    }
    const Meta meta{.kind = MetaKind::run, .tree = std::move(parsed.value)};
    run_.id = meta.text("run_id").empty() ? meta.text("run_uuid") : meta.text("run_id");
    run_.name = meta.text("run_name").empty() ? meta.text("name") : meta.text("run_name");
    experiment_id_ = meta.text("experiment_id");
    const std::string status = meta.text("status");
    run_.status = status.empty() ? model::RunStatus::running : mlflow_status(status);
    run_.started_at = mlflow_time(base::parse_integer(meta.text("start_time")).value_or(0));
    run_.finished_at = mlflow_time(base::parse_integer(meta.text("end_time")).value_or(0));
  }

  void read_params() {
    const std::string folder = join_path(folder_, "params");
    apply_mlflow_params(context_, folder, read_texts(folder), run_);
  }

  void read_tags() {
    const std::string folder = join_path(folder_, "tags");
    const std::string parent = apply_mlflow_tags(read_texts(folder), run_);
    if (parent.empty() || parent.find('/') != std::string::npos) return;
    run_.parent_run = printable(parent);
    const std::string name = read_meta(context_.files, join_path(folder_of(folder_), parent)).text("run_name");
    run_.tags.push_back("parent: " + (name.empty() ? short_run_id(parent) : name));
  }

  void read_project() {
    const Meta experiment = folder_.empty() ? Meta{} : read_meta(context_.files, std::string(folder_of(folder_)));
    run_.project = experiment.text("name");
    if (run_.project.empty() && !experiment_id_.empty()) run_.project = "experiment " + experiment_id_;
    if (experiment.kind != MetaKind::experiment) return;
    const std::string tags = join_path(std::string(folder_of(folder_)), "tags");
    const std::string description = join_path(tags, std::string(kMlflowNoteTag));
    if (!context_.files.info(description)) return;
    const auto text = read_document(context_, description, kMaxValueBytes, "the description is not shown");
    if (text) add_project_description(*text, description, run_);
  }

  /// Files below `folder` by their names in it, sorted.
  std::vector<std::string> names_in(const std::string& folder) {
    std::vector<std::string> names, pending{""};
    std::size_t folders = 0;
    while (!pending.empty()) {
      const std::string below = std::move(pending.back());
      pending.pop_back();
      const std::string place = below.empty() ? folder : join_path(folder, below);
      const base::Result<std::vector<FolderEntry>> entries = context_.files.list(place);
      if (!entries) {
        if (!below.empty() || entries.error().kind != base::Error::Kind::missing) {
          context_.notice(notice_of(entries.error(), place, "nothing in it is read"));
        }
        continue;
      }
      for (const FolderEntry& entry : *entries) {
        std::string name = join_path(below, entry.name);
        if (entry.kind == FileKind::folder && !entry.is_link && folders++ < kMaxFolders) {
          pending.push_back(std::move(name));
        } else if (entry.kind == FileKind::file && names.size() < kMaxStoreFiles) {
          names.push_back(std::move(name));
        } else {
          say_skipped(join_path(folder, name), entry);
        }
      }
    }
    std::sort(names.begin(), names.end());
    if (!names.empty()) run_.files.push_back(folder);
    return names;
  }

  void say_skipped(const std::string& path, const FolderEntry& entry) {
    context_.notice({.severity = Severity::warning,
                     .code = "entry-refused",
                     .file = path,
                     .what = (entry.refusal.empty() ? "a link to a folder, or too many files" : entry.refusal) +
                             std::string("; not read")});
  }

  MlflowTexts read_texts(const std::string& folder) {
    MlflowTexts texts;
    for (std::string& name : names_in(folder)) {
      const std::string path = join_path(folder, name);
      if (name == kMlflowNoteTag) {
        read_note(context_, path, run_);
        continue;
      }
      std::optional<std::string> text = read_document(context_, path, kMaxValueBytes, "this value is not shown");
      if (!text) continue;
      run_.bytes_read += text->size();
      texts.emplace_back(printable(name), std::move(*text));
    }
    return texts;
  }

  void read_metrics() {
    const std::string folder = join_path(folder_, "metrics");
    MlflowMetrics metrics;
    for (const std::string& name : names_in(folder)) read_metric(join_path(folder, name), printable(name), metrics);
    metrics.finish(context_, folder, run_);
  }

  void read_metric(const std::string& path, const std::string& name, MlflowMetrics& metrics) {
    std::unique_ptr<base::ByteStream> stream = open_file(context_, path, "this metric is not shown");
    if (!stream) return;
    LineReader lines(std::move(stream));
    std::size_t words_before = 0;
    bool begun = false;
    while (const auto line = lines.next()) {
      if (base::trim(line->text).empty() && !line->too_long) continue;
      std::size_t words = 0;
      const std::optional<MlflowPoint> point = parse_point(line->text, words);
      if (!line->complete && (!point || (words_before != 0 && words != words_before))) {
        say(path, line->number, Severity::warning, "mlflow-cut-line", "the last line was cut; left out");
        break;
      }
      if (!point) {
        say(path, line->number, Severity::error, "mlflow-bad-line", "not \"time value step\"; left out");
        continue;
      }
      words_before = words;
      if (!begun) metrics.begin(name);
      begun = true;
      metrics.add(*point);
    }
    run_.bytes_read += lines.bytes_read();
    if (lines.error()) context_.notice(notice_of(*lines.error(), path, "the points before are shown"));
    if (!begun) say(path, 0, Severity::note, "mlflow-empty-metric", "no point in this file; the metric is not shown");
  }

  void say(const std::string& path, std::uint32_t line, Severity severity, const char* code, std::string what) {
    context_.notice({.severity = severity, .code = code, .file = path, .at = {line, 0}, .what = std::move(what)});
  }

  /// The step is the third word, whatever follows: a data set's name may hold blanks.
  static std::optional<MlflowPoint> parse_point(std::string_view line, std::size_t& words) {
    std::array<std::string_view, 3> word;
    for (words = 0, line = base::trim(line); !line.empty(); ++words) {
      const std::size_t size = std::min(line.find(' '), line.size());
      if (words < word.size()) word[words] = line.substr(0, size);
      line = base::trim(line.substr(size));
    }
    const std::optional<std::int64_t> time = base::parse_integer(word[0]);
    const std::optional<double> value = words > 1 ? base::parse_number(word[1]) : std::nullopt;
    const std::optional<std::int64_t> step = words > 2 ? base::parse_integer(word[2]) : 0;
    if (!time || !value || !step) return std::nullopt;
    return MlflowPoint{.step = static_cast<double>(*step), .time_ms = *time, .value = *value};
  }

  const ReadContext& context_;
  const std::string& folder_;
  std::string experiment_id_;
  model::Run run_;
};

std::vector<model::Run> read_mlflow_files(const ReadContext& context) {
  std::vector<model::Run> runs;
  runs.push_back(RunReader(context).read());
  return runs;
}

constexpr OwnName kMlflowNames[]{{"meta.yaml", true, "metrics"}, {"meta.yaml", true, "params"}, {"meta.yaml", false}};

}  // namespace

const RunFormat kMlflowFilesFormat{
    .name = "mlflow",
    .title = "MLflow file store",
    .gives = Gives::run_folder,
    .rank = LoggerRank::text_files,
    .beside = nullptr,
    .claim = claim_mlflow_files,
    .read = read_mlflow_files,
    .own_names = kMlflowNames,
};

}  // namespace ingest
