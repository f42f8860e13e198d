#include "base/files/files.h"

#include <dirent.h>
#include <fcntl.h>
#include <linux/openat2.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <climits>
#include <cstddef>
#include <cstring>
#include <memory>
#include <mutex>
#include <optional>
#include <utility>

#include "base/files/file_handle.h"

namespace base {
namespace {

constexpr std::size_t kReadBytes = 256u << 10;
constexpr int kOpenFlags = O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC;

std::string refusal_text(int error_number) {
  switch (error_number) {
    case ELOOP:
      return "too many levels of links";
    case EACCES:
    case EPERM:
      return "permission denied";
    case EXDEV:
      return "link leads out of the source";
    case ENXIO:
      return "not a regular file";
    case ENOENT:
    case ENOTDIR:
      return "no such file or folder";
    default:
      return system_reason(error_number);
  }
}

/// Counts what the machine, not a file, is to blame for. Safe to use from several threads.
class FailureCount {
 public:
  void see(const std::string& path, int error_number) {
    constexpr std::array kOfMachine{EIO,        ESTALE,    ETIMEDOUT, EREMOTEIO, ENOTCONN,
                                    ECONNRESET, EHOSTDOWN, ENOLINK,   EBADMSG};
    if (std::find(kOfMachine.begin(), kOfMachine.end(), error_number) == kOfMachine.end()) return;
    const std::lock_guard lock(mutex_);
    if (failure_.count++ > 0) return;
    failure_.path = path;
    failure_.what = refusal_text(error_number);
  }
  MachineFailure failure() const {
    const std::lock_guard lock(mutex_);
    return failure_;
  }

 private:
  mutable std::mutex mutex_;
  MachineFailure failure_;
};

Error refusal(const std::string& path, int error_number) {
  const bool missing = error_number == ENOENT || error_number == ENOTDIR;
  return {missing ? Error::Kind::missing : Error::Kind::unreadable, path, refusal_text(error_number)};
}

std::uint64_t mix_identity(const struct stat& status) {
  std::uint64_t x = static_cast<std::uint64_t>(status.st_ino) + 0x9e3779b97f4a7c15u * (status.st_dev + 1);
  x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9u;
  x = (x ^ (x >> 27)) * 0x94d049bb133111ebu;
  return x ^ (x >> 31);
}

FileKind kind_of(const struct stat& status) {
  if (S_ISREG(status.st_mode)) return FileKind::file;
  return S_ISDIR(status.st_mode) ? FileKind::folder : FileKind::other;
}

FileInfo info_of(const struct stat& status) {
  return {.kind = kind_of(status),
          .size_bytes = status.st_size > 0 ? static_cast<std::uint64_t>(status.st_size) : 0,
          .modified_s = status.st_mtime,
          .identity = mix_identity(status)};
}

/// A regular file, up to the size it had when it was opened: a run that is still training appends meanwhile, and
/// all readers of one build should see one state.
class DiskStream final : public ByteStream {
 public:
  DiskStream(FileHandle file, std::string path, std::uint64_t size_bytes, std::shared_ptr<FailureCount> failures)
      : file_(std::move(file)), path_(std::move(path)), left_(size_bytes), failures_(std::move(failures)) {}

  Result<std::size_t> read(char* buffer, std::size_t size) override {
    if (begin_ < end_) return take_buffered(buffer, size);
    const bool first = std::exchange(first_, false);
    // The first read is often the only one (a look at the head), so nothing is read ahead for it.
    if (first || size >= std::min<std::uint64_t>(kReadBytes, left_)) return read_directly(buffer, size);
    if (buffer_.empty()) {
      ::posix_fadvise(file_.get(), 0, 0, POSIX_FADV_SEQUENTIAL);
      buffer_.resize(static_cast<std::size_t>(std::min<std::uint64_t>(kReadBytes, left_)));
    }
    Result<std::size_t> filled = read_directly(buffer_.data(), buffer_.size());
    if (!filled) return filled;
    begin_ = 0;
    end_ = *filled;
    return take_buffered(buffer, size);
  }

