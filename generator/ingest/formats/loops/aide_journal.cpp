/// The journal of a tree-searching agent: AIDE's logs/journal.json, also in MLE-bench runs and in the stages of
/// AI-Scientist-v2. Told by its content, for many diaries are called journal.json:
///
///   {"nodes": [{"id", "step", "plan", "code", "analysis", "ctime" s, "exec_time" s, "exc_type", "is_buggy",
///               "metric": {"value", "maximize"} | null, "parent" null, "children" []}],
///    "node2parent": {child: parent}, "__version": "2"}
///
/// A node is a try, in the order of "step". Its parent stands only in node2parent. is_buggy, or no value, is a failed
/// try. Nothing is kept or discarded by word. A metric of the second version, whose value is
/// {"metric_names": [{"metric_name", "lower_is_better", "data": [{"dataset_name", "final_value"}]}]}, is read as one
/// number a name and data set.

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/json/json.h"
#include "base/text/utf8.h"
#include "ingest/files/file_text.h"
#include "ingest/files/path_text.h"
#include "ingest/files/timestamps.h"
#include "ingest/formats/formats.h"
#include "ingest/formats/loops/loop_log.h"
#include "ingest/run_format.h"

namespace ingest {
namespace {

using base::Json;
using vocabulary::TryStatus;

constexpr std::size_t kMaxJournalBytes = 256u << 20;
constexpr std::size_t kAideHeadBytes = 64u << 10;
constexpr std::string_view kAideMetric = "metric";

bool is_aide_journal(const FolderView& view, const base::FolderEntry& entry) {
  if (entry.kind != base::FileKind::file || !entry.refusal.empty() || extension_of(entry.name) != "json") return false;
  if (base::to_lower(entry.name).find("journal") == std::string::npos) return false;
  const std::string head = read_start(view.files, join_path(view.folder, entry.name), kAideHeadBytes);
  const std::string_view text = base::trim(head);
  return text.starts_with('{') && text.find("\"nodes\"") < 200 &&
         (text.find("\"is_buggy\"") != std::string_view::npos || text.find("\"exec_time\"") != std::string_view::npos ||
          head.size() == kAideHeadBytes);
}

Claim claim_aide(const FolderView& view) {
  Claim claim;
  for (const base::FolderEntry& entry : view.entries) {
    if (!is_aide_journal(view, entry)) continue;
    claim.files.push_back(entry.name);
    claim.units.push_back({.folder = view.folder, .files = {join_path(view.folder, entry.name)}});
  }
  return claim;
}

std::string aide_text(const Json& node, std::string_view key) {
  const Json* value = node.find(key);
  return value != nullptr && (value->is_string() || value->is_number()) ? value->text() : "";
}

std::optional<double> aide_number(const Json* value) {
  if (value == nullptr || !value->is_number()) return std::nullopt;
  return value->as_number();
}

bool is_true(const Json* value) {
  return value != nullptr && value->is_boolean() && value->as_boolean();
}

void add_aide_value(std::string name, double number, LoopEntry& entry) {
  const Json value = Json::number(number);
  entry.values.push_back(
      {.path = std::move(name),
       .value = {.kind = model::ParameterValue::Kind::number, .text = value.text(), .number = number}});
}

class AideReader {
 public:
  explicit AideReader(const Json& journal) : journal_(journal), parents_(journal.find("node2parent")) {}

  LoopLog read() {
    const Json* nodes = journal_.find("nodes");
    std::vector<const Json*> order;
    for (const Json& node : nodes->items()) {
      if (node.is_object()) order.push_back(&node);
    }
    const auto step = [](const Json* node) { return aide_number(node->find("step")).value_or(0); };
    std::stable_sort(order.begin(), order.end(), [&](const Json* a, const Json* b) { return step(a) < step(b); });
    log_.parents_said = parents_ != nullptr && parents_->is_object();
    for (const Json* node : order) log_.entries.push_back(make_entry(*node));
    return std::move(log_);
  }

