#include "analysis/log/experiment.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <set>
#include <utility>

#include "analysis/compute_findings.h"
#include "analysis/log/counted_runs.h"
#include "analysis/log/grouping.h"
#include "analysis/statistics/estimate.h"
#include "base/text/iso_time.h"
#include "base/text/utf8.h"
#include "model/findings/experiment.h"
#include "model/findings/metric_info.h"
#include "model/index.h"
#include "vocabulary/seed_names.h"

namespace analysis {
namespace {

void take_notes(std::span<const model::RunDigest> runs, const ExperimentParts& parts, model::Experiment& experiment) {
  std::vector<const model::Note*> notes;
  for (const ExperimentNotes* one : parts.notes) {
    experiment.notes.push_back(one->note);
    experiment.note_texts.push_back(one->text);
    notes.push_back(&one->note);
    if (experiment.title.empty()) experiment.title = one->note.title;
  }
  for (const model::Index run : parts.runs) {
    for (const model::Note& note : runs[run].notes) {
      notes.push_back(&note);
      const bool speaks_for_all = parts.runs.size() == 1 || runs[run].loop.number > 0;
      if (experiment.title.empty() && speaks_for_all) experiment.title = note.title;
    }
  }
  bool decided = false;
  const auto add_tags = [&experiment](const std::vector<std::string>& tags) {
    for (const std::string& tag : tags) {
      if (std::find(experiment.tags.begin(), experiment.tags.end(), tag) == experiment.tags.end()) {
        experiment.tags.push_back(tag);
      }
    }
  };
  for (const model::Note* note : notes) {
    if (experiment.date.empty()) experiment.date = base::iso_date(note->date);
    if (experiment.experimenter.empty()) experiment.experimenter = note->experimenter;
    if (!decided && note->decision_said) {
      decided = true;
      experiment.decision = note->decision;
      experiment.decision_reason = note->decision_reason;
    }
    add_tags(note->tags);
  }
  for (const model::Index run : parts.runs) add_tags(runs[run].tags);
  if (experiment.date.empty()) experiment.date = base::utc_date(earliest_start(runs, parts.runs));
}

void take_config(std::span<const model::RunDigest> runs, const ExperimentParts& parts, model::Experiment& experiment) {
  if (parts.runs.empty()) return;
  experiment.config = runs[parts.runs[0]].config;
  std::erase_if(experiment.config.parameters,
                [&](const model::Parameter& parameter) { return is_seed_like(parameter, parts.seed_keys); });
  experiment.varying = find_varying(runs, parts.runs, parts.seed_keys);
}

bool has_failed(const model::RunDigest& run, const RunValue* objective) {
  if (run.status == model::RunStatus::failed || run.status == model::RunStatus::killed) return true;
  return objective && objective->logged && !std::isfinite(objective->last);
}

model::ExperimentStatus find_status(std::span<const model::RunDigest> runs, const ExperimentParts& parts,
                                    const MetricTable& table) {
  std::size_t failed = 0, running = 0, finished = 0;
  for (std::size_t i = 0; i < parts.runs.size(); ++i) {
    const model::RunDigest& run = runs[parts.runs[i]];
    const RunValue* objective = table.objective ? &table.values[*table.objective][parts.positions[i]] : nullptr;
    // Marked as running, and done again since: it broke off.
    const bool broke_off = i < parts.counted.size() && parts.counted[i].why == model::NotCounted::stopped &&
                           run.status == model::RunStatus::running;
    if (has_failed(run, objective) || broke_off) {
      ++failed;
    } else if (run.status == model::RunStatus::running) {
      ++running;
    } else if (run.status == model::RunStatus::finished) {
      ++finished;
    }
  }
  if (parts.runs.empty()) return model::ExperimentStatus::unknown;
  if (failed == parts.runs.size()) return model::ExperimentStatus::failed;
  if (failed > 0) return model::ExperimentStatus::partly_failed;
  if (running > 0) return model::ExperimentStatus::running;
  return finished == parts.runs.size() ? model::ExperimentStatus::finished : model::ExperimentStatus::unknown;
}

std::optional<model::MetricEstimate> estimate_metric(model::Index metric, const ExperimentParts& parts,
                                                     const model::Experiment& experiment, bool folds,
                                                     const MetricTable& table) {
  model::MetricEstimate result{.metric = metric};
  const auto value_of = [&](std::size_t run) -> const RunValue& { return table.values[metric][parts.positions[run]]; };
  for (std::size_t i = 0; i < parts.positions.size(); ++i) result.per_run.push_back(value_of(i).at_best);
  std::vector<double> at_best, best, last;
  for (const std::size_t run : repeats_of(experiment, result.per_run, depends_on_machine(table.metrics[metric]))) {
    const RunValue& value = value_of(run);
    if (!value.logged) continue;
    if (value.at_best_known) at_best.push_back(value.at_best);
    best.push_back(value.best);
    last.push_back(value.last);
  }
  if (best.empty()) return std::nullopt;
  result.at_best = estimate(at_best, folds);
  result.best = estimate(best, folds);
  result.last = estimate(last, folds);
  return result;
}

/// Whether the runs that take part are folds of one data set, each another one.
bool are_folds(std::span<const model::RunDigest> runs, const model::Experiment& experiment) {
  std::set<std::string> folds;
  std::size_t counted = 0;
  for (std::size_t i = 0; i < experiment.runs.size(); ++i) {
    if (!experiment.counts(i)) continue;
    ++counted;
    for (const model::Parameter& leaf : runs[experiment.runs[i]].config.parameters) {
      if (vocabulary::numbers_folds(leaf.path.substr(leaf.path.rfind('.') + 1))) folds.insert(value_key(leaf.value));
    }
  }
  return counted > 1 && folds.size() == counted;
}

std::optional<model::Index> common_hardware(const ExperimentParts& parts, const HardwareInventory& hardware) {
  if (parts.runs.empty()) return std::nullopt;
  const std::optional<model::Index> first = hardware.of_run[parts.runs[0]];
  const bool agree = std::all_of(parts.runs.begin(), parts.runs.end(),
                                 [&](model::Index run) { return hardware.of_run[run] == first; });
  return agree ? first : std::nullopt;
}

}  // namespace

std::string earliest_start(std::span<const model::RunDigest> runs, std::span<const model::Index> members) {
  std::string text;
  double time = 0;
  for (const model::Index run : members) {
    const auto start = base::parse_timestamp(runs[run].started_at);
    if (!start || (!text.empty() && *start >= time)) continue;
    time = *start;
    text = runs[run].started_at;
  }
  return text;
}

model::Experiment make_experiment(std::span<const model::RunDigest> runs, const ExperimentParts& parts,
                                  const MetricTable& table, const HardwareInventory& hardware) {
  model::Experiment experiment{.id = parts.id, .project = parts.project, .runs = parts.runs};
  experiment.counted = parts.counted;
  experiment.unfinished = parts.unfinished;
  if (!parts.runs.empty()) experiment.loop = runs[parts.runs[0]].loop;
  take_notes(runs, parts, experiment);
  take_config(runs, parts, experiment);
  experiment.status = find_status(runs, parts, table);
  const bool folds = are_folds(runs, experiment);
  for (model::Index metric = 0; metric < table.metrics.size(); ++metric) {
    if (auto one = estimate_metric(metric, parts, experiment, folds, table))
      experiment.metrics.push_back(std::move(*one));
  }
  experiment.hardware = common_hardware(parts, hardware);
  return experiment;
}

ExperimentIds::ExperimentIds(std::span<const model::Experiment> experiments) {
  for (model::Index i = 0; i < experiments.size(); ++i) {
    written_.emplace(experiments[i].id, i);
    folded_.emplace(base::to_lower(experiments[i].id), i);
  }
  for (model::Index i = 0; i < experiments.size(); ++i) {
    for (const std::string& alias : experiments[i].aliases) folded_.emplace(base::to_lower(alias), i);
  }
}

std::optional<model::Index> ExperimentIds::find(const std::string& id) const {
  if (const auto found = written_.find(id); found != written_.end()) return found->second;
  const auto found = folded_.find(base::to_lower(id));
  return found == folded_.end() ? std::nullopt : std::optional(found->second);
}

std::optional<model::Index> find_experiment(std::span<const model::Experiment> experiments, const std::string& id) {
  return ExperimentIds(experiments).find(id);
}

}  // namespace analysis
