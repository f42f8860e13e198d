#include "ingest/formats/shared/curve_files.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <optional>
#include <string_view>
#include <utility>

#include "base/contains.h"
#include "base/text/number_text.h"
#include "ingest/documents/run_files.h"
#include "ingest/files/file_text.h"
#include "ingest/files/path_text.h"
#include "ingest/metrics/csv.h"
#include "ingest/metrics/jsonl.h"
#include "ingest/tables/cell_grid.h"
#include "ingest/tables/curve_or_table.h"
#include "ingest/tables/json_rows.h"
#include "vocabulary/axis_names.h"
#include "vocabulary/metric_names.h"

namespace ingest {
namespace {

constexpr std::size_t kSharedCurveFilesHeadBytes = 64u << 10;
constexpr std::array<std::string_view, 2> kTables{"csv", "tsv"};
constexpr std::array<std::string_view, 3> kPerhapsTables{"txt", "log", "dat"};
constexpr std::array<std::string_view, 4> kLines{"jsonl", "ndjson", "log", "txt"};
constexpr std::array<std::string_view, 3> kOtherDocuments{"summary.json", "environment.json", "notes.md"};
constexpr std::string_view kArtifacts = "artifacts";
constexpr std::size_t kRowsOfPlainCurve = 8;

/// Without a cut last line, which would look like a line of the file.
std::string_view whole_lines(std::string_view head) {
  if (head.size() < kSharedCurveFilesHeadBytes) return head;
  const std::size_t end = head.rfind('\n');
  return end == std::string_view::npos ? head : head.substr(0, end + 1);
}

/// What nearly all curves are: nothing but numbers, and an axis that goes on by the same step.
bool counts_evenly(const CellGrid& grid) {
  if (grid.rows.size() < 3) return false;
  bool even = false;
  for (std::size_t i = 0; i < grid.header.size(); ++i) {
    const bool axis = vocabulary::is_curve_axis(grid.header[i]);
    double before = 0, step = 0;
    bool rises = axis;
    for (std::size_t row = 0; row < grid.rows.size(); ++row) {
      const std::string& cell = grid.rows[row].cells[i];
      const std::optional<double> value = base::parse_number(cell);
      if (!cell.empty() && !value) return false;
      if (row == 1 && value) step = *value - before;
      rises = rises && value && (row == 0 || (step > 0 && *value - before == step));
      before = value.value_or(0);
    }
    even = even || rises;
  }
  return even;
}

/// A header of names and at least three rows of as many numbers, whatever the file is called.
bool is_delimited_text(std::string_view head) {
  const std::string_view first = head.substr(0, head.find('\n'));
  if (first.find_first_of(",;\t") == std::string_view::npos) return false;
  const CellGrid grid = read_cell_grid(head, false, kRowsOfPlainCurve);
  if (grid.header.size() < 2 || grid.rows.size() < 3 || grid.refused_rows > 0 || !grid.issues.empty()) return false;
  const auto is_number = [](const std::string& cell) { return base::parse_number(cell).has_value(); };
  const auto is_name = [&](const std::string& cell) { return !cell.empty() && cell.size() < 60 && !is_number(cell); };
  return std::all_of(grid.header.begin(), grid.header.end(), is_name) &&
         std::all_of(grid.rows.begin(), grid.rows.end(),
                     [&](const TableRow& row) { return std::all_of(row.cells.begin(), row.cells.end(), is_number); });
}

bool is_csv_curve(const FolderView& folder, const std::string& name) {
  const std::string head = read_start(folder.files, join_path(folder.folder, name), kSharedCurveFilesHeadBytes);
  if (base::contains(kPerhapsTables, extension_of(name)) && !is_delimited_text(whole_lines(head))) return false;
  const CsvStart start = look_at_csv(whole_lines(head), extension_of(name) == "tsv");
  if (start.monitor) return start.header.size() >= 3 && start.header[0] == "r" && start.header[2] == "t";
  if (!start.numeric_column) return false;
  // A column of numbers without a header, in a file that is called like a metric.
  if (start.header.size() == 1 && base::parse_number(start.header[0])) {
    return vocabulary::find_measure(without_extension(name)) == vocabulary::MeasureAt::end;
  }
  const bool tabs = extension_of(name) == "tsv";
  if (std::any_of(start.header.begin(), start.header.end(), vocabulary::is_curve_axis) &&
      counts_evenly(read_cell_grid(whole_lines(head), tabs, kRowsOfPlainCurve))) {
    return true;
  }
  return is_curve_of_rows(read_cell_grid(whole_lines(head), tabs, kRowsJudged), name);
}

bool is_line_curve(const FolderView& folder, const std::string& name) {
  const std::string head = read_start(folder.files, join_path(folder.folder, name), kSharedCurveFilesHeadBytes);
  switch (look_at_lines(head)) {
    case LinesLook::metrics:
      return true;
    case LinesLook::objects:
      return is_curve_of_rows(read_json_rows(head, JsonShape::lines, kRowsJudged), name);
    case LinesLook::other:
      break;
  }
  return false;
}

bool is_json_curve(const FolderView& folder, const std::string& name) {
  const std::string path = join_path(folder.folder, name);
  std::string text = read_start(folder.files, path, kSharedCurveFilesHeadBytes);
  const JsonShape shape = shape_of_json(text);
  if (shape == JsonShape::none || shape == JsonShape::named) return false;
  if (shape == JsonShape::columns && text.size() == kSharedCurveFilesHeadBytes) {
    text = read_start(folder.files, path, kMaxDocumentBytes + 1);
    if (text.size() > kMaxDocumentBytes) return false;
  }
  return is_curve_of_rows(read_json_rows(text, shape, kRowsJudged), name);
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
  switch (kind) {
    case CurveKind::csv:
      return base::contains(kTables, extension) || base::contains(kPerhapsTables, extension);
    case CurveKind::json_lines:
      return base::contains(kLines, extension);
    case CurveKind::json:
      break;
  }
  return extension == "json" && !base::contains(config_names(), entry.name) &&
         !base::contains(kOtherDocuments, entry.name);
}

std::vector<CurveFile> find_curves(const FolderView& folder) {
  std::vector<CurveFile> curves;
  for (const base::FolderEntry& entry : folder.entries) {
    if (may_be_curve(entry, CurveKind::csv) && is_csv_curve(folder, entry.name)) {
      curves.push_back({entry.name, CurveKind::csv});
    } else if (may_be_curve(entry, CurveKind::json_lines) && is_line_curve(folder, entry.name)) {
      curves.push_back({entry.name, CurveKind::json_lines});
    } else if (may_be_curve(entry, CurveKind::json) && is_json_curve(folder, entry.name)) {
      curves.push_back({entry.name, CurveKind::json});
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

ReadContext with_counted_rows(const ReadContext& context) {
  const auto as_note = [sink = context.notice](model::Notice notice) {
    if (notice.code == "no-step") {
      notice.severity = base::Severity::note;
      notice.what = "no column says the step or epoch; rows are counted";
    }
    sink(std::move(notice));
  };
  return {context.files, context.unit, context.settings, as_note, context.redactor};
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
