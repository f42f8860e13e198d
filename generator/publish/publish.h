#pragma once
/// Files → a folder, all at once or not at all.

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "model/output_file.h"

namespace publish {

struct PublishOptions {
  std::string folder;               ///< the site, e.g. "site"
  std::vector<std::string> inputs;  ///< real paths of what is read: the output may neither be nor hold one
  std::string home;                 ///< the user's home folder, which is refused as output; may be empty
  bool clean = false;               ///< write every file anew instead of keeping unchanged ones
};

struct PublishCounts {
  std::uint64_t written = 0, unchanged = 0, removed = 0, foreign_kept = 0;
  std::uint64_t bytes_written = 0, bytes_total = 0;
};

/// A site under construction, in a hidden folder beside the output ("<parent>/.<name>.trialpress-<pid>", mode 0700
/// until it is swapped in). The destructor removes what was not committed. A lock file keeps a second build out.
class Publication : public model::OutputSink {
 public:
  /// Refuses (Error::Kind::unwritable or invalid, with what to do) a non-empty folder without our manifest, an output
  /// that is or holds an input, "/", a home folder; removes leftovers of killed builds.
  static base::Result<std::unique_ptr<Publication>> begin(const PublishOptions& options);
  /// Unchanged files become hard links to the old ones (bytes and time stamps kept). Two files of one path, also under
  /// case folding, are an Error.
  base::Result<void> put(model::OutputFile file) override = 0;
  /// Manifest, fsync, exchange (renameat2; two renames with recovery where the system lacks it), removal of the old
  /// tree. Foreign files of the old folder are in the new one.
  virtual base::Result<PublishCounts> commit() = 0;
  /// Removes the unfinished folder; safe to call from a signal-handling path after put() has stopped.
  virtual void abandon() = 0;
};

}  // namespace publish
