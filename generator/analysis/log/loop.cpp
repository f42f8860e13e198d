#include "analysis/log/loop.h"

#include <algorithm>
#include <cmath>
#include <string>

#include "analysis/metrics/loop_direction.h"
#include "base/text/number_text.h"
#include "model/config.h"
#include "model/findings/comparison.h"
#include "model/findings/experiment.h"
#include "model/findings/loop.h"
#include "model/findings/metric_info.h"
#include "model/findings/project.h"
#include "model/loop_row.h"
#include "model/note.h"

namespace analysis {
namespace {

bool has_failed_try(const model::Experiment& experiment) {
  return experiment.status == model::ExperimentStatus::failed;
}

std::optional<model::ParameterValue> value_of(const std::string& text) {
  if (text.empty()) return std::nullopt;
  const std::optional<double> number = base::parse_number(text);
  if (!number) return model::ParameterValue{.kind = model::ParameterValue::Kind::text, .text = text};
  return model::ParameterValue{.kind = model::ParameterValue::Kind::number, .text = text, .number = *number};
}

double objective_of_try(const model::Project& project, const model::Experiment& experiment) {
  const model::MetricEstimate* value = project.objective ? experiment.find(*project.objective) : nullptr;
  return value != nullptr && !has_failed_try(experiment) ? value->at_best.mean : model::kMissing;
}

}  // namespace

std::vector<std::optional<model::Index>> find_last_kept(std::span<const model::Experiment> experiments) {
  std::vector<std::optional<model::Index>> before;
  std::optional<model::Index> kept;
  for (model::Index i = 0; i < experiments.size(); ++i) {
    before.push_back(kept);
    if (experiments[i].decision == model::Decision::keep && !has_failed_try(experiments[i])) kept = i;
  }
  return before;
}

void add_said_changes(std::span<model::Experiment> experiments) {
  for (model::Experiment& experiment : experiments) {
    if (!experiment.versus_parent) continue;
    std::vector<model::ParameterChange>& changes = experiment.versus_parent->changes;
    for (const model::SaidChange& said : experiment.loop.changes) {
      const bool known = std::any_of(changes.begin(), changes.end(), [&](const model::ParameterChange& change) {
        return change.parameter == said.parameter;
      });
      if (known || said.old_value.empty()) continue;
      changes.push_back({.parameter = said.parameter,
                         .old_value = value_of(said.old_value),
                         .new_value = value_of(said.new_value),
                         .from_prose = true});
    }
  }
}

namespace {

model::LoopOutcomes count_outcomes(std::span<const model::Experiment> experiments) {
  model::LoopOutcomes out;
  for (const model::Experiment& experiment : experiments) {
    if (has_failed_try(experiment)) {
      ++out.failed;
    } else if (experiment.decision == model::Decision::keep) {
      ++out.kept;
    } else if (experiment.decision == model::Decision::discard) {
      ++out.discarded;
    } else {
      ++out.open;
    }
  }
  return out;
}

std::optional<model::Index> best_champion(const model::Project& project, std::span<const model::Experiment> experiments,
                                          std::span<const model::Index> champions) {
  const auto direction = project.objective ? project.metrics[*project.objective].direction : model::Direction::unknown;
  if (champions.empty() || direction == model::Direction::unknown) return std::nullopt;
  model::Index best = champions.front();
  for (const model::Index champion : champions) {
    const double value = objective_of_try(project, experiments[champion]);
    const double lead = value - objective_of_try(project, experiments[best]);
    if (direction == model::Direction::minimize ? lead < 0 : lead > 0) best = champion;
  }
  return best;
}

}  // namespace

model::Loop find_loop(const model::Project& project, std::span<const model::Experiment> experiments) {
  model::Loop loop;
  std::vector<DecidedTry> tries;
  for (model::Index i = 0; i < experiments.size(); ++i) {
    const model::Experiment& experiment = experiments[i];
    const double value = objective_of_try(project, experiment);
    if (has_failed_try(experiment)) continue;
    tries.push_back({value, experiment.decision});
    if (experiment.decision == model::Decision::keep && std::isfinite(value)) loop.champions.push_back(i);
  }
  loop.evidence = weigh_decisions(tries);
  loop.outcomes = count_outcomes(experiments);
  loop.best = best_champion(project, experiments, loop.champions);
  return loop;
}

}  // namespace analysis