 private:
  std::size_t take_buffered(char* buffer, std::size_t size) {
    const std::size_t count = std::min(size, end_ - begin_);
    if (count > 0) std::memcpy(buffer, buffer_.data() + begin_, count);
    begin_ += count;
    return count;
  }

  Result<std::size_t> read_directly(char* buffer, std::size_t size) {
    const auto wanted = static_cast<std::size_t>(std::min<std::uint64_t>({size, left_, SSIZE_MAX}));
    if (wanted == 0) return std::size_t{0};
    for (;;) {
      const ssize_t count = ::read(file_.get(), buffer, wanted);
      if (count >= 0) {
        left_ = count == 0 ? 0 : left_ - static_cast<std::uint64_t>(count);
        return static_cast<std::size_t>(count);
      }
      if (errno == EINTR) continue;
      const int failed = errno;
      failures_->see(path_, failed);
      return refusal(path_, failed);
    }
  }

  FileHandle file_;
  std::string path_;
  std::uint64_t left_;
  std::shared_ptr<FailureCount> failures_;
  bool first_ = true;
  std::string buffer_;
  std::size_t begin_ = 0, end_ = 0;
};

Result<std::unique_ptr<ByteStream>> open_stream(FileHandle file, const std::string& path,
                                                const std::shared_ptr<FailureCount>& failures) {
  struct stat status {};
  if (::fstat(file.get(), &status) != 0) return refusal(path, errno);
  if (!S_ISREG(status.st_mode)) return Error{Error::Kind::unreadable, path, "not a regular file"};
  const std::uint64_t size_bytes = info_of(status).size_bytes;
  return std::unique_ptr<ByteStream>(std::make_unique<DiskStream>(std::move(file), path, size_bytes, failures));
}

/// The path an open handle leads to, or nothing where the system does not say.
std::optional<std::string> path_of(int descriptor) {
  std::array<char, PATH_MAX> text{};
  const std::string link = "/proc/self/fd/" + std::to_string(descriptor);
  const ssize_t size = ::readlink(link.c_str(), text.data(), text.size());
  if (size <= 0 || text[0] != '/') return std::nullopt;
  return std::string(text.data(), static_cast<std::size_t>(size));
}

bool lies_in(const std::string& path, const std::string& folder) {
  if (folder == "/") return true;
  return path.starts_with(folder) && (path.size() == folder.size() || path[folder.size()] == '/');
}

class DiskFolder final : public FileReader {
 public:
  explicit DiskFolder(FileHandle root) : root_(std::move(root)) {}

  Result<std::vector<FolderEntry>> list(const std::string& folder) const override {
    FileHandle handle;
    if (const int failed = open_inside(folder, kOpenFlags | O_DIRECTORY, handle)) return failed_at(folder, failed);
    const std::unique_ptr<DIR, int (*)(DIR*)> listing(::fdopendir(handle.get()), &::closedir);
    if (!listing) return failed_at(folder, errno);
    handle.release();
    std::vector<FolderEntry> entries;
    for (;;) {
      errno = 0;
      const dirent* found = ::readdir(listing.get());
      if (found == nullptr && errno != 0) return failed_at(folder, errno);
      if (found == nullptr) break;
      const std::string name = found->d_name;
      if (name == "." || name == "..") continue;
      entries.push_back(describe(folder, name, found->d_type, ::dirfd(listing.get())));
    }
    std::sort(entries.begin(), entries.end(),
              [](const FolderEntry& a, const FolderEntry& b) { return a.name < b.name; });
    return entries;
  }

  Result<FileInfo> info(const std::string& path) const override {
    struct stat status {};
    if (const int failed = status_inside(path, status)) return failed_at(path, failed);
    return info_of(status);
  }

