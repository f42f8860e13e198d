/// Optuna's journal file: compact JSON, a line an event, replayed in order. "op_code" and "worker_id" stand in each,
/// and:
///
///   0 study_name, directions (1 minimise, 2 maximise)     1 study_id: the study is deleted
///   2, 3 study_id, user_attr, system_attr                 4 study_id, datetime_start: a trial; copied ones come whole,
///   5 trial_id, param_name, param_value_internal,           with state, value, values, params, distributions,
///     distribution (JSON in a string)                       user_attrs, intermediate_values, datetime_complete
///   6 trial_id, state, values, datetime_…                 7 trial_id, step, intermediate_value
///   8, 9 trial_id, user_attr, system_attr
///
/// Ids are implied: studies and trials are counted from 0 as they are created, trials across studies. A second study of
/// a name takes no id, and what comes after the end of a trial does not count.

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/text/number_text.h"
#include "ingest/files/file_text.h"
#include "ingest/files/line_reader.h"
#include "ingest/files/notice_log.h"
#include "ingest/files/path_text.h"
#include "ingest/formats/formats.h"
#include "ingest/formats/optuna/trial.h"

namespace ingest {
namespace {

using base::Json;
using base::Severity;

constexpr std::size_t kOptunaJournalHeadBytes = 16u << 10;
constexpr std::array<std::string_view, 5> kJournalExtensions{"log", "jsonl", "journal", "txt", ""};

bool is_journal(const FolderView& view, const base::FolderEntry& entry) {
  if (entry.kind != base::FileKind::file || !entry.refusal.empty()) return false;
  const std::string extension = extension_of(entry.name);
  if (std::find(kJournalExtensions.begin(), kJournalExtensions.end(), extension) == kJournalExtensions.end())
    return false;
  const std::string head = read_start(view.files, join_path(view.folder, entry.name), kOptunaJournalHeadBytes);
  if (!head.starts_with('{')) return false;
  const base::JsonParse line = base::parse_json(std::string_view(head).substr(0, head.find('\n')));
  const Json* op = line.value.find("op_code");
  return op != nullptr && op->is_number() && line.value.find("worker_id") != nullptr;
}

Claim claim_optuna_journal(const FolderView& view) {
  Claim claim;
  for (const base::FolderEntry& entry : view.entries) {
    if (!is_journal(view, entry)) continue;
    claim.files.push_back(entry.name);
    claim.units.push_back({.folder = view.folder, .files = {join_path(view.folder, entry.name)}});
  }
  return claim;
}

std::string journal_text(const Json& event, std::string_view key) {
  const Json* value = event.find(key);
  return value != nullptr && value->is_string() ? value->text() : "";
}

std::optional<double> journal_number(const Json* value) {
  if (value == nullptr) return std::nullopt;
  if (value->is_number()) return value->as_number();
  return value->is_string() ? base::parse_number(value->text()) : std::nullopt;
}

OptunaState state_of(double code) {
  constexpr std::array<OptunaState, 5> kStates{OptunaState::running, OptunaState::complete, OptunaState::pruned,
                                               OptunaState::failed, OptunaState::waiting};
  return code >= 0 && code < 5 ? kStates[static_cast<std::size_t>(code)] : OptunaState::running;
}

/// The studies and trials of the lines so far.
class JournalReplay {
 public:
  /// False if the event makes no sense here.
  bool apply(const Json& event) {
    const std::optional<double> op = journal_number(event.find("op_code"));
    if (!op) return false;
    switch (static_cast<int>(std::clamp(*op, -1.0, 100.0))) {
      case 0:
        return create_study(event);
      case 1:
        return delete_study(event);
      case 2:
        return true;
      case 3:
        return name_objectives(event);
      case 4:
        return create_trial(event);
      case 5:
        return add_param(event);
      case 6:
        return change_state(event);
      case 7:
        return add_intermediate(event);
      case 8:
        return add_attributes(event);
      default:
        return *op == 9 || *op == 10;
    }
  }

