/// Results of lm-evaluation-harness and of lighteval, a JSON document an evaluation (results_<time>.json, or any name):
///
///   results           task → metric → number. A metric is called "acc" or, with a filter, "acc,none" and
///                     "exact_match,strict-match"; "acc_stderr" is its standard error; "alias" and other texts are none
///   groups            the same for groups of tasks, mostly repeated in results
///   config            model, model_args ("pretrained=a/b,revision=main", or an object), num_fewshot, batch_size,
///   limit,
///                     seeds; of lighteval: config_general, with model_name
///   n-shot            task → number of examples in the prompt (newer versions)
///   higher_is_better  task → metric → true, false (newer versions)
///   versions, configs, task_hashes, …            of the tasks: not read
///   date, total_evaluation_time_seconds, git_hash, transformers_version, model_name
///
/// A file is a run, called by its model. Metrics are final values called "<task>/<metric>", with a filter other than
/// "none" "<task>/<filter>/<metric>". samples_*.jsonl beside it hold single answers and are no runs.

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/contains.h"
#include "base/text/number_text.h"
#include "base/text/utf8.h"
#include "ingest/documents/native_config.h"
#include "ingest/documents/python_literal.h"
#include "ingest/documents/run_files.h"
#include "ingest/files/file_text.h"
#include "ingest/files/path_text.h"
#include "ingest/files/timestamps.h"
#include "ingest/formats/formats.h"
#include "ingest/formats/shared/logger_files.h"

