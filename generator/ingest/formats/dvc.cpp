/// A DVC project: dvc.yaml names files, at its top and in its stages. The workspace is one run; history lives in git.
///
///   metrics: [metrics.json, eval/metrics.yaml]   final values, nested
///   params: [params.yaml, {other.yaml: [lr]}]    parameters; params.yaml beside dvc.yaml in any case
///   plots: [loss.csv, {history.csv: {x: epoch}}] curves: tables, and JSON lists of rows
///
/// Only files at or below the folder of dvc.yaml are read. Where a plot is a folder of DVCLive, the run is DVCLive's,
/// and what dvc.yaml names here belongs to it.

#include <algorithm>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/yaml/yaml.h"
#include "ingest/documents/native_config.h"
#include "ingest/documents/run_files.h"
#include "ingest/files/path_text.h"
#include "ingest/formats/formats.h"
#include "ingest/formats/shared/logger_files.h"
#include "ingest/metrics/csv.h"
#include "ingest/metrics/json.h"
#include "ingest/metrics/run_rows.h"

namespace ingest {
namespace {

using base::Json;

constexpr std::string_view kProject = "dvc.yaml";
constexpr std::string_view kDvcParameters = "params.yaml";
constexpr std::size_t kMaxProjectBytes = 1u << 20;
constexpr std::size_t kMaxNamed = 1000;

bool is_below(std::string_view path) {
  return !path.empty() && !path.starts_with('/') && ("/" + std::string(path) + "/").find("/../") == std::string::npos;
}

/// Files that a list of dvc.yaml names: texts, and the keys of maps.
void add_named(const Json* list, std::vector<std::string>& out) {
  if (list == nullptr) return;
  const auto add = [&out](const std::string& path) {
    const bool is_new = std::find(out.begin(), out.end(), path) == out.end();
    if (is_below(path) && is_new && out.size() < kMaxNamed) out.push_back(path);
  };
  for (const auto& [key, value] : list->members()) add(key);
  for (const Json& item : list->items()) {
    if (item.is_string()) add(item.text());
    for (const auto& [key, value] : item.members()) add(key);
  }
}

struct Named {
  std::vector<std::string> metrics, params, plots;
};

Named names_of(const Json& project) {
  Named named;
  std::vector<const Json*> places{&project};
  if (const Json* stages = project.find("stages")) {
    for (const auto& [key, stage] : stages->members()) places.push_back(&stage);
  }
  for (const Json* place : places) {
    add_named(place->find("metrics"), named.metrics);
    // A stage lists keys of params.yaml under "params"; only files are wanted.
    std::vector<std::string> params;
    add_named(place->find("params"), params);
    std::erase_if(params, [](const std::string& path) {
      const std::string extension = extension_of(path);
      return extension != "yaml" && extension != "yml" && extension != "json";
    });
    for (std::string& path : params) named.params.push_back(std::move(path));
    add_named(place->find("plots"), named.plots);
  }
  named.params.insert(named.params.begin(), std::string(kDvcParameters));
  std::sort(named.params.begin() + 1, named.params.end());
  named.params.erase(std::unique(named.params.begin(), named.params.end()), named.params.end());
  const auto last = std::find(named.params.begin() + 1, named.params.end(), kDvcParameters);
  if (last != named.params.end()) named.params.erase(last);
  return named;
}

Named read_project(const base::FileReader& files, const std::string& folder) {
  const base::Result<std::string> text = files.read_all(join_path(folder, kProject), kMaxProjectBytes);
  if (!text) return {};
  const base::JsonParse parsed = base::parse_yaml(*text);
  return parsed.ok && parsed.value.is_object() ? names_of(parsed.value) : Named();
}

bool is_dvc_folder(const base::FileReader& files, const std::string& path) {
  const base::Result<base::FileInfo> info = files.info(path);
  return info && info->kind == base::FileKind::folder;
}

bool is_dvc_file(const base::FileReader& files, const std::string& path) {
  const base::Result<base::FileInfo> info = files.info(path);
  return info && info->kind == base::FileKind::file;
}

/// What of `names` is there, as paths from the root of the source.
void add_existing(const FolderView& folder, const std::vector<std::string>& names, Unit& unit, Claim& claim) {
  for (const std::string& name : names) {
    const std::string path = join_path(folder.folder, name);
    if (!is_dvc_file(folder.files, path) || std::find(unit.files.begin(), unit.files.end(), path) != unit.files.end()) {
      continue;
    }
    unit.files.push_back(path);
    if (name.find('/') == std::string::npos) claim.files.push_back(name);
  }
}

/// Sub-folders that hold nothing but files of the run.
void claim_dvc_folders(const FolderView& folder, const Unit& unit, Claim& claim) {
  for (const base::FolderEntry& entry : folder.entries) {
    if (entry.kind != base::FileKind::folder || !entry.refusal.empty()) continue;
    const std::string path = join_path(folder.folder, entry.name);
    const std::string start = path + "/";
    const auto is_inside = [&](const std::string& file) { return file.starts_with(start); };
    if (std::none_of(unit.files.begin(), unit.files.end(), is_inside)) continue;
    const base::Result<std::vector<base::FolderEntry>> entries = folder.files.list(path);
    const auto is_named = [&](const base::FolderEntry& inner) {
      return inner.name.starts_with('.') ||
             std::find(unit.files.begin(), unit.files.end(), join_path(path, inner.name)) != unit.files.end();
    };
    if (entries && std::all_of(entries->begin(), entries->end(), is_named)) claim.folders.push_back(entry.name);
  }
}

Claim claim_dvc(const FolderView& folder) {
  if (!has_file(folder, kProject)) return {};
  const Named named = read_project(folder.files, folder.folder);
  if (named.metrics.empty() && named.plots.empty()) return {};
  const bool is_dvclive = std::any_of(named.plots.begin(), named.plots.end(), [&](const std::string& plot) {
    const std::string path = join_path(folder.folder, plot);
    return plot.ends_with("plots/metrics") && is_dvc_folder(folder.files, path);
  });
  Claim claim;
  Unit unit{.folder = folder.folder};
  claim_file(folder, std::string(kProject), unit, claim);
  for (const auto* names : {&named.metrics, &named.params, &named.plots}) {
    add_existing(folder, *names, unit, claim);
  }
  if (is_dvclive) return claim;
  if (unit.files.size() == 1) return {};
  if (has_file(folder, "notes.md")) claim_file(folder, "notes.md", unit, claim);
  claim_dvc_folders(folder, unit, claim);
  claim.units.push_back(std::move(unit));
  return claim;
}

/// Files in the unit, in the order of `names`.
template <class Take>
void for_each_of(const ReadContext& context, const std::vector<std::string>& names, Take take) {
  for (const std::string& name : names) {
    const std::string path = join_path(context.unit.folder, name);
    const auto& files = context.unit.files;
    if (std::find(files.begin(), files.end(), path) != files.end()) take(path);
  }
}

void read_all_parameters(const ReadContext& context, const Named& named, model::Run& run) {
  Json settings = Json::object();
  for_each_of(context, named.params, [&](const std::string& path) {
    std::optional<Json> tree = read_object(context, path, run, "no parameter is read");
    if (!tree) return;
    for (auto& [key, value] : tree->members()) {
      if (settings.find(key) == nullptr) settings.set(key, std::move(value));
    }
  });
  if (!settings.members().empty()) take_parameters(std::move(settings), run);
}

void read_plot(const ReadContext& context, const std::string& path, model::Run& run) {
  const std::string extension = extension_of(path);
  model::Run part;
  if (extension == "csv" || extension == "tsv") read_metrics_csv(context, path, part);
  if (extension == "json") read_metrics_json(context, path, part);
  if (part.files.empty()) {
    add_artifact(context, path, printable(name_of(path)), run);
    return;
  }
  add_rows(std::move(part), run);
}

std::vector<model::Run> read_dvc(const ReadContext& context) {
  std::vector<model::Run> runs(1);
  model::Run& run = runs[0];
  run.folder = context.unit.folder;
  run.files.push_back(join_path(context.unit.folder, kProject));
  const Named named = read_project(context.files, context.unit.folder);
  for_each_of(context, named.plots, [&](const std::string& path) { read_plot(context, path, run); });
  read_all_parameters(context, named, run);
  for_each_of(context, named.metrics, [&](const std::string& path) {
    const std::optional<Json> values = read_object(context, path, run, "no final value is read");
    if (values) add_final_values(*values, run);
  });
  for_each_of(context, {"notes.md"}, [&](const std::string& path) { read_note(context, path, run); });
  return runs;
}

}  // namespace

const RunFormat kDvcFormat{
    .name = "dvc",
    .title = "DVC project",
    .gives = Gives::project,
    .rank = LoggerRank::text_files,
    .beside = nullptr,
    .claim = claim_dvc,
    .read = read_dvc,
};

}  // namespace ingest
