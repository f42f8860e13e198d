/// Sacred's file storage: a folder, mostly called by a number, with
///
///   run.json       status, times, result, host, experiment (name, dependencies, repositories), meta.comment
///   config.json    parameters, objects as jsonpickle writes them ({"py/tuple": […]}, NumPy values in "value")
///   metrics.json   {"train.loss": {"steps": […], "timestamps": […], "values": […]}}; times are UTC without saying so
///   info.json      anything; lists of numbers are taken as curves when metrics.json has none of their name
///   cout.txt and the files of the run, which are listed
///
/// A run that was killed stays RUNNING for ever, so that RUNNING is shown as not known.

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/text/iso_time.h"
#include "base/text/number_text.h"
#include "base/text/utf8.h"
#include "ingest/documents/native_config.h"
#include "ingest/documents/run_files.h"
#include "ingest/files/file_text.h"
#include "ingest/files/notice_log.h"
#include "ingest/files/path_text.h"
#include "ingest/files/timestamps.h"
#include "ingest/formats/formats.h"
#include "ingest/metrics/jsonl.h"
#include "ingest/metrics/metric_columns.h"
#include "ingest/metrics/run_rows.h"

namespace ingest {
namespace {

using base::Json;
using base::Severity;

constexpr std::size_t kSacredHeadBytes = 1u << 20;
constexpr std::size_t kMaxMetricsBytes = 256u << 20;
constexpr std::array<std::string_view, 4> kSacredDocuments{"run.json", "config.json", "metrics.json", "info.json"};

bool has_entry_named(std::string_view text, std::string_view part) {
  return text.find(part) != std::string_view::npos;
}

Claim claim_sacred(const FolderView& folder) {
  const auto has = [&](std::string_view name) {
    return std::any_of(folder.entries.begin(), folder.entries.end(), [&](const base::FolderEntry& entry) {
      return entry.name == name && entry.kind == base::FileKind::file && entry.refusal.empty();
    });
  };
  if (!has("run.json") || !has("config.json")) return {};
  const std::string head = read_start(folder.files, join_path(folder.folder, "run.json"), kSacredHeadBytes);
  if (!base::trim(head).starts_with('{') || !has_entry_named(head, "\"experiment\"")) return {};
  if (!has_entry_named(head, "\"status\"") && !has_entry_named(head, "\"heartbeat\"")) return {};
  Claim claim{.units = {{.folder = folder.folder}}};
  for (const base::FolderEntry& entry : folder.entries) {
    if (!entry.refusal.empty()) continue;
    if (entry.kind == base::FileKind::folder) claim.folders.push_back(entry.name);
    if (entry.kind != base::FileKind::file) continue;
    claim.files.push_back(entry.name);
    claim.units[0].files.push_back(join_path(folder.folder, entry.name));
  }
  return claim;
}

/// What jsonpickle wrote for an object as plain data, one level. Depth is bounded by the parser.
Json plain(const Json& node);

Json plain_members(const Json& node) {
  Json object = Json::object();
  for (const auto& [key, value] : node.members()) {
    constexpr std::string_view kQuotedKey = "json://";
    if (key.starts_with(kQuotedKey)) {
      object.set(std::string(key.substr(kQuotedKey.size())), plain(value));
    } else {
      object.set(key, plain(value));
    }
  }
  object.set_where(node.where());
  return object;
}

Json plain(const Json& node) {
  if (node.is_array()) {
    Json list = Json::array();
    for (const Json& item : node.items()) list.push(plain(item));
    list.set_where(node.where());
    return list;
  }
  if (!node.is_object()) return node;
  if (const Json* tuple = node.find("py/tuple")) return plain(*tuple);
  if (const Json* set = node.find("py/set")) return plain(*set);
  const Json* kind = node.find("py/object");
  if (kind != nullptr && kind->is_string() && kind->text().starts_with("numpy.")) {
    if (const Json* value = node.find("value")) return plain(*value);
    if (const Json* values = node.find("values")) return plain(*values);
  }
  for (const std::string_view name : {"py/type", "py/function"}) {
    const Json* named = node.find(name);
    if (named != nullptr && named->is_string()) return *named;
  }
  for (const std::string_view opaque : {"py/reduce", "py/id", "py/ref", "py/b64", "py/bytes", "py/newargs"}) {
    if (node.find(opaque) == nullptr) continue;
    if (const Json* sequence = node.find("py/seq")) return plain(*sequence);
    return Json::string(kind != nullptr && kind->is_string() ? kind->text() : "(an object)");
  }
  return plain_members(node);
}

void add_leaf(std::string path, const Json* value, std::vector<model::Parameter>& leaves) {
  if (value == nullptr || value->is_null()) return;
  Json tree = Json::object();
  tree.set(std::move(path), plain(*value));
  model::Config config = model::make_config(std::move(tree));
  for (model::Parameter& leaf : config.parameters) {
    if (!leaf.value.text.empty() && leaf.value.text != "{}" && leaf.value.text != "[]")
      leaves.push_back(std::move(leaf));
  }
}

class SacredRun {
 public:
  SacredRun(const ReadContext& context, model::Run& run) : context_(context), run_(run) {}

