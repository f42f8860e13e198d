/// Programs that OpenEvolve bred: checkpoints/checkpoint_<iteration>/ with
///
///   metadata.json           {"best_program_id", "islands", "last_iteration", …}
///   programs/<id>.json      {"id", "parent_id", "generation", "iteration_found", "timestamp" s, "metrics" {name:
///   number},
///                            "metadata" {"changes"}, "code", …}
///
/// Each program is a try, in the order in which it was found. Checkpoints overlap: of a program the last one counts.
/// The objective is "combined_score", which is maximised; where there is none, it is the only metric, or none. A
/// program without a number, or whose only number is "error", failed. Nothing is kept or discarded by word.

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/json/json.h"
#include "base/text/number_text.h"
#include "ingest/files/file_text.h"
#include "ingest/files/path_text.h"
#include "ingest/files/timestamps.h"
#include "ingest/formats/formats.h"
#include "ingest/formats/loops/loop_log.h"
#include "ingest/run_format.h"

namespace ingest {
namespace {

using base::Json;

constexpr std::string_view kEvolveCheckpoint = "checkpoint_";
constexpr std::string_view kCombinedScore = "combined_score";
constexpr std::size_t kMaxPrograms = 100'000;

/// The iterations of the checkpoints among `entries`, in order.
std::vector<std::int64_t> checkpoint_numbers(const std::vector<base::FolderEntry>& entries) {
  std::vector<std::int64_t> numbers;
  for (const base::FolderEntry& entry : entries) {
    if (entry.kind != base::FileKind::folder || !entry.refusal.empty() || !entry.name.starts_with(kEvolveCheckpoint))
      continue;
    const std::string_view digits = std::string_view(entry.name).substr(kEvolveCheckpoint.size());
    if (const auto number = base::parse_integer(digits); number && std::to_string(*number) == digits)
      numbers.push_back(*number);
  }
  std::sort(numbers.begin(), numbers.end());
  return numbers;
}

std::string checkpoint_folder(const std::string& folder, std::int64_t number) {
  return join_path(folder, std::string(kEvolveCheckpoint) + std::to_string(number));
}

/// The folder of checkpoints: this one, or its "checkpoints".
Claim claim_open_evolve(const FolderView& view) {
  Claim claim;
  const auto look_in = [&](const std::string& folder, const std::vector<base::FolderEntry>& entries) {
    const std::vector<std::int64_t> numbers = checkpoint_numbers(entries);
    if (numbers.empty()) return false;
    const std::string last = checkpoint_folder(folder, numbers.back());
    const auto programs = view.files.list(join_path(last, "programs"));
    const bool is_one = programs && std::any_of(programs->begin(), programs->end(), [](const base::FolderEntry& entry) {
                          return entry.kind == base::FileKind::file && extension_of(entry.name) == "json";
                        });
    if (!is_one || !view.files.info(join_path(last, "metadata.json"))) return false;
    claim.units.push_back({.folder = view.folder, .files = {join_path(last, "metadata.json")}});
    return true;
  };
  if (look_in(view.folder, view.entries)) {
    for (const std::int64_t number : checkpoint_numbers(view.entries))
      claim.folders.push_back(std::string(kEvolveCheckpoint) + std::to_string(number));
    return claim;
  }
  for (const base::FolderEntry& entry : view.entries) {
    if (entry.kind != base::FileKind::folder || entry.name != "checkpoints" || !entry.refusal.empty()) continue;
    const std::string folder = join_path(view.folder, entry.name);
    const auto entries = view.files.list(folder);
    if (entries && look_in(folder, *entries)) claim.folders.push_back(entry.name);
  }
  return claim;
}

std::string evolved_text(const Json& program, std::string_view key) {
  const Json* value = program.find(key);
  return value != nullptr && value->is_string() ? value->text() : "";
}

double evolved_number(const Json& program, std::string_view key) {
  const Json* value = program.find(key);
  return value != nullptr && value->is_number() ? value->as_number() : 0;
}

struct Evolved {
  double iteration = 0, time = 0;
  LoopEntry entry;
};

Evolved make_evolved(const Json& program, const std::string& id) {
  Evolved one{.iteration = evolved_number(program, "iteration_found"),
              .time = evolved_number(program, "timestamp"),
              .entry = {}};
  LoopEntry& entry = one.entry;
  entry.line = 1;
  entry.id = id;
  entry.parent = evolved_text(program, "parent_id");
  if (const Json* more = program.find("metadata")) entry.description = evolved_text(*more, "changes");
  if (entry.description.empty()) {
    entry.description = "iteration " + base::number_text(one.iteration) + ", generation " +
                        base::number_text(evolved_number(program, "generation"));
  }
  if (one.time > 0) entry.started_at = timestamp_text(one.time).value_or("");
  bool measured = false;
  if (const Json* metrics = program.find("metrics")) {
    for (const auto& [name, value] : metrics->members()) {
      if (!value.is_number() || entry.values.size() >= 200) continue;
      measured = measured || name != "error";
      entry.values.push_back(
          {.path = name,
           .value = {.kind = model::ParameterValue::Kind::number, .text = value.text(), .number = value.as_number()}});
    }
  }
  entry.status.status = measured ? vocabulary::TryStatus::open : vocabulary::TryStatus::failed;
  return one;
}

/// The objective of all entries, or nothing.
std::string evolved_objective(const LoopLog& log) {
  std::set<std::string_view> names;
  for (const LoopEntry& entry : log.entries) {
    if (entry.status.status == vocabulary::TryStatus::failed) continue;
    for (const model::Parameter& value : entry.values) names.insert(value.path);
  }
  if (names.contains(kCombinedScore)) return std::string(kCombinedScore);
  return names.size() == 1 ? std::string(*names.begin()) : "";
}

std::vector<model::Run> read_open_evolve(const ReadContext& context) {
  std::vector<model::Run> runs;
  const std::string& metadata = context.unit.files.front();
  const std::string folder(folder_of(folder_of(metadata)));
  const auto entries = context.files.list(folder);
  if (!entries) return runs;
  std::map<std::string, std::string> places;  // of programs, by id: that of the last checkpoint
  for (const std::int64_t number : checkpoint_numbers(*entries)) {
    const std::string programs = join_path(checkpoint_folder(folder, number), "programs");
    const auto files = context.files.list(programs);
    if (!files) continue;
    for (const base::FolderEntry& entry : *files) {
      if (entry.kind != base::FileKind::file || extension_of(entry.name) != "json" || places.size() >= kMaxPrograms)
        continue;
      places.insert_or_assign(std::string(without_extension(entry.name)), join_path(programs, entry.name));
    }
  }
  std::vector<Evolved> all;
  std::uint64_t bytes = 0;
  for (const auto& [id, path] : places) {
    const std::optional<std::string> text = read_document(context, path, kMaxDocumentBytes, "the program is left out");
    if (!text) continue;
    const base::JsonParse parsed = base::parse_json(*text);
    if (!parsed.ok || !parsed.value.is_object()) {
      context.notice({.severity = base::Severity::warning,
                      .code = "loop-bad-line",
                      .file = path,
                      .what = "no JSON object; the program is left out"});
      continue;
    }
    bytes += text->size();
    all.push_back(make_evolved(parsed.value, id));
  }
  std::sort(all.begin(), all.end(), [](const Evolved& a, const Evolved& b) {
    if (a.iteration != b.iteration) return a.iteration < b.iteration;
    return a.time != b.time ? a.time < b.time : a.entry.id < b.entry.id;
  });
  LoopLog log;
  log.parents_said = true;
  log.project =
      folder.empty()
          ? "checkpoints"
          : printable(name_of(folder) == "checkpoints" && !folder_of(folder).empty() ? folder_of(folder) : folder);
  log.prefix = std::string(name_of(log.project));
  for (Evolved& one : all) log.entries.push_back(std::move(one.entry));
  log.objective = evolved_objective(log);
  log.objective_said = log.objective == kCombinedScore;
  if (log.objective_said) log.direction = model::Direction::maximize;
  append_loop_runs(context, metadata, std::move(log), runs);
  if (!runs.empty()) runs.back().bytes_read = bytes;
  return runs;
}

}  // namespace

const RunFormat kOpenEvolveFormat{
    .name = "openevolve",
    .title = "checkpoints of OpenEvolve",
    .gives = Gives::store,
    .rank = LoggerRank::alone,
    .beside = nullptr,
    .claim = claim_open_evolve,
    .read = read_open_evolve,
};

}  // namespace ingest
