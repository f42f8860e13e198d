/// Logs of loops of experiments as JSON Lines: an object a try.
///
///   pi's autoresearch.jsonl, .auto/log.jsonl
///     {"type":"config","name":…,"metricName":…,"metricUnit":…,"bestDirection":"lower"|"higher"}   (lower, if not said)
///     {"run":1,"commit":…,"metric":0.9,"metrics":{…},"status":"keep","description":…,"timestamp":ms,"segment":0,
///      "confidence":…,"asi":{"hypothesis":…,"learned":…,"rollback_reason":…,"next_action_hint":…}}
///     {"type":"hook",…}                                                     left alone
///   experiments.jsonl and the like, without a common schema
///     an id, what was tried, "status" or "decision", a metric at the top or below "results" or "metrics", "parent",
///     "hypothesis", "config" or "params", "config_changes" or "exact_change" {key: {"from":…, "to":…}}
///
/// A line of settings after results begins another segment, with another baseline: a project of its own. Keys that are
/// called like columns of the text form mean the same (vocabulary/loops/loop_words.h). Lists are left out: values per
/// fold are no tries. A line that is no object costs that line (loop-bad-line: warning).

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/json/json.h"
#include "base/text/utf8.h"
#include "ingest/files/file_text.h"
#include "ingest/files/line_reader.h"
#include "ingest/files/path_text.h"
#include "ingest/formats/formats.h"
#include "ingest/formats/loops/loop_log.h"
#include "ingest/formats/loops/loop_object.h"
#include "ingest/run_format.h"
#include "vocabulary/loops/loop_words.h"
#include "vocabulary/metric_names.h"
#include "vocabulary/name_words.h"
#include "vocabulary/word_list.h"

namespace ingest {
namespace {

using base::Json;
using base::Severity;
using vocabulary::LoopColumn;
using vocabulary::TryStatus;

constexpr std::size_t kLinesHeadBytes = 64u << 10;
constexpr std::size_t kLookedLines = 20;
constexpr std::size_t kMostMeasured = 200;
constexpr std::size_t kMaxLoopLines = 1'000'000;

bool is_pi_config(const Json& line) {
  return json_text(line.find("type")) == "config" &&
         (line.find("bestDirection") != nullptr || line.find("metricName") != nullptr);
}

bool is_pi_result(const Json& line) {
  const Json* run = line.find("run");
  return run != nullptr && run->is_number() && line.find("metric") != nullptr && line.find("status") != nullptr;
}

/// What an object of no common schema has of a try.
struct LineSigns {
  bool decides = false;  ///< a status that only loops use
  bool id = false, prose = false, number = false;
};

LineSigns signs_of(const Json& line) {
  LineSigns signs;
  for (const auto& [key, value] : line.members()) {
    const LoopColumn role = vocabulary::role_of_loop_column(key);
    if ((role == LoopColumn::status || role == LoopColumn::kept_flag) && value.is_string()) {
      const vocabulary::StatusWord said = vocabulary::read_try_status(value.text());
      signs.decides = signs.decides || said.tells_loop;
    }
    signs.id = signs.id || role == LoopColumn::id || role == LoopColumn::commit;
    const bool text = value.is_string() && !value.text().empty();
    signs.prose = signs.prose || (text && (role == LoopColumn::title || role == LoopColumn::observation));
    signs.number = signs.number || (value.is_number() && role != LoopColumn::id) || value.is_object();
  }
  return signs;
}

bool is_axis(std::string_view key) {
  return vocabulary::is_on_list(base::to_lower(key), "step,epoch,global_step,_step,iter");
}

/// By the first lines: pi's by their keys; others where most have what tries have, and some are decided, or the file is
/// called after experiments and lines have an id and prose.
bool starts_like_loop_lines(std::string_view head, std::string_view name) {
  const bool called = vocabulary::spaced_words(without_extension(name)).find(" experiment") != std::string::npos;
  std::size_t lines = 0, like = 0, decided = 0, with_prose = 0, bad = 0;
  for (std::size_t at = 0; at < head.size() && lines < kLookedLines;) {
    const std::size_t end = std::min(head.find('\n', at), head.size());
    const std::string_view line = base::trim(head.substr(at, end - at));
    at = end + 1;
    if (line.empty()) continue;
    const base::JsonParse parsed = base::parse_json(line.starts_with('{') ? line : std::string_view());
    if (!parsed.ok || !parsed.value.is_object()) {
      if (lines == 0 || ++bad > kLookedLines) return false;
      continue;
    }
    if (is_pi_config(parsed.value) || is_pi_result(parsed.value)) return true;
    const std::vector<Json::Member>& members = parsed.value.members();
    if (std::any_of(members.begin(), members.end(), [](const Json::Member& member) { return is_axis(member.first); }))
      return false;
    const LineSigns signs = signs_of(parsed.value);
    ++lines;
    like += (signs.id || signs.prose) && signs.number;
    decided += signs.decides;
    with_prose += signs.prose;
  }
  if (lines == 0 || 5 * like < 4 * lines) return false;
  return decided > 0 || (called && 2 * with_prose >= lines);
}

/// Where pi keeps its log: the walk leaves hidden folders alone.
constexpr std::string_view kHiddenLog = ".auto/log.jsonl";

bool is_loop_lines(const FolderView& view, const std::string& path) {
  std::string head = read_start(view.files, path, kLinesHeadBytes);
  // A first line longer than that is read to its end.
  if (head.size() == kLinesHeadBytes && head.find('\n') == std::string::npos)
    head = read_start(view.files, path, 16 * kLinesHeadBytes);
  if (head.size() >= kLinesHeadBytes && head.find('\n') != std::string::npos) head.resize(head.rfind('\n') + 1);
  return starts_like_loop_lines(head, name_of(path));
}

Claim claim_loop_lines(const FolderView& view) {
  Claim claim;
  for (const base::FolderEntry& entry : view.entries) {
    if (entry.kind != base::FileKind::file || !entry.refusal.empty() || extension_of(entry.name) != "jsonl") continue;
    const std::string path = join_path(view.folder, entry.name);
    if (!is_loop_lines(view, path)) continue;
    claim.files.push_back(entry.name);
    claim.units.push_back({.folder = view.folder, .files = {path}});
  }
  const std::string hidden = join_path(view.folder, kHiddenLog);
  const base::Result<base::FileInfo> info = view.files.info(hidden);
  if (info && info->kind == base::FileKind::file && is_loop_lines(view, hidden))
    claim.units.push_back({.folder = view.folder, .files = {hidden}});
  return claim;
}

class LoopLinesReader {
 public:
  LoopLinesReader(const ReadContext& context, const std::string& path) : context_(context), path_(path) {}

