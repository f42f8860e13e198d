#pragma once
/// An open file of the system, closed when its owner goes; and what the system says when it refuses.

#include <unistd.h>

#include <string>
#include <system_error>
#include <utility>

namespace base {

/// Owns a file descriptor, or none (-1).
class FileHandle {
 public:
  FileHandle() = default;
  explicit FileHandle(int descriptor) : descriptor_(descriptor) {}
  FileHandle(FileHandle&& other) noexcept : descriptor_(std::exchange(other.descriptor_, -1)) {}
  FileHandle& operator=(FileHandle&& other) noexcept {
    std::swap(descriptor_, other.descriptor_);
    return *this;
  }
  ~FileHandle() {
    if (descriptor_ >= 0) ::close(descriptor_);
  }

  bool is_open() const { return descriptor_ >= 0; }
  int get() const { return descriptor_; }
  /// Hands the descriptor to the caller, who must close it.
  int release() { return std::exchange(descriptor_, -1); }

 private:
  int descriptor_ = -1;
};

/// The system's own words for an error number, in English whatever the locale: "No space left on device".
inline std::string system_reason(int error_number) {
  return std::generic_category().message(error_number);
}

}  // namespace base
