#include "analysis/metrics/objective.h"

#include <algorithm>
#include <cstddef>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

#include "analysis/log/settings_of.h"
#include "base/json/json.h"
#include "base/text/ascii.h"
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

std::string setting_of(std::string_view metric, std::string_view direction) {
  return "\"objective\": {\"metric\": " + json_quoted(metric) + ", \"direction\": \"" + std::string(direction) + "\"}";
}

std::optional<model::Index> find_metric(std::span<const MetricCoverage> metrics, std::string_view name) {
  for (model::Index i = 0; i < metrics.size(); ++i) {
    if (metrics[i].name == name) return i;
  }
  return std::nullopt;
}

vocabulary::MetricName described(const MetricCoverage& metric) {
  return vocabulary::describe_metric(
      metric.name, metric.unsplit_is_validation ? vocabulary::Split::validation : vocabulary::Split::none);
}

/// "g_ll_history_#" of "g_ll_history_00012"; empty where the name ends in no number, or in the cut-off of a ranking
/// ("recall@10").
std::string family_of(std::string_view name) {
  std::size_t begin = name.size();
  while (begin > 0 && base::is_digit(name[begin - 1])) --begin;
  if (begin == name.size() || begin == 0 || name[begin - 1] == '@') return {};
  return std::string(name.substr(0, begin)) + '#';
}

/// Names of metrics by their families, those of kFamily members or more.
std::set<std::string> find_families(std::span<const MetricCoverage> metrics) {
  std::map<std::string, std::size_t> counts;
  for (const MetricCoverage& metric : metrics) {
    if (std::string family = family_of(metric.name); !family.empty()) ++counts[std::move(family)];
  }
  std::set<std::string> families;
  for (const auto& [family, count] : counts) {
    if (count >= kFamily) families.insert(family);
  }
  return families;
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
  const std::set<std::string> families = find_families(metrics);
  for (model::Index i = 0; i < metrics.size(); ++i) {
    if (!families.empty() && families.contains(family_of(metrics[i].name))) continue;
    const std::size_t lost = std::min(metrics[i].lost, metrics[i].runs);
    Candidate candidate{i, metrics[i].runs + lost, described(metrics[i])};
    if (candidate.runs == 0 || candidate.name.objective == vocabulary::ObjectiveClass::never) continue;
    validation = validation || vocabulary::is_validation(candidate.name.objective);
    candidates.push_back(std::move(candidate));
  }
  if (validation) std::erase_if(candidates, [](const Candidate& c) { return vocabulary::is_test(c.name.objective); });
  return candidates;
}

