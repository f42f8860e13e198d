#include "analysis/log/grouping.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string_view>
#include <tuple>
#include <utility>

#include "analysis/log/run_copies.h"
#include "base/text/number_text.h"
#include "base/text/path_parts.h"
#include "model/findings/experiment.h"
#include "model/index.h"
#include "vocabulary/run_names.h"
#include "vocabulary/seed_names.h"

namespace analysis {
namespace {

/// Of the key of one of several runs of a file or store, what all have in common: the first has no "#2" behind it.
std::string_view store_of(const model::RunDigest& run) {
  return std::string_view(run.key).substr(0, run.key.rfind('#'));
}

/// The files and stores that several of the runs are in.
std::set<std::string_view> stores_of_several(std::span<const model::RunDigest> runs,
                                             std::span<const model::Index> members) {
  std::set<std::string_view> stores;
  for (const model::Index run : members) {
    if (runs[run].key.find('#') != std::string::npos) stores.insert(store_of(runs[run]));
  }
  return stores;
}

/// The folder without time stamps and counters, and the metrics: equal for repeats of a run without a configuration.
std::string name_key(const model::RunDigest& run, const std::set<std::string_view>& stores) {
  const std::string path = stores.contains(store_of(run)) ? run.folder + "/" + run.id : run.folder;
  std::vector<std::string> metrics;
  for (const model::SeriesDigest& series : run.series) metrics.push_back(series.name);
  std::sort(metrics.begin(), metrics.end());
  std::string key;
  const std::vector<std::string_view> parts = base::path_parts(path);
  for (std::size_t i = 0; i < parts.size(); ++i) {
    const std::string stripped = vocabulary::name_without_counters(parts[i]);
    const bool last = i + 1 == parts.size();
    // A counted folder above ("trial_1/metrics") may be another setting; a dated one is only another day.
    key += last || stripped.find('#') == std::string::npos ? stripped : std::string(parts[i]);
    key += '/';
  }
  for (const std::string& metric : metrics) key.append(1, '\n').append(metric);
  return key;
}

struct KeyOfRun {
  enum class By : std::uint8_t { id, config, name } by = By::id;
  std::string text;
  auto operator<=>(const KeyOfRun&) const = default;
};

KeyOfRun key_of(const model::RunDigest& run, const SeedKeys& seed_keys, const std::set<std::string_view>& stores) {
  if (!run.experiment.empty()) return {KeyOfRun::By::id, run.experiment};
  const std::span<const model::Parameter> parameters = run.config.parameters;
  const std::string configured = config_key(parameters.first(parameters.size() - run.named_parameters), seed_keys);
  if (!configured.empty()) {
    return {KeyOfRun::By::config, run.named_parameters == 0 ? configured : config_key(parameters, seed_keys)};
  }
  return {KeyOfRun::By::name, std::to_string(run.source) + ":" + name_key(run, stores)};
}

bool by_seed(const model::RunDigest& a, const model::RunDigest& b) {
  const auto rank = [](const model::RunDigest& run) {
    const std::optional<double> number = base::parse_number(run.seed);
    const int kind = number ? 0 : run.seed.empty() ? 2 : 1;
    return std::tuple(run.loop.number, kind, number && *number == *number ? *number : 0.0, std::string_view(run.seed),
                      std::string_view(run.key));
  };
  return rank(a) < rank(b);
}

std::string commit_of(const model::RunDigest& run) {
  for (const model::Parameter& parameter : run.config.parameters) {
    if (vocabulary::holds_a_commit(parameter)) return parameter.value.text;
  }
  return {};
}

/// Runs of equal settings that no seed tells apart, but the commit of the code: other code, other experiment.
void split_by_commit(std::span<const model::RunDigest> runs, std::vector<Group>& groups,
                     std::vector<KeyOfRun::By>& by) {
  std::vector<Group> result;
  std::vector<KeyOfRun::By> by_of_result;
  for (std::size_t i = 0; i < groups.size(); ++i) {
    std::set<std::string_view> seeds;
    std::map<std::string, std::size_t> places;  // in `result`, by commit
    for (const model::Index run : groups[i].runs) seeds.insert(runs[run].seed);
    const bool seeded = seeds.size() == groups[i].runs.size();
    if (by[i] != KeyOfRun::By::config || seeded) {
      result.push_back(std::move(groups[i]));
      by_of_result.push_back(by[i]);
      continue;
    }
    for (const model::Index run : groups[i].runs) {
      const auto [place, is_new] = places.emplace(commit_of(runs[run]), result.size());
      if (is_new) {
        result.emplace_back();
        by_of_result.push_back(by[i]);
      }
      result[place->second].runs.push_back(run);
    }
  }
  groups = std::move(result);
  by = std::move(by_of_result);
}

/// Takes groups apart that are too large to be repeats by name.
void split_large(std::vector<Group>& groups, const std::vector<KeyOfRun::By>& by) {
  std::vector<Group> result;
  for (std::size_t i = 0; i < groups.size(); ++i) {
    if (by[i] != KeyOfRun::By::name || groups[i].runs.size() <= kMaxRepeatsByName) {
      result.push_back(std::move(groups[i]));
      continue;
    }
    for (const model::Index run : groups[i].runs) result.push_back({.runs = {run}});
  }
  std::sort(result.begin(), result.end(), [](const Group& a, const Group& b) {
    return *std::min_element(a.runs.begin(), a.runs.end()) < *std::min_element(b.runs.begin(), b.runs.end());
  });
  groups = std::move(result);
}

std::vector<std::string> seed_like_paths(std::span<const model::RunDigest> runs, std::span<const model::Index> members,
                                         const SeedKeys& seed_keys) {
  std::set<std::string> paths;
  for (const model::Index run : members) {
    for (const model::Parameter& parameter : runs[run].config.parameters) {
      if (is_seed_like(parameter, seed_keys)) paths.insert(parameter.path);
    }
  }
  return {paths.begin(), paths.end()};
}

std::vector<std::string> named_paths(std::span<const model::RunDigest> runs, std::span<const model::Index> members) {
  std::vector<std::string> paths;
  for (const model::Index run : members) {
    const std::vector<model::Parameter>& parameters = runs[run].config.parameters;
    for (std::size_t i = parameters.size() - runs[run].named_parameters; i < parameters.size(); ++i) {
      if (std::find(paths.begin(), paths.end(), parameters[i].path) == paths.end()) paths.push_back(parameters[i].path);
    }
  }
  return paths;
}

}  // namespace

Grouping group_runs(std::span<const model::RunDigest> runs, std::span<const model::Index> members,
                    const SeedKeys& seed_keys) {
  Grouping result;
  const std::set<std::string_view> stores = stores_of_several(runs, members);
  std::map<KeyOfRun, std::size_t> places;
  std::size_t counts[3] = {0, 0, 0};
  std::vector<KeyOfRun::By> by_of_group;
  const std::vector<model::Index> originals = find_originals(runs, members);
  for (std::size_t i = 0; i < members.size(); ++i) {
    const model::Index run = members[i];
    // A copy belongs to what it is a copy of, whatever it is called; but a run that names its experiment stays there.
    const bool named = !runs[run].experiment.empty();
    KeyOfRun key = key_of(runs[named ? run : originals[i]], seed_keys, stores);
    const auto by = key.by;
    ++counts[static_cast<std::size_t>(by)];
    const auto [place, is_new] = places.emplace(std::move(key), result.groups.size());
    if (is_new) {
      result.groups.push_back({.explicit_id = runs[run].experiment});
      by_of_group.push_back(by);
    }
    result.groups[place->second].runs.push_back(run);
  }
  split_by_commit(runs, result.groups, by_of_group);
  std::size_t repeats_by_name = 0;
  for (std::size_t i = 0; i < by_of_group.size(); ++i) {
    const bool repeats = result.groups[i].runs.size() > 1 && result.groups[i].runs.size() <= kMaxRepeatsByName;
    if (by_of_group[i] == KeyOfRun::By::name && repeats) repeats_by_name += result.groups[i].runs.size();
  }
  split_large(result.groups, by_of_group);
  for (Group& group : result.groups) {
    std::sort(group.runs.begin(), group.runs.end(),
              [&](model::Index a, model::Index b) { return by_seed(runs[a], runs[b]); });
  }
  result.decided.guessed = counts[1] + counts[2] > 0;
  if (!members.empty()) result.decided.how = model::How::by_grouping;
  result.decided.grouped = {.by_experiment = counts[0],
                            .by_config = counts[1],
                            .repeats_by_name = repeats_by_name,
                            .alone = counts[2] - repeats_by_name};
  result.decided.grouped.from_names = named_paths(runs, members);
  result.decided.setting = "\"seed_keys\": [\"name.of.a.parameter\"]";
  result.seed_keys = seed_like_paths(runs, members, seed_keys);
  return result;
}

std::vector<std::string> find_varying(std::span<const model::RunDigest> runs, std::span<const model::Index> members,
                                      const SeedKeys& seed_keys) {
  std::vector<std::string> order;
  std::map<std::string, std::pair<std::string, std::size_t>>
      seen;  // path → first value, runs that have that very value
  for (const model::Index run : members) {
    for (const model::Parameter& parameter : runs[run].config.parameters) {
      if (is_seed_like(parameter, seed_keys)) continue;
      const std::string value = value_key(parameter.value);
      const auto [place, is_new] = seen.emplace(parameter.path, std::pair(value, 0));
      if (is_new) order.push_back(parameter.path);
      if (place->second.first == value) ++place->second.second;
    }
  }
  std::erase_if(order, [&](const std::string& path) { return seen.at(path).second == members.size(); });
  return order;
}

}  // namespace analysis
