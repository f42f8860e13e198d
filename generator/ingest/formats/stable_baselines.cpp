/// Stable-Baselines3, its predecessors, and the RL Zoo around it. A run is a folder with any of
///
///   progress.csv, progress<N>.csv  a row each time the logger writes; time/total_timesteps is the step (Baselines:
///                                  misc/total_timesteps or TimestepsSoFar), time/time_elapsed seconds
///   progress.json                  the same as JSON Lines
///   monitor.csv, <N>.monitor.csv   one an environment: "#{json}" or "# {json}" with t_start (Unix seconds) and env_id,
///                                  then r,l,t and more: reward, length and seconds since t_start of each episode
///   evaluations.npz                evaluation episodes (gym/evaluations.cpp), where progress.csv lacks them
///   <env>/config.yml, args.yml     of the RL Zoo: ordered dictionaries with Python tags, as lists of pairs; the seed
///   is
///                                  in args.yml. They may also stand in the folder itself
///
/// Environments ran side by side: episodes are ordered by the time they ended, and the step of an episode is the sum of
/// the lengths of all that ended until then. Appending starts t again from 0 at a moment nobody wrote down; such times
/// go on from the last one. Rewards of different environments say nothing about each other, so that each environment is
/// a project. A monitor file of another name (monitor_a.csv) is a run of its own.

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <numeric>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/contains.h"
#include "base/text/utf8.h"
#include "base/yaml/yaml.h"
#include "ingest/documents/native_config.h"
#include "ingest/documents/run_files.h"
#include "ingest/files/file_text.h"
#include "ingest/files/path_text.h"
#include "ingest/files/timestamps.h"
#include "ingest/formats/formats.h"
#include "ingest/formats/gym/evaluations.h"
#include "ingest/formats/tensorboard/claim.h"
#include "ingest/metrics/csv.h"
#include "ingest/metrics/jsonl.h"
#include "ingest/metrics/run_rows.h"
#include "ingest/metrics/settle_rows.h"

