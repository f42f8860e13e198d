/// Hugging Face's Trainer. One output folder a run:
///
///   trainer_state.json                only where the script saved it at the end
///   checkpoint-500/trainer_state.json the history up to there: no run of its own, but the beginning of one
///   *_results.json                    final values, flat; where no state is left, these alone are the run
///   README.md                         a model card; its list "Training hyperparameters" is read, the text is a note
///   adapter_config.json               of PEFT: rank, base model, …; of the last checkpoint where the folder has none
///   config.json                       the model's shape: its type and name are read
///   training_args.bin                 a pickle: not read, so that the configuration is incomplete without
///                                     training_args.json
///
/// Where no file gives a learning rate, it is the highest that was logged; of a schedule that falls in a line from the
/// first step on, where that line starts.
///
/// log_history[] is the curve: an object a log() call, several a step, with a fractional epoch. The entry with
/// train_runtime closes a run: its values are final ones. Of all states the one that continues the others is read;
/// a checkpoint of another training in the same folder (its history begins differently) is a run of its own
/// (checkpoint-of-another-run: note).

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstddef>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>
#include <vector>

#include "base/contains.h"
#include "base/text/number_text.h"
#include "base/text/utf8.h"
#include "ingest/assemble/said_objective.h"
#include "ingest/documents/native_config.h"
#include "ingest/documents/run_files.h"
#include "ingest/files/file_text.h"
#include "ingest/files/notice_log.h"
#include "ingest/files/path_text.h"
#include "ingest/formats/formats.h"
#include "ingest/formats/shared/logger_files.h"
#include "ingest/formats/tensorboard/claim.h"
#include "ingest/metrics/jsonl.h"
#include "ingest/metrics/metric_columns.h"
#include "ingest/privacy/redact.h"

