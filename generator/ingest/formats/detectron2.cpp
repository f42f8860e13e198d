/// Detectron2. A training's output folder:
///
///   metrics.json   JSON Lines in spite of the name: objects with a whole "iteration" and what was measured since; the
///                  values of one iteration may stand on several lines, which are joined. A resumed training appends.
///   config.yaml    the settings, nested
///   log.txt        "Environment info:", then between two lines of dashes a table of two columns, two blanks or more
///                  apart; times are without a year and not read
///
/// Several such files in one folder (metrics.json and metrics_other.json) are a run each, called by their names.

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/json/json.h"
#include "base/text/utf8.h"
#include "ingest/documents/run_files.h"
#include "ingest/files/file_text.h"
#include "ingest/files/path_text.h"
#include "ingest/formats/formats.h"
#include "ingest/formats/shared/logger_files.h"
#include "ingest/formats/tensorboard/claim.h"
#include "ingest/metrics/jsonl.h"

namespace ingest {
namespace {

constexpr std::size_t kDetectron2HeadBytes = 64u << 10;
constexpr std::size_t kMaxLogBytes = 256u << 10;
constexpr std::string_view kDetectron2Config = "config.yaml", kDetectron2Log = "log.txt",
                           kEnvironment = "Environment info:";

bool is_metrics_file(const FolderView& folder, const base::FolderEntry& entry) {
  if (!is_readable_file(entry) || !entry.name.starts_with("metrics") || extension_of(entry.name) != "json")
    return false;
  const std::string head = read_start(folder.files, join_path(folder.folder, entry.name), kDetectron2HeadBytes);
  if (!head.starts_with('{')) return false;
  const std::size_t end = head.find('\n');
  if (end == std::string::npos && head.size() == kDetectron2HeadBytes) return false;
  const base::JsonParse first = base::parse_json(std::string_view(head).substr(0, end));
  const base::Json* iteration = first.value.find("iteration");
  return first.ok && iteration != nullptr && iteration->is_number() &&
         std::floor(iteration->as_number()) == iteration->as_number();
}

Claim claim_detectron2(const FolderView& folder) {
  Claim claim;
  for (const base::FolderEntry& entry : folder.entries) {
    if (!is_metrics_file(folder, entry)) continue;
    Unit unit{.folder = folder.folder};
    claim_file(folder, entry.name, unit, claim);
    claim.units.push_back(std::move(unit));
  }
  if (claim.units.empty()) return claim;
  if (has_file(folder, kDetectron2Config)) {
    const std::string path = join_path(folder.folder, kDetectron2Config);
    for (Unit& unit : claim.units) unit.files.push_back(path);
    claim.files.emplace_back(kDetectron2Config);
  }
  for (const std::string_view name : {kDetectron2Log, std::string_view("notes.md")}) {
    if (claim.units.size() == 1 && has_file(folder, name)) claim_file(folder, std::string(name), claim.units[0], claim);
  }
  claim_event_files(folder, "metrics.json", claim);
  return claim;
}

/// Of the first launch, if the training was resumed.
void read_training_log(const ReadContext& context, const std::string& path, model::Run& run) {
  const std::string head = read_start(context.files, path, kMaxLogBytes);
  const std::size_t begin = head.find(kEnvironment);
  if (begin == std::string::npos) return;
  std::string_view rest = std::string_view(head).substr(begin);
  int rules = 0;
  while (!rest.empty() && rules < 2) {
    const std::string_view line = rest.substr(0, rest.find('\n'));
    rest.remove_prefix(std::min(line.size() + 1, rest.size()));
    const std::size_t gap = line.find("  ");
    if (line.starts_with("---")) ++rules;
    if (rules != 1 || gap == 0 || gap == std::string_view::npos || line.starts_with('-')) continue;
    run.environment.push_back({.path = base::repair_utf8(line.substr(0, gap)),
                               .value = {.kind = model::ParameterValue::Kind::text,
                                         .text = base::repair_utf8(base::trim(line.substr(gap)))}});
  }
  if (rules > 0) run.files.push_back(path);
}

std::vector<model::Run> read_detectron2(const ReadContext& context) {
  std::vector<model::Run> runs(1);
  model::Run& run = runs[0];
  const std::string& metrics = context.unit.files.front();
  const bool is_lone = name_of(metrics) == "metrics.json";
  run.folder = is_lone ? context.unit.folder : std::string(without_extension(metrics));
  read_metrics_jsonl(context, metrics, run);
  join_rows_of_a_step(run);
  for (const std::string& file : context.unit.files) {
    if (name_of(file) == kDetectron2Config) read_parameters(context, file, run);
    if (name_of(file) == kDetectron2Log) read_training_log(context, file, run);
    if (name_of(file) == "notes.md") read_note(context, file, run);
  }
  return runs;
}

}  // namespace

const RunFormat kDetectron2Format{
    .name = "detectron2",
    .title = "Detectron2",
    .gives = Gives::run_folder,
    .rank = LoggerRank::text_files,
    .beside = nullptr,
    .claim = claim_detectron2,
    .read = read_detectron2,
};

}  // namespace ingest
