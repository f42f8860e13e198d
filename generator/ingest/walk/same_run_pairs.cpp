#include "ingest/walk/same_run_pairs.h"

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <map>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <utility>

#include "ingest/files/path_text.h"
#include "ingest/second_logger.h"

namespace ingest {
namespace {

constexpr std::size_t kNone = SIZE_MAX, kSeveral = SIZE_MAX - 1;

bool stands_in(std::string_view folder, std::string_view path) {
  return folder.empty() || path == folder || (path.starts_with(folder) && path[folder.size()] == '/');
}

using IndexByName = std::map<std::string, std::size_t, std::less<>>;

void note_one(IndexByName& index, const std::string& name, std::size_t unit) {
  const auto [known, is_new] = index.emplace(name, unit);
  if (!is_new && known->second != unit) known->second = kSeveral;
}

std::size_t look_up(const IndexByName& index, std::string_view name) {
  const auto found = index.find(name);
  return found == index.end() ? kNone : found->second;
}

const RunTraces* traces_of(const Unit& unit) {
  const SecondLogger* logger = unit.format->beside;
  return logger != nullptr ? logger->traces : nullptr;
}

std::span<const RunFormat* const> formats_near(const Unit& unit) {
  const SecondLogger* logger = unit.format->beside;
  return logger != nullptr ? logger->near : std::span<const RunFormat* const>();
}

void say_left_out(const Unit& unit, const std::function<void(model::Notice)>& say) {
  const SecondLogger& logger = *unit.format->beside.value();
  say({.severity = model::Severity::note,
       .code = logger.left_out_code,
       .file = unit.files.size() == 1 ? unit.files.front() : unit.folder,
       .what = std::string(logger.files_are_called) +
               " beside several runs of other formats: nobody can tell whose they are; not read",
       .count = unit.files.size()});
}

void attach_claimed_beside(std::vector<Unit>& units, std::size_t first, std::vector<OtherLogger>& beside,
                           const std::function<void(model::Notice)>& say) {
  if (beside.empty()) return;
  IndexByName by_folder;
  for (std::size_t i = first; i < units.size(); ++i) {
    if (is_table_or_log(*units[i].format)) continue;
    note_one(by_folder, units[i].folder, i);
    for (const std::string& file : units[i].files) note_one(by_folder, std::string(folder_of(file)), i);
  }
  std::vector<Unit> alone;
  for (OtherLogger& other : beside) {
    const std::size_t found = look_up(by_folder, other.run_folder);
    const SecondLogger* logger = other.unit.format->beside;
    if (found == kNone || (found == kSeveral && logger->left_out_code == nullptr)) {
      alone.push_back(std::move(other.unit));
    } else if (found != kSeveral) {
      units[found].beside.push_back(std::move(other.unit));
    } else {
      say_left_out(other.unit, say);
    }
  }
  std::move(alone.begin(), alone.end(), std::back_inserter(units));
}

/// Whether an output folder, relative to where the script was started or from the root of its machine, is this one.
bool is_output(const std::string& said, const std::string& start, const std::string& folder) {
  if (folder.empty()) return false;
  if (!said.starts_with('/')) return join_path(start, said) == folder || said == folder;
  const std::size_t cut = start.empty() ? 0 : start.size() + 1;
  if (!stands_in(start, folder) || folder.size() <= cut) return false;
  return said.ends_with("/" + folder.substr(cut));
}

/// Finds the runs that those of a second logger are one with, by what it says of them.
class RunPairs {
 public:
  RunPairs(const std::vector<Unit>& units, std::size_t first, const base::FileReader& files)
      : units_(units), first_(first), files_(files) {
    for (std::size_t i = first; i < units.size(); ++i) {
      if (!may_be_same(i)) continue;
      note_one(by_folder_, units[i].folder, i);
      note_one(by_name_, std::string(name_of(units[i].folder)), i);
    }
  }

  /// Of the second logger's unit → the other's; each of these once.
  std::map<std::size_t, std::size_t> find() {
    std::map<std::size_t, std::size_t> pairs;
    if (by_folder_.empty()) return pairs;
    std::map<std::size_t, std::size_t> claims;
    for (std::size_t i = first_; i < units_.size(); ++i) {
      if (traces_of(units_[i]) == nullptr) continue;
      std::size_t other = by_id(i);
      if (other == kNone) other = by_config(i);
      if (other == kNone) other = by_place(i);
      if (other == kNone || other == kSeveral) continue;
      pairs[i] = other;
      ++claims[other];
    }
    std::erase_if(pairs, [&](const auto& pair) { return claims[pair.second] > 1; });
    return pairs;
  }

 private:
  bool may_be_same(std::size_t i) const {
    return units_[i].format->rank != LoggerRank::alone && traces_of(units_[i]) == nullptr;
  }

  std::size_t by_id(std::size_t second) const {
    constexpr std::size_t kShortestId = 6;
    const std::string_view id = traces_of(units_[second])->id(units_[second]);
    return id.size() >= kShortestId ? look_up(by_name_, id) : kNone;
  }

