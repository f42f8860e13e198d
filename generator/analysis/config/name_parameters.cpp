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
#include "base/text/ascii.h"
#include "base/text/number_text.h"
#include "base/text/path_parts.h"
#include "base/text/utf8.h"
#include "model/config.h"
#include "vocabulary/name_words.h"
#include "vocabulary/run_names.h"
#include "vocabulary/runs/random_names.h"
#include "vocabulary/runs/said_by_name.h"
#include "vocabulary/word_list.h"

namespace analysis {
namespace {

using vocabulary::KnownName;
using vocabulary::SaidByName;

/// Before a number that says which thing it is rather than which run.
constexpr std::string_view kThings =
    "v,stage,phase,level,task,model,config,cfg,conf,setting,variant,layer,layers,part,group,type,class,method,option,"
    "scenario,domain,client,subject,patient,user,site,set,dataset,case,b,scale,size,gen,generation,ablation,arch,net";

/// Names that tools count on by themselves: "train", "train2", "train3".
constexpr std::string_view kIncremented = "train,exp,val,predict,detect,segment";

/// What one run's names say.
struct Names {
  model::Index run = 0;
  bool bare = false;  // no configuration but seeds
  bool numbers_set_apart = false;
  std::map<std::string, const SaidByName*> settings;  // by "number of the setting" or the name
  std::array<std::string, vocabulary::kKnownNames> known;
  std::map<std::string, std::vector<const SaidByName*>> words;  // by level
};

/// Names that are one level each: "1" to "9…" of folders, "name" of what the run calls itself.
constexpr std::string_view kNameLevel = "name";

std::string setting_key(const SaidByName& token) {
  return token.setting != 0 ? std::to_string(token.setting) : "=" + token.name;
}

bool logs_rewards(const model::RunDigest& run) {
  return std::any_of(run.series.begin(), run.series.end(), [](const model::SeriesDigest& series) {
    return vocabulary::has_any_words(vocabulary::spaced_words(series.name), "reward,rewards,return,returns,ret,rew");
  });
}

bool draws_names(std::string_view format) {
  return format.starts_with("wandb") || format.starts_with("mlflow") || format == "trackio";
}

/// Tokens of each part of a path, read once.
class NamedParts {
 public:
  const std::vector<SaidByName>& tokens_of(std::string_view part, bool sure) {
    auto& known = tokens_[sure ? 1 : 0];
    const auto found = known.find(std::string(part));
    if (found != known.end()) return found->second;
    return known.emplace(std::string(part), vocabulary::said_by_name(part, sure)).first->second;
  }

 private:
  std::unordered_map<std::string, std::vector<SaidByName>> tokens_[2];
};

class NameReader {
 public:
  NameReader(std::vector<model::RunDigest>& runs, std::span<const model::Index> members,
             const model::ProjectSettings& settings)
      : runs_(runs), settings_(settings) {
    for (const model::Index run : members) {
      if (runs[run].experiment.empty()) names_.push_back({.run = run});
    }
  }

  std::vector<std::string> add() {
    if (names_.size() < 2 || !any_name_differs()) return {};
    std::vector<model::Index> members;
    for (const Names& one : names_) members.push_back(one.run);
    seed_keys_ = find_seed_keys(runs_, members, settings_.seed_keys);
    find_groups();
    read_names();
    name_evaluations_of_levels();
    drop_counters();
    drop_shared_words();
    add_evaluations();
    add_needed();
    return std::move(added_);
  }

 private:
  bool any_name_differs() const {
    const model::RunDigest& first = runs_[names_.front().run];
    return std::any_of(names_.begin() + 1, names_.end(), [&](const Names& one) {
      return runs_[one.run].folder != first.folder || runs_[one.run].name != first.name;
    });
  }

