#include "base/files/spool.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <cstddef>
#include <cstdlib>
#include <mutex>
#include <utility>

#include "base/files/file_handle.h"

namespace base {
namespace {

Error bad_reference() {
  return {Error::Kind::invalid, "", "a reference to scratch data that was never written"};
}

class FileSpool final : public Spool {
 public:
  FileSpool(FileHandle file, std::string folder) : file_(std::move(file)), folder_(std::move(folder)) {}

  Result<SpoolRef> append(std::string_view bytes) override {
    const SpoolRef ref{.offset = end_.fetch_add(bytes.size()), .size_bytes = bytes.size()};
    std::size_t done = 0;
    while (done < bytes.size()) {
      const auto at = static_cast<off_t>(ref.offset + done);
      const ssize_t count = ::pwrite(file_.get(), bytes.data() + done, bytes.size() - done, at);
      if (count < 0 && errno == EINTR) continue;
      if (count <= 0) return failure("cannot write scratch data: ", count < 0 ? errno : ENOSPC);
      done += static_cast<std::size_t>(count);
    }
    return ref;
  }

  Result<std::string> read(SpoolRef ref) const override {
    const std::uint64_t end = end_.load();
    if (ref.offset > end || ref.size_bytes > end - ref.offset) return bad_reference();
    std::string bytes(static_cast<std::size_t>(ref.size_bytes), '\0');
    std::size_t done = 0;
    while (done < bytes.size()) {
      const auto at = static_cast<off_t>(ref.offset + done);
      const ssize_t count = ::pread(file_.get(), bytes.data() + done, bytes.size() - done, at);
      if (count < 0 && errno == EINTR) continue;
      if (count < 0) return failure("cannot read scratch data: ", errno);
      if (count == 0) return bad_reference();
      done += static_cast<std::size_t>(count);
    }
    return bytes;
  }

 private:
  Error failure(const char* attempt, int error_number) const {
    return {Error::Kind::unwritable, folder_, attempt + system_reason(error_number)};
  }

  FileHandle file_;
  std::string folder_;
  std::atomic<std::uint64_t> end_ = 0;
};

class MemorySpool final : public Spool {
 public:
  Result<SpoolRef> append(std::string_view bytes) override {
    const std::lock_guard lock(mutex_);
    const SpoolRef ref{.offset = bytes_.size(), .size_bytes = bytes.size()};
    bytes_.append(bytes);
    return ref;
  }

  Result<std::string> read(SpoolRef ref) const override {
    const std::lock_guard lock(mutex_);
    if (ref.offset > bytes_.size() || ref.size_bytes > bytes_.size() - ref.offset) return bad_reference();
    return bytes_.substr(static_cast<std::size_t>(ref.offset), static_cast<std::size_t>(ref.size_bytes));
  }

 private:
  mutable std::mutex mutex_;
  std::string bytes_;
};

/// A file without a name; where the file system has no such thing, one whose name is removed at once.
FileHandle open_nameless(const std::string& folder) {
  FileHandle file(::open(folder.c_str(), O_TMPFILE | O_RDWR | O_CLOEXEC, 0600));
  if (file.is_open()) return file;
  std::string name = folder + "/.trialpress-scratch-XXXXXX";
  FileHandle named(::mkostemp(name.data(), O_CLOEXEC));
  if (named.is_open()) ::unlink(name.c_str());
  return named;
}

}  // namespace

Result<std::unique_ptr<Spool>> open_spool(const std::string& folder) {
  if (folder.empty()) return std::unique_ptr<Spool>(std::make_unique<MemorySpool>());
  FileHandle file = open_nameless(folder);
  if (!file.is_open()) {
    return Error{Error::Kind::unwritable, folder, "cannot make a scratch file: " + system_reason(errno)};
  }
  return std::unique_ptr<Spool>(std::make_unique<FileSpool>(std::move(file), folder));
}

}  // namespace base
