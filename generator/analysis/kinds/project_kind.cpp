#include "analysis/kinds/project_kind.h"

#include <algorithm>
#include <cstddef>
#include <map>
#include <set>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "analysis/config/config_key.h"
#include "analysis/metrics/loop_direction.h"
#include "base/json/json.h"
#include "model/config.h"
#include "model/enum_names.h"
#include "model/findings/experiment.h"
#include "model/index.h"
#include "model/note.h"
#include "model/run_digest.h"
#include "vocabulary/benchmarks/compared_names.h"

namespace analysis {
namespace {

using model::Experiment;
using model::How;
using model::Kind;

constexpr std::size_t kFewestTrials = 20, kFewestRows = 8;
constexpr double kNearlyAll = 0.9, kNearlyEach = 0.6, kHalf = 0.5, kGrid = 0.3;

bool is_share(std::size_t count, std::size_t of, double share) {
  return static_cast<double>(count) >= share * static_cast<double>(of);
}

bool is_row_of_table(const model::RunDigest& run) {
  return run.format == "results-table" || run.format == "markdown-table";
}

/// What an evaluation harness wrote of a model: no search made it.
bool is_evaluation(const model::RunDigest& run) {
  return run.format == "lm-eval";
}

/// One parameter over the experiments.
struct Varied {
  std::string path;
  std::unordered_map<std::string, std::size_t> values;  ///< by key, how many experiments have it
  bool numbers = true, texts = true;
  std::size_t set = 0;  ///< experiments that set it
};

/// Experiments with runs, and what they set.
struct Trials {
  std::vector<const Experiment*> experiments;
  std::vector<Varied> varied;  ///< set by nearly all, with several values; by path
  std::size_t single = 0, dated = 0;
};

Trials look_at_trials(std::span<const Experiment> experiments) {
  Trials trials;
  std::map<std::string, Varied> all;
  for (const Experiment& experiment : experiments) {
    if (experiment.runs.empty()) continue;
    trials.experiments.push_back(&experiment);
    trials.single += experiment.runs.size() == 1;
    trials.dated += !experiment.date.empty();
    for (const model::Parameter& parameter : experiment.config.parameters) {
      Varied& varied = all[parameter.path];
      ++varied.values[value_key(parameter.value)];
      ++varied.set;
      varied.numbers = varied.numbers && parameter.value.kind == model::ParameterValue::Kind::number;
      varied.texts = varied.texts && parameter.value.kind == model::ParameterValue::Kind::text;
    }
  }
  for (auto& [path, varied] : all) {
    if (varied.values.size() < 2 || !is_share(varied.set, trials.experiments.size(), kNearlyAll)) continue;
    varied.path = path;
    trials.varied.push_back(std::move(varied));
  }
  return trials;
}

bool is_as_good_as_name(const Varied& varied, std::size_t experiments) {
  return varied.texts && is_share(varied.values.size(), experiments, kNearlyEach);
}

/// Experiments that differ from the one before in at least two of the varied parameters, and in half of them.
std::size_t count_joint_steps(const Trials& trials) {
  const std::size_t enough = std::max<std::size_t>(2, (trials.varied.size() + 1) / 2);
  std::vector<std::string> before, now;
  std::size_t steps = 0;
  for (const Experiment* experiment : trials.experiments) {
    now.clear();
    for (const Varied& varied : trials.varied) {
      const model::ParameterValue* value = experiment->config.find(varied.path);
      now.push_back(value != nullptr ? value_key(*value) : "");
    }
    std::size_t different = 0;
    for (std::size_t i = 0; i < before.size(); ++i) different += before[i] != now[i];
    steps += different >= enough;
    before.swap(now);
  }
  return steps;
}

bool fills_grid(const Trials& trials) {
  double cells = 1;
  for (const Varied& varied : trials.varied) cells *= static_cast<double>(varied.values.size());
  return trials.varied.size() > 1 && static_cast<double>(trials.experiments.size()) >= kGrid * cells;
}

bool is_searched_by_hand(std::span<const model::RunDigest> runs, const Trials& trials) {
  const std::size_t count = trials.experiments.size();
  if (count > 0 && is_evaluation(runs[trials.experiments[0]->runs.front()])) return false;
  if (count < kFewestTrials || !is_share(trials.single, count, kNearlyAll) || trials.varied.empty()) return false;
  for (const Varied& varied : trials.varied) {
    if (is_as_good_as_name(varied, count)) return false;
  }
  if (trials.varied.size() == 1) return trials.varied[0].numbers;
  return fills_grid(trials) || is_share(count_joint_steps(trials), count, kHalf);
}

/// The parameters that name the rows; nothing: it is no leaderboard. Empty: their names do.
std::optional<std::vector<std::string>> names_of_rows(std::span<const model::RunDigest> runs, const Trials& trials) {
  const std::size_t count = trials.experiments.size();
  if (count < kFewestRows || !is_share(trials.single, count, kNearlyAll) || is_share(trials.dated, count, 0.1))
    return std::nullopt;
  std::vector<std::string> names;
  for (const Varied& varied : trials.varied) {
    if (is_as_good_as_name(varied, count) && !vocabulary::noun_of_compared(varied.path).empty())
      names.push_back(varied.path);
  }
  if (!names.empty()) return names;
  std::set<std::string> own;
  for (const Experiment* experiment : trials.experiments) {
    const model::RunDigest& run = runs[experiment->runs.front()];
    if (is_evaluation(run) || (is_row_of_table(run) && experiment->config.parameters.empty())) own.insert(run.name);
  }
  if (!is_share(own.size(), count, kNearlyEach)) return std::nullopt;
  return names;
}

std::size_t count_searched(std::span<const model::RunDigest> runs, const ProjectMembers& members) {
  return static_cast<std::size_t>(std::count_if(members.runs.begin(), members.runs.end(), [&](model::Index run) {
    return runs[run].objective_said == model::ObjectiveSaid::by_search;
  }));
}

KindChoice guess_kind(std::span<const model::RunDigest> runs, const ProjectMembers& members,
                      std::span<const Experiment> experiments) {
  if (is_loop(runs, members.runs)) return {Kind::loop, {.how = How::rows_of_loop}};
  if (is_kept_by_hand(runs, members)) return {Kind::log, {.how = How::kept_log}};
  if (members.suite) {
    std::vector<std::string> names = members.suite->compared;
    names.insert(names.end(), members.suite->tasks.begin(), members.suite->tasks.end());
    return {Kind::suite,
            {.guessed = true,
             .how = How::crossed,
             .names = std::move(names),
             .count = members.suite->filled,
             .of = members.suite->rows * members.suite->columns}};
  }
  if (const std::size_t searched = count_searched(runs, members); searched * 2 > members.runs.size()) {
    return {Kind::search,
            {.guessed = true, .how = How::searched_by_tool, .count = searched, .of = members.runs.size()}};
  }
  const Trials trials = look_at_trials(experiments);
  if (is_searched_by_hand(runs, trials)) {
    std::vector<std::string> names;
    for (const Varied& varied : trials.varied) names.push_back(varied.path);
    return {
        Kind::search,
        {.guessed = true, .how = How::many_single_runs, .names = std::move(names), .count = trials.experiments.size()}};
  }
  if (std::optional<std::vector<std::string>> names = names_of_rows(runs, trials)) {
    return {
        Kind::leaderboard,
        {.guessed = true, .how = How::one_row_each, .names = std::move(*names), .count = trials.experiments.size()}};
  }
  return {Kind::log, {.guessed = true, .how = How::nothing_else_fits}};
}

std::string setting_of_kind(Kind kind) {
  return "\"kind\": \"" + std::string(model::name_of(kind)) + "\"";
}

}  // namespace

bool is_kept_by_hand(std::span<const model::RunDigest> runs, const ProjectMembers& members) {
  if (!members.notes.empty()) return true;
  std::size_t named = 0;
  for (const model::Index index : members.runs) {
    const model::RunDigest& run = runs[index];
    named += !run.experiment.empty() && !is_row_of_table(run);
    if (std::any_of(run.notes.begin(), run.notes.end(),
                    [](const model::Note& note) { return !note.parent.empty() || note.decision_said; }))
      return true;
  }
  return named * 2 > members.runs.size();
}

KindChoice choose_kind(std::span<const model::RunDigest> runs, const ProjectMembers& members,
                       std::span<const Experiment> experiments, std::optional<Kind> set) {
  const bool possible =
      set && (*set != Kind::loop || is_loop(runs, members.runs)) && (*set != Kind::suite || members.suite);
  if (possible) return {*set, {.how = How::set_in_settings, .setting = setting_of_kind(*set)}};
  KindChoice choice = guess_kind(runs, members, experiments);
  choice.decided.setting = setting_of_kind(choice.kind);
  choice.in_vain = set.has_value();
  return choice;
}

}  // namespace analysis