  std::vector<model::Run> read() {
    std::vector<model::Run> runs;
    auto stream = open_file(context_, path_, "no try of it is read");
    if (!stream) return runs;
    LineReader lines(std::move(stream));
    start_segment();
    while (const std::optional<TextLine> line = lines.next()) {
      if (++read_ > kMaxLoopLines) break;
      take(*line);
    }
    finish();
    for (LoopLog& log : logs_) {
      if (!log.entries.empty()) append_loop_runs(context_, path_, std::move(log), runs);
    }
    if (!runs.empty()) runs.back().bytes_read = lines.bytes_read();
    return runs;
  }

 private:
  void start_segment() {
    LoopLog& log = logs_.emplace_back();
    log.prefix = std::string(name_of(loop_project(path_)));
  }

  void take(const TextLine& line) {
    const std::string_view text = base::trim(line.text);
    if (text.empty() && !line.too_long) return;
    const base::JsonParse parsed = base::parse_json(text, {.first_line = line.number});
    if (!parsed.ok || !parsed.value.is_object()) {
      if (bad_lines_++ == 0) first_bad_ = line.number;
      return;
    }
    const Json& object = parsed.value;
    if (is_pi_config(object)) return take_config(object);
    const std::string type = json_text(object.find("type"));
    if (type == "hook" || type == "meta" || type == "event") return;
    if (is_pi_result(object)) return take_result(object, line.number);
    logs_.back().entries.push_back(read_loop_object(object, line.number));
  }

  void take_config(const Json& config) {
    if (!logs_.back().entries.empty()) start_segment();
    LoopLog& log = logs_.back();
    is_pi_ = true;
    log.project = json_text(config.find("name"));
    if (const std::string metric = json_text(config.find("metricName")); !metric.empty()) {
      log.objective = metric;
      log.objective_said = true;
    }
    const std::string direction = json_text(config.find("bestDirection"));
    log.direction = direction.empty() ? model::Direction::minimize : read_loop_direction(direction);
  }

