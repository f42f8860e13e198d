#include "ingest/walk/unread_files.h"

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string_view>
#include <utility>

#include "ingest/files/damage.h"
#include "ingest/files/path_text.h"
#include "ingest/formats/shared/logger_files.h"

namespace ingest {
namespace {

using base::FolderEntry;

/// So many of a folder are looked into, and so many are said.
constexpr std::size_t kMaxLookedInto = 1'000, kMaxSaid = 20;

/// '*' stands for any text without '/', '#' for a digit.
bool fits(std::string_view pattern, std::string_view text) {
  if (pattern.empty()) return text.empty();
  if (pattern[0] == '*') {
    for (std::size_t i = 0; i <= text.size(); ++i) {
      if (fits(pattern.substr(1), text.substr(i))) return true;
      if (i < text.size() && text[i] == '/') return false;
    }
    return false;
  }
  if (text.empty()) return false;
  const bool same = pattern[0] == '#' ? text[0] >= '0' && text[0] <= '9' : pattern[0] == text[0];
  return same && fits(pattern.substr(1), text.substr(1));
}

/// The folder of the unit, if the end of `path` fits the name.
std::optional<std::string> folder_of_unit(const OwnName& name, std::string_view path) {
  const auto levels = std::count(name.path.begin(), name.path.end(), '/');
  std::size_t start = path.size();
  for (std::ptrdiff_t i = 0; i <= levels; ++i) {
    if (start == std::string_view::npos || start == 0) return std::nullopt;
    start = path.rfind('/', start - 1);
  }
  const std::string_view end = start == std::string_view::npos ? path : path.substr(start + 1);
  if (!fits(name.path, end)) return std::nullopt;
  return start == std::string_view::npos ? "" : std::string(path.substr(0, start));
}

struct Likeness {
  const RunFormat* format = nullptr;
  std::string folder;
  bool is_certain = false, is_run = false;
};

/// The first format that calls a file so; one that alone does goes before the others.
Likeness find_likeness(const std::string& path, const std::vector<FolderEntry>& all) {
  Likeness found;
  for (const RunFormat* format : run_formats()) {
    for (const OwnName& name : format->own_names) {
      const auto is_beside = [&](const FolderEntry& entry) { return entry.name == name.beside; };
      if (!name.beside.empty() && std::none_of(all.begin(), all.end(), is_beside)) continue;
      if (found.format != nullptr && !name.is_certain) continue;
      std::optional<std::string> folder = folder_of_unit(name, path);
      if (!folder) continue;
      found = {format, std::move(*folder), name.is_certain, name.is_run || format->gives == Gives::lone_file};
      if (found.is_certain) return found;
    }
  }
  return found;
}

bool keeps_a_run_there(const RunFormat& format) {
  return format.gives == Gives::run_folder || format.gives == Gives::project || format.gives == Gives::lone_file;
}

}  // namespace

void UnreadFiles::see(const FolderView& left, const std::vector<FolderEntry>& all) {
  std::size_t looked_into = 0, said = 0;
  for (const FolderEntry& entry : left.entries) {
    if (!is_readable_file(entry)) continue;
    if (looked_into++ == kMaxLookedInto || said == kMaxSaid) break;
    const std::string path = join_path(left.folder, entry.name);
    Likeness like = find_likeness(path, all);
    const base::Result<base::FileInfo> info = left.files.info(path);
    if (info && info->size_bytes == 0) continue;  // nothing was written yet
    std::optional<Damage> damage = find_damage(left.files, path);
    if (!damage && !like.is_certain) continue;
    ++said;
    Unread unread{.folder = like.format != nullptr ? like.folder : left.folder,
                  .path = path,
                  .experiment = left.experiment,
                  .format = like.format,
                  .is_run = like.is_run,
                  .is_absent = damage && damage->is_absent,
                  .notice = notice_of(damage.value_or(Damage()), path)};
    if (like.format != nullptr) {
      unread.notice.what = "called like a file of the format \"" + std::string(like.format->title) + "\", but " +
                           (damage ? damage->what : "it does not read like one");
      unread.notice.severity = base::Severity::error;
    }
    unread.notice.what += "; not read";
    found_.push_back(std::move(unread));
  }
}

void UnreadFiles::settle(std::size_t source, std::size_t first_unit, std::vector<Unit>& units,
                         const std::function<void(model::Notice)>& notice) {
  const std::size_t end = units.size();
  for (Unread& unread : found_) {
    std::vector<Unit*> there, siblings;
    for (std::size_t i = first_unit; i < end; ++i) {
      Unit& unit = units[i];
      if (unit.folder != unread.folder || unit.format->gives == Gives::nothing) continue;
      there.push_back(&unit);
      const bool is_like = unit.format->gives == Gives::lone_file && !unit.files.empty() &&
                           extension_of(unit.files.front()) == extension_of(unread.path);
      if (is_like) siblings.push_back(&unit);
    }
    const bool is_error = unread.notice.severity == base::Severity::error;
    if (unread.format == nullptr && !siblings.empty() && is_error) {
      unread.format = siblings.front()->format;
      unread.is_run = true;
    }
    const bool is_of_run = there.size() == 1 && !unread.is_run && keeps_a_run_there(*there.front()->format);
    if (is_of_run && is_error) {
      there.front()->damaged.push_back(std::move(unread.notice));
      continue;
    }
    const bool makes_run =
        is_error && !unread.is_absent && unread.format != nullptr && keeps_a_run_there(*unread.format);
    const bool is_of_folder = makes_run && !unread.is_run && there.empty();
    const auto is_same = [&](const Unit& unit) { return unit.format == unread.format && unit.folder == unread.folder; };
    const auto known = std::find_if(units.begin() + static_cast<std::ptrdiff_t>(end), units.end(), is_same);
    if (is_of_folder && known != units.end()) {
      known->files.push_back(unread.path);
      known->damaged.push_back(std::move(unread.notice));
    } else if (makes_run) {
      units.push_back({.source = source,
                       .folder = is_of_folder ? unread.folder : std::string(without_extension(unread.path)),
                       .files = {unread.path},
                       .format = unread.format,
                       .experiment = unread.experiment,
                       .damaged = {std::move(unread.notice)},
                       .is_unreadable = true});
    } else {
      notice(std::move(unread.notice));
    }
  }
  found_.clear();
}

}  // namespace ingest