namespace ingest {
namespace {

using base::Json;
using base::Severity;

constexpr std::string_view kTrainerState = "trainer_state.json";
constexpr std::string_view kCheckpoint = "checkpoint-";
constexpr std::string_view kCard = "README.md";
constexpr std::string_view kModelShape = "config.json";  // unless a script keeps its settings in it
constexpr std::size_t kMaxStateBytes = 64u << 20;
constexpr std::array<std::string_view, 7> kTrainerSettings{
    "num_train_epochs", "max_steps", "train_batch_size", "logging_steps", "eval_steps", "save_steps", "trial_params"};
constexpr std::array<std::string_view, 4> kFinalValues{"best_metric", "best_global_step", "best_model_checkpoint",
                                                       "total_flos"};

/// Of adapter_config.json; target_modules is a set, written in no order.
constexpr std::array<std::string_view, 12> kAdapterSettings{
    "peft_type",  "r",        "lora_alpha", "lora_dropout",       "target_modules",      "bias",
    "use_rslora", "use_dora", "task_type",  "num_virtual_tokens", "layers_to_transform", "base_model_name_or_path"};
constexpr std::array<std::string_view, 2> kModelSettings{"model_type", "_name_or_path"};
constexpr std::string_view kAdapter = "adapter_config.json";

/// The number in "checkpoint-500"; -1 of any other name.
long checkpoint_number(std::string_view name) {
  if (!name.starts_with(kCheckpoint)) return -1;
  name.remove_prefix(kCheckpoint.size());
  long number = -1;
  const auto [end, failed] = std::from_chars(name.data(), name.data() + name.size(), number);
  return failed == std::errc() && end == name.data() + name.size() ? number : -1;
}

bool is_state(const base::FileReader& files, const std::string& path) {
  const std::string head = read_start(files, path, 64u << 10);
  const std::size_t first = head.find_first_not_of(" \t\r\n");
  return first != std::string::npos && head[first] == '{' &&
         (head.find("\"log_history\"") != std::string::npos || head.find("\"global_step\"") != std::string::npos);
}

bool is_final_results(std::string_view name) {
  return name.ends_with("_results.json");
}

/// Paths of the checkpoints' states, the latest first.
std::vector<std::string> find_checkpoints(const FolderView& folder, std::vector<std::string>& folders) {
  std::vector<std::pair<long, std::string>> found;
  for (const base::FolderEntry& entry : folder.entries) {
    if (entry.kind != base::FileKind::folder || !entry.refusal.empty()) continue;
    const long number = checkpoint_number(entry.name);
    if (number < 0) continue;
    const std::string path = join_path(join_path(folder.folder, entry.name), kTrainerState);
    if (!folder.files.info(path) || !is_state(folder.files, path)) continue;
    found.emplace_back(number, path);
    folders.push_back(entry.name);
  }
  std::sort(found.begin(), found.end(), std::greater<>());
  std::vector<std::string> paths;
  for (auto& [number, path] : found) paths.push_back(std::move(path));
  return paths;
}

/// "runs" holds the event files of the same training, if it holds one folder of them.
void claim_event_folder(const FolderView& folder, Claim& claim) {
  if (!has_folder(folder, "runs")) return;
  const std::string path = join_path(folder.folder, "runs");
  const base::Result<std::vector<base::FolderEntry>> starts = folder.files.list(path);
  if (!starts || starts->size() != 1 || (*starts)[0].kind != base::FileKind::folder) return;
  const base::Result<std::vector<base::FolderEntry>> files = folder.files.list(join_path(path, (*starts)[0].name));
  if (!files || files->empty()) return;
  if (!std::all_of(files->begin(), files->end(), [](const auto& entry) { return is_event_file(entry.name); })) return;
  claim.folders.emplace_back("runs");
  if (claim_only_event_folder(folder.files, path, folder.folder, claim)) return;
  claim.notices.push_back({.severity = Severity::note,
                           .code = "event-files-beside",
                           .file = path,
                           .what = "no event in the event files of the same run; not read",
                           .count = files->size()});
}

/// Flat, and every number is called as Trainer and the scripts around it do: "eval_accuracy", "train_runtime".
bool are_trainer_results(const FolderView& folder, const std::string& name) {
  constexpr std::array<std::string_view, 5> kStarts{"eval_", "train_", "test_", "predict_", "validation_"};
  constexpr std::array<std::string_view, 5> kOthers{"epoch", "step", "perplexity", "total_flos",
                                                    "num_input_tokens_seen"};
  const base::JsonParse parsed =
      base::parse_json(read_start(folder.files, join_path(folder.folder, name), kMaxDocumentBytes));
  std::size_t named = 0;
  for (const auto& [key, value] : parsed.value.members()) {
    if (value.is_array() || value.is_object()) return false;
    if (!value.is_number()) continue;
    const bool starts = std::any_of(kStarts.begin(), kStarts.end(),
                                    [&name = key](std::string_view start) { return name.starts_with(start); });
    if (!starts && !base::contains(kOthers, key)) return false;
    named += starts || key == "perplexity" ? 1 : 0;
  }
  return named > 0;
}

bool is_trainer_metrics_file(const base::FolderEntry& entry) {
  return is_readable_file(entry) && name_of(without_extension(entry.name)) == "metrics";
}

bool holds_text(const FolderView& folder, const std::string& name, std::string_view wanted) {
  return read_start(folder.files, join_path(folder.folder, name), 64u << 10).find(wanted) != std::string::npos;
}

/// The results of a run whose state was not saved, or is gone. A folder with metrics of its own is read by others.
Claim claim_results_alone(const FolderView& folder) {
  Claim claim;
  Unit unit{.folder = folder.folder};
  if (std::any_of(folder.entries.begin(), folder.entries.end(), is_trainer_metrics_file)) return claim;
  for (const base::FolderEntry& entry : folder.entries) {
    const bool may_be = is_readable_file(entry) && is_final_results(entry.name);
    if (may_be && are_trainer_results(folder, entry.name)) claim_file(folder, entry.name, unit, claim);
  }
  if (unit.files.empty()) return claim;
  if (has_file(folder, std::string(kCard)) && holds_text(folder, std::string(kCard), "raining hyperparameters")) {
    claim_file(folder, std::string(kCard), unit, claim);
  }
  for (const std::string_view name : {kModelShape, std::string_view("generation_config.json")}) {
    if (!has_file(folder, name)) continue;
    if (holds_text(folder, std::string(name), "\"model_type\"") || name != kModelShape) {
      claim.files.emplace_back(name);  // the model's shape
    } else {
      claim_file(folder, std::string(name), unit, claim);
    }
  }
  for (const std::string_view name : {"notes.md", "training_args.json"}) {
    if (has_file(folder, name)) claim_file(folder, std::string(name), unit, claim);
  }
  claim_event_files(folder, unit.files.front(), claim);
  claim_event_folder(folder, claim);
  claim.units.push_back(std::move(unit));
  return claim;
}

Claim claim_hugging_face(const FolderView& folder) {
  Claim claim;
  Unit unit{.folder = folder.folder};
  const bool has_state =
      has_file(folder, kTrainerState) && is_state(folder.files, join_path(folder.folder, kTrainerState));
  std::vector<std::string> checkpoints = find_checkpoints(folder, claim.folders);
  if (!has_state && checkpoints.empty()) return claim_results_alone(folder);
  if (has_state) claim_file(folder, std::string(kTrainerState), unit, claim);
  for (std::string& path : checkpoints) unit.files.push_back(std::move(path));
  for (const std::string_view name : {kAdapter, kModelShape}) {
    if (has_file(folder, name) || unit.files.empty()) continue;
    const std::string path = join_path(folder_of(unit.files.back()), name);  // of the first checkpoint: alike in all
    if (path != name && folder.files.info(path)) unit.files.push_back(path);
  }
  for (const base::FolderEntry& entry : folder.entries) {
    if (!is_readable_file(entry)) continue;
    const bool is_wanted = is_final_results(entry.name) || entry.name == kCard || entry.name == "notes.md" ||
                           entry.name == "training_args.json" || entry.name == kAdapter || entry.name == kModelShape;
    if (is_wanted) claim_file(folder, entry.name, unit, claim);
    if (entry.name == "generation_config.json") claim.files.push_back(entry.name);
  }
  claim_event_files(folder, kTrainerState, claim);
  claim_event_folder(folder, claim);
  claim.units.push_back(std::move(unit));
  return claim;
}

struct State {
  std::string path;
  Json tree;
  const Json::Array& history() const {
    static const Json::Array kNone;
    const Json* found = tree.find("log_history");
    return found != nullptr ? found->items() : kNone;
  }
};

bool is_beginning(const Json::Array& part, const Json::Array& whole) {
  return part.size() <= whole.size() && std::equal(part.begin(), part.end(), whole.begin());
}

class StateReader {
 public:
  explicit StateReader(const ReadContext& context) : context_(context) {}

