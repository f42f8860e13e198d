/// MLflow's database store in SQLite, usually "mlflow.db":
///
///   experiments          experiment_id, name, lifecycle_stage ("deleted" ones are counted, not read)
///   experiment_tags      key, value, experiment_id; mlflow.note.content describes the experiment
///   runs                 run_uuid, name, status ("FINISHED" …), start_time and end_time in ms, lifecycle_stage,
///                        experiment_id
///   metrics              key, value, timestamp in ms, step, is_nan, run_uuid: every point. NaN is the flag is_nan;
///                        the largest double stands for infinity. Old databases lack step and is_nan
///   latest_metrics       what metrics say last; not read
///   params, tags         key, value as text, run_uuid; the tag mlflow.note.content is a note in Markdown
///
/// Artifacts lie in "mlruns/<experiment_id>/<run_uuid>/artifacts" beside it: a folder without any meta.yaml, which
/// holds no runs then.

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <limits>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/text/utf8.h"
#include "ingest/documents/run_files.h"
#include "ingest/files/path_text.h"
#include "ingest/files/sqlite_file.h"
#include "ingest/formats/formats.h"
#include "ingest/formats/mlflow/project.h"
#include "ingest/formats/mlflow/run.h"

namespace ingest {
namespace {

using base::SqliteRow;

constexpr std::string_view kArtifactRoot = "mlruns";

/// Whether runs of a file store lie in the folder, too.
bool holds_file_store(const FolderView& view, const std::string& root) {
  const base::Result<std::vector<base::FolderEntry>> experiments = view.files.list(root);
  if (!experiments) return false;
  for (const base::FolderEntry& experiment : *experiments) {
    const std::string folder = join_path(root, experiment.name);
    if (experiment.kind != base::FileKind::folder) continue;
    if (view.files.info(join_path(folder, "meta.yaml"))) return true;
    const base::Result<std::vector<base::FolderEntry>> runs = view.files.list(folder);
    if (!runs) continue;
    const bool any = std::any_of(runs->begin(), runs->end(), [&](const base::FolderEntry& run) {
      return run.kind == base::FileKind::folder && view.files.info(join_path(join_path(folder, run.name), "meta.yaml"));
    });
    if (any) return true;
  }
  return false;
}

Claim claim_mlflow_sql(const FolderView& view) {
  Claim claim = claim_databases(view, {"experiments", "runs", "metrics", "latest_metrics"});
  if (claim.units.empty()) return claim;
  const std::string root = join_path(view.folder, kArtifactRoot);
  if (view.files.info(root) && !holds_file_store(view, root)) claim.folders.emplace_back(kArtifactRoot);
  return claim;
}

/// Infinities as MLflow writes them.
double metric_value(const SqliteRow& row, int value, int is_nan) {
  if (row.integer(is_nan) != 0 || row.is_null(value)) return model::kMissing;
  const double number = row.number(value);
  if (number >= std::numeric_limits<double>::max()) return std::numeric_limits<double>::infinity();
  if (number <= std::numeric_limits<double>::lowest()) return -std::numeric_limits<double>::infinity();
  return number;
}

class StoreReader {
 public:
  explicit StoreReader(const ReadContext& context)
      : context_(context), file_(context, context.unit.files.front()), folder_(context.unit.folder) {}

  std::vector<model::Run> read() {
    if (!file_.is_open()) return {};
    read_experiments();
    read_runs();
    read_params();
    read_tags();
    read_metrics();
    for (model::Run& run : runs_) finish(run);
    return std::move(runs_);
  }

 private:
  struct Experiment {
    std::string name;
    bool deleted = false;
    std::string description;
  };

  void read_experiments() {
    file_.read(file_.select("experiments", {"experiment_id", "name", "lifecycle_stage"}), "some projects have no name",
               [&](const SqliteRow& row) {
                 experiments_[row.integer(0)] = {cell_text(row, 1), row.text(2) == "deleted", ""};
               });
    if (!file_.has_table("experiment_tags")) return;
    file_.read(file_.select("experiment_tags", {"experiment_id", "key", "value"}), "some projects have no description",
               [&](const SqliteRow& row) {
                 const auto experiment = experiments_.find(row.integer(0));
                 if (experiment == experiments_.end() || row.text(1) != kMlflowNoteTag) return;
                 experiment->second.description = cell_text(row, 2);
               });
  }

