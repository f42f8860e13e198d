/// CatBoost's train folder, mostly called catboost_info:
///
///   catboost_training.json   {"meta": {…, "learn_metrics": [{"name": "Logloss"}], "test_sets": ["test"]},
///                            "iterations": [{"iteration": 0, "learn": [0.67], "test": [0.7], "passed_time": 0.003}]}
///   learn_error.tsv, test_error.tsv   iter, then a column a metric: what is left when training was killed, since the
///                                     JSON is closed only at the end
///   time_left.tsv                     iter, Passed and Remaining in milliseconds
///   learn/, test/, tmp/               the same as event files; not read
///
/// Metrics are called "learn/Logloss". Times are seconds since the start.

#include <algorithm>
#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/text/utf8.h"
#include "ingest/documents/native_config.h"
#include "ingest/files/file_text.h"
#include "ingest/files/notice_log.h"
#include "ingest/files/path_text.h"
#include "ingest/formats/formats.h"
#include "ingest/metrics/csv.h"
#include "ingest/metrics/metric_columns.h"
#include "ingest/metrics/run_rows.h"

namespace ingest {
namespace {

using base::Json;

constexpr std::string_view kJson = "catboost_training.json", kTimes = "time_left.tsv", kErrors = "_error.tsv";
constexpr std::size_t kCatboostHeadBytes = 4096;
constexpr std::size_t kMaxJsonBytes = 256u << 20;

bool is_ours(const FolderView& folder, const base::FolderEntry& entry) {
  if (entry.kind != base::FileKind::file || !entry.refusal.empty()) return false;
  const auto head = [&] { return read_start(folder.files, join_path(folder.folder, entry.name), kCatboostHeadBytes); };
  if (entry.name == kJson) return head().find("\"meta\"") != std::string::npos;
  if (entry.name == kTimes || entry.name.ends_with(kErrors)) return head().starts_with("iter\t");
  return false;
}

Claim claim_catboost(const FolderView& folder) {
  Claim claim;
  Unit unit{.folder = folder.folder};
  bool metrics = false;
  for (const base::FolderEntry& entry : folder.entries) {
    if (!is_ours(folder, entry)) continue;
    metrics = metrics || entry.name != kTimes;
    claim.files.push_back(entry.name);
    unit.files.push_back(join_path(folder.folder, entry.name));
  }
  if (!metrics) return {};
  for (const base::FolderEntry& entry : folder.entries) {
    const bool is_set = entry.name == "tmp" || entry.name.starts_with("learn") || entry.name.starts_with("test");
    if (entry.kind == base::FileKind::folder && is_set) claim.folders.push_back(entry.name);
  }
  claim.units.push_back(std::move(unit));
  return claim;
}

std::vector<std::string> names_in(const Json& meta, std::string_view key) {
  std::vector<std::string> names;
  const Json* list = meta.find(key);
  if (list == nullptr) return names;
  for (const Json& item : list->items()) {
    const Json* name = item.is_object() ? item.find("name") : &item;
    names.push_back(name != nullptr && name->is_string() ? name->text() : "metric " + std::to_string(names.size() + 1));
  }
  return names;
}

void read_iterations(const Json& iterations, const Json& meta, MetricColumns& table) {
  std::vector<std::pair<std::string, std::vector<std::string>>> sets;
  for (std::string& name : names_in(meta, "learn_sets"))
    sets.emplace_back(std::move(name), names_in(meta, "learn_metrics"));
  for (std::string& name : names_in(meta, "test_sets"))
    sets.emplace_back(std::move(name), names_in(meta, "test_metrics"));
  const std::size_t step = table.add_column("iteration"), time = table.add_column("passed_time");
  table.use_as_axis(step, vocabulary::Axis::step);
  table.use_as_axis(time, vocabulary::Axis::wall_time);
  const auto add = [&table](std::size_t column, const Json* value) {
    if (value != nullptr && value->is_number() && column != kNoColumn) {
      table.add(column, value->as_number(), value->where());
    }
  };
  for (const Json& row : iterations.items()) {
    table.begin_row();
    add(step, row.find("iteration"));
    add(time, row.find("passed_time"));
    for (const auto& [set, metrics] : sets) {
      const Json* values = row.find(set);
      for (std::size_t i = 0; values != nullptr && i < values->items().size(); ++i) {
        const std::string metric = i < metrics.size() ? metrics[i] : "metric " + std::to_string(i + 1);
        add(table.column(set + "/" + metric), &values->items()[i]);
      }
    }
  }
}

/// False if the JSON cannot be read, which is said.
bool read_training(const ReadContext& context, const std::string& path, model::Run& run) {
  const std::optional<std::string> text = read_document(context, path, kMaxJsonBytes, "the tables beside it are read");
  if (!text) return false;
  run.files.push_back(path);
  run.bytes_read += text->size();
  const base::JsonParse parsed = base::parse_json(*text);
  for (const base::TextIssue& issue : parsed.issues) {
    if (issue.code != "json-non-finite") context.notice(notice_of(issue, path));
  }
  const Json* meta = parsed.value.find("meta");
  const Json* iterations = parsed.value.find("iterations");
  if (meta == nullptr || iterations == nullptr || iterations->items().empty()) return false;
  MetricColumns table(path, context.notice);
  read_iterations(*iterations, *meta, table);
  table.finish(run);
  run.axes.relative_time = true;
  if (const Json* count = meta->find("iteration_count")) {
    Json config = Json::object();
    config.set("iterations", *count);
    take_parameters(std::move(config), run);
  }
  return true;
}

void read_tables(const ReadContext& context, model::Run& run) {
  for (const std::string& path : context.unit.files) {
    if (!path.ends_with(kErrors) && name_of(path) != kTimes) continue;
    model::Run part;
    read_metrics_csv(context, path, part);
    if (name_of(path) == kTimes) {
      std::erase_if(part.series, [](const model::Series& series) { return series.name == "Remaining"; });
      move_to_axis("Passed", vocabulary::Axis::wall_time, part);
      for (double& milliseconds : part.axes.wall_time_s) milliseconds /= 1000;
      part.axes.relative_time = true;
    }
    const std::string set(name_of(path).substr(0, name_of(path).size() - kErrors.size()));
    for (model::Series& series : part.series) series.name = set + "/" + series.name;
    add_rows(std::move(part), run);
  }
}

std::vector<model::Run> read_catboost(const ReadContext& context) {
  std::vector<model::Run> runs(1);
  runs[0].folder = context.unit.folder;
  const std::vector<std::string>& files = context.unit.files;
  const auto json = std::find(files.begin(), files.end(), join_path(context.unit.folder, kJson));
  if (json == files.end() || !read_training(context, *json, runs[0])) read_tables(context, runs[0]);
  return runs;
}

constexpr OwnName kCatboostNames[]{{"catboost_training.json"}, {"learn_error.tsv", false}, {"test_error.tsv", false}};

}  // namespace

const RunFormat kCatboostFormat{
    .name = "catboost",
    .title = "CatBoost",
    .gives = Gives::run_folder,
    .rank = LoggerRank::text_files,
    .beside = nullptr,
    .claim = claim_catboost,
    .read = read_catboost,
    .own_names = kCatboostNames,
};

}  // namespace ingest