namespace ingest {
namespace {

using base::Json;
using base::Severity;

constexpr std::size_t kStableBaselinesHeadBytes = 64u << 10;
constexpr std::array<std::string_view, 4> kZooNames{"config.yml", "args.yml", "config.yaml", "args.yaml"};
constexpr std::string_view kReward = "episode_reward", kLength = "episode_length";

bool is_regular_file(const base::FolderEntry& entry) {
  return entry.kind == base::FileKind::file && entry.refusal.empty();
}

bool is_progress_name(std::string_view name) {
  if (name == "progress.json") return true;
  constexpr std::string_view kStart = "progress", kEnd = ".csv";
  if (!name.starts_with(kStart) || !name.ends_with(kEnd)) return false;
  const std::string_view number = name.substr(kStart.size(), name.size() - kStart.size() - kEnd.size());
  return number.find_first_not_of("0123456789") == std::string_view::npos;
}

bool is_monitor_name(std::string_view name) {
  return without_compression(name).ends_with("monitor.csv");
}

bool is_logger_key(std::string_view key) {
  constexpr std::array<std::string_view, 8> kKeys{"time/total_timesteps", "time/fps",  "misc/total_timesteps",
                                                  "TimestepsSoFar",       "EpRewMean", "eprewmean",
                                                  "total_timesteps",      "ep_rewmean"};
  return base::contains(kKeys, key) || key.starts_with("rollout/");
}

bool is_progress_table(const FolderView& folder, const std::string& name) {
  const std::string head = read_start(folder.files, join_path(folder.folder, name), kStableBaselinesHeadBytes);
  if (name != "progress.json") {
    const std::vector<std::string> header = look_at_csv(head.substr(0, head.rfind('\n') + 1), false).header;
    return !base::contains(header, "training_iteration") && std::any_of(header.begin(), header.end(), is_logger_key);
  }
  const base::JsonParse line = base::parse_json(std::string_view(head).substr(0, head.find('\n')));
  const Json::Object& members = line.value.members();
  return std::any_of(members.begin(), members.end(), [](const auto& member) { return is_logger_key(member.first); });
}

/// The object in the first line of an episode log; null if this is none.
Json monitor_header(const base::FileReader& files, const std::string& path) {
  const std::string head = read_start(files, path, kStableBaselinesHeadBytes);
  const std::size_t end = head.find('\n');
  if (!starts_like_episode_log(head) || end == std::string::npos || !head.substr(end + 1).starts_with("r,l,t"))
    return {};
  base::JsonParse parsed = base::parse_json(std::string_view(head).substr(1, end - 1));
  return parsed.ok ? std::move(parsed.value) : Json::object();
}

bool has_names(const base::FileReader& files, const std::string& folder, std::vector<std::string>& paths) {
  const base::Result<std::vector<base::FolderEntry>> entries = files.list(folder);
  if (!entries) return false;
  const std::size_t before = paths.size();
  for (const base::FolderEntry& entry : *entries) {
    if (is_regular_file(entry) && base::contains(kZooNames, entry.name)) paths.push_back(join_path(folder, entry.name));
  }
  return paths.size() > before;
}

/// The settings that the RL Zoo writes: in the folder, else in the one sub-folder that has them.
void claim_settings(const FolderView& folder, Claim& claim) {
  Unit& unit = claim.units.front();
  if (has_names(folder.files, folder.folder, unit.files)) {
    for (const std::string_view name : kZooNames) {
      if (base::contains(unit.files, join_path(folder.folder, name))) claim.files.emplace_back(name);
    }
    return;
  }
  std::vector<std::string> found;
  for (const base::FolderEntry& entry : folder.entries) {
    if (entry.kind != base::FileKind::folder || entry.is_link || !entry.refusal.empty()) continue;
    std::vector<std::string> paths;
    if (!has_names(folder.files, join_path(folder.folder, entry.name), paths)) continue;
    if (!found.empty()) return;
    found = std::move(paths);
    claim.folders = {entry.name};
  }
  unit.files.insert(unit.files.end(), found.begin(), found.end());
  if (found.empty()) return;
  const std::string settings(folder_of(found.front()));
  const base::Result<std::vector<base::FolderEntry>> entries = folder.files.list(settings);
  const bool has_more = entries && std::any_of(entries->begin(), entries->end(), [](const base::FolderEntry& entry) {
                          return entry.kind == base::FileKind::folder;
                        });
  if (!has_more || claim_only_event_folder(folder.files, settings, folder.folder, claim)) return;
  claim.notices.push_back({.severity = Severity::note,
                           .code = "sb3-events",
                           .file = settings,
                           .what = "folders below the settings of the run, such as event files, are not read; its "
                                   "episode logs and progress are"});
}

Claim claim_stable_baselines(const FolderView& folder) {
  Claim claim;
  std::vector<std::string> taken;
  std::vector<Unit> alone;
  for (const base::FolderEntry& entry : folder.entries) {
    if (!is_regular_file(entry)) continue;
    const std::string path = join_path(folder.folder, entry.name);
    if (is_progress_name(entry.name) ? !is_progress_table(folder, entry.name) : extension_of(entry.name) != "csv")
      continue;
    const bool is_monitor = entry.name.find("monitor") != std::string::npos;
    if (!is_progress_name(entry.name) && !(is_monitor && monitor_header(folder.files, path).is_object())) continue;
    if (is_progress_name(entry.name) || is_monitor_name(entry.name)) {
      taken.push_back(path);
    } else {
      alone.push_back({.folder = folder.folder, .files = {path}});
    }
    claim.files.push_back(entry.name);
  }
  if (!taken.empty()) {
    claim.units.push_back({.folder = folder.folder, .files = std::move(taken)});
    claim_settings(folder, claim);
    for (const base::FolderEntry& entry : folder.entries) {
      if (!is_evaluations_file(folder, entry)) continue;
      claim.files.push_back(entry.name);
      claim.units[0].files.push_back(join_path(folder.folder, entry.name));
    }
    for (const std::string_view name : {"notes.md", "command.txt"}) {
      const auto is_this = [&](const base::FolderEntry& entry) { return entry.name == name && is_regular_file(entry); };
      if (std::none_of(folder.entries.begin(), folder.entries.end(), is_this)) continue;
      claim.files.emplace_back(name);
      claim.units[0].files.push_back(join_path(folder.folder, name));
    }
  }
  claim.units.insert(claim.units.end(), alone.begin(), alone.end());
  return claim;
}

/// Members of a list of [key, value] pairs, which is how an ordered dictionary looks without its tag.
std::optional<Json> object_of_pairs(const Json& tree) {
  if (!tree.is_array() || tree.items().size() != 1) return std::nullopt;
  Json object = Json::object();
  for (const Json& pair : tree.items()[0].items()) {
    if (pair.items().size() != 2 || !pair.items()[0].is_string()) return std::nullopt;
    object.set(pair.items()[0].text(), pair.items()[1]);
  }
  return object.members().empty() ? std::nullopt : std::optional<Json>(std::move(object));
}

std::optional<Json> read_zoo_file(const ReadContext& context, const std::string& path, model::Run& run) {
  const std::optional<std::string> text = read_document(context, path, kMaxDocumentBytes, "no parameter is read");
  if (!text) return std::nullopt;
  const base::JsonParse parsed = base::parse_yaml(*text);
  std::optional<Json> object = parsed.ok ? object_of_pairs(parsed.value) : std::nullopt;
  if (!object) return read_object(context, path, run, "no parameter is read");
  run.files.push_back(path);
  run.bytes_read += text->size();
  context.redactor.redact_tree(*object, path, context.notice);
  return object;
}

/// Hyper-parameters as they are, the arguments of the command under "args".
void read_zoo_settings(const ReadContext& context, model::Run& run, Json& config) {
  for (const std::string& path : context.unit.files) {
    const std::string_view name = name_of(path);
    if (!base::contains(kZooNames, name)) continue;
    std::optional<Json> object = read_zoo_file(context, path, run);
    if (!object) continue;
    if (name.starts_with("args")) {
      config.set("args", std::move(*object));
    } else {
      for (auto& [key, value] : object->members()) config.set(key, std::move(value));
    }
  }
}

void read_progress(const ReadContext& context, const std::string& path, model::Run& run) {
  model::Run part;
  if (extension_of(path) == "json") {
    read_metrics_jsonl(context, path, part);
  } else {
    read_metrics_csv(without_notices(context, {"no-step"}), path, part);
  }
  for (const std::string_view name : {"misc/total_timesteps", "TimestepsSoFar"}) {
    if (part.axes.step.empty()) move_to_axis(name, vocabulary::Axis::step, part);
  }
  const auto no_place = [](std::uint32_t) { return base::Position(); };
  say_settled(settle_rows(part), true, path, no_place, context.notice);
  add_rows(std::move(part), run);
}

/// The episodes of all environments, one after the other until they are put in order.
class Episodes {
 public:
  explicit Episodes(const ReadContext& context) : context_(context) {}

