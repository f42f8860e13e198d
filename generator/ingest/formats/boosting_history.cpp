/// Evaluation histories of XGBoost and LightGBM, as people dump them: one JSON object, data set → metric → one number a
/// boosting round, counted from 0:
///
///   {"validation_0": {"logloss": [0.65, 0.61]}, "validation_1": {"logloss": [0.66, 0.63]}}
///
/// Each file is a run called by its path without the extension; the only one of a folder takes the documents beside it.
/// Metrics are called "validation_0/logloss".

#include <algorithm>
#include <cstddef>
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
#include "ingest/formats/shared/curve_files.h"
#include "ingest/metrics/json.h"
#include "ingest/metrics/metric_columns.h"

namespace ingest {
namespace {

using base::Json;

/// The first bytes of such an object: { "name" : { "name" : [ and a number.
bool starts_like_history(std::string_view head) {
  std::size_t at = 0;
  const auto skip_blanks = [&] {
    while (at < head.size() && (head[at] == ' ' || head[at] == '\t' || head[at] == '\r' || head[at] == '\n')) ++at;
  };
  const auto take = [&](char wanted) {
    skip_blanks();
    if (at >= head.size() || head[at] != wanted) return false;
    ++at;
    return true;
  };
  const auto take_name = [&] {
    if (!take('"')) return false;
    at = head.find('"', at);
    if (at == std::string_view::npos) return false;
    ++at;
    return take(':');
  };
  if (!take('{') || !take_name() || !take('{') || !take_name() || !take('[')) return false;
  skip_blanks();
  return at < head.size() && std::string_view("-0123456789NI").find(head[at]) != std::string_view::npos;
}

bool is_list_of_numbers(const Json& value) {
  return value.is_array() && !value.items().empty() &&
         std::all_of(value.items().begin(), value.items().end(), [](const Json& item) { return item.is_number(); });
}

/// Two levels and lists of equal length, none of them called as Sacred calls its parallel lists.
bool is_boosting_history(const Json& document) {
  std::size_t length = 0;
  for (const auto& [set, metrics] : document.members()) {
    if (!metrics.is_object() || metrics.members().empty() || metrics.find("steps") != nullptr) return false;
    for (const auto& [metric, values] : metrics.members()) {
      if (!is_list_of_numbers(values)) return false;
      if (length == 0) length = values.items().size();
      if (values.items().size() != length) return false;
    }
  }
  return length > 0;
}

Claim claim_boosting_history(const FolderView& folder) {
  Claim claim;
  for (const base::FolderEntry& entry : folder.entries) {
    if (entry.kind != base::FileKind::file || !entry.refusal.empty() || extension_of(entry.name) != "json") continue;
    const std::string path = join_path(folder.folder, entry.name);
    if (!starts_like_history(read_start(folder.files, path, 4096))) continue;
    const base::JsonParse parsed = base::parse_json(read_start(folder.files, path, kMaxMetricsJsonBytes));
    if (!parsed.ok || !is_boosting_history(parsed.value)) continue;
    claim.files.push_back(entry.name);
    claim.units.push_back({.folder = folder.folder, .files = {path}});
  }
  if (claim.units.size() != 1 || !find_curves(folder).empty()) return claim;
  for (std::string& document : find_documents(folder)) {
    if (document == claim.files[0]) continue;
    claim.units[0].files.push_back(join_path(folder.folder, document));
    claim.files.push_back(std::move(document));
  }
  return claim;
}

std::vector<model::Run> read_boosting_history(const ReadContext& context) {
  std::vector<model::Run> runs{start_curve_run(context)};
  const std::string& path = context.unit.files.front();
  const std::optional<std::string> text = read_document(context, path, kMaxMetricsJsonBytes, "no metric of it is read");
  if (!text) return runs;
  runs[0].files.push_back(path);
  runs[0].bytes_read += text->size();
  const base::JsonParse parsed = base::parse_json(*text);
  for (const base::TextIssue& issue : parsed.issues) {
    if (issue.code != "json-non-finite") context.notice(notice_of(issue, path));
  }
  std::vector<std::pair<std::size_t, const Json*>> columns;
  MetricColumns table(path, context.notice);
  const std::size_t round = table.add_column("iteration");
  table.use_as_axis(round, vocabulary::Axis::step);
  std::size_t rows = 0;
  for (const auto& [set, metrics] : parsed.value.members()) {
    for (const auto& [metric, values] : metrics.members()) {
      const std::size_t column = table.column(set + "/" + metric);
      if (column != kNoColumn) columns.emplace_back(column, &values);
      rows = std::max(rows, values.items().size());
    }
  }
  for (std::size_t row = 0; row < rows; ++row) {
    table.begin_row();
    table.add(round, static_cast<double>(row), base::Position{});
    for (const auto& [column, values] : columns) {
      if (row >= values->items().size()) continue;
      table.add(column, values->items()[row].as_number(), values->items()[row].where());
    }
  }
  table.finish(runs[0]);
  return runs;
}

}  // namespace

const RunFormat kBoostingHistoryFormat{
    .name = "boosting-history",
    .title = "XGBoost or LightGBM history",
    .gives = Gives::lone_file,
    .rank = LoggerRank::text_files,
    .beside = nullptr,
    .claim = claim_boosting_history,
    .read = read_boosting_history,
};

}  // namespace ingest
