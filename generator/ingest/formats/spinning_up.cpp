/// Spinning Up, and loggers made after it: a folder with
///
///   progress.txt   table with tabs, one row an epoch: Epoch, AverageEpRet, …, TotalEnvInteracts (the step), Time
///                  (seconds since the start)
///   config.json    arguments; objects as their Python text, which holds memory addresses, and the logger itself
///
/// Rewards of different environments say nothing about each other, so that each environment is a project. Folders are
/// mostly called <exp_name>/<exp_name>_s<seed>.

#include <algorithm>
#include <array>
#include <cctype>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/text/utf8.h"
#include "ingest/documents/native_config.h"
#include "ingest/documents/run_files.h"
#include "ingest/files/file_text.h"
#include "ingest/files/path_text.h"
#include "ingest/formats/formats.h"
#include "ingest/formats/shared/logger_files.h"
#include "ingest/metrics/csv.h"
#include "ingest/metrics/run_rows.h"
#include "vocabulary/axis_names.h"
#include "vocabulary/runs/known_names.h"

namespace ingest {
namespace {

using base::Json;

constexpr std::string_view kProgress = "progress.txt";
constexpr std::string_view kSpinningUpConfig = "config.json";
constexpr std::size_t kSpinningUpHeadBytes = 64u << 10;

/// "totalenvinteracts" of "Total-Env_Interacts".
std::string letters_of(std::string_view name) {
  std::string letters;
  for (const char c : base::to_lower(name)) {
    if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) letters += c;
  }
  return letters;
}

bool is_step_name(std::string_view name) {
  const std::string letters = letters_of(name);
  return letters == "totalenvinteracts" || letters == "totalinteracts" || letters == "totalenvsteps";
}

bool is_spinning_up_progress(const std::string& head) {
  if (head.substr(0, head.find('\n')).find('\t') == std::string::npos) return false;
  const CsvStart start = look_at_csv(head, true);
  return start.numeric_column && std::any_of(start.header.begin(), start.header.end(), [](const std::string& name) {
           return vocabulary::is_curve_axis(name) || is_step_name(name);
         });
}

Claim claim_spinning_up(const FolderView& folder) {
  if (!has_file(folder, kProgress)) return {};
  const std::string progress = join_path(folder.folder, kProgress);
  if (!is_spinning_up_progress(read_start(folder.files, progress, kSpinningUpHeadBytes))) return {};
  Claim claim{.units = {{.folder = folder.folder, .files = {progress}}}, .files = {std::string(kProgress)}};
  for (const std::string_view name : {kSpinningUpConfig, std::string_view("notes.md")}) {
    if (!has_file(folder, name)) continue;
    claim.files.emplace_back(name);
    claim.units[0].files.push_back(join_path(folder.folder, name));
  }
  return claim;
}

/// "<Net at 0x7f12>" without the address, so that repeats of a run have equal parameters.
std::string without_address(std::string text) {
  constexpr std::string_view kMark = " at 0x";
  std::size_t at = 0;
  while ((at = text.find(kMark, at)) != std::string::npos) {
    std::size_t end = at + kMark.size();
    while (end < text.size() && std::isxdigit(static_cast<unsigned char>(text[end])) != 0) ++end;
    text.erase(at, end - at);
  }
  return text;
}

void remove_addresses(Json& tree) {
  std::vector<Json*> pending{&tree};
  while (!pending.empty()) {
    Json& node = *pending.back();
    pending.pop_back();
    for (Json& item : node.items()) pending.push_back(&item);
    for (auto& [key, value] : node.members()) {
      key = without_address(std::move(key));
      pending.push_back(&value);
    }
    if (!node.is_string() || node.text().find(" at 0x") == std::string::npos) continue;
    const base::Position where = node.where();
    node = Json::string(without_address(node.text()));
    node.set_where(where);
  }
}

/// The environment that stands in the path of a run, from its last part on: the arguments hold it as a function most
/// often, of which the log keeps nothing.
std::string environment_of(std::string_view path) {
  for (std::string_view rest = path; !rest.empty(); rest = folder_of(rest)) {
    if (const std::string_view id = vocabulary::environment_in(name_of(rest), true); !id.empty()) return printable(id);
  }
  return {};
}

void read_arguments(const ReadContext& context, const std::string& path, model::Run& run) {
  std::optional<Json> tree = read_object(context, path, run, "no parameter is read");
  if (!tree) return;
  std::string said_environment;
  if (const Json* logger = tree->find("logger_kwargs"); logger != nullptr && logger->is_object()) {
    for (const std::string_view key : {"exp_name", "output_dir"}) {
      const Json* said = logger->find(key);
      if (said != nullptr && said->is_string() && said_environment.empty())
        said_environment = environment_of(said->text());
    }
  }
  std::erase_if(tree->members(),
                [](const Json::Member& member) { return member.first == "logger" || member.first == "logger_kwargs"; });
  remove_addresses(*tree);
  for (const std::string_view key : {"env", "env_name"}) {
    const Json* environment = tree->find(key);
    if (run.project.empty() && environment != nullptr && environment->is_string()) run.project = environment->text();
  }
  if (run.project.empty()) run.project = said_environment;
  take_parameters(std::move(*tree), run);
}

void choose_progress_axes(model::Run& run) {
  std::string steps, time;
  for (const model::Series& series : run.series) {
    if (steps.empty() && is_step_name(series.name)) steps = series.name;
    if (time.empty() && letters_of(series.name) == "time") time = series.name;
  }
  if (!steps.empty()) move_to_axis(steps, vocabulary::Axis::step, run);
  if (time.empty() || !run.axes.wall_time_s.empty()) return;
  move_to_axis(time, vocabulary::Axis::wall_time, run);
  run.axes.relative_time = true;
}

std::vector<model::Run> read_spinning_up(const ReadContext& context) {
  std::vector<model::Run> runs(1);
  model::Run& run = runs[0];
  run.folder = context.unit.folder;
  for (const std::string& path : context.unit.files) {
    if (name_of(path) == kSpinningUpConfig) read_arguments(context, path, run);
    if (name_of(path) == "notes.md") read_note(context, path, run);
  }
  if (run.project.empty()) run.project = environment_of(run.folder);
  read_metrics_csv(without_notices(context, {"no-step"}), context.unit.files.front(), run);
  choose_progress_axes(run);
  return runs;
}

constexpr OwnName kSpinningUpNames[]{{"progress.txt", false}};

}  // namespace

const RunFormat kSpinningUpFormat{
    .name = "spinning-up",
    .title = "Spinning Up",
    .gives = Gives::run_folder,
    .rank = LoggerRank::text_files,
    .beside = nullptr,
    .claim = claim_spinning_up,
    .read = read_spinning_up,
    .own_names = kSpinningUpNames,
};

}  // namespace ingest