 private:
  LoopEntry make_entry(const Json& node) {
    LoopEntry entry;
    entry.line = node.where().line;
    entry.id = aide_text(node, "id");
    entry.description = aide_text(node, "plan");
    if (parents_ != nullptr) entry.parent = aide_text(*parents_, entry.id);
    if (const std::string text = aide_text(node, "analysis"); !text.empty()) entry.observations.push_back(text);
    if (const std::string text = aide_text(node, "exc_type"); !text.empty()) entry.issues.push_back(text);
    const std::optional<double> start = aide_number(node.find("ctime")), seconds = aide_number(node.find("exec_time"));
    if (start) entry.started_at = timestamp_text(*start).value_or("");
    take_metric(node, entry);
    const bool failed = is_true(node.find("is_buggy")) || entry.values.empty();
    entry.status = {.status = failed ? TryStatus::failed : TryStatus::open, .word = ""};
    if (seconds) add_aide_value("exec_time_s", *seconds, entry);
    return entry;
  }

  void take_metric(const Json& node, LoopEntry& entry) {
    const Json* metric = node.find("metric");
    const Json* value = metric != nullptr ? metric->find("value") : nullptr;
    if (value == nullptr) return;
    if (const Json* names = value->find("metric_names")) return take_named(*names, entry);
    if (!value->is_number() || !std::isfinite(value->as_number())) return;
    const Json* maximize = metric->find("maximize");
    if (maximize != nullptr && maximize->is_boolean()) {
      settle(std::string(kAideMetric),
             maximize->as_boolean() ? model::Direction::maximize : model::Direction::minimize);
    }
    add_aide_value(std::string(kAideMetric), value->as_number(), entry);
  }

  void take_named(const Json& names, LoopEntry& entry) {
    for (const Json& one : names.items()) {
      const std::string name = aide_text(one, "metric_name");
      const Json* data = one.find("data");
      const Json* lower = one.find("lower_is_better");
      if (name.empty() || data == nullptr) continue;
      for (const Json& item : data->items()) {
        const std::optional<double> number = aide_number(item.find("final_value"));
        if (!number || !std::isfinite(*number)) continue;
        const std::string set = aide_text(item, "dataset_name");
        const std::string path = set.empty() ? name : set + "." + name;
        if (lower != nullptr && lower->is_boolean())
          settle(path, lower->as_boolean() ? model::Direction::minimize : model::Direction::maximize);
        add_aide_value(path, *number, entry);
      }
    }
  }

  /// The first metric that says its direction is what the search was after.
  void settle(std::string metric, model::Direction direction) {
    if (!log_.objective.empty()) return;
    log_.objective = std::move(metric);
    log_.objective_said = true;
    log_.direction = direction;
  }

  const Json& journal_;
  const Json* parents_;
  LoopLog log_;
};

std::vector<model::Run> read_aide(const ReadContext& context) {
  std::vector<model::Run> runs;
  const std::string& path = context.unit.files.front();
  const std::optional<std::string> text = read_document(context, path, kMaxJournalBytes, "no node of it is read");
  if (!text) return runs;
  const base::JsonParse parsed = base::parse_json(*text);
  const Json* nodes = parsed.value.find("nodes");
  if (!parsed.ok || nodes == nullptr || !nodes->is_array()) {
    context.notice({.severity = base::Severity::warning,
                    .code = "aide-journal",
                    .file = path,
                    .what = "looks like the journal of an agent, but is not whole: no list of nodes can be read"});
    return runs;
  }
  LoopLog log = AideReader(parsed.value).read();
  const std::string project = loop_project(path);
  log.project = project;
  log.prefix = std::string(name_of(project));
  // Ids are 32 digits: rows are called by their number, and found by their ids.
  append_loop_runs(context, path, std::move(log), runs);
  if (!runs.empty()) runs.back().bytes_read = text->size();
  return runs;
}

}  // namespace

const RunFormat kAideJournalFormat{
    .name = "aide-journal",
    .title = "journal of a tree-searching agent (AIDE)",
    .gives = Gives::kept_log,
    .rank = LoggerRank::alone,
    .beside = nullptr,
    .claim = claim_aide,
    .read = read_aide,
    .copies = Copies::by_content,
};

}  // namespace ingest