  std::vector<model::Run> runs(const ReadContext& context, const std::string& file) const {
    std::vector<model::Run> runs;
    std::uint64_t waiting = 0;
    for (std::size_t s = 0; s < studies_.size(); ++s) {
      for (const std::size_t place : studies_[s].trials) {
        const OptunaTrial& trial = trials_[place];
        if (studies_[s].deleted) continue;
        if (trial.state == OptunaState::waiting) {
          ++waiting;
        } else {
          runs.push_back(make_trial_run(context, file, studies_[s].study, trial));
        }
      }
    }
    say_waiting(context, file, waiting);
    return runs;
  }

 private:
  struct Study {
    OptunaStudy study;
    bool deleted = false;
    std::vector<std::size_t> trials;
  };

  bool create_study(const Json& event) {
    Study created;
    created.study.name = journal_text(event, "study_name");
    for (const Study& study : studies_) {
      if (!study.deleted && study.study.name == created.study.name) return true;
    }
    const Json* directions = event.find("directions");
    for (const Json& direction : directions != nullptr ? directions->items() : Json::Array()) {
      const double code = journal_number(&direction).value_or(0);
      created.study.directions.push_back(code == 1   ? model::Direction::minimize
                                         : code == 2 ? model::Direction::maximize
                                                     : model::Direction::unknown);
    }
    studies_.push_back(std::move(created));
    return true;
  }

  Study* find_study(const Json& event) {
    const std::optional<double> id = journal_number(event.find("study_id"));
    const bool known = id && *id >= 0 && *id < static_cast<double>(studies_.size());
    Study* study = known ? &studies_[static_cast<std::size_t>(*id)] : nullptr;
    return study != nullptr && !study->deleted ? study : nullptr;
  }

  /// The trial of an event, if it is there and has not ended.
  OptunaTrial* find_open_trial(const Json& event, bool& known) {
    const std::optional<double> id = journal_number(event.find("trial_id"));
    known = id && *id >= 0 && *id < static_cast<double>(trials_.size());
    if (!known) return nullptr;
    OptunaTrial& trial = trials_[static_cast<std::size_t>(*id)];
    const bool open = trial.state == OptunaState::running || trial.state == OptunaState::waiting;
    return open ? &trial : nullptr;
  }

  bool delete_study(const Json& event) {
    Study* study = find_study(event);
    if (study != nullptr) study->deleted = true;
    return study != nullptr;
  }

  bool name_objectives(const Json& event) {
    Study* study = find_study(event);
    const Json* attributes = event.find("system_attr");
    const Json* names = attributes != nullptr ? attributes->find(kOptunaMetricNames) : nullptr;
    if (study != nullptr && names != nullptr) study->study.metric_names = optuna_metric_names(*names);
    return study != nullptr;
  }

  bool create_trial(const Json& event) {
    Study* study = find_study(event);
    if (study == nullptr) return false;
    OptunaTrial trial{.number = static_cast<std::int64_t>(study->trials.size())};
    trial.started_at = journal_text(event, "datetime_start");
    trial.finished_at = journal_text(event, "datetime_complete");
    if (const auto state = journal_number(event.find("state"))) trial.state = state_of(*state);
    take_values(event, trial);
    take_params(event, trial);
    take_members(event.find("user_attrs"), trial);
    if (const Json* reported = event.find("intermediate_values")) {
      for (const auto& [step, value] : reported->members()) {
        trial.intermediate.emplace_back(base::parse_number(step).value_or(0),
                                        journal_number(&value).value_or(model::kMissing));
      }
    }
    study->trials.push_back(trials_.size());
    trials_.push_back(std::move(trial));
    return true;
  }

  static void take_params(const Json& event, OptunaTrial& trial) {
    const Json* params = event.find("params");
    const Json* distributions = event.find("distributions");
    if (params == nullptr || distributions == nullptr) return;
    for (const auto& [name, value] : params->members()) {
      trial.params.push_back(
          {name, journal_number(&value).value_or(model::kMissing), journal_text(*distributions, name)});
    }
  }

