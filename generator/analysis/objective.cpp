#include "analysis/objective.h"

#include <algorithm>
#include <tuple>

#include "analysis/metric_names.h"
#include "analysis/project_settings.h"
#include "base/json.h"

namespace analysis {
namespace {

std::string quoted(std::string_view text) {
  std::string out;
  base::append_json_string(out, text);
  return out;
}

const char* direction_name(model::Direction direction) {
  return direction == model::Direction::minimize ? "minimize" : "maximize";
}

std::optional<Index> find_metric(std::span<const MetricCoverage> metrics, std::string_view name) {
  for (Index i = 0; i < metrics.size(); ++i) {
    if (metrics[i].name == name) return i;
  }
  return std::nullopt;
}

struct Candidate {
  Index metric = 0;
  MetricName name;
};

std::optional<Candidate> guess_objective(std::span<const MetricCoverage> metrics, std::size_t runs) {
  std::optional<Candidate> best;
  for (Index i = 0; i < metrics.size(); ++i) {
    if (metrics[i].runs == 0) continue;
    Candidate candidate{i, describe_metric(metrics[i].name)};
    if (candidate.name.objective == ObjectiveClass::never) continue;
    if (!best) {
      best = std::move(candidate);
      continue;
    }
    const auto rank = [&](const Candidate& c) {
      const bool most = 2 * metrics[c.metric].runs > runs;
      return most ? metrics.size() + runs + 1 : metrics[c.metric].runs;  // all that most runs have rank alike
    };
    if (rank(candidate) != rank(*best)) {
      if (rank(candidate) > rank(*best)) best = std::move(candidate);
    } else if (better_objective(candidate.name, metrics[i].name, best->name, metrics[best->metric].name)) {
      best = std::move(candidate);
    }
  }
  return best;
}

void decide_direction(ObjectiveChoice& choice, const std::string& name, const model::ProjectSettings& settings) {
  choice.direction_decided.setting = "\"objective\": {\"metric\": " + quoted(name) + ", \"direction\": \"minimize\"}";
  choice.direction = set_direction(settings, name);
  if (choice.direction != model::Direction::unknown) {
    choice.direction_decided.how = "set in the settings";
  } else {
    const MetricName described = describe_metric(name);
    choice.direction = described.direction;
    choice.direction_decided.guessed = true;
    choice.direction_decided.how = "by the name pattern \"" + described.pattern + "\"";
    if (choice.direction == model::Direction::unknown) {
      choice.direction = model::Direction::maximize;
      choice.direction_decided.how = "larger is taken as better, since no name pattern says";
    }
  }
  const char* other = choice.direction == model::Direction::minimize ? "maximize" : "minimize";
  choice.direction_decided.setting =
      "\"objective\": {\"metric\": " + quoted(name) + ", \"direction\": \"" + other + "\"}";
}

}  // namespace

ObjectiveChoice choose_objective(std::span<const MetricCoverage> metrics, std::size_t runs,
                                 const model::ProjectSettings& settings) {
  ObjectiveChoice choice;
  choice.objective.setting = "\"objective\": {\"metric\": \"name of a metric\", \"direction\": \"maximize\"}";
  if (!settings.objective.empty()) {
    choice.metric = find_metric(metrics, settings.objective);
    if (choice.metric) {
      choice.objective.how = "set in the settings";
    } else {
      choice.not_found = settings.objective;
    }
  }
  if (!choice.metric) {
    choice.objective.guessed = true;
    const auto guess = guess_objective(metrics, runs);
    if (!guess) {
      choice.objective.how =
          "no metric has a name that says what it measures and which direction is better; "
          "metrics of test data are not used for choosing";
      return choice;
    }
    choice.metric = guess->metric;
    const std::size_t with = metrics[guess->metric].runs;
    choice.objective.how = "by the name pattern \"" + guess->name.pattern + "\"";
    if (with < runs)
      choice.objective.how += ", which " + std::to_string(with) + " of " + std::to_string(runs) + " runs have";
  }
  const std::string& name = metrics[*choice.metric].name;
  decide_direction(choice, name, settings);
  choice.objective.setting =
      "\"objective\": {\"metric\": " + quoted(name) + ", \"direction\": \"" + direction_name(choice.direction) + "\"}";
  return choice;
}

std::map<model::Role, Index> choose_roles(std::span<const MetricCoverage> metrics, std::optional<Index> objective,
                                          const model::ProjectSettings& settings, Decided& decided) {
  std::map<model::Role, Index> roles;
  decided = {.how = "set in the settings", .setting = "\"roles\": {\"training_time\": \"name of a metric\"}"};
  for (const auto& [role, name] : settings.roles) {
    if (const auto metric = find_metric(metrics, name)) roles[role] = *metric;
  }
  const std::map<model::Role, Index> set = roles;
  std::map<model::Role, std::tuple<bool, bool, std::size_t>> ranks;  // higher is better
  for (Index i = 0; i < metrics.size(); ++i) {
    const MetricName name = describe_metric(metrics[i].name);
    if (!name.role || name.extra_words > 0 || metrics[i].runs == 0 || set.contains(*name.role)) continue;
    const std::tuple rank(objective == i, name.split != Split::none, metrics[i].runs);
    const auto found = ranks.find(*name.role);
    if (found != ranks.end() &&
        (rank < found->second || (rank == found->second && metrics[roles[*name.role]].name <= metrics[i].name))) {
      continue;
    }
    ranks[*name.role] = rank;
    roles[*name.role] = i;
    decided.guessed = true;
  }
  if (decided.guessed)
    decided.how = set.empty() ? "by name patterns" : "set in the settings, the others by name patterns";
  if (roles.empty()) decided.how = "no metric has a name that says its role";
  return roles;
}

}  // namespace analysis
