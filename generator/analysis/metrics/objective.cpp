#include "analysis/metrics/objective.h"

#include <algorithm>
#include <cstddef>
#include <optional>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

#include "analysis/log/settings_of.h"
#include "base/json/json.h"
#include "model/enum_names.h"
#include "model/findings/decided.h"
#include "model/findings/metric_info.h"
#include "model/index.h"
#include "vocabulary/metric_names.h"

namespace analysis {
namespace {

std::string json_quoted(std::string_view text) {
  std::string out;
  base::append_json_string(out, text);
  return out;
}

std::string written_direction(model::Direction direction) {
  return std::string(model::name_of(direction));
}

std::optional<model::Index> find_metric(std::span<const MetricCoverage> metrics, std::string_view name) {
  for (model::Index i = 0; i < metrics.size(); ++i) {
    if (metrics[i].name == name) return i;
  }
  return std::nullopt;
}

struct Candidate {
  model::Index metric = 0;
  std::size_t runs = 0;
  vocabulary::MetricName name;
};

bool is_evaluated(const Candidate& candidate) {
  return candidate.name.objective < vocabulary::ObjectiveClass::other_accuracy;
}

std::vector<Candidate> find_candidates(std::span<const MetricCoverage> metrics) {
  std::vector<Candidate> candidates;
  bool validation = false;
  for (model::Index i = 0; i < metrics.size(); ++i) {
    Candidate candidate{i, metrics[i].runs, vocabulary::describe_metric(metrics[i].name)};
    if (candidate.runs == 0 || candidate.name.objective == vocabulary::ObjectiveClass::never) continue;
    validation = validation || vocabulary::is_validation(candidate.name.objective);
    candidates.push_back(std::move(candidate));
  }
  if (validation) std::erase_if(candidates, [](const Candidate& c) { return vocabulary::is_test(c.name.objective); });
  return candidates;
}

std::optional<Candidate> guess_objective(std::span<const MetricCoverage> metrics, std::size_t runs) {
  const std::vector<Candidate> candidates = find_candidates(metrics);
  const auto best_of = [&](const auto& fits) {
    const Candidate* best = nullptr;
    for (const Candidate& c : candidates) {
      if (!fits(c)) continue;
      if (!best || vocabulary::better_objective(c.name, metrics[c.metric].name, best->name, metrics[best->metric].name))
        best = &c;
    }
    return best ? std::optional(*best) : std::nullopt;
  };
  std::size_t evaluated = 0, most = 0;
  for (const Candidate& c : candidates) {
    most = std::max(most, c.runs);
    if (is_evaluated(c)) evaluated = std::max(evaluated, c.runs);
  }
  if (auto best = best_of([&](const Candidate& c) { return is_evaluated(c) && 2 * c.runs > runs; })) return best;
  if (4 * evaluated >= runs) {
    if (auto best = best_of([&](const Candidate& c) { return is_evaluated(c) && 2 * c.runs > evaluated; })) return best;
  }
  if (auto best = best_of([&](const Candidate& c) { return 2 * c.runs > runs; })) return best;
  return best_of([&](const Candidate& c) { return c.runs == most; });
}

void decide_direction(ObjectiveChoice& choice, const std::string& name, const model::ProjectSettings& settings,
                      const SearchObjective& search) {
  choice.direction = set_direction(settings, name);
  if (choice.direction != model::Direction::unknown) {
    choice.direction_decided.how = model::How::set_in_settings;
  } else if (search.metric == name && search.direction != model::Direction::unknown) {
    choice.direction = search.direction;
    choice.direction_decided.how = model::How::by_search;
  } else {
    const vocabulary::MetricName described = vocabulary::describe_metric(name);
    choice.direction = described.direction;
    choice.direction_decided.guessed = true;
    choice.direction_decided.how = model::How::by_name_pattern;
    choice.direction_decided.pattern = described.pattern;
    if (choice.direction == model::Direction::unknown) {
      choice.direction = model::Direction::maximize;
      choice.direction_decided.how = model::How::larger_is_better_taken;
    }
  }
  const bool minimized = choice.direction == model::Direction::minimize;
  const std::string other = written_direction(minimized ? model::Direction::maximize : model::Direction::minimize);
  choice.direction_decided.setting =
      "\"objective\": {\"metric\": " + json_quoted(name) + ", \"direction\": \"" + other + "\"}";
}

/// Without settings that help.
void name_objective(ObjectiveChoice& choice, std::span<const MetricCoverage> metrics, std::size_t runs,
                    const SearchObjective& search) {
  model::Decided& decided = choice.objective;
  if (!search.metric.empty()) choice.metric = find_metric(metrics, search.metric);
  if (choice.metric && metrics[*choice.metric].runs == 0) choice.metric.reset();
  if (choice.metric) {
    decided.how = model::How::by_search;
  } else {
    decided.guessed = true;
    const auto guess = guess_objective(metrics, runs);
    if (!guess) {
      decided.how = model::How::no_telling_name;
      return;
    }
    choice.metric = guess->metric;
    decided.how = model::How::by_name_pattern;
    decided.pattern = guess->name.pattern;
    if (guess->runs < runs) {
      decided.count = guess->runs;
      decided.of = runs;
    }
  }
  choice.at_last = vocabulary::is_test(vocabulary::describe_metric(metrics[*choice.metric].name).objective);
  decided.test_metric_at_last = choice.at_last;
}

}  // namespace

ObjectiveChoice choose_objective(std::span<const MetricCoverage> metrics, std::size_t runs,
                                 const model::ProjectSettings& settings, const SearchObjective& search) {
  ObjectiveChoice choice;
  choice.objective.setting = "\"objective\": {\"metric\": \"name of a metric\", \"direction\": \"maximize\"}";
  if (!settings.objective.empty()) {
    choice.metric = find_metric(metrics, settings.objective);
    if (choice.metric) {
      choice.objective.how = model::How::set_in_settings;
    } else {
      choice.not_found = settings.objective;
    }
  }
  if (!choice.metric) name_objective(choice, metrics, runs, search);
  if (!choice.metric) return choice;
  const std::string& name = metrics[*choice.metric].name;
  decide_direction(choice, name, settings, search);
  choice.objective.setting = "\"objective\": {\"metric\": " + json_quoted(name) + ", \"direction\": \"" +
                             written_direction(choice.direction) + "\"}";
  return choice;
}

std::map<model::Role, model::Index> choose_roles(std::span<const MetricCoverage> metrics,
                                                 std::optional<model::Index> objective,
                                                 const model::ProjectSettings& settings, model::Decided& decided) {
  std::map<model::Role, model::Index> roles;
  decided = {.how = model::How::set_in_settings, .setting = "\"roles\": {\"training_time\": \"name of a metric\"}"};
  for (const auto& [role, name] : settings.roles) {
    if (const auto metric = find_metric(metrics, name)) roles[role] = *metric;
  }
  const std::map<model::Role, model::Index> set = roles;
  std::map<model::Role, std::tuple<bool, bool, std::size_t>> ranks;  // higher is better
  for (model::Index i = 0; i < metrics.size(); ++i) {
    const vocabulary::MetricName name = vocabulary::describe_metric(metrics[i].name);
    if (!name.role || name.extra_words > 0 || metrics[i].runs == 0 || set.contains(*name.role)) continue;
    const std::tuple rank(objective == i, name.split != vocabulary::Split::none, metrics[i].runs);
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
    decided.how = set.empty() ? model::How::by_name_patterns : model::How::settings_and_name_patterns;
  if (roles.empty()) decided.how = model::How::no_name_says_role;
  return roles;
}

}  // namespace analysis
