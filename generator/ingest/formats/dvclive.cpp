/// DVCLive. One folder a run, mostly called dvclive:
///
///   plots/metrics/train/loss.tsv   the history of "train/loss": columns step and loss, at times timestamp (ms) first
///   metrics.json                   the last values, nested, and the last step
///   params.yaml                    parameters; without them params.yaml beside the folder's dvc.yaml counts
///   plots/images, artifacts        images and files, listed
///   dvc.yaml                       where these are: nothing of its own
///
/// A metric "epoch" is the axis of that name. Steps may repeat after a crash and a resume. A run in a folder "dvclive"
/// is called by the folder around it.

#include <algorithm>
#include <cstddef>
#include <optional>
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
#include "ingest/metrics/run_rows.h"

namespace ingest {
namespace {

constexpr std::string_view kDvcliveMetrics = "plots/metrics";
constexpr std::string_view kLastValues = "metrics.json";
constexpr std::string_view kDvcliveParameters = "params.yaml";
constexpr std::string_view kDefaultFolder = "dvclive";
constexpr std::size_t kMaxPlots = 10'000;

bool is_dvclive_history(std::string_view name) {
  const std::string extension = extension_of(name);
  return extension == "tsv" || extension == "csv";
}

/// Histories below the folder, sorted by path; at most kMaxFiles files and folders are looked at.
std::vector<std::string> find_histories(const base::FileReader& files, const std::string& root, bool& limited) {
  std::vector<std::string> folders{root}, found;
  std::size_t seen = 0;
  while (!folders.empty()) {
    const std::string folder = std::move(folders.back());
    folders.pop_back();
    const base::Result<std::vector<base::FolderEntry>> entries = files.list(folder);
    if (!entries) continue;
    for (const base::FolderEntry& entry : *entries) {
      if (!entry.refusal.empty() || entry.is_link) continue;
      limited = ++seen > kMaxPlots;
      if (limited) return found;
      std::string path = join_path(folder, entry.name);
      if (entry.kind == base::FileKind::folder) {
        folders.push_back(std::move(path));
      } else if (is_dvclive_history(entry.name)) {
        found.push_back(std::move(path));
      }
    }
  }
  std::sort(found.begin(), found.end());
  return found;
}

bool begins_with_step(const base::FileReader& files, const std::string& path) {
  const std::string head = read_start(files, path, 4096);
  return head.starts_with("step\t") || head.starts_with("timestamp\tstep\t") || head.starts_with("step,") ||
         head.starts_with("timestamp,step,");
}

bool has_last_step(const FolderView& folder) {
  if (!has_file(folder, kLastValues)) return false;
  const std::string head = read_start(folder.files, join_path(folder.folder, kLastValues), 64u << 10);
  return head.starts_with("{\n    \"") && head.find("\n    \"step\":") != std::string::npos;
}

Claim claim_dvclive(const FolderView& folder) {
  if (!has_folder(folder, "plots")) return {};
  bool limited = false;
  const std::string root = join_path(folder.folder, kDvcliveMetrics);
  const base::Result<base::FileInfo> info = folder.files.info(root);
  std::vector<std::string> histories;
  if (info && info->kind == base::FileKind::folder) histories = find_histories(folder.files, root, limited);
  const bool has_history = !histories.empty() && begins_with_step(folder.files, histories.front());
  if (!has_history && !has_last_step(folder)) return {};
  Claim claim;
  Unit unit{.folder = folder.folder, .files = std::move(histories)};
  for (const std::string_view name : {kLastValues, kDvcliveParameters, std::string_view("notes.md")}) {
    if (has_file(folder, name)) claim_file(folder, std::string(name), unit, claim);
  }
  for (const std::string_view name : {"dvc.yaml", "report.md", "report.html"}) claim.files.emplace_back(name);
  for (const std::string_view name : {"plots", "artifacts"}) claim.folders.emplace_back(name);
  if (limited) {
    claim.notices.push_back({.severity = base::Severity::warning,
                             .code = "too-many-files",
                             .file = root,
                             .what = "more than " + std::to_string(kMaxPlots) + " files; the rest is not read"});
  }
  claim_event_files(folder, "plots/metrics", claim);
  claim.units.push_back(std::move(unit));
  return claim;
}

/// A file's column is called "loss"; the file, "train/loss.tsv", says the whole name.
model::Run read_history(const ReadContext& context, const std::string& path, const std::string& root) {
  model::Run part;
  read_metrics_csv(context, path, part);
  std::string name(without_extension(std::string_view(path).substr(root.size() + 1)));
  for (model::Series& series : part.series) {
    series.name = part.series.size() == 1 ? printable(name) : printable(name) + '/' + series.name;
  }
  return part;
}

void read_own_parameters(const ReadContext& context, model::Run& run) {
  const std::string& folder = context.unit.folder;
  const std::string own = join_path(folder, kDvcliveParameters);
  if (std::find(context.unit.files.begin(), context.unit.files.end(), own) != context.unit.files.end()) {
    read_parameters(context, own, run);
    return;
  }
  if (folder.empty()) return;
  const std::string parent(folder_of(folder)), shared = join_path(parent, kDvcliveParameters);
  if (context.files.info(join_path(parent, "dvc.yaml")) && context.files.info(shared)) {
    read_parameters(context, shared, run);
  }
}

void list_images(const ReadContext& context, model::Run& run) {
  for (const std::string_view name : {"plots/images", "artifacts"}) {
    const std::string folder = join_path(context.unit.folder, name);
    const base::Result<base::FileInfo> info = context.files.info(folder);
    if (info && info->kind == base::FileKind::folder) list_artifacts(context, folder, run);
  }
}

std::vector<model::Run> read_dvclive(const ReadContext& context) {
  std::vector<model::Run> runs(1);
  model::Run& run = runs[0];
  const std::string& folder = context.unit.folder;
  run.folder = folder;
  if (name_of(folder) == kDefaultFolder) run.name = printable(name_of(folder_of(folder)));
  const std::string root = join_path(folder, kDvcliveMetrics);
  std::vector<model::Run> histories;
  for (const std::string& file : context.unit.files) {
    if (file.size() > root.size() && file.starts_with(root)) histories.push_back(read_history(context, file, root));
  }
  add_all_rows(std::move(histories), run);
  read_own_parameters(context, run);
  for (const std::string& file : context.unit.files) {
    if (name_of(file) == "notes.md") read_note(context, file, run);
    if (file != join_path(folder, kLastValues)) continue;
    const std::optional<base::Json> values = read_object(context, file, run, "no final value is read");
    if (values) add_final_values(*values, run);
  }
  list_images(context, run);
  return runs;
}

}  // namespace

const RunFormat kDvcliveFormat{
    .name = "dvclive",
    .title = "DVCLive",
    .gives = Gives::run_folder,
    .rank = LoggerRank::text_files,
    .beside = nullptr,
    .claim = claim_dvclive,
    .read = read_dvclive,
};

}  // namespace ingest
