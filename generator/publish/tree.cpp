#include "publish/tree.h"

#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <climits>
#include <cstddef>
#include <cstdio>
#include <cstring>
#include <memory>
#include <utility>

#include "base/files/file_handle.h"

namespace publish {
namespace {

using base::Error;
using base::FileHandle;
using base::Result;

constexpr std::size_t kBlockBytes = 64u << 10;

/// Reads `size` bytes at most. Fewer only at the end of the file; -1 with errno set on failure.
ssize_t read_block(int file, char* buffer, std::size_t size) {
  std::size_t filled = 0;
  while (filled < size) {
    const ssize_t count = ::read(file, buffer + filled, size - filled);
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return -1;
    if (count == 0) break;
    filled += static_cast<std::size_t>(count);
  }
  return static_cast<ssize_t>(filled);
}

/// 0, or the error number.
int write_block(int file, std::string_view bytes, off_t at) {
  std::size_t done = 0;
  while (done < bytes.size()) {
    const ssize_t count = ::pwrite(file, bytes.data() + done, bytes.size() - done, at + static_cast<off_t>(done));
    if (count < 0 && errno == EINTR) continue;
    if (count <= 0) return count < 0 ? errno : ENOSPC;
    done += static_cast<std::size_t>(count);
  }
  return 0;
}

FileHandle open_existing(int folder, const std::string& path) {
  return FileHandle(::openat(folder, path.c_str(), O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC));
}

FileHandle create_file(int folder, const std::string& path) {
  return FileHandle(::openat(folder, path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0644));
}

Result<void> list_folder(int folder, const std::string& path, std::vector<TreeEntry>& found) {
  const char* name = path.empty() ? "." : path.c_str();
  FileHandle handle(::openat(folder, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC));
  if (!handle.is_open()) return refused(path, "list the folder", errno);
  const std::unique_ptr<DIR, int (*)(DIR*)> listing(::fdopendir(handle.get()), &::closedir);
  if (!listing) return refused(path, "list the folder", errno);
  handle.release();
  for (;;) {
    errno = 0;
    const dirent* entry = ::readdir(listing.get());
    if (entry == nullptr && errno != 0) return refused(path, "list the folder", errno);
    if (entry == nullptr) return {};
    if (std::strcmp(entry->d_name, ".") == 0 || std::strcmp(entry->d_name, "..") == 0) continue;
    bool is_folder = entry->d_type == DT_DIR;
    struct stat status {};
    if (entry->d_type == DT_UNKNOWN) {
      is_folder = ::fstatat(::dirfd(listing.get()), entry->d_name, &status, AT_SYMLINK_NOFOLLOW) == 0 &&
                  S_ISDIR(status.st_mode);
    }
    found.push_back({path.empty() ? entry->d_name : path + "/" + entry->d_name, is_folder});
  }
}

Result<void> copy_link(int from, int to, const std::string& path) {
  std::array<char, PATH_MAX> target{};
  const ssize_t size = ::readlinkat(from, path.c_str(), target.data(), target.size() - 1);
  if (size < 0) return refused(path, "read the link", errno);
  if (::symlinkat(target.data(), to, path.c_str()) != 0) return refused(path, "copy the link", errno);
  return {};
}

Result<void> copy_file(int from, int to, const std::string& path, const struct stat& status) {
  const FileHandle source = open_existing(from, path);
  if (!source.is_open()) return refused(path, "read the file", errno);
  FileHandle copy = create_file(to, path);
  if (!copy.is_open()) return refused(path, "copy the file", errno);
  std::string buffer(kBlockBytes, '\0');
  for (off_t at = 0;;) {
    const ssize_t count = read_block(source.get(), buffer.data(), buffer.size());
    if (count < 0) return refused(path, "read the file", errno);
    if (count == 0) break;
    const int failed = write_block(copy.get(), std::string_view(buffer).substr(0, static_cast<std::size_t>(count)), at);
    if (failed != 0) return refused(path, "copy the file", failed);
    at += count;
  }
  const std::array<timespec, 2> times{status.st_atim, status.st_mtim};
  if (::fchmod(copy.get(), status.st_mode & 07777) != 0 || ::futimens(copy.get(), times.data()) != 0 ||
      ::close(copy.release()) != 0) {
    return refused(path, "copy the file", errno);
  }
  return {};
}

/// Whether another way than a hard link is worth a try: too many links, another file system, links not allowed.
bool links_are_refused(int error_number) {
  return error_number == EMLINK || error_number == EXDEV || error_number == EPERM || error_number == ENOSYS ||
         error_number == EOPNOTSUPP;
}

}  // namespace

Error refused(const std::string& path, const std::string& attempt, int error_number) {
  return {Error::Kind::unwritable, path, "cannot " + attempt + ": " + base::system_reason(error_number)};
}

Result<std::vector<TreeEntry>> list_tree(int folder) {
  std::vector<TreeEntry> found;
  if (const Result<void> listed = list_folder(folder, "", found); !listed) return listed.error();
  for (std::size_t i = 0; i < found.size(); ++i) {
    if (!found[i].is_folder) continue;
    if (const Result<void> listed = list_folder(folder, std::string(found[i].path), found); !listed) {
      return listed.error();
    }
  }
  std::sort(found.begin(), found.end(), [](const TreeEntry& a, const TreeEntry& b) { return a.path < b.path; });
  return found;
}

Result<bool> holds_hidden_alone(int folder) {
  std::vector<TreeEntry> found;
  if (const Result<void> listed = list_folder(folder, "", found); !listed) return listed.error();
  return std::all_of(found.begin(), found.end(), [](const TreeEntry& entry) { return entry.path.starts_with('.'); });
}

bool remove_one(int parent, const std::string& name, bool is_folder) {
  if (::unlinkat(parent, name.c_str(), is_folder ? AT_REMOVEDIR : 0) == 0 || errno == ENOENT) return true;
  if (errno == EACCES && name.find('/') != std::string::npos &&
      ::fchmodat(parent, name.substr(0, name.rfind('/')).c_str(), 0700, 0) == 0 &&
      ::unlinkat(parent, name.c_str(), is_folder ? AT_REMOVEDIR : 0) == 0) {
    return true;
  }
  // Once more, by another way in: a passing fault, or a folder that was closed to us, should leave nothing behind.
  const std::string path = "/proc/self/fd/" + std::to_string(parent) + "/" + name;
  return std::remove(path.c_str()) == 0;
}

void remove_listed(int folder, const std::vector<TreeEntry>& entries) {
  for (auto entry = entries.rbegin(); entry != entries.rend(); ++entry) {
    remove_one(folder, entry->path, entry->is_folder);
  }
}

bool remove_tree(int parent, const std::string& name) {
  const FileHandle folder(::openat(parent, name.c_str(), O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC));
  if (folder.is_open()) {
    const Result<std::vector<TreeEntry>> entries = list_tree(folder.get());
    if (entries) remove_listed(folder.get(), *entries);
  }
  return remove_one(parent, name, true);
}

Result<void> make_folders_above(int folder, const std::string& path) {
  for (std::size_t slash = path.find('/'); slash != std::string::npos; slash = path.find('/', slash + 1)) {
    const std::string above = path.substr(0, slash);
    if (::mkdirat(folder, above.c_str(), 0755) != 0 && errno != EEXIST) {
      return refused(above, "make the folder", errno);
    }
  }
  return {};
}

Result<void> write_file(int folder, const std::string& path, std::string_view bytes) {
  FileHandle file = create_file(folder, path);
  if (!file.is_open()) return refused(path, "make the file", errno);
  if (const int failed = write_block(file.get(), bytes, 0)) return refused(path, "write the file", failed);
  if (::close(file.release()) != 0) return refused(path, "write the file", errno);
  return {};
}

bool holds_exactly(int folder, const std::string& path, std::string_view bytes) {
  const FileHandle file = open_existing(folder, path);
  struct stat status {};
  if (!file.is_open() || ::fstat(file.get(), &status) != 0 || !S_ISREG(status.st_mode)) return false;
  if (static_cast<std::uint64_t>(status.st_size) != bytes.size()) return false;
  std::array<char, kBlockBytes> buffer;
  while (!bytes.empty()) {
    const std::size_t size = std::min(bytes.size(), buffer.size());
    if (read_block(file.get(), buffer.data(), size) != static_cast<ssize_t>(size)) return false;
    if (std::memcmp(buffer.data(), bytes.data(), size) != 0) return false;
    bytes.remove_prefix(size);
  }
  return true;
}

Result<std::string> read_file(int folder, const std::string& path) {
  const FileHandle file = open_existing(folder, path);
  struct stat status {};
  if (!file.is_open() || ::fstat(file.get(), &status) != 0) {
    const int failed = errno;
    Error error = refused(path, "read the file", failed);
    if (failed == ENOENT || failed == ENOTDIR) error.kind = Error::Kind::missing;
    if (failed == ELOOP || failed == ENXIO) error.kind = Error::Kind::unreadable;  // a link, a socket
    return error;
  }
  if (!S_ISREG(status.st_mode)) return Error{Error::Kind::unreadable, path, "not a regular file"};
  std::string bytes(static_cast<std::size_t>(status.st_size), '\0');
  const ssize_t count = read_block(file.get(), bytes.data(), bytes.size());
  if (count < 0) return refused(path, "read the file", errno);
  bytes.resize(static_cast<std::size_t>(count));
  return bytes;
}

Result<void> keep_file(int from, int to, const std::string& path) {
  if (::linkat(from, path.c_str(), to, path.c_str(), 0) == 0) return {};
  const int failed = errno;
  struct stat status {};
  if (links_are_refused(failed) && ::fstatat(from, path.c_str(), &status, AT_SYMLINK_NOFOLLOW) == 0) {
    if (S_ISREG(status.st_mode)) return copy_file(from, to, path, status);
    if (S_ISLNK(status.st_mode)) return copy_link(from, to, path);
  }
  return refused(path, "keep the file", failed);
}

}  // namespace publish