  void read_runs() {
    std::uint64_t deleted = 0;
    const std::string sql = file_.select(
        "runs", {"run_uuid", "name", "status", "start_time", "end_time", "lifecycle_stage", "experiment_id"},
        "ORDER BY experiment_id, start_time, run_uuid");
    file_.read(sql, "some runs are missing", [&](const SqliteRow& row) {
      const auto experiment = experiments_.find(row.integer(6));
      const bool known = experiment != experiments_.end();
      if (row.text(5) == "deleted" || (known && experiment->second.deleted)) {
        ++deleted;
        return;
      }
      model::Run run;
      run.id = cell_text(row, 0);
      run.name = cell_text(row, 1);
      run.status = mlflow_status(row.text(2));
      run.started_at = mlflow_time(row.integer(3));
      run.finished_at = mlflow_time(row.integer(4));
      run.project = known ? experiment->second.name : "experiment " + cell_text(row, 6);
      run.folder = std::string(without_extension(file_.path()));
      run.files = {file_.path()};
      if (known) add_project_description(experiment->second.description, file_.path(), run);
      places_.emplace(run.id, runs_.size());
      artifacts_.push_back(join_path(join_path(std::string(kArtifactRoot), cell_text(row, 6)), run.id) + "/artifacts");
      runs_.push_back(std::move(run));
    });
    if (deleted == 0) return;
    context_.notice({.severity = base::Severity::note,
                     .code = "mlflow-deleted",
                     .file = file_.path(),
                     .what = std::to_string(deleted) + (deleted == 1 ? " run" : " runs") +
                             " marked as deleted in MLflow, or of a deleted experiment; left out",
                     .count = deleted});
  }

  model::Run* find_run(std::string_view id) {
    const auto place = places_.find(id);
    return place != places_.end() ? &runs_[place->second] : nullptr;
  }

  /// Rows (run, key, value) of a table, gathered run by run. `take` gets only runs that are shown.
  void read_texts(const std::string& table, const std::string& consequence,
                  const std::function<void(model::Run&, const MlflowTexts&)>& take) {
    std::string current;
    MlflowTexts texts;
    const auto flush = [&] {
      model::Run* run = texts.empty() ? nullptr : find_run(current);
      if (run != nullptr) take(*run, texts);
      texts.clear();
    };
    file_.read(file_.select(table, {"run_uuid", "key", "value"}, "ORDER BY run_uuid, key"), consequence,
               [&](const SqliteRow& row) {
                 if (row.text(0) != current) flush();
                 current = row.text(0);
                 texts.emplace_back(cell_text(row, 1), row.text(2));
               });
    flush();
  }

  void read_params() {
    read_texts("params", "some parameters are missing", [&](model::Run& run, const MlflowTexts& texts) {
      for (const auto& [key, value] : texts) run.bytes_read += key.size() + value.size();
      apply_mlflow_params(context_, file_.path(), texts, run);
    });
  }

  void read_tags() {
    read_texts("tags", "some tags are missing", [&](model::Run& run, const MlflowTexts& texts) {
      for (const auto& [key, value] : texts) {
        if (key != kMlflowNoteTag || base::trim(value).empty()) continue;
        run.note_texts.push_back({.file = file_.path(), .folder = folder_, .text = base::repair_utf8(value)});
      }
      const std::string parent = apply_mlflow_tags(texts, run);
      if (parent.empty()) return;
      run.parent_run = base::repair_utf8(parent);
      const model::Run* above = find_run(parent);
      const bool named = above != nullptr && !above->name.empty();
      run.tags.push_back("parent: " + (named ? above->name : short_run_id(parent)));
    });
  }

  void read_metrics() {
    const std::string sql = file_.select("metrics", {"run_uuid", "key", "step", "timestamp", "value", "is_nan"},
                                         "ORDER BY run_uuid, key, step, timestamp, value");
    std::string run_id, key;
    bool begun = false;
    MlflowMetrics metrics;
    const auto flush = [&] {
      model::Run* run = find_run(run_id);
      model::Run hidden;
      if (!metrics.empty()) metrics.finish(context_, file_.path(), run != nullptr ? *run : hidden);
    };
    file_.read(sql, "some metrics are missing", [&](const SqliteRow& row) {
      const bool other_run = !begun || row.text(0) != run_id;
      if (other_run && begun) flush();
      if (other_run || row.text(1) != key) {
        run_id = row.text(0);
        key = row.text(1);
        metrics.begin(base::repair_utf8(key));
      }
      begun = true;
      metrics.add({.step = row.number(2), .time_ms = row.integer(3), .value = metric_value(row, 4, 5)});
    });
    flush();
  }

  void finish(model::Run& run) {
    if (run.name.empty()) run.name = short_run_id(run.id);
    run.bytes_read += 8 * run.cells_read;
    check_times(context_, file_.path(), run);
    const std::string artifacts = join_path(folder_, artifacts_[static_cast<std::size_t>(&run - runs_.data())]);
    const base::Result<base::FileInfo> info = context_.files.info(artifacts);
    if (info && info->kind == base::FileKind::folder) list_artifacts(context_, artifacts, run);
  }

  const ReadContext& context_;
  SqliteFile file_;
  std::string folder_;
  std::map<std::int64_t, Experiment> experiments_;
  std::map<std::string, std::size_t, std::less<>> places_;
  std::vector<model::Run> runs_;
  std::vector<std::string> artifacts_;  ///< of each run, relative to the folder of the database
};

std::vector<model::Run> read_mlflow_sql(const ReadContext& context) {
  return StoreReader(context).read();
}

}  // namespace

const RunFormat kMlflowSqlFormat{
    .name = "mlflow-sql",
    .title = "MLflow database",
    .gives = Gives::store,
    .rank = LoggerRank::alone,
    .beside = nullptr,
    .claim = claim_mlflow_sql,
    .read = read_mlflow_sql,
};

}  // namespace ingest
