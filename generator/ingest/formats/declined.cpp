/// What is recognised and cannot be read, named with the way to export it (format-declined):
///
///   .aim/ with run_metadata.sqlite       Aim: sequences in a key-value store of its own encoding
///   swanlog/ with run-*/                 SwanLab: a log of its own, changed between versions
///   .cometml-runs/                       Comet: archives that its server reads
///   .neptune/                            Neptune: a queue of operations for its server
///   .clearml/, offline-<32 hex digits>   ClearML: sessions recorded without its server
///
/// and, last, folders that hold nothing but pickles and checkpoints, which may run code when opened (no log beside
/// them or above them: of a run's folder they are expected).

#include "ingest/formats/declined.h"

#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "ingest/files/path_text.h"
#include "ingest/formats/formats.h"
#include "ingest/run_format.h"

namespace ingest {
namespace {

using base::FileKind;
using base::FolderEntry;

struct Tool {
  std::string_view name;
  std::string_view export_by;
};

constexpr Tool kAim{"Aim",
                    "export the metrics with Aim (Repo.query_metrics() in Python gives data frames) as CSV files"};
constexpr Tool kSwanLab{"SwanLab", "download the charts' data as CSV from SwanLab's pages"};
constexpr Tool kComet{"Comet", "send it with \"comet upload\", then save APIExperiment.get_metrics() as CSV or JSON"};
constexpr Tool kNeptune{"Neptune", "send it with \"neptune sync\", then save fetch_runs_table().to_pandas() as CSV"};
constexpr Tool kClearMl{
    "ClearML", "import it with Task.import_offline_session(), then save Task.get_reported_scalars() as CSV or JSON"};

struct ToolFolder {
  std::string_view folder;
  const Tool& tool;
};
constexpr std::array<ToolFolder, 4> kHidden{
    {{".aim", kAim}, {".cometml-runs", kComet}, {".neptune", kNeptune}, {".clearml", kClearMl}}};
constexpr std::string_view kAimDatabase = "run_metadata.sqlite", kSwanFolder = "swanlog";
constexpr std::array<std::string_view, 9> kPickles{"pkl",    "pickle", "ckpt",  "pt",         "pth",
                                                   "joblib", "h5",     "keras", "safetensors"};

model::Notice declined(const std::string& path, const Tool& tool) {
  return {.severity = base::Severity::warning,
          .code = "format-declined",
          .file = path,
          .what = "runs of " + std::string(tool.name) + ", which cannot be read without it; " +
                  std::string(tool.export_by) + ", and build from these"};
}

bool holds(const std::vector<FolderEntry>& entries, std::string_view name) {
  return std::any_of(entries.begin(), entries.end(), [&](const FolderEntry& entry) { return entry.name == name; });
}

/// "offline-0123456789abcdef0123456789abcdef", also as an archive.
bool is_offline_session(std::string_view name) {
  constexpr std::string_view kPrefix = "offline-";
  if (name.ends_with(".zip")) name.remove_suffix(4);
  if (!name.starts_with(kPrefix) || name.size() != kPrefix.size() + 32) return false;
  return name.find_first_not_of("0123456789abcdef", kPrefix.size()) == std::string_view::npos;
}

bool holds_swan_runs(const FolderView& view) {
  const base::Result<std::vector<FolderEntry>> inside = view.files.list(join_path(view.folder, kSwanFolder));
  return inside && std::any_of(inside->begin(), inside->end(), [](const FolderEntry& entry) {
           return entry.kind == FileKind::folder && entry.name.starts_with("run-");
         });
}

const Tool* tool_of(const FolderView& view, const FolderEntry& entry) {
  if (is_offline_session(entry.name)) return &kClearMl;
  if (entry.kind != FileKind::folder) return nullptr;
  for (const ToolFolder& hidden : kHidden) {
    if (hidden.folder == entry.name) return &hidden.tool;
  }
  return entry.name == kSwanFolder && holds_swan_runs(view) ? &kSwanLab : nullptr;
}

Claim claim_tools(const FolderView& view) {
  Claim claim;
  if (holds(view.entries, kAimDatabase) && holds(view.entries, "seqs")) {
    claim.notices.push_back(declined(view.folder, kAim));
    for (const FolderEntry& entry : view.entries) {
      (entry.kind == FileKind::folder ? claim.folders : claim.files).push_back(entry.name);
    }
    return claim;
  }
  for (const FolderEntry& entry : view.entries) {
    const Tool* tool = tool_of(view, entry);
    if (tool == nullptr) continue;
    claim.notices.push_back(declined(join_path(view.folder, entry.name), *tool));
    (entry.kind == FileKind::folder ? claim.folders : claim.files).push_back(entry.name);
  }
  return claim;
}

bool is_pickle(const FolderEntry& entry) {
  const std::string extension = extension_of(entry.name);
  return std::find(kPickles.begin(), kPickles.end(), extension) != kPickles.end();
}

/// What a logger or a script leaves beside the weights of a run.
bool may_be_log(const FolderEntry& entry) {
  constexpr std::array<std::string_view, 9> kLogs{"csv", "tsv", "json", "jsonl", "yaml", "yml", "log", "txt", "md"};
  const std::string extension = extension_of(entry.name);
  return entry.name.find("tfevents") != std::string::npos ||
         (entry.kind == FileKind::file && std::find(kLogs.begin(), kLogs.end(), extension) != kLogs.end());
}

Claim claim_pickles(const FolderView& view) {
  const bool only_pickles = std::all_of(view.entries.begin(), view.entries.end(), [](const FolderEntry& entry) {
    return entry.kind == FileKind::file && is_pickle(entry);
  });
  if (!only_pickles || view.entries.empty()) return {};
  std::vector<std::string> folders{view.folder};
  if (!view.folder.empty()) folders.emplace_back(folder_of(view.folder));
  for (const std::string& folder : folders) {
    const base::Result<std::vector<FolderEntry>> all = view.files.list(folder);
    if (all && std::any_of(all->begin(), all->end(), may_be_log)) return {};
  }
  Claim claim;
  const std::string count = std::to_string(view.entries.size());
  claim.notices.push_back({.severity = base::Severity::note,
                           .code = "format-declined",
                           .what = (view.folder.empty() ? "" : printable(view.folder) + ": ") +
                                   "nothing but pickles and checkpoints (" + printable(view.entries.front().name) +
                                   (view.entries.size() > 1 ? " and others, " + count + " in all" : "") +
                                   "), which are not opened; write the numbers in them to CSV or JSON Lines"});
  return claim;
}

std::vector<model::Run> read_declined(const ReadContext&) {
  return {};
}

}  // namespace

bool is_declined_name(std::string_view name) {
  return std::any_of(kHidden.begin(), kHidden.end(), [&](const ToolFolder& hidden) { return hidden.folder == name; });
}

const RunFormat kDeclinedToolsFormat{
    .name = "declined-tool",
    .title = "store of a tool that only it can read",
    .gives = Gives::nothing,
    .rank = LoggerRank::alone,
    .beside = nullptr,
    .claim = claim_tools,
    .read = read_declined,
};

const RunFormat kDeclinedPicklesFormat{
    .name = "declined-pickle",
    .title = "pickles and checkpoints",
    .gives = Gives::nothing,
    .rank = LoggerRank::alone,
    .beside = nullptr,
    .claim = claim_pickles,
    .read = read_declined,
};

}  // namespace ingest
