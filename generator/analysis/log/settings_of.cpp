#include "analysis/log/settings_of.h"

#include <string>
#include <string_view>

#include "model/findings/project.h"

namespace analysis {

model::ProjectSettings settings_of(const model::Settings& settings, std::string_view project) {
  model::ProjectSettings result = settings.defaults;
  const auto found = settings.projects.find(std::string(project));
  if (found == settings.projects.end()) return result;
  const model::ProjectSettings& own = found->second;
  if (!own.objective.empty()) {
    result.objective = own.objective;
    result.direction = own.direction;  // the workspace's belonged to another metric
  } else if (own.direction != model::Direction::unknown) {
    result.direction = own.direction;
  }
  if (own.kind) result.kind = own.kind;
  for (const auto& [role, metric] : own.roles) result.roles[role] = metric;
  for (const auto& [metric, direction] : own.directions) result.directions[metric] = direction;
  if (!own.baseline.empty()) result.baseline = own.baseline;
  result.seed_keys.insert(result.seed_keys.end(), own.seed_keys.begin(), own.seed_keys.end());
  if (own.speed_tolerance) result.speed_tolerance = own.speed_tolerance;
  if (own.smallest_effect) result.smallest_effect = own.smallest_effect;
  if (own.significance) result.significance = own.significance;
  if (own.noise) result.noise = own.noise;
  if (own.evaluation_examples) result.evaluation_examples = own.evaluation_examples;
  if (!own.secondary_objectives.empty()) result.secondary_objectives = own.secondary_objectives;
  result.evaluation_keys.insert(result.evaluation_keys.end(), own.evaluation_keys.begin(), own.evaluation_keys.end());
  if (own.split_evaluations) result.split_evaluations = own.split_evaluations;
  for (const auto& [parameter, category] : own.categories) result.categories[parameter] = category;
  return result;
}

model::Direction set_direction(const model::ProjectSettings& settings, std::string_view metric) {
  if (metric == settings.objective && settings.direction != model::Direction::unknown) return settings.direction;
  const auto found = settings.directions.find(std::string(metric));
  return found == settings.directions.end() ? model::Direction::unknown : found->second;
}

}  // namespace analysis
