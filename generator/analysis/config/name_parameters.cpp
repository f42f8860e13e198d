#include "analysis/config/name_parameters.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <map>
#include <optional>
#include <set>
#include <string_view>
#include <unordered_map>
#include <utility>

#include "analysis/config/config_key.h"
#include "analysis/config/run_name_words.h"
#include "analysis/log/run_copies.h"
#include "base/text/number_text.h"
#include "base/text/path_parts.h"
#include "base/text/utf8.h"
#include "model/config.h"
#include "vocabulary/name_words.h"
#include "vocabulary/run_names.h"
#include "vocabulary/runs/said_by_name.h"

namespace analysis {
namespace {

using vocabulary::KnownName;
using vocabulary::SaidByName;

class NameReader {
 public:
  NameReader(std::vector<model::RunDigest>& runs, std::span<const model::Index> members,
             const model::ProjectSettings& settings)
      : runs_(runs), settings_(settings) {
    const std::vector<model::Index> originals = find_originals(runs, members);
    for (std::size_t i = 0; i < members.size(); ++i) {
      const model::Index run = members[i];
      if (!runs[run].experiment.empty()) continue;
      if (originals[i] == run) {
        names_.push_back({.run = run});
      } else if (runs[originals[i]].experiment.empty()) {
        copies_.emplace_back(run, originals[i]);
      }
    }
  }

  std::vector<std::string> add() {
    if (names_.size() < 2 || !any_name_differs()) return {};
    std::vector<model::Index> members;
    for (const RunNames& one : names_) members.push_back(one.run);
    seed_keys_ = find_seed_keys(runs_, members, settings_.seed_keys);
    find_groups();
    said_.read();
    add_evaluations();
    add_needed();
    for (const auto& [copy, original] : copies_) say_of_copy(runs_[original], runs_[copy]);
    return std::move(added_);
  }

 private:
  /// A copy is under test as little as the name that it was given.
  static void say_of_copy(const model::RunDigest& original, model::RunDigest& copy) {
    const std::vector<model::Parameter>& from = original.config.parameters;
    copy.config.parameters.insert(copy.config.parameters.end(),
                                  from.end() - static_cast<std::ptrdiff_t>(original.named_parameters), from.end());
    copy.named_parameters = original.named_parameters;
  }

  bool any_name_differs() const {
    const model::RunDigest& first = runs_[names_.front().run];
    return std::any_of(names_.begin() + 1, names_.end(), [&](const RunNames& one) {
      return runs_[one.run].folder != first.folder || runs_[one.run].name != first.name;
    });
  }

  /// Runs of equal configurations have equal numbers.
  void find_groups() {
    std::unordered_map<std::string, std::size_t> groups;
    for (RunNames& one : names_) {
      std::string key = config_key(runs_[one.run].config.parameters, seed_keys_);
      one.bare = key.empty();
      groups_.push_back(groups.emplace(std::move(key), groups.size()).first->second);
    }
  }

  void tell_apart(const std::vector<std::string>& values) {
    std::map<std::pair<std::size_t, std::string_view>, std::size_t> groups;
    for (std::size_t i = 0; i < groups_.size(); ++i)
      groups_[i] = groups.emplace(std::pair(groups_[i], std::string_view(values[i])), groups.size()).first->second;
  }

  static bool is_one_of_several(const model::RunDigest& run) { return run.key.find('#') != std::string::npos; }

  /// A parameter whose name says the same, by its last part.
  template <class Says>
  const model::Parameter* find_said(const model::RunDigest& run, const Says& says) {
    for (const model::Parameter& parameter : run.config.parameters) {
      const std::string_view path = parameter.path;
      const std::string_view leaf = path.substr(path.rfind('.') + 1);  // npos + 1 is 0
      if (says(leaf)) return &parameter;
    }
    return nullptr;
  }

  bool says_known(const model::RunDigest& run, KnownName kind) {
    const auto place = static_cast<std::size_t>(kind);
    return find_said(run, [&](std::string_view leaf) {
             const auto [found, is_new] = leaf_says_[place].emplace(std::string(leaf), false);
             if (is_new) found->second = vocabulary::says_known(kind, leaf);
             return found->second;
           }) != nullptr;
  }

  bool says_setting(const model::RunDigest& run, int setting, const std::string& name) {
    return find_said(run, [&](std::string_view leaf) {
             if (setting == 0) return leaf == name;
             const auto [found, is_new] = leaf_settings_.emplace(std::string(leaf), 0);
             if (is_new) {
               std::string words;
               for (const std::string& word : vocabulary::words_of(leaf)) words += (words.empty() ? "" : " ") + word;
               found->second = vocabulary::setting_of(words);
             }
             return found->second == setting;
           }) != nullptr;
  }