  void read_run(const std::string& path) {
    // Sacred itself writes the host's name and the folder of the code into every run: that they are withheld is seen in
    // the run and needs no notice for each.
    const ReadContext quiet = without_notices(context_, {"personal-withheld", "home-path-cut"});
    const std::optional<Json> tree = read_object(quiet, path, run_, "status, times and host are not known");
    if (!tree) return;
    read_state(path, *tree);
    add_leaf("result", tree->find("result"), run_.summary);
    if (const Json* host = tree->find("host")) {
      for (const auto& [key, value] : host->members()) add_leaf(key, &value, run_.environment);
    }
    add_leaf("command", tree->find("command"), run_.environment);
    if (const Json* experiment = tree->find("experiment")) read_experiment(*experiment);
    const Json* meta = tree->find("meta");
    const Json* comment = meta != nullptr ? meta->find("comment") : nullptr;
    if (comment != nullptr && comment->is_string() && !base::trim(comment->text()).empty()) {
      run_.note_texts.push_back({.file = path, .folder = context_.unit.folder, .text = comment->text() + "\n"});
    }
  }

  void read_config(const std::string& path) {
    std::optional<Json> tree = read_object(context_, path, run_, "no parameter is read");
    if (tree) take_parameters(plain(*tree), run_);
  }

  /// metrics.json, then what info.json adds.
  void read_curves(const std::string& metrics, const std::string& info) {
    if (!metrics.empty()) read_metrics(metrics);
    if (!info.empty()) read_info(info);
    add_all_rows(std::move(parts_), run_);
  }

 private:
  void say(Severity severity, const char* code, const std::string& file, base::Position at, std::string what) const {
    context_.notice({.severity = severity, .code = code, .file = file, .at = at, .what = std::move(what)});
  }

  void read_state(const std::string& path, const Json& tree) {
    Json state = Json::object();
    const auto take = [&](const char* from, const char* to) {
      if (const Json* value = tree.find(from)) state.set(to, *value);
    };
    // Written without an offset, in UTC.
    const auto take_time = [&](const char* from, const char* to) {
      const Json* value = tree.find(from);
      const bool naive =
          value != nullptr && value->is_string() && value->text().find_first_of("Zz+") == std::string::npos;
      if (naive && base::parse_timestamp(value->text())) {
        state.set(to, Json::string(value->text() + "Z"));
      } else {
        take(from, to);
      }
    };
    take_time("start_time", "started_at");
    take_time("stop_time", "finished_at");
    const Json* status = tree.find("status");
    const std::string word = status != nullptr && status->is_string() ? base::to_lower(status->text()) : "";
    if (word == "running") {
      const Json* heartbeat = tree.find("heartbeat");
      say(Severity::note, "status-running", path, status->where(),
          "the status is RUNNING, which a run that was killed keeps; last sign of life: " +
              (heartbeat != nullptr && heartbeat->is_string() ? base::make_visible(heartbeat->text()) : "none"));
    } else if (!word.empty() && word != "queued") {
      take("status", "status");
    }
    apply_summary(context_, path, std::move(state), run_);
    check_times(context_, path, run_);
    const Json* trace = tree.find("fail_trace");
    if (trace == nullptr || trace->items().empty() || !trace->items().back().is_string()) return;
    const std::string last(base::trim(trace->items().back().text()));
    say(Severity::note, "run-failed", path, trace->items().back().where(),
        "the run failed: " + base::make_visible(base::shorten(last, 200)));
  }

  void read_experiment(const Json& experiment) {
    // Names that are only a number tell runs apart and no projects.
    const Json* name = experiment.find("name");
    const bool is_name = name != nullptr && name->is_string() && !base::parse_number(name->text());
    if (is_name) run_.project = name->text();
    add_leaf("mainfile", experiment.find("mainfile"), run_.environment);
    add_leaf("dependencies", experiment.find("dependencies"), run_.environment);
    const Json* repositories = experiment.find("repositories");
    if (repositories == nullptr || repositories->items().empty()) return;
    add_leaf("git", &repositories->items()[0], run_.environment);
  }

  /// A table of values that share their steps; the first two columns are the axes.
  MetricColumns start_table(const std::string& path) const {
    MetricColumns table(path, without_notices(context_, {"no-step", "step-missing"}).notice);
    table.use_as_axis(table.add_column("steps"), vocabulary::Axis::step);
    table.use_as_axis(table.add_column("timestamps"), vocabulary::Axis::wall_time);
    return table;
  }

  void finish_table(MetricColumns& table) { table.finish(parts_.emplace_back()); }