/// Where no name tells: what somebody may want to rank by all the same. No cost, and nothing that loggers note beside;
/// of validation data before others, what most runs have, then by name.
std::optional<model::Index> find_example(std::span<const MetricCoverage> metrics) {
  std::optional<model::Index> best;
  std::tuple<bool, bool, std::size_t> most;
  for (model::Index i = 0; i < metrics.size(); ++i) {
    const vocabulary::MetricName name = described(metrics[i]);
    const vocabulary::MeasureAt measure = vocabulary::find_measure(metrics[i].name);
    if (name.role || metrics[i].runs == 0 || (!name.pattern.empty() && measure == vocabulary::MeasureAt::nowhere))
      continue;
    const bool validation = name.split == vocabulary::Split::validation;
    const std::tuple rank(validation, measure != vocabulary::MeasureAt::nowhere, metrics[i].runs);
    if (best && rank <= most) continue;
    best = i;
    most = rank;
  }
  return best;
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

model::How how_said(model::ObjectiveSaid said) {
  switch (said) {
    case model::ObjectiveSaid::by_kept_best:
      return model::How::by_kept_best;
    case model::ObjectiveSaid::by_settings:
      return model::How::by_settings;
    default:
      return model::How::by_search;
  }
}

/// Training metrics, and those that say no split.
bool is_of_training(vocabulary::ObjectiveClass objective) {
  return objective == vocabulary::ObjectiveClass::train_accuracy || objective == vocabulary::ObjectiveClass::train_loss;
}

bool is_lucky(const MetricCoverage& metric, const vocabulary::MetricName& name) {
  if (name.objective == vocabulary::ObjectiveClass::reward || name.single) return true;
  return is_of_training(name.objective) && metric.is_dense;
}

void decide_direction(ObjectiveChoice& choice, const std::string& name, const model::ProjectSettings& settings,
                      const SearchObjective& search) {
  choice.direction = set_direction(settings, name);
  if (choice.direction != model::Direction::unknown) {
    choice.direction_decided.how = model::How::set_in_settings;
  } else if (search.metric == name && search.direction != model::Direction::unknown) {
    choice.direction = search.direction;
    choice.direction_decided.how = how_said(search.said);
  } else {
    const vocabulary::MetricName by_name = vocabulary::describe_metric(name);
    choice.direction = by_name.direction;
    choice.direction_decided.guessed = true;
    choice.direction_decided.how = model::How::by_name_pattern;
    choice.direction_decided.pattern = by_name.pattern;
    if (choice.direction == model::Direction::unknown) {
      choice.direction = model::Direction::maximize;
      choice.direction_decided.how = model::How::larger_is_better_taken;
    }
  }
  const bool minimized = choice.direction == model::Direction::minimize;
  const std::string other = written_direction(minimized ? model::Direction::maximize : model::Direction::minimize);
  choice.direction_decided.setting = setting_of(name, other);
}

/// Without settings that help.
void name_objective(ObjectiveChoice& choice, std::span<const MetricCoverage> metrics, std::size_t runs,
                    const SearchObjective& search) {
  model::Decided& decided = choice.objective;
  if (!search.metric.empty()) choice.metric = find_metric(metrics, search.metric);
  if (choice.metric && metrics[*choice.metric].runs == 0) choice.metric.reset();
  if (choice.metric) {
    decided.how = how_said(search.said);
  } else {
    decided.guessed = true;
    const auto guess = guess_objective(metrics, runs);
    if (!guess) {
      decided.how = model::How::no_telling_name;
      if (const auto metric = find_example(metrics)) decided.setting = setting_of(metrics[*metric].name, "maximize");
      return;
    }
    choice.metric = guess->metric;
    decided.how = model::How::by_name_pattern;
    decided.pattern = guess->name.pattern;
    if (const std::size_t with_value = metrics[*choice.metric].runs; with_value < runs) {
      decided.count = with_value;
      decided.of = runs;
    }
  }
  decided.test_metric_at_last = vocabulary::is_test(described(metrics[*choice.metric]).objective);
  if (decided.test_metric_at_last) choice.taken = model::Taken::last;
}

}  // namespace

ObjectiveChoice choose_objective(std::span<const MetricCoverage> metrics, std::size_t runs,
                                 const model::ProjectSettings& settings, const SearchObjective& search) {
  ObjectiveChoice choice;
  choice.objective.setting = setting_of("name of a metric", "maximize");
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
  if (choice.taken == model::Taken::best && is_lucky(metrics[*choice.metric], described(metrics[*choice.metric]))) {
    choice.taken = model::Taken::of_tail;
    choice.objective.mean_of_tail = true;
  }
  decide_direction(choice, name, settings, search);
  choice.objective.setting = setting_of(name, written_direction(choice.direction));
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
    const vocabulary::MetricName name = described(metrics[i]);
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
  if (!roles.contains(model::Role::training_time)) {
    const auto seconds = std::find_if(metrics.begin(), metrics.end(), [](const MetricCoverage& metric) {
      return metric.runs > 0 && metric.is_single && vocabulary::says_only_seconds(metric.name);
    });
    if (seconds != metrics.end()) {
      roles[model::Role::training_time] = static_cast<model::Index>(seconds - metrics.begin());
      decided.guessed = true;
    }
  }
  if (decided.guessed)
    decided.how = set.empty() ? model::How::by_name_patterns : model::How::settings_and_name_patterns;
  if (roles.empty()) decided.how = model::How::no_name_says_role;
  return roles;
}

}  // namespace analysis