  std::size_t by_config(std::size_t second) const {
    const RunTraces& traces = *traces_of(units_[second]);
    const std::optional<std::string> start = traces.place(units_[second]);
    if (!start) return kNone;
    std::set<std::size_t> fitting;
    for (const std::string& said : traces.output_folders(units_[second], files_)) {
      for (std::size_t i = first_; i < units_.size(); ++i) {
        if (may_be_same(i) && is_output(said, *start, units_[i].folder)) fitting.insert(i);
      }
      if (!fitting.empty()) break;
    }
    if (fitting.empty()) return kNone;
    return fitting.size() == 1 ? *fitting.begin() : kSeveral;
  }

  std::size_t by_place(std::size_t second) const {
    const std::optional<std::string> place = traces_of(units_[second])->place(units_[second]);
    if (!place) return kNone;
    for (std::string folder = *place;; folder = std::string(folder_of(folder))) {
      const std::size_t here = look_up(by_folder_, folder);
      if (here == kSeveral) return kSeveral;
      if (here != kNone) return is_alone_in(folder, here, second) ? here : kSeveral;
      if (folder.empty()) return kNone;
    }
  }

  bool is_alone_in(const std::string& folder, std::size_t run, std::size_t second) const {
    for (std::size_t i = first_; i < units_.size(); ++i) {
      if (i == run || i == second || is_table_or_log(*units_[i].format)) continue;
      if (stands_in(folder, units_[i].folder)) return false;
    }
    return true;
  }

  const std::vector<Unit>& units_;
  std::size_t first_;
  const base::FileReader& files_;
  IndexByName by_folder_, by_name_;
};

/// Finds the runs that stand near the files of a second logger, by the formats that keep such runs.
class NearRuns {
 public:
  NearRuns(const std::vector<Unit>& units, std::size_t first) {
    for (std::size_t i = first; i < units.size(); ++i) {
      for (const RunFormat* format : formats_near(units[i])) formats_.insert(format);
    }
    if (formats_.empty()) return;
    for (std::size_t i = first; i < units.size(); ++i) {
      if (formats_.count(units[i].format) > 0) note_one(by_folder_, units[i].folder, i);
    }
  }

  /// The only run in the folder of the unit, else in the folder above; kNone, kSeveral.
  std::size_t find(const Unit& unit) const {
    const std::size_t here = only_one_in(unit.folder);
    if (here != kNone || unit.folder.empty()) return here;
    return only_one_in(folder_of(unit.folder));
  }

 private:
  std::size_t only_one_in(std::string_view folder) const {
    std::size_t found = look_up(by_folder_, folder);
    const std::string below = folder.empty() ? std::string() : std::string(folder) + "/";
    for (auto at = by_folder_.lower_bound(below); at != by_folder_.end() && at->first.starts_with(below); ++at) {
      if (at->first == folder) continue;
      if (found != kNone) return kSeveral;
      found = at->second;
    }
    return found;
  }

  std::set<const RunFormat*> formats_;  // looked up, never iterated
  IndexByName by_folder_;
};

void erase_units(const std::set<std::size_t>& gone, std::vector<Unit>& units) {
  for (auto index = gone.rbegin(); index != gone.rend(); ++index) {
    units.erase(units.begin() + static_cast<std::ptrdiff_t>(*index));
  }
}

void add_beside(Unit added, Unit& keeps) {
  const auto at = std::find_if(keeps.beside.begin(), keeps.beside.end(),
                               [&](const Unit& known) { return added.format->rank < known.format->rank; });
  keeps.beside.insert(at, std::move(added));
}

/// Of each unit that is added to another or left out, whose it is or kSeveral; a run is added to once.
std::map<std::size_t, std::size_t> find_near(const std::vector<Unit>& units, std::size_t first) {
  const NearRuns near(units, first);
  std::map<std::size_t, std::size_t> pairs, claims;
  for (std::size_t i = first; i < units.size(); ++i) {
    if (formats_near(units[i]).empty()) continue;
    const std::size_t found = near.find(units[i]);
    if (found == kNone) continue;
    pairs[i] = found;
    ++claims[found];
  }
  std::erase_if(pairs, [&](const auto& pair) { return pair.second != kSeveral && claims[pair.second] > 1; });
  return pairs;
}

}  // namespace

void attach_other_loggers(std::vector<Unit>& units, std::size_t first, std::vector<OtherLogger> beside,
                          const base::FileReader& files, const std::function<void(model::Notice)>& say) {
  attach_claimed_beside(units, first, beside, say);
  std::set<std::size_t> gone;
  for (const auto& [second, other] : RunPairs(units, first, files).find()) {
    const bool second_keeps = units[second].format->rank < units[other].format->rank;
    Unit& keeps = units[second_keeps ? second : other];
    Unit& adds = units[second_keeps ? other : second];
    add_beside(std::move(adds), keeps);
    gone.insert(second_keeps ? other : second);
  }
  erase_units(gone, units);
  gone.clear();
  for (const auto& [part, other] : find_near(units, first)) {
    if (other == kSeveral) {
      say_left_out(units[part], say);
    } else {
      add_beside(std::move(units[part]), units[other]);
    }
    gone.insert(part);
  }
  erase_units(gone, units);
}

}  // namespace ingest
