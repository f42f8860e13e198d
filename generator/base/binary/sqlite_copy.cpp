#include "base/binary/sqlite_copy.h"

#include <fcntl.h>
#include <sqlite3.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstddef>
#include <cstdlib>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <string_view>
#include <utility>

namespace base {
namespace {

constexpr std::size_t kCopyBytes = 1u << 20;
constexpr std::array<const char*, 2> kLogs{"-wal", "-journal"};
constexpr std::string_view kNames = "/trialpress-copies/";

/// The nameless files by the names that SQLite is told.
class NamelessFiles {
 public:
  static NamelessFiles& all() {
    static NamelessFiles files;
    return files;
  }

  std::string new_name() {
    const std::lock_guard lock(mutex_);
    return std::string(kNames) + std::to_string(++last_);
  }
  void add(const std::string& name, FileHandle file) {
    const std::lock_guard lock(mutex_);
    files_.insert_or_assign(name, std::move(file));
  }
  bool remove(const std::string& name) {
    const std::lock_guard lock(mutex_);
    return files_.erase(name) > 0;
  }
  /// Another handle of the file, -1 and ENOENT if there is none.
  int open(const char* name) {
    const std::lock_guard lock(mutex_);
    const auto found = files_.find(name);
    if (found != files_.end()) return ::fcntl(found->second.get(), F_DUPFD_CLOEXEC, 3);
    errno = ENOENT;
    return -1;
  }
  int status(const char* name, struct stat* out) {
    const std::lock_guard lock(mutex_);
    const auto found = files_.find(name);
    if (found != files_.end()) return ::fstat(found->second.get(), out);
    errno = ENOENT;
    return -1;
  }

 private:
  std::mutex mutex_;
  std::uint64_t last_ = 0;
  std::map<std::string, FileHandle, std::less<>> files_;
};

bool is_ours(const char* name) {
  return name != nullptr && std::string_view(name).starts_with(kNames);
}

// What SQLite calls in place of the system: https://www.sqlite.org/c3ref/vfs.html, xSetSystemCall.

int open_for_sqlite(const char* name, int flags, int mode) {
  return is_ours(name) ? NamelessFiles::all().open(name) : ::open(name, flags, mode);
}
int stat_for_sqlite(const char* name, struct stat* out) {
  return is_ours(name) ? NamelessFiles::all().status(name, out) : ::stat(name, out);
}
int access_for_sqlite(const char* name, int mode) {
  struct stat status {};
  return is_ours(name) ? NamelessFiles::all().status(name, &status) : ::access(name, mode);
}
int unlink_for_sqlite(const char* name) {
  if (!is_ours(name)) return ::unlink(name);
  if (NamelessFiles::all().remove(name)) return 0;
  errno = ENOENT;
  return -1;
}

template <class Call>
bool replace_call(sqlite3_vfs* system, const char* name, Call call) {
  return system->xSetSystemCall(system, name, reinterpret_cast<sqlite3_syscall_ptr>(call)) == SQLITE_OK;
}

/// Once for the program.
bool install() {
  static const bool installed = [] {
    sqlite3_vfs* system = sqlite3_initialize() == SQLITE_OK ? sqlite3_vfs_find(nullptr) : nullptr;
    return system != nullptr && system->iVersion >= 3 && replace_call(system, "open", &open_for_sqlite) &&
           replace_call(system, "stat", &stat_for_sqlite) && replace_call(system, "access", &access_for_sqlite) &&
           replace_call(system, "unlink", &unlink_for_sqlite);
  }();
  return installed;
}

/// In `scratch`, or in memory.
FileHandle make_nameless(const std::string& scratch) {
  if (!scratch.empty()) {
    FileHandle file(::open(scratch.c_str(), O_TMPFILE | O_RDWR | O_CLOEXEC, 0600));
    if (file.is_open()) return file;
    std::string name = scratch + "/.trialpress-scratch-XXXXXX";
    FileHandle named(::mkostemp(name.data(), O_CLOEXEC));
    if (named.is_open()) {
      ::unlink(name.c_str());
      return named;
    }
  }
  return FileHandle(::memfd_create("trialpress", MFD_CLOEXEC));
}

Error copy_error(const std::string& folder, const char* attempt) {
  return {Error::Kind::unwritable, folder,
          attempt + system_reason(errno) + " (TMPDIR names the folder for such copies)"};
}

Result<void> write_all(int descriptor, const char* bytes, std::size_t size, const std::string& folder) {
  while (size > 0) {
    const ssize_t count = ::write(descriptor, bytes, size);
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return copy_error(folder, "cannot write a copy of the database: ");
    bytes += count;
    size -= static_cast<std::size_t>(count);
  }
  return {};
}

}  // namespace

SqliteCopy::SqliteCopy() : name_(NamelessFiles::all().new_name()) {}

SqliteCopy::~SqliteCopy() {
  NamelessFiles::all().remove(name_);
  for (const char* log : kLogs) NamelessFiles::all().remove(name_ + log);
}

Result<void> SqliteCopy::take(const FileReader& files, const std::string& path, const std::string& scratch) {
  if (!install())
    return Error{Error::Kind::unsupported, path, "this build of SQLite cannot open a copy without a name"};
  Result<FileHandle> database = copy(files, path, scratch);
  if (!database) return database.error();
  NamelessFiles::all().add(name_, std::move(*database));
  database_bytes_ = size_bytes_;
  for (const char* log : kLogs) {
    if (!files.info(path + log)) continue;
    Result<FileHandle> copied = copy(files, path + log, scratch);
    if (!copied) return copied.error();
    NamelessFiles::all().add(name_ + log, std::move(*copied));
  }
  return {};
}

Result<FileHandle> SqliteCopy::copy(const FileReader& files, const std::string& from, const std::string& scratch) {
  Result<std::unique_ptr<ByteStream>> stream = files.open(from);
  if (!stream) return stream.error();
  FileHandle out = make_nameless(scratch);
  if (!out.is_open()) return copy_error(scratch, "cannot make a copy of the database: ");
  std::string block(kCopyBytes, '\0');
  for (;;) {
    const Result<std::size_t> count = (*stream)->read(block.data(), block.size());
    if (!count) return count.error();
    if (*count == 0) return out;
    size_bytes_ += *count;
    if (size_bytes_ > kMaxSqliteBytes) {
      return Error{Error::Kind::limit, from,
                   "a database larger than the limit of " + std::to_string(kMaxSqliteBytes >> 20) + " MiB"};
    }
    if (Result<void> done = write_all(out.get(), block.data(), *count, scratch); !done) return done.error();
  }
}

}  // namespace base