  Result<std::unique_ptr<ByteStream>> open(const std::string& path) const override {
    FileHandle file;
    if (const int failed = open_inside(path, kOpenFlags, file)) return failed_at(path, failed);
    return open_stream(std::move(file), path, failures_);
  }

  MachineFailure machine_failure() const override { return failures_->failure(); }

 private:
  Error failed_at(const std::string& path, int error_number) const {
    failures_->see(path, error_number);
    return refusal(path, error_number);
  }

  FolderEntry describe(const std::string& folder, const std::string& name, unsigned char type, int listing) const {
    FolderEntry entry{.name = name};
    struct stat status {};
    if (type == DT_UNKNOWN && ::fstatat(listing, name.c_str(), &status, AT_SYMLINK_NOFOLLOW) == 0) {
      type = S_ISLNK(status.st_mode)   ? DT_LNK
             : S_ISREG(status.st_mode) ? DT_REG
             : S_ISDIR(status.st_mode) ? DT_DIR
                                       : DT_FIFO;
    }
    if (type == DT_LNK) {
      entry.is_link = true;
      const int failed = status_inside(folder.empty() ? name : folder + "/" + name, status);
      entry.kind = failed ? FileKind::other : kind_of(status);
      const bool nowhere = failed == ENOENT || failed == ENOTDIR;
      if (failed) entry.refusal = nowhere ? "link leads to nothing" : refusal_text(failed);
    } else {
      entry.kind = type == DT_REG ? FileKind::file : type == DT_DIR ? FileKind::folder : FileKind::other;
    }
    if (entry.kind == FileKind::other && entry.refusal.empty()) entry.refusal = "not a regular file";
    return entry;
  }

  int status_inside(const std::string& path, struct stat& status) const {
    FileHandle handle;
    if (const int failed = open_inside(path, O_PATH | O_CLOEXEC, handle)) return failed;
    return ::fstat(handle.get(), &status) == 0 ? 0 : errno;
  }

  /// 0, or the error number: EXDEV when the path leads out of the root.
  int open_inside(const std::string& path, int flags, FileHandle& out) const {
    if (path.find('\0') != std::string::npos) return ENOENT;
    const char* name = path.empty() ? "." : path.c_str();
    struct open_how how {};
    how.flags = static_cast<std::uint64_t>(flags);
    how.resolve = RESOLVE_BENEATH | RESOLVE_NO_MAGICLINKS;
    for (int attempt = 0; attempt < 8; ++attempt) {
      const long opened = ::syscall(SYS_openat2, root_.get(), name, &how, sizeof how);
      if (opened >= 0) {
        out = FileHandle(static_cast<int>(opened));
        return 0;
      }
      if (errno != EAGAIN && errno != EINTR) break;
    }
    // EXDEV: an absolute link, or one that leaves the root and comes back. EPERM, ENOSYS: some sandboxes and old
    // kernels lack openat2. Then the real path decides.
    const int failed = errno;
    if (failed == EXDEV || failed == ENOSYS || failed == EPERM || failed == EAGAIN) {
      return open_by_real_path(name, flags, out);
    }
    return failed;
  }

  /// Resolves first (O_PATH neither blocks nor reads), compares, and opens what was compared.
  int open_by_real_path(const char* name, int flags, FileHandle& out) const {
    FileHandle place(::openat(root_.get(), name, O_PATH | O_CLOEXEC));
    if (!place.is_open()) return errno;
    const std::optional<std::string> real = path_of(place.get());
    const std::optional<std::string> root = path_of(root_.get());
    if (!real || !root || !lies_in(*real, *root)) return EXDEV;
    if ((flags & O_PATH) != 0) {
      out = std::move(place);
      return 0;
    }
    const std::string link = "/proc/self/fd/" + std::to_string(place.get());
    FileHandle opened(::open(link.c_str(), flags));
    if (!opened.is_open()) return errno;
    out = std::move(opened);
    return 0;
  }

