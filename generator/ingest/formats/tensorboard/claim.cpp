#include "ingest/formats/tensorboard/claim.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "base/contains.h"
#include "ingest/files/file_text.h"
#include "ingest/files/path_text.h"
#include "ingest/formats/formats.h"
#include "ingest/formats/shared/curve_files.h"
#include "ingest/formats/shared/logger_files.h"
#include "ingest/formats/tensorboard/event_file.h"
#include "ingest/formats/tensorboard/event_values.h"

namespace ingest {
namespace {

using base::FileKind;
using base::FolderEntry;
using base::Severity;

constexpr std::array<std::string_view, 10> kSplits{"train", "training", "learn",      "validation", "valid",
                                                   "val",   "test",     "evaluation", "eval",       "dev"};
constexpr std::array<std::string_view, 3> kTrainSplits{"train", "training", "learn"};
constexpr std::size_t kTensorboardClaimHeadBytes = 4096;
constexpr std::size_t kMaxFoldersLookedInto = 1'000;

/// As writers make folder names of tags.
std::string folder_name_of(std::string_view tag) {
  std::string name(tag);
  std::replace(name.begin(), name.end(), '/', '_');
  return name;
}

struct EventFile {
  std::string name;
  bool is_empty = false;
};

/// The event files of a folder, and what they are not.
struct EventFiles {
  std::vector<EventFile> files;
  std::vector<std::string> damaged;  ///< by their name event files, by their first bytes none
  bool stands_alone = true;          ///< nothing else in the folder

  bool has_events() const {
    return std::any_of(files.begin(), files.end(), [](const EventFile& file) { return !file.is_empty; });
  }
};

EventFiles find_events(const base::FileReader& files, const std::string& folder,
                       const std::vector<FolderEntry>& entries) {
  EventFiles found;
  for (const FolderEntry& entry : entries) {
    if (entry.name.starts_with('.')) continue;
    if (!is_readable_file(entry) || !is_event_file(entry.name)) {
      if (entry.name != "plugins") found.stands_alone = false;
      continue;
    }
    const std::string path = join_path(folder, entry.name);
    const std::string head = read_start(files, path, kTensorboardClaimHeadBytes);
    const base::Result<base::FileInfo> info = files.info(path);
    const bool is_empty = info && is_empty_event_file(head, info->size_bytes);
    if (is_empty || starts_like_events(head)) {
      found.files.push_back({entry.name, is_empty});
    } else {
      found.damaged.push_back(entry.name);
    }
  }
  return found;
}

bool has_event_name_in(const base::FileReader& files, const std::string& folder) {
  const base::Result<std::vector<FolderEntry>> entries = files.list(folder);
  return entries && std::any_of(entries->begin(), entries->end(), [](const FolderEntry& entry) {
           return is_readable_file(entry) && is_event_file(entry.name);
         });
}

/// The tag of the first value among the first events.
std::string first_tag(const base::FileReader& files, const std::string& path) {
  base::Result<std::unique_ptr<base::ByteStream>> stream = files.open(path);
  if (!stream) return "";
  EventRecords records(std::move(*stream));
  for (int i = 0; i < 4; ++i) {
    const std::optional<std::string_view> record = records.next();
    if (!record) break;
    const std::optional<Event> event = parse_event(*record);
    if (!event || event->values.empty()) continue;
    const std::optional<EventValue> value = parse_event_value(event->values.front());
    return value ? std::string(value->tag) : "";
  }
  return "";
}

/// Looks at one folder and its sub-folders, and takes what belongs together.
class EventClaim {
 public:
  explicit EventClaim(const FolderView& view) : view_(view), own_(find_events(view.files, view.folder, view.entries)) {}

  Claim make() {
    find_parts();
    for (const std::string& name : own_.damaged) {
      if (name.ends_with(".profile-empty")) claim_.files.push_back(name);
    }
    if (own_.files.empty() && parts_.empty()) return std::move(claim_);
    for (const EventFile& file : own_.files) claim_.files.push_back(file.name);
    if (stands_beside_metrics() || (parts_.empty() && !own_.has_events() && has_runs_below())) {
      say_left_out();
      return std::move(claim_);
    }
    add_unit();
    return std::move(claim_);
  }

 private:
  struct Part {
    std::string name;
    std::vector<EventFile> files;
  };

