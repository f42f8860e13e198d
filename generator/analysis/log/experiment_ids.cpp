#include "analysis/log/experiment_ids.h"

#include <algorithm>
#include <map>
#include <set>
#include <string_view>
#include <utility>

#include "analysis/log/names/row_names.h"
#include "base/binary/content_hash.h"
#include "base/text/utf8.h"
#include "model/findings/experiment.h"
#include "model/findings/project.h"
#include "model/index.h"
#include "vocabulary/names/name_parts.h"

namespace analysis {
namespace {

std::string folded(const std::string& id) {
  return base::to_lower(id);
}

/// "m0", "m1" of "m0/history", "m1/history"; as they are where one would be another's id.
std::vector<std::string> without_shared_file(const std::vector<std::string>& ids) {
  if (ids.size() < 2) return ids;
  const std::size_t slash = ids.front().rfind('/');
  if (slash == std::string::npos) return ids;
  const std::string file = ids.front().substr(slash);
  const std::set<std::string_view> all(ids.begin(), ids.end());
  std::vector<std::string> names;
  for (const std::string& id : ids) {
    if (id.size() == file.size() || !id.ends_with(file)) return ids;
    names.push_back(id.substr(0, id.size() - file.size()));
    if (all.contains(names.back())) return ids;
  }
  return names;
}

std::string numbered(std::size_t number, std::size_t digits) {
  const std::string text = std::to_string(number);
  return "EXP" + std::string(text.size() < digits ? digits - text.size() : 0, '0') + text;
}

/// "(lr 0.1) (2)" of "lr 0.1) (2", which is left where the start and the end of names are cut off.
std::string with_both_brackets(std::string name) {
  std::size_t open = 0, missing = 0;
  for (const char c : name) {
    if (c == '(') ++open;
    if (c == ')') open > 0 ? --open : ++missing;
  }
  return std::string(missing, '(') + name + std::string(open, ')');
}

/// EXP001, EXP002, …: as many digits as the last of `count` has, three at least.
class Numbers {
 public:
  explicit Numbers(std::size_t count) : digits_(std::max<std::size_t>(3, std::to_string(count).size())) {}
  std::string next() { return numbered(++number_, digits_); }

 private:
  std::size_t digits_, number_ = 0;
};

class IdMaker {
 public:
  IdMaker(std::span<const Group> groups, std::span<const std::vector<std::string>> names)
      : groups_(groups), names_(names), ids_(groups.size()), level_(groups.size(), 0) {}

  std::vector<std::string> make() {
    for (std::size_t i = 0; i < groups_.size(); ++i) {
      ids_[i] = groups_[i].explicit_id;
      if (!ids_[i].empty()) taken_.insert(folded(ids_[i]));
      if (ids_[i].empty() && !names_[i].empty()) ids_[i] = names_[i].front();
    }
    while (take_next_names()) {
    }
    number_alike();
    number_unnamed();
    return std::move(ids_);
  }

 private:
  bool is_named(std::size_t i) const { return groups_[i].explicit_id.empty() && !names_[i].empty(); }

  std::map<std::string, std::vector<std::size_t>> by_id() const {
    std::map<std::string, std::vector<std::size_t>> places;
    for (std::size_t i = 0; i < groups_.size(); ++i) {
      if (is_named(i)) places[folded(ids_[i])].push_back(i);
    }
    return places;
  }

  /// Those that would be called alike take their next names, if they have one. Each is moved at most as often as it has
  /// names.
  bool take_next_names() {
    bool any = false;
    for (const auto& [id, places] : by_id()) {
      if (places.size() < 2 && !taken_.contains(id)) continue;
      for (const std::size_t i : places) {
        if (level_[i] + 1 == names_[i].size()) continue;
        ids_[i] = names_[i][++level_[i]];
        any = true;
      }
    }
    return any;
  }

  void number_alike() {
    std::set<std::string> used = taken_;
    const auto places = by_id();
    for (const auto& [id, alike] : places) used.insert(id);
    for (const auto& [id, alike] : places) {
      std::size_t number = 1;
      for (std::size_t k = taken_.contains(id) ? 0 : 1; k < alike.size(); ++k) {
        const std::string base = ids_[alike[k]];
        do {
          ids_[alike[k]] = base + " (" + std::to_string(++number) + ")";
        } while (!used.insert(folded(ids_[alike[k]])).second);
      }
    }
    taken_ = std::move(used);
  }

  void number_unnamed() {
    Numbers numbers(groups_.size());
    for (std::string& id : ids_) {
      while (id.empty()) {
        id = numbers.next();
        if (!taken_.insert(folded(id)).second) id.clear();
      }
    }
  }

  std::span<const Group> groups_;
  std::span<const std::vector<std::string>> names_;
  std::vector<std::string> ids_;
  std::vector<std::size_t> level_;  // which of its names a group has
  std::set<std::string> taken_;     // in lower case
};

}  // namespace

std::vector<std::string> make_experiment_ids(std::span<const Group> groups,
                                             std::span<const std::vector<std::string>> names) {
  return IdMaker(groups, names).make();
}

void name_experiments(std::span<const model::RunDigest> runs, std::span<model::Experiment> experiments,
                      const std::vector<bool>& made) {
  std::vector<std::string> ids;
  std::map<std::string, std::size_t> uses;  // of anything an experiment may be called, in lower case
  for (const model::Experiment& experiment : experiments) ids.push_back(experiment.id);
  const std::vector<std::string> shown = vocabulary::telling_parts(without_shared_file(ids), kLongestShownName);
  const std::vector<std::string> by_settings = name_rows(runs, experiments, kLongestShownName);
  Numbers numbers(experiments.size());
  for (std::size_t i = 0; i < experiments.size(); ++i) {
    model::Experiment& experiment = experiments[i];
    experiment.name = made[i] && !by_settings[i].empty() ? by_settings[i] : with_both_brackets(shown[i]);
    std::set<std::string> aliases = {experiment.name};
    for (const model::Index run : experiment.runs) aliases.insert({runs[run].id, runs[run].name});
    if (made[i]) aliases.insert(numbers.next());
    aliases.erase(experiment.id);
    aliases.erase("");
    experiment.aliases.assign(aliases.begin(), aliases.end());
    std::set<std::string> own = {folded(experiment.id)};
    for (const std::string& alias : experiment.aliases) own.insert(folded(alias));
    for (const std::string& one : own) ++uses[one];
  }
  for (model::Experiment& experiment : experiments) {
    std::erase_if(experiment.aliases, [&](const std::string& alias) { return uses.at(folded(alias)) > 1; });
  }
}

void assign_slugs(std::span<model::Experiment> experiments, std::span<const model::Project> projects) {
  std::map<std::string, std::size_t> count;
  for (const model::Experiment& experiment : experiments) ++count[experiment.id];
  std::set<std::string> taken;
  for (model::Experiment& experiment : experiments) {
    const bool twice = count[experiment.id] > 1;
    const std::string name = twice ? projects[experiment.project].name + "/" + experiment.id : experiment.id;
    experiment.slug = base::make_slug(name);
    for (std::size_t n = 2; !taken.insert(experiment.slug).second; ++n) {
      experiment.slug = base::make_slug(name + "/" + std::to_string(n));
    }
  }
}

}  // namespace analysis