  void add(const std::string& path, model::Run& run) {
    const Json header = monitor_header(context_.files, path);
    const Json* start = header.find("t_start");
    const bool dated = start != nullptr && start->is_number() && std::isfinite(start->as_number());
    undated_ = undated_ || !dated;
    if (dated) first_start_ = std::min(first_start_.value_or(start->as_number()), start->as_number());
    const Json* env = header.find("env_id");
    if (env != nullptr && env->is_string() && env->text() != "None") environments_.insert(env->text());
    model::Run part;
    read_metrics_csv(without_notices(context_, {"csv-comment", "no-step", "csv-header-only"}), path, part);
    go_on_after_restarts(path, part.axes.wall_time_s);
    for (double& time : part.axes.wall_time_s) time += dated ? start->as_number() : 0;
    part.axes.relative_time = false;
    if (part.axes.wall_time_s.empty()) part.axes.wall_time_s.assign(part.axes.rows, model::kMissing);
    // Nothing but the order of the files says which rows belong together, so none are shared.
    part.axes.step.assign(part.axes.rows, model::kMissing);
    if (part.axes.rows > 0) part.axes.step[0] = static_cast<double>(++files_);
    add_rows(std::move(part), all_);
    last_path_ = path;
    run.files.insert(run.files.end(), all_.files.begin(), all_.files.end());
    all_.files.clear();
  }

  void finish(model::Run& run) {
    if (all_.axes.rows == 0) {
      say(Severity::note, "monitor-no-episode", last_path_,
          "no episode ended: nothing but headers in the episode logs");
      run.bytes_read += all_.bytes_read;
      return;
    }
    if (undated_ && first_start_) {
      for (double& time : all_.axes.wall_time_s) time -= time >= *first_start_ ? *first_start_ : 0;
    }
    sort_by_time();
    count_steps();
    for (model::Series& series : all_.series) {
      if (series.name == "r") series.name = kReward;
      if (series.name == "l") series.name = kLength;
    }
    all_.axes.relative_time = undated_;
    add_rows(std::move(all_), run);
  }

  const std::set<std::string>& environments() const { return environments_; }
  /// Empty if some file does not say.
  std::string started_at() const { return undated_ || !first_start_ ? "" : timestamp_text(*first_start_).value_or(""); }

 private:
  void say(Severity severity, const char* code, const std::string& file, std::string what) const {
    context_.notice({.severity = severity, .code = code, .file = file, .what = std::move(what)});
  }

  void go_on_after_restarts(const std::string& path, std::vector<double>& times) const {
    double offset = 0, last = 0;
    std::size_t restarts = 0;
    for (double& time : times) {
      if (std::isnan(time)) continue;
      if (time + offset < last) {
        offset = last;
        ++restarts;
      }
      time += offset;
      last = time;
    }
    if (restarts == 0) return;
    say(Severity::note, "monitor-appended", path,
        "times start again (" + std::to_string(restarts) +
            "): the file was appended to, and when is not written; they go on from the last one");
  }