  void take_result(const Json& object, std::uint32_t line) {
    is_pi_ = true;
    LoopLog& log = logs_.back();
    if (log.objective.empty()) log.objective = "metric";
    LoopEntry entry;
    entry.line = line;
    const std::string segment = std::to_string(logs_.size() - 1);
    entry.id = "s" + segment + "-" + json_text(object.find("run"));
    entry.commit = json_text(object.find("commit"));
    entry.description = json_text(object.find("description"));
    entry.status = vocabulary::read_try_status(json_text(object.find("status")));
    if (const Json* metric = object.find("metric"); metric != nullptr && metric->is_number())
      add_measured_value(log.objective, *metric, entry);
    if (const Json* metrics = object.find("metrics")) {
      for (const auto& [name, value] : metrics->members()) {
        if (value.is_number() && name != log.objective) add_measured_value(name, value, entry);
      }
    }
    if (const Json* time = object.find("timestamp")) entry.started_at = json_time(*time);
    if (const Json* asi = object.find("asi")) {
      for (const auto& [key, value] : asi->members()) add_loop_note(key, value, entry);
    }
    if (const Json* confidence = object.find("confidence"); confidence != nullptr && confidence->is_number()) {
      entry.observations.push_back("The log's own \"confidence\", which is no chance: " + confidence->text());
    }
    log.entries.push_back(std::move(entry));
  }

  /// The objective of lines without a common schema: the measured key that most of them have, rather of validation than
  /// of training, costs and what follows from other lines aside; of several the first.
  void choose_objective(LoopLog& log) const {
    if (!log.objective.empty()) return;
    std::vector<std::pair<std::string, std::size_t>> names;
    std::size_t with_values = 0;
    for (const LoopEntry& entry : log.entries) {
      if (entry.status.status == TryStatus::failed || entry.values.empty()) continue;
      ++with_values;
      for (const model::Parameter& value : entry.values) {
        const LoopColumn role = vocabulary::role_of_loop_column(value.path);
        const vocabulary::MetricName known = vocabulary::describe_metric(value.path);
        if (role != LoopColumn::other || known.direction == model::Direction::unknown ||
            known.objective == vocabulary::ObjectiveClass::never || known.split == vocabulary::Split::train) {
          continue;
        }
        const auto found =
            std::find_if(names.begin(), names.end(), [&](const auto& one) { return one.first == value.path; });
        if (found != names.end()) {
          ++found->second;
        } else if (names.size() < kMostMeasured) {
          names.emplace_back(value.path, 1);
        }
      }
    }
    for (const auto& [name, count] : names) {
      if (10 * count < 8 * with_values) continue;
      log.objective = name;
      return;
    }
  }

  void finish() {
    std::set<std::string> seen;
    const std::string project = loop_project(path_);
    for (std::size_t i = 0; i < logs_.size(); ++i) {
      LoopLog& log = logs_[i];
      if (!is_pi_) choose_objective(log);
      std::string name = base::make_visible(base::shorten(base::repair_utf8(log.project), 100));
      if (name.empty()) name = project;
      log.project = seen.insert(name).second ? name : name + " (segment " + std::to_string(i) + ")";
    }
    if (bad_lines_ > 0) {
      context_.notice({.severity = Severity::warning,
                       .code = "loop-bad-line",
                       .file = path_,
                       .at = {first_bad_, 1},
                       .what = std::to_string(bad_lines_) + (bad_lines_ == 1 ? " line is" : " lines are") +
                               " no JSON object; left out, the first is this one"});
    }
  }

  const ReadContext& context_;
  std::string path_;
  std::vector<LoopLog> logs_;
  bool is_pi_ = false;
  std::size_t read_ = 0, bad_lines_ = 0;
  std::uint32_t first_bad_ = 0;
};

std::vector<model::Run> read_loop_lines(const ReadContext& context) {
  return LoopLinesReader(context, context.unit.files.front()).read();
}

}  // namespace

const RunFormat kLoopLinesFormat{
    .name = "loop-lines",
    .title = "log of a loop of experiments in JSON Lines",
    .gives = Gives::kept_log,
    .rank = LoggerRank::alone,
    .beside = nullptr,
    .claim = claim_loop_lines,
    .read = read_loop_lines,
    .copies = Copies::by_beginning,
};

}  // namespace ingest
