/// Lightning's CSV logger. One folder a run, beside its siblings:
///
///   version_0/metrics.csv    the numbers: a row a call, so that the training, validation and epoch values of one step
///                            stand in rows of their own; these are joined
///   version_0/hparams.yaml   parameters, often {}, with Python tags, which are not acted on
///   version_0/checkpoints/   nothing to read
///
/// The header has a cell "step"; and hparams.yaml stands beside it, or the folder is called version_N, or some folder
/// above it lightning_logs. A version_N with no more than hparams.yaml is a run that logged nothing: counted and
/// listed at the folder above.

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "ingest/documents/run_files.h"
#include "ingest/files/file_text.h"
#include "ingest/files/path_text.h"
#include "ingest/formats/formats.h"
#include "ingest/formats/shared/logger_files.h"
#include "ingest/formats/tensorboard/claim.h"
#include "ingest/metrics/csv.h"

namespace ingest {
namespace {

constexpr std::string_view kLightningMetrics = "metrics.csv";
constexpr std::string_view kLightningParameters = "hparams.yaml";
constexpr std::string_view kLightningLogs = "lightning_logs";
constexpr std::string_view kVersion = "version_";

bool is_version(std::string_view name) {
  return name.starts_with(kVersion) && is_digits(name.substr(kVersion.size()));
}

bool stands_below_logs(std::string_view folder) {
  while (!folder.empty()) {
    if (name_of(folder) == kLightningLogs) return true;
    folder = folder_of(folder);
  }
  return false;
}

bool has_step(const FolderView& folder) {
  const std::string head = read_start(folder.files, join_path(folder.folder, kLightningMetrics), 16u << 10);
  const CsvStart start = look_at_csv(std::string_view(head).substr(0, head.find('\n')), false);
  return start.delimiter == ',' && std::find(start.header.begin(), start.header.end(), "step") != start.header.end();
}

/// hparams.yaml and perhaps checkpoints, and nothing else.
bool logged_nothing(const FolderView& parent, const std::string& name) {
  const base::Result<std::vector<base::FolderEntry>> entries = parent.files.list(join_path(parent.folder, name));
  if (!entries || entries->empty()) return false;
  return std::all_of(entries->begin(), entries->end(), [](const base::FolderEntry& entry) {
    return entry.name ==
           (entry.kind == base::FileKind::folder ? std::string_view("checkpoints") : kLightningParameters);
  });
}

Claim claim_lightning_csv(const FolderView& folder) {
  Claim claim;
  std::vector<std::string> unlogged;
  for (const base::FolderEntry& entry : folder.entries) {
    const bool is_candidate = entry.kind == base::FileKind::folder && entry.refusal.empty() && is_version(entry.name);
    if (is_candidate && logged_nothing(folder, entry.name)) unlogged.push_back(entry.name);
  }
  claim_unlogged(folder, std::move(unlogged), kLightningMetrics, claim);
  const bool is_marked =
      has_file(folder, kLightningParameters) || is_version(name_of(folder.folder)) || stands_below_logs(folder.folder);
  if (!has_file(folder, kLightningMetrics) || !is_marked || !has_step(folder)) return claim;
  Unit unit{.folder = folder.folder};
  claim_file(folder, std::string(kLightningMetrics), unit, claim);
  for (const std::string_view name : {kLightningParameters, std::string_view("notes.md")}) {
    if (has_file(folder, name)) claim_file(folder, std::string(name), unit, claim);
  }
  claim_event_files(folder, kLightningMetrics, claim);
  claim.units.push_back(std::move(unit));
  return claim;
}

/// "digits/version_3": with the folder that tells what was trained, which "lightning_logs" does not.
std::string name_of_version(std::string_view folder) {
  const std::string_view version = name_of(folder);
  std::string_view parent = folder_of(folder);
  if (name_of(parent) == kLightningLogs) parent = folder_of(parent);
  if (!is_version(version) || parent.empty()) return "";
  return printable(join_path(name_of(parent), version));
}

std::vector<model::Run> read_lightning_csv(const ReadContext& context) {
  std::vector<model::Run> runs(1);
  model::Run& run = runs[0];
  run.folder = context.unit.folder;
  run.name = name_of_version(context.unit.folder);
  for (const std::string& file : context.unit.files) {
    const std::string_view name = name_of(file);
    if (name == kLightningMetrics) read_metrics_csv(context, file, run);
    if (name == kLightningParameters) read_parameters(context, file, run);
    if (name == "notes.md") read_note(context, file, run);
  }
  join_rows_of_a_step(run);
  return runs;
}

}  // namespace

const RunFormat kLightningCsvFormat{
    .name = "lightning-csv",
    .title = "Lightning CSV logger",
    .gives = Gives::run_folder,
    .rank = LoggerRank::text_files,
    .beside = nullptr,
    .claim = claim_lightning_csv,
    .read = read_lightning_csv,
};

}  // namespace ingest