  void find_parts() {
    std::vector<Part> sessions;
    std::size_t looked_into = 0;
    for (const FolderEntry& entry : view_.entries) {
      if (entry.kind != FileKind::folder || entry.is_link || !entry.refusal.empty()) continue;
      const bool is_named = base::contains(kSplits, entry.name) || is_session_name(entry.name);
      if (!is_named && own_.files.empty()) continue;
      if (++looked_into > kMaxFoldersLookedInto) break;
      std::optional<Part> part = read_part(entry.name);
      if (!part) continue;
      if (is_session_name(entry.name)) {
        sessions.push_back(std::move(*part));
      } else if (base::contains(kSplits, entry.name) || is_series(*part)) {
        parts_.push_back(std::move(*part));
      }
    }
    if (own_.files.empty() && !makes_run_of_parts()) parts_.clear();
    if (sessions.size() == 1 && (!own_.files.empty() || !parts_.empty())) parts_.push_back(std::move(sessions[0]));
  }

  std::optional<Part> read_part(const std::string& name) const {
    const std::string path = join_path(view_.folder, name);
    const base::Result<std::vector<FolderEntry>> entries = view_.files.list(path);
    if (!entries) return std::nullopt;
    EventFiles found = find_events(view_.files, path, *entries);
    if (found.files.empty() || !found.stands_alone || !found.damaged.empty()) return std::nullopt;
    return Part{name, std::move(found.files)};
  }

  bool is_series(const Part& part) const {
    const std::string path = join_path(join_path(view_.folder, part.name), part.files.front().name);
    const std::string tag = first_tag(view_.files, path);
    return !tag.empty() && !series_in_folder(part.name, tag).empty();
  }

  bool makes_run_of_parts() const {
    const bool has_train = std::any_of(parts_.begin(), parts_.end(),
                                       [](const Part& part) { return base::contains(kTrainSplits, part.name); });
    if (!has_train && parts_.size() < 2) return false;
    return !has_runs_below();
  }

  bool is_part(std::string_view name) const {
    return std::any_of(parts_.begin(), parts_.end(), [&](const Part& part) { return part.name == name; });
  }

  /// Folders with event files that are no parts.
  bool has_runs_below() const {
    std::size_t looked_into = 0;
    for (const FolderEntry& entry : view_.entries) {
      if (entry.kind != FileKind::folder || entry.is_link || is_part(entry.name)) continue;
      if (++looked_into > kMaxFoldersLookedInto) break;
      if (has_event_name_in(view_.files, join_path(view_.folder, entry.name))) return true;
    }
    return false;
  }

  /// Another format has taken the metrics of this folder, or will.
  bool stands_beside_metrics() const {
    constexpr std::array<std::string_view, 5> kData{"csv", "tsv", "json", "jsonl", "txt"};
    std::set<std::string_view> offered;
    for (const FolderEntry& entry : view_.entries) {
      offered.insert(entry.name);
      if (is_readable_file(entry) && without_extension(entry.name) == "metrics" &&
          base::contains(kData, extension_of(entry.name))) {
        return true;
      }
    }
    // With events of its own, a folder may hold other tables; without them, a curve is what the run has.
    if (!own_.has_events() && !find_curves(view_).empty()) return true;
    const base::Result<std::vector<FolderEntry>> all = view_.files.list(view_.folder);
    return all && std::any_of(all->begin(), all->end(), [&](const FolderEntry& entry) {
             return is_readable_file(entry) && !entry.name.starts_with('.') && offered.count(entry.name) == 0 &&
                    base::contains(kData, extension_of(entry.name));
           });
  }

  void say_left_out() {
    const std::string where = view_.folder;
    std::uint64_t empty = 0, others = 0;
    for (const EventFile& file : own_.files) ++(file.is_empty ? empty : others);
    for (const Part& part : parts_) {
      claim_.folders.push_back(part.name);
      for (const EventFile& file : part.files) ++(file.is_empty ? empty : others);
    }
    if (empty > 0) {
      claim_.notices.push_back({.severity = Severity::note,
                                .code = "event-file-empty",
                                .file = where,
                                .what = std::to_string(empty) + (empty == 1 ? " event file" : " event files") +
                                        " without an event, beside other runs; not listed as runs",
                                .count = empty});
    }
    if (others > 0) claim_.beside.push_back({event_unit(), view_.folder});
  }

