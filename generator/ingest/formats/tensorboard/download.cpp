/// Curves saved from TensorBoard's page, one metric a file:
///
///   run-<run>-tag-<tag>.csv    Wall time,Step,Value
///   run-<run>-tag-<tag>.json   [[wall time, step, value], …]
///
/// Files of one run in one folder are one run, with a series a tag. A file of another name is a run of its own, called
/// by its path, with the series "value".

#include <algorithm>
#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/text/utf8.h"
#include "ingest/files/file_text.h"
#include "ingest/files/notice_log.h"
#include "ingest/files/path_text.h"
#include "ingest/formats/formats.h"
#include "ingest/metrics/csv.h"
#include "ingest/metrics/json.h"
#include "ingest/metrics/metric_columns.h"
#include "ingest/metrics/run_rows.h"

namespace ingest {
namespace {

using base::Json;

struct DownloadName {
  std::string run, tag;  ///< both empty if the file is called otherwise
};

DownloadName name_parts(std::string_view name) {
  constexpr std::string_view kRun = "run-", kTag = "-tag-";
  name = without_extension(name);
  const std::size_t tag = name.rfind(kTag);
  if (!name.starts_with(kRun) || tag == std::string_view::npos || tag < kRun.size()) return {};
  return {std::string(name.substr(kRun.size(), tag - kRun.size())), std::string(name.substr(tag + kTag.size()))};
}

bool is_csv(std::string_view head) {
  return base::trim(head.substr(0, head.find('\n'))) == "Wall time,Step,Value";
}

/// [[ and three numbers ].
bool is_json(std::string_view head) {
  head = base::trim(head);
  if (!head.starts_with('[')) return false;
  head = base::trim(head.substr(1));
  const std::size_t end = head.find(']');
  if (!head.starts_with('[') || end == std::string_view::npos) return false;
  const base::JsonParse first = base::parse_json(head.substr(0, end + 1));
  const Json::Array& items = first.value.items();
  return first.ok && items.size() == 3 && items[0].is_number() && items[1].is_number() && items[0].as_number() > 1e8;
}

Claim claim_tensorboard_download(const FolderView& folder) {
  Claim claim;
  std::map<std::string, Unit> runs;
  for (const base::FolderEntry& entry : folder.entries) {
    if (entry.kind != base::FileKind::file || !entry.refusal.empty()) continue;
    const std::string extension = extension_of(entry.name);
    if (extension != "csv" && extension != "json") continue;
    const std::string path = join_path(folder.folder, entry.name);
    const std::string head = read_start(folder.files, path, 1024);
    if (extension == "csv" ? !is_csv(head) : !is_json(head)) continue;
    const DownloadName parts = name_parts(entry.name);
    Unit& unit = runs[parts.tag.empty() ? "file " + entry.name : "run " + parts.run];
    unit.folder = folder.folder;
    unit.files.push_back(path);
    claim.files.push_back(entry.name);
  }
  for (auto& [name, unit] : runs) claim.units.push_back(std::move(unit));
  return claim;
}

void read_triples(const ReadContext& context, const std::string& path, model::Run& run) {
  const std::optional<base::JsonParse> parsed = read_metrics_document(context, path, run, "no metric of it is read");
  if (!parsed) return;
  MetricColumns table(path, context.notice);
  const std::size_t columns[3] = {table.add_column("Wall time"), table.add_column("Step"), table.add_column("Value")};
  table.use_as_axis(columns[0], vocabulary::Axis::wall_time);
  table.use_as_axis(columns[1], vocabulary::Axis::step);
  for (const Json& row : parsed->value.items()) {
    table.begin_row();
    for (std::size_t i = 0; i < 3 && i < row.items().size(); ++i) {
      const Json& value = row.items()[i];
      if (value.is_number()) table.add(columns[i], value.as_number(), value.where());
      if (value.is_string()) table.add_text(columns[i], value.text(), value.where());
    }
  }
  table.finish(run);
}

std::vector<model::Run> read_tensorboard_download(const ReadContext& context) {
  std::vector<model::Run> runs(1);
  model::Run& run = runs[0];
  const DownloadName first = name_parts(name_of(context.unit.files.front()));
  run.folder = first.tag.empty() ? std::string(without_extension(context.unit.files.front()))
                                 : join_path(context.unit.folder, first.run);
  for (const std::string& path : context.unit.files) {
    model::Run part;
    if (extension_of(path) == "csv") {
      read_metrics_csv(context, path, part);
    } else {
      read_triples(context, path, part);
    }
    const std::string tag = name_parts(name_of(path)).tag;
    for (model::Series& series : part.series) {
      series.name = tag.empty() ? "value" : base::repair_utf8(tag);
      // The same curve saved twice, as CSV and as JSON.
      if (find_series(run, series.name) != nullptr) part.series.clear();
      if (part.series.empty()) break;
    }
    if (part.series.empty() && part.axes.rows > 0) part.axes = {};
    add_rows(std::move(part), run);
  }
  return runs;
}

}  // namespace

const RunFormat kTensorboardDownloadFormat{
    .name = "tensorboard-download",
    .title = "TensorBoard download",
    .gives = Gives::store,
    .rank = LoggerRank::alone,
    .beside = nullptr,
    .claim = claim_tensorboard_download,
    .read = read_tensorboard_download,
};

}  // namespace ingest
