#include "ingest/formats/optuna/trial.h"

#include <algorithm>
#include <cmath>
#include <cstddef>

#include "base/text/utf8.h"
#include "ingest/documents/native_config.h"
#include "ingest/documents/run_files.h"
#include "ingest/files/path_text.h"
#include "ingest/privacy/redact.h"

namespace ingest {
namespace {

using base::Json;

constexpr double kLargestWhole = 9'007'199'254'740'992.0;  // 2^53

Json as_whole(double value) {
  const bool whole = std::floor(value) == value && std::abs(value) <= kLargestWhole;
  return whole ? Json::integer(static_cast<std::int64_t>(value)) : Json::number(value);
}

/// Nothing (null with `known` false) if the choice cannot be found.
Json external_value(const OptunaParam& param, bool& known) {
  const base::JsonParse parsed = base::parse_json(param.distribution);
  const Json* name = parsed.value.find("name");
  const Json* attributes = parsed.value.find("attributes");
  const std::string kind = name != nullptr && name->is_string() ? name->text() : "";
  known = !kind.empty();
  if (kind.starts_with("Int")) return as_whole(param.internal);
  if (kind != "CategoricalDistribution") return Json::number(param.internal);
  const Json* choices = attributes != nullptr ? attributes->find("choices") : nullptr;
  const double index = param.internal;
  known = choices != nullptr && index >= 0 && index < static_cast<double>(choices->items().size());
  if (!known) return as_whole(param.internal);
  Json choice = choices->items()[static_cast<std::size_t>(index)];
  choice.set_where({});
  return choice;
}

Json config_of(const ReadContext& context, const std::string& file, const OptunaTrial& trial) {
  Json params = Json::object();
  for (const OptunaParam& param : trial.params) {
    bool known = true;
    params.members().emplace_back(param.name, external_value(param, known));
    if (known) continue;
    context.notice({.severity = base::Severity::warning,
                    .code = "optuna-parameter",
                    .file = file,
                    .what = "the distribution of \"" + base::make_visible(base::shorten(param.name, 60)) +
                            "\" cannot be read, or has no such choice; the stored number is shown"});
  }
  context.redactor.redact_tree(params, file, context.notice);
  return params;
}

std::string objective_name(const OptunaStudy& study, std::size_t objective, std::size_t count) {
  if (objective < study.metric_names.size() && !study.metric_names[objective].empty()) {
    return study.metric_names[objective];
  }
  return count == 1 ? "value" : "values." + std::to_string(objective);
}

void add_trial_leaves(Json tree, std::vector<model::Parameter>& leaves) {
  for (model::Parameter& leaf : model::make_config(std::move(tree)).parameters) leaves.push_back(std::move(leaf));
}

void add_results(const ReadContext& context, const std::string& file, const OptunaStudy& study,
                 const OptunaTrial& trial, model::Run& run) {
  Json results = Json::object();
  for (std::size_t i = 0; i < trial.values.size(); ++i) {
    results.members().emplace_back(objective_name(study, i, trial.values.size()), Json::number(trial.values[i]));
  }
  run.cells_read += trial.values.size();
  Json attributes = trial.user_attributes;
  context.redactor.redact_tree(attributes, file, context.notice);
  for (auto& [key, value] : attributes.members()) {
    if (results.find(key) == nullptr) results.members().emplace_back(key, std::move(value));
  }
  add_trial_leaves(std::move(results), run.summary);
}

/// Steps in their order; of a step reported twice the last value stands, as in Optuna.
void add_trial_series(const OptunaTrial& trial, model::Run& run) {
  if (trial.intermediate.empty()) return;
  std::vector<std::pair<double, double>> points = trial.intermediate;
  std::stable_sort(points.begin(), points.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
  model::Series series{.name = "intermediate_value"};
  for (const auto& [step, value] : points) {
    if (!run.axes.step.empty() && run.axes.step.back() == step) {
      series.values.back() = value;
      continue;
    }
    run.axes.step.push_back(step);
    series.values.push_back(value);
  }
  run.axes.rows = series.values.size();
  run.cells_read += 2 * trial.intermediate.size();
  run.series.push_back(std::move(series));
}

model::RunStatus trial_status(OptunaState state) {
  switch (state) {
    case OptunaState::complete:
      return model::RunStatus::finished;
    case OptunaState::failed:
      return model::RunStatus::failed;
    case OptunaState::pruned:
      return model::RunStatus::killed;
    case OptunaState::running:
      return model::RunStatus::running;
    case OptunaState::waiting:
      return model::RunStatus::unknown;
  }
  return model::RunStatus::unknown;
}

}  // namespace

model::Run make_trial_run(const ReadContext& context, const std::string& file, const OptunaStudy& study,
                          const OptunaTrial& trial) {
  model::Run run;
  const std::string number = std::to_string(trial.number);
  run.id = study.name + "/" + number;
  run.name = "trial " + number;
  run.folder = std::string(without_extension(file));
  run.files = {file};
  run.project = study.name;
  run.status = trial_status(trial.state);
  if (trial.state == OptunaState::pruned) run.tags.emplace_back("pruned");
  run.started_at = trial.started_at;
  run.finished_at = trial.finished_at;
  apply_config(context, file, Json::object().set("params", config_of(context, file, trial)), run);
  add_results(context, file, study, trial, run);
  add_trial_series(trial, run);
  if (study.directions.size() == 1) {
    run.objective = objective_name(study, 0, 1);
    run.objective_direction = study.directions[0];
    run.objective_said = model::ObjectiveSaid::by_search;
  }
  check_times(context, file, run);
  return run;
}

OptunaState optuna_state(std::string_view text) {
  if (text == "COMPLETE") return OptunaState::complete;
  if (text == "PRUNED") return OptunaState::pruned;
  if (text == "FAIL") return OptunaState::failed;
  return text == "WAITING" ? OptunaState::waiting : OptunaState::running;
}

std::vector<std::string> optuna_metric_names(const Json& value) {
  std::vector<std::string> names;
  for (const Json& name : value.items()) names.push_back(name.is_string() ? name.text() : "");
  return names;
}

void say_waiting(const ReadContext& context, const std::string& file, std::uint64_t count) {
  if (count == 0) return;
  context.notice({.severity = base::Severity::note,
                  .code = "optuna-waiting",
                  .file = file,
                  .what = std::to_string(count) + (count == 1 ? " trial that was" : " trials that were") +
                          " queued and never began; left out",
                  .count = count});
}

}  // namespace ingest
