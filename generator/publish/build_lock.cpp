#include "publish/build_lock.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstddef>
#include <utility>

#include "publish/tree.h"

namespace publish {
namespace {

using base::Error;
using base::FileHandle;
using base::Result;

Error busy(int file) {
  std::array<char, 24> text{};
  const ssize_t size = ::pread(file, text.data(), text.size() - 1, 0);
  std::string holder = size > 0 ? std::string(text.data(), static_cast<std::size_t>(size)) : std::string();
  while (!holder.empty() && (holder.back() < '0' || holder.back() > '9')) holder.pop_back();
  const std::string who = holder.empty() ? "another process" : "process " + holder;
  return {Error::Kind::unwritable, "", who + " is building this site; wait for it to end, or end it"};
}

/// Whether `name` still is the file we locked: its last holder removes it, maybe just after we opened it.
bool is_still_there(int parent, const std::string& name, int file) {
  struct stat ours {
  }, named{};
  return ::fstat(file, &ours) == 0 && ::fstatat(parent, name.c_str(), &named, AT_SYMLINK_NOFOLLOW) == 0 &&
         ours.st_dev == named.st_dev && ours.st_ino == named.st_ino;
}

}  // namespace

Result<BuildLock> BuildLock::take(int parent, const std::string& site_name) {
  const std::string name = "." + site_name + ".trialpress-lock";
  for (;;) {
    FileHandle file(::openat(parent, name.c_str(), O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0644));
    if (!file.is_open()) return refused(name, "make the lock file", errno);
    const bool held = ::flock(file.get(), LOCK_EX | LOCK_NB) == 0;
    if (!held && errno == EWOULDBLOCK) return busy(file.get());
    if (held && !is_still_there(parent, name, file.get())) continue;
    const std::string holder = std::to_string(::getpid()) + "\n";
    // Who holds the lock is a courtesy to the reader of a message; the lock is good without it.
    if (::ftruncate(file.get(), 0) == 0) {
      [[maybe_unused]] const ssize_t told = ::pwrite(file.get(), holder.data(), holder.size(), 0);
    }
    return BuildLock(parent, name, std::move(file), held);
  }
}

void BuildLock::release() {
  if (!file_.is_open()) return;
  remove_one(parent_, name_, false);
  file_ = FileHandle();
  held_ = false;
}

}  // namespace publish
