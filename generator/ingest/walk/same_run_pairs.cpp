#include "ingest/walk/same_run_pairs.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>

#include "base/json/json.h"
#include "base/yaml/yaml.h"
#include "ingest/files/file_text.h"
#include "ingest/files/path_text.h"
#include "ingest/walk/run_kinds.h"

namespace ingest {

extern const RunFormat kWandbFormat;

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

void attach_event_files(std::vector<Unit>& units, std::size_t first, std::vector<OtherLogger>& beside,
                        const std::function<void(model::Notice)>& say) {
  if (beside.empty()) return;
  IndexByName by_folder;
  for (std::size_t i = first; i < units.size(); ++i) {
    if (is_table_or_log(units[i])) continue;
    note_one(by_folder, units[i].folder, i);
    for (const std::string& file : units[i].files) note_one(by_folder, std::string(folder_of(file)), i);
  }
  std::vector<Unit> alone;
  for (OtherLogger& other : beside) {
    const std::size_t found = look_up(by_folder, other.run_folder);
    if (found == kNone) {
      alone.push_back(std::move(other.unit));
    } else if (found != kSeveral) {
      units[found].beside.push_back(std::move(other.unit));
    } else {
      say({.severity = model::Severity::note,
           .code = "event-files-beside",
           .file = other.unit.folder,
           .what = "event files beside several runs of other formats: nobody can tell whose they are; not read",
           .count = other.unit.files.size()});
    }
  }
  std::move(alone.begin(), alone.end(), std::back_inserter(units));
}

/// "ab12cd34" of "run-20260101_120000-ab12cd34".
std::string_view id_of(const Unit& unit) {
  const std::string_view name = name_of(unit.folder);
  const std::size_t dash = name.rfind('-');
  return dash == std::string_view::npos ? std::string_view() : name.substr(dash + 1);
}

/// The folder that a W&B run stands in, its "wandb" aside; nothing for the source's root itself.
std::optional<std::string> place_of(const Unit& unit) {
  if (unit.folder.empty()) return std::nullopt;
  std::string_view folder = folder_of(unit.folder);
  if (name_of(folder) == "wandb") folder = folder_of(folder);
  return std::string(folder);
}

std::vector<std::string> output_folders(const Unit& unit, const base::FileReader& files) {
  constexpr std::array<std::string_view, 8> kKeys{"output_dir", "out_dir", "save_dir", "log_dir",
                                                  "logdir",     "run_dir", "work_dir", "logging_dir"};
  std::vector<std::string> found;
  for (const std::string& path : unit.files) {
    if (name_of(path) != "config.yaml") continue;
    const base::JsonParse config = base::parse_yaml(read_start(files, path, kMaxDocumentBytes));
    for (const std::string_view key : kKeys) {
      const base::Json* value = config.value.find(key);
      const base::Json* inner = value != nullptr ? value->find("value") : nullptr;
      if (inner != nullptr) value = inner;
      if (value == nullptr || !value->is_string()) continue;
      std::string folder = value->text();
      while (folder.starts_with("./")) folder.erase(0, 2);
      while (folder.ends_with('/')) folder.pop_back();
      if (folder.size() > 1) found.push_back(std::move(folder));
    }
  }
  return found;
}

/// Whether an output folder, relative to where the script was started or from the root of its machine, is this one.
bool is_output(const std::string& said, const std::string& start, const std::string& folder) {
  if (folder.empty()) return false;
  if (!said.starts_with('/')) return join_path(start, said) == folder || said == folder;
  const std::size_t cut = start.empty() ? 0 : start.size() + 1;
  if (!stands_in(start, folder) || folder.size() <= cut) return false;
  return said.ends_with("/" + folder.substr(cut));
}

/// Finds the runs that W&B runs are one with.
class WandbPairs {
 public:
  WandbPairs(const std::vector<Unit>& units, std::size_t first, const base::FileReader& files)
      : units_(units), first_(first), files_(files) {
    for (std::size_t i = first; i < units.size(); ++i) {
      if (!may_be_same(i)) continue;
      note_one(by_folder_, units[i].folder, i);
      note_one(by_name_, std::string(name_of(units[i].folder)), i);
    }
  }

  /// Of W&B unit → other unit; each other unit once.
  std::map<std::size_t, std::size_t> find() {
    std::map<std::size_t, std::size_t> pairs;
    if (by_folder_.empty()) return pairs;
    std::map<std::size_t, std::size_t> claims;
    for (std::size_t i = first_; i < units_.size(); ++i) {
      if (units_[i].format != &kWandbFormat) continue;
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
    return units_[i].format != &kWandbFormat && !is_table_or_log(units_[i]) && is_folder_of_one_run(units_[i]);
  }

  std::size_t by_id(std::size_t wandb) const {
    constexpr std::size_t kShortestId = 6;
    const std::string_view id = id_of(units_[wandb]);
    return id.size() >= kShortestId ? look_up(by_name_, id) : kNone;
  }

  std::size_t by_config(std::size_t wandb) const {
    const std::optional<std::string> start = place_of(units_[wandb]);
    if (!start) return kNone;
    std::set<std::size_t> fitting;
    for (const std::string& said : output_folders(units_[wandb], files_)) {
      for (std::size_t i = first_; i < units_.size(); ++i) {
        if (may_be_same(i) && is_output(said, *start, units_[i].folder)) fitting.insert(i);
      }
      if (!fitting.empty()) break;
    }
    if (fitting.empty()) return kNone;
    return fitting.size() == 1 ? *fitting.begin() : kSeveral;
  }

  std::size_t by_place(std::size_t wandb) const {
    const std::optional<std::string> place = place_of(units_[wandb]);
    if (!place) return kNone;
    for (std::string folder = *place;; folder = std::string(folder_of(folder))) {
      const std::size_t here = look_up(by_folder_, folder);
      if (here == kSeveral) return kSeveral;
      if (here != kNone) return is_alone_in(folder, here, wandb) ? here : kSeveral;
      if (folder.empty()) return kNone;
    }
  }

  bool is_alone_in(const std::string& folder, std::size_t run, std::size_t wandb) const {
    for (std::size_t i = first_; i < units_.size(); ++i) {
      if (i == run || i == wandb || is_table_or_log(units_[i])) continue;
      if (stands_in(folder, units_[i].folder)) return false;
    }
    return true;
  }

  const std::vector<Unit>& units_;
  std::size_t first_;
  const base::FileReader& files_;
  IndexByName by_folder_, by_name_;
};

}  // namespace

void attach_other_loggers(std::vector<Unit>& units, std::size_t first, std::vector<OtherLogger> beside,
                          const base::FileReader& files, const std::function<void(model::Notice)>& say) {
  attach_event_files(units, first, beside, say);
  std::set<std::size_t> gone;
  for (const auto& [wandb, other] : WandbPairs(units, first, files).find()) {
    const bool wandb_first = rank_of(units[wandb]) < rank_of(units[other]);
    Unit& keeps = units[wandb_first ? wandb : other];
    Unit& adds = units[wandb_first ? other : wandb];
    // W&B goes before event files.
    const auto at = std::find_if(keeps.beside.begin(), keeps.beside.end(),
                                 [&](const Unit& known) { return rank_of(adds) < rank_of(known); });
    keeps.beside.insert(at, std::move(adds));
    gone.insert(wandb_first ? other : wandb);
  }
  for (auto index = gone.rbegin(); index != gone.rend(); ++index) {
    units.erase(units.begin() + static_cast<std::ptrdiff_t>(*index));
  }
}

}  // namespace ingest
