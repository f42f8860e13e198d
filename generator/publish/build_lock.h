#pragma once
/// Keeps a second build out of a site: a lock on the file ".<name>.trialpress-lock" beside it. The system drops the
/// lock when its holder ends, however it ends.

#include <string>
#include <utility>

#include "base/files/file_handle.h"
#include "base/result.h"

namespace publish {

class BuildLock {
 public:
  /// Error::Kind::unwritable, naming the other process, if the site is being built.
  /// On a file system without locks the result is there but not held.
  static base::Result<BuildLock> take(int parent, const std::string& site_name);
  BuildLock(BuildLock&&) = default;
  BuildLock& operator=(BuildLock&&) = delete;
  ~BuildLock() { release(); }

  bool is_held() const { return held_; }
  /// Removes the file and lets the next build in.
  void release();

 private:
  BuildLock(int parent, std::string name, base::FileHandle file, bool held)
      : parent_(parent), name_(std::move(name)), file_(std::move(file)), held_(held) {}

  int parent_;
  std::string name_;
  base::FileHandle file_;
  bool held_;
};

}  // namespace publish
