#include "analysis/log/names/group_names.h"

#include <algorithm>
#include <map>
#include <set>
#include <string_view>
#include <utility>

#include "base/text/path_parts.h"
#include "base/text/utf8.h"
#include "model/index.h"
#include "vocabulary/names/name_parts.h"
#include "vocabulary/place_names.h"
#include "vocabulary/run_names.h"
#include "vocabulary/seed_names.h"

namespace analysis {
namespace {

using Parts = std::vector<std::string>;

Parts parts_of_path(std::string_view path) {
  const std::vector<std::string_view> parts = base::path_parts(path);
  return {parts.begin(), parts.end()};
}

std::string joined(const Parts& parts) {
  std::string text;
  for (const std::string& part : parts) {
    if (!text.empty()) text += '/';
    text += part;
  }
  return text;
}

/// Whether the parts of `name` stand in `folder` in this order: "digits/version_3" in "logs/digits/logs/version_3".
bool is_of_folder(std::string_view name, std::string_view folder) {
  const std::vector<std::string_view> parts = base::path_parts(name);
  std::size_t found = 0;
  for (const std::string_view part : base::path_parts(folder)) {
    if (found < parts.size() && parts[found] == part) ++found;
  }
  return found == parts.size();
}

/// Ids that programs draw: those of vocabulary/run_names.h, the first digits of one, and eight letters and digits in
/// any order, which a name alone would not be taken for.
bool is_machine_id(std::string_view id) {
  if (vocabulary::is_random_name(id)) return true;
  const bool plain =
      std::all_of(id.begin(), id.end(), [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'); });
  return plain && id.size() == 8 && id.find_first_of("0123456789") != std::string_view::npos;
}

/// What a run is called: by a name, or by its place.
struct RunName {
  std::string name;  ///< empty: by its place
  std::string id;    ///< its own id, if that says something beside the name
  std::string folder;

  explicit RunName(const model::RunDigest& run) : folder(run.folder) {
    const bool id_is_place = run.id.starts_with(run.folder) || is_of_folder(run.id, run.folder);
    const bool machine = is_machine_id(run.id) || is_id_of_folder(run);
    const bool cut_id = machine && run.id.starts_with(run.name);  // the first digits of one
    if (run.name != run.id && !cut_id && !is_of_folder(run.name, run.folder) && !vocabulary::is_random_name(run.name)) {
      name = without_folder(run.name);
      if (!id_is_place && !machine) id = run.id;
    } else if (!id_is_place && !machine) {
      name = run.id;
    }
  }

 private:
  /// "dnevcmuk" of "run-20240101_101112-dnevcmuk".
  static bool is_id_of_folder(const model::RunDigest& run) {
    const std::vector<std::string_view> parts = base::path_parts(run.folder);
    return !run.id.empty() && std::any_of(parts.begin(), parts.end(), [&](std::string_view part) {
      return (part.starts_with("run-2") || part.starts_with("offline-run-2")) && part.ends_with("-" + run.id);
    });
  }

  /// A name that is a path loses what it has in common with the folder.
  std::string without_folder(const std::string& text) const {
    const std::vector<std::string_view> parts = base::path_parts(text), places = base::path_parts(folder);
    std::size_t same = 0;
    while (same + 1 < parts.size() && same < places.size() && parts[same] == places[same]) ++same;
    return same == 0 ? text : joined({parts.begin() + static_cast<std::ptrdiff_t>(same), parts.end()});
  }
};

/// The parts that `paths` share at their starts and at their ends, and between them what parts in the same place share.
Parts common_place(const std::vector<Parts>& paths) {
  const Parts& first = paths.front();
  std::size_t fewest = first.size(), most = first.size(), start = first.size(), end = first.size();
  for (const Parts& path : paths) {
    fewest = std::min(fewest, path.size());
    most = std::max(most, path.size());
  }
  start = end = fewest;
  for (const Parts& path : paths) {
    std::size_t same = 0;
    while (same < start && path[same] == first[same]) ++same;
    start = same;
  }
  end = std::min(end, fewest - start);
  for (const Parts& path : paths) {
    std::size_t same = 0;
    while (same < end && path[path.size() - 1 - same] == first[first.size() - 1 - same]) ++same;
    end = same;
  }
  Parts place(first.begin(), first.begin() + static_cast<std::ptrdiff_t>(start));
  for (std::size_t i = start; fewest == most && i + end < fewest; ++i) {
    std::vector<std::string> beside;
    for (const Parts& path : paths) beside.push_back(path[i]);
    if (std::string shared = vocabulary::common_name(beside); !shared.empty()) place.push_back(std::move(shared));
  }
  place.insert(place.end(), first.end() - static_cast<std::ptrdiff_t>(end), first.end());
  return place;
}

bool is_number(const std::string& part) {
  return part.find_first_not_of("0123456789") == std::string::npos;
}

/// "run-20240101_101112-3k2j9x1a" too.
bool is_drawn(const std::string& part) {
  return vocabulary::is_random_name(part) || (part.starts_with("run-") && vocabulary::is_random_name(part.substr(4)));
}

/// Whether nothing in a place is a name: random ids and moments, and what is none beside these or for several runs.
bool says_nothing(const Parts& parts, bool several) {
  const bool drawn = std::any_of(parts.begin(), parts.end(), is_drawn);
  return std::all_of(parts.begin(), parts.end(), [&](const std::string& part) {
    return is_drawn(part) || (drawn && is_number(part)) || ((drawn || several) && vocabulary::holds_runs(part));
  });
}

Parts without_repeats(const Parts& parts) {
  Parts out;
  for (const std::string& part : parts) {
    std::string name = vocabulary::name_without_repeat(part);
    const bool again = !out.empty() && out.back() == name;  // "ddpg/ddpg_s0"
    if (!name.empty() && !again) out.push_back(std::move(name));
  }
  return out;
}

enum class SharedEnds { taken_out, kept };

/// Takes out of `places` what all begin with, end with and have in common; each keeps a part at least.
std::vector<Parts> without_shared(std::vector<Parts> places, SharedEnds ends = SharedEnds::taken_out) {
  if (places.empty()) return places;
  std::size_t fewest = places[0].size();
  for (const Parts& place : places) fewest = std::min(fewest, place.size());
  const auto all_have = [&](std::size_t i, bool from_end) {
    return std::all_of(places.begin(), places.end(), [&](const Parts& place) {
      return from_end ? place[place.size() - 1 - i] == places[0][places[0].size() - 1 - i] : place[i] == places[0][i];
    });
  };
  std::size_t start = 0, end = 0;
  while (start + 1 < fewest && all_have(start, false)) ++start;
  if (ends == SharedEnds::kept) {
    for (Parts& place : places) place.erase(place.begin(), place.begin() + static_cast<std::ptrdiff_t>(start));
    return places;
  }
  while (places.size() > 1 && start + end + 1 < fewest && all_have(end, true)) ++end;
  std::map<std::string_view, std::size_t> count;  // places that have a part between
  for (const Parts& place : places) {
    std::set<std::string_view> seen;
    for (std::size_t i = start; i + end < place.size(); ++i) {
      if (seen.insert(place[i]).second) ++count[place[i]];
    }
  }
  std::vector<Parts> between, telling;
  for (const Parts& place : places) {
    between.emplace_back(place.begin() + static_cast<std::ptrdiff_t>(start),
                         place.end() - static_cast<std::ptrdiff_t>(end));
    telling.emplace_back();
    for (const std::string& part : between.back()) {
      if (count[part] < places.size()) telling.back().push_back(part);
    }
  }
  const bool all_told = std::none_of(telling.begin(), telling.end(), [](const Parts& left) { return left.empty(); });
  return all_told ? telling : between;
}

/// `name` in one line of visible characters, not too long; empty if it says nothing.
std::string fit_for_id(std::string_view name) {
  std::string id = base::make_visible(base::trim(name));
  if (base::count_characters(id) <= kMaxMadeIdLength) return id;
  return vocabulary::telling_parts(std::vector<std::string>{id}, kMaxMadeIdLength).front();
}

void add_choice(std::vector<std::string>& choices, std::string_view name) {
  std::string id = fit_for_id(name);
  if (id.empty() || (!choices.empty() && choices.back() == id)) return;
  choices.push_back(std::move(id));
}

/// Names of one group by the names of its runs; empty: they are called by their places.
std::vector<std::string> choices_by_name(std::span<const model::RunDigest> runs, const Group& group) {
  std::vector<std::string> names;
  for (const model::Index run : group.runs) {
    const RunName own(runs[run]);
    if (own.name.empty()) return {};
    names.push_back(own.name);
  }
  std::vector<std::string> choices;
  const std::string common = vocabulary::common_name(names);
  if (names.size() > 1 && common.empty()) return {};
  add_choice(choices, common);
  if (names.size() == 1 || !common.empty()) add_choice(choices, names.front());
  const RunName first(runs[group.runs[0]]);
  if (names.size() == 1) add_choice(choices, first.id);
  return choices;
}

/// Whether the last part of the folder is the name of the only file, without its extension.
bool is_lone_file(const model::RunDigest& run) {
  return !run.files.empty() && !run.folder.empty() && run.files.front().starts_with(run.folder + ".");
}

/// By the last name that they may have, in lower case: the groups of one name, two at least.
std::vector<std::vector<std::size_t>> groups_alike(std::span<const Group> groups,
                                                   const std::vector<std::vector<std::string>>& choices) {
  std::map<std::string, std::vector<std::size_t>> alike;
  for (std::size_t i = 0; i < choices.size(); ++i) {
    if (!choices[i].empty() && groups[i].explicit_id.empty()) alike[base::to_lower(choices[i].back())].push_back(i);
  }
  std::vector<std::vector<std::size_t>> several;
  for (auto& [name, places] : alike) {
    if (places.size() > 1) several.push_back(std::move(places));
  }
  return several;
}

/// "logs/model": adds the folders of groups that have all their names in common, where these differ.
void add_folders(std::span<const model::RunDigest> runs, std::span<const Group> groups,
                 std::vector<std::vector<std::string>>& choices) {
  for (const std::vector<std::size_t>& alike : groups_alike(groups, choices)) {
    std::vector<Parts> folders;
    std::set<std::string> different;
    for (const std::size_t i : alike) {
      std::vector<Parts> paths;
      for (const model::Index run : groups[i].runs) {
        paths.push_back(parts_of_path(runs[run].folder));
        if (!paths.back().empty()) paths.back().pop_back();
      }
      folders.push_back(common_place(paths));
      different.insert(joined(folders.back()));
    }
    if (different.size() < 2) continue;
    const std::vector<Parts> telling = without_shared(folders);
    for (std::size_t k = 0; k < alike.size(); ++k) {
      std::vector<std::string>& own = choices[alike[k]];
      if (!says_nothing(folders[k], false)) add_choice(own, joined(telling[k]) + "/" + own.back());
    }
  }
}

constexpr std::size_t kFewestSettings = 2;   // that tell experiments of one name apart, if there are as many
constexpr std::size_t kMostSettings = 4;     // that tell experiments of one name apart
constexpr std::size_t kLongestSetting = 20;  // characters of a value

/// How many of `paths`, from the first on, tell the groups at `places` apart, or as many as may be.
std::size_t settings_needed(std::span<const model::RunDigest> runs, std::span<const Group> groups,
                            const std::vector<std::size_t>& places, const std::vector<std::string_view>& paths) {
  const std::size_t most = std::min(paths.size(), kMostSettings);
  std::vector<std::string> said(places.size());
  for (std::size_t count = 1; count <= most; ++count) {
    for (std::size_t k = 0; k < places.size(); ++k) {
      const model::ParameterValue* value = runs[groups[places[k]].runs[0]].config.find(paths[count - 1]);
      if (value != nullptr) said[k].append(1, '\n').append(value->text);
    }
    const bool all_differ = std::set<std::string_view>(said.begin(), said.end()).size() == said.size();
    if (all_differ && count >= kFewestSettings) return count;
  }
  return most;
}

/// "vit (img_size 240)": adds what tells groups apart that have all their names in common.
void add_settings(std::span<const model::RunDigest> runs, std::span<const Group> groups,
                  std::vector<std::vector<std::string>>& choices) {
  for (const std::vector<std::size_t>& places : groups_alike(groups, choices)) {
    std::vector<std::string_view> paths;  // in the order of the first
    std::map<std::string_view, std::set<std::string_view>> values;
    std::map<std::string_view, std::size_t> have;
    for (const std::size_t i : places) {
      for (const model::Parameter& one : runs[groups[i].runs[0]].config.parameters) {
        if (vocabulary::tells_repeats_apart(one)) continue;
        if (values[one.path].empty()) paths.push_back(one.path);
        values[one.path].insert(one.value.text);
        ++have[one.path];
      }
    }
    std::erase_if(paths, [&](std::string_view path) { return values[path].size() < 2 || have[path] < places.size(); });
    std::stable_sort(paths.begin(), paths.end(),
                     [&](std::string_view a, std::string_view b) { return values[a].size() > values[b].size(); });
    if (paths.empty()) continue;
    paths.resize(settings_needed(runs, groups, places, paths));
    for (const std::size_t i : places) {
      std::string settings;
      for (const std::string_view path : paths) {
        for (const model::Parameter& one : runs[groups[i].runs[0]].config.parameters) {
          if (one.path != path) continue;
          settings += settings.empty() ? " (" : ", ";
          settings.append(path.substr(path.rfind('.') + 1)).append(" ");  // npos + 1 is 0
          settings += base::shorten(base::make_visible(one.value.text), kLongestSetting);
        }
      }
      add_choice(choices[i], choices[i].back() + settings + ")");
    }
  }
}

}  // namespace

std::vector<std::vector<std::string>> name_groups(std::span<const model::RunDigest> runs,
                                                  std::span<const Group> groups) {
  std::vector<std::vector<std::string>> choices(groups.size());
  std::vector<std::size_t> by_place;
  std::vector<Parts> places;
  bool all_lone_files = true;  // each of one run that is a file: its name stays, though all be called alike
  for (std::size_t i = 0; i < groups.size(); ++i) {
    if (groups[i].runs.empty() || !groups[i].explicit_id.empty()) continue;
    choices[i] = choices_by_name(runs, groups[i]);
    if (!choices[i].empty()) continue;
    std::vector<Parts> paths;
    for (const model::Index run : groups[i].runs) paths.push_back(parts_of_path(runs[run].folder));
    Parts place = common_place(paths);
    if (says_nothing(place, groups[i].runs.size() > 1)) continue;
    by_place.push_back(i);
    places.push_back(std::move(place));
    all_lone_files = all_lone_files && paths.size() == 1 && is_lone_file(runs[groups[i].runs[0]]);
  }
  const std::vector<Parts> telling = without_shared(places, all_lone_files ? SharedEnds::kept : SharedEnds::taken_out);
  for (std::size_t k = 0; k < by_place.size(); ++k) {
    std::vector<std::string>& own = choices[by_place[k]];
    const bool several = groups[by_place[k]].runs.size() > 1;
    // What is left of a name without its counter is none if it holds runs of any kind.
    if (const Parts parts = without_repeats(telling[k]);
        !says_nothing(parts, true) && !(several && parts.size() == 1 && is_number(parts.front())))
      add_choice(own, joined(parts));
    for (const Parts& parts : {telling[k], places[k]}) {
      const bool number = several && parts.size() == 1 && is_number(parts.front());  // of the folder that holds them
      if (!number && !says_nothing(parts, several)) add_choice(own, joined(parts));
    }
  }
  add_folders(runs, groups, choices);
  add_settings(runs, groups, choices);
  return choices;
}

}  // namespace analysis