  /// Runs of equal configurations have equal numbers.
  void find_groups() {
    std::unordered_map<std::string, std::size_t> groups;
    for (Names& one : names_) {
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

  /// What the run is called beside its folder; empty: nothing.
  static std::string_view own_name(const model::RunDigest& run) {
    const std::string_view name = run.name;
    if (name == run.folder || std::string_view(run.folder).ends_with(name)) return {};
    const std::string_view id = std::string_view(run.id).substr(run.id.rfind('/') + 1);  // npos + 1 is 0
    if (id.size() > name.size() && id.starts_with(name)) return {};  // "1c936b75" of "1c936b75ffba42…"
    return name;
  }

  /// Adjectives and nouns of names as loggers draw them, how often each is met: a word that comes again was chosen.
  void count_drawn_words() {
    for (const Names& one : names_) {
      const std::string_view name = own_name(runs_[one.run]);
      if (!draws_names(runs_[one.run].format) || !vocabulary::is_random_phrase(name, true)) continue;
      ++drawn_names_;
      for (const std::string& word : vocabulary::words_of(name)) ++drawn_words_[word];
    }
  }

  bool is_drawn(const model::RunDigest& run, std::string_view name) const {
    if (vocabulary::is_random_phrase(name)) return true;
    if (!draws_names(run.format) || !vocabulary::is_random_phrase(name, true)) return false;
    for (const std::string& word : vocabulary::words_of(name)) {
      if (base::is_digit(word[0])) continue;
      const bool chosen = vocabulary::known_name(word) != KnownName::none || vocabulary::is_model_stem(word) ||
                          vocabulary::setting_of(word) != 0 || vocabulary::is_model_size(word) ||
                          drawn_words_.at(word) > std::max<std::size_t>(1, drawn_names_ / 5);
      if (chosen) return false;
    }
    return true;
  }

  void read_names() {
    count_drawn_words();
    depth_ = base::path_parts(runs_[names_.front().run].folder).size();
    const bool one_depth = std::all_of(names_.begin(), names_.end(), [&](const Names& one) {
      return base::path_parts(runs_[one.run].folder).size() == depth_;
    });
    if (!one_depth) depth_ = 0;
    for (Names& one : names_) {
      const model::RunDigest& run = runs_[one.run];
      one.numbers_set_apart = one.bare || run.config_incomplete;
      const bool sure = logs_rewards(run);
      const std::vector<std::string_view> parts = base::path_parts(run.folder);
      for (std::size_t level = 0; level < parts.size(); ++level) {
        // What is nothing but a number names a run, above runs perhaps a setting.
        const bool number = std::all_of(parts[level].begin(), parts[level].end(), base::is_digit);
        if (number && level + 1 == parts.size() && !one.numbers_set_apart) continue;
        // Folders of several depths have no levels in common: all their words are one.
        take(one, one_depth ? std::to_string(level + 1) : "1", parts_.tokens_of(parts[level], sure));
      }
      const std::string_view name = own_name(run);
      if (!name.empty() && !is_drawn(run, name)) {
        for (const std::string_view part : base::path_parts(name))
          take(one, std::string(kNameLevel), parts_.tokens_of(part, sure));
      }
    }
  }

  static void take(Names& names, const std::string& level, const std::vector<SaidByName>& tokens) {
    for (const SaidByName& token : tokens) {
      switch (token.kind) {
        case SaidByName::Kind::setting:
          names.settings[setting_key(token)] = &token;  // the deepest counts
          break;
        case SaidByName::Kind::known: {
          std::string& text = names.known[static_cast<std::size_t>(token.known)];
          if (text.empty()) {
            text = token.text;
          } else if (("+" + text + "+").find("+" + token.text + "+") == std::string::npos) {
            text += "+" + token.text;
          }
          break;
        }
        case SaidByName::Kind::word:
          names.words[level].push_back(&token);
          break;
      }
    }
  }

  /// Where two folders beside each other at least are data sets (or environments) by their names, all beside them are.
  void name_evaluations_of_levels() {
    for (const KnownName kind : {KnownName::environment, KnownName::dataset}) {
      const auto place = static_cast<std::size_t>(kind);
      std::set<std::string> values, above;  // above: folders that hold them
      std::set<std::size_t> levels;
      bool fits = true;
      for (const Names& one : names_) {
        if (one.known[place].empty()) continue;
        const std::vector<std::string_view> parts = base::path_parts(runs_[one.run].folder);
        std::size_t level = 0;
        while (level < parts.size() && base::to_lower(parts[level]) != base::to_lower(one.known[place])) ++level;
        fits = fits && level + 1 < parts.size();
        if (!fits) break;
        values.insert(base::to_lower(one.known[place]));
        above.insert(folders_above(parts, level));
        levels.insert(level);
      }
      if (!fits || values.size() < 2 || above.size() != 1 || levels.size() != 1) continue;
      const std::size_t level = *levels.begin();
      for (Names& one : names_) {
        const std::vector<std::string_view> parts = base::path_parts(runs_[one.run].folder);
        if (!one.known[place].empty() || level + 1 >= parts.size() || folders_above(parts, level) != *above.begin())
          continue;
        one.known[place] = parts[level];
        if (depth_ > 0) one.words.erase(std::to_string(level + 1));
      }
    }
  }

  static std::string folders_above(std::span<const std::string_view> parts, std::size_t level) {
    std::string above;
    for (std::size_t i = 0; i < level; ++i) above.append(parts[i]).append("/");
    return above;
  }

  void drop_shared_words() {
    std::map<std::string, std::map<std::string_view, std::size_t>> runs_with;  // by level and word
    for (const Names& one : names_) {
      for (const auto& [level, words] : one.words) {
        std::set<std::string_view> own;
        for (const SaidByName* word : words) own.insert(word->text);
        for (const std::string_view word : own) ++runs_with[level][word];
      }
    }
    for (Names& one : names_) {
      for (auto& [level, words] : one.words) {
        const auto& counts = runs_with[level];
        std::erase_if(words, [&](const SaidByName* word) { return counts.at(word->text) == names_.size(); });
      }
    }
  }

  static std::string skeleton_of(const std::string& level, const std::vector<const SaidByName*>& words) {
    std::string skeleton = level;
    for (const SaidByName* word : words) skeleton += '\n' + (word->number < 0 ? word->text : word->stem + '#');
    return skeleton;
  }

  /// A letter alone before the number is a counter if nothing else stands there ("r1", "a_1"), and a thing else ("b0").
  static bool may_count(const SaidByName& word, const SaidByName* before, std::size_t words) {
    if (words == 2 && word.stem.empty() && before != nullptr && before->text.size() == 1 && before->text != "v")
      return true;
    const std::string stem = base::to_lower(word.stem.empty() && before != nullptr ? before->text : word.stem);
    if (vocabulary::is_on_list(stem, kThings)) return false;
    return stem.size() != 1 || words == 1;
  }

  void drop_counters() {
    std::map<std::string, std::vector<std::set<long>>> numbers;  // of each place of a skeleton
    for (const Names& one : names_) {
      for (const auto& [level, words] : one.words) {
        std::vector<std::set<long>>& places = numbers[skeleton_of(level, words)];
        places.resize(words.size());
        for (std::size_t i = 0; i < words.size(); ++i) {
          if (words[i]->number >= 0) places[i].insert(words[i]->number);
        }
      }
    }
    const auto is_dense = [](const std::set<long>& values, bool attached) {
      const bool few_gaps = *values.rbegin() - *values.begin() + 1 < 2 * static_cast<long>(values.size());
      return few_gaps && (*values.begin() <= 1 || (!attached && values.size() > 1));
    };
    for (Names& one : names_) {
      const std::string& seed = runs_[one.run].seed;
      for (auto& [level, words] : one.words) {
        const std::vector<std::set<long>>& places = numbers.at(skeleton_of(level, words));
        std::vector<const SaidByName*> kept;
        for (std::size_t i = 0; i < words.size(); ++i) {
          const SaidByName& word = *words[i];
          const bool is_seed =
              !seed.empty() &&
              (word.text == seed || (word.number >= 0 && std::to_string(word.number) == seed && word.stem.empty()));
          const bool is_letter =
              !one.numbers_set_apart && words.size() == 1 && word.text.size() == 1 && base::is_letter(word.text[0]);
          const bool may_be_count = may_count(word, i > 0 ? words[i - 1] : nullptr, words.size());
          const bool is_incremented =
              words.size() == 1 && vocabulary::is_on_list(base::to_lower(word.stem), kIncremented);
          const bool counts = may_be_count && !one.numbers_set_apart && word.number >= 0 &&
                              (is_incremented || is_dense(places[i], !word.stem.empty()));
          if ((is_seed && may_be_count) || is_letter) continue;
          if (!counts) {
            kept.push_back(words[i]);
          } else if (!word.stem.empty()) {
            kept.push_back(&stem_of(word));
          }
        }
        words = std::move(kept);
      }
    }
  }

  /// The word without its number.
  const SaidByName& stem_of(const SaidByName& word) {
    SaidByName& stem = stems_[word.stem];
    stem.text = word.stem;
    return stem;
  }

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

  void add_parameter(Names& one, const std::string& path, const std::string& value) {
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
      for (const Names& one : names_) {
        const std::string& value = one.known[place];
        all = all && !value.empty() && !is_one_of_several(runs_[one.run]);
        values.insert(base::to_lower(value));
      }
      if (!all || values.size() < 2) continue;
      const bool said = std::any_of(names_.begin(), names_.end(), [&](const Names& one) {
        return says_known(runs_[one.run], kind) || is_in_config(runs_[one.run], one.known[place]);
      });
      if (said) continue;
      std::vector<std::string> told;
      for (Names& one : names_) {
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
    for (const Names& one : names_) told.push_back(value_of(one));
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
    for (const Names& one : names_) settings.insert(one.settings.begin(), one.settings.end());
    for (const auto& [key, token] : settings) {
      const bool said = std::any_of(names_.begin(), names_.end(), [&, first = token](const Names& one) {
        return one.settings.contains(key) && says_setting(runs_[one.run], first->setting, first->name);
      });
      add_if_needed(
          token->name + (said ? " (name)" : ""),
          [&key](const Names& one) {
            const auto found = one.settings.find(key);
            return found == one.settings.end() ? std::string() : found->second->text;
          },
          false);
    }
    for (std::size_t place = 1; place < vocabulary::kKnownNames; ++place) {
      const auto kind = static_cast<KnownName>(place);
      if (!any_differs([place](const Names& one) { return one.known[place]; })) continue;
      const bool said =
          std::any_of(names_.begin(), names_.end(), [&](const Names& one) { return says_known(runs_[one.run], kind); });
      add_if_needed(
          std::string(vocabulary::parameter_of(kind)) + (said ? " (name)" : ""),
          [place](const Names& one) { return one.known[place]; }, false);
    }
    add_words();
    add_counted_levels();
  }

  template <class Value>
  bool any_differs(const Value& value_of) const {
    const std::string first = value_of(names_.front());
    return std::any_of(names_.begin(), names_.end(), [&](const Names& one) { return value_of(one) != first; });
  }

  static std::string words_of_level(const Names& one, const std::string& level) {
    const auto found = one.words.find(level);
    std::string text;
    if (found == one.words.end()) return text;
    for (const SaidByName* word : found->second) text += (text.empty() ? "" : "_") + word->text;
    return text;
  }

  bool is_file_level(const std::string& level) const {
    return std::all_of(names_.begin(), names_.end(), [&](const Names& one) {
      const model::RunDigest& run = runs_[one.run];
      return !run.files.empty() && run.files.front().starts_with(run.folder + ".") &&
             std::to_string(base::path_parts(run.folder).size()) == level;
    });
  }

  void add_words() {
    std::set<std::string> levels;
    for (const Names& one : names_) {
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
          free_path(path), [&](const Names& one) { return words_of_level(one, folders[i]); }, true);
    }
    for (const std::string& level : levels) {
      if (std::find(folders.begin(), folders.end(), level) != folders.end()) continue;
      const std::string path = level == kNameLevel ? "run name" : "file";
      add_if_needed(
          free_path(path), [&](const Names& one) { return words_of_level(one, level); }, true);
    }
  }

  /// exp_1/seed1, exp_1/seed2, exp_2/seed1, …: seeds that come again below each of several numbered folders.
  void add_counted_levels() {
    for (std::size_t level = 0; level + 1 < depth_; ++level) {
      const auto part_of = [&](const Names& one) {
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
                                   [&](const Names& one) { return runs_[one.run].config.find(path) != nullptr; });
    return taken ? path + " (name)" : path;
  }

  std::vector<model::RunDigest>& runs_;
  const model::ProjectSettings& settings_;
  std::vector<Names> names_;
  std::vector<std::size_t> groups_;  // parallel: equal where nothing tells runs apart so far
  SeedKeys seed_keys_;
  NamedParts parts_;
  std::size_t depth_ = 0;  // parts of every run's folder; 0: of several depths
  std::map<std::string, SaidByName> stems_;
  std::unordered_map<std::string, std::size_t> drawn_words_;
  std::size_t drawn_names_ = 0;
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