namespace ingest {
namespace {

using base::Json;

constexpr std::size_t kLmEvalHeadBytes = 16u << 10;
/// Said of one machine or of how often an error was estimated: no settings of what is measured.
constexpr std::array<std::string_view, 6> kNoSettings{"device",          "no_cache",    "use_cache",
                                                      "bootstrap_iters", "batch_sizes", "description_dict"};
constexpr std::array<std::string_view, 4> kVersions{"lm_eval_version", "transformers_version", "git_hash",
                                                    "lighteval_sha"};
constexpr std::string_view kStandardError = "_stderr";

/// "results": { within the first bytes, with an object as its first member.
bool may_be_results(std::string_view head) {
  std::size_t at = head.find("\"results\"");
  if (at == std::string_view::npos) return false;
  std::string start;
  for (const char c : head.substr(at, 400)) {
    if (c != ' ' && c != '\n' && c != '\r' && c != '\t') start += c;
  }
  constexpr std::string_view kStart = "\"results\":{\"";
  return start.starts_with(kStart) && start.find("\":{\"", kStart.size()) == start.find("\":", kStart.size());
}

/// Whether some task has a number, and the document is one of the harness: by what else it writes.
bool is_results(const Json& document) {
  const Json* results = document.find("results");
  if (results == nullptr) return false;
  bool has_number = false, has_error = false;
  for (const auto& [task, metrics] : results->members()) {
    for (const auto& [name, value] : metrics.members()) {
      has_number = has_number || value.is_number();
      has_error = has_error || name.find(kStandardError) != std::string::npos;
    }
  }
  const Json* config = document.find("config");
  const bool has_model = config != nullptr && config->find("model_args") != nullptr;
  const Json* versions = document.find("versions");
  const bool has_versions = versions != nullptr && versions->is_object();
  return has_number && (has_error || has_model || document.find("n-shot") != nullptr ||
                        document.find("config_general") != nullptr || (has_versions && document.members().size() == 2));
}

/// Of run folders, whose documents are many: not worth a look.
bool is_run_document(const std::string& name) {
  return base::contains(config_names(), name) || name == "summary.json" || name == "environment.json" ||
         name == "metrics.json";
}

bool is_sample_file(std::string_view name) {
  return name.starts_with("samples_") && extension_of(name) == "jsonl";
}

Claim claim_lm_eval(const FolderView& folder) {
  Claim claim;
  for (const base::FolderEntry& entry : folder.entries) {
    if (!is_readable_file(entry) || extension_of(entry.name) != "json" || is_run_document(entry.name)) continue;
    const std::string path = join_path(folder.folder, entry.name);
    if (!may_be_results(read_start(folder.files, path, kLmEvalHeadBytes))) continue;
    const base::JsonParse parsed = base::parse_json(read_start(folder.files, path, kMaxDocumentBytes));
    // One that was cut is named, not passed over in silence.
    if (parsed.ok && !is_results(parsed.value)) continue;
    if (!parsed.ok && !entry.name.starts_with("results_")) continue;
    claim.files.push_back(entry.name);
    claim.units.push_back({.folder = folder.folder, .files = {path}});
  }
  if (claim.units.empty()) return claim;
  for (const base::FolderEntry& entry : folder.entries) {
    if (is_readable_file(entry) && is_sample_file(entry.name)) claim.files.push_back(entry.name);
  }
  return claim;
}

/// "a=1,b=[2,3]" as an object; commas within brackets part nothing.
Json split_arguments(std::string_view text) {
  Json arguments = Json::object();
  while (!text.empty()) {
    std::size_t end = 0;
    for (int open = 0; end < text.size() && (open > 0 || text[end] != ','); ++end) {
      if (std::string_view("[({").find(text[end]) != std::string_view::npos) ++open;
      if (std::string_view("])}").find(text[end]) != std::string_view::npos) --open;
    }
    const std::string_view part = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    const std::size_t equals = part.find('=');
    if (equals == std::string_view::npos || equals == 0) continue;
    arguments.set(std::string(base::trim(part.substr(0, equals))),
                  read_python_value(base::trim(part.substr(equals + 1))));
  }
  return arguments;
}

/// The number of examples in the prompt, if it is one for all tasks; else by task.
Json shots_of(const Json& document) {
  const Json* shots = document.find("n-shot");
  if (shots == nullptr) return {};
  const Json* first = nullptr;
  bool all_equal = true;
  for (const auto& [task, count] : shots->members()) {
    if (!count.is_number()) continue;
    all_equal = all_equal && (first == nullptr || *first == count);
    if (first == nullptr) first = &count;
  }
  return first != nullptr && all_equal ? *first : first != nullptr ? *shots : Json();
}

bool says_something(const Json& value) {
  return !value.is_null() && !(value.is_object() && value.members().empty());
}

Json settings_of(const Json& document) {
  Json settings = Json::object();
  const Json* config = document.find("config");
  if (config == nullptr || !config->is_object()) config = document.find("config_general");
  if (config != nullptr) {
    for (const auto& [key, value] : config->members()) {
      if (base::contains(kNoSettings, key) || base::contains(kVersions, key) || !says_something(value)) continue;
      if (key.find("time") != std::string::npos || key == "job_id" || key == "config") continue;
      const bool is_list = key.ends_with("_args") && value.is_string();
      settings.set(key, is_list ? split_arguments(value.text()) : value);
    }
  }
  if (settings.find("num_fewshot") == nullptr) {
    Json shots = shots_of(document);
    if (says_something(shots)) settings.set("num_fewshot", std::move(shots));
  }
  return settings;
}

std::string text_at(const Json* object, std::string_view key) {
  const Json* value = object != nullptr ? object->find(key) : nullptr;
  return value != nullptr && value->is_string() ? value->text() : "";
}

/// "a/b" or, of a path on some machine, its last part; with the revision unless it is the usual one.
std::string model_of(const Json& document, const Json& settings) {
  const Json* arguments = settings.find("model_args");
  std::string model = text_at(arguments, "pretrained");
  for (const std::string_view key : {"model", "path", "engine"}) {
    if (model.empty()) model = text_at(arguments, key);
  }
  if (model.empty()) model = text_at(&document, "model_name");
  if (model.empty()) model = text_at(&settings, "model_name");
  while (model.ends_with('/')) model.pop_back();
  if (model.starts_with('/') || model.starts_with('.') || model.starts_with('~')) model = std::string(name_of(model));
  const std::string adapter = text_at(arguments, "peft"), revision = text_at(arguments, "revision");
  if (!model.empty() && !adapter.empty()) model += " + " + std::string(name_of(adapter));
  if (!model.empty() && !revision.empty() && revision != "main") model += " " + revision;
  return base::repair_utf8(model);
}

/// "acc_norm" and "none" of "acc_norm,none".
std::pair<std::string_view, std::string_view> metric_and_filter(std::string_view key) {
  const std::size_t comma = key.find(',');
  return {key.substr(0, comma), comma == std::string_view::npos ? std::string_view() : key.substr(comma + 1)};
}

std::string metric_name(std::string_view task, std::string_view key) {
  const auto [metric, filter] = metric_and_filter(key);
  std::string name = std::string(task) + "/";
  if (!filter.empty() && filter != "none") name += std::string(filter) + "/";
  return name + std::string(metric);
}

/// The numbers of all tasks, each under a name of one part, so that dots and slashes in the names of tasks stay.
std::vector<std::pair<std::string, Json>> numbers_of(const Json& document) {
  std::vector<std::pair<std::string, Json>> found;
  std::vector<std::string> tasks;
  for (const std::string_view part : {"results", "groups"}) {
    const Json* results = document.find(part);
    if (results == nullptr) continue;
    for (const auto& [task, metrics] : results->members()) {
      if (part == "groups" && document.find("results")->find(task) != nullptr) continue;
      for (const auto& [key, value] : metrics.members()) {
        if (value.is_number() && key != "sample_len") found.emplace_back(metric_name(task, key), value);
      }
    }
  }
  return found;
}

/// Where a single thing was measured, that is what the evaluation is about.
void take_objective(const Json& document, const std::vector<std::pair<std::string, Json>>& numbers, model::Run& run) {
  const auto is_measure = [](const auto& one) { return !one.first.ends_with(kStandardError); };
  if (std::count_if(numbers.begin(), numbers.end(), is_measure) != 1) return;
  const Json* better = document.find("higher_is_better");
  if (better == nullptr || better->members().size() != 1) return;
  const Json& of_task = better->members()[0].second;
  if (of_task.members().size() != 1 || !of_task.members()[0].second.is_boolean()) return;
  run.objective = std::find_if(numbers.begin(), numbers.end(), is_measure)->first;
  const bool up = of_task.members()[0].second.as_boolean();
  run.objective_direction = up ? model::Direction::maximize : model::Direction::minimize;
}

void take_about(const Json& document, model::Run& run) {
  Json versions = Json::object();
  const Json* general = document.find("config_general");
  for (const std::string_view key : kVersions) {
    std::string said = text_at(&document, key);
    if (said.empty()) said = text_at(general, key);
    if (!said.empty() && said != "?") versions.set(std::string(key), Json::string(said));
  }
  run.environment = model::make_config(std::move(versions)).parameters;
  const Json* date = document.find("date");
  if (date != nullptr && date->is_number()) run.started_at = timestamp_text(date->as_number()).value_or("");
}

/// Seconds, which newer versions write as a text.
std::optional<Json> evaluation_time(const Json& document) {
  const Json* said = document.find("total_evaluation_time_seconds");
  if (said == nullptr || !(said->is_number() || said->is_string())) return std::nullopt;
  const std::optional<double> seconds = base::parse_number(said->text());
  return seconds && std::isfinite(*seconds) ? std::optional(Json::number(*seconds)) : std::nullopt;
}

std::vector<model::Run> read_lm_eval(const ReadContext& context) {
  std::vector<model::Run> runs(1);
  model::Run& run = runs[0];
  const std::string& path = context.unit.files.front();
  run.folder = std::string(without_extension(path));
  const std::optional<Json> document = read_object(context, path, run, "no result is read");
  if (!document) return runs;
  const std::vector<std::pair<std::string, Json>> numbers = numbers_of(*document);
  Json settings = settings_of(*document);
  run.name = model_of(*document, settings);
  take_about(*document, run);
  take_objective(*document, numbers, run);
  take_parameters(std::move(settings), run);
  Json values = Json::object();
  for (const auto& [name, value] : numbers) values.members().emplace_back(name, value);
  if (auto seconds = evaluation_time(*document)) values.set("evaluation_time_seconds", std::move(*seconds));
  keep_last_of_each(values.members());
  run.cells_read += values.members().size();
  run.summary = model::make_config(std::move(values)).parameters;
  return runs;
}

constexpr OwnName kLmEvalNames[]{{"results_####-##-##T*.json"}, {"results_*.json", false}};

}  // namespace

const RunFormat kLmEvalFormat{
    .name = "lm-eval",
    .title = "lm-evaluation-harness",
    .gives = Gives::lone_file,
    .rank = LoggerRank::alone,
    .beside = nullptr,
    .claim = claim_lm_eval,
    .read = read_lm_eval,
    .own_names = kLmEvalNames,
};

}  // namespace ingest