  void read_metrics(const std::string& path) {
    const std::optional<std::string> text = read_document(context_, path, kMaxMetricsBytes, "no metric of it is read");
    if (!text) return;
    run_.files.push_back(path);
    run_.bytes_read += text->size();
    const base::JsonParse parsed = base::parse_json(*text);
    for (const base::TextIssue& issue : parsed.issues) {
      if (issue.code != "json-non-finite") context_.notice(notice_of(issue, path));
    }
    std::vector<bool> done(parsed.value.members().size(), false);
    for (std::size_t i = 0; i < done.size(); ++i) {
      if (!done[i]) read_metrics_alike(path, parsed.value.members(), i, done);
    }
  }

  /// Metrics with the same steps share their rows; the times are those of the first.
  void read_metrics_alike(const std::string& path, const Json::Object& metrics, std::size_t first,
                          std::vector<bool>& done) {
    MetricColumns table = start_table(path);
    const Json* steps = metrics[first].second.find("steps");
    const Json* times = metrics[first].second.find("timestamps");
    std::vector<std::pair<std::size_t, const Json*>> columns;
    std::size_t rows = 0;
    for (std::size_t i = first; i < metrics.size(); ++i) {
      const Json* values = metrics[i].second.find("values");
      const Json* other = metrics[i].second.find("steps");
      if (values == nullptr || !values->is_array()) {
        if (i == first) say_no_metric(path, metrics[i]);
        continue;
      }
      const bool alike = i == first || (other != nullptr && steps != nullptr && *other == *steps);
      if (done[i] || !alike) continue;
      done[i] = true;
      columns.emplace_back(table.column(metrics[i].first), values);
      rows = std::max(rows, values->items().size());
    }
    const auto item = [](const Json* list, std::size_t i) {
      return list != nullptr && i < list->items().size() ? &list->items()[i] : nullptr;
    };
    for (std::size_t row = 0; row < rows; ++row) {
      table.begin_row();
      add(table, 0, item(steps, row));
      add(table, 1, item(times, row));
      for (const auto& [column, values] : columns) add(table, column, item(values, row));
    }
    finish_table(table);
  }

  void say_no_metric(const std::string& path, const Json::Member& metric) const {
    say(Severity::warning, "sacred-metric", path, metric.second.where(),
        "\"" + base::make_visible(base::shorten(metric.first, 60)) + "\" has no list \"values\"; left out");
  }

  static void add(MetricColumns& table, std::size_t column, const Json* value) {
    if (value == nullptr || column == kNoColumn) return;
    const Json flat = value->is_object() ? plain(*value) : Json();
    const Json& shown = value->is_object() ? flat : *value;
    if (shown.is_number()) return table.add(column, shown.as_number(), value->where());
    if (shown.is_string()) return table.add_text(column, shown.text(), value->where());
    if (shown.is_boolean()) return table.add(column, shown.as_boolean() ? 1 : 0, value->where());
    if (!shown.is_null()) table.add_other(column, "a list", value->where());
  }

  void read_info(const std::string& path) {
    const std::optional<Json> tree = read_object(context_, path, run_, "no value of it is read");
    if (!tree) return;
    for (const auto& [name, value] : tree->members()) {
      const Json list = plain(value);
      const bool is_curve =
          list.items().size() > 1 && std::all_of(list.items().begin(), list.items().end(),
                                                 [](const Json& item) { return item.is_number() || item.is_null(); });
      if (!is_curve) {
        add_leaf(name, &value, run_.summary);
        continue;
      }
      MetricColumns table = start_table(path);
      const std::size_t column = table.column(name);
      for (std::size_t i = 0; i < list.items().size(); ++i) {
        table.begin_row();
        table.add(0, static_cast<double>(i), list.items()[i].where());
        add(table, column, &list.items()[i]);
      }
      finish_table(table);
    }
  }

  const ReadContext& context_;
  model::Run& run_;
  std::vector<model::Run> parts_;  // metrics of the same steps each
};

std::vector<model::Run> read_sacred(const ReadContext& context) {
  std::vector<model::Run> runs(1);
  runs[0].folder = context.unit.folder;
  SacredRun reader(context, runs[0]);
  std::string metrics, info;
  for (const std::string& path : context.unit.files) {
    const std::string_view name = name_of(path);
    if (name == "run.json") reader.read_run(path);
    if (name == "config.json") reader.read_config(path);
    if (name == "metrics.json") metrics = path;
    if (name == "info.json") info = path;
    if (std::find(kSacredDocuments.begin(), kSacredDocuments.end(), name) == kSacredDocuments.end()) {
      add_artifact(context, path, printable(name), runs[0]);
    }
  }
  if (!metrics.empty() || !info.empty()) reader.read_curves(metrics, info);
  return runs;
}

constexpr OwnName kSacredNames[]{{"run.json", true, "cout.txt"}};

}  // namespace

const RunFormat kSacredFormat{
    .name = "sacred",
    .title = "Sacred",
    .gives = Gives::run_folder,
    .rank = LoggerRank::text_files,
    .beside = nullptr,
    .claim = claim_sacred,
    .read = read_sacred,
    .own_names = kSacredNames,
};

}  // namespace ingest