  void sort_by_time() {
    std::vector<double>& times = all_.axes.wall_time_s;
    std::vector<std::uint32_t> order(all_.axes.rows);
    std::iota(order.begin(), order.end(), 0u);
    std::stable_sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) {
      if (std::isnan(times[a]) || std::isnan(times[b])) return std::isnan(times[b]) && !std::isnan(times[a]);
      return times[a] < times[b];
    });
    std::vector<std::uint32_t> place(order.size());
    std::vector<double> sorted(times.size());
    for (std::uint32_t i = 0; i < order.size(); ++i) {
      place[order[i]] = i;
      sorted[i] = times[order[i]];
    }
    times = std::move(sorted);
    for (model::Series& series : all_.series) sort_series(place, series);
  }

  static void sort_series(const std::vector<std::uint32_t>& place, model::Series& series) {
    std::vector<std::pair<std::uint32_t, double>> points(series.values.size());
    for (std::size_t i = 0; i < points.size(); ++i) points[i] = {place[series.row_of(i)], series.values[i]};
    std::sort(points.begin(), points.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
    series.rows.resize(points.size());
    for (std::size_t i = 0; i < points.size(); ++i) {
      series.rows[i] = points[i].first;
      series.values[i] = points[i].second;
    }
  }

  void count_steps() {
    std::vector<double> steps(all_.axes.rows, 0);
    if (const model::Series* lengths = find_series(all_, "l")) {
      for (std::size_t i = 0; i < lengths->values.size(); ++i) {
        if (std::isfinite(lengths->values[i])) steps[lengths->row_of(i)] = lengths->values[i];
      }
    }
    std::partial_sum(steps.begin(), steps.end(), steps.begin());
    all_.axes.step = std::move(steps);
  }

  const ReadContext& context_;
  model::Run all_;
  std::set<std::string> environments_;
  std::optional<double> first_start_;
  std::string last_path_;
  std::size_t files_ = 0;
  bool undated_ = false;
};

/// What the run's own table does not have: its eval/ columns are the same numbers.
void add_evaluations(const ReadContext& context, const std::string& path, model::Run& run) {
  model::Run part = read_evaluations(context, path);
  std::erase_if(part.series, [&](const model::Series& series) { return find_series(run, series.name) != nullptr; });
  if (part.series.empty()) part.axes = {};
  add_rows(std::move(part), run);
}

std::vector<model::Run> read_stable_baselines(const ReadContext& context) {
  std::vector<model::Run> runs(1);
  model::Run& run = runs[0];
  const std::vector<std::string>& files = context.unit.files;
  const bool alone = files.size() == 1 && !is_monitor_name(files[0]) && !is_progress_name(name_of(files[0]));
  run.folder = alone ? std::string(without_extension(files[0])) : context.unit.folder;
  Json config = Json::object();
  read_zoo_settings(context, run, config);
  Episodes episodes(context);
  bool monitors = false, progress_json = true;
  for (const std::string& path : files) {
    const std::string_view name = name_of(path);
    if (name == "notes.md") read_note(context, path, run);
    if (name == "command.txt") add_artifact(context, path, std::string(name), run);
    if (is_progress_name(name) && extension_of(name) == "csv") {
      read_progress(context, path, run);
      progress_json = run.axes.rows == 0;
    }
    if (name == "progress.json" && progress_json) read_progress(context, path, run);
    if (extension_of(name) != "csv" || is_progress_name(name)) continue;
    monitors = true;
    episodes.add(path, run);
  }
  for (const std::string& path : files) {
    if (extension_of(path) == "npz") add_evaluations(context, path, run);
  }
  if (monitors) {
    episodes.finish(run);
    run.started_at = episodes.started_at();
    const std::set<std::string>& environments = episodes.environments();
    if (environments.size() == 1) run.project = *environments.begin();
    if (environments.size() == 1 && config.find("env_id") == nullptr) config.set("env_id", Json::string(run.project));
  }
  const Json* arguments = config.find("args");
  const Json* environment = arguments != nullptr ? arguments->find("env") : nullptr;
  if (run.project.empty() && environment != nullptr && environment->is_string()) run.project = environment->text();
  if (!config.members().empty()) take_parameters(std::move(config), run);
  return runs;
}

constexpr OwnName kStableBaselinesNames[]{{"monitor.csv", false}, {"*.monitor.csv", false}, {"progress.csv", false}};

}  // namespace

const RunFormat kStableBaselinesFormat{
    .name = "stable-baselines3",
    .title = "Stable-Baselines3",
    .gives = Gives::run_folder,
    .rank = LoggerRank::text_files,
    .beside = nullptr,
    .claim = claim_stable_baselines,
    .read = read_stable_baselines,
    .own_names = kStableBaselinesNames,
};

}  // namespace ingest
