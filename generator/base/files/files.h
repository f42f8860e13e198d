#pragma once
/// The outside world as an argument: what ingest may read. Tests use support/memory_files.h.

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace base {

enum class FileKind : std::uint8_t { file, folder, other };  ///< other: device, FIFO, socket

struct FolderEntry {
  std::string name;                ///< bytes as the system has them
  FileKind kind = FileKind::file;  ///< of what a link leads to
  bool is_link = false;
  /// Why the entry cannot be used (a link that leads out of the source, or in a circle; unreadable); else empty.
  std::string refusal;
};

struct FileInfo {
  FileKind kind = FileKind::file;
  std::uint64_t size_bytes = 0;
  std::int64_t modified_s = 0;  ///< Unix time; a hint only, never written to the site
  std::uint64_t identity = 0;   ///< equal for the same folder or file reached by two paths
};

/// Bytes of one file, in order.
class ByteStream {
 public:
  virtual ~ByteStream() = default;
  /// Up to `size` bytes; 0 at the end. An Error if the system fails midway.
  virtual Result<std::size_t> read(char* buffer, std::size_t size) = 0;
};

/// Where reading failed though nothing is wrong with the file or its rights: a disk (EIO), a network file system whose
/// handle went stale (ESTALE), a connection that was lost. Such a file may be whole tomorrow.
struct MachineFailure {
  std::string path;  ///< the first one
  std::string what;  ///< the system's reason
  std::uint64_t count = 0;
};

/// Read access to one source. Paths are relative to its root, '/' between parts, "" is the root.
/// Links are followed only where they end inside the root; only regular files are opened, without blocking.
/// Safe to use from several threads.
class FileReader {
 public:
  virtual ~FileReader() = default;
  /// Entries in byte order of their names, without "." and "..".
  virtual Result<std::vector<FolderEntry>> list(const std::string& folder) const = 0;
  virtual Result<FileInfo> info(const std::string& path) const = 0;
  virtual Result<std::unique_ptr<ByteStream>> open(const std::string& path) const = 0;
  /// What failed so far in any of the calls above, or in a stream, also where nobody asked why. Count 0: nothing.
  virtual MachineFailure machine_failure() const { return {}; }
  /// The first `limit` bytes at most.
  Result<std::string> read_head(const std::string& path, std::size_t limit) const;
  /// The whole file; Error::Kind::limit if it is larger than `limit`.
  Result<std::string> read_all(const std::string& path, std::size_t limit) const;
};

/// A folder of this machine. `root` may also name a single file: then the source holds just that file.
/// Error::Kind::missing if it is not there.
Result<std::unique_ptr<FileReader>> open_folder(const std::string& root);

/// So many bytes alike in a row are no data: what a power cut or a compression bomb leaves.
inline constexpr std::uint64_t kMaxEqualBytes = 64u << 20;

/// The same stream with gzip or zstd undone when its first bytes say so; otherwise the bytes as they are.
/// Output is limited to `limit` bytes if it was decompressed, and ends with kMaxEqualBytes alike in any case
/// (Error::Kind::limit).
std::unique_ptr<ByteStream> decompressed(std::unique_ptr<ByteStream> stream, std::uint64_t limit);

}  // namespace base