  void add_parameter(RunNames& one, const std::string& path, const std::string& value) {
    model::RunDigest& run = runs_[one.run];
    model::ParameterValue parameter{.kind = model::ParameterValue::Kind::text, .text = value};
    const std::optional<double> number = base::parse_number(value);
    if (number && *number == *number) {
      parameter.kind = model::ParameterValue::Kind::number;
      parameter.number = *number;
    }
    run.config.parameters.push_back({path, std::move(parameter)});
    ++run.named_parameters;
    if (std::find(added_.begin(), added_.end(), path) == added_.end()) added_.push_back(path);
  }

  void add_evaluations() {
    for (const KnownName kind : {KnownName::environment, KnownName::dataset}) {
      const auto place = static_cast<std::size_t>(kind);
      std::set<std::string> values;
      bool all = true;
      for (const RunNames& one : names_) {
        const std::string& value = one.known[place];
        all = all && !value.empty() && !is_one_of_several(runs_[one.run]);
        values.insert(base::to_lower(value));
      }
      if (!all || values.size() < 2) continue;
      const bool said = std::any_of(names_.begin(), names_.end(), [&](const RunNames& one) {
        return says_known(runs_[one.run], kind) || is_in_config(runs_[one.run], one.known[place]);
      });
      if (said) continue;
      std::vector<std::string> told;
      for (RunNames& one : names_) {
        add_parameter(one, std::string(vocabulary::parameter_of(kind)), one.known[place]);
        told.push_back(std::move(one.known[place]));
        one.known[place].clear();
      }
      tell_apart(told);
    }
  }

  /// "data/cifar10" says which data set it is, too.
  static bool is_in_config(const model::RunDigest& run, const std::string& value) {
    const std::string wanted = base::to_lower(value);
    return std::any_of(run.config.parameters.begin(), run.config.parameters.end(), [&](const model::Parameter& one) {
      return one.value.kind == model::ParameterValue::Kind::text && one.value.text.size() < 500 &&
             base::to_lower(one.value.text).find(wanted) != std::string::npos;
    });
  }

  /// Runs that nothing told apart so far, by position in names_; of one run alone: none.
  std::vector<std::vector<std::size_t>> alike() const {
    std::map<std::size_t, std::vector<std::size_t>> groups;
    for (std::size_t i = 0; i < names_.size(); ++i) {
      if (names_[i].bare && is_one_of_several(runs_[names_[i].run])) continue;
      groups[groups_[i]].push_back(i);
    }
    std::vector<std::vector<std::size_t>> result;
    for (auto& [key, members] : groups) {
      if (members.size() > 1) result.push_back(std::move(members));
    }
    return result;
  }

  /// Adds `path` wherever `value_of` gives a value, if it tells alike runs apart.
  template <class Value>
  void add_if_needed(const std::string& path, const Value& value_of, bool needs_several) {
    std::vector<std::string> told;
    for (const RunNames& one : names_) told.push_back(value_of(one));
    if (std::all_of(told.begin(), told.end(), [&](const std::string& value) { return value == told.front(); })) return;
    bool needed = false;
    for (const std::vector<std::size_t>& members : alike()) {
      std::set<std::string_view> values;
      for (const std::size_t i : members) values.insert(told[i]);
      const bool bare = names_[members.front()].bare;
      needed = needed || (values.size() > 1 && (!needs_several || !bare || values.size() * 2 <= members.size()));
    }
    if (!needed) return;
    for (std::size_t i = 0; i < names_.size(); ++i) {
      if (told[i].empty() || (names_[i].bare && is_one_of_several(runs_[names_[i].run]))) continue;
      add_parameter(names_[i], path, told[i]);
    }
    tell_apart(told);
  }

  void add_needed() {
    std::map<std::string, const SaidByName*> settings;  // the first of each
    for (const RunNames& one : names_) settings.insert(one.settings.begin(), one.settings.end());
    for (const auto& [key, token] : settings) {
      const bool said = std::any_of(names_.begin(), names_.end(), [&, name = key, first = token](const RunNames& one) {
        return one.settings.contains(name) && says_setting(runs_[one.run], first->setting, first->name);
      });
      add_if_needed(
          token->name + (said ? " (name)" : ""),
          [name = key](const RunNames& one) {
            const auto found = one.settings.find(name);
            return found == one.settings.end() ? std::string() : found->second->text;
          },
          false);
    }
    for (std::size_t place = 1; place < vocabulary::kKnownNames; ++place) {
      const auto kind = static_cast<KnownName>(place);
      if (!any_differs([place](const RunNames& one) { return one.known[place]; })) continue;
      const bool said = std::any_of(names_.begin(), names_.end(),
                                    [&](const RunNames& one) { return says_known(runs_[one.run], kind); });
      add_if_needed(
          std::string(vocabulary::parameter_of(kind)) + (said ? " (name)" : ""),
          [place](const RunNames& one) { return one.known[place]; }, false);
    }
    add_words();
    add_counted_levels();
  }