  FileHandle root_;
  std::shared_ptr<FailureCount> failures_ = std::make_shared<FailureCount>();
};

/// A source that is one file.
class DiskFile final : public FileReader {
 public:
  explicit DiskFile(std::string path) : path_(std::move(path)), name_(path_.substr(path_.rfind('/') + 1)) {}

  Result<std::vector<FolderEntry>> list(const std::string& folder) const override {
    if (!folder.empty()) return refusal(folder, ENOENT);
    return std::vector<FolderEntry>{{.name = name_, .kind = FileKind::file}};
  }

  Result<FileInfo> info(const std::string& path) const override {
    struct stat status {};
    if (!path.empty() && path != name_) return refusal(path, ENOENT);
    if (::stat(path_.c_str(), &status) != 0) return refusal(path, errno);
    FileInfo found = info_of(status);
    if (!path.empty()) return found;
    found.kind = FileKind::folder;
    found.size_bytes = 0;
    return found;
  }

  Result<std::unique_ptr<ByteStream>> open(const std::string& path) const override {
    if (path != name_) return refusal(path, ENOENT);
    FileHandle file(::open(path_.c_str(), kOpenFlags));
    if (!file.is_open()) {
      const int failed = errno;
      failures_->see(path, failed);
      return refusal(path, failed);
    }
    return open_stream(std::move(file), path, failures_);
  }

  MachineFailure machine_failure() const override { return failures_->failure(); }

 private:
  std::string path_, name_;
  std::shared_ptr<FailureCount> failures_ = std::make_shared<FailureCount>();
};

/// Fills `out` to `limit` bytes or to the end of the file.
Result<void> read_up_to(ByteStream& stream, std::size_t limit, std::string& out) {
  constexpr std::size_t kFirstBytes = 16u << 10;  // most such files are small
  std::size_t filled = 0;
  while (filled < limit) {
    out.resize(std::min(limit, std::max(kFirstBytes, filled * 2)));
    while (filled < out.size()) {
      const Result<std::size_t> count = stream.read(out.data() + filled, out.size() - filled);
      if (!count) return count.error();
      if (*count == 0) {
        out.resize(filled);
        return {};
      }
      filled += *count;
    }
  }
  out.resize(filled);
  return {};
}

}  // namespace

Result<std::string> FileReader::read_head(const std::string& path, std::size_t limit) const {
  Result<std::unique_ptr<ByteStream>> stream = open(path);
  if (!stream) return stream.error();
  std::string bytes;
  if (const Result<void> done = read_up_to(**stream, limit, bytes); !done) return done.error();
  return bytes;
}

Result<std::string> FileReader::read_all(const std::string& path, std::size_t limit) const {
  Result<std::unique_ptr<ByteStream>> stream = open(path);
  if (!stream) return stream.error();
  std::string bytes;
  const std::size_t enough = limit == SIZE_MAX ? limit : limit + 1;
  if (const Result<void> done = read_up_to(**stream, enough, bytes); !done) return done.error();
  if (bytes.size() <= limit) return bytes;
  return Error{Error::Kind::limit, path, "larger than the limit of " + std::to_string(limit) + " bytes"};
}

Result<std::unique_ptr<FileReader>> open_folder(const std::string& root) {
  std::string path = root;
  while (path.size() > 1 && path.back() == '/') path.pop_back();
  struct stat status {};
  if (::stat(path.c_str(), &status) != 0) return refusal(root, errno);
  if (S_ISREG(status.st_mode)) return std::unique_ptr<FileReader>(std::make_unique<DiskFile>(std::move(path)));
  if (!S_ISDIR(status.st_mode)) return Error{Error::Kind::unreadable, root, "not a folder or a regular file"};
  FileHandle handle(::open(path.c_str(), O_PATH | O_DIRECTORY | O_CLOEXEC));
  if (!handle.is_open()) return refusal(root, errno);
  return std::unique_ptr<FileReader>(std::make_unique<DiskFolder>(std::move(handle)));
}

}  // namespace base
