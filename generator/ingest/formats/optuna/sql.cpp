/// Optuna's storage in SQLite, under any name:
///
///   studies                    study_id, study_name: the project of its trials
///   study_directions           study_id, objective, direction ("MINIMIZE", "MAXIMIZE"); once a column of studies
///   study_system_attributes    study:metric_names: what the user calls the objectives
///   trials                     trial_id, number, study_id, state, datetime_start, datetime_complete (no time zone);
///                              once with the column value
///   trial_params               trial_id, param_name, param_value, distribution_json
///   trial_values               trial_id, objective, value, value_type (FINITE, INF_POS, INF_NEG: no value then)
///   trial_intermediate_values  trial_id, step, intermediate_value, intermediate_value_type (NAN, too)
///   trial_user_attributes      trial_id, key, value_json

#include <cstddef>
#include <cstdint>
#include <functional>
#include <limits>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "ingest/files/sqlite_file.h"
#include "ingest/formats/formats.h"
#include "ingest/formats/optuna/trial.h"

namespace ingest {
namespace {

using base::SqliteRow;

Claim claim_optuna_sql(const FolderView& view) {
  return claim_databases(view, {"studies", "trials", "trial_params"});
}

/// The number in `column`, or what its type column says in its stead.
double trial_value(const SqliteRow& row, int column, int type) {
  const std::string_view said = row.text(type);
  if (said == "INF_POS") return std::numeric_limits<double>::infinity();
  if (said == "INF_NEG") return -std::numeric_limits<double>::infinity();
  return row.is_number(column) ? row.number(column) : model::kMissing;
}

model::Direction direction_of(std::string_view text) {
  if (text == "MINIMIZE") return model::Direction::minimize;
  return text == "MAXIMIZE" ? model::Direction::maximize : model::Direction::unknown;
}

/// "2025-01-11T20:24:51.147114" of the text with a blank.
std::string time_of(const SqliteRow& row, int column) {
  std::string text = cell_text(row, column);
  if (text.size() > 10 && text[10] == ' ') text[10] = 'T';
  return text;
}

class StorageReader {
 public:
  explicit StorageReader(const ReadContext& context) : context_(context), file_(context, context.unit.files.front()) {}

  std::vector<model::Run> read() {
    if (!file_.is_open()) return {};
    read_studies();
    read_trials();
    read_values();
    read_params();
    read_attributes();
    std::vector<model::Run> runs;
    std::uint64_t waiting = 0;
    for (const auto& [study, trial] : trials_) {
      if (trial.state == OptunaState::waiting) {
        ++waiting;
      } else {
        runs.push_back(make_trial_run(context_, file_.path(), studies_[study], trial));
      }
    }
    say_waiting(context_, file_.path(), waiting);
    return runs;
  }

 private:
  void read_studies() {
    file_.read(file_.select("studies", {"study_id", "study_name", "direction"}, "ORDER BY study_id"),
               "some studies have no name", [&](const SqliteRow& row) {
                 OptunaStudy& study = studies_[row.integer(0)];
                 study.name = cell_text(row, 1);
                 if (!row.is_null(2)) study.directions = {direction_of(row.text(2))};
               });
    if (file_.has_table("study_directions")) {
      file_.read(
          file_.select("study_directions", {"study_id", "direction", "objective"}, "ORDER BY study_id, objective"),
          "some directions are not known",
          [&](const SqliteRow& row) { studies_[row.integer(0)].directions.push_back(direction_of(row.text(1))); });
    }
    if (!file_.has_table("study_system_attributes")) return;
    file_.read(file_.select("study_system_attributes", {"study_id", "key", "value_json"}),
               "some objectives have no name", [&](const SqliteRow& row) {
                 if (row.text(1) != kOptunaMetricNames) return;
                 studies_[row.integer(0)].metric_names = optuna_metric_names(base::parse_json(row.text(2)).value);
               });
  }

