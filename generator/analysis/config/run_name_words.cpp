#include "analysis/config/run_name_words.h"

#include <algorithm>
#include <set>
#include <span>
#include <utility>

#include "base/text/ascii.h"
#include "base/text/path_parts.h"
#include "base/text/utf8.h"
#include "vocabulary/name_words.h"
#include "vocabulary/run_names.h"
#include "vocabulary/runs/random_names.h"
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

/// What the run is called beside its folder; empty: nothing.
std::string_view own_name(const model::RunDigest& run) {
  const std::string_view name = run.name;
  if (name == run.folder || std::string_view(run.folder).ends_with(name)) return {};
  const std::string_view id = std::string_view(run.id).substr(run.id.rfind('/') + 1);  // npos + 1 is 0
  if (id.size() > name.size() && id.starts_with(name)) return {};  // "1c936b75" of "1c936b75ffba42…"
  return name;
}

void take(RunNames& names, const std::string& level, const std::vector<SaidByName>& tokens) {
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

std::string folders_above(std::span<const std::string_view> parts, std::size_t level) {
  std::string above;
  for (std::size_t i = 0; i < level; ++i) above.append(parts[i]).append("/");
  return above;
}

std::string skeleton_of(const std::string& level, const std::vector<const SaidByName*>& words) {
  std::string skeleton = level;
  for (const SaidByName* word : words) skeleton += '\n' + (word->number < 0 ? word->text : word->stem + '#');
  return skeleton;
}

/// A letter alone before the number is a counter if nothing else stands there ("r1", "a_1"), and a thing else ("b0").
bool may_count(const SaidByName& word, const SaidByName* before, std::size_t words) {
  if (words == 2 && word.stem.empty() && before != nullptr && before->text.size() == 1 && before->text != "v")
    return true;
  const std::string stem = base::to_lower(word.stem.empty() && before != nullptr ? before->text : word.stem);
  if (vocabulary::is_on_list(stem, kThings)) return false;
  return stem.size() != 1 || words == 1;
}

}  // namespace

const std::vector<SaidByName>& RunNameReader::tokens_of(std::string_view part, bool sure) {
  auto& known = tokens_[sure ? 1 : 0];
  const auto found = known.find(std::string(part));
  if (found != known.end()) return found->second;
  return known.emplace(std::string(part), vocabulary::said_by_name(part, sure)).first->second;
}

/// Adjectives and nouns of names as loggers draw them, how often each is met: a word that comes again was chosen.
void RunNameReader::count_drawn_words() {
  for (const RunNames& one : names_) {
    const std::string_view name = own_name(runs_[one.run]);
    if (!draws_names(runs_[one.run].format) || !vocabulary::is_random_phrase(name, true)) continue;
    ++drawn_names_;
    for (const std::string& word : vocabulary::words_of(name)) ++drawn_words_[word];
  }
}

bool RunNameReader::is_drawn(const model::RunDigest& run, std::string_view name) const {
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

void RunNameReader::read_names() {
  count_drawn_words();
  depth_ = base::path_parts(runs_[names_.front().run].folder).size();
  const bool one_depth = std::all_of(names_.begin(), names_.end(), [&](const RunNames& one) {
    return base::path_parts(runs_[one.run].folder).size() == depth_;
  });
  if (!one_depth) depth_ = 0;
  for (RunNames& one : names_) {
    const model::RunDigest& run = runs_[one.run];
    one.numbers_set_apart = one.bare || run.config_incomplete;
    const bool sure = logs_rewards(run);
    const std::vector<std::string_view> parts = base::path_parts(run.folder);
    for (std::size_t level = 0; level < parts.size(); ++level) {
      // What is nothing but a number names a run, above runs perhaps a setting.
      const bool number = std::all_of(parts[level].begin(), parts[level].end(), base::is_digit);
      if (number && level + 1 == parts.size() && !one.numbers_set_apart) continue;
      // Folders of several depths have no levels in common: all their words are one.
      take(one, one_depth ? std::to_string(level + 1) : "1", tokens_of(parts[level], sure));
    }
    const std::string_view name = own_name(run);
    if (!name.empty() && !is_drawn(run, name)) {
      for (const std::string_view part : base::path_parts(name))
        take(one, std::string(kNameLevel), tokens_of(part, sure));
    }
  }
}

/// Where two folders beside each other at least are data sets (or environments) by their names, all beside them are.
void RunNameReader::name_evaluations_of_levels() {
  for (const KnownName kind : {KnownName::environment, KnownName::dataset}) {
    const auto place = static_cast<std::size_t>(kind);
    std::set<std::string> values, above;  // above: folders that hold them
    std::set<std::size_t> levels;
    bool fits = true;
    for (const RunNames& one : names_) {
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
    for (RunNames& one : names_) {
      const std::vector<std::string_view> parts = base::path_parts(runs_[one.run].folder);
      if (!one.known[place].empty() || level + 1 >= parts.size() || folders_above(parts, level) != *above.begin())
        continue;
      one.known[place] = parts[level];
      if (depth_ > 0) one.words.erase(std::to_string(level + 1));
    }
  }
}

void RunNameReader::drop_shared_words() {
  std::map<std::string, std::map<std::string_view, std::size_t>> runs_with;  // by level and word
  for (const RunNames& one : names_) {
    for (const auto& [level, words] : one.words) {
      std::set<std::string_view> own;
      for (const SaidByName* word : words) own.insert(word->text);
      for (const std::string_view word : own) ++runs_with[level][word];
    }
  }
  for (RunNames& one : names_) {
    for (auto& [level, words] : one.words) {
      const auto& counts = runs_with[level];
      std::erase_if(words, [&](const SaidByName* word) { return counts.at(word->text) == names_.size(); });
    }
  }
}

void RunNameReader::drop_counters() {
  std::map<std::string, std::vector<std::set<long>>> numbers;  // of each place of a skeleton
  for (const RunNames& one : names_) {
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
  for (RunNames& one : names_) {
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
const SaidByName& RunNameReader::stem_of(const SaidByName& word) {
  SaidByName& stem = stems_[word.stem];
  stem.text = word.stem;
  return stem;
}

void RunNameReader::read() {
  read_names();
  name_evaluations_of_levels();
  drop_counters();
  drop_shared_words();
}

}  // namespace analysis
