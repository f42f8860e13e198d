#include "ingest/formats/shared/curve_files.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <string_view>
#include <utility>

#include "base/contains.h"
#include "ingest/documents/run_files.h"
#include "ingest/files/file_text.h"
#include "ingest/files/path_text.h"
#include "ingest/metrics/csv.h"
#include "ingest/metrics/jsonl.h"
#include "vocabulary/axis_names.h"

namespace ingest {
namespace {

constexpr std::size_t kSharedCurveFilesHeadBytes = 64u << 10;
constexpr std::array<std::string_view, 2> kTables{"csv", "tsv"};
constexpr std::array<std::string_view, 4> kLines{"jsonl", "ndjson", "log", "txt"};
constexpr std::array<std::string_view, 3> kOtherDocuments{"summary.json", "environment.json", "notes.md"};
constexpr std::string_view kArtifacts = "artifacts";

/// Without a cut last line, which would look like a line of the file.
std::string_view whole_lines(std::string_view head) {
  if (head.size() < kSharedCurveFilesHeadBytes) return head;
  const std::size_t end = head.rfind('\n');
  return end == std::string_view::npos ? head : head.substr(0, end + 1);
}

bool is_csv_curve(const FolderView& folder, const std::string& name) {
  const std::string head = read_start(folder.files, join_path(folder.folder, name), kSharedCurveFilesHeadBytes);
  const CsvStart start = look_at_csv(whole_lines(head), extension_of(name) == "tsv");
  if (start.monitor) return start.header.size() >= 3 && start.header[0] == "r" && start.header[2] == "t";
  return start.numeric_column && std::any_of(start.header.begin(), start.header.end(), vocabulary::is_curve_axis);
}

bool is_line_curve(const FolderView& folder, const std::string& name) {
  return starts_like_metric_lines(read_start(folder.files, join_path(folder.folder, name), kSharedCurveFilesHeadBytes));
}

/// The curve's path is the unit's first file.
Unit make_unit(const FolderView& folder, const std::string& name) {
  return {.folder = folder.folder, .files = {join_path(folder.folder, name)}};
}

bool is_folder(const FolderView& folder, std::string_view name) {
  return std::any_of(folder.entries.begin(), folder.entries.end(), [&](const base::FolderEntry& entry) {
    return entry.name == name && entry.kind == base::FileKind::folder;
  });
}

}  // namespace

bool may_be_curve(const base::FolderEntry& entry, CurveKind kind) {
  if (entry.kind != base::FileKind::file || !entry.refusal.empty()) return false;
  const std::string extension = extension_of(entry.name);
  return kind == CurveKind::csv ? base::contains(kTables, extension) : base::contains(kLines, extension);
}

std::vector<CurveFile> find_curves(const FolderView& folder) {
  std::vector<CurveFile> curves;
  for (const base::FolderEntry& entry : folder.entries) {
    if (may_be_curve(entry, CurveKind::csv) && is_csv_curve(folder, entry.name)) {
      curves.push_back({entry.name, CurveKind::csv});
    } else if (may_be_curve(entry, CurveKind::json_lines) && is_line_curve(folder, entry.name)) {
      curves.push_back({entry.name, CurveKind::json_lines});
    }
  }
  return curves;
}

std::vector<std::string> find_documents(const FolderView& folder) {
  std::vector<std::string> documents;
  for (const base::FolderEntry& entry : folder.entries) {
    if (base::contains(config_names(), entry.name) || base::contains(kOtherDocuments, entry.name))
      documents.push_back(entry.name);
  }
  return documents;
}

Claim claim_curves(const FolderView& folder, CurveKind kind) {
  Claim claim;
  const bool any = std::any_of(folder.entries.begin(), folder.entries.end(),
                               [&](const base::FolderEntry& entry) { return may_be_curve(entry, kind); });
  if (!any) return claim;
  const std::vector<CurveFile> curves = find_curves(folder);
  for (const CurveFile& curve : curves) {
    if (curve.kind != kind) continue;
    claim.files.push_back(curve.name);
    claim.units.push_back(make_unit(folder, curve.name));
  }
  if (curves.size() != 1 || claim.units.size() != 1) return claim;
  for (std::string& document : find_documents(folder)) {
    claim.units[0].files.push_back(join_path(folder.folder, document));
    claim.files.push_back(std::move(document));
  }
  if (claim.files.size() > 1 && is_folder(folder, kArtifacts)) claim.folders.emplace_back(kArtifacts);
  return claim;
}

void read_documents(const ReadContext& context, model::Run& run) {
  std::vector<std::string> configs;
  for (const std::string_view name : config_names()) {
    const std::string path = join_path(context.unit.folder, name);
    if (base::contains(context.unit.files, path)) configs.push_back(path);
  }
  if (!configs.empty()) read_config(context, configs[0], run);
  for (std::size_t i = 1; i < configs.size(); ++i) {
    context.notice({.severity = base::Severity::warning,
                    .code = "two-config-files",
                    .file = configs[i],
                    .what = "another config file: " + std::string(name_of(configs[0])) + " is read, this one is not"});
  }
  const std::string summary = join_path(context.unit.folder, "summary.json");
  const std::string environment = join_path(context.unit.folder, "environment.json");
  const std::string notes = join_path(context.unit.folder, "notes.md");
  if (base::contains(context.unit.files, summary)) read_summary(context, summary, run);
  if (base::contains(context.unit.files, environment)) read_environment(context, environment, run);
  if (base::contains(context.unit.files, notes)) read_note(context, notes, run);
  check_times(context, configs.empty() ? summary : configs[0], run);
}

model::Run start_curve_run(const ReadContext& context) {
  model::Run run;
  run.folder = without_extension(context.unit.files.front());
  if (context.unit.files.size() == 1) return run;
  read_documents(context, run);
  const std::string artifacts = join_path(context.unit.folder, kArtifacts);
  const base::Result<base::FileInfo> info = context.files.info(artifacts);
  if (info && info->kind == base::FileKind::folder) list_artifacts(context, artifacts, run);
  return run;
}

}  // namespace ingest
