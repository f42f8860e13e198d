#include "publish/carry_over.h"

#include <fcntl.h>
#include <sys/stat.h>

#include <algorithm>
#include <cerrno>
#include <cstddef>
#include <utility>

namespace publish {
namespace {

using base::Error;
using base::Result;

/// Whether the file is as recorded. An Error if the system does not let us know: taking it for changed would keep a
/// page that the new site does not have, taking it for ours could remove someone's work.
Result<bool> holds_recorded(int folder, const std::string& path, const FileRecord& record) {
  const Result<std::string> bytes = read_file(folder, path);
  if (bytes) return record_of(*bytes) == record;
  if (bytes.error().kind == Error::Kind::unreadable) return false;
  return bytes.error();
}

/// A file that stands where this build has none of its own making.
Result<void> plan_file(int old, const std::string& path, const FileRecord* ours, CarryOver& plan) {
  const Result<bool> unchanged = ours != nullptr ? holds_recorded(old, path, *ours) : false;
  if (!unchanged) return unchanged.error();
  if (*unchanged) {
    ++plan.removed;
  } else {
    plan.files.push_back(path);
  }
  return {};
}

/// A file that Trialpress did not write, where the new site has one.
Result<void> check_same(int old, const std::string& path, const FileRecord& next) {
  const Result<bool> same = holds_recorded(old, path, next);
  if (!same) return same.error();
  if (*same) return {};
  return Error{Error::Kind::invalid, path,
               "Trialpress did not write this file, and the new site has one of this name; move it away"};
}

}  // namespace

Result<CarryOver> plan_carry_over(int old, const std::vector<TreeEntry>& listing, const Manifest& before,
                                  const Manifest& after) {
  CarryOver plan;
  for (const TreeEntry& entry : listing) {
    if (entry.path == kManifestName) continue;
    if (entry.is_folder) {
      if (!has_files_below(before, entry.path)) plan.folders.push_back(entry.path);
      continue;
    }
    const auto ours = before.find(entry.path);
    const auto next = after.find(entry.path);
    const bool is_ours = ours != before.end();
    if (next != after.end() && is_ours) continue;
    const Result<void> done = next != after.end() ? check_same(old, entry.path, next->second)
                                                  : plan_file(old, entry.path, is_ours ? &ours->second : nullptr, plan);
    if (!done) return done.error();
  }
  return plan;
}

std::vector<TreeEntry> entries_of(const CarryOver& plan) {
  std::vector<TreeEntry> entries;
  for (const std::string& folder : plan.folders) entries.push_back({folder, true});
  for (const std::string& file : plan.files) {
    for (std::size_t slash = file.find('/'); slash != std::string::npos; slash = file.find('/', slash + 1)) {
      entries.push_back({file.substr(0, slash), true});
    }
    entries.push_back({file, false});
  }
  return entries;
}

Result<void> carry_over(const CarryOver& plan, int from, int to) {
  std::vector<std::pair<std::string, mode_t>> modes;
  for (const std::string& folder : plan.folders) {
    struct stat status {};
    if (::fstatat(from, folder.c_str(), &status, AT_SYMLINK_NOFOLLOW) != 0) {
      return refused(folder, "keep the folder", errno);
    }
    if (const Result<void> made = make_folders_above(to, folder + "/"); !made) return made;
    modes.emplace_back(folder, status.st_mode & 07777);
  }
  for (const std::string& file : plan.files) {
    if (const Result<void> made = make_folders_above(to, file); !made) return made;
    if (const Result<void> kept = keep_file(from, to, file); !kept) return kept;
  }
  // Last, inner ones first: a folder that may not be written to can be filled until then.
  for (auto folder = modes.rbegin(); folder != modes.rend(); ++folder) {
    if (::fchmodat(to, folder->first.c_str(), folder->second, 0) != 0) {
      return refused(folder->first, "keep the folder", errno);
    }
  }
  return {};
}

void carry_newcomers(const std::vector<TreeEntry>& listing, const std::vector<TreeEntry>& now, int from, int to) {
  for (const TreeEntry& entry : now) {
    const bool known = std::binary_search(listing.begin(), listing.end(), entry,
                                          [](const TreeEntry& a, const TreeEntry& b) { return a.path < b.path; });
    if (known || entry.is_folder || !make_folders_above(to, entry.path)) continue;
    // An Error here means that the new site has the path: it wins, as it would have before the swap.
    [[maybe_unused]] const Result<void> kept = keep_file(from, to, entry.path);
  }
}

}  // namespace publish
