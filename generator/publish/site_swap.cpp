#include "publish/site_swap.h"

#include <dirent.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <memory>
#include <optional>
#include <system_error>
#include <vector>

#include "base/files/file_handle.h"
#include "publish/tree.h"

namespace publish {
namespace {

using base::Error;
using base::Result;

std::string prefix_of(const std::string& name) {
  return "." + name + ".trialpress-";
}
std::string old_name(const std::string& name) {
  return prefix_of(name) + "old";
}

bool exists(int parent, const std::string& name) {
  struct stat status {};
  return ::fstatat(parent, name.c_str(), &status, AT_SYMLINK_NOFOLLOW) == 0;
}

Error swap_refused(const std::string& name, int error_number) {
  Error error = refused(name, "put the new site in place", error_number);
  if (error_number == EBUSY || error_number == EXDEV) {  // of a folder of an image layer see replace_copied()
    error.what += " (a mount point cannot be replaced; choose a folder inside it)";
  }
  return error;
}

Result<void> rename_to(int parent, const std::string& from, const std::string& to) {
  if (::renameat(parent, from.c_str(), parent, to.c_str()) != 0) return swap_refused(to, errno);
  return {};
}

/// A folder that the lower layer of an overlay file system holds, as one that was made with the image of a container,
/// cannot be renamed (EXDEV), though it is on the same file system as the one above it.
bool is_of_lower_layer(int parent, const std::string& name, int error_number) {
  struct stat above {
  }, folder{};
  return error_number == EXDEV && ::fstat(parent, &above) == 0 &&
         ::fstatat(parent, name.c_str(), &folder, AT_SYMLINK_NOFOLLOW) == 0 && above.st_dev == folder.st_dev;
}

Result<void> copy_folder(int parent, const std::string& from, const std::string& to) {
  const base::FileHandle source(::openat(parent, from.c_str(), O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC));
  struct stat status {};
  if (!source.is_open() || ::fstat(source.get(), &status) != 0) return refused(from, "copy the old site", errno);
  if (::mkdirat(parent, to.c_str(), 0700) != 0) return refused(to, "copy the old site", errno);
  const base::FileHandle target(::openat(parent, to.c_str(), O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC));
  if (!target.is_open()) return refused(to, "copy the old site", errno);
  const Result<std::vector<TreeEntry>> entries = list_tree(source.get());
  if (!entries) return entries.error();
  for (const TreeEntry& entry : *entries) {
    if (entry.is_folder && ::mkdirat(target.get(), entry.path.c_str(), 0755) != 0) {
      return refused(entry.path, "copy the old site", errno);
    }
    if (entry.is_folder) continue;
    if (const Result<void> kept = keep_file(source.get(), target.get(), entry.path); !kept) return kept;
  }
  if (::fchmod(target.get(), status.st_mode & 07777) != 0) return refused(to, "copy the old site", errno);
  return {};
}

/// Puts the new site in place of a folder that cannot be renamed: a copy of the old one stands aside until the new one
/// is there, so that restore_interrupted() finds it after a kill in between.
Result<void> replace_copied(int parent, const std::string& staging, const std::string& name) {
  const std::string aside = old_name(name), copying = aside + "-copy";
  remove_tree(parent, copying);
  if (const Result<void> copied = copy_folder(parent, name, copying); !copied) {
    remove_tree(parent, copying);
    return copied;
  }
  if (const Result<void> moved = rename_to(parent, copying, aside); !moved) {
    remove_tree(parent, copying);
    return moved;
  }
  remove_tree(parent, name);
  if (const Result<void> moved = rename_to(parent, staging, name); !moved) {
    [[maybe_unused]] const Result<void> restored = restore_interrupted(parent, name);
    return moved;
  }
  remove_tree(parent, aside);
  return {};
}

std::optional<pid_t> process_of(const std::string& entry, const std::string& prefix) {
  if (!entry.starts_with(prefix)) return std::nullopt;
  pid_t process = 0;
  const char* end = entry.data() + entry.size();
  const auto [stop, failed] = std::from_chars(entry.data() + prefix.size(), end, process);
  if (failed != std::errc() || stop != end || process <= 0) return std::nullopt;
  return process;
}

std::vector<std::string> names_in(int parent) {
  std::vector<std::string> names;
  base::FileHandle handle(::openat(parent, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  const std::unique_ptr<DIR, int (*)(DIR*)> listing(handle.is_open() ? ::fdopendir(handle.get()) : nullptr,
                                                    &::closedir);
  if (!listing) return names;
  handle.release();
  while (const dirent* entry = ::readdir(listing.get())) names.emplace_back(entry->d_name);
  std::sort(names.begin(), names.end());
  return names;
}

}  // namespace

std::string staging_name(const std::string& site_name) {
  return prefix_of(site_name) + std::to_string(::getpid());
}

Result<void> swap_in(int parent, const std::string& staging, const std::string& name, bool has_old) {
  if (!has_old) return rename_to(parent, staging, name);
  if (::renameat2(parent, staging.c_str(), parent, name.c_str(), RENAME_EXCHANGE) == 0) return {};
  if (is_of_lower_layer(parent, name, errno)) return replace_copied(parent, staging, name);
  // EPERM: profiles of older containers refuse what they do not know.
  if (errno != EINVAL && errno != ENOSYS && errno != EOPNOTSUPP && errno != EPERM) return swap_refused(name, errno);
  const std::string aside = old_name(name);
  if (::renameat(parent, name.c_str(), parent, aside.c_str()) != 0) {
    if (is_of_lower_layer(parent, name, errno)) return replace_copied(parent, staging, name);
    return swap_refused(aside, errno);
  }
  if (const Result<void> moved = rename_to(parent, staging, name); !moved) {
    // Tried twice; if neither works, the next build restores it.
    if (!rename_to(parent, aside, name)) [[maybe_unused]]
      const auto restored = restore_interrupted(parent, name);
    return moved;
  }
  // From here on the new site is the site; an old one that keeps this name is removed by the next build.
  [[maybe_unused]] const Result<void> renamed = rename_to(parent, aside, staging);
  return {};
}

Result<void> restore_interrupted(int parent, const std::string& name) {
  const std::string aside = old_name(name);
  if (exists(parent, name) || !exists(parent, aside)) return {};
  return rename_to(parent, aside, name);
}

void remove_leftovers(int parent, const std::string& name, Leftovers which) {
  const std::string prefix = prefix_of(name);
  for (const std::string& entry : names_in(parent)) {
    const std::optional<pid_t> process = process_of(entry, prefix);
    const bool ended = process && ::kill(*process, 0) != 0 && errno == ESRCH;
    const bool stale = process && (which == Leftovers::all || ended);
    if (stale || entry == old_name(name) || entry == old_name(name) + "-copy") remove_tree(parent, entry);
  }
}

}  // namespace publish