  static void take_values(const Json& event, OptunaTrial& trial) {
    const Json* values = event.find("values");
    if (values != nullptr && values->is_array()) {
      trial.values.clear();
      for (const Json& value : values->items())
        trial.values.push_back(journal_number(&value).value_or(model::kMissing));
    } else if (const auto value = journal_number(event.find("value"))) {
      trial.values = {*value};
    }
  }

  static void take_members(const Json* attributes, OptunaTrial& trial) {
    if (attributes == nullptr) return;
    for (const auto& [key, value] : attributes->members()) trial.user_attributes.set(key, value);
  }

  bool add_param(const Json& event) {
    bool known = false;
    OptunaTrial* trial = find_open_trial(event, known);
    const auto value = journal_number(event.find("param_value_internal"));
    if (trial != nullptr && value) {
      trial->params.push_back({journal_text(event, "param_name"), *value, journal_text(event, "distribution")});
    }
    return known && value.has_value();
  }

  bool change_state(const Json& event) {
    bool known = false;
    OptunaTrial* trial = find_open_trial(event, known);
    const auto state = journal_number(event.find("state"));
    if (trial == nullptr || !state) return known && state.has_value();
    trial->state = state_of(*state);
    take_values(event, *trial);
    if (const std::string time = journal_text(event, "datetime_start"); !time.empty()) trial->started_at = time;
    if (const std::string time = journal_text(event, "datetime_complete"); !time.empty()) trial->finished_at = time;
    return true;
  }

  bool add_intermediate(const Json& event) {
    bool known = false;
    OptunaTrial* trial = find_open_trial(event, known);
    const auto step = journal_number(event.find("step"));
    if (trial != nullptr && step) {
      trial->intermediate.emplace_back(*step,
                                       journal_number(event.find("intermediate_value")).value_or(model::kMissing));
    }
    return known && step.has_value();
  }

  bool add_attributes(const Json& event) {
    bool known = false;
    OptunaTrial* trial = find_open_trial(event, known);
    if (trial != nullptr) take_members(event.find("user_attr"), *trial);
    return known;
  }

  std::vector<Study> studies_;
  std::vector<OptunaTrial> trials_;
};

std::vector<model::Run> read_optuna_journal(const ReadContext& context) {
  const std::string& file = context.unit.files.front();
  std::unique_ptr<base::ByteStream> stream = open_file(context, file, "no trial of it is shown");
  if (!stream) return {};
  const auto say = [&](Severity severity, const char* code, std::uint32_t line, std::string what) {
    context.notice({.severity = severity, .code = code, .file = file, .at = {line, 0}, .what = std::move(what)});
  };
  JournalReplay replay;
  LineReader lines(std::move(stream));
  while (const auto line = lines.next()) {
    if (line->text.empty() && !line->too_long) continue;
    const base::JsonParse event = base::parse_json(line->text, {.first_line = line->number});
    if (event.ok && event.value.is_object()) {
      if (!replay.apply(event.value)) {
        say(Severity::warning, "optuna-event", line->number, "an event of no known study or trial, or kind; left out");
      }
    } else if (!line->complete) {
      say(Severity::warning, "jsonl-cut-line", line->number, "the last line was cut; left out");
    } else {
      say(Severity::error, "jsonl-bad-line", line->number, "not an event in JSON; left out");
    }
  }
  if (lines.error()) context.notice(notice_of(*lines.error(), file, "the events before are shown"));
  std::vector<model::Run> runs = replay.runs(context, file);
  if (!runs.empty()) runs[0].bytes_read = lines.bytes_read();
  return runs;
}

}  // namespace

const RunFormat kOptunaJournalFormat{
    .name = "optuna-journal",
    .title = "Optuna journal",
    .gives = Gives::store,
    .rank = LoggerRank::alone,
    .beside = nullptr,
    .claim = claim_optuna_journal,
    .read = read_optuna_journal,
};

}  // namespace ingest