  template <class Value>
  bool any_differs(const Value& value_of) const {
    const std::string first = value_of(names_.front());
    return std::any_of(names_.begin(), names_.end(), [&](const RunNames& one) { return value_of(one) != first; });
  }

  static std::string words_of_level(const RunNames& one, const std::string& level) {
    const auto found = one.words.find(level);
    std::string text;
    if (found == one.words.end()) return text;
    for (const SaidByName* word : found->second) text += (text.empty() ? "" : "_") + word->text;
    return text;
  }

  bool is_file_level(const std::string& level) const {
    return std::all_of(names_.begin(), names_.end(), [&](const RunNames& one) {
      const model::RunDigest& run = runs_[one.run];
      return !run.files.empty() && run.files.front().starts_with(run.folder + ".") &&
             std::to_string(base::path_parts(run.folder).size()) == level;
    });
  }

  void add_words() {
    std::set<std::string> levels;
    for (const RunNames& one : names_) {
      for (const auto& [level, words] : one.words) {
        if (!words.empty()) levels.insert(level);
      }
    }
    std::vector<std::string> folders;
    for (const std::string& level : levels) {
      if (level != kNameLevel && !is_file_level(level)) folders.push_back(level);
    }
    std::sort(folders.begin(), folders.end(), [](const std::string& a, const std::string& b) {
      return std::pair(a.size(), a) < std::pair(b.size(), b);
    });
    for (std::size_t i = 0; i < folders.size(); ++i) {
      const std::string path = folders.size() == 1 ? "folder" : "folder_" + std::to_string(i + 1);
      add_if_needed(
          free_path(path), [&](const RunNames& one) { return words_of_level(one, folders[i]); }, true);
    }
    for (const std::string& level : levels) {
      if (std::find(folders.begin(), folders.end(), level) != folders.end()) continue;
      const std::string path = level == kNameLevel ? "run name" : "file";
      add_if_needed(
          free_path(path), [&](const RunNames& one) { return words_of_level(one, level); }, true);
    }
  }

  /// exp_1/seed1, exp_1/seed2, exp_2/seed1, …: seeds that come again below each of several numbered folders.
  void add_counted_levels() {
    for (std::size_t level = 0; level + 1 < said_.depth(); ++level) {
      const auto part_of = [&](const RunNames& one) {
        return std::string(base::path_parts(runs_[one.run].folder)[level]);
      };
      const std::vector<std::vector<std::size_t>> groups = alike();
      const bool needed = std::any_of(groups.begin(), groups.end(), [&](const std::vector<std::size_t>& members) {
        std::set<std::string> seeds;
        std::map<std::string, std::set<std::string>> below;
        std::map<std::string, std::size_t> counts;
        for (const std::size_t i : members) {
          const std::string& seed = runs_[names_[i].run].seed;
          if (seed.empty() || names_[i].bare) return false;
          const std::string part = part_of(names_[i]);
          if (vocabulary::name_without_counters(part).find('@') != std::string::npos) return false;
          seeds.insert(seed);
          below[part].insert(seed);
          ++counts[part];
        }
        return seeds.size() < members.size() && below.size() > 1 &&
               std::all_of(counts.begin(), counts.end(), [&](const auto& part) {
                 return part.second > 1 && below.at(part.first).size() == part.second;
               });
      });
      if (needed) add_if_needed(free_path("folder"), part_of, true);
    }
  }

  std::string free_path(const std::string& path) {
    const bool taken = std::any_of(names_.begin(), names_.end(),
                                   [&](const RunNames& one) { return runs_[one.run].config.find(path) != nullptr; });
    return taken ? path + " (name)" : path;
  }

  std::vector<model::RunDigest>& runs_;
  const model::ProjectSettings& settings_;
  std::vector<RunNames> names_;
  std::vector<std::pair<model::Index, model::Index>> copies_;  // each with its original
  RunNameReader said_{runs_, names_};
  std::vector<std::size_t> groups_;  // parallel: equal where nothing tells runs apart so far
  SeedKeys seed_keys_;
  std::array<std::unordered_map<std::string, bool>, vocabulary::kKnownNames> leaf_says_;
  std::unordered_map<std::string, int> leaf_settings_;
  std::vector<std::string> added_;
};

}  // namespace

std::vector<std::string> add_name_parameters(std::vector<model::RunDigest>& runs, std::span<const model::Index> members,
                                             const model::ProjectSettings& settings) {
  return NameReader(runs, members, settings).add();
}

}  // namespace analysis
