#include "analysis/log/experiment_ids.h"

#include <algorithm>
#include <cstddef>
#include <map>
#include <set>
#include <string_view>
#include <utility>

#include "base/binary/content_hash.h"
#include "base/text/path_parts.h"
#include "base/text/utf8.h"
#include "model/findings/experiment.h"
#include "model/findings/project.h"
#include "model/index.h"
#include "vocabulary/run_names.h"

namespace analysis {
namespace {

using Parts = std::vector<std::string_view>;

void keep_common(Parts& common, const Parts& other) {
  std::size_t shared = 0;
  while (shared < common.size() && shared < other.size() && common[shared] == other[shared]) ++shared;
  common.resize(shared);
}

Parts common_folders(std::span<const model::RunDigest> runs, std::span<const model::Index> members) {
  Parts common = base::path_parts(runs[members[0]].folder);
  for (const model::Index run : members) keep_common(common, base::path_parts(runs[run].folder));
  return common;
}

std::string joined(const Parts& parts, std::size_t from) {
  std::string text;
  for (std::size_t i = from; i < parts.size(); ++i) {
    if (!text.empty()) text += '/';
    text += parts[i];
  }
  return text;
}

/// Ids such as MLflow's 32 hexadecimal digits are no names.
bool is_hash(const std::string& id) {
  return id.size() >= 16 && id.find_first_not_of("0123456789abcdefABCDEF-") == std::string::npos;
}

/// A name that is a path loses what the paths of all runs begin with.
std::string without_shared_folders(const std::string& name, const model::RunDigest& run, std::size_t shared) {
  const Parts parts = base::path_parts(name), folder = base::path_parts(run.folder);
  std::size_t same = 0;
  while (same < shared && same + 1 < parts.size() && same < folder.size() && parts[same] == folder[same]) ++same;
  return same == 0 ? name : joined(parts, same);
}

std::string name_of(std::span<const model::RunDigest> runs, const Group& group, std::size_t shared) {
  const model::RunDigest& first = runs[group.runs[0]];
  const bool is_lone = group.runs.size() == 1;
  const bool id_is_place = first.id.starts_with(first.folder);
  if (is_lone && first.name != first.id && (is_hash(first.id) || id_is_place)) {
    return without_shared_folders(first.name, first, shared);
  }
  if (is_lone && first.id != first.folder) return without_shared_folders(first.id, first, shared);
  Parts common = common_folders(runs, group.runs);
  while (!common.empty() && vocabulary::name_without_counters(common.back()).find('@') != std::string::npos)
    common.pop_back();
  if (common.size() > shared) return joined(common, shared);
  return std::string(group.runs.size() == 1 && !common.empty() ? common.back() : "");
}

bool is_short(const std::string& name) {
  return !name.empty() && base::count_characters(name) <= kMaxMadeIdLength && base::make_visible(name) == name;
}

/// The last `parts` parts of `name`; 0: all of it.
std::string tail_of_name(const std::string& name, std::size_t parts) {
  const Parts all = base::path_parts(name);
  return parts == 0 || all.size() <= parts ? name : joined(all, all.size() - parts);
}

/// Ids from names cut to their last parts, or nothing if one of them is long, empty or taken.
std::vector<std::string> ids_from_names(std::span<const Group> groups, std::span<const std::string> names,
                                        std::size_t parts, std::set<std::string> taken) {
  std::vector<std::string> ids;
  for (std::size_t i = 0; i < groups.size(); ++i) {
    if (!groups[i].explicit_id.empty()) {
      ids.push_back(groups[i].explicit_id);
      continue;
    }
    std::string name = tail_of_name(names[i], parts);
    if (!is_short(name) || !taken.insert(base::to_lower(name)).second) return {};
    ids.push_back(std::move(name));
  }
  return ids;
}

std::string numbered(std::size_t number, std::size_t digits) {
  const std::string text = std::to_string(number);
  return "EXP" + std::string(text.size() < digits ? digits - text.size() : 0, '0') + text;
}

}  // namespace

std::vector<std::string> name_groups(std::span<const model::RunDigest> runs, std::span<const Group> groups) {
  std::vector<model::Index> all;
  for (const Group& group : groups) all.insert(all.end(), group.runs.begin(), group.runs.end());
  const std::size_t shared = all.empty() ? 0 : common_folders(runs, all).size();
  std::vector<std::string> names;
  for (const Group& group : groups) names.push_back(group.runs.empty() ? std::string() : name_of(runs, group, shared));
  return names;
}

std::vector<std::string> make_experiment_ids(std::span<const Group> groups, std::span<const std::string> names) {
  std::set<std::string> taken;
  for (const Group& group : groups) {
    if (!group.explicit_id.empty()) taken.insert(base::to_lower(group.explicit_id));
  }
  std::vector<std::string> ids;
  for (const std::size_t parts : {0, 3, 2, 1}) {
    ids = ids_from_names(groups, names, parts, taken);
    if (!ids.empty()) return ids;
  }
  const std::size_t digits = std::max<std::size_t>(3, std::to_string(groups.size()).size());
  std::size_t number = 0;
  for (const Group& group : groups) {
    std::string id = group.explicit_id;
    while (id.empty()) {
      id = numbered(++number, digits);
      if (taken.contains(base::to_lower(id))) id.clear();
    }
    ids.push_back(std::move(id));
  }
  return ids;
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