  std::vector<State> read(model::Run& files) {
    for (const std::string& path : context_.unit.files) {
      if (name_of(path) == kTrainerState) add(path, files);
    }
    return std::move(states_);
  }

 private:
  void add(const std::string& path, model::Run& files) {
    const std::optional<std::string> text = read_document(context_, path, kMaxStateBytes, "no metric of it is read");
    if (!text) return;
    files.files.push_back(path);
    files.bytes_read += text->size();
    base::JsonParse parsed = base::parse_json(*text);
    for (const base::TextIssue& issue : parsed.issues) {
      if (issue.code != "json-non-finite") context_.notice(notice_of(issue, path));
    }
    if (!parsed.ok) return;
    context_.redactor.redact_tree(parsed.value, path, context_.notice);
    State state{path, std::move(parsed.value)};
    const Json* history = state.tree.find("log_history");
    if (history == nullptr || !history->is_array()) {
      context_.notice({.severity = Severity::error,
                       .code = "wrong-type",
                       .file = path,
                       .at = state.tree.where(),
                       .what = "wrong type: \"log_history\" is expected as a list; no metric of it is read"});
      return;
    }
    for (State& known : states_) {
      if (is_beginning(state.history(), known.history())) return;
      if (is_beginning(known.history(), state.history())) {
        known = std::move(state);
        return;
      }
    }
    states_.push_back(std::move(state));
  }

