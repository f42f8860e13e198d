/// Runs of an idea as AI-Scientist leaves them: run_0/final_info.json (the baseline), run_1/final_info.json and so on,
///
///   {"<data set>": {"means": {"<metric>": number}, "stderrs": {…}, …}}
///
/// and notes.txt beside the folders: "## Run 1: title", then prose. Each folder is a try, in order of its number; a
/// metric of a data set is "<data set>.<metric>", and nothing is averaged over data sets. Without "means" the numbers
/// below a data set are read. Nothing is kept or discarded by word, and no run says which one it started from.

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/json/json.h"
#include "base/text/number_text.h"
#include "base/text/utf8.h"
#include "ingest/files/file_text.h"
#include "ingest/files/path_text.h"
#include "ingest/formats/formats.h"
#include "ingest/formats/loops/loop_log.h"
#include "ingest/run_format.h"

namespace ingest {
namespace {

using base::Json;

constexpr std::string_view kFinalInfo = "final_info.json";
constexpr std::string_view kRunFolder = "run_";
constexpr std::size_t kMostIdeaValues = 500;
constexpr std::size_t kMaxIdeaNotes = 1u << 20;

std::optional<std::int64_t> number_of_run(std::string_view folder) {
  if (!folder.starts_with(kRunFolder)) return std::nullopt;
  return base::parse_integer(folder.substr(kRunFolder.size()));
}

Claim claim_ai_scientist(const FolderView& view) {
  Claim claim;
  Unit unit{.folder = view.folder};
  bool baseline = false;
  for (const base::FolderEntry& entry : view.entries) {
    if (entry.kind != base::FileKind::folder || !entry.refusal.empty()) continue;
    const std::optional<std::int64_t> number = number_of_run(entry.name);
    const std::string path = join_path(join_path(view.folder, entry.name), kFinalInfo);
    if (!number || *number < 0 || !view.files.info(path)) continue;
    baseline = baseline || *number == 0;
    unit.files.push_back(path);
    claim.folders.push_back(entry.name);
  }
  if (!baseline) return {};
  const bool has_notes = std::any_of(view.entries.begin(), view.entries.end(),
                                     [](const base::FolderEntry& entry) { return entry.name == "notes.txt"; });
  if (has_notes) claim.files.emplace_back("notes.txt");
  claim.units.push_back(std::move(unit));
  return claim;
}

struct IdeaNote {
  std::string title, text;
};

/// By number of run.
std::map<std::int64_t, IdeaNote> read_idea_notes(std::string_view text) {
  std::map<std::int64_t, IdeaNote> notes;
  IdeaNote* current = nullptr;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    const std::string_view line = base::trim(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
    if (line.starts_with('#')) {
      current = nullptr;
      std::string_view heading = base::trim(line.substr(std::min(line.find_first_not_of('#'), line.size())));
      if (base::to_lower(heading.substr(0, 4)) != "run ") continue;
      heading.remove_prefix(4);
      const std::size_t digits = std::min(heading.find_first_not_of("0123456789"), heading.size());
      const std::optional<std::int64_t> number = base::parse_integer(heading.substr(0, digits));
      if (!number) continue;
      current = &notes[*number];
      heading.remove_prefix(digits);
      while (heading.starts_with(':') || heading.starts_with(' ') || heading.starts_with('-')) heading.remove_prefix(1);
      current->title = std::string(heading);
    } else if (current != nullptr && !line.empty() && current->text.size() < kMaxIdeaNotes) {
      current->text.append(current->text.empty() ? "" : " ").append(line);
    }
  }
  return notes;
}

void take_means(const std::string& set, const Json& values, LoopEntry& entry) {
  for (const auto& [name, value] : values.members()) {
    if (!value.is_number() || entry.values.size() >= kMostIdeaValues) continue;
    entry.values.push_back(
        {.path = set + "." + name,
         .value = {.kind = model::ParameterValue::Kind::number, .text = value.text(), .number = value.as_number()}});
  }
}

std::vector<model::Run> read_ai_scientist(const ReadContext& context) {
  std::vector<model::Run> runs;
  std::vector<std::pair<std::int64_t, std::string>> order;
  for (const std::string& path : context.unit.files) {
    order.emplace_back(number_of_run(name_of(folder_of(path))).value_or(0), path);
  }
  std::sort(order.begin(), order.end());
  const std::string& folder = context.unit.folder;
  const std::string notes_text = read_start(context.files, join_path(folder, "notes.txt"), kMaxIdeaNotes);
  std::map<std::int64_t, IdeaNote> notes = read_idea_notes(base::repair_utf8(notes_text));
  LoopLog log;
  log.parents_said = true;
  log.project = folder.empty() ? "runs" : printable(folder);
  log.prefix = "run";
  for (const auto& [number, path] : order) {
    LoopEntry& entry = log.entries.emplace_back();
    entry.line = 1;
    entry.id = "run_" + std::to_string(number);
    entry.description = notes[number].title;
    if (!notes[number].text.empty()) entry.observations.push_back(notes[number].text);
    const std::optional<std::string> text = read_document(context, path, kMaxDocumentBytes, "the run has no values");
    const base::JsonParse parsed = text ? base::parse_json(*text) : base::JsonParse{};
    for (const auto& [set, info] : parsed.value.members()) {
      const Json* means = info.find("means");
      take_means(set, means != nullptr ? *means : info, entry);
    }
    entry.status.status = entry.values.empty() ? vocabulary::TryStatus::failed : vocabulary::TryStatus::open;
    entry.status.baseline = number == 0;
  }
  append_loop_runs(context, order.front().second, std::move(log), runs);
  for (std::size_t i = 0; i < runs.size(); ++i) {
    runs[i].files = {order[i].second};
    runs[i].folder = std::string(folder_of(order[i].second));
  }
  return runs;
}

}  // namespace

const RunFormat kAiScientistFormat{
    .name = "ai-scientist",
    .title = "runs of an idea (AI-Scientist)",
    .gives = Gives::store,
    .rank = LoggerRank::alone,
    .beside = nullptr,
    .claim = claim_ai_scientist,
    .read = read_ai_scientist,
};

}  // namespace ingest
