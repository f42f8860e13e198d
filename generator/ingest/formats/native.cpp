/// A run folder. It holds at least one of the files marked *, and anything may be missing:
///
///   config.json | .yaml | .yml *     parameters, or an envelope around them (run_files.h); other names that
///   config_names()
///                                    lists are taken too, but make no run of a folder by themselves, except
///                                    hparams.yaml in a folder called version_N, where a logger left nothing else
///   metrics.csv | .jsonl | .json *   also .gz and .zst; of several the first in this order that has rows, and that is
///   said summary.json *                   final values, status, started, finished environment.json * hardware,
///   versions, commit notes.md                         makes a run of a folder only below an experiment.md artifacts/
///   images, texts, tables to show
///
/// A lone metrics file that is a table of runs (results_table.h) makes no run folder.
///
/// Without a metrics file, files of results beside the config (result_document.h) are the run's; several of them with
/// the same keys are runs of their own, and the config could belong to any. Settings in a metrics.json of final values
/// are the run's where no config is.
///
/// Other curve files beside a metrics file are listed as artifacts of the run. Without a metrics file, a single curve
/// file of another name is the run's (curve_files.h), and with several nobody can tell whose the config is
/// (documents-unattached: warning).

#include <algorithm>
#include <array>
#include <cstddef>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/contains.h"
#include "base/yaml/yaml.h"
#include "ingest/documents/native_config.h"
#include "ingest/documents/result_document.h"
#include "ingest/documents/run_files.h"
#include "ingest/files/file_text.h"
#include "ingest/files/path_text.h"
#include "ingest/formats/formats.h"
#include "ingest/formats/shared/curve_files.h"
#include "ingest/metrics/csv.h"
#include "ingest/metrics/jsonl.h"
#include "ingest/tables/json_rows.h"
#include "ingest/tables/results_table.h"