  void read_trials() {
    std::map<std::int64_t, std::int64_t> counts;
    const std::string sql = file_.select(
        "trials", {"trial_id", "number", "study_id", "state", "datetime_start", "datetime_complete", "value"},
        "ORDER BY study_id, trial_id");
    file_.read(sql, "some trials are missing", [&](const SqliteRow& row) {
      OptunaTrial trial{.number = counts[row.integer(2)]++};
      if (!row.is_null(1)) trial.number = row.integer(1);
      trial.state = optuna_state(row.text(3));
      trial.started_at = time_of(row, 4);
      trial.finished_at = time_of(row, 5);
      if (!row.is_null(6)) trial.values = {row.number(6)};
      places_.emplace(row.integer(0), trials_.size());
      trials_.emplace_back(row.integer(2), std::move(trial));
    });
  }

  /// Calls `take` with the trial of each row; its id is the first column.
  void read_of_trials(const std::string& sql, const std::string& consequence,
                      const std::function<void(OptunaTrial&, const SqliteRow&)>& take) {
    file_.read(sql, consequence, [&](const SqliteRow& row) {
      const auto place = places_.find(row.integer(0));
      if (place != places_.end()) take(trials_[place->second].second, row);
    });
  }

  void read_values() {
    if (file_.has_table("trial_values")) {
      read_of_trials(file_.select("trial_values", {"trial_id", "value", "value_type", "objective"},
                                  "ORDER BY trial_id, objective"),
                     "some results are missing",
                     [](OptunaTrial& trial, const SqliteRow& row) { trial.values.push_back(trial_value(row, 1, 2)); });
    }
    if (!file_.has_table("trial_intermediate_values")) return;
    read_of_trials(
        file_.select("trial_intermediate_values", {"trial_id", "step", "intermediate_value", "intermediate_value_type"},
                     "ORDER BY trial_id, step"),
        "some curves have gaps", [](OptunaTrial& trial, const SqliteRow& row) {
          trial.intermediate.emplace_back(row.number(1), trial_value(row, 2, 3));
        });
  }

  void read_params() {
    // By their own ids, the order in which the user's code asked for them.
    const std::string order = file_.has_column("trial_params", "param_id") ? "param_id" : "param_name";
    read_of_trials(file_.select("trial_params", {"trial_id", "param_name", "param_value", "distribution_json"},
                                "ORDER BY trial_id, " + order),
                   "some parameters are missing", [](OptunaTrial& trial, const SqliteRow& row) {
                     trial.params.push_back({cell_text(row, 1), row.number(2), cell_text(row, 3)});
                   });
  }

  void read_attributes() {
    if (!file_.has_table("trial_user_attributes")) return;
    read_of_trials(file_.select("trial_user_attributes", {"trial_id", "key", "value_json"}, "ORDER BY trial_id, key"),
                   "some attributes are missing", [](OptunaTrial& trial, const SqliteRow& row) {
                     base::JsonParse parsed = base::parse_json(row.text(2));
                     base::Json value = parsed.ok ? std::move(parsed.value) : base::Json::string(cell_text(row, 2));
                     trial.user_attributes.set(cell_text(row, 1), std::move(value));
                   });
  }

  const ReadContext& context_;
  SqliteFile file_;
  std::map<std::int64_t, OptunaStudy> studies_;
  std::vector<std::pair<std::int64_t, OptunaTrial>> trials_;  ///< study, trial
  std::map<std::int64_t, std::size_t> places_;                ///< by trial id
};

std::vector<model::Run> read_optuna_sql(const ReadContext& context) {
  return StorageReader(context).read();
}

}  // namespace

const RunFormat kOptunaSqlFormat{
    .name = "optuna",
    .title = "Optuna database",
    .gives = Gives::store,
    .rank = LoggerRank::alone,
    .beside = nullptr,
    .claim = claim_optuna_sql,
    .read = read_optuna_sql,
};

}  // namespace ingest
