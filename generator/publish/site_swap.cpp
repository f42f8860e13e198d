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
  if (error_number == EBUSY || error_number == EXDEV) {
    error.what += " (a mount point cannot be replaced; choose a folder inside it)";
  }
  return error;
}

Result<void> rename_to(int parent, const std::string& from, const std::string& to) {
  if (::renameat(parent, from.c_str(), parent, to.c_str()) != 0) return swap_refused(to, errno);
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
  if (errno != EINVAL && errno != ENOSYS && errno != EOPNOTSUPP) return swap_refused(name, errno);
  const std::string aside = old_name(name);
  if (const Result<void> moved = rename_to(parent, name, aside); !moved) return moved;
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
    if (stale || entry == old_name(name)) remove_tree(parent, entry);
  }
}

}  // namespace publish
