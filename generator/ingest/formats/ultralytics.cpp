/// Ultralytics YOLO and YOLOv5. One folder a run ("train", "train2", "exp3"):
///
///   results.csv          a row an epoch: losses under train/ and val/, metrics/…, learning rates under lr/ or x/;
///                        older versions pad every cell with blanks; "time" counts seconds since the start, from 0
///                        again after a resume
///   args.yaml            the settings, flat (Ultralytics)
///   opt.yaml, hyp.yaml   options and hyper-parameters (YOLOv5), read as one flat set
///   *.png, *.jpg         plots and samples: artifacts
///
/// A run's folder without results.csv (told by its settings) ended early, or validated only: counted and listed at the
/// folder above.

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/contains.h"
#include "base/text/utf8.h"
#include "ingest/documents/native_config.h"
#include "ingest/documents/run_files.h"
#include "ingest/files/file_text.h"
#include "ingest/files/path_text.h"
#include "ingest/formats/formats.h"
#include "ingest/formats/shared/logger_files.h"
#include "ingest/formats/tensorboard/claim.h"
#include "ingest/metrics/csv.h"

namespace ingest {
namespace {

constexpr std::string_view kResults = "results.csv";
constexpr std::array<std::string_view, 4> kDocuments{"args.yaml", "opt.yaml", "hyp.yaml", "notes.md"};
constexpr std::array<std::string_view, 5> kDataExtensions{"csv", "tsv", "json", "jsonl", "ndjson"};
/// Where a run was written, which is no setting of it: every run has its own.
constexpr std::array<std::string_view, 3> kPlaces{"save_dir", "name", "exist_ok"};

bool has_results(const FolderView& folder) {
  if (!has_file(folder, kResults)) return false;
  const std::string head = read_start(folder.files, join_path(folder.folder, kResults), 16u << 10);
  const CsvStart start = look_at_csv(std::string_view(head).substr(0, head.find('\n')), false);
  if (start.header.empty() || start.header[0] != "epoch") return false;
  return std::any_of(start.header.begin(), start.header.end(),
                     [](std::string_view name) { return name.starts_with("train/") || name.starts_with("metrics/"); });
}

bool is_image(std::string_view name) {
  const std::string extension = extension_of(name);
  return extension == "png" || extension == "jpg" || extension == "jpeg";
}

/// Settings of a run, and nothing that could be the numbers of one.
bool left_no_results(const FolderView& parent, const std::string& name) {
  const std::string path = join_path(parent.folder, name);
  const bool has_settings =
      parent.files.info(join_path(path, "args.yaml")) || parent.files.info(join_path(path, "opt.yaml"));
  if (!has_settings) return false;
  const base::Result<std::vector<base::FolderEntry>> entries = parent.files.list(path);
  if (!entries) return false;
  bool args = false, options = false, hyper = false;
  for (const base::FolderEntry& entry : *entries) {
    if (entry.kind == base::FileKind::folder && entry.name != "weights") return false;
    if (base::contains(kDataExtensions, extension_of(entry.name))) return false;
    args = args || entry.name == "args.yaml";
    options = options || entry.name == "opt.yaml";
    hyper = hyper || entry.name == "hyp.yaml";
  }
  if (options && hyper) return true;
  if (!args) return false;
  const std::string head = "\n" + read_start(parent.files, join_path(path, "args.yaml"), 4096);
  return head.find("\ntask:") != std::string::npos && head.find("\nmode:") != std::string::npos;
}

Claim claim_ultralytics(const FolderView& folder) {
  Claim claim;
  std::vector<std::string> unlogged;
  for (const base::FolderEntry& entry : folder.entries) {
    if (entry.kind != base::FileKind::folder || !entry.refusal.empty() || entry.is_link) continue;
    if (left_no_results(folder, entry.name)) unlogged.push_back(entry.name);
  }
  claim_unlogged(folder, std::move(unlogged), kResults, claim);
  if (!has_results(folder)) return claim;
  Unit unit{.folder = folder.folder};
  claim_file(folder, std::string(kResults), unit, claim);
  for (const base::FolderEntry& entry : folder.entries) {
    if (!is_readable_file(entry)) continue;
    if (base::contains(kDocuments, entry.name) || is_image(entry.name)) claim_file(folder, entry.name, unit, claim);
  }
  claim_event_files(folder, kResults, claim);
  if (has_folder(folder, "weights")) claim.folders.emplace_back("weights");
  claim.units.push_back(std::move(unit));
  return claim;
}

void read_args_files(const ReadContext& context, model::Run& run) {
  base::Json settings = base::Json::object();
  for (const std::string_view name : {"args.yaml", "opt.yaml", "hyp.yaml"}) {
    const std::string path = join_path(context.unit.folder, name);
    if (!base::contains(context.unit.files, path)) continue;
    std::optional<base::Json> tree = read_object(context, path, run, "no parameter is read");
    if (!tree) continue;
    for (auto& [key, value] : tree->members()) {
      if (base::contains(kPlaces, key)) continue;
      const bool is_taken = settings.find(key) != nullptr;
      settings.set(is_taken ? "hyp." + key : key, std::move(value));
    }
  }
  if (!settings.members().empty()) take_parameters(std::move(settings), run);
}

std::vector<model::Run> read_ultralytics(const ReadContext& context) {
  std::vector<model::Run> runs(1);
  model::Run& run = runs[0];
  run.folder = context.unit.folder;
  run.name = printable(name_of(context.unit.folder));
  read_metrics_csv(context, join_path(context.unit.folder, kResults), run);
  use_as_elapsed_time("time", run);
  read_args_files(context, run);
  for (const std::string& file : context.unit.files) {
    if (is_image(file)) add_artifact(context, file, printable(name_of(file)), run);
    if (name_of(file) == "notes.md") read_note(context, file, run);
  }
  return runs;
}

constexpr OwnName kUltralyticsNames[]{{"results.csv", false, "args.yaml"}, {"results.csv", false, "opt.yaml"}};

}  // namespace

const RunFormat kUltralyticsFormat{
    .name = "ultralytics",
    .title = "Ultralytics and YOLOv5",
    .gives = Gives::run_folder,
    .rank = LoggerRank::text_files,
    .beside = nullptr,
    .claim = claim_ultralytics,
    .read = read_ultralytics,
    .own_names = kUltralyticsNames,
};

}  // namespace ingest