  Unit event_unit() const {
    Unit unit{.folder = view_.folder, .files = {}, .format = &kTensorboardFormat};
    for (const EventFile& file : own_.files) unit.files.push_back(join_path(view_.folder, file.name));
    for (const Part& part : parts_) {
      const std::string folder = join_path(view_.folder, part.name);
      for (const EventFile& file : part.files) unit.files.push_back(join_path(folder, file.name));
    }
    return unit;
  }

  void add_unit() {
    Unit unit = event_unit();
    for (const Part& part : parts_) claim_.folders.push_back(part.name);
    if (find_curves(view_).empty()) {
      for (const std::string& name : find_documents(view_)) claim_file(view_, name, unit, claim_);
    }
    claim_.units.push_back(std::move(unit));
  }

  const FolderView& view_;
  EventFiles own_;
  std::vector<Part> parts_;
  Claim claim_;
};

}  // namespace

bool is_event_file(std::string_view name) {
  return name.find("tfevents") != std::string_view::npos;
}

void claim_event_files(const FolderView& folder, std::string_view metrics, Claim& claim) {
  std::size_t count = 0;
  Unit unit{.folder = folder.folder, .files = {}, .format = &kTensorboardFormat};
  for (const base::FolderEntry& entry : folder.entries) {
    if (!is_readable_file(entry) || !is_event_file(entry.name)) continue;
    std::string path = join_path(folder.folder, entry.name);
    const std::string head = read_start(folder.files, path, kTensorboardClaimHeadBytes);
    const base::Result<base::FileInfo> info = folder.files.info(path);
    if (starts_like_events(head)) {
      unit.files.push_back(std::move(path));
    } else if (info && is_empty_event_file(head, info->size_bytes)) {
      ++count;
    } else {
      continue;  // damaged
    }
    claim.files.push_back(entry.name);
  }
  if (!unit.files.empty()) claim.beside.push_back({std::move(unit), folder.folder});
  if (count == 0) return;
  claim.notices.push_back({.severity = Severity::note,
                           .code = "event-files-beside",
                           .file = folder.folder,
                           .what = std::to_string(count) + (count == 1 ? " event file" : " event files") +
                                   " without an event beside " + std::string(metrics) + "; not read",
                           .count = count});
}

bool is_session_name(std::string_view name) {
  const std::size_t dot = name.find('.');
  return dot == 10 && is_digits(name.substr(0, dot)) && is_digits(name.substr(dot + 1));
}

std::string_view series_in_folder(std::string_view folder, std::string_view tag) {
  const std::string start = folder_name_of(tag) + '_';
  return folder.starts_with(start) ? folder.substr(start.size()) : std::string_view();
}

bool claim_only_event_folder(const base::FileReader& files, const std::string& parent, const std::string& run_folder,
                             Claim& claim) {
  const base::Result<std::vector<FolderEntry>> entries = files.list(parent);
  Unit unit{.folder = {}, .files = {}, .format = &kTensorboardFormat};
  for (std::size_t i = 0; entries && i < entries->size() && i < kMaxFoldersLookedInto; ++i) {
    const FolderEntry& entry = (*entries)[i];
    if (entry.kind != FileKind::folder || entry.is_link || !entry.refusal.empty()) continue;
    const std::string folder = join_path(parent, entry.name);
    const base::Result<std::vector<FolderEntry>> inside = files.list(folder);
    const EventFiles events = inside ? find_events(files, folder, *inside) : EventFiles();
    if (events.files.empty()) continue;
    if (!unit.files.empty() || !events.stands_alone || !events.damaged.empty()) return false;
    unit.folder = folder;
    for (const EventFile& file : events.files) unit.files.push_back(join_path(folder, file.name));
  }
  if (unit.files.empty()) return false;
  claim.beside.push_back({std::move(unit), run_folder});
  return true;
}

Claim claim_events(const FolderView& folder) {
  const bool may_have_events = std::any_of(folder.entries.begin(), folder.entries.end(), [](const FolderEntry& entry) {
    return is_event_file(entry.name) || base::contains(kSplits, entry.name);
  });
  if (!may_have_events) return {};
  return EventClaim(folder).make();
}

}  // namespace ingest