  const ReadContext& context_;
  std::vector<State> states_;
};

/// The entry that Trainer writes when it is done.
bool closes_run(const Json& entry) {
  return entry.find("train_runtime") != nullptr;
}

double number_or_zero(const Json& tree, std::string_view key) {
  const Json* value = tree.find(key);
  return value != nullptr && value->is_number() ? value->as_number() : 0;
}

const model::ParameterValue* find_parameter(const model::Run& run, std::string_view last_part) {
  for (const model::Parameter& parameter : run.config.parameters) {
    const std::string_view path = parameter.path;
    if (path.substr(path.rfind('.') + 1) == last_part) return &parameter.value;  // npos + 1 is 0
  }
  return nullptr;
}

/// To six significant digits: what is left of a difference of doubles.
double rounded(double value) {
  const int exponent = static_cast<int>(std::floor(std::log10(value))) - 5;
  const std::string digits = base::fixed_text(value / std::pow(10.0, exponent), 0);
  return base::parse_number(digits + "e" + std::to_string(exponent)).value_or(value);
}

/// The highest rate of the log; where the first four fall in one line, what that line has at step 0 (the trainer's
/// usual schedule, without warm-up).
std::optional<double> logged_learning_rate(const Json::Array& history) {
  constexpr std::size_t kOfLine = 4;
  std::vector<std::pair<double, double>> first;  // step and rate
  std::optional<double> highest;
  for (const Json& entry : history) {
    const Json* rate = entry.is_object() ? entry.find("learning_rate") : nullptr;
    const Json* step = entry.is_object() ? entry.find("step") : nullptr;
    if (rate == nullptr || !rate->is_number() || !std::isfinite(rate->as_number())) continue;
    highest = std::max(highest.value_or(0), rate->as_number());
    if (first.size() < kOfLine && step != nullptr && step->is_number())
      first.emplace_back(step->as_number(), rate->as_number());
  }
  if (!highest || *highest <= 0) return std::nullopt;
  if (first.size() < kOfLine || first[0].second < *highest) return highest;
  const auto slope = [&](std::size_t i) {
    return (first[i].second - first[i + 1].second) / (first[i + 1].first - first[i].first);
  };
  for (std::size_t i = 0; i + 1 < kOfLine; ++i) {
    const bool falls = first[i + 1].first > first[i].first && slope(i) > 0;
    if (!falls || std::fabs(slope(i) - slope(0)) > 1e-6 * slope(0)) return highest;
  }
  return rounded(first[0].second + slope(0) * first[0].first);
}

/// best_metric is a value without a name; its step is said outright, or by the name of the checkpoint.
void note_kept_best(const Json& tree, model::Run& run) {
  const Json* best = tree.find("best_metric");
  if (best == nullptr || !best->is_number()) return;
  const Json* step = tree.find("best_global_step");
  const Json* checkpoint = tree.find("best_model_checkpoint");
  double at = model::kMissing;
  if (step != nullptr && step->is_number()) {
    at = step->as_number();
  } else if (checkpoint != nullptr && checkpoint->is_string()) {
    const long number = checkpoint_number(name_of(checkpoint->text()));
    if (number >= 0) at = static_cast<double>(number);
  }
  take_kept_best(best->as_number(), at, run);
  if (run.objective.empty()) take_kept_best(best->as_number(), model::kMissing, run);
}

void read_state(const ReadContext& context, State state, model::Run& run) {
  MetricColumns table(state.path, context.notice);
  for (const Json& entry : state.history()) {
    if (!entry.is_object()) {
      context.notice({.severity = Severity::warning,
                      .code = "json-row-not-object",
                      .file = state.path,
                      .at = entry.where(),
                      .what = "a row that is not an object; left out"});
    } else if (closes_run(entry)) {
      run.status = model::RunStatus::finished;
      add_final_values(entry, run);
    } else {
      add_json_row(entry, table);
    }
  }
  table.finish(run);
  join_rows_of_a_step(run);
  note_kept_best(state.tree, run);
  const double planned = number_or_zero(state.tree, "max_steps");
  if (planned > 0 && number_or_zero(state.tree, "global_step") >= planned) run.status = model::RunStatus::finished;

  Json settings = Json::object(), values = Json::object();
  for (auto& [key, value] : state.tree.members()) {
    const auto is_key = [&name = key](std::string_view known) { return known == name; };
    if (value.is_null()) continue;
    if (std::any_of(kTrainerSettings.begin(), kTrainerSettings.end(), is_key)) settings.set(key, value);
    if (std::any_of(kFinalValues.begin(), kFinalValues.end(), is_key)) values.set(key, value);
  }
  add_final_values(values, run);
  if (run.config.parameters.empty()) take_parameters(std::move(settings), run);
  if (find_parameter(run, "learning_rate") != nullptr) return;
  const std::optional<double> rate = logged_learning_rate(state.history());
  if (!rate) return;
  Json tree = run.config.tree.is_object() ? run.config.tree : Json::object();
  tree.set("learning_rate", Json::number(*rate));
  take_parameters(std::move(tree), run);
}

/// What a file beside the state says of the model, added to the settings.
void add_model_settings(const ReadContext& context, const std::string& file, std::span<const std::string_view> wanted,
                        model::Run& run) {
  std::optional<Json> said = read_object(context, file, run, "no parameter is read");
  if (!said) return;
  Json tree = run.config.tree.is_object() ? run.config.tree : Json::object();
  for (auto& [key, value] : said->members()) {
    const bool known = std::find(wanted.begin(), wanted.end(), key) != wanted.end();
    if (!known || value.is_null() || tree.find(key) != nullptr) continue;
    std::sort(value.items().begin(), value.items().end(),
              [](const Json& a, const Json& b) { return a.is_string() && b.is_string() && a.text() < b.text(); });
    tree.set(key, std::move(value));
  }
  take_parameters(std::move(tree), run);
}

/// The value of a bullet such as "- learning_rate: 5e-05": a number stays one, as it is written.
Json card_value(std::string_view text) {
  const std::optional<double> number = base::parse_number(text);
  const bool is_plain = number && text.find_first_not_of("0123456789+-.eE") == std::string_view::npos &&
                        text.front() != '+' && text.front() != '.' && text.back() != '.';
  return is_plain ? Json::number_as_written(*number, std::string(text)) : Json::string(base::repair_utf8(text));
}

/// The bullets below the model card's heading of that name.
Json read_card(std::string_view text) {
  Json settings = Json::object();
  bool inside = false;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    const std::string_view line = base::trim(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
    if (line.starts_with('#')) inside = base::to_lower(line).find("training hyperparameters") != std::string::npos;
    const std::size_t colon = line.find(':');
    if (!inside || !line.starts_with("- ") || colon == std::string_view::npos) continue;
    const std::string_view key = base::trim(line.substr(2, colon - 2)), value = base::trim(line.substr(colon + 1));
    if (!key.empty() && !value.empty()) settings.set(base::repair_utf8(key), card_value(value));
  }
  return settings;
}

/// Settings in the order of what is closest to the script: its own file, the model card, the state.
void read_trainer_files(const ReadContext& context, model::Run& run) {
  for (const std::string_view name : {std::string_view("training_args.json"), kModelShape}) {
    const std::string file = join_path(context.unit.folder, name);
    if (!run.config.parameters.empty() || !base::contains(context.unit.files, file)) continue;
    const bool is_shape =
        name == kModelShape && read_start(context.files, file, 64u << 10).find("\"model_type\"") != std::string::npos;
    if (!is_shape) read_parameters(context, file, run);
  }
  run.config_incomplete = run.config.parameters.empty();
  for (const std::string& file : context.unit.files) {
    const std::string_view name = name_of(file);
    if (name == kCard || name == "notes.md") read_note(context, file, run);
    if (name != kCard || !run.config.parameters.empty() || run.note_texts.empty()) continue;
    Json settings = read_card(run.note_texts.back().text);
    if (!settings.members().empty()) take_parameters(std::move(settings), run);
  }
}

std::vector<model::Run> read_hugging_face(const ReadContext& context) {
  std::vector<model::Run> runs(1);
  runs[0].folder = context.unit.folder;
  std::vector<State> states = StateReader(context).read(runs[0]);
  read_trainer_files(context, runs[0]);
  for (std::size_t i = 0; i < states.size(); ++i) {
    if (i > 0) {
      model::Run& other = runs.emplace_back();
      other.folder = std::string(folder_of(states[i].path));
      other.files.push_back(states[i].path);
      context.notice(
          {.severity = Severity::note,
           .code = "checkpoint-of-another-run",
           .file = states[i].path,
           .what = "its history is not the beginning of the others' in this folder; shown as a run of its own"});
    }
    const std::string folder(folder_of(states[i].path));
    runs[i].config_incomplete = runs[0].config_incomplete || i > 0;
    read_state(context, std::move(states[i]), runs[i]);
    for (const std::string& file : context.unit.files) {
      if (i > 0 && folder_of(file) != folder) continue;
      if (name_of(file) == kAdapter) add_model_settings(context, file, kAdapterSettings, runs[i]);
      if (name_of(file) == kModelShape) add_model_settings(context, file, kModelSettings, runs[i]);
    }
  }
  for (const std::string& file : context.unit.files) {
    if (!is_final_results(name_of(file))) continue;
    const std::optional<Json> values = read_object(context, file, runs[0], "no final value is read");
    if (values) add_final_values(*values, runs[0]);
  }
  return runs;
}

constexpr OwnName kTrainerNames[]{{"checkpoint-*/trainer_state.json"}, {"trainer_state.json"}};

}  // namespace

const RunFormat kHuggingFaceFormat{
    .name = "huggingface",
    .title = "Hugging Face Trainer",
    .gives = Gives::run_folder,
    .rank = LoggerRank::text_files,
    .beside = nullptr,
    .claim = claim_hugging_face,
    .read = read_hugging_face,
    .own_names = kTrainerNames,
};

}  // namespace ingest
