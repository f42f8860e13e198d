/// Trackio's databases in SQLite, one a project: "<project>.db".
///
///   metrics         id, run_id (not in old ones), run_name, timestamp in ISO 8601, step, metrics: a JSON object with
///                   everything one call logged; NaN and infinities as strings, media as {"_type": "trackio.…"}
///   configs         run_id, run_name, config in JSON; _Username, _Created and _Group in it are Trackio's own
///   system_metrics  run_id, run_name, timestamp, metrics: samples of the machine, without steps
///
/// A run is known by its run_id, else by its name; nothing says how it ended. The folders "media" and "inbox" beside
/// the database are its own.

#include <algorithm>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/text/utf8.h"
#include "ingest/documents/native_config.h"
#include "ingest/files/notice_log.h"
#include "ingest/files/path_text.h"
#include "ingest/files/sqlite_file.h"
#include "ingest/files/timestamps.h"
#include "ingest/formats/formats.h"
#include "ingest/metrics/jsonl.h"
#include "ingest/metrics/metric_columns.h"
#include "ingest/privacy/redact.h"

namespace ingest {
namespace {

using base::Json;
using base::SqliteRow;

Claim claim_trackio(const FolderView& view) {
  Claim claim = claim_databases(view, {"metrics", "configs"});
  // "metrics" and "configs" are common names; the columns tell.
  std::erase_if(claim.units, [&](const Unit& unit) {
    const model::Settings settings;
    const Redactor redactor(settings);
    const ReadContext quiet{view.files, unit, settings, [](const model::Notice&) {}, redactor};
    SqliteFile file(quiet, unit.files.front());
    if (file.is_open() && file.has_column("metrics", "run_name") && file.has_column("metrics", "metrics")) return false;
    std::erase_if(claim.files, [&](const std::string& name) { return name.starts_with(name_of(unit.files.front())); });
    return true;
  });
  if (!claim.units.empty()) claim.folders = {"media", "inbox"};
  return claim;
}

class ProjectReader {
 public:
  explicit ProjectReader(const ReadContext& context) : context_(context), file_(context, context.unit.files.front()) {}

  std::vector<model::Run> read() {
    if (!file_.is_open()) return {};
    read_configs();
    read_rows("metrics");
    if (file_.has_table("system_metrics")) read_rows("system_metrics");
    std::vector<model::Run> runs;
    for (auto& [key, started] : runs_) {
      started.table->finish(started.run);
      runs.push_back(std::move(started.run));
    }
    return runs;
  }

 private:
  struct Started {
    model::Run run;
    std::unique_ptr<MetricColumns> table;
  };

  /// The run of a row whose first columns are run_id and run_name.
  Started& run_of(const SqliteRow& row) {
    const std::string name = cell_text(row, 1);
    const std::string id = row.text(0).empty() ? name : cell_text(row, 0);
    Started& started = runs_[id];
    if (started.table) return started;
    started.table = std::make_unique<MetricColumns>(file_.path(), context_.notice);
    started.run.id = id;
    started.run.name = name;
    started.run.folder = std::string(without_extension(file_.path()));
    started.run.files = {file_.path()};
    started.run.project = printable(name_of(started.run.folder));
    return started;
  }

  std::optional<Json> parse_object(const SqliteRow& row, int column, const char* what) {
    base::JsonParse parsed = base::parse_json(row.text(column));
    if (parsed.ok && parsed.value.is_object()) return std::move(parsed.value);
    context_.notice({.severity = base::Severity::error,
                     .code = "trackio-row",
                     .file = file_.path(),
                     .what = std::string(what) + " that is no JSON object; left out"});
    return std::nullopt;
  }

  void read_configs() {
    const std::string sql = file_.select("configs", {"run_id", "run_name", "config"}, "ORDER BY rowid");
    file_.read(sql, "some configs are missing", [&](const SqliteRow& row) {
      std::optional<Json> config = parse_object(row, 2, "a config");
      if (!config) return;
      model::Run& run = run_of(row).run;
      run.bytes_read += row.text(2).size();
      take_own(*config, run);
      context_.redactor.redact_tree(*config, file_.path(), context_.notice);
      apply_config(context_, file_.path(), Json::object().set("params", std::move(*config)), run);
    });
  }

  static void take_own(Json& config, model::Run& run) {
    const auto text = [&](std::string_view key) {
      const Json* value = config.find(key);
      return value != nullptr && value->is_string() ? value->text() : std::string();
    };
    if (parse_timestamp(text("_Created"))) run.started_at = text("_Created");
    if (const std::string group = text("_Group"); !group.empty()) run.tags.push_back("group: " + group);
    std::erase_if(config.members(), [](const Json::Member& member) {
      return member.first == "_Created" || member.first == "_Group" || member.first == "_Username";
    });
  }

  void read_rows(const std::string& table) {
    const std::string sql =
        file_.select(table, {"run_id", "run_name", "step", "timestamp", "metrics"}, "ORDER BY rowid");
    file_.read(sql, "some metrics are missing", [&](const SqliteRow& row) {
      std::optional<Json> logged = parse_object(row, 4, "a row of metrics");
      if (!logged) return;
      Started& started = run_of(row);
      started.run.bytes_read += row.text(4).size();
      Json object = Json::object();
      if (row.is_number(2)) object.members().emplace_back("step", Json::number(row.number(2)));
      if (!row.text(3).empty()) object.members().emplace_back("timestamp", Json::string(cell_text(row, 3)));
      for (auto& [key, value] : logged->members()) {
        const bool media = value.find("_type") != nullptr;
        if (!media && object.find(key) == nullptr) object.members().emplace_back(key, std::move(value));
      }
      add_json_row(object, *started.table);
    });
  }

  const ReadContext& context_;
  SqliteFile file_;
  std::map<std::string, Started> runs_;
};

std::vector<model::Run> read_trackio(const ReadContext& context) {
  return ProjectReader(context).read();
}

}  // namespace

const RunFormat kTrackioFormat{
    .name = "trackio",
    .title = "Trackio database",
    .gives = Gives::store,
    .rank = LoggerRank::alone,
    .beside = nullptr,
    .claim = claim_trackio,
    .read = read_trackio,
};

}  // namespace ingest
