/// Ray Tune and RLlib. A folder a trial,
///
///   result.json    JSON Lines, one object a report: training_iteration (the step), timestamp (Unix seconds), metrics
///                  nested; repeats "config" on each line; the text "null" stands for NaN
///   progress.csv   the same flattened, with the columns of the first report only; read if result.json has no row
///   params.json    parameters
///   error.txt      only of a trial that failed
///
/// and above them experiment_state-<time>.json, the newest of which counts: its trials are JSON objects, or texts that
/// hold them, in "checkpoints", or pairs of texts in "trial_data". A trial whose folder is gone is shown with its last
/// result. Each experiment folder is a project. A folder with params.json alone beside such folders is a trial that
/// reported nothing.

#include <algorithm>
#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/contains.h"
#include "ingest/documents/native_config.h"
#include "ingest/documents/run_files.h"
#include "ingest/files/file_text.h"
#include "ingest/files/notice_log.h"
#include "ingest/files/path_text.h"
#include "ingest/formats/formats.h"
#include "ingest/formats/ray/trial.h"
#include "ingest/metrics/csv.h"
#include "ingest/metrics/run_rows.h"

namespace ingest {
namespace {

using base::Json;

constexpr std::size_t kRayTuneHeadBytes = 256u << 10;
constexpr std::string_view kExperimentState = "experiment_state-";

bool is_result(std::string_view head) {
  const base::JsonParse line = base::parse_json(head.substr(0, head.find('\n')));
  return line.value.find("training_iteration") != nullptr;
}

bool is_ray_progress(std::string_view head) {
  const std::vector<std::string> header = look_at_csv(head.substr(0, head.rfind('\n') + 1), false).header;
  return base::contains(header, "training_iteration") &&
         (base::contains(header, "trial_id") || base::contains(header, "time_total_s"));
}

/// The texts or objects of all trials.
std::vector<Json> trials_of(const Json& state) {
  std::vector<Json> trials;
  const auto add = [&](const Json& trial) {
    if (trial.is_object()) trials.push_back(trial);
    if (!trial.is_string()) return;
    base::JsonParse parsed = base::parse_json(trial.text());
    if (parsed.ok && parsed.value.is_object()) trials.push_back(std::move(parsed.value));
  };
  if (const Json* list = state.find("checkpoints")) {
    for (const Json& trial : list->items()) add(trial);
  }
  if (const Json* list = state.find("trial_data")) {
    for (const Json& pair : list->items()) add(pair.is_array() && !pair.items().empty() ? pair.items()[0] : pair);
  }
  return trials;
}

/// The trial's folder as the state file calls it; "" if it does not.
std::string folder_name(const Json& trial) {
  for (const std::string_view key : {"relative_logdir", "logdir"}) {
    const std::string path = ray_text(trial, key);
    if (!path.empty()) return std::string(name_of(path));
  }
  return "";
}

bool is_shown_elsewhere(const FolderView& folder, const Json& trial) {
  const std::string name = folder_name(trial), id = ray_text(trial, "trial_id");
  for (const base::FolderEntry& entry : folder.entries) {
    if (entry.kind != base::FileKind::folder) continue;
    if (entry.name != name && (id.empty() || entry.name.find(id) == std::string::npos)) continue;
    for (const std::string_view file : {kRayResult, kRayProgress}) {
      if (folder.files.info(join_path(join_path(folder.folder, entry.name), file))) return true;
    }
  }
  return false;
}

bool holds_trial(const base::FileReader& files, const std::string& folder) {
  const base::Result<std::vector<base::FolderEntry>> entries = files.list(folder);
  return entries && std::any_of(entries->begin(), entries->end(), [&](const base::FolderEntry& entry) {
           if (entry.kind != base::FileKind::file || !entry.refusal.empty()) return false;
           const auto head = [&] { return read_start(files, join_path(folder, entry.name), kRayTuneHeadBytes); };
           if (entry.name == kRayResult) return is_result(head());
           if (entry.name == kRayProgress) return is_ray_progress(head());
           return entry.name.starts_with(kExperimentState) && entry.name.ends_with(".json");
         });
}

/// A trial that reported nothing: params.json is a common name, so a folder beside it must be Ray's, and nothing in it
/// may hold metrics. Where there is a state file above, that file tells of the trial.
bool reported_nothing(const FolderView& folder) {
  const bool has_metrics =
      std::any_of(folder.entries.begin(), folder.entries.end(), [](const base::FolderEntry& entry) {
        constexpr std::array<std::string_view, 5> kMetrics{"csv", "tsv", "json", "jsonl", "txt"};
        if (entry.name.find("tfevents") != std::string::npos) return true;
        return entry.name != kRayParams && base::contains(kMetrics, extension_of(entry.name));
      });
  if (folder.folder.empty() || has_metrics) return false;
  const std::string parent(folder_of(folder.folder));
  const base::Result<std::vector<base::FolderEntry>> beside = folder.files.list(parent);
  if (!beside) return false;
  bool is_beside_trial = false;
  for (const base::FolderEntry& entry : *beside) {
    if (entry.kind == base::FileKind::file && entry.name.starts_with(kExperimentState)) return false;
    if (entry.kind != base::FileKind::folder || !entry.refusal.empty() || is_beside_trial) continue;
    is_beside_trial = entry.name != name_of(folder.folder) && holds_trial(folder.files, join_path(parent, entry.name));
  }
  return is_beside_trial;
}

Claim claim_ray_tune(const FolderView& folder) {
  Claim claim;
  Unit unit{.folder = folder.folder};
  std::string state;
  bool results = false, empty_result = false;
  const auto take = [&](const std::string& name) {
    claim.files.push_back(name);
    unit.files.push_back(join_path(folder.folder, name));
  };
  for (const base::FolderEntry& entry : folder.entries) {
    if (entry.kind != base::FileKind::file || !entry.refusal.empty()) continue;
    const auto head = [&] { return read_start(folder.files, join_path(folder.folder, entry.name), kRayTuneHeadBytes); };
    if (entry.name == kRayResult || entry.name == kRayProgress) {
      const std::string start = head();
      const bool ours = entry.name == kRayResult ? is_result(start) : is_ray_progress(start);
      results = results || ours;
      empty_result = empty_result || start.empty();
      if (ours || start.empty()) take(entry.name);
    } else if (entry.name.starts_with(kExperimentState) && entry.name.ends_with(".json")) {
      state = entry.name;
      claim.files.push_back(entry.name);
    }
  }
  const auto has = [&](std::string_view name) {
    return std::any_of(folder.entries.begin(), folder.entries.end(),
                       [&](const base::FolderEntry& entry) { return entry.name == name; });
  };
  const bool left_nothing =
      has(kRayParams) && !results && state.empty() && (empty_result ? has("params.pkl") : reported_nothing(folder));
  if (state.empty() && !results && !left_nothing) return {};
  if (!state.empty()) {
    const std::string path = join_path(folder.folder, state);
    const base::JsonParse parsed = base::parse_json(read_start(folder.files, path, kMaxDocumentBytes));
    const std::vector<Json> trials = trials_of(parsed.value);
    const bool missing = std::any_of(trials.begin(), trials.end(),
                                     [&](const Json& trial) { return !is_shown_elsewhere(folder, trial); });
    if (missing || !parsed.ok) unit.files.push_back(path);
  }
  for (const std::string_view name : {kRayParams, kRayError, std::string_view("notes.md")}) {
    if (has(name) && (results || left_nothing)) take(std::string(name));
  }
  // Without its header after a trial was restored: the same rows as in result.json.
  const bool has_rows = base::contains(claim.files, kRayResult) && results;
  if (has_rows && has(kRayProgress) && !base::contains(claim.files, kRayProgress))
    claim.files.emplace_back(kRayProgress);
  if (!unit.files.empty()) claim.units.push_back(std::move(unit));
  return claim;
}

std::vector<model::Run> read_ray_tune(const ReadContext& context) {
  std::vector<model::Run> runs;
  const auto is_state = [](const std::string& path) { return name_of(path).starts_with(kExperimentState); };
  const std::vector<std::string>& files = context.unit.files;
  const auto state = std::find_if(files.begin(), files.end(), is_state);
  std::string own_trial;
  if (files.size() > (state != files.end() ? 1u : 0u)) {
    model::Run& run = runs.emplace_back();
    run.folder = context.unit.folder;
    own_trial = read_ray_trial(context, run);
    run.project = printable(name_of(state != files.end() ? context.unit.folder : folder_of(context.unit.folder)));
  }
  if (state == files.end()) return runs;
  model::Run holder;
  const std::optional<Json> tree =
      read_object(without_notices(context, {"personal-withheld"}), *state, holder,  // hosts, which are not shown
                  "the trials whose folders are gone are not known");
  if (!tree) return runs;
  const base::Result<std::vector<base::FolderEntry>> entries = context.files.list(context.unit.folder);
  const std::vector<base::FolderEntry> none;
  const FolderView view{context.files, context.unit.folder, entries ? *entries : none, ""};
  for (const Json& trial : trials_of(*tree)) {
    if (!own_trial.empty() && ray_text(trial, "trial_id") == own_trial) {
      model::Run said;
      take_ray_state(context, *state, trial, said);
      runs[0].files.push_back(*state);
      if (runs[0].config.tree.is_null()) runs[0].config = std::move(said.config);
      if (runs[0].status == model::RunStatus::unknown) runs[0].status = said.status;
      if (runs[0].seed.empty()) runs[0].seed = said.seed;
      if (runs[0].finished_at.empty()) runs[0].finished_at = said.finished_at;
      continue;
    }
    if (is_shown_elsewhere(view, trial)) continue;
    model::Run& run = runs.emplace_back();
    run.folder = join_path(context.unit.folder, ray_text(trial, "trial_id"));
    run.project = printable(name_of(context.unit.folder));
    take_ray_state(context, *state, trial, run);
  }
  return runs;
}

constexpr OwnName kRayNames[]{
    {"result.json", true, "params.pkl"}, {"experiment_state-*.json"}, {"progress.csv", false}};

}  // namespace

const RunFormat kRayTuneFormat{
    .name = "ray-tune",
    .title = "Ray Tune",
    .gives = Gives::run_folder,
    .rank = LoggerRank::text_files,
    .beside = nullptr,
    .claim = claim_ray_tune,
    .read = read_ray_tune,
    .own_names = kRayNames,
};

}  // namespace ingest