namespace ingest {
namespace {

constexpr std::array<std::string_view, 9> kMetricNames{"metrics.csv",   "metrics.csv.gz",   "metrics.csv.zst",
                                                       "metrics.jsonl", "metrics.jsonl.gz", "metrics.jsonl.zst",
                                                       "metrics.json",  "metrics.json.gz",  "metrics.json.zst"};
constexpr std::array<std::string_view, 5> kRunNames{"config.json", "config.yaml", "config.yml", "summary.json",
                                                    "environment.json"};
constexpr std::string_view kSummary = "summary.json", kMetricsJson = "metrics.json";
constexpr std::string_view kArtifactFolder = "artifacts";

bool is_logger_version(std::string_view folder) {
  const std::string_view name = name_of(folder);
  constexpr std::string_view kPrefix = "version_";
  return name.starts_with(kPrefix) && name.size() > kPrefix.size() &&
         name.find_first_not_of("0123456789", kPrefix.size()) == std::string_view::npos;
}

bool documents_make_a_run(const FolderView& folder, const std::vector<std::string>& documents) {
  return std::any_of(documents.begin(), documents.end(), [&](const std::string& name) {
    if (name == "notes.md") return !folder.experiment.empty();
    return base::contains(kRunNames, name) || (name == "hparams.yaml" && is_logger_version(folder.folder));
  });
}

void add_files(const FolderView& folder, const std::vector<std::string>& names, Claim& claim) {
  for (const std::string& name : names) {
    if (base::contains(claim.files, name)) continue;
    claim.units[0].files.push_back(join_path(folder.folder, name));
    claim.files.push_back(name);
  }
}

/// Folders among the claimed: artifacts, and any that stands where a file of the run is expected.
void claim_folders(const FolderView& folder, Claim& claim) {
  for (const base::FolderEntry& entry : folder.entries) {
    if (entry.kind != base::FileKind::folder) continue;
    if (entry.name == kArtifactFolder || base::contains(claim.files, entry.name)) claim.folders.push_back(entry.name);
  }
}

/// Whether files have the same members: one of several runs each.
bool hold_the_same(const FolderView& folder, const std::vector<std::string>& names) {
  std::set<std::set<std::string>> shapes;
  for (const std::string& name : names) {
    const std::string text = read_start(folder.files, join_path(folder.folder, name), kMaxResultBytes);
    const base::JsonParse parsed = extension_of(name) == "json" ? base::parse_json(text) : base::parse_yaml(text);
    std::set<std::string> keys;
    for (const auto& [key, value] : parsed.value.members()) keys.insert(key);
    shapes.insert(std::move(keys));
  }
  return shapes.size() == 1;
}

/// A metrics.json that compares models or data sets: nobody can tell which of them the run is.
bool holds_several_runs(const FolderView& folder) {
  const std::string text = read_start(folder.files, join_path(folder.folder, kMetricsJson), kMaxResultBytes + 1);
  if (text.size() > kMaxResultBytes) return false;
  const base::JsonParse parsed = base::parse_json(text);
  return parsed.ok && decide_result_document(parsed.value).holds_several;
}

Claim refuse_lone_documents(const FolderView& folder, std::vector<std::string> documents, std::size_t curves,
                            std::string_view kind = "curve files") {
  Claim claim;
  for (const std::string& name : documents) {
    claim.notices.push_back({.severity = base::Severity::warning,
                             .code = "documents-unattached",
                             .file = join_path(folder.folder, name),
                             .what = "stands beside " + std::to_string(curves) + " " + std::string(kind) +
                                     ", each a run of its own, and could belong to any; not read"});
  }
  claim.files = std::move(documents);
  return claim;
}

/// A table that happens to be called metrics.csv: a model a row, say.
bool is_table_of_runs(const FolderView& folder, const std::string& name) {
  constexpr std::size_t kHeadOfTable = 64u << 10, kRowsOfHead = 50;
  const std::string head = read_start(folder.files, join_path(folder.folder, name), kHeadOfTable);
  return decide_table(read_grid_of(without_compression(name), head, kRowsOfHead), nullptr).refusal.empty();
}

Claim claim_native(const FolderView& folder) {
  std::vector<std::string> metrics;
  for (const base::FolderEntry& entry : folder.entries) {
    if (base::contains(kMetricNames, entry.name)) metrics.push_back(entry.name);
  }
  std::vector<std::string> documents = find_documents(folder);
  if (metrics.empty() && documents.empty()) return {};

  std::vector<std::string> others;
  bool is_curve = false;
  for (const CurveFile& curve : find_curves(folder)) {
    is_curve = is_curve || base::contains(kMetricNames, curve.name);
    if (!base::contains(kMetricNames, curve.name)) others.push_back(curve.name);
  }
  if (documents.empty() && metrics.size() == 1 && !is_curve && is_table_of_runs(folder, metrics[0])) return {};
  if (metrics.empty() && others.size() == 1) return {};
  if (metrics.empty() && others.size() > 1) return refuse_lone_documents(folder, std::move(documents), others.size());
  if (metrics.empty() && !documents_make_a_run(folder, documents)) return {};
  std::vector<std::string> results;
  if (metrics.empty()) results = find_result_documents(folder);
  std::erase(results, kSummary);
  if (results.size() > 1 && hold_the_same(folder, results)) {
    return refuse_lone_documents(folder, std::move(documents), results.size(), "files of results");
  }
  if (metrics.size() == 1 && metrics[0] == kMetricsJson && documents.empty() && holds_several_runs(folder)) return {};
  // One table among others that happens to be called metrics.csv.
  if (!metrics.empty() && documents.empty() && !others.empty()) return {};

  Claim claim;
  claim.units.push_back({.folder = folder.folder});
  add_files(folder, metrics, claim);
  add_files(folder, documents, claim);
  add_files(folder, others, claim);
  add_files(folder, results, claim);
  claim_folders(folder, claim);
  return claim;
}

void read_metrics(const ReadContext& context, const std::string& path, model::Run& run) {
  const std::string extension = extension_of(path);
  if (extension == "csv") return read_metrics_csv(context, path, run);
  if (extension == "jsonl") return read_metrics_jsonl(context, path, run);
  const bool has_summary = base::contains(context.unit.files, join_path(context.unit.folder, kSummary));
  read_curves_and_values(context, path, !has_summary, run);
}

void read_first_metrics(const ReadContext& context, model::Run& run) {
  std::vector<std::string> found;
  for (const std::string_view name : kMetricNames) {
    std::string path = join_path(context.unit.folder, name);
    if (base::contains(context.unit.files, path)) found.push_back(std::move(path));
  }
  if (found.empty()) return;
  std::size_t chosen = 0;
  read_metrics(context, found[0], run);
  while (run.axes.rows == 0 && chosen + 1 < found.size()) read_metrics(context, found[++chosen], run);
  if (found.size() == 1) return;
  std::string rest;
  for (std::size_t i = 0; i < found.size(); ++i) {
    if (i != chosen) rest += (rest.empty() ? "" : ", ") + std::string(name_of(found[i]));
  }
  context.notice({.severity = base::Severity::warning,
                  .code = "two-metric-files",
                  .file = context.unit.folder,
                  .what = "two metric files: " + std::string(name_of(found[chosen])) + " is shown, " + rest +
                          " is not (CSV goes before JSON Lines, and these before JSON; one without rows gives way)"});
}

/// What was set, among the final values of a document that is all there is.
void move_settings_out(model::Run& run) {
  if (run.axes.rows > 0 || !run.config.parameters.empty()) return;
  base::Json tree = base::Json::object();
  for (const model::Parameter& leaf : run.summary) {
    const bool number = leaf.value.kind == model::ParameterValue::Kind::number;
    const bool flag = leaf.value.kind == model::ParameterValue::Kind::boolean;
    tree.set(leaf.path, number ? base::Json::number_as_written(leaf.value.number, leaf.value.text)
                        : flag ? base::Json::boolean(leaf.value.text == "true")
                               : base::Json::string(leaf.value.text));
  }
  ResultDocument document = decide_result_document(tree);
  if (!document.refusal.empty() || document.settings.members().empty()) return;
  std::erase_if(run.summary,
                [&](const model::Parameter& value) { return document.settings.find(value.path) != nullptr; });
  run.summary_lines.clear();
  take_parameters(std::move(document.settings), run);
}

/// Files of results, each under its own name where there are several.
void read_results(const ReadContext& context, model::Run& run) {
  std::vector<std::string> paths;
  for (const std::string& path : context.unit.files) {
    const std::string_view name = name_of(path);
    const bool known =
        base::contains(kMetricNames, name) || base::contains(config_names(), name) || base::contains(kRunNames, name);
    if (!known && (extension_of(path) == "json" || extension_of(path) == "yaml" || extension_of(path) == "yml")) {
      paths.push_back(path);
    }
  }
  for (const std::string& path : paths) {
    const std::string stem = printable(name_of(without_extension(path)));
    read_result_document(context, path, paths.size() > 1 ? stem + "/" : "", run);
  }
}

/// Curve files that the folder holds beside its metrics.
void list_other_curves(const ReadContext& context, model::Run& run) {
  for (const std::string& path : context.unit.files) {
    if (base::contains(run.files, path)) continue;
    const std::string_view name = name_of(path);
    const bool known = base::contains(kMetricNames, name) || base::contains(config_names(), name) ||
                       base::contains(kRunNames, name) || name == "notes.md";
    if (!known) add_artifact(context, path, printable(name), run);
  }
}

std::vector<model::Run> read_native(const ReadContext& context) {
  std::vector<model::Run> runs(1);
  model::Run& run = runs[0];
  run.folder = context.unit.folder;
  if (context.unit.files.empty()) {
    context.notice({.severity = base::Severity::warning,
                    .code = "empty-run",
                    .file = context.unit.folder,
                    .what = "no file of a run in this folder, which stands beside run folders"});
    return runs;
  }
  read_documents(context, run);
  read_first_metrics(context, run);
  if (!base::contains(context.unit.files, join_path(context.unit.folder, kSummary))) move_settings_out(run);
  read_results(context, run);
  const std::string artifacts = join_path(context.unit.folder, kArtifactFolder);
  const base::Result<base::FileInfo> info = context.files.info(artifacts);
  if (info && info->kind == base::FileKind::folder) list_artifacts(context, artifacts, run);
  list_other_curves(context, run);
  return runs;
}

}  // namespace

const RunFormat kNativeFormat{
    .name = "native",
    .title = "Trialpress run folder",
    .gives = Gives::run_folder,
    .rank = LoggerRank::native,
    .beside = nullptr,
    .claim = claim_native,
    .read = read_native,
    .documents_alone = true,
};

}  // namespace ingest
